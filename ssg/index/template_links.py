"""Addresses of the own site that templates name literally, for `ssg check`. Pure.

It never looks at addresses that Jinja makes, at comments, or at the text of scripts: what they hold is no link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from ssg.core.theme import TemplateFile
from ssg.index.deadlinks import Link, addresses
from ssg.index.ownpolicy import without_jinja

_NO_HTML: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|<script\b[^>]*>(?P<code>.*?)(?:</script>|\Z)", re.DOTALL | re.IGNORECASE
)


def html_of(template: TemplateFile) -> str:
    """Return the HTML of a template with NUL for what is not written there; lines and positions stay."""
    return _NO_HTML.sub(_blank, without_jinja(template.text))


def links_of(templates: Iterable[TemplateFile], base_path: str) -> Iterator[Link]:
    """Yield the addresses that templates of pages name; one that is not below the path of `base_url` is another's."""
    for template in templates:
        if not template.name.endswith(".html") or "<" not in template.text:
            continue
        for url in addresses(html_of(template)):
            if not base_path or not url.startswith("/") or f"{url}/".startswith(f"{base_path}/"):
                yield Link(url, template.label, base_path)


def _blank(found: re.Match[str]) -> str:
    """Return what is no HTML as NUL; of a script only its text."""
    begin, end = found.span("code") if found["code"] is not None else found.span()
    whole = found.group()
    code = re.sub(r"[^\n]", "\0", whole[begin - found.start() : end - found.start()])
    return whole[: begin - found.start()] + code + whole[end - found.start() :]
