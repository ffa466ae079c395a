"""Other ways to find related articles, to measure ours against: shared tags, Hugo's Related, BM25. Pure.

Each gives, for a text that is not in its collection, the scores of those that it finds, by number.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from ssg.core.text.background import background
from ssg.core.text.terms import terms

TAGS, KEYWORDS = 5, 15


class Rival(Protocol):
    """A way to find related articles."""

    def scores(self, text: str) -> dict[int, float]:
        """Give the scores of the articles that are found for a text."""


def keywords(text: str, most: int) -> list[int]:
    """Give what an editor might tag a text with: its most telling words and pairs, by tf·idf on our own table.

    A pair or word must come twice, as a tag is what a text is about.
    """
    table = background("vi")
    if table is None:
        raise LookupError("there is no table of Vietnamese")
    singles, pairs = terms(text)
    counts = Counter(singles.tolist()) + Counter(pairs.tolist())
    weighed = [(n * table.get(t, table.unseen), t) for t, n in counts.items() if n > 1]
    return [t for _, t in sorted(weighed, reverse=True)[:most]]


class SharedTags:
    """As many tags in common as there are."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Tag all texts."""
        self._index: dict[int, list[int]] = defaultdict(list)
        for number, text in enumerate(texts):
            for tag in keywords(text, TAGS):
                self._index[tag].append(number)

    def scores(self, text: str) -> dict[int, float]:
        """Count shared tags."""
        return dict(Counter(number for tag in keywords(text, TAGS) for number in self._index.get(tag, ())))


class Weighed(NamedTuple):
    """An index of Hugo's configuration: its weight, and how many keywords an article has in it."""

    weight: int
    keywords: int


class Hugo:
    """Hugo's Related as of 0.168: an inverted index of each configured index, weights added up, a threshold.

    Two indices: five tags as above (weight 80) and fifteen keywords found in the same way (weight 100), the threshold
    of 80 that is Hugo's own; without its index of dates, as the texts have none.
    """

    INDICES = (Weighed(80, TAGS), Weighed(100, KEYWORDS))
    THRESHOLD = 80

    def __init__(self, texts: Iterable[str]) -> None:
        """Index all texts."""
        self._indices: tuple[dict[int, list[int]], ...] = tuple(defaultdict(list) for _ in self.INDICES)
        for number, text in enumerate(texts):
            found = keywords(text, KEYWORDS)
            for index, config in zip(self._indices, self.INDICES, strict=True):
                for keyword in found[: config.keywords]:
                    index[keyword].append(number)

    def scores(self, text: str) -> dict[int, float]:
        """Add the weight of its index for each keyword in common; leave out what stays below the threshold."""
        weights: Counter[int] = Counter()
        matches: Counter[int] = Counter()
        found = keywords(text, KEYWORDS)
        for index, config in zip(self._indices, self.INDICES, strict=True):
            for keyword in found[: config.keywords]:
                for number in index.get(keyword, ()):
                    weights[number] += config.weight
                    matches[number] += 1
        return {n: weight for n, weight in weights.items() if self._is_enough(weight, matches[n])}

    def _is_enough(self, weight: int, matches: int) -> bool:
        least, most = min(c.weight for c in self.INDICES), max(c.weight for c in self.INDICES)
        return math.floor((weight // matches - least) / (most - least) * 100 + 0.5) >= self.THRESHOLD // matches


class Bm25:
    """Plain BM25 on syllables (k1 = 1.2, b = 0.75), with the frequencies of the collection itself."""

    K1, B = 1.2, 0.75

    def __init__(self, texts: Sequence[str]) -> None:
        """Index all texts."""
        counts = [Counter(terms(text)[0].tolist()) for text in texts]
        lengths = [sum(count.values()) for count in counts]
        mean = sum(lengths) / len(lengths)
        self._index: dict[int, list[tuple[int, float]]] = defaultdict(list)
        for number, (count, length) in enumerate(zip(counts, lengths, strict=True)):
            norm = self.K1 * (1 - self.B + self.B * length / mean)
            for term, n in count.items():
                self._index[term].append((number, n * (self.K1 + 1) / (n + norm)))
        self._total = len(counts)

    def scores(self, text: str) -> dict[int, float]:
        """Score all texts that share a syllable."""
        found: dict[int, float] = defaultdict(float)
        for term, n in Counter(terms(text)[0].tolist()).items():
            posting = self._index.get(term, ())
            weight = n * math.log(1 + (self._total - len(posting) + 0.5) / (len(posting) + 0.5))
            for number, value in posting:
                found[number] += weight * value
        return found
