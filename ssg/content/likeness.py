"""The vector of an article, by which related articles are found. Pure; it knows no other article.

A term's weight is its frequency in the article, with diminishing returns (BM25's saturation), times its rarity in the
language. Words that are missing from the language's table are the most significant if they are repeated: names, places,
technical terms. An unknown pair that occurs once is a coincidence, and is dropped: 96 terms for each article find as
much as all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import isqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ssg.core.text.background import Background, background
from ssg.core.text.slug import slugify
from ssg.core.text.terms import MASK, term, terms, words
from ssg.core.vector import HEAVIEST_TAG, TOPIC, UNIT, pack

TERMS: Final = 96
"""The number of terms that are kept: the most significant ones."""
CHARACTERS: Final = 3_000
"""The number of words that are read: news states what matters first."""
_TITLE, _SUMMARY = 3, 2  # how often a word of the title and of the summary counts
_LABELS = 16  # tags that count
# Saturation of BM25 with k1 = 0.6: a word that comes often weighs 1.6 times as much as one that comes once.
_OFTEN: Final = np.array([round(256 * 1.6 * n / (n + 0.6)) for n in range(64)], dtype=np.int64)
_MOST_OFTEN: Final = len(_OFTEN) - 1
# Weights of labels: of two articles that share one, the squares are added to the product of their words (65,025 for one
# and the same text). A topic says as much as a fifth of that, a tag two to eight hundredths by how rare its words are.
_TAG, _CATEGORY = 36, 26
# The rarity of a word by its length, for a language without a table: long words are rarer.
_BY_LENGTH: Final = (0, 0, 0, 8, 20, 36, 52, 68, 84, 96, 104)
_UNSEEN: Final = 114


def likeness(
    title: str, summary: str, text: str, *, tags: Sequence[str], topic: str, category: int, language: str
) -> bytes:
    """Return the vector of an article, packed. `text` is plain text; `category` its label (0: none)."""
    parts = ((title, _TITLE), (summary, _SUMMARY), (text[:CHARACTERS], 1))
    table = background(language) or _guess(part for part, _ in parts)
    heaviest, chosen = _telling(parts, table)
    length = isqrt(int((heaviest * heaviest).sum())) or 1
    weights = np.minimum((heaviest * UNIT + length // 2) // length, UNIT).tolist()
    kept = [(number, weight) for number, weight in zip(chosen.tolist(), weights, strict=True) if weight]
    return pack(kept, _labels(tags, topic, category, table))


def _telling(parts: Iterable[tuple[str, int]], table: Background) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the weights and the numbers of the most significant terms, the highest first."""
    singles: list[NDArray[np.uint32]] = []
    couples: list[NDArray[np.uint32]] = []
    for text, times in parts:
        one, two = terms(text)
        singles += [one] * times
        couples += [two] * times
    weighted = []
    # A pair that no table has is dropped if it occurs once.
    for found, once in ((singles, table.unseen), (couples, 0)):
        numbers, counts = np.unique(np.concatenate(found), return_counts=True)
        rarity = table.rarities(numbers, np.where(counts > 1, table.unseen * 3 // 2, once))
        # The weight in the high bits, so that they can be sorted as numbers.
        weighted.append(_OFTEN[np.minimum(counts, _MOST_OFTEN)] * rarity << 32 | numbers)
    best = np.sort(np.concatenate(weighted))[: -TERMS - 1 : -1]
    return best >> 32, best & MASK


def _guess(texts: Iterable[str]) -> Background:
    """Return words weighted by their length."""
    longest = len(_BY_LENGTH) - 1
    return Background.of({term(w): _BY_LENGTH[min(len(w), longest)] for text in texts for w in words(text)}, _UNSEEN)


def _labels(tags: Sequence[str], topic: str, category: int, table: Background) -> list[tuple[int, int]]:
    """Return the labels of an article: tags, topic and category, whatever the spelling."""
    found: dict[int, int] = {}
    for tag in tags[:_LABELS]:
        rarity = max((table.get(number, table.unseen) for number in _numbers(tag)), default=0)
        found[tag_label(tag)] = _TAG + (HEAVIEST_TAG - _TAG) * rarity // table.unseen
    if topic:
        found[topic_label(topic)] = TOPIC
    if category:
        found[category] = _CATEGORY
    return list(found.items())


@lru_cache(1 << 12)
def tag_label(tag: str) -> int:
    """Return the number of a tag as a label, whatever its spelling."""
    return term(f"#{slugify(tag) or tag}")


def topic_label(topic: str) -> int:
    """Return the number of a topic as a label."""
    return term(f"%{slugify(topic) or topic}")


def category_label(path: str, category: str) -> int:
    """Return the number of a category as a label: as written, or else the first folder of the article's path."""
    name = category or (path.partition("/")[0] if "/" in path else "")
    return term(f"/{slugify(name) or name}") if name else 0


@lru_cache(1 << 12)
def _numbers(tag: str) -> list[int]:
    """Return what a tag is as rare as: the numbers of its pairs of words, or of its only word."""
    singles, couples = terms(tag)
    numbers: list[int] = (couples if len(couples) else singles).tolist()
    return numbers
