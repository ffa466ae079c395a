"""What one article is like: the vector by which related articles are found. Pure, and blind to every other article.

A term's weight is how often it is in the article, with less and less gain (BM25's saturation), times its rarity in the
language. Words that the language's table does not know are the most telling if they come back: names, places, terms of
a case. A pair that it does not know and that comes once is chance, and is left out: with 96 terms an article that finds
as much as keeping all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import isqrt
from typing import Final

from ssg.core.text.background import Background, background
from ssg.core.text.slug import slugify
from ssg.core.text.terms import MASK, term, terms, words
from ssg.core.vector import HEAVIEST_TAG, TOPIC, UNIT, pack

TERMS: Final = 96
"""Terms that are kept: the most telling."""
CHARACTERS: Final = 3_000
"""Of the text, what stands first: news says what matters at once."""
_TITLE, _SUMMARY = 3, 2  # how often a word of the title and of the summary counts
_LABELS = 16  # tags that count
# Saturation of BM25 with k1 = 0.6: a word that comes often weighs 1.6 times as much as one that comes once.
_OFTEN: Final = tuple(round(256 * 1.6 * n / (n + 0.6)) for n in range(64))
# Weights of labels: of two articles that share one, the squares are added to the product of their words (65,025 for one
# and the same text). A topic says as much as a fifth of that, a tag two to eight hundredths by how rare its words are.
_TAG, _CATEGORY = 36, 26
# How telling a word of so many letters is where there is no table of the language: long words are rarer.
_BY_LENGTH: Final = (0, 0, 0, 8, 20, 36, 52, 68, 84, 96, 104)
_UNSEEN: Final = 114


def likeness(
    title: str, summary: str, text: str, *, tags: Sequence[str], topic: str, category: int, language: str
) -> bytes:
    """Give the vector of an article, packed. `text` is plain text; `category` its label (0: none)."""
    parts = ((title, _TITLE), (summary, _SUMMARY), (text[:CHARACTERS], 1))
    table = background(language) or _guess(part for part, _ in parts)
    chosen = _telling(parts, table)
    length = isqrt(sum(weight * weight for weight, _ in chosen)) or 1
    kept = [(number, min(UNIT, (weight * UNIT + length // 2) // length)) for weight, number in chosen]
    return pack([(number, weight) for number, weight in kept if weight], _labels(tags, topic, category, table))


def _telling(parts: Iterable[tuple[str, int]], table: Background) -> list[tuple[int, int]]:
    """Choose the most telling terms: weights and numbers, the highest first."""
    singles: Counter[int] = Counter()
    pairs: Counter[int] = Counter()
    for text, times in parts:
        one, two = terms(text)
        singles.update(one * times)
        pairs.update(two * times)
    found = [*_known(singles, table), *_known(pairs, table)]
    rare = table.unseen * 3 // 2
    found += [
        _often(n) * (rare if n > 1 else table.unseen) << 32 | t for t, n in singles.items() if t not in table.rarity
    ]
    found += [_often(n) * rare << 32 | t for t, n in pairs.items() if n > 1 and t not in table.rarity]
    found.sort(reverse=True)
    return [(one >> 32, one & MASK) for one in found[:TERMS] if one >> 32]


def _known(counts: Counter[int], table: Background) -> list[int]:
    """Weigh the terms that the table knows: the weight in the high bits, so that they can be sorted as numbers."""
    rare, often, most = table.rarity.get, _OFTEN, len(_OFTEN) - 1
    return [
        often[n if n < most else most] * rarity << 32 | t for t, n in counts.items() if (rarity := rare(t)) is not None
    ]


def _often(count: int) -> int:
    return _OFTEN[count] if count < len(_OFTEN) else _OFTEN[-1]


def _guess(texts: Iterable[str]) -> Background:
    """Judge words by their length."""
    longest = len(_BY_LENGTH) - 1
    return Background({term(w): _BY_LENGTH[min(len(w), longest)] for text in texts for w in words(text)}, _UNSEEN)


def _labels(tags: Sequence[str], topic: str, category: int, table: Background) -> list[tuple[int, int]]:
    """Give the labels of an article: what it is filed under, whatever the spelling."""
    found: dict[int, int] = {}
    for tag in tags[:_LABELS]:
        found[tag_label(tag)] = _TAG + (HEAVIEST_TAG - _TAG) * _rarity(tag, table) // table.unseen
    if topic:
        found[topic_label(topic)] = TOPIC
    if category:
        found[category] = _CATEGORY
    return list(found.items())


def tag_label(tag: str) -> int:
    """Give the number of a tag as a label, whatever its spelling."""
    return term(f"#{slugify(tag) or tag}")


def topic_label(topic: str) -> int:
    """Give the number of a topic as a label."""
    return term(f"%{slugify(topic) or topic}")


def category_label(path: str, category: str) -> int:
    """Give the number of a category as a label: as written, or else the first folder of the article's path."""
    name = category or (path.partition("/")[0] if "/" in path else "")
    return term(f"/{slugify(name) or name}") if name else 0


def _rarity(tag: str, table: Background) -> int:
    """Say how rare a tag is: as rare as the rarest pair of its words, or as its only word."""
    singles, pairs = terms(tag)
    return max((table.rarity.get(number, table.unseen) for number in pairs or singles), default=0)
