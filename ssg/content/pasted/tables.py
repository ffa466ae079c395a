"""Rows of a spreadsheet (cells separated by tabs), and tables without a delimiter row, as Markdown tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ssg.content.pasted.chunks import Chunk, Line
from ssg.core.patterns import pattern

_ITEM: Final = pattern(r"[ \t]*(?:[-*+•o–]|[0-9]{1,9}[.)]|[a-zđ][.)])\t[^\t]*$")
_BAR: Final = pattern(r"(?<!\\)\|")
_RULE: Final = pattern(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
# A pasted delimiter row: of dashes that a program replaced, of `=` or `_`.
_LIKE_A_RULE: Final = pattern(r"[ \t|:=_–—-]*[-=_–—][ \t|:]*$")
_FRAME: Final = pattern(r"[ \t]*\+[-=+]{2,}\+[ \t]*$")
_FEWEST: Final = 2  # rows, and cells in a row
_LONGEST_CELL: Final = 80
_MANY: Final = 3  # with fewer rows or cells, lines may be something else


def joined(chunks: Iterable[Chunk]) -> Iterator[Chunk]:
    """Yield the chunks, with rows of a table that empty lines separate as one: word processors paste them like that."""
    run: list[Chunk] = []
    for chunk in chunks:
        empty = not chunk.plain and len(chunk.lines) == 1 and not chunk.lines[0].text.strip()
        fits = _is_row(chunk) and (not run or _shape(run[0]) == _shape(chunk))
        if fits or (run and empty and run[-1].plain):
            run.append(chunk)
        else:
            yield from _flushed(run)
            run = [chunk] if _is_row(chunk) else []
            if not run:
                yield chunk
    yield from _flushed(run)


def _flushed(run: list[Chunk]) -> Iterator[Chunk]:
    """Yield a run of rows as one chunk if they are a table."""
    found = [chunk for chunk in run if chunk.plain]
    kind, width = _shape(found[0]) if found else ("", 0)
    if len(found) >= (_FEWEST if kind == "bars" or width >= _MANY else _MANY):
        end = run.index(found[-1]) + 1
        yield Chunk([chunk.lines[0] for chunk in found], plain=True, listed=False)
        yield from run[end:]
    else:
        yield from run


def _is_row(chunk: Chunk) -> bool:
    return chunk.plain and not chunk.listed and len(chunk.lines) == 1 and _shape(chunk)[1] > 0


def _shape(chunk: Chunk) -> tuple[str, int]:
    """Return the separator of the cells of a line, and their number; 0 if it is not a row."""
    text = chunk.lines[0].text
    if text.strip().startswith("|") and text.strip().endswith("|"):
        return "bars", _cells(text)
    short = all(len(cell) <= _LONGEST_CELL for cell in text.split("\t"))
    return "tabs", _width(text) if short else 0


def rows(lines: list[Line]) -> list[Line]:
    """Write two or more lines with tabs between their cells as a table; the first, with the most cells, is the head."""
    done: list[Line] = []
    at = 0
    while at < len(lines):
        end, width = at, _width(lines[at].text)
        while end < len(lines) and width and _fits(_width(lines[end].text, first=end == at), width):
            end += 1
        if end - at < _FEWEST:
            done += lines[at : max(end, at + 1)]
            at = max(end, at + 1)
            continue
        if done:
            done.append(Line("", lines[at].origin))
        for number, line in enumerate(lines[at:end]):
            cells = [cell.strip().replace("|", "\\|") for cell in line.text.split("\t")]
            cells += [""] * (width - len(cells))
            done.append(Line(f"| {' | '.join(cells)} |", line.origin))
            if not number:
                done.append(_rule(width, line.origin))
        if end < len(lines):
            done.append(Line("", lines[end].origin))
        at = end
    return done


def with_rules(lines: list[Line]) -> list[Line]:
    """Add the missing delimiter row to at least two rows between bars."""
    if any("|" in line.text for line in lines) and any(_FRAME.match(line.text) for line in lines):
        unframed = [line for line in lines if not _FRAME.match(line.text)]
        found = with_rules(unframed)
        return lines if found is unframed else found  # a single row in a frame is no table
    at = next((at for at, line in enumerate(lines) if at and "|" in line.text and _LIKE_A_RULE.match(line.text)), 0)
    if at:
        return _with_right_rule(lines, at)
    if len(lines) < _FEWEST or any(_RULE.match(line.text) for line in lines):
        return lines
    widths = [_cells(line.text) for line in lines]
    if not any(widths):
        widths = _open_rows(lines)
    begin = next((at for at, width in enumerate(widths) if width), len(lines))
    end = next((at for at in range(begin, len(lines)) if not widths[at]), len(lines))
    if end - begin < _FEWEST or len(set(widths[begin:end])) != 1:
        return lines
    head = lines[begin]
    before = [*lines[:begin], Line("", head.origin)] if begin else []
    after = [Line("", lines[end].origin), *lines[end:]] if end < len(lines) else []
    return [*before, head, _rule(widths[begin], head.origin), *lines[begin + 1 : end], *after]


def _with_right_rule(lines: list[Line], at: int) -> list[Line]:
    """Return the lines with a delimiter row at `at` that fits the head above it."""
    width = _parted(lines[at - 1].text)
    cells = [cell.strip() for cell in _BAR.split(lines[at].text.strip().removeprefix("|").removesuffix("|"))]
    if width < _FEWEST or (len(cells) == width and _RULE.match(lines[at].text)):
        return lines
    sides = [(cell.startswith(":"), cell.endswith(":") and len(cell) > 1) for cell in cells]
    sides += [(False, False)] * (width - len(sides))
    rule = "".join(f"{':' * left}---{':' * right}|" for left, right in sides[:width])
    return [*lines[:at], Line(f"|{rule}", lines[at].origin), *lines[at + 1 :]]


def _open_rows(lines: list[Line]) -> list[int]:
    """Return the number of cells of each line without bars at its ends; 0 for lines that are not rows."""
    widths = [_parted(line.text) if " | " in line.text and "`" not in line.text else 0 for line in lines]
    most = max(widths)
    kept = [width if width == most else 0 for width in widths]
    return kept if len([1 for one in kept if one]) >= (_MANY if most < _MANY else _FEWEST) else [0] * len(lines)


def _parted(text: str) -> int:
    """Return the number of cells of a line with bars between them; 0 without bars."""
    text = text.strip()
    return len(_BAR.split(text.removeprefix("|").removesuffix("|"))) if "|" in text else 0


def _fits(width: int, head: int) -> bool:
    """Return whether a row of `width` cells fits a head: programs drop empty cells at the end."""
    return width == head or _FEWEST <= width < head


def _rule(width: int, origin: int) -> Line:
    return Line(f"|{'---|' * width}", origin)


def _width(text: str, *, first: bool = True) -> int:
    """Return the number of cells between tabs; 0 if the line is not a row, or cannot be the head of a table."""
    if "\t" not in text or _ITEM.match(text) or _BAR.match(text.strip()):
        return 0
    cells = text.split("\t")
    # A tab before a paragraph is an indent: a head has words in its second cell, and in the first of two.
    is_head = any(map(str.strip, cells[1:])) and (cells[0].strip() or len(cells) > _FEWEST)
    return len(cells) if is_head or (not first and cells[0].strip()) else 0


def _cells(text: str) -> int:
    """Return the number of cells of a row that begins with a bar; 0 if the line is not one."""
    text = text.strip()
    if len(text) < 3 or not text.startswith("|"):
        return 0
    number = len(_BAR.findall(text)) - (text.endswith("|") and not text.endswith("\\|"))
    return number if number >= _FEWEST else 0
