"""Makes text between the tags of an export well-formed, byte by byte as it is read. Never touches a CDATA section.

libxml2 recovers from a stray `&`, `<` or `&nbsp;`, but from the first one on it drops every `&lt;`, `&gt;` and `&amp;`
of the file, without a word. So it must not meet one: all of them become numbers, which it never drops.
"""

from __future__ import annotations

import re
from html.entities import html5
from typing import Final

_BEGIN: Final = b"<![CDATA["
_END: Final = b"]]>"
# The beginning of a section; a reference; what looks like one; a `<` that begins no tag; the end of no section.
_OUTSIDE: Final = re.compile(
    rb"<!\[CDATA\[|&(?:#(?:[0-9]{1,7}|[xX][0-9A-Fa-f]{1,6});|([0-9A-Za-z]{2,31};))?|<(?![A-Za-z_/!?])|\]\]>"
)
# What may go on in the next bytes.
_UNFINISHED: Final = re.compile(rb"(?:&[#0-9A-Za-z]{0,31}|<(?:!(?:\[C?D?A?T?A?)?)?|\]\]?)\Z")
_LONGEST: Final = 32


class WellFormed:
    """A stream of bytes in an encoding that contains ASCII, and where it is."""

    def __init__(self) -> None:
        """Begin outside of any section."""
        self._inside = False
        self._rest = b""

    def feed(self, data: bytes) -> bytes:
        """Return the next bytes; those that are returned may be fewer. Empty `data` is the end."""
        text, self._rest = self._rest + data, b""
        if data and (found := _UNFINISHED.search(text[-_LONGEST - 1 :])):
            cut = len(text) - len(found[0])
            text, self._rest = text[:cut], text[cut:]
        return b"".join(self._pieces(text))

    def _pieces(self, text: bytes) -> list[bytes]:
        found: list[bytes] = []
        at = 0
        while at < len(text):
            if self._inside:
                end = text.find(_END, at)
                self._inside = end < 0
                then = len(text) if end < 0 else end + len(_END)
                found.append(text[at:then])
            else:
                begin = text.find(_BEGIN, at)
                self._inside = begin >= 0
                then = len(text) if begin < 0 else begin + len(_BEGIN)
                found.append(_OUTSIDE.sub(_number, text[at:then]))
            at = then
        return found


def _number(found: re.Match[bytes]) -> bytes:
    whole, name = found[0], found[1]
    if whole == _BEGIN or whole.startswith(b"&#"):
        return whole
    if whole == _END:
        return b"]]&#62;"
    if name is None:
        return b"&#%d;" % whole[0]
    letters = html5.get(name.decode())
    if letters is None:
        return b"&#38;" + name
    return b"".join(b"&#%d;" % ord(letter) for letter in letters)
