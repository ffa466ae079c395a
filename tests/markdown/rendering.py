"""What all tests of Markdown share: `render` with its arguments filled in, and results that can be read."""

from __future__ import annotations

import re
from typing import Any

from ssg.content.markdown import MarkdownOptions, Rendered
from ssg.content.markdown import render as render_text
from ssg.core.codes import CODES

PRE = '<pre tabindex="0" role="region" aria-label="Mã nguồn 1">'
"""How the first code block of a text begins."""


def render(text: str, first_line: int = 1, **options: Any) -> Rendered:
    """Render `text` as the article `content/a.md`."""
    rendered = render_text(text, path="content/a.md", first_line=first_line, options=MarkdownOptions(**options))
    assert all(diagnostic.code in CODES for diagnostic in rendered.diagnostics)
    return rendered


def html_of(rendered: Rendered) -> str:
    """Return the HTML with `«target»` in place of each marker."""
    return re.sub("\0([0-9]+)\0", lambda found: f"«{rendered.refs[int(found[1])].target}»", rendered.html)


def html(text: str, **options: Any) -> str:
    """Render `text`, which must be without fault, to HTML with `«target»` in place of each marker."""
    rendered = render(text, **options)
    assert problems(rendered) == []
    return html_of(rendered)


def problems(rendered: Rendered) -> list[str]:
    """Return the diagnostics as `code line:column`."""
    return [f"{each.code} {each.place.line}:{each.place.column}" for each in rendered.diagnostics]


def complaints(text: str, **options: Any) -> list[str]:
    """Render `text` and return its diagnostics as `code line:column`."""
    return problems(render(text, **options))


def unbound(html: str) -> str:
    """Return HTML with plain spaces, and without the spans that keep numbers whole."""
    return re.sub('<span class="nobr">(.*?)</span>', r"\1", html).replace("\u00a0", " ")
