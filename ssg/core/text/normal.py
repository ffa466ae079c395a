"""Unicode's normal forms, in linear time whatever the text. It never drops or adds a character.

`unicodedata.normalize` sorts the marks behind a letter by insertion: 80,000 of them, 160 KB, take it six seconds, and
1 MB four minutes. No letter of any language has more than a few, so a longer run is normalised piece by piece.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final, Literal

Form = Literal["NFC", "NFD", "NFKD"]

# Unicode's own stream-safe format allows 30; a run of this many costs some 65 µs at the worst.
LONGEST_RUN: Final = 256


def normalized(form: Form, text: str) -> str:
    """Return `text` in a normal form; a run of more than `LONGEST_RUN` marks is normalised in pieces of that length."""
    if len(text) <= LONGEST_RUN or text.isascii():
        return unicodedata.normalize(form, text)
    cuts = tuple(_cuts(text))
    if not cuts:
        return unicodedata.normalize(form, text)
    pieces = zip((0, *cuts), (*cuts, len(text)), strict=True)
    return "".join([unicodedata.normalize(form, text[begin:end]) for begin, end in pieces])


def _cuts(text: str) -> Iterator[int]:
    """Yield where to cut long runs. A run that is too long has a character at a multiple of the length."""
    done = 0
    for at in range(LONGEST_RUN, len(text), LONGEST_RUN):
        if at < done or text[at] < "\u0300" or not _is_mark(text[at]):
            continue
        begin, end = at, at + 1
        while begin > done and _is_mark(text[begin - 1]):
            begin -= 1
        while end < len(text) and _is_mark(text[end]):
            end += 1
        yield from range(begin + LONGEST_RUN, end, LONGEST_RUN)
        done = end


def _is_mark(character: str) -> bool:
    """Return whether a character is sorted among its neighbours: a mark, or one that decomposes into marks only."""
    return all(map(unicodedata.combining, unicodedata.normalize("NFD", character)))
