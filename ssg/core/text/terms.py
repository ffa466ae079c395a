"""The terms of running text, as 32-bit numbers: its words, and its pairs of adjacent words. Pure.

A Vietnamese word is one or two syllables, and white space separates syllables: single syllables and their pairs find
related articles better than a word segmenter does. A term has the same number on every machine; the few hundred pairs
of terms of a large newspaper that share a number have no visible effect.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
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
_END: Final = ((-1,),)
"""Ends the numbers of one text among those of many: no term is negative."""


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


@lru_cache(1 << 16)
def _of_piece(piece: str) -> tuple[int, ...]:
    """Return the numbers of the words of a piece between white space, lower case and NFC: nearly always one."""
    return tuple(map(term, _WORD.findall(piece)))


def terms(text: str) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Return the numbers of all words of `text` in order, and of all pairs of neighbours."""
    pieces = normalized("NFC", text).lower().split()
    singles = np.fromiter(chain.from_iterable(map(_of_piece, pieces)), dtype=np.uint32)
    return singles, singles[:-1] * np.uint32(_PAIR) + singles[1:]


def terms_of_many(texts: Iterable[str], owners: Sequence[int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the numbers of all words of some texts, and of all pairs of neighbours, each with the text's owner above.

    That is `owner << WORD | number`; owners are below 2**31.
    """
    pieces = (chain(map(_of_piece, normalized("NFC", text).lower().split()), _END) for text in texts)
    numbers = np.fromiter(chain.from_iterable(chain.from_iterable(pieces)), dtype=np.int64)
    is_word = numbers >= 0
    ends = np.flatnonzero(~is_word)
    above = np.repeat(np.array(owners, dtype=np.int64) << WORD, np.diff(ends, prepend=-1))
    is_pair = is_word[:-1] & is_word[1:]
    pairs = numbers[:-1].astype(np.uint64) * np.uint64(_PAIR) + numbers[1:].astype(np.uint64) & np.uint64(MASK)
    singles: NDArray[np.int64] = above | numbers
    couples: NDArray[np.int64] = np.bitwise_or(above[:-1], pairs.view(np.int64))
    return singles[is_word], couples[is_pair]
