"""The tasks of worker processes: plain functions of plain arguments, for any `concurrent.futures.Executor`.

They print nothing and keep no state that a result could depend on. Without workers they run in the main process.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, NamedTuple

import msgspec

from ssg.content.article import ParseOptions, parse_articles
from ssg.core.digest import digest_bytes
from ssg.core.errors import Diagnostic, SiteProblem
from ssg.core.model import Parsed
from ssg.core.parts import packed
from ssg.core.trace import Fact, Trace
from ssg.index.briefs import brief_of
from ssg.index.related.finder import Found
from ssg.index.related.score import Rules
from ssg.pages.kinds import KINDS, template_of
from ssg.pages.model import Page
from ssg.render.delivery import BLOCK_KIND, BlockFile
from ssg.render.renew import NO_TEXTS, Texts, changed_blocks, renew
from ssg.render.splice import Joined
from ssg.render.wellformed import CHECKED, check_output
from ssg.steps.context import RenderContext
from ssg.steps.given import Given, Missing, Staging, Unstaged
from ssg.steps.settled import inherited
from ssg.store.nodes import Entry
from ssg.store.publish import refused
from ssg.store.records import ReadText
from ssg.store.source import FileEntry
from ssg.store.staging import InTheWay, Staged

# JSON, because msgpack keeps only the instant of a time, and readers see the offset too (0.3 µs more an article).
_ENCODER = msgspec.json.Encoder()
_PLAIN = msgspec.msgpack.Encoder()


def parse_key(path: str, data: bytes, options: str, inherited: str = "") -> str:
    """Return the name of the result of parsing a file; `options` is the digest of how it is parsed.

    `inherited` is what its text has of its category.
    """
    return digest_bytes(b"\0".join((f"{options} {inherited}".encode(), path.encode(), data)))


def parse_batch(given: Given, entries: Sequence[FileEntry], options: ParseOptions) -> list[ReadText]:
    """Read and parse some files."""
    name = options.name
    read = [(entry.path, _read(given, entry)) for entry in entries]
    parsed = iter(parse_articles([(path, data) for path, data in read if isinstance(data, bytes)], options))
    return [
        _encoded(path, data, next(parsed), name)
        if isinstance(data, bytes)
        else ReadText(path, "", said=_PLAIN.encode(data))
        for path, data in read
    ]


def _read(given: Given, entry: FileEntry) -> bytes | tuple[Diagnostic, ...]:
    """Return the content of a file, or why it cannot be had."""
    try:
        return given.source(entry)
    except SiteProblem as problem:
        return problem.diagnostics


def _encoded(path: str, data: bytes, parsed: Parsed, name: str) -> ReadText:
    """Return a parsed file as it is stored; `name` is that of the options."""
    article = parsed.article
    given = inherited(article) if article and (article.language_inherited or article.guard) else ""
    key = parse_key(path, data, name, given)
    return ReadText(
        path=path,
        key=key,
        article=_ENCODER.encode(parsed.article) if parsed.article else b"",
        body=_ENCODER.encode(parsed.body) if parsed.body else b"",
        brief=_PLAIN.encode(brief_of(parsed.article, key)) if parsed.article else b"",
        said=_PLAIN.encode(parsed.diagnostics) if parsed.diagnostics else b"",
        vector=parsed.vector,
    )


class Job(NamedTuple):
    """A page to make: the reason, its entry, whether it is only spliced `again`, and with its `own` blocks rendered.

    If only `texts` of its blocks are new, these alone are replaced.
    """

    page: Page
    why: str
    entry: Entry | None
    again: bool
    own: bool = False
    texts: Texts = NO_TEXTS


Traces = tuple[Trace | None, Trace | None, Trace | None]
NO_TRACES: Final[Traces] = (None, None, None)
"""The traces of a page that has read what it had read before."""


class Result(NamedTuple):
    """A page that was made: its bytes and parts, and the facts read while rendering and splicing (None: as before)."""

    joined: Joined
    rendered: set[Fact] | None
    spliced: set[Fact] | None


class Made(NamedTuple):
    """A page that was made and staged, its diagnostics, or what it is `lacking`; and the work that it took.

    `used` are the block files that are new to this worker, `blocks` the digests and traces of new shared blocks,
    `fronts` the lists and depths that were read.
    """

    staged: Staged | Unstaged | None
    page: Page
    diagnostics: tuple[Diagnostic, ...] = ()
    traces: Traces = NO_TRACES
    rendered: int = 0
    spliced: int = 0
    rendered_blocks: int = 0
    used: tuple[BlockFile, ...] = ()
    blocks: Mapping[str, tuple[str, Trace]] = {}  # no `MappingProxyType`: it is sent between processes
    fronts: frozenset[tuple[str, int]] = frozenset()
    lacking: tuple[tuple[str, str], ...] = ()


def find_batch(given: Given, numbers: Sequence[int], rules: Rules) -> list[Found]:
    """Find the related articles of some articles."""
    return list(given.finder(rules).find(numbers))


def make_batch(given: Given, jobs: Sequence[Job]) -> list[Made]:
    """Make some pages."""
    context, stager = given.context()
    return list(make_pages(context, stager, jobs))


def make_pages(context: RenderContext, stager: Staging, jobs: Sequence[Job]) -> Iterator[Made]:
    """Make pages one by one: render or splice, and write them beside their final paths.

    Raises SiteProblem if the disk refuses: it would refuse every other page too.
    """
    met: set[tuple[str, int]] = set()
    known = len(context.splicer.used)
    for job in jobs:
        page, before = job.page, context.splicer.rendered
        try:
            result, why = _make(context, stager, job)
        except SiteProblem as problem:
            yield Made(None, page, problem.diagnostics)
            continue
        except Missing as problem:
            for output in [*islice(context.splicer.used, known, None)]:
                del context.splicer.used[output]  # they are reported when the page is made
            yield Made(None, page, lacking=(problem.what,))
            continue
        joined = result.joined
        packed_parts = packed(joined.parts)
        entry = Entry(digest_bytes(joined.data), len(joined.data), 0, page.identity, *packed_parts, why)
        try:
            staged = stager.stage(page.output, joined.data, entry, job.entry)
        except InTheWay as problem:
            yield Made(None, page, (refused(stager.root, page.output, problem),))
            continue
        except OSError as problem:
            raise SiteProblem(refused(stager.root, page.output, problem)) from problem
        rendered, spliced, own = (
            None if facts is None else context.read.trace(facts, page.about)
            for facts in (result.rendered, result.spliced, joined.own)
        )
        fronts: frozenset[tuple[str, int]] = frozenset()
        if len(context.read.fronts) > len(met):  # which are among them: most pages read no new one
            fronts = frozenset(context.read.fronts - met)
            met |= fronts
        blocks, context.splicer.fresh = context.splicer.fresh, {}
        changed = job.again and job.entry is not None and joined.parts != job.entry.parts
        yield Made(
            staged,
            page,
            traces=(rendered, spliced, own),
            rendered=int(not job.again and page.kind != BLOCK_KIND and KINDS[page.kind].template != ""),
            spliced=int(changed),
            rendered_blocks=context.splicer.rendered - before,
            used=tuple(islice(context.splicer.used.values(), known, None)),
            blocks=blocks,
            fronts=fronts,
        )
        known = len(context.splicer.used)


def _make(context: RenderContext, stager: Staging, job: Job) -> tuple[Result, str]:
    """Render or splice a page; return it with the reason."""
    page, why = job.page, job.why
    if not job.again or job.entry is None:
        return make_page(context, page), why
    try:
        before = stager.published(page.output)
    except OSError as problem:  # somebody removes the output while we read it
        raise SiteProblem(refused(stager.root, page.output, problem)) from problem
    with context.read.recording() as facts:
        if job.texts:
            joined = renew(context.splicer, before, job.entry.parts, job.texts)
        else:
            joined = context.splicer.rejoin(page, before, job.entry.parts, own=job.own)
    _check(context, page, joined)
    why = changed_blocks(job.entry.parts, joined.parts) or job.entry.why
    return Result(joined, None, None if job.texts else facts), why


def make_page(context: RenderContext, page: Page) -> Result:
    """Render a whole page, or a block file; the view of a kind without a template returns the bytes.

    Raises SiteProblem if it cannot be made.
    """
    read = context.read
    with read.recording() as facts:
        if page.kind == BLOCK_KIND:
            text, joined = "", Joined(context.splicer.block(str(page.subject[0]), page.subject[1:]), ())
        else:
            kind = KINDS[page.kind]
            facts.add(("DRAWING", "") if kind.drawn else ("CODE", ""))
            view = kind.view(read, page)
            text = context.renderer.page(template_of(read, page), view, page) if kind.template else ""
            joined = Joined(b"" if kind.template else view, ())
            if not kind.template:
                _check(context, page, joined)
    if page.kind == BLOCK_KIND or not kind.template:
        return Result(joined, facts, set())
    with read.recording() as spliced:
        joined = context.splicer.join(page, text)
    _check(context, page, joined)
    return Result(joined, facts, spliced)


def _check(context: RenderContext, page: Page, joined: Joined) -> None:
    """Check an output for well-formedness, except JSON of our own encoder; raise SiteProblem if it is not."""
    template = KINDS[page.kind].template if page.output.lower().endswith(CHECKED) else ""
    if template or page.output.endswith(".xml"):
        place = context.renderer.place(template_of(context.read, page)) if template else page.place
        if found := check_output(page.output, joined.data, place):
            raise SiteProblem(found)


def try_page(context: RenderContext, page: Page) -> tuple[Diagnostic, ...]:
    """Render a page and return its errors."""
    try:
        make_page(context, page)
    except SiteProblem as problem:
        return problem.diagnostics
    return ()
