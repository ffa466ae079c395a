"""The site at one moment, as it can be looked at: what stands at each path, printed when it is asked for, once.

Immutable but for what has been printed, which is kept. Lives in the one thread that prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote

from ssg.core.trace import OF_BLOCKS, Fact
from ssg.index.model import LeftOut
from ssg.index.publicity import split_public
from ssg.index.queries import media
from ssg.index.redirects import Move
from ssg.index.urls import output_path
from ssg.pages.kinds import KINDS
from ssg.pages.model import Page
from ssg.preview.edition import LoadedEdition
from ssg.render.delivery import BLOCK_KIND, DIRECTIVE, BlockFile, page_of
from ssg.steps.copies import Copy, copies
from ssg.steps.tasks import make_page

NOT_FOUND = "404.html"
# Printed pages that are kept, and files of blocks that they name: a day's clicking about, 30 MB at most.
_KEPT = 1_000
_REFRESH = re.compile(rb"<meta[^>]+http-equiv=[\"']?refresh", re.IGNORECASE)


class Moved(NamedTuple):
    """What stands at a path is a folder: its page is at the same path with a slash."""

    path: str


class Printed(NamedTuple):
    """A page that was printed, and the stamps of all facts that it has read, those of its blocks included."""

    data: bytes
    stamps: dict[Fact, str]


class Snapshot:
    """An edition and its index by output path."""

    def __init__(self, loaded: LoadedEdition, before: Snapshot | None = None, prefix: str = "") -> None:
        """Index an edition that is served below the path `prefix`.

        `before` is the one that it follows: what was printed of it is as good as new while no fact has changed.
        """
        self.loaded = loaded
        self.prefix = prefix
        self.pages: dict[str, Page] = {page.output: page for page in loaded.edition.pages}
        self._older = before.block_files() if before else {}
        self._printed: dict[str, Printed] = dict(before._printed) if before else {}

    def first_pages(self) -> Iterable[Page]:
        """Return the first page of each kind that a template makes."""
        first: dict[str, Page] = {}
        for page in self.pages.values():
            first.setdefault(page.kind, page)
        return [page for kind, page in first.items() if KINDS[kind].template]

    def block_files(self) -> dict[str, BlockFile]:
        """Return the block files that rendered pages may name, by output path: the most recent ones."""
        used = self.loaded.context.splicer.used
        older = {output: file for output, file in self._older.items() if output not in used}
        return dict([*older.items(), *used.items()][-_KEPT:])

    @cached_property
    def copies(self) -> dict[str, Copy]:
        """Files that are published as they are, by output path."""
        found = copies(self.loaded.inputs, self.loaded.edition.site, self.loaded.assets)
        return {one.output: one for one in found}

    @cached_property
    def left_out(self) -> LeftOut:
        """Which articles readers would not see now, shown here or not."""
        return split_public(self.loaded.briefs.values(), self.loaded.edition.site.now)[1]

    def url_of(self, kind: str, subject: tuple[str | int, ...]) -> str:
        """Return the URL of a page that is known by what it is about; empty where there is none."""
        if kind == "article" and subject:
            url = self.loaded.edition.site.places.urls.get(str(subject[0]))
            return self.href(url) if url else ""
        found = (page for page in self.pages.values() if page.kind == kind and page.subject == subject)
        page = next(found, None)
        return self.href(page.url) if page is not None else ""

    def href(self, url: str) -> str:
        """Return the path at which a URL of the site is served here."""
        return self.loaded.inputs.config.base_path + url

    @cached_property
    def moves(self) -> dict[str, Move]:
        """Old addresses that the site's table of redirects knows, by path."""
        return {path: move for move in self.loaded.edition.moves for path in move.paths}

    def find(self, path: str) -> Page | Copy | Moved | Move | None:
        """Find what stands at a decoded path, as a web server would find it among the published files."""
        base = self.loaded.inputs.config.base_path
        if not path.startswith(f"{base}/"):
            return Moved(f"{base}/") if path in (base, "/", self.prefix) else None
        url = path.removeprefix(base)
        name = url.lstrip("/")
        if (exact := self._file(name)) is not None:
            return exact
        folder = output_path(url if url.endswith("/") else f"{url}/")
        found = self._file(folder)
        if found is None:
            return self.moves.get(url)
        return found if url.endswith("/") else Moved(f"{path}/")

    def _file(self, output: str) -> Page | Copy | None:
        found = self.pages.get(output)
        if found is not None and found.kind == "picture":
            # Making copies takes as long as printing pages: here the original stands for them.
            original = media(self.loaded.edition.site, str(found.subject[0]))
            return self.copies[output_path(unquote(original.url))] if original else None
        return found or self.copies.get(output) or self._block(output)

    def _block(self, output: str) -> Page | None:
        """Return a block that is a file of its own, if a page that was printed uses it, now or before."""
        used = self.loaded.context.splicer.used
        if output in used:
            return page_of(used[output])
        if output not in self._older:
            return None
        page = page_of(self._older[output])
        try:
            self.printed(page)
        except LookupError:  # of what is not there any more
            return None
        return page

    def printed(self, page: Page) -> bytes:
        """Print a page, or give it as it was printed.

        Raises SiteProblem where it cannot be, MemoryDamaged where its text cannot be had.
        """
        context, name = self.loaded.context, f"{page.output} {page.identity}"
        known = self._printed.get(name)
        if known is not None and all(context.facts.stamp(fact) == stamp for fact, stamp in known.stamps.items()):
            return known.data
        result = make_page(context, page)
        facts = {*(result.rendered or ()), *(result.spliced or ()), *(result.joined.own or ())}
        for identity in [key for kind, key in facts if kind in ("BLOCK", "EMPTY")]:
            facts |= context.splicer.shared[identity].facts
        stamps = {fact: context.facts.stamp(fact) for fact in facts if fact[0] not in OF_BLOCKS}
        if len(self._printed) >= _KEPT:
            self._printed.clear()
        self._printed[name] = Printed(result.joined.data, stamps)
        return result.joined.data

    def included(self, data: bytes) -> bytes:
        """Do as a server does with directives that put a block's file into a page."""

        def put(found: re.Match[bytes]) -> bytes:
            block = self.find(found[1].decode())
            return self.printed(block) if isinstance(block, Page) and block.kind == BLOCK_KIND else found[0]

        return DIRECTIVE.sub(put, data)


def is_redirect(data: bytes) -> bool:
    """Return whether a page only sends its reader elsewhere: such a page is served as it is."""
    return _REFRESH.search(data, 0, 4096) is not None
