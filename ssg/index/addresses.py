"""Rewrites the URLs in the HTML of a text: below the path of the site, or absolute for feed readers. Pure.

The HTML is that of `ssg/content/markdown`, or (`raw_html = "trust"`) an editor's own: attributes with any quotes, or
with none. What looks like an attribute in running text stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from typing import Final
from urllib.parse import urljoin

_TAG: Final = re.compile(r"<[a-zA-Z](?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
# Every attribute with a value, one after another: text that looks like one inside the value of another (a description
# that says `src=x onload=…`) is skipped with it. Quotation marks inserted there would end that value.
_ATTRIBUTE: Final = re.compile(
    r"""(?<=[\s"'/])([^\s"'<>/=]++)(\s*+=\s*+)(?:"([^"]*+)"|'([^']*+)'|([^\s>"']++))""",
)
_ADDRESSES: Final = frozenset(("href", "src", "poster", "cite", "srcset"))
_CANDIDATE: Final = re.compile(r"(\s*)([^\s,]\S*[^\s,]|[^\s,])((?:\s+[^\s,]+)?\s*(?:,|$))")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")


def below(html: str, base_path: str) -> str:
    """Prefix each URL that begins with a slash with the site's path (`/bao`); markers of references stay."""

    def change(url: str) -> str:
        return base_path + url if url.startswith("/") and not url.startswith("//") else url

    return _rewritten(html, change) if base_path else html


def absolute(html: str, page: str) -> str:
    """Make every URL absolute, relative to the absolute URL of a page."""

    def change(url: str) -> str:
        if not url or _SCHEME.match(url):
            return url
        if url.startswith("#"):
            return page + url
        try:
            return urljoin(page, url)
        except ValueError:  # `//[`, an invalid URL
            return url

    return _rewritten(html, change)


def _rewritten(html: str, change: Callable[[str], str]) -> str:
    def attribute(found: re.Match[str]) -> str:
        name = found[1].lower()
        if name not in _ADDRESSES:
            return found[0]
        value = unescape(next(part for part in found.groups()[2:] if part is not None))
        if name == "srcset":
            value = _CANDIDATE.sub(lambda one: one[1] + change(one[2]) + one[3], value)
        else:
            value = change(value)
        return f'{found[1]}{found[2]}"{escape(value)}"'

    def tag(found: re.Match[str]) -> str:
        return _ATTRIBUTE.sub(attribute, found[0]) if "=" in found[0] else found[0]

    return _TAG.sub(tag, html)
