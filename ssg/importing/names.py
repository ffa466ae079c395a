"""Names and titles of old systems as plain text: some keep them as HTML in their tables, and export them so. Pure."""

from __future__ import annotations

import re
from html.entities import html5
from typing import Final

_REFERENCE: Final = re.compile(r"&(?:#([0-9]{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z][0-9A-Za-z]{1,30}));")
_INLINE: Final = re.compile(
    r"</?(?:a|b|br|big|em|font|i|mark|small|span|strong|sub|sup|u|wbr)(?:\s[^<>]*)?/?>", re.IGNORECASE
)


def name_of(text: str) -> str:
    """Return a name with its references as characters: "Kinh tế &amp; Xã hội". A stray `&` stays."""
    return _REFERENCE.sub(_character, text) if "&" in text else text


def title_of(text: str) -> str:
    """Return a title likewise, without the tags of emphasis that editors put into titles; "5 < 7" stays."""
    return name_of(_INLINE.sub("", text) if "<" in text else text)


def plain_of(html: str) -> str:
    """Return a short text of HTML as one line without its markup."""
    if "<" not in html and "&" not in html:
        return html
    from ssg.importing.html.kept import visible
    from ssg.importing.html.tree import parsed

    return " ".join(visible(parsed(html)).split())


def _character(found: re.Match[str]) -> str:
    if found[3]:
        return html5.get(f"{found[3]};", found[0])
    number = int(found[1]) if found[1] else int(found[2], 16)
    allowed = 0x20 <= number < 0xD800 or 0xE000 <= number < 0x110000
    return chr(number) if allowed else " "
