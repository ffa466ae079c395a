"""Puts into an article's HTML what it points to, once all URLs are known: the second pass over links. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from ssg.content.markdown.own_boxes import ATTRIBUTE
from ssg.index.absent import without

_MARKER: Final = re.compile(r' ([a-z-]+)="\0(\d+)\0"')


def resolve_body(html: str, values: Mapping[int, str | None]) -> str:
    """Put the resolved values (ready for an attribute, escaped) in the places of the markers.

    What has the value None is not there: a link to it becomes plain text, a picture of it is left out. Boxes of the
    site's own stay, for they are rendered.
    """
    if "\0" not in html:
        return html
    missing = {number for number, value in values.items() if value is None}
    if missing:
        html = without(html, missing)

    def put(found: re.Match[str]) -> str:
        if found[1] == ATTRIBUTE:
            return found[0]
        value = values.get(int(found[2]))
        return "" if value is None else f' {found[1]}="{value}"'

    return _MARKER.sub(put, html)
