"""Finds names in one text that differ by a letter or an accent: “Vũ Hoàng Hợp” and “Vũ Hoàn Hợp”. Pure.

Only names of three or four Vietnamese syllables are compared, as shorter ones are near to many. Over an archive the
same comparison is wrong as often as right: two people in it may well be called almost alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from ssg.core.text.syllables import is_syllable

_WORDS: Final = re.compile(r"(?<![^\W\d_])[^\W\d_]++(?: [^\W\d_]++)+")  # from a first letter: else quadratic
_SHORTEST, _LONGEST = 3, 4
_USUAL: Final = ("Văn", "Thị")
_TITLES: Final = frozenset("Ông Bà Anh Chị Em Cô Chú Bác Cụ Thầy Cháu Bé".split())
_STROKE: Final = str.maketrans({"đ": "d\u0335"})


def names(line: str) -> Iterator[tuple[int, str]]:
    """Yield the names of a line, each with the place of its first letter."""
    for found in _WORDS.finditer(line):
        run: list[str] = []
        begin = at = found.start()
        for word in (*found[0].split(" "), ""):
            if word[:1].isupper() and word[1:].islower() and is_syllable(word.lower()):
                begin = begin if run else at
                run.append(word)
            else:
                if len(run) > _SHORTEST and run[0] in _TITLES:  # at the beginning of a sentence
                    begin += len(run.pop(0)) + 1
                if _SHORTEST <= len(run) <= _LONGEST:
                    yield begin, " ".join(run)
                run = []
            at += len(word) + 1


def twice_spelt(found: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of names of one text that are one letter apart: the rarer one, or the later, then the other."""
    numbers = Counter(found)
    order = {name: at for at, name in enumerate(numbers)}
    alike: dict[tuple[int, str], list[str]] = {}
    for name in numbers:
        words = name.split(" ")
        for at in range(1, len(words)):
            alike.setdefault((at, " ".join((*words[:at], "", *words[at + 1 :]))), []).append(name)
    for (at, _), those in alike.items():
        for name in those:
            for other in those:
                is_rarer = (numbers[name], -order[name]) < (numbers[other], -order[other])
                if is_rarer and _is_one_letter(name.split(" ")[at], other.split(" ")[at]):
                    words = name.split(" ")
                    both_once = numbers[other] == 1 and at == len(words) - 1 and words[at - 1] in _USUAL
                    if not both_once:  # “Nguyễn Văn Thanh” and “Nguyễn Văn Thành” are often two people
                        yield name, other


def _is_one_letter(one: str, other: str) -> bool:
    """Return whether two words differ by one letter or mark: another, an added, a missing one, or two swapped ones."""
    mine, theirs = (unicodedata.normalize("NFD", word.lower().translate(_STROKE)) for word in (one, other))
    if len(mine) == len(theirs):
        places = [at for at in range(len(mine)) if mine[at] != theirs[at]]
        first, last = (places[0], places[-1]) if places else (0, 0)
        return len(places) == 1 or (len(places) == 2 and mine[first] + mine[last] == theirs[last] + theirs[first])
    longer, shorter = sorted((mine, theirs), key=len, reverse=True)
    return len(longer) - len(shorter) == 1 and any(
        longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))
    )
