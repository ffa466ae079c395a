"""The pages of an edition: planned now, or stored when it was last published. Reads only the state."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cached_property
from typing import Final, NamedTuple, Protocol

import msgspec

from ssg.core.errors import Place
from ssg.core.message import NOTHING
from ssg.core.trace import BETWEEN
from ssg.index.register import Order
from ssg.pages.kinds import KINDS, PAGE_KINDS
from ssg.pages.model import Page
from ssg.store.plans import Plans

_RANK: Final = {kind.name: rank for rank, kind in enumerate(PAGE_KINDS)}
_NOWHERE: Final = Place("")


class PageChange(NamedTuple):
    """Added pages, the outputs of removed ones, and the change in the number of pages for people.

    A page that is replaced at the same output is both added and removed.
    """

    come: tuple[Page, ...] = ()
    gone: frozenset[str] = frozenset()
    readable: int = 0

    @property
    def come_outputs(self) -> frozenset[str]:
        """The outputs of the added pages."""
        return frozenset(page.output for page in self.come)


NO_CHANGE: Final[PageChange] = PageChange()


class Pages(Protocol):
    """All pages of an edition."""

    readable: int
    """The number of pages for people, without files for machines."""

    @property
    def change(self) -> PageChange | None:
        """The difference from the edition published last; None if unknown."""

    def __iter__(self) -> Iterator[Page]:
        """Yield all pages in the order of publication."""

    def __len__(self) -> int:
        """Return their number."""

    def find(self, outputs: Collection[str]) -> list[Page]:
        """Return the pages with these outputs, in the order of publication."""

    def kind_of(self, output: str) -> str:
        """Return the kind of the page with an output; empty where there is none."""


class PlannedPages:
    """Pages that were planned now."""

    change: PageChange | None = None

    def __init__(self, pages: tuple[Page, ...]) -> None:
        """Hold `pages`, which are in the order of publication."""
        self._pages = pages
        self.readable = sum(KINDS[page.kind].is_page for page in pages)

    def __iter__(self) -> Iterator[Page]:
        """Yield all pages."""
        return iter(self._pages)

    def __len__(self) -> int:
        """Count the pages."""
        return len(self._pages)

    def find(self, outputs: Collection[str]) -> list[Page]:
        """Return the pages with these outputs."""
        return [page for page in self._pages if page.output in outputs]

    def kind_of(self, output: str) -> str:
        """Return the kind of the page with an output; empty where there is none."""
        return self._kinds.get(output, "")

    @cached_property
    def _kinds(self) -> dict[str, str]:
        return {page.output: page.kind for page in self._pages}


class StoredPages:
    """The pages of the edition published last, with those added and without those removed.

    The owner and place of a stored page are not stored.
    """

    def __init__(self, plans: Plans, readable: int, order: Order, change: PageChange | None = None) -> None:
        """Read from `plans`; `readable` are for people after the `change`. `order` has the paths of all articles."""
        self._plans = plans
        self.readable = readable
        self._order = order
        self.change: PageChange | None = change or NO_CHANGE
        self._come = {page.output: page for page in self.change.come}
        self._gone = self.change.gone

    def __iter__(self) -> Iterator[Page]:
        """Yield all pages."""
        stored = (page for page in map(_page, self._plans.pages()) if self._is_there(page.output))
        return iter(self._sorted([*stored, *self._come.values()]))

    def __len__(self) -> int:
        """Count the pages."""
        return sum(1 for _ in self)

    def find(self, outputs: Collection[str]) -> list[Page]:
        """Return the pages with these outputs."""
        return self._sorted([page for output in outputs if (page := self._find(output)) is not None])

    def kind_of(self, output: str) -> str:
        """Return the kind of the page with an output; empty where there is none."""
        page = self._find(output)
        return page.kind if page else ""

    def _find(self, output: str) -> Page | None:
        if output in self._come:
            return self._come[output]
        data = self._plans.page(output) if self._is_there(output) else b""
        return _page(data) if data else None

    def _is_there(self, output: str) -> bool:
        """Return whether a stored page was not removed."""
        return output not in self._gone and output not in self._come

    def _sorted(self, pages: list[Page]) -> list[Page]:
        """Sort pages as they are planned: by kind, and articles from the newest."""
        if len(pages) < 2:
            return pages
        row = self._order.row
        return sorted(pages, key=lambda page: (_RANK[page.kind], row(page.about), page.subject, page.output))


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """The stored form of a page: everything that its identity is made of."""

    kind: str
    url: str
    output: str
    subject: tuple[str | int, ...]


_KEPT: Final = msgspec.msgpack.Decoder(_Kept)
_ENCODER: Final = msgspec.msgpack.Encoder()


def keep_pages(plans: Plans, pages: Pages, identities: Callable[[], Mapping[str, str]]) -> None:
    """Store all pages of an edition. `identities` has those of the pages stored so far, by output."""
    if pages.change is not None:
        come = {page.output: _encoded(page) for page in pages.change.come}
        plans.change_pages(come.items(), pages.change.gone - come.keys())
        return
    before = identities()
    gone = {output for output, identity in before.items() if identity.partition(BETWEEN)[0] in KINDS}
    gone.difference_update(page.output for page in pages)
    new = (page for page in pages if before.get(page.output) != page.identity)
    plans.change_pages(((page.output, _encoded(page)) for page in new), gone)


def _encoded(page: Page) -> bytes:
    return _ENCODER.encode(_Kept(page.kind, page.url, page.output, page.subject))


def _page(data: bytes) -> Page:
    kept = _KEPT.decode(data)
    return Page(kept.kind, kept.url, kept.output, kept.subject, NOTHING, _NOWHERE)
