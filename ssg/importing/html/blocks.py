"""Blocks of HTML as lines of Markdown: paragraphs, headings, lists, quotations, code, rules. No word is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, Final

from ssg.importing.html.embeds import Embeds
from ssg.importing.html.escape import escaped, fence, target
from ssg.importing.html.figures import Figures
from ssg.importing.html.footnotes import Footnotes
from ssg.importing.html.inline import BREAK, flat, inline, paragraph, running
from ssg.importing.html.kept import visible
from ssg.importing.html.raw import raw
from ssg.importing.html.tables import table
from ssg.importing.html.tree import BLOCKS, SILENT, Element
from ssg.importing.notes import Notes

if TYPE_CHECKING:
    from ssg.importing.html.converter import Links

_FRAMES: Final = frozenset(("iframe", "embed", "object", "video", "audio"))
_URL: Final = re.compile(r"<?(https?://[^\s<>]+)>?")
_LANGUAGE: Final = re.compile(r"(?:^|[\s;])(?:lang(?:uage)?|brush)[-:]\s*([A-Za-z0-9+#.-]+)")
_PROSE: Final = frozenset(("wp-block-verse", "wp-block-preformatted"))
_HASHES: Final = re.compile(r"(#+)\Z")  # they would close the heading
_BREAKS: Final = re.compile(r"\0[\s\xa0]*\0[\s\0\xa0]*")
_LINE_END: Final = "\ue000"  # a tree holds no NUL
_DEEPEST: Final = 20
"""Lists and quotations within each other; a build refuses 60 levels, of which a list counts as two."""


class Blocks:
    """The blocks of one text."""

    def __init__(self, links: Links, notes: Notes, root: Element) -> None:
        """Take where things are, whom to tell, and the whole text."""
        self.links = links
        self.notes = notes
        self.depth = 0
        self.figures = Figures(self)
        self.embeds = Embeds(self)
        self.footnotes = Footnotes(root)
        self._root = root
        fragments = {(link.get("href") or "")[1:] for link in root.iter("a") if (link.get("href") or "")[:1] == "#"}
        ids = {one.get("id") for one in root.iter("h1", "h2", "h3", "h4", "h5", "h6")}
        self._anchors = {name for name in fragments & ids if name and re.fullmatch(r"[A-Za-z][\w-]*", name)}

    def text(self) -> str:
        """Return the whole as Markdown."""
        return "\n\n".join([*self.of(self._root), *self.footnotes.definitions(self)])

    def free(self) -> None:
        """Let go of the tree: what refers to each other both ways would wait for the garbage collector."""
        del self.figures, self.embeds, self.footnotes

    def of(self, element: Element, depth: int = 0) -> Iterator[str]:
        """Yield the content of an element as blocks; running text between them is a paragraph."""
        run = [escaped(element.text)] if element.text else []
        for child in list(element):
            tag = child.tag
            if isinstance(tag, str) and (tag in BLOCKS or tag in _FRAMES or _holds_blocks(child)):
                yield from self._paragraph(run)
                run = []
                yield from self._block(child, tag, depth + 1)
            elif isinstance(tag, str) and tag not in SILENT:
                run.append(inline(self, child))
            if child.tail:
                run.append(escaped(child.tail))
        yield from self._paragraph(run)

    def target_of(self, href: str) -> str:
        """Return the target of a link; "" for none, and for a fragment that leads nowhere in the text."""
        href = href.strip()
        if href.startswith("#"):
            return href if href[1:] in self._anchors else ""
        return self.links.link(href) if href else ""

    def has_link(self, element: Element) -> bool:
        """Return whether a link has another one in it, as broken HTML does."""
        return any(one.tag == "a" and one.get("href") for one in element.iterdescendants())

    def _block(self, element: Element, tag: str, depth: int) -> Iterator[str]:
        """Yield one block."""
        if depth > _DEEPEST:
            text = paragraph(escaped(" ".join(visible(element).split())))
            yield from (text,) if text else ()
        elif tag in _FRAMES:
            yield from self.embeds.frame(element, depth)
        elif tag != "figure" and self._is_gallery(element):
            yield from self.figures.figure(element, depth)
        else:
            yield from _KNOWN.get(tag, Blocks.of)(self, element, depth)

    def _is_gallery(self, element: Element) -> bool:
        """Return whether an element without a meaning of its own shows pictures with captions."""
        classes = (element.get("class") or "").split()
        return element.tag in ("div", "ul", "dl") and bool(
            {"gallery", "wp-block-gallery", "wp-caption", "blocks-gallery-grid", "kg-gallery-container"} & set(classes)
        )

    def _paragraph(self, run: list[str]) -> Iterator[str]:
        """Yield running text as paragraphs: two line breaks in a row end one."""
        whole = "".join(run)
        for part in _BREAKS.split(whole) if BREAK in whole else (whole,) if whole else ():
            text = paragraph(part)
            found = _URL.fullmatch(text) if "://" in text[:9] else None
            if text:
                yield (self.embeds.bare(found[1]) if found else "") or text

    def _linked(self, element: Element, depth: int) -> Iterator[str]:
        """Yield a link around blocks, as cards of other pages have: its pictures, then its words as the link."""
        url = self.target_of(element.get("href") or "")
        words = visible(element).split()
        pictures = list(element.iter("img"))
        if not url or not words or element.find(".//a") is not None:
            yield from self.of(element, depth)
            return
        for picture in pictures:
            if "icon" not in (picture.get("class") or "") and (shown := self.figures.inline(picture)):
                yield shown
        yield f"[{escaped(' '.join(words))}]({target(url)})"

    def _heading(self, element: Element, depth: int) -> Iterator[str]:
        text = _HASHES.sub(r"\\\1", flat(running(self, element)))
        name = element.get("id") or ""
        after = f" {{#{name}}}" if name in self._anchors else ""
        if text:
            yield f"{'#' * max(int(element.tag[1]), 2)} {text}{after}"

    def _quotation(self, element: Element, depth: int) -> Iterator[str]:
        if (post := self.embeds.post(element)) is not None:
            yield post
            return
        inner = "\n\n".join(self.of(element, depth))
        if inner:
            yield "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))

    def _list(self, element: Element, depth: int) -> Iterator[str]:
        start = element.get("start") or "1"
        number = int(start) if start.isascii() and start.isdigit() and len(start) < 9 else 1
        items: list[str] = []
        loose = False
        for child in _items(element):
            parts = list(self.of(child, depth)) if child.tag == "li" else list(self._block(child, child.tag, depth))
            if not parts:
                continue
            mark = f"{number}. " if element.tag == "ol" else "- "
            number += 1
            loose = loose or any(not _is_list(part) for part in parts[1:])
            items.append(mark + _indented(_joined(parts), len(mark)))
        if items:
            yield ("\n\n" if loose else "\n").join(items)

    def _code(self, element: Element, depth: int) -> Iterator[str]:
        if _PROSE & set((element.get("class") or "").split()):
            for line in element.iter():
                line.text = line.text.replace("\n", _LINE_END) if line.text else line.text
                line.tail = line.tail.replace("\n", _LINE_END) if line.tail else line.tail
            text = paragraph(running(self, element).replace(_LINE_END, BREAK))
            yield from (text,) if text else ()
            return
        for line in element.iter("br"):
            line.tail = "\n" + (line.tail or "")
        text = "".join(element.itertext()).strip("\n")
        inner = element.find("code")
        classes = " ".join((one.get("class") or "") for one in (element, inner) if one is not None)
        found = _LANGUAGE.search(f"{classes};{element.get('lang') or ''}")
        if text.strip():
            marks = fence(text)
            yield f"{marks}{found[1] if found else ''}\n{text}\n{marks}"

    def _raw(self, element: Element, depth: int) -> Iterator[str]:
        if "".join(element.itertext()).strip():
            yield raw(self, element).strip("\n")

    def _rule(self, element: Element, depth: int) -> Iterator[str]:
        yield "---"


def _items(element: Element) -> Iterator[Element]:
    """Yield what a list holds: its items, lists right below it, and text between them as items of their own."""
    if text := (element.text or "").strip():
        yield _item(element, text)
    for child in list(element):
        if isinstance(child.tag, str) and child.tag not in SILENT:
            yield child if child.tag in BLOCKS or child.tag in _FRAMES else _item(element, "", child)
        if text := (child.tail or "").strip():
            yield _item(element, text)


def _item(element: Element, text: str, child: Element = None) -> Element:
    item = element.makeelement("li")
    item.text = text
    if child is not None:
        item.append(deepcopy(child))
        item[0].tail = None
    return item


def _joined(parts: list[str]) -> str:
    """Join the blocks of an item: a list right below its text, all else after an empty line."""
    out = parts[0]
    for part in parts[1:]:
        out += ("\n" if _is_list(part) and "\n\n" not in part else "\n\n") + part
    return out


def _is_list(block: str) -> bool:
    return block.startswith("- ") or re.match(r"1\. ", block) is not None


def _indented(text: str, width: int) -> str:
    return "\n".join(" " * width + line if line and number else line for number, line in enumerate(text.split("\n")))


def _holds_blocks(element: Element) -> bool:
    """Return whether an element of running text has a block in it (`<span><p>…`), as broken HTML does."""
    return len(element) > 0 and any(one.tag in BLOCKS or one.tag in _FRAMES for one in element.iterdescendants())


_KNOWN: Final[dict[str, Callable[[Blocks, Element, int], Iterator[str]]]] = {
    **dict.fromkeys((f"h{level}" for level in range(1, 7)), Blocks._heading),
    "blockquote": Blocks._quotation,
    "ul": Blocks._list,
    "ol": Blocks._list,
    "pre": Blocks._code,
    "hr": Blocks._rule,
    "a": Blocks._linked,
    "dl": Blocks._raw,
    "details": Blocks._raw,
    "table": table,
    "figure": lambda blocks, element, depth: blocks.figures.figure(element, depth),
}
