"""Pages → outputs, doing again only what has changed.

A page is rendered if its key is new, else joined again if one of its blocks is, else left as it is. What is written is
decided by `ssg/store/staging.py`, from the bytes.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from ssg.core.digest import digest_bytes
from ssg.pages.kinds import KINDS
from ssg.pages.model import Page
from ssg.press import Press
from ssg.render.delivery import page_of
from ssg.render.failures import Failures
from ssg.store.manifest import Entry
from ssg.store.publish import Publication
from ssg.work import Work
from ssg.workers import Job, Made, make_batch, make_pages, try_page
from ssg.workforce import Workforce, in_order

TEMPLATE = "template, site.toml, data or ssg itself"
NEW = "new"
# Pages a batch: some 30 ms of work.
_BATCH = 48
# Pages that could be made while something is drawn.
_DRAWN = 30


def due(
    pages: Sequence[Page],
    press: Press,
    publication: Publication,
    work: Work,
    touched: Collection[tuple[str, str]] | None = None,
) -> Iterator[Job]:
    """Give the pages that must be made, and leave all others as they are.

    Keys of pages that are about nothing in `touched` are what they were (None: who knows).
    """
    for number, page in enumerate(pages):
        work.progress("compare", number, len(pages))
        kind = KINDS[page.kind]
        entry = publication.known(page.output)
        if touched is not None and entry is not None and kind.about and (kind.about, page.subject[0]) not in touched:
            if press.splicer.is_current(page, entry.frame, entry.state, settled=True):
                publication.keep(page.output)
            else:
                yield Job(page, entry.key, "", entry, again=True)
            continue
        work.compared += 1
        salt, stamps = press.salts[page.kind], kind.key(press.stamps, page)
        if entry is None or not entry.key.startswith(key_digest(salt, stamps)):
            before, key = publication.before(page.output), page_key(salt, stamps)
            yield Job(page, key, changed_parts(before, key, kind.parts), before, again=False)
        elif press.splicer.is_current(page, entry.frame, entry.state):
            publication.keep(page.output)
        else:
            yield Job(page, entry.key, "", entry, again=True)


def effort(jobs: Sequence[Job]) -> int:
    """Say how much work jobs are, in pages."""
    return sum(_DRAWN if KINDS[job.page.kind].drawn else 1 for job in jobs)


def produce(
    jobs: Sequence[Job],
    press: Press,
    publication: Publication,
    failures: Failures,
    work: Work,
    workforce: Workforce | None,
) -> None:
    """Make pages and bring them to the publication, in their order.

    Raises SiteProblem where the disk refuses.
    """
    made = make_pages(press, publication.stager, jobs) if workforce is None else _with_help(workforce, jobs)
    for number, one in enumerate(made):
        work.progress("render", number, len(jobs))
        work.rendered += one.rendered
        work.spliced += one.spliced
        work.blocks += one.blocks
        press.splicer.used.update((file.output, file) for file in one.used)
        if one.staged is not None:
            publication.take(one.staged)
        else:
            failures.add(one.diagnostics, one.owner)


def due_blocks(press: Press, publication: Publication) -> Iterator[Job]:
    """Give the blocks with files of their own that must be made. All pages must have been made, or left, before."""
    for output, file in sorted(press.splicer.used.items()):
        key = press.splicer.block_digest(file.name, file.key)
        entry = publication.known(output)
        if entry is not None and entry.key == key:
            publication.keep(output)
        else:
            before = publication.before(output)
            yield Job(page_of(file), key, "its articles or its template" if before else NEW, before, again=False)


def rehearse(pages: Sequence[Page], press: Press, failures: Failures, work: Work) -> None:
    """Render everything and keep nothing, to see what fails."""
    seen: set[str] = set()
    for number, page in enumerate(pages):
        work.progress("render", number, len(pages))
        if KINDS[page.kind].drawn and page.kind in seen:
            continue  # fonts, logo and library: what fails with one fails with the first
        seen.add(page.kind)
        work.rendered += 1
        failures.add(try_page(press, page), page.owner)
    for file in press.splicer.used.values():
        failures.add(try_page(press, page_of(file)), f"the block {file.name}")


def _with_help(workforce: Workforce, jobs: Sequence[Job]) -> Iterator[Made]:
    return in_order(workforce.executor, make_batch, ((workforce.ticket, batch) for batch in _batches(jobs)))


def _batches(jobs: Sequence[Job]) -> Iterator[Sequence[Job]]:
    """Part jobs into batches. What is cut from one thing is one batch, however large: no other process makes it too."""
    for whole, alike in groupby(jobs, key=_cut_from):
        found = list(alike)
        size = len(found) if whole else _BATCH
        yield from (found[start : start + size] for start in range(0, len(found), size))


def _cut_from(job: Job) -> str | int | None:
    kind = KINDS.get(job.page.kind)  # none: a block
    return job.page.subject[0] if kind is not None and kind.together else None


def page_key(salt: str, stamps: tuple[str, ...]) -> str:
    """Name a page's text: a digest of everything, which decides; checksums of the salt and each part, which explain."""
    sums = [f"{zlib.crc32(part.encode('utf-8', 'surrogatepass')):x}" for part in (salt, *stamps)]
    return " ".join([key_digest(salt, stamps), *sums])


def key_digest(salt: str, stamps: tuple[str, ...]) -> str:
    """The part of a page's key that decides: what it begins with."""
    return digest_bytes("\0".join((salt, *stamps)).encode("utf-8", "surrogatepass"))


def changed_parts(entry: Entry | None, key: str, names: tuple[str, ...]) -> str:
    """Say in words what is not as it was when a page was last rendered."""
    if entry is None or not entry.key:
        return NEW
    before, now = entry.key.split(" ")[1:], key.split(" ")[1:]
    changed = [name for name, one, other in zip((TEMPLATE, *names), before, now, strict=False) if one != other]
    return ", ".join(changed) or "the published file"
