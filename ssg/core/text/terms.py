"""The terms of running text, as 32-bit numbers: its words, and its pairs of adjacent words. Pure.

A Vietnamese word is one or two syllables, and white space separates syllables: single syllables and their pairs find
related articles better than a word segmenter does. A term has the same number on every machine; the few hundred pairs
of terms of a large newspaper that share a number have no visible effect.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ssg.core.text.normal import normalized
from ssg.core.text.tones import old_tones

_WORD: Final = re.compile(r"\w+")
# An odd factor, so that `a b` and `b a` are two terms (Knuth's multiplicative hash).
_PAIR: Final = 0x9E3779B1
MASK: Final = 0xFFFFFFFF
WORD: Final = 32
"""The bits of a term."""
_SIZE: Final = 8  # bytes of a number
_MOST_PIECES: Final = 1 << 16


def words(text: str) -> list[str]:
    """Split text into words in the form in which they are compared: NFC, lower case, tone marks in one position."""
    return [old_tones(word) for word in _WORD.findall(normalized("NFC", text).lower())]


@lru_cache(1 << 16)
def term(word: str) -> int:
    """Return the number of one word, lower case and NFC; both positions of its tone mark have the same number."""
    return zlib.crc32(old_tones(word).encode("utf-8", "surrogatepass"))


def pair(first: int, second: int) -> int:
    """Return the number of two adjacent words, from their numbers."""
    return (first * _PAIR + second) & MASK


class _Pieces(dict[str, bytes]):
    """The numbers of the words of a piece between white space, nearly always one: as 64-bit integers, end to end.

    White space separates letters and marks for Unicode, too: NFC and lower case of a piece are those within its text.
    """

    def __missing__(self, piece: str) -> bytes:
        if len(self) >= _MOST_PIECES:
            self.clear()
        found = _WORD.findall(normalized("NFC", piece).lower())
        numbers = self[piece] = np.array([term(word) for word in found], dtype=np.int64).tobytes()
        return numbers


_numbers_of: Final = _Pieces().__getitem__


def terms(text: str) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Return the numbers of all words of `text` in order, and of all pairs of neighbours."""
    singles = np.frombuffer(b"".join(map(_numbers_of, text.split())), dtype=np.int64).astype(np.uint32)
    return singles, singles[:-1] * np.uint32(_PAIR) + singles[1:]


def terms_of_many(texts: Iterable[tuple[int, str, int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the numbers of all words of some texts, and of all pairs of neighbours, each with the text's owner above.

    That is `owner << WORD | number`; owners are below 2**31. `texts` are owners, texts, and how often each counts.
    """
    found: list[bytes] = []
    owners: list[int] = []
    for owner, text, times in texts:
        if numbers := b"".join(map(_numbers_of, text.split())):
            found += [numbers] * times
            owners += [owner] * times
    above = np.repeat(np.array(owners, dtype=np.int64) << WORD, [len(one) // _SIZE for one in found])
    singles = np.frombuffer(b"".join(found), dtype=np.int64)
    couples = above[1:] | (singles[:-1] * _PAIR + singles[1:]) & MASK
    within = np.ones(len(couples), dtype=bool)
    within[np.cumsum([len(one) // _SIZE for one in found[:-1]], dtype=np.int64) - 1] = False
    return above | singles, couples[within]
