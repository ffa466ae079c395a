"""The lists of related articles, ready for pages. Plain data: it can be passed to another process."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final, NamedTuple

from ssg.index.related.columns import Columns

_MANY: Final = 1_000


class Listed(NamedTuple):
    """The lists of all articles."""

    columns: Columns

    def of(self, path: str) -> tuple[str, ...]:
        """Return the paths of the articles related to one, the best first, without hand-picked ones."""
        number = self.columns.numbers.get(path)
        return () if number is None else self.columns.shown(number)

    def signatures(self, paths: Collection[str]) -> Mapping[str, int]:
        """Return a signature of each list of some articles, or of more, by path; none if no lists are shown."""
        columns = self.columns
        if not columns.width:
            return {}
        if len(paths) > _MANY:
            return columns.signatures()
        numbers = ((path, columns.numbers.get(path)) for path in paths)
        return {path: columns.signature(number) for path, number in numbers if number is not None}


NONE: Final = Listed(Columns(0))
"""No lists."""
