"""Finds names that differ by a typing error, for "did you mean". It never decides what happens to a name.

Slugs are compared syllable by syllable: `Thể thoa` is near `Thể thao`, but `Bóng rổ` is not near `Bóng đá`, although
two letters differ in both pairs.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from ssg.core.text.slug import slugify

_LONG: Final = 5  # letters of a syllable in which two may differ: `nghiêp`, `trường`
_SHORTEST: Final = 4  # letters of a whole name: each shorter one is one letter from many others
_MOST: Final = 2
_TIES: Final = 20  # names that may be equally alike
_LONG_WORD: Final = 8  # letters of a name without its spaces in which two may differ

# Names of sections and provinces that are as close as typing errors (`văn học`, `văn hóa`): none is an error.
_NAMES: Final = """
an giang, bà rịa vũng tàu, bắc giang, bắc kạn, bạc liêu, bắc ninh, bến tre, bình định, bình dương, bình phước,
bình thuận, cà mau, cao bằng, cần thơ, đà nẵng, đắk lắk, đắk nông, điện biên, đồng nai, đồng tháp, gia lai, hà giang,
hà nam, hà nội, hà tĩnh, hải dương, hải phòng, hậu giang, hòa bình, huế, hưng yên, khánh hòa, kiên giang, kon tum,
lai châu, lâm đồng, lạng sơn, lào cai, long an, nam định, nghệ an, ninh bình, ninh thuận, phú thọ, phú yên,
quảng bình, quảng nam, quảng ngãi, quảng ninh, quảng trị, sóc trăng, sơn la, tây ninh, thái bình, thái nguyên,
thanh hóa, tiền giang, trà vinh, tuyên quang, vĩnh long, vĩnh phúc, yên bái,
văn học, văn hóa, văn hoá, giá vàng, giá xăng, thế giới, thế giới số, bóng đá, bóng rổ, khoa học, pháp luật, xã hội,
xã luận, kinh tế, giáo dục, giải trí, giới trẻ, du lịch, y tế, phim, nhạc, sách, dân sinh, dân số, đời sống,
an ninh, an sinh, quân sự, nhân sự, thời sự, thời trang, tài chính, hành chính, chính trị, nhà đất, thị trường
"""


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the one of `known` that `name` is one or two letters from; or "".

    Of several, it is the nearest, then the shortest, then the first of the alphabet.

    A name of `_NAMES` is only near one with the same letters. Near is also what an input method
    was to make of it (`thoiwf suwj`, `thoi72 su75`), and what sounds alike (`Giải chí`).
    """
    mine, known = _slug(name), tuple(known)
    best, least = "", 1 if mine in _known_names() else _MOST + 1
    for other in known:
        theirs = _slug(other)
        if abs(len(mine) - len(theirs)) <= _MOST and len({*mine} ^ {*theirs}) <= 2 * _MOST:
            between = apart(name, other)
            if between < least or (best and between == least and (len(other), other) < (len(best), best)):
                best, least = other, between
    return best or _typed_or_heard(mine, known)


def likest(name: str, known: Iterable[str], least: float = 0.6) -> str:
    """Return the one of `known` that has a share of letters of `least` in common with a name; or "".

    Of several, it is the one with the fewest slips (`distance`), then of the same length, then that with most letters
    in common, then the shortest, then the first of the alphabet.
    """
    close = difflib.get_close_matches(name, list(known), _TIES, least)
    if not close:
        return ""
    shares = {other: difflib.SequenceMatcher(None, other, name).ratio() for other in close}

    def rank(other: str) -> tuple[int, int, float, int, str]:
        slips = distance(name, other)
        return slips, abs(len(name) - len(other)) if slips <= _MOST else 0, -shares[other], len(other), other

    return min(close, key=rank)


