"""Running text: emphasis, links, pictures within a line, code, line breaks. Returns Markdown of one paragraph.

White space counts as in a browser. An element that Markdown has no mark for is written as HTML if an article may hold
it; otherwise its text stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ssg.importing.html.escape import at_line_start, code_span, escaped, target, title
from ssg.importing.html.tree import SILENT, Element

if TYPE_CHECKING:
    from ssg.importing.html.blocks import Blocks

BREAK: Final = "\0"
"""A line break within a paragraph, until the paragraph is laid out."""
_SPACE: Final = re.compile(r"[ \t\n\r\f]+")
_AROUND_BREAK: Final = re.compile(r"[ ]*\0[ ]*")
_KEPT: Final = frozenset("abbr bdi bdo cite del dfn ins kbd mark q rp rt ruby s samp small sub sup time u var".split())
_EMPHASIS: Final = {"strong": "**", "b": "**", "em": "*", "i": "*"}
_EDGES: Final = re.compile(r"^([\s\0]*)(.*?)([\s\0]*)$", re.DOTALL)
_WORD: Final = re.compile(r"\w")


def paragraph(text: str) -> str:
    """Lay out running text as a paragraph: breaks as backslashes, no line that begins a block."""
    lines = [line.strip(" ") for line in _AROUND_BREAK.split(_SPACE.sub(" ", text).strip(" \0"))]
    out: list[str] = []
    for number, line in enumerate(lines):
        last = number == len(lines) - 1
        if line:
            out.append(at_line_start(line) + ("" if last else "\\"))
        elif out and not last:
            out.append("&nbsp;\\")
    return "\n".join(out)


def running(blocks: Blocks, element: Element) -> str:
    """Return the content of an element as running text."""
    parts = [escaped(element.text)] if element.text else []
    for child in element:
        parts.append(inline(blocks, child))
        if child.tail:
            parts.append(escaped(child.tail))
    return "".join(parts)


def inline(blocks: Blocks, element: Element) -> str:
    """Return one element as running text."""
    tag = element.tag
    if not isinstance(tag, str) or tag in SILENT:
        return ""
    if tag in _EMPHASIS:
        return _marked(running(blocks, element), _EMPHASIS[tag])
    if tag in _KEPT:
        return _kept(blocks, element, tag)
    known = _KNOWN.get(tag)
    return known(blocks, element) if known is not None else running(blocks, element)


def _marked(text: str, mark: str) -> str:
    """Put marks of emphasis around text, inside of its white space; none around nothing, or around what has them."""
    found = _EDGES.match(text)
    before, inner, after = found.groups() if found else ("", text, "")
    if not inner or mark in inner.replace("\\*", ""):
        return text
    # A mark beside a letter on the outside and punctuation on the inside is none to CommonMark: HTML says it.
    lines = inner.split(BREAK)
    return before + BREAK.join(_around(line, mark) for line in lines) + after


def _around(line: str, mark: str) -> str:
    found = _EDGES.match(line)
    before, inner, after = found.groups() if found else ("", line, "")
    if not inner:
        return line
    if _WORD.match(inner[0]) and _WORD.match(inner[-1]):
        return f"{before}{mark}{inner}{mark}{after}"
    name = "strong" if mark == "**" else "em"
    return f"{before}<{name}>{inner}</{name}>{after}"


def _kept(blocks: Blocks, element: Element, tag: str) -> str:
    text = running(blocks, element)
    if not text.strip(" \0"):
        return text
    attribute = {"abbr": "title", "time": "datetime", "bdo": "dir"}.get(tag, "")
    value = (element.get(attribute) or "") if attribute else ""
    extra = f' {attribute}="{_attribute(value)}"' if value else ""
    return f"<{tag}{extra}>{text}</{tag}>"


def _attribute(value: str) -> str:
    return " ".join(value.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").split())


def _link(blocks: Blocks, element: Element) -> str:
    text = running(blocks, element)
    href = (element.get("href") or "").strip()
    url = blocks.links.link(href) if href and not href.startswith("#") else ""
    if not url or not text.strip(" \0") or "](" in text.replace("![", ""):
        return text
    found = _EDGES.match(text)
    before, inner, after = found.groups() if found else ("", text, "")
    return f"{before}[{inner}]({target(url)}){after}"


def _picture(blocks: Blocks, element: Element) -> str:
    return blocks.picture(element)


def _break(blocks: Blocks, element: Element) -> str:
    return BREAK


def _code(blocks: Blocks, element: Element) -> str:
    text = _SPACE.sub(" ", "".join(element.itertext()))
    return code_span(text) if text.strip() else text


_KNOWN: Final[dict[str, Callable[[Blocks, Element], str]]] = {
    "a": _link,
    "img": _picture,
    "br": _break,
    "code": _code,
    "tt": _code,
    "kbd": _code,
}

__all__ = ["inline", "paragraph", "running", "title"]
