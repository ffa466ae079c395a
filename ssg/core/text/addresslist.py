"""A list of addresses as other systems write one → the addresses: sitemap, access log, CSV, one a line. Pure, linear.

Of an access log, only what readers got counts: GET or HEAD, and an answer below 400. A query is kept, for the caller.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Final, NamedTuple

from ssg.core.text.accesslog import read_hit

_LOC: Final = re.compile(r"<(?:[\w-]+:)?loc>\s*(?:<!\[CDATA\[)?\s*([^<>\]\s]{1,4000})")
_FIELD: Final = re.compile(r"\"((?:[^\"]|\"\")*)\"|([^,;\t\"]+)")
_SITEMAPS: Final = "<sitemapindex"
LONGEST: Final = 4_000
"""Characters of an address."""


class Listed(NamedTuple):
    """An address, and the line that has it first."""

    url: str
    line: int


class AddressList:
    """Reads the lines of one list."""

    def __init__(self) -> None:
        """Begin before the first line."""
        self.unread = 0
        """Lines without an address."""
        self.is_index = False
        """Whether the file lists sitemaps, not pages."""

    def read(self, lines: Iterable[str | None]) -> Iterator[Listed]:
        """Yield the addresses of a file; None stands for a line that was too long."""
        form = ""
        for number, line in enumerate(lines, 1):
            text = (line or "").strip().removeprefix("\ufeff")
            if not text or text.startswith("#"):
                self.unread += line is None
                continue
            if not form:
                form = "xml" if text.startswith("<") else "lines"
            if form == "xml":
                self.is_index = self.is_index or _SITEMAPS in text
                yield from (Listed(unescape(found[1]), number) for found in _LOC.finditer(text))
                continue
            url = _of_line(text)
            if url is None:
                self.unread += 1
            elif url:
                yield Listed(url, number)


def _of_line(text: str) -> str | None:
    """Return the address of a line; "" for one that says that there was none, None if it has none."""
    hit = read_hit(text)
    if hit is not None:
        seen = hit.method in ("GET", "HEAD") and hit.status < 400
        return hit.target.partition("?")[0] if seen and len(hit.target) <= LONGEST else ""
    for field in _FIELD.finditer(text):
        value = (field[1] or field[2] or "").strip()
        if value.startswith(("http://", "https://", "/")) and len(value) <= LONGEST:
            return value
    return None
