"""The briefs of all articles; that of an unchanged file is read when it is needed. Never writes."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, MutableMapping
from typing import Final

import msgspec

from ssg.core.model import Brief
from ssg.store.memo import Memo
from ssg.store.seal import Damaged

_AT_HAND: Final = 64  # periods, of up to 512 articles
_BRIEF: Final = msgspec.msgpack.Decoder(Brief)


class Briefs(MutableMapping[str, Brief]):
    """The briefs of articles by path. That of an unchanged file is read when it is needed: the list of a rare tag, or
    of related articles, names a few of each period of a long archive.
    """

    def __init__(self, memo: Memo) -> None:
        """Start empty; read from `memo`."""
        self._memo = memo
        self._read: dict[str, Brief] = {}
        self._months: dict[str, str] = {}
        self._at_hand: dict[str, dict[str, msgspec.Raw]] = {}

    def have(self, month: str, paths: Iterable[str]) -> None:
        """Include the articles of a period of the state."""
        self._months.update(dict.fromkeys(paths, month))

    def have_moved(self, month: str, to: str, paths: Iterable[str]) -> None:
        """Note that articles of a period are stored in another one now."""
        if month != to:
            self._months.update((path, to) for path in paths if self._months.get(path) == month)

    def _load(self, month: str) -> None:
        for record in self._memo.records(month):
            if self._months.get(record.path) == month and record.brief is not None:
                self._read[record.path] = record.brief
                del self._months[record.path]

    def _find(self, path: str, month: str) -> Brief:
        """Read one brief. Its neighbours are at hand for a while: a front page shows them."""
        found = self._at_hand.get(month)
        if found is None:
            if len(self._at_hand) >= _AT_HAND:
                del self._at_hand[next(iter(self._at_hand))]
            found = self._at_hand[month] = self._memo.packed_briefs(month)
        try:
            brief = self._read[path] = _BRIEF.decode(found[path])
        except msgspec.MsgspecError as problem:
            raise Damaged(str(problem)) from problem
        del self._months[path]
        return brief

    def __getitem__(self, path: str) -> Brief:
        """Return a brief.

        Raises KeyError for an unknown article, MemoryDamaged if it cannot be read.
        """
        found = self._read.get(path)
        return self._find(path, self._months[path]) if found is None else found

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
