"""Running text: emphasis, links, pictures within a line, code, line breaks. Returns Markdown of one paragraph.

White space counts as in a browser. An element that Markdown has no mark for is written as HTML if an article may hold
it; otherwise its text stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ssg.importing.html.emphasis import EM, MARKERS, STRONG, resolved
from ssg.importing.html.escape import at_line_start, code_span, escaped, target
from ssg.importing.html.tree import SILENT, Element

if TYPE_CHECKING:
    from ssg.importing.html.blocks import Blocks

BREAK: Final = "\0"
"""A line break within a paragraph, until the paragraph is laid out."""
_SPACE: Final = re.compile(r"[ \t\n\r\f]+")
_AROUND_BREAK: Final = re.compile(r"[ ]*\0[ ]*")
_KEPT: Final = frozenset("abbr bdi bdo cite del dfn ins mark q rp rt ruby s samp small sub sup time u var".split())
_SAME: Final = {"strike": "s", "big": "", "acronym": "abbr"}
_EMPHASIS: Final = {"strong": STRONG, "b": STRONG, "em": EM, "i": EM}
_ATTRIBUTES: Final = {"abbr": "title", "time": "datetime", "bdo": "dir"}
_UNSEEN: Final = "\u00ad\u200b\u2060\u2028\u2029\ufeff"
"""What stands at the edges of pasted text, and shows nothing; a mark beside it would be none."""
_AROUND: Final = f" \xa0{_UNSEEN}"
_SHOWS_NOTHING: Final = MARKERS + _AROUND
_SPACES: Final = "".join(one for one in map(chr, range(0x3001)) if one.isspace())
_EDGES: Final = f"\0{_SPACES}{_UNSEEN}"
_PARAGRAPHS: Final = re.compile(r"(\0[\s\xa0]*\0[\s\0\xa0]*)")
_DEEPEST: Final = 12
"""Formatting elements within each other: a build refuses 17."""


def paragraph(text: str) -> str:
    """Lay out running text as a paragraph: breaks as backslashes, no line that begins a block."""
    if "\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text:
        text = _SPACE.sub(" ", text)
    if BREAK not in text:
        line = text.strip(_AROUND)
        return at_line_start(resolved(line)) if line.strip(_SHOWS_NOTHING) else ""
    lines = [line.strip(_AROUND) for line in _AROUND_BREAK.split(text.strip(" \0\xa0"))]
    shown = [at for at, line in enumerate(lines) if line.strip(MARKERS + _AROUND)]
    if not shown:
        return ""
    lines = lines[shown[0] : shown[-1] + 1]
    return "\\\n".join(at_line_start(resolved(line)) if line.strip(MARKERS) else "&nbsp;" for line in lines)


def flat(text: str) -> str:
    """Lay out running text on one line, as a heading or a cell of a table is."""
    return resolved(_SPACE.sub(" ", text.replace(BREAK, " ")).strip(" \xa0"))


def running(blocks: Blocks, element: Element) -> str:
    """Return the content of an element as running text."""
    parts = [escaped(element.text)] if element.text else []
    blocks.depth += 1
    for child in element:
        parts.append(inline(blocks, child))
        if child.tail:
            parts.append(escaped(child.tail))
    blocks.depth -= 1
    return "".join(parts)


def inline(blocks: Blocks, element: Element) -> str:
    """Return one element as running text."""
    tag = element.tag
    if not isinstance(tag, str) or tag in SILENT:
        return ""
    if blocks.depth > _DEEPEST:
        return escaped("".join(element.itertext()))
    tag = _SAME.get(tag, tag)
    if tag in _EMPHASIS:
        return _marked(running(blocks, element), _EMPHASIS[tag])
    if tag in _KEPT:
        return _kept(blocks, element, tag)
    known = _KNOWN.get(tag)
    return known(blocks, element) if known is not None else running(blocks, element)


def _marked(text: str, marks: tuple[str, str]) -> str:
    """Put emphasis around text, inside of its white space and of its line breaks; none around what has it already."""
    if marks[0] in text:
        return text
    return BREAK.join(_around(line, *marks) for line in text.split(BREAK))


def _wrapped(text: str, opening: str, closing: str) -> str:
    """Put a link or an element around text: around each paragraph of it, if it has several."""
    parts = _PARAGRAPHS.split(text)
    return "".join(part if at % 2 else _around(part, opening, closing) for at, part in enumerate(parts))


def _around(line: str, opening: str, closing: str) -> str:
    inner = line.strip(_EDGES)
    if not inner:
        return line
    begin = len(line) - len(line.lstrip(_EDGES))
    return f"{line[:begin]}{opening}{inner}{closing}{line[begin + len(inner) :]}"


def _kept(blocks: Blocks, element: Element, tag: str) -> str:
    if note := blocks.footnotes.reference(element):
        return note
    text = running(blocks, element)
    if not text.strip(" \0"):
        return text
    attribute = _ATTRIBUTES.get(tag, "")
    value = (element.get(attribute) or "") if attribute else ""
    extra = f' {attribute}="{attribute_value(value)}"' if value else ""
    return _wrapped(text, f"<{tag}{extra}>", f"</{tag}>")


def attribute_value(value: str) -> str:
    """Return a text as the value of an attribute, without its quotation marks."""
    return " ".join(value.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").split())


def _link(blocks: Blocks, element: Element) -> str:
    href = (element.get("href") or "").strip()
    if note := blocks.footnotes.reference(element):
        return note
    if picture := blocks.figures.enlarged(element, href):
        return picture
    text = running(blocks, element)
    url = blocks.target_of(href)
    if not url or not text.strip(" \0") or blocks.has_link(element):
        return text
    return _wrapped(text, "[", f"]({target(url)})")


def _picture(blocks: Blocks, element: Element) -> str:
    return blocks.figures.inline(element)


def _frame(blocks: Blocks, element: Element) -> str:
    """Return a frame within running text, where no box can stand, as a link."""
    return blocks.embeds.link(element)


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
    **dict.fromkeys(("iframe", "embed", "object", "video", "audio"), _frame),
}
