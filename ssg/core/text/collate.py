"""The order of Vietnamese words: base letters first, then tones, then case; numbers by their value.

The locale is not used (a minimal Debian has none for Vietnamese, and the result must be the same everywhere). Letters
and tones are compared syllable by syllable, as Vietnamese dictionaries do and the Unicode collation algorithm does not:
`ba` < `ba ba` < `bà con` < `bá`. Case is compared last, over the whole text.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from ssg.core.text.letters import LATIN, MARKS, latin_letters
from ssg.core.text.normal import normalized

# Each is a letter of its own; f, j, w and z, which Vietnamese has in foreign words only, take their Latin places.
ALPHABET: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"

# ngang, huyền, hỏi, ngã, sắc, nặng; then any other mark.
_TONES: Final = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_NO_TONE: Final = "0"
_OTHER_MARK: Final = "6"

# The parts of the first level, in order: space 1, ASCII signs as they are (below 0x80), other signs from 0x80,
# numbers from 0x200 (by how many digits they have, then digit by digit), letters from 0x300, other scripts from 0x370.
_SIGNS: Final = (*range(0x80, 0xC0), 0xD7, 0xF7, *range(0x2000, 0x2070))
_SPACE: Final = "\x01"
_NUMBER: Final = 0x200
_MOST_DIGITS: Final = 0xFF
_LETTER: Final = 0x300
_AFTER_ALL_LETTERS: Final = 0xE000

_NUMBERS: Final = re.compile(r"[0-9]+")


def _weights(point: int, plain: str) -> tuple[str, str]:
    """Return the letters of the Vietnamese alphabet that a Latin letter counts as, and its tone (one mark each)."""
    apart = unicodedata.normalize("NFD", chr(point).lower())
    for length in (2, 1):
        # A mark that makes a letter (ă, â, ê, ô, ơ, ư) may come after the tone: ậ is a, dot below, circumflex.
        for mark in apart[1:] if length == 2 else ("",):
            letter = unicodedata.normalize("NFC", apart[0] + mark)
            if letter in ALPHABET:
                rest = apart[1:].replace(mark, "", 1)
                tone = max((_TONES.get(c, _OTHER_MARK) for c in rest), default=_NO_TONE)
                return letter, tone
    if plain == "d" and apart[0] == "ð":
        return "đ", _OTHER_MARK
    return plain, _OTHER_MARK * len(plain)


def _tables() -> tuple[dict[int, str], dict[int, str]]:
    """Compute the tables of the first level and of the second, for `str.translate`."""
    first: dict[int, str] = dict.fromkeys((0x01, 0x20, *range(0x09, 0x0E), 0xA0), _SPACE)
    second: dict[int, str] = dict(first)
    first.update({point: chr(0x80 + place) for place, point in enumerate(_SIGNS) if point != 0xA0})
    for point in (*LATIN, *range(0x250, 0x300)):  # those that come down to no ASCII letter; overwritten below
        first.setdefault(point, chr(_AFTER_ALL_LETTERS + ord(chr(point).lower()[0])))
        second.setdefault(point, _NO_TONE)
    ascii_letters = [(ord(c), c.lower()) for c in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    for point, plain in (*latin_letters(), *ascii_letters):
        letters, tone = _weights(point, plain)
        first[point] = "".join(chr(_LETTER + ALPHABET.index(c)) for c in letters)
        second[point] = tone
    for point in MARKS:
        first[point] = ""
        second[point] = _TONES.get(chr(point), _OTHER_MARK)
    return first, second


_FIRST, _SECOND = _tables()


def _number(found: re.Match[str]) -> str:
    """Write a number so that text order is number order (exact up to 255 digits)."""
    digits = found.group().lstrip("0")
    return chr(_NUMBER + min(len(digits), _MOST_DIGITS)) + digits


def collation_key(text: str) -> tuple[tuple[tuple[str, str], ...], str, str]:
    """Return the key by which texts sort in the order of a Vietnamese dictionary.

    Signs, then numbers by value, then letters, then other scripts; lower case before upper. Different texts (in NFC)
    have different keys, so that the order is total.
    """
    text = normalized("NFC", text)
    letters = _NUMBERS.sub(_number, text.translate(_FIRST)).split(_SPACE)
    tones = text.translate(_SECOND).split(_SPACE)
    return tuple(zip(letters, tones, strict=True)), text.swapcase(), text