def apart(one: str, other: str) -> int:
    """Return the number of letters in which two names differ, without case and accents: 0 to 2, and 3 for more.

    An added, missing or different letter counts one, as do two swapped letters, and an added or missing space.
    """
    mine, theirs = _slug(one).split("-"), _slug(other).split("-")
    joined, joined_other = "".join(mine), "".join(theirs)
    if min(len(joined), len(joined_other)) < _SHORTEST:
        return 0 if joined == joined_other else _MOST + 1
    if len(mine) != len(theirs):
        most = _MOST if min(len(joined), len(joined_other)) >= _LONG_WORD else 1
        spaces = abs(len(mine) - len(theirs))
        between = distance(joined, joined_other) + spaces if spaces <= most else _MOST + 1
        return between if between <= most else _MOST + 1
    total = 0
    for syllable, another in zip(mine, theirs, strict=True):
        between = distance(syllable, another)
        if between > (_MOST if min(len(syllable), len(another)) >= _LONG else 1) or _are_numbers(syllable, another):
            return _MOST + 1
        total += between
    return min(total, _MOST + 1)


def distance(one: str, other: str) -> int:
    """Return the number of slips between two words (Damerau and Levenshtein, each letter moved once), at most 3."""
    if one == other:
        return 0
    if abs(len(one) - len(other)) > _MOST:
        return _MOST + 1
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        older, before, row = before, row, [i] + [0] * len(other)
        for j, its in enumerate(other, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != its))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == its:
                row[j] = min(row[j], older[j - 2] + 1)
    return min(row[-1], _MOST + 1)


# Keys of Telex: tones and the horn stand behind the first vowel of a syllable, where no Vietnamese word has them.
_TONES: Final = re.compile(r"(?<=[aeiouy])[a-z]+")
_TONE: Final = re.compile(r"[sfrxjw]")
_DOUBLE: Final = re.compile(r"([aeo])\1+")
_DIGITS: Final = re.compile(r"(?<=[a-z])[1-9]{1,2}(?![0-9])")
# Beginnings of syllables that many confuse, by one that stands for all of them.
_SOUNDS: Final = (("tr", "ch"), ("gi", "d"), ("r", "d"), ("x", "s"), ("n", "l"))
_LONG_ENOUGH: Final = 6  # letters of a name that may be known by its sound


def _typed_or_heard(mine: str, known: Sequence[str]) -> str:
    """Return the name that was typed without an input method, or written as it sounds; "" if it is none."""
    if mine in _known_names():
        return ""
    typed = {
        "-".join(map(_from_telex, mine.split("-"))),
        _DIGITS.sub("", mine) if "-" in mine else "",  # VNI; `COP30` is not COP
        mine.replace("0", "o"),
    } - {mine, ""}
    sound = _sound(mine) if len(mine) >= _LONG_ENOUGH else ""
    found = (other for other in known if (its := _slug(other)) in typed or (sound and sound == _sound(its)))
    return min(found, key=lambda other: (len(other), other), default="")


def _from_telex(syllable: str) -> str:
    """Return the letters of a syllable that was typed in Telex, without accents: `dduwowngf` is `duong`."""
    begin = f"d{syllable[2:]}" if syllable.startswith("dd") else syllable
    return _DOUBLE.sub(r"\1", _TONES.sub(lambda found: _TONE.sub("", found.group()), begin, count=1))


def _sound(slug: str) -> str:
    """Return the sound of a name, roughly: its syllables with one beginning for those that sound alike."""
    return "-".join(
        next((other + one[len(begin) :] for begin, other in _SOUNDS if one.startswith(begin) and one != "gi"), one)
        for one in slug.split("-")
    )


@lru_cache(maxsize=1)
def _known_names() -> frozenset[str]:
    return frozenset(_slug(name) for name in _NAMES.split(","))


@lru_cache(maxsize=10_000)
def _slug(name: str) -> str:
    return slugify(name)


def _are_numbers(one: str, other: str) -> bool:
    """Return whether two syllables differ in a number: `COP29` is not a slip of `COP30`."""
    return one != other and any(c.isdigit() for c in one + other)
