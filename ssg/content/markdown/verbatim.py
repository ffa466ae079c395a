"""Finds stars and underscores that are part of an address, a name or a product: `bao.vn/_x_`, `_lan_@bao.vn`, `2*3*4`.

They are text, never emphasis. Addresses with `https://` or `www.` become links before anything looks at their marks.
"""

from __future__ import annotations

import re
from typing import Final

from ssg.core.patterns import pattern

_LONGEST: Final = 300
_BEFORE: Final = pattern(r"[^\s(\[{<“”‘’«»\"']*")
_AFTER: Final = pattern(r"[^\s)\]}>“”‘’«»\"']*")
_BEGINS_ADDRESS: Final = pattern(
    r"(?:[a-z][a-z0-9+.-]{1,20}:/{1,3}|https?//|(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?::[0-9]{1,5})?/|[@#](?=[\w*]))",
    re.IGNORECASE,
)
_GOES_ON: Final = pattern(r"[*_]{1,3}[\w/=&?%~.-]")
_MAIL: Final = pattern(r"(?:mailto:)?[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}[.,;:!?]{0,3}", re.IGNORECASE)


def is_verbatim(text: str, at: int) -> bool:
    """Return whether the star or underscore at `at` is text wherever it stands."""
    before = text[at - 1 : at]
    if text[at] == "*" and before.isdigit() and text[at + 1 : at + 2].isdigit():
        return True
    found = _BEFORE.match(text[max(at - _LONGEST, 0) : at][::-1])
    word = found.group()[::-1] if found else ""
    if ("/" in word or word[:1] in ("@", "#")) and _GOES_ON.match(text, at):  # its last mark may end an emphasis
        return _BEGINS_ADDRESS.match(text, at - len(word)) is not None
    rest = _AFTER.match(text, at, at + _LONGEST)
    after = rest.group() if rest else ""
    return "@" in word + after and _MAIL.fullmatch(word + after) is not None
