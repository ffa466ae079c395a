"""The lists of related articles, ready for pages. Plain data: it can be passed to another process."""

from __future__ import annotations

from typing import Final, NamedTuple

from ssg.index.related.columns import Columns


class Listed(NamedTuple):
    """The lists of all articles."""

    columns: Columns

    def of(self, path: str) -> tuple[str, ...]:
        """Return the paths of the articles related to one, the best first, without hand-picked ones."""
        number = self.columns.numbers.get(path)
        return () if number is None else self.columns.shown(number)

    def signatures(self) -> dict[str, int]:
        """Return a signature of each list by path; none if no lists are shown."""
        return self.columns.signatures() if self.columns.width else {}


NONE: Final = Listed(Columns(0))
"""No lists."""
