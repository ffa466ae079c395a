"""The block syntax of boxes: `::: name title` … `:::`, in English or Vietnamese. What each becomes is in `boxes`.

Not mdit-py-plugins' container: it raises IndexError on `> ::: info⏎>`, cannot nest boxes without counting colons, and
does not tell whether a box was closed. Here each `:::` closes the innermost open box (or, if some open box has just
as many colons, that one), as in Pandoc.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from ssg.content.markdown import boxes
from ssg.content.markdown.notes import Notes, notes_of
from ssg.core.errors import error, warning
from ssg.core.text.slug import slugify

# Colons, then nothing or a name (a word: ":::)" is text) and a title.
_FENCE: Final = re.compile(r"(:{3,}+)[ \t]*+(?:([^\W\d_][\w-]*+)(?:[ \t]++(.*))?)?+")
_CODE: Final = re.compile(r"(`{3,}+|~{3,}+)([^\n]*)")

# Names as `slugify` folds them: "hộp", "Hộp thông-tin" and "thư-viện-ảnh" need no accents.
NAMES: Final = {
    "info": "info",
    "hop": "info",
    "hop-thong-tin": "info",
    "quote": "quote",
    "trich": "quote",
    "trich-dan": "quote",
    "gallery": "gallery",
    "thu-vien-anh": "gallery",
    "video": "video",
}


def install(md: MarkdownIt) -> None:
    """Read boxes as blocks; what a video box holds is put in order once its inline text is parsed."""
    md.block.ruler.before("fence", "containers", _box, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    boxes.install(md)


def _box(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Match a line of three colons or more, and with it all lines to the one that closes it."""
    begin = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith(":::", begin) or state.is_code_block(line):
        return False
    found = _FENCE.fullmatch(state.src[begin : state.eMarks[line]].rstrip())
    if not found:
        return False
    if silent:
        return True
    notes = notes_of(state.env)
    colons, name, title = found.groups("")
    if not name:
        _closes_nothing(notes, line)
        state.line = line + 1
        return True
    past, closed = _last_line(state, line, end, len(colons))
    if not closed:
        _never_closed(notes, line, name)
    box = NAMES.get(slugify(name), "")
    if not box:
        _unknown(notes, line, name)

    parent, line_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", past  # no paragraph may run on past the closing line
    boxes.push(state, box, title, line, past)
    state.parentType, state.lineMax = parent, line_max
    state.line = past + closed
    return True


def _last_line(state: StateBlock, line: int, end: int, colons: int) -> tuple[int, bool]:
    """Return the line that closes the box opened at `line`, and True; or the line past the box's last, and False.

    Looks past the boxes and the code in it. A line that stands further left ends the list item around the box.
    """
    open_boxes, lengths, code = [colons], Counter([colons]), ""
    for number in range(line + 1, end):
        begin = state.bMarks[number] + state.tShift[number]
        if state.sCount[number] < state.blkIndent and begin < state.eMarks[number]:
            return number, False
        first = state.src[begin : begin + 1]
        if first not in (":", "`", "~") or state.is_code_block(number):
            continue
        text = state.src[begin : state.eMarks[number]].rstrip()
        if first != ":":
            code = _code_after(text, code)
            continue
        found = None if code else _FENCE.fullmatch(text)
        if not found:
            continue
        length = len(found.group(1))
        if found.group(2):
            open_boxes.append(length)
            lengths[length] += 1
            continue
        while lengths[length] and open_boxes[-1] != length:
            lengths[open_boxes.pop()] -= 1
        lengths[open_boxes.pop()] -= 1
        if not open_boxes:
            return number, True
    return end, False


def _code_after(text: str, code: str) -> str:
    """Return the code fence that is open after a line: `code` or none, if it is closed by it or opened by none."""
    found = _CODE.match(text)
    if not found:
        return code
    fence, rest = found.groups()
    if code:
        closes = fence[0] == code[0] and len(fence) >= len(code) and not rest.strip()
        return "" if closes else code
    return "" if fence[0] == "`" and "`" in rest else fence


def _never_closed(notes: Notes, line: int, name: str) -> None:
    notes.diagnostics.append(
        error("E206", f"the box '::: {name}' is never closed", notes.place(line, 1), "end it with a line of just :::")
    )


def _closes_nothing(notes: Notes, line: int) -> None:
    notes.diagnostics.append(
        warning(
            "W210",
            f"{notes.line(line).strip()} closes nothing: no box is open here",
            notes.place(line, 1),
            "take the line out, or open a box before it (::: info)",
        )
    )


def _unknown(notes: Notes, line: int, name: str) -> None:
    from difflib import get_close_matches  # only for a message

    known = ("info", "hộp", "quote", "trích", "gallery", "thư-viện-ảnh", "video")
    close = get_close_matches(slugify(name), list(NAMES), n=1)
    hint = f"did you mean ::: {close[0]}? " if close else ""
    notes.diagnostics.append(
        error("E205", f"there is no box named {name!r}", notes.place(line, 1), f"{hint}known: {', '.join(known)}")
    )
