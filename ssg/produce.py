"""Pages → outputs, doing again only what has changed.

A page is rendered if its key is new, else joined again if one of its blocks is, else left as it is. What is written is
decided by `ssg/store/publish.py`, from the bytes.
"""

from __future__ import annotations

import zlib

from ssg.core.digest import digest_bytes
from ssg.core.errors import SiteProblem
from ssg.pages.kinds import KINDS
from ssg.pages.model import Page
from ssg.press import Press
from ssg.render.failures import Failures
from ssg.render.splice import Joined
from ssg.store.manifest import Entry
from ssg.store.publish import Publication
from ssg.work import Work

TEMPLATE = "template, site.toml or data"
NEW = "new"


def produce(
    pages: tuple[Page, ...], press: Press, publication: Publication | None, failures: Failures, work: Work
) -> None:
    """Bring all pages to the publication, in their order; without one, render them all to see what fails.

    Raises SiteProblem where the disk refuses.
    """
    for number, page in enumerate(pages):
        work.progress("render", number, len(pages))
        if publication is None:
            _try(page, press, failures, work)
            continue
        kind = KINDS[page.kind]
        key = page_key(press.salts[page.kind], kind.key(press.stamps, page))
        entry = publication.known(page.output)
        try:
            if entry is None or not _same(entry.key, key):
                joined = _render(page, press, work)
                why = changed_parts(publication.before(page.output), key, kind.parts)
            elif press.splicer.is_current(page, entry.parts):
                publication.keep(page.output, entry)
                continue
            else:
                joined = press.splicer.rejoin(page, publication.published(page.output), entry.parts)
                work.spliced += 1
                why = changed_blocks(entry, joined)
        except SiteProblem as problem:
            failures.add(problem.diagnostics, page.owner)
            continue
        publication.stage(page.output, joined.data, key, joined.parts, why)


def _render(page: Page, press: Press, work: Work) -> Joined:
    kind = KINDS[page.kind]
    text = press.renderer.page(kind.template, kind.view(press.stamps.desk, page))
    work.rendered += 1
    return press.splicer.join(page, text)


def _try(page: Page, press: Press, failures: Failures, work: Work) -> None:
    try:
        _render(page, press, work)
    except SiteProblem as problem:
        failures.add(problem.diagnostics, page.owner)


def page_key(salt: str, stamps: tuple[str, ...]) -> str:
    """Name a page's text: a digest of everything, which decides; checksums of the salt and each part, which explain."""
    whole = digest_bytes("\0".join((salt, *stamps)).encode("utf-8", "surrogatepass"))
    return " ".join([whole, *(f"{zlib.crc32(part.encode('utf-8', 'surrogatepass')):x}" for part in (salt, *stamps))])


def _same(one: str, other: str) -> bool:
    return one[:32] == other[:32] and one != ""


def changed_parts(entry: Entry | None, key: str, names: tuple[str, ...]) -> str:
    """Say in words what is not as it was when a page was last rendered."""
    if entry is None or not entry.key:
        return NEW
    before, now = entry.key.split(" ")[1:], key.split(" ")[1:]
    changed = [name for name, one, other in zip((TEMPLATE, *names), before, now, strict=False) if one != other]
    return ", ".join(changed) or "the published file"


def changed_blocks(entry: Entry, joined: Joined) -> str:
    """Say in words which blocks of a page are not as they were."""
    pairs = zip(entry.parts, joined.parts, strict=True)
    names = dict.fromkeys(f"{new.kind} {new.name}" for old, new in pairs if old.digest != new.digest)
    return ", ".join(names)
