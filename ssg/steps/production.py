"""Pages → outputs, rebuilding only what has read a fact that changed.

A page is rendered if something that it was rendered from has changed, only spliced again if something that decides its
blocks has, and otherwise left alone. `ssg/store/staging.py` decides by the bytes what is written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from ssg.core.errors import SiteProblem
from ssg.core.message import Message, joined, say
from ssg.core.trace import MAY_BE_ALONE, Fact, Trace
from ssg.pages.blocks.names import base_of, key_of
from ssg.pages.kinds import KINDS
from ssg.pages.model import Page
from ssg.render.delivery import page_of
from ssg.render.failures import Failures
from ssg.render.renew import NO_TEXTS, Texts, texts_of
from ssg.render.splice import EMPTY
from ssg.steps.batches import cut_from, staged, with_help
from ssg.steps.context import RenderContext
from ssg.steps.edition import Edition
from ssg.steps.executors import RunningWorkers
from ssg.steps.given import Unstaged
from ssg.steps.pages import Pages
from ssg.steps.reasons import noted, reasons
from ssg.steps.tasks import NO_TRACES, Job, Made, make_pages, try_page
from ssg.store.new_nodes import Made as Recorded
from ssg.store.new_nodes import NewNodes
from ssg.store.nodes import Nodes
from ssg.store.publish import Publication
from ssg.store.readers import Changed, Dirty
from ssg.store.staging import Staged
from ssg.store.traces import Wanted
from ssg.work import Work

NEW: Final = say("new")
_FILE: Final = say("the published file")
# The number of pages that take as long as one drawing.
_DRAWN = 30
# The most descriptions of reasons that are kept.
_REASONS = 256


class Staleness:
    """The nodes of an edition that have read a fact that changed. Call `refresh_blocks` first.

    `texts` has, by output, which texts of blocks have changed on pages where nothing else has.
    """

    def __init__(self, nodes: Nodes, context: RenderContext) -> None:
        """Compare the facts that were read with their current values."""
        self._context = context
        self.nodes = nodes
        self.changed: Changed = nodes.changed(context.facts)
        self.dirty: Dirty = nodes.dirty(self.changed)
        self.blocks: dict[str, tuple[str, Trace]] = {}
        self.asked: set[Fact] = set()
        self.texts: dict[str, Texts] = {}
        self._reasons: dict[tuple[Fact, ...], Message] = {}

    @cached_property
    def identities(self) -> dict[str, str]:
        """The identity of every page of the last publication, by output."""
        return self.nodes.identities()

    def refresh_blocks(self) -> None:
        """Render the stale shared blocks. Pages become stale only if the text of a block changes."""
        splicer, clean = self._context.splicer, self._context.splicer.clean
        known = self.nodes.blocks()
        clean.update({name: digest for name, digest in known.items() if name not in self.dirty.blocks})
        changed: dict[str, str] = {}
        asked: list[Fact] = []
        for identity in sorted(self.dirty.blocks):
            name, key = key_of(identity)
            try:
                digest = splicer.shared_block(identity, name, key).digest if base_of(name) in splicer.blocks else ""
            except (SiteProblem, LookupError):  # of something removed; pages that still show it will report it
                digest = ""
            if digest == known.get(identity):
                clean[identity] = digest
            else:
                changed[identity] = digest
                if (digest == EMPTY) != (known.get(identity) == EMPTY):
                    asked.append(("EMPTY", identity))
        self.blocks.update(splicer.fresh)
        splicer.fresh = {}
        pages = self.dirty.pages.union(*map(self.nodes.readers, asked))
        readers = self.nodes.joined_with(("BLOCK", identity) for identity in changed)
        self._renew(readers.keys() - pages - self.dirty.joined, readers, known, changed)
        self.dirty = self.dirty._replace(pages=pages, joined=(self.dirty.joined | readers.keys()) - pages)
        self.asked.update(asked)
        alone = not MAY_BE_ALONE.isdisjoint(kind for kind, _ in (*self.changed.facts, *self.asked))
        of, asked_for = self.changed, self.asked  # not `self`: it would stay alive, and the site with it
        self._wanted = Wanted(lambda fact: of.has(fact) or fact in asked_for, alone, bool(of.articles), {})

    def _renew(
        self, outputs: Iterable[str], readers: Mapping[str, int], known: Mapping[str, str], changed: Mapping[str, str]
    ) -> None:
        """Note which texts of blocks change on pages whose blocks stay the same. Most pages share their traces."""
        of_traces: dict[int, Texts] = {}
        for output in outputs:
            trace = readers[output]
            if trace not in of_traces:
                of_traces[trace] = texts_of(self.nodes.blocks_in(trace), known, changed)
            self.texts[output] = of_traces[trace]

    def why(self, output: str) -> Message:
        """Describe the changed facts that a page was rendered from. When a template changes, most have the same."""
        facts = tuple(self.nodes.rendered(output, self._wanted))
        found = self._reasons.get(facts)
        if found is None:
            names = [say("block {name}", name=key_of(fact[1])[0]) for fact in facts if fact in self.asked]
            found = joined(filter(None, (reasons(self.changed, facts), *names))) or NEW
            if len(self._reasons) >= _REASONS:
                self._reasons.clear()
            self._reasons[facts] = found
        return found

    def why_joined(self, output: str) -> Message:
        """Describe the changed facts that decide a page's blocks."""
        traces = self.nodes.trace(output)
        facts = [*traces.get("spliced", ()), *traces.get("own", ())]
        blocks = [key for kind, key in facts if kind == "BLOCK" and key not in self._context.splicer.clean]
        names = dict.fromkeys(say("block {name}", name=key_of(identity)[0]) for identity in blocks)
        return joined(filter(None, (reasons(self.changed, facts), *names)))


