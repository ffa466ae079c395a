"""The lists of one site by name, each selected once. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from ssg.index.article_query import QUERY
from ssg.index.model import Site
from ssg.index.queries import paths_of

if TYPE_CHECKING:
    from ssg.index.paths import Paths
    from ssg.index.register import Order


@dataclass(eq=False)
class Lists:
    """The lists of a site by name. Those of queries are selected once, and only as far as they are asked for."""

    _site: Site
    _selected: dict[str, Sequence[str]] = field(default_factory=dict)

    def __call__(self, name: str) -> Sequence[str]:
        """Return a list; a missing one is empty."""
        if QUERY not in name:
            return paths_of(self._site, name)
        found = self._selected.get(name)
        if found is None:
            found = self._selected[name] = paths_of(self._site, name)
        return found

    def have_any(self, name: str, articles: AbstractSet[str]) -> bool:
        """Return whether a list has one of some articles."""
        paths, order = self(name), self._site.order
        if self._site.marks is None or not (paths is order or hasattr(paths, "rows")):
            return not articles.isdisjoint(paths)
        row_of = cast("Order", order).row  # of a recalled site: its lists are rows
        places = [row for path in articles if (row := row_of(path)) >= 0]
        if paths is order:
            return bool(places)
        rows = cast("Paths", paths).rows
        return any(row in rows[at : at + 1] for row, at in zip(places, rows.searchsorted(places), strict=True))
