"""The briefs of all articles; those of an unchanged month are read when one of them is needed. Never writes."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, MutableMapping

import msgspec

from ssg.core.model import Brief
from ssg.store.memo import Memo


class Briefs(MutableMapping[str, Brief]):
    """The briefs of articles by path. Those of an unchanged month are read when one of them is needed."""

    def __init__(self, memo: Memo) -> None:
        """Start empty; read from `memo`."""
        self._memo = memo
        self._read: dict[str, Brief] = {}
        self._months: dict[str, str] = {}

    def have(self, month: str, paths: Iterable[str]) -> None:
        """Include the articles of a month of the state."""
        self._months.update(dict.fromkeys(paths, month))

    def _load(self, month: str) -> None:
        for record in self._memo.records(month):
            if self._months.get(record.path) == month and record.brief is not None:
                self._read[record.path] = record.brief
                del self._months[record.path]

    def __getitem__(self, path: str) -> Brief:
        """Return a brief.

        Raises KeyError for an unknown article, MemoryDamaged if it cannot be read.
        """
        found = self._read.get(path)
        if found is None:
            self._load(self._months[path])
            return self._read[path]
        return found

    def __setitem__(self, path: str, brief: Brief) -> None:
        """Set the brief of an article that was just read; names become the same objects as those of other articles.

        They and its path are a third of a brief.
        """
        put = msgspec.structs.force_setattr  # nobody else has it yet
        put(brief, "path", path)
        for name in ("category", "topic", "type"):
            put(brief, name, sys.intern(getattr(brief, name)))
        put(brief, "tags", tuple(map(sys.intern, brief.tags)))
        put(brief, "authors", tuple(map(sys.intern, brief.authors)))
        self._months.pop(path, None)
        self._read[path] = brief

    def __delitem__(self, path: str) -> None:
        """Remove an article."""
        if self._months.pop(path, None) is None:
            del self._read[path]

    def __contains__(self, path: object) -> bool:
        """Return whether an article is included."""
        return path in self._read or path in self._months

    def __iter__(self) -> Iterator[str]:
        """Yield the paths of all articles."""
        for month in dict.fromkeys(self._months.values()):
            self._load(month)
        return iter(self._read)

    def __len__(self) -> int:
        """Count the articles."""
        return len(self._read) + len(self._months)
