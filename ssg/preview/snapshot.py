"""The site at one moment, as it can be looked at: what stands at each path, printed when it is asked for, once.

Immutable but for what has been printed, which is kept. Lives in the one thread that prints.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cached_property
from typing import NamedTuple

from ssg.copies import Copy, copies
from ssg.pages.kinds import pages_showing
from ssg.pages.model import Page
from ssg.preview.edition import Resident
from ssg.render.delivery import BLOCK_KIND, DIRECTIVE, page_of
from ssg.site.model import LeftOut
from ssg.site.publicity import split_public
from ssg.site.redirects import Move, bare
from ssg.site.urls import output_path
from ssg.workers import make_page

NOT_FOUND = "404.html"
# Printed pages that are kept: a day's clicking about, 30 MB at most.
_KEPT = 1_000
_REFRESH = re.compile(rb"<meta[^>]+http-equiv=[\"']?refresh", re.IGNORECASE)


class Moved(NamedTuple):
    """What stands at a path is a folder: its page is at the same path with a slash."""

    path: str


class Snapshot:
    """An edition and its index by output path."""

    def __init__(
        self,
        resident: Resident,
        before: Snapshot | None = None,
        changed: Collection[str] = (),
        prefix: str = "",
        older: Snapshot | None = None,
    ) -> None:
        """Index an edition that is served below the path `prefix`.

        `before` is one that differs in the texts of `changed` alone: its index and pages are taken over. `older` is any
        other that it follows.
        """
        self.resident = resident
        self.prefix = prefix
        self._printed: dict[str, bytes] = {}
        self._older = older.resident.press.splicer.used if older else {}
        if before is None:
            self.pages: dict[str, Page] = {page.output: page for page in resident.edition.pages}
            return
        self.pages = before.pages
        self.__dict__["copies"] = before.copies
        self.__dict__["left_out"] = before.left_out
        stale = {page.output for page in pages_showing(resident.edition.site, changed)}
        kept = before._printed.items()
        self._printed.update((output, data) for output, data in kept if output in self.pages and output not in stale)

    @cached_property
    def copies(self) -> dict[str, Copy]:
        """Files that are published as they are, by output path."""
        found = copies(self.resident.inputs, self.resident.edition.site, self.resident.assets)
        return {one.output: one for one in found}

    @cached_property
    def left_out(self) -> LeftOut:
        """Which articles readers would not see now, shown here or not."""
        return split_public(self.resident.briefs.values(), self.resident.edition.site.now)[1]

    def url_of(self, kind: str, subject: tuple[str | int, ...]) -> str:
        """Give the URL of a page that is known by what it is about; empty where there is none."""
        if kind == "article" and subject:
            url = self.resident.edition.site.places.urls.get(str(subject[0]))
            return self.href(url) if url else ""
        found = (page for page in self.pages.values() if page.kind == kind and page.subject == subject)
        page = next(found, None)
        return self.href(page.url) if page is not None else ""

    def href(self, url: str) -> str:
        """Give the path at which a URL of the site is served here."""
        return self.resident.inputs.config.base_path + url

    @cached_property
    def moves(self) -> dict[str, Move]:
        """Old addresses that the site's table of redirects knows, by path."""
        return {bare(move.old): move for move in self.resident.edition.moves}

    def find(self, path: str) -> Page | Copy | Moved | Move | None:
        """Find what stands at a decoded path, as a web server would find it among the published files."""
        base = self.resident.inputs.config.base_path
        if not path.startswith(f"{base}/"):
            return Moved(f"{base}/") if path in (base, "/", self.prefix) else None
        url = path.removeprefix(base)
        name = url.lstrip("/")
        if (exact := self._file(name)) is not None:
            return exact
        folder = output_path(url if url.endswith("/") else f"{url}/")
        found = self._file(folder)
        if found is None:
            return self.moves.get(bare(url))
        return found if url.endswith("/") else Moved(f"{path}/")

    def _file(self, output: str) -> Page | Copy | None:
        found = self.pages.get(output)
        if found is not None and found.kind == "picture":
            # Making copies takes as long as printing pages: here the original stands for them.
            original = self.resident.edition.site.media[str(found.subject[0])]
            return self.copies[output_path(original.url)]
        return found or self.copies.get(output) or self._block(output)

    def _block(self, output: str) -> Page | None:
        """Give a block that is a file of its own, if a page that was printed uses it, now or before the last step."""
        used = self.resident.press.splicer.used
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
        data = self._printed.get(page.output)
        if data is None:
            if len(self._printed) >= _KEPT:
                self._printed.clear()
            data = self._printed[page.output] = make_page(self.resident.press, page).data
        return data

    def included(self, data: bytes) -> bytes:
        """Do as a server does with directives that put a block's file into a page."""

        def put(found: re.Match[bytes]) -> bytes:
            block = self.find(found[1].decode())
            return self.printed(block) if isinstance(block, Page) and block.kind == BLOCK_KIND else found[0]

        return DIRECTIVE.sub(put, data)


def is_redirect(data: bytes) -> bool:
    """Say whether a page only sends its reader elsewhere: such a page is served as it is."""
    return _REFRESH.search(data, 0, 4096) is not None
