"""Words for the search: folded, with what folding removed from each kept separately.

`templates/assets/js/search-engine.js` does the same to a reader's query; one table of examples tests both. Signs are
listed by code points, not by category, which differs between versions of Unicode.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ssg.core.text.normal import normalized
from ssg.core.text.slug import fold

LONGEST: Final = 40
"""Characters of a word that are used; a longer word is a URL or a typing error."""

SIGNS: Final = (
    "\\x00-/:-@\\[-`{-©«-±´¶-¸»-¿×÷\u02c2-\u02ff\u2000-\u206f\u20a0-\u20cf\u2100-\u2bff"
    "\u3000-\u303f\ufd3e-\ufd3f\ufe00-\ufe4f\uff00-\uff0f\uff1a-\uff20"
)
"""The characters that separate words, for a class of a regular expression."""

_WORD: Final = re.compile(f"[^{SIGNS}]+")
_TONES: Final = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_SHAPES: Final = {"\u0306": 1, "\u0302": 2, "\u031b": 3, "đ": 4}


class Term(NamedTuple):
    """A word in the index: folded, and its form (0 to 191): tone × 32, and five bits of ă â ê ô ơ ư đ."""

    text: str
    form: int


def words_of(text: str) -> list[str]:
    """Split a text into its words, in lower case; NFC and NFD give the same."""
    return _WORD.findall(normalized("NFC", text).lower())


def term_of(word: str) -> Term:
    """Fold one word in lower case. `hoà` and `hòa` have the same term and form: the position of the tone is ignored."""
    text = fold(word[:LONGEST])
    if text == word:
        return Term(text, 0)
    tone = shape = letter = 0
    for character in normalized("NFD", word[:LONGEST].replace("ð", "đ")):
        if character in _TONES:
            tone = _TONES[character]
            continue
        kind = _SHAPES.get(character, 0)
        if kind:
            shape = (shape * 5 + letter * 4 + kind) % 32
        if not 0x300 <= ord(character) < 0x370:
            letter += 1
    return Term(text, tone * 32 + shape)
