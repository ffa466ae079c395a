"""Tags of Docusaurus as parts of addresses: lodash's `kebabCase`, which keeps half of the Vietnamese accents. Pure.

It knows the Latin letters of Western Europe and their accents alone: "Hà Nội" is `ha-nội`, "đường sắt" is `dường-sắt`.
A new word begins with a capital letter after a small one, and with a digit.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_PLAIN: Final = {
    "đ": "d",
    "Đ": "D",
    "ð": "d",
    "Ð": "D",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "ħ": "h",
    "Ħ": "H",
    "ı": "i",
    "Æ": "Ae",
    "æ": "ae",
    "Þ": "Th",
    "þ": "th",
    "ß": "ss",
    "Œ": "Oe",
    "œ": "oe",
    "ŧ": "t",
    "Ŧ": "T",
    "ŋ": "n",
}
_BREAK: Final = r"\xac\xb1\xd7\xf7\x00-/:-@\[-`{-\xbf\u2000-\u206f\s"
_LOWER, _UPPER = r"[a-z\xdf-\xf6\xf8-\xff]", r"[A-Z\xc0-\xd6\xd8-\xde]"
_MISC: Final = rf"[^{_BREAK}\d\u2700-\u27bfa-z\xdf-\xf6\xf8-\xffA-Z\xc0-\xd6\xd8-\xde]"
_WORD: Final = re.compile(
    rf"{_UPPER}?{_LOWER}+(?=[{_BREAK}]|{_UPPER}|$)"
    rf"|(?:{_UPPER}|{_MISC})+(?=[{_BREAK}]|{_UPPER}(?:{_LOWER}|{_MISC})|$)"
    rf"|{_UPPER}?(?:{_LOWER}|{_MISC})+|{_UPPER}+"
    r"|\d*(?:1ST|2ND|3RD|(?![123])\dTH)(?=\b|[a-z_])|\d*(?:1st|2nd|3rd|(?![123])\dth)(?=\b|[A-Z_])|\d+"
)
_MARKS: Final = re.compile("[\u0300-\u036f\ufe20-\ufe2f\u20d0-\u20ff'\u2019]")


def kebab(text: str) -> str:
    """Return a text as `kebabCase` makes it."""
    plain = _MARKS.sub("", "".join(map(_deburred, text)))
    return "-".join(word.lower() for word in _WORD.findall(plain))


def _deburred(one: str) -> str:
    if not "\xc0" <= one <= "\u017f" or one in "\xd7\xf7":
        return one
    return _PLAIN.get(one) or unicodedata.normalize("NFD", one)[0]
