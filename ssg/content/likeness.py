"""The vector of an article, by which related articles are found. Pure; it knows no other article.

A term's weight is its frequency in the article, with diminishing returns (BM25's saturation), times its rarity in the
language. Words that are missing from the language's table are the most significant if they are repeated: names, places,
technical terms. An unknown pair that occurs once is a coincidence, and is dropped: 96 terms for each article find as
much as all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import isqrt
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ssg.core.text.background import Background, background
from ssg.core.text.slug import slugify
from ssg.core.text.terms import MASK, WORD, term, terms, terms_of_many, words
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
# The bits of a weight (1.6 × 256 times the rarity of an unknown term at most) and of an article's place in its batch.
_WEIGHT, _OWNER, _HEAVIEST = 32, 50, (1 << 18) - 1
_NONE: Final = np.array([-1])  # a key of no article, before all others
_BACK: Final = np.arange(1, TERMS + 1)
# Weights of labels: of two articles that share one, the squares are added to the product of their words (65,025 for one
# and the same text). A topic says as much as a fifth of that, a tag two to eight hundredths by how rare its words are.
_TAG, _CATEGORY = 36, 26
# The rarity of a word by its length, for a language without a table: long words are rarer.
_BY_LENGTH: Final = (0, 0, 0, 8, 20, 36, 52, 68, 84, 96, 104)
_UNSEEN: Final = 114


class Content(NamedTuple):
    """What the vector of an article is made of. `text` is plain text; `category` is its label (0: none)."""

    title: str
    summary: str
    text: str
    tags: Sequence[str] = ()
    topic: str = ""
    category: int = 0
    language: str = "vi"


def vectors(articles: Sequence[Content]) -> list[bytes]:
    """Return the vector of each article, packed. Many at once cost half as much as one after another."""
    found = [b""] * len(articles)
    together: dict[int, tuple[Background, list[int]]] = {}
    for number, one in enumerate(articles):
        table = background(one.language) or _guess(part for part, _ in _parts(one))
        together.setdefault(id(table), (table, []))[1].append(number)
    for table, numbers in together.values():
        some = [articles[number] for number in numbers]
        for number, one, telling in zip(numbers, some, _telling(some, table), strict=True):
            found[number] = pack(*telling, _labels(one.tags, one.topic, one.category, table))
    return found


def _parts(one: Content) -> tuple[tuple[str, int], ...]:
    """Return the texts of an article, and how often each counts."""
    return (one.title, _TITLE), (one.summary, _SUMMARY), (one.text[:CHARACTERS], 1)


def _telling(articles: Sequence[Content], table: Background) -> Iterator[tuple[bytes, bytes]]:
    """Yield the most significant words and pairs of each article, and their weights, the highest first, packed."""
    texts = [(owner, text, times) for owner, one in enumerate(articles) for text, times in _parts(one)]
    # The owner, the weight and the number of a term in the bits of one integer each, so that it sorts as a number.
    keys = np.concatenate(
        [
            _weighted(found, table, once)
            # A pair that no table has is dropped if it occurs once.
            for found, once in zip(terms_of_many(texts), (table.unseen, 0), strict=True)
        ]
        + [_NONE]
    )
    keys.sort()
    # A row for each article: its last keys, backwards. Those before its first are not its own, and weigh nothing.
    ends = np.searchsorted(keys >> _OWNER, np.arange(-1, len(articles)), side="right")
    at = ends[1:, None] - _BACK
    best = np.where(at >= ends[:-1, None], keys[np.maximum(at, 0)], 0)
    heaviest = best >> _WEIGHT & _HEAVIEST
    lengths = np.array([isqrt(square) or 1 for square in (heaviest * heaviest).sum(axis=1).tolist()])[:, None]
    weights = np.minimum((heaviest * UNIT + lengths // 2) // lengths, UNIT).astype(np.uint8)
    numbers = (best & MASK).astype("<u4")
    for row, count in enumerate(np.count_nonzero(weights, axis=1).tolist()):
        yield numbers[row, :count].tobytes(), weights[row, :count].tobytes()


def _weighted(found: NDArray[np.int64], table: Background, once: int) -> NDArray[np.int64]:
    """Return the terms of articles with their weights, without those that weigh nothing.

    `once` is the rarity of an unknown term that an article has once.
    """
    found.sort()
    firsts = np.flatnonzero(np.concatenate((np.ones(min(len(found), 1), dtype=bool), found[1:] != found[:-1])))
    counts = np.diff(firsts, append=len(found))
    numbers = (found[firsts] & MASK).astype(np.uint32)
    rarity = table.rarities(numbers, np.where(counts > 1, table.unseen * 3 // 2, once))
    weights = _OFTEN[np.minimum(counts, _MOST_OFTEN)] * rarity
    keys = found[firsts] >> WORD << _OWNER | weights << _WEIGHT | numbers
    return keys[weights > 0]


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
