"""Base letters of the Latin script: the tables that slugs, search keys and the alphabet share.

Data and the functions that compute it at import; nothing here is changed afterwards.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

# Latin-1, Latin Extended-A and -B, and Latin Extended Additional, where the precomposed Vietnamese letters are.
LATIN: Final = (*range(0x00C0, 0x0250), *range(0x1E00, 0x1F00))

# Combining Diacritical Marks: all that NFD takes off a Latin letter, the horn of ơ and ư (U+031B) included.
MARKS: Final = range(0x0300, 0x0370)

# Letters that Unicode does not take apart. Đ U+0110 is the Vietnamese one; Ð U+00D0 (Icelandic) and Ɖ U+0189 look the
# same and are typed in its place, so they are read as it.
WHOLE_LETTERS: Final = {
    "đ": "d",
    "ð": "d",
    "ɖ": "d",
    "ø": "o",
    "ł": "l",
    "ħ": "h",
    "ŧ": "t",
    "ı": "i",
    "ſ": "s",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ŋ": "ng",
    "ĸ": "k",
    "ŉ": "n",
}

# The capitals whose lower case is not a single letter above.
_WHOLE_CAPITALS: Final = {"ẞ": "ss", "Ɖ": "d"}


def latin_letters() -> Iterator[tuple[int, str]]:
    """Yield each non-ASCII Latin letter (code point) with its base letters in lower-case ASCII."""
    for capital, plain in _WHOLE_CAPITALS.items():
        yield ord(capital), plain
    for letter, plain in WHOLE_LETTERS.items():
        yield ord(letter), plain
        if len(letter.upper()) == 1 and not letter.upper().isascii():
            yield ord(letter.upper()), plain
    for point in LATIN:
        bare = "".join(c for c in unicodedata.normalize("NFD", chr(point)) if ord(c) not in MARKS).lower()
        plain = "".join(WHOLE_LETTERS.get(c, c) for c in bare)
        if plain.isascii() and plain.isalpha():
            yield point, plain
