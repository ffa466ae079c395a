"""Removes invisible characters: soft hyphens, zero-width marks, the no-break spaces of word processors.

A no-break space that an editor may have typed (`39 °C`) stays, and so do joiners in emoji and in scripts that need
them.
"""

from __future__ import annotations

from typing import Final

from ssg.content.pasted.chunks import Line
from ssg.core.patterns import pattern

_NBSP: Final = "\u00a0"
_ANY: Final = pattern("[\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060\u2066-\u2069\u3000\ufeff]")
_LATIN: Final = r"\s!-~À-ɏḀ-ỿ“”‘’…–"
_GONE: Final = pattern(f"[\u00ad\u2060\ufeff]|(?:(?<=[{_LATIN}])|^)[\u200b-\u200d]+|[\u200b-\u200d]+(?=[{_LATIN}]|$)")
_BREAKS: Final = pattern("[\u2028\u2029]")
_BEGIN: Final = pattern("^[ \t\u00a0\u3000]*[\u00a0\u3000][ \t\u00a0\u3000]*")
_AFTER_MARK: Final = pattern("^( {0,3}(?:[-*+>]|#{2,6}|[0-9]{1,9}[.)]))\u00a0[ \u00a0]*")
_RUN: Final = pattern("[ \u00a0]*\u00a0[ \u00a0]+|[ \u00a0]+\u00a0[ \u00a0]*")
_SPACES: Final = pattern("(?<!^#)\u00a0")  # `#` before one is a word of the text, not a heading
# Word's bullets in its own fonts: the letter, then no-break spaces up to the text.
_PADDED: Final = pattern("^([ \t\u00a0]*[·o§Ø])(?: *\u00a0[ \u00a0]+| +\u00a0+ *)(?=\\S)")
_DIRECTIONS: Final = pattern("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT: Final = pattern("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_MOST_KEPT: Final = 3  # no-break spaces in a line, unless half of its spaces are


def visible(lines: list[Line]) -> list[Line]:
    """Return the lines without them; the same lines if there are none."""
    return [Line(_line(line.text), line.origin) if _ANY.search(line.text) else line for line in lines]


def visible_text(text: str) -> str:
    """Return a text without them, line by line."""
    return "\n".join(map(_line, text.split("\n"))) if _ANY.search(text) else text


def _line(text: str) -> str:
    if not text.strip():
        return ""
    text = _BREAKS.sub(" ", _GONE.sub("", text))
    if _DIRECTIONS.search(text) and not _RIGHT_TO_LEFT.search(text):
        text = _DIRECTIONS.sub("", text)
    if _NBSP not in text and "\u3000" not in text:
        return text
    text = _AFTER_MARK.sub(r"\1 ", _PADDED.sub("\\1\t", _BEGIN.sub("", text)))
    text = _RUN.sub(" ", text).rstrip(_NBSP)
    number = text.count(_NBSP)
    return _SPACES.sub(" ", text) if number >= _MOST_KEPT and number >= text.count(" ") else text
