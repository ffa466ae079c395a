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

    def __init__(self, memo: Memo, periods: dict[str, str]) -> None:
        """Start with the articles of the state, by the period that each is stored in; read from `memo`."""
        self._memo = memo
        self._read: dict[str, Brief] = {}
        self._periods = periods
        self._new: set[str] = set()  # those that were read and are in no period
        self._at_hand: dict[str, dict[str, msgspec.Raw]] = {}

    def have(self, period: str, paths: Iterable[str]) -> None:
        """Include the articles of a period of the state."""
        self._periods.update(dict.fromkeys(paths, period))

    def _load(self, period: str) -> None:
        for record in self._memo.records(period):
            path = record.path
            if record.brief is not None and path not in self._read and self._periods.get(path) == period:
                self._read[path] = record.brief

    def _find(self, path: str, period: str) -> Brief:
        """Read one brief. Its neighbours are at hand for a while: a front page shows them."""
        found = self._at_hand.get(period)
        if found is None:
            if len(self._at_hand) >= _AT_HAND:
                del self._at_hand[next(iter(self._at_hand))]
            found = self._at_hand[period] = self._memo.packed_briefs(period)
        try:
            brief = self._read[path] = _BRIEF.decode(found[path])
        except msgspec.MsgspecError as problem:
            raise Damaged(str(problem)) from problem
        return brief

    def __getitem__(self, path: str) -> Brief:
        """Return a brief.

        Raises KeyError for an unknown article, MemoryDamaged if it cannot be read.
        """
        found = self._read.get(path)
        return self._find(path, self._periods[path]) if found is None else found

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
        if path not in self._periods:
            self._new.add(path)
        self._read[path] = brief

    def __delitem__(self, path: str) -> None:
        """Remove an article."""
        if self._read.pop(path, None) is None and path not in self._periods:
            raise KeyError(path)
        self._periods.pop(path, None)
        self._new.discard(path)

    def __contains__(self, path: object) -> bool:
        """Return whether an article is included."""
        return path in self._read or path in self._periods

    def __iter__(self) -> Iterator[str]:
        """Yield the paths of all articles."""
        if len(self._read) < len(self):
            for period in dict.fromkeys(name for path, name in self._periods.items() if path not in self._read):
                self._load(period)
        return iter(self._read)

    def __len__(self) -> int:
        """Count the articles."""
        return len(self._periods) + sum(path not in self._periods for path in self._new)
