"""What each article's list of related ones shows, ready for pages. Plain data: it can be handed to another process."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from ssg.site.related.columns import Columns


class Listed(NamedTuple):
    """The lists of all articles."""

    columns: Columns

    def of(self, path: str) -> tuple[str, ...]:
        """Give the paths that are related to an article, the best first, without those that its editor has picked."""
        number = self.columns.numbers.get(path)
        return () if number is None else self.columns.shown(number)

    def showing(self, paths: Iterable[str]) -> set[str]:
        """Give the paths of articles whose list shows one of `paths`."""
        return self.columns.showing(self.columns.numbers[path] for path in paths if path in self.columns.numbers)


NONE: Final = Listed(Columns(0))
"""No lists."""
