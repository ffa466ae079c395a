"""Elements that stay HTML: what an article may hold of them, on lines without an empty one, links brought along."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ssg.content.markdown.allowed import TAGS, is_allowed
from ssg.importing.html.inline import attribute_value
from ssg.importing.html.tree import SILENT, Element

if TYPE_CHECKING:
    from ssg.importing.html.blocks import Blocks

_EMPTY: Final = frozenset("br col hr img source track wbr".split())
_LINES: Final = frozenset("table thead tbody tfoot tr dl details".split())
_SPACE: Final = re.compile(r"\s+")
_DROPPED: Final = frozenset(("class", "id", "role", "tabindex", "target", "loading", "decoding"))
_DEEPEST: Final = 40
_SAME: Final = {"h1": "h2", "strike": "s", "tt": "code", "center": "div", "b": "strong", "i": "em"}


def raw(blocks: Blocks, element: Element, depth: int = 0) -> str:
    """Return an element as HTML that a build keeps whole."""
    tag = element.tag
    if not isinstance(tag, str) or tag in SILENT:
        return ""
    tag = _SAME.get(tag, tag)
    if tag in ("iframe", "object", "embed"):
        return _frame(blocks, element)
    inner = _content(blocks, element, depth)
    if tag not in TAGS or depth > _DEEPEST or tag == "span":
        return inner
    attributes = _attributes(blocks, element, tag)
    if tag in ("a", "img") and not attributes:
        return inner
    if tag in _EMPTY:
        return f"<{tag}{attributes}>"
    line = "\n" if tag in _LINES else ""
    return f"<{tag}{attributes}>{line}{inner.strip() if line else inner}{line}</{tag}>{line}".rstrip("\n") + line


def _content(blocks: Blocks, element: Element, depth: int) -> str:
    parts = [_text(element.text)]
    for child in element:
        parts += [raw(blocks, child, depth + 1), _text(child.tail)]
    joined = "".join(parts)
    return re.sub(r"\n\s*\n", "\n", joined)


def _text(text: str | None) -> str:
    if not text:
        return ""
    return _SPACE.sub(" ", text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def _attributes(blocks: Blocks, element: Element, tag: str) -> str:
    found: list[str] = []
    for name, value in element.attrib.items():
        if name in _DROPPED or not is_allowed(tag, name):
            continue
        if tag == "img" and name == "src":
            continue
        if name in ("href", "src", "poster", "cite"):
            value = blocks.target_of(value) if name in ("href", "cite") else blocks.links.picture(value)  # noqa: PLW2901
            if not value:
                continue
        found.append(f' {name}="{attribute_value(value)}"')
    if tag == "img":
        source = blocks.figures.source(element)
        found = [f' src="{attribute_value(source)}"', *found] if source else []
    if tag == "a" and not element.get("href"):
        return ""
    return "".join(found)


def _frame(blocks: Blocks, element: Element) -> str:
    source = (element.get("src") or "").strip()
    url = blocks.target_of(f"https:{source}" if source.startswith("//") else source)
    words = _text(element.get("title") or source)
    return f'<a href="{attribute_value(url)}">{words}</a>' if url else words
