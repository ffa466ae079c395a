"""Finds the list of each of some articles anew, from the index alone. Any number of them at once, in any process."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from ssg.core.vector import Vector, unpack
from ssg.site.related.cabinet import Cabinet
from ssg.site.related.choice import Ranked, best, distinct, is_near, weights_of
from ssg.site.related.columns import Columns
from ssg.site.related.postings import Postings
from ssg.site.related.score import Rules
from ssg.site.related.walk import Scored, scores

if TYPE_CHECKING:
    from ssg.site.related.sweep import Sweep

# Lists in a row from which on loading numpy and sorting the postings into its arrays pays.
MANY: Final = 1_000
_AT_ONCE: Final = 80  # the highest scores that a list is first chosen from
_AT_HAND: Final = 2_000  # vectors as dictionaries, some 8 KB each
_RULES = 0  # the sheet of columns that says by which rules all was found


class Found(NamedTuple):
    """The candidates of an article, packed; the last score (0: there was room for more), and what is shown of them."""

    number: int
    ranked: bytes
    cutoff: int
    shown: tuple[int, ...]


class Finder:
    """The index and the columns of a cabinet, at hand. `vector` gives a packed vector by an article's key."""

    def __init__(self, cabinet: Cabinet, rules: Rules, vector: Callable[[str], bytes]) -> None:
        """Begin with what the cabinet holds, if it was found by these rules; else with nothing."""
        self.cabinet, self.rules = cabinet, rules
        self._vector = vector
        self._vectors: dict[str, bytes] = {}
        self._weights: dict[str, dict[int, int]] = {}
        self._sweep: Sweep | None = None
        self.columns = Columns(rules.most)
        self.postings = Postings(cabinet)
        self.is_empty = cabinet.sheet("columns", _RULES) != rules.name
        if not self.is_empty:
            self.columns.load(cabinet)

    @classmethod
    def at_work(cls, cabinet: Cabinet, rules: Rules, vector: Callable[[str], bytes]) -> Finder:
        """Give a finder for one's share of many lists that are not there yet."""
        finder = cls(cabinet, rules, vector)
        if finder.is_empty:
            finder.columns.load(cabinet)
        finder._sweep = sweep_of(finder.postings, finder.columns)
        return finder

    def empty(self) -> None:
        """Forget everything; only with `finish` does the cabinet count again."""
        self.cabinet.clear_sheets()
        self.columns = Columns(self.rules.most)
        self.postings = Postings(self.cabinet)
        self._vectors.clear()
        self.is_empty = True

    def fill(self, numbers: Iterable[int]) -> None:
        """Index articles of an empty cabinet; what that takes in memory is let go."""
        self.postings.fill((number, self.vector(number)) for number in numbers)
        self.postings.save()
        self._vectors.clear()

    def finish(self) -> None:
        """Keep the columns; everything is there."""
        self.columns.save(self.cabinet)
        self.cabinet.put_sheets("columns", [(_RULES, self.rules.name)])
        self.is_empty = False

    def vector(self, number: int) -> Vector:
        """Give an article's vector."""
        key = self.columns.keys[number]
        found = self._vectors.get(key)
        if found is None:
            found = self._vectors[key] = self._vector(key)
        return unpack(found)

    def find(self, numbers: Sequence[int]) -> Iterator[Found]:
        """Find the lists of articles. Nothing may change until the last one is found."""
        sweep = self._sweep or (sweep_of(self.postings, self.columns) if len(numbers) >= MANY else None)
        for number in numbers:
            yield self.choose(
                number, self._best_by(sweep, number) if sweep else self._best(number, self.scores(number))
            )

    def _best_by(self, sweep: Sweep, number: int) -> list[Ranked]:
        """Choose from the highest scores; only where most of them are near-duplicates, from all."""
        scored = sweep.scores(number, self.vector(number), self.rules, _AT_ONCE)
        found = self._best(number, scored)
        if len(found) < self.rules.kept and len(scored.scores) >= _AT_ONCE:
            return self._best(number, self.scores(number))
        return found

    def _best(self, number: int, scored: Scored) -> list[Ranked]:
        columns = self.columns
        return best(scored, columns.dates, columns.paths, self.rules.kept, self.nearness(number))

    def scores(self, number: int) -> Scored:
        """Give the scores of all articles that are related to one."""
        return scores(self.postings, self.columns.dates, number, self.vector(number), self.rules)

    def nearness(self, number: int) -> Callable[[int], bool]:
        """Give the answer to who is a near-duplicate of an article."""
        weights = self.weights(number)
        return lambda other: is_near(weights, self.weights(other))

    def weights(self, number: int) -> dict[int, int]:
        """Give the weights of the words of an article; those of its neighbours are asked for again and again."""
        key = self.columns.keys[number]
        found = self._weights.get(key)
        if found is None:
            if len(self._weights) == _AT_HAND:
                self._weights.clear()
            found = self._weights[key] = weights_of(self.vector(number))
        return found

    def choose(self, number: int, candidates: list[Ranked]) -> Found:
        """Make a list of its candidates: none is picked by hand or told twice, also by a picked one."""
        columns, rules = self.columns, self.rules
        picked = {columns.numbers[path] for path in columns.picked(number)} if columns.picks[number] else set()
        others = [other for _, other in candidates if other not in picked]
        wanted = rules.most if self.vector(number).has_topic else rules.count
        shown = distinct(others, wanted, self.weights, picked)
        cutoff = candidates[-1][0] if len(candidates) == rules.kept else 0
        return Found(number, pack_ranked(candidates), cutoff, tuple(shown))


def sweep_of(postings: Postings, columns: Columns) -> Sweep | None:
    """Give what finds many lists faster, if numpy is there."""
    try:
        from ssg.site.related.sweep import Sweep
    except ImportError:
        return None
    return Sweep(postings, columns.dates)


def pack_ranked(candidates: Iterable[Ranked]) -> bytes:
    """Give candidates as bytes."""
    row = array("I", [value for one in candidates for value in one])
    if sys.byteorder == "big":
        row.byteswap()
    return row.tobytes()


def unpack_ranked(data: bytes) -> list[Ranked]:
    """Read them."""
    row = array("I")
    row.frombytes(data)
    if sys.byteorder == "big":
        row.byteswap()
    return list(zip(row[::2], row[1::2], strict=True))
