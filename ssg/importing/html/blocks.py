"""Blocks of HTML as lines of Markdown: paragraphs, headings, lists, quotations, code, rules. No word is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from ssg.importing.html.escape import escaped, fence, target
from ssg.importing.html.inline import inline, paragraph, running
from ssg.importing.html.tree import BLOCKS, DEEPEST, SILENT, Element
from ssg.importing.notes import Notes

if TYPE_CHECKING:
    from ssg.importing.html.converter import Links


class Blocks:
    """The blocks of one text."""

    def __init__(self, links: Links, notes: Notes) -> None:
        """Take where things are, and whom to tell."""
        self.links = links
        self.notes = notes

    def text(self, root: Element) -> str:
        """Return the whole as Markdown."""
        return "\n\n".join(self.of(root))

    def of(self, element: Element, depth: int = 0) -> Iterator[str]:
        """Yield the content of an element as blocks; running text between them is a paragraph."""
        run = [escaped(element.text)] if element.text else []
        for child in element:
            tag = child.tag
            if isinstance(tag, str) and (tag in BLOCKS or _holds_blocks(child)) and depth < DEEPEST:
                yield from _paragraph(run)
                run = []
                yield from _KNOWN.get(tag, Blocks.of)(self, child, depth + 1)
            elif isinstance(tag, str) and tag not in SILENT:
                run.append(inline(self, child))
            if child.tail:
                run.append(escaped(child.tail))
        yield from _paragraph(run)

    def picture(self, element: Element) -> str:
        """Return a picture as Markdown; "" if it has no source."""
        source = self.links.picture((element.get("src") or "").strip())
        alt = escaped(" ".join((element.get("alt") or "").split()))
        return f"![{alt}]({target(source)})" if source else ""

    def _heading(self, element: Element, depth: int) -> Iterator[str]:
        text = paragraph(running(self, element)).replace("\\\n", " ")
        level = int(element.tag[1])
        if text:
            yield f"{'#' * max(level, 2)} {text}"

    def _quotation(self, element: Element, depth: int) -> Iterator[str]:
        inner = "\n\n".join(self.of(element, depth))
        if inner:
            yield "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))

    def _list(self, element: Element, depth: int) -> Iterator[str]:
        start = element.get("start") or "1"
        number = int(start) if start.isascii() and start.isdigit() and len(start) < 9 else 1
        items: list[str] = []
        for child in element:
            if not isinstance(child.tag, str) or child.tag in SILENT:
                continue
            inner = "\n\n".join(self.of(child, depth))
            if not inner:
                continue
            mark = f"{number}. " if element.tag == "ol" else "- "
            number += 1
            items.append(mark + inner.replace("\n", "\n" + " " * len(mark)).replace(" " * len(mark) + "\n", "\n"))
        if items:
            loose = any("\n\n" in item for item in items)
            yield ("\n\n" if loose else "\n").join(items)

    def _code(self, element: Element, depth: int) -> Iterator[str]:
        text = "".join(element.itertext()).strip("\n")
        if text.strip():
            marks = fence(text)
            yield f"{marks}\n{text}\n{marks}"

    def _rule(self, element: Element, depth: int) -> Iterator[str]:
        yield "---"


def _paragraph(run: list[str]) -> Iterator[str]:
    text = paragraph("".join(run)) if run else ""
    if text:
        yield text


def _holds_blocks(element: Element) -> bool:
    """Return whether an element of running text has a block in it (`<span><p>…`), as broken HTML does."""
    return len(element) > 0 and any(isinstance(one.tag, str) and one.tag in BLOCKS for one in element.iterdescendants())


_KNOWN: Final[dict[str, Callable[[Blocks, Element, int], Iterator[str]]]] = {
    **dict.fromkeys((f"h{level}" for level in range(1, 7)), Blocks._heading),
    "blockquote": Blocks._quotation,
    "ul": Blocks._list,
    "ol": Blocks._list,
    "pre": Blocks._code,
    "hr": Blocks._rule,
}
