"""Cuts running text as Vietnamese newsrooms do. It takes plain text and never sees markup."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from ssg.core.text.slug import clean

# About what an adult reads of Vietnamese, whose "chữ" is a syllable: 200–230 words of some 1.35 syllables.
SYLLABLES_A_MINUTE: Final = 280

# What follows is looked at in code: as a look-ahead it would make ten thousand dots cost ten thousand squared.
_SENTENCE_END: Final = re.compile(r"[.!?…]++[\"'”’»)\]]*+")
_OPENING: Final = "\"'“‘«([–—-"
_DANGLING: Final = " ,;:.…–—-/&([“‘«\"'"
_ABBREVIATION: Final = re.compile(
    r"tp|tx|tt|kp|p?gs|ts|ths|bs|ck|ds|kts|ks|ncs|nsnd|nsưt|lm|ls|cn|tr|st|mrs?|ms|dr|jr|sr|vs|vd|tel|s?đt|nxb"
)


def reading_minutes(words: int) -> int:
    """Return how long `words` syllables take to read, in minutes, to the nearest; at least 1, but 0 for no text."""
    return max(1, (words + SYLLABLES_A_MINUTE // 2) // SYLLABLES_A_MINUTE) if words > 0 else 0


def excerpt(text: str, limit: int = 200) -> str:
    """Return the beginning of `text`, white space collapsed, in at most `limit` characters.

    Cut after a sentence if one ends in the last two fifths, else after a word, with `…`. Dots of abbreviations
    (`TP.`, `T.Ư`, `GS.`) and numbers (`1.696`) do not end a sentence, and no letter is separated from its marks.
    """
    text = clean(text)
    if len(text) <= limit:
        return text
    end = _last_sentence(text, limit)
    if 0 < limit * 3 // 5 <= end:
        return text[:end]
    # One character is for the ellipsis.
    room = max(limit - 1, 0)
    end = room if text[room] == " " else text.rfind(" ", 0, room)
    if end <= 0:
        end = _whole_letters(text, room)
    return (text[:end].rstrip(_DANGLING) or text[:end]) + "…"


def _last_sentence(text: str, limit: int) -> int:
    """Return where the last sentence that fits into `limit` characters ends; 0 if none does."""
    last = 0
    for found in _SENTENCE_END.finditer(text, 0, limit):
        if text[found.end()] != " " or text[found.end() + 1].islower():
            continue
        if not _is_abbreviation(text, found.start(), found.group()):
            last = found.end()
    return last


def _is_abbreviation(text: str, start: int, mark: str) -> bool:
    """Return whether the single dot at `start` belongs to the word before it."""
    if mark != ".":
        return False
    word = text[text.rfind(" ", 0, start) + 1 : start].lstrip(_OPENING).lower()
    # A single letter is an initial, "v.v" and "gs.ts" hold a dot of their own, and "1." numbers a list.
    return (
        len(word) <= 1
        or "." in word
        or _ABBREVIATION.fullmatch(word) is not None
        or (word.isdecimal() and len(word) <= 2)
    )


def _whole_letters(text: str, end: int) -> int:
    """Return the last position up to `end` where `text` can be cut without separating a letter from its marks."""
    while end > 0 and (_joins(text[end]) or text[end - 1] == "\u200d"):
        end -= 1
    return end


def _joins(character: str) -> bool:
    """Return whether `character` belongs to the one before it: a mark, a joiner, a skin tone."""
    return (
        unicodedata.category(character).startswith("M")
        or character == "\u200d"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
    )
