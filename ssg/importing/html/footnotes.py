"""Footnotes: a number that leads to a note at the end, and the note that leads back, become `[^1]` and `[^1]: …`.

A link is a reference if it holds no more than a number or a mark, and its target is a note: in a list of footnotes, or
with a link back. The notes are taken out of the tree, and the links back with them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from ssg.importing.html.tree import Element

if TYPE_CHECKING:
    from ssg.importing.html.blocks import Blocks

_MARK: Final = re.compile(r"\s*[\[(]?\s*(?:\d{1,4}|[a-z]|[*†‡§]+)\s*[\])]?\s*", re.IGNORECASE)
_NOTES: Final = re.compile(r"footnote|endnote|easy-footnote", re.IGNORECASE)
_BACK: Final = re.compile(r"[\s↩︎⤴↑^\ufe0e\ufe0f]*|\[?[\da-z]{1,4}\]?|jump up", re.IGNORECASE)


class Footnotes:
    """The footnotes of one text, numbered in the order of their references."""

    def __init__(self, root: Element) -> None:
        """Find them."""
        self._notes: dict[str, Element] = {}
        self._numbers: dict[str, int] = {}
        links = [link for link in root.iter("a") if (link.get("href") or "").startswith("#")]
        if not links:
            return
        targets = {one.get("id"): one for one in root.iter() if isinstance(one.tag, str) and one.get("id")}
        for link in links:
            name = _name(link)
            note = targets.get(name)
            if note is None or not _MARK.fullmatch("".join(link.itertext())):
                continue
            note = _whole(note)
            if note is not None and name not in self._notes and not _inside(link, note) and _is_note(note):
                self._notes[name] = note
        for note in self._notes.values():
            _take_out(note)

    def reference(self, element: Element) -> str:
        """Return a link (or the raised text around it) as a reference; "" if it is none."""
        if not self._notes:
            return ""
        link = element if element.tag == "a" else element.find(".//a")
        if link is None or (element is not link and _MARK.fullmatch("".join(element.itertext())) is None):
            return ""
        name = _name(link)
        if name not in self._notes:
            return ""
        return f"[^{self._numbers.setdefault(name, len(self._numbers) + 1)}]"

    def definitions(self, blocks: Blocks) -> list[str]:
        """Return the notes that have a reference, then the texts of the others."""
        out: list[str] = []
        done: set[str] = set()
        while len(done) < len(self._numbers):  # a note may refer to another
            for name, number in list(self._numbers.items()):
                if name not in done:
                    done.add(name)
                    text = "\n\n".join(blocks.of(self._notes[name])) or "&nbsp;"
                    out.append(f"[^{number}]: " + text.replace("\n", "\n    ").replace("    \n", "\n"))
        for name, note in self._notes.items():
            if name not in self._numbers:
                out += blocks.of(note)
        return out


def _name(link: Element) -> str:
    href = link.get("href") or ""
    return unquote(href[1:]) if href.startswith("#") else ""


def _inside(element: Element, other: Element) -> bool:
    return any(above is other for above in element.iterancestors())


def _whole(target: Element) -> Element | None:
    """Return the note that a target stands for: itself, or the item or paragraph that begins with it."""
    if target.tag in ("li", "p", "div", "dd", "aside"):
        return target
    return next((one for one in target.iterancestors() if one.tag in ("li", "p", "dd")), None)


def _is_note(note: Element) -> bool:
    """Return whether an element is a footnote: in a list of them, or with a link back at one of its ends."""
    for above in (note, *note.iterancestors()):
        if _NOTES.search(f"{above.get('class') or ''} {above.get('id') or ''} {above.get('role') or ''}"):
            return True
    return any((link.get("href") or "").startswith("#") and _is_back(link) for link in note.iter("a"))


def _is_back(link: Element) -> bool:
    return _BACK.fullmatch("".join(link.itertext()).strip()) is not None


def _take_out(note: Element) -> None:
    """Remove a note from the tree, its links back, and the list that is left empty."""
    for link in list(note.iter("a")):
        if (link.get("href") or "").startswith("#") and _is_back(link):
            holder = link.getparent() if link.getparent() is not None and link.getparent().tag == "sup" else link
            _remove(holder if holder is not note else link)
    above = note.getparent()
    _remove(note)
    while above is not None and above.getparent() is not None and not "".join(above.itertext()).strip():
        above, empty = above.getparent(), above
        if empty.tag not in ("ol", "ul", "div", "section", "footer", "aside", "hr"):
            return
        before = empty.getprevious()
        if before is not None and before.tag == "hr":
            _remove(before)
        _remove(empty)


def _remove(element: Element) -> None:
    """Remove an element; the text behind it stays."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail or ""
    if parent is None:
        return
    parent.remove(element)
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    element.tail = None