def due(
    edition: Edition, stale: Staleness, publication: Publication, work: Work, *, clean: bool = False
) -> Iterator[Job]:
    """Yield the stale pages, and keep all others; with `clean`, yield all."""
    pages, dirty = edition.pages, stale.dirty.pages | stale.dirty.joined
    if pages.change is not None:
        come = pages.change.come_outputs
        yield from _due(pages.find(dirty | come), dirty - come, stale, publication)
        return
    work.progress("compare", 0, len(pages))
    identities = stale.identities
    same = {page.output for page in pages if not clean and identities.get(page.output) == page.identity}
    kept = publication.keep_all(same - dirty)
    yield from _due((page for page in pages if page.output not in kept), same, stale, publication)


def _due(pages: Iterable[Page], same: Collection[str], stale: Staleness, publication: Publication) -> Iterator[Job]:
    """Yield how pages are to be made; those in `same`, whose identity did not change, may only have to be spliced."""
    new, file = noted(NEW), noted(_FILE)
    for page in pages:
        output = page.output
        is_same = output in same
        rendered, joined = output in stale.dirty.pages, output in stale.dirty.joined
        entry = publication.known(output) if is_same and joined and not rendered else None
        if entry is not None:
            texts = stale.texts.get(output, NO_TEXTS)
            yield Job(page, "", entry, again=True, own=output in stale.dirty.own, texts=texts)
        else:
            before = publication.before(output)
            why = noted(stale.why(output)) if is_same and rendered else file if is_same else new
            yield Job(page, why, before, again=False)


def effort(jobs: Sequence[Job]) -> int:
    """Return the amount of work, in pages, that a second process could do: all but the largest whole batch."""
    sizes: dict[str | int | None, int] = {None: 0}
    for job in jobs:
        whole = cut_from(job)
        sizes[whole] = sizes.get(whole, 0) + (_DRAWN if KINDS[job.page.kind].drawn else 1)
    return sum(sizes.values()) - max((size for whole, size in sizes.items() if whole is not None), default=0)


def produce(
    jobs: Sequence[Job],
    context: RenderContext,
    publication: Publication,
    failures: Failures,
    work: Work,
    running: RunningWorkers | None,
    record: Record,
) -> None:
    """Make pages, add them to the publication in order, and record what they have read.

    Raises SiteProblem where the disk refuses.
    """
    here = make_pages(context, publication.stager, jobs)
    made = here if running is None else with_help(running, jobs, context, publication)
    for number, (job, found) in enumerate(zip(jobs, made, strict=True)):
        one = staged(found, found.staged, publication) if isinstance(found.staged, Unstaged) else found
        work.progress("render", number, len(jobs))
        work.rendered += one.rendered
        work.spliced += one.spliced
        work.blocks += one.rendered_blocks
        context.splicer.used.update((file.output, file) for file in one.used)
        if isinstance(one.staged, Staged):
            publication.take(one.staged._replace(path=job.page.output))  # not the text that a worker has sent
            record.take(one._replace(page=job.page))
        else:
            failures.add(one.diagnostics, one.page.owner)


class Record:
    """The nodes that were made in this build, with their traces."""

    def __init__(self, nodes: Nodes) -> None:
        """Start empty; `nodes` give the numbers of what is read."""
        self.made = NewNodes(nodes.numbering)
        self.blocks: dict[str, tuple[str, Trace]] = {}
        self.fronts: set[tuple[str, int]] = set()

    def take(self, one: Made) -> None:
        """Record a page, unless only texts of its blocks are new: what it has read stays the same."""
        if one.traces != NO_TRACES:
            self.made.add(one.page.output, Recorded(one.page.identity, one.page.about, *one.traces))
        self.blocks.update(one.blocks)
        self.fronts |= one.fronts


def rehearse(pages: Pages, context: RenderContext, failures: Failures, work: Work) -> None:
    """Render everything and keep nothing, to find what fails."""
    seen: set[str] = set()
    for number, page in enumerate(pages):
        work.progress("render", number, len(pages))
        if KINDS[page.kind].drawn and page.kind in seen:
            continue  # one is enough: fonts, logo and library are the same for all
        seen.add(page.kind)
        work.rendered += 1
        failures.add(try_page(context, page), page.owner)
    for file in context.splicer.used.values():
        failures.add(try_page(context, page_of(file)), say("the block {name}", name=file.name))
