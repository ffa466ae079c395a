"""Tables: as Markdown if it can say all of them, otherwise as HTML (merged cells, blocks in cells, no head)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ssg.importing.html.inline import BREAK, flat, running
from ssg.importing.html.raw import raw
from ssg.importing.html.tree import BLOCKS, Element

if TYPE_CHECKING:
    from ssg.importing.html.blocks import Blocks

_ALIGN: Final = {"left": ":---", "center": ":---:", "right": "---:"}
_HOLDS: Final = frozenset("img table ul ol iframe video audio object blockquote".split())
_SIMPLE: Final = BLOCKS - {"p", "div", "td", "th"}


def table(blocks: Blocks, element: Element, depth: int) -> Iterator[str]:
    """Yield a table, with its caption below it."""
    if "tr-caption-container" in (element.get("class") or ""):  # Blogger's figure
        yield from blocks.figures.figure(element, depth)
        return
    rows = [row for row in element.iter("tr") if _owner(row) is element]
    if not rows:
        yield from blocks.of(element, depth)
        return
    cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
    if (pictured := _pictured(cells)) is not None:
        yield from blocks.figures.single(*pictured)
        return
    caption = element.find("caption")
    if _is_simple(element, cells):
        yield "\n".join(_lines(blocks, cells))
        if caption is not None and (text := flat(running(blocks, caption))):
            yield text
    elif len(rows) == 1 and len(cells[0]) == 1:  # a box of an old editor around a text
        yield from blocks.of(cells[0][0], depth)
    else:
        yield raw(blocks, element).strip("\n")


def _pictured(cells: list[list[Element]]) -> tuple[Element, Element] | None:
    """Return the picture and the caption of a table that old editors have made of them: one below the other."""
    if [len(row) for row in cells] != [1, 1]:
        return None
    (above,), (below,) = cells
    pictures = list(above.iter("img"))
    if len(pictures) != 1 or "".join(above.itertext()).strip() or _HOLDS.intersection(one.tag for one in below.iter()):
        return None
    return (pictures[0], below) if "".join(below.itertext()).strip() else None


def _owner(row: Element) -> Element:
    return next(above for above in row.iterancestors() if above.tag == "table")


def _is_simple(element: Element, cells: list[list[Element]]) -> bool:
    """Return whether Markdown can say a table: a head, equal rows, no merged cells, running text alone."""
    width = len(cells[0])
    if width == 0 or len(cells) < 2 or any(len(row) != width for row in cells):
        return False
    if element.find(".//thead") is None and any(cell.tag != "th" for cell in cells[0]):
        return False
    every = [cell for row in cells for cell in row]
    if any((cell.get(name) or "1") != "1" for cell in every for name in ("colspan", "rowspan")):
        return False
    return not any(
        one.tag in _SIMPLE or (one.tag == "p" and one.getprevious() is not None)
        for cell in every
        for one in cell.iterdescendants()
    )


def _lines(blocks: Blocks, cells: list[list[Element]]) -> Iterator[str]:
    for number, row in enumerate(cells):
        texts = (_cell(blocks, cell) for cell in row)
        yield f"| {' | '.join(texts)} |"
        if not number:
            yield f"|{'|'.join(_align(column) for column in zip(*cells, strict=True))}|"


def _cell(blocks: Blocks, cell: Element) -> str:
    text = running(blocks, cell).strip(" \n\t\0\xa0")
    return "<br>".join(flat(line) for line in text.split(BREAK))


def _align(column: tuple[Element, ...]) -> str:
    """Return the rule of a column, by what most of its cells say."""
    said = [_alignment(cell) for cell in column]
    common = max(set(said), key=said.count)
    return _ALIGN.get(common, "---")


def _alignment(cell: Element) -> str:
    if value := (cell.get("align") or "").lower():
        return value
    style = (cell.get("style") or "").replace(" ", "").lower()
    found = style.partition("text-align:")[2].partition(";")[0]
    classes = cell.get("class") or ""
    return found or next((side for side in _ALIGN if f"align-{side}" in classes), "")
