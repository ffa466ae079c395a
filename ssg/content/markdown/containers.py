"""The block syntax of boxes: `::: name title` … `:::`, in English or Vietnamese. What each becomes is in `boxes`.

A name of no built-in box is that of one of the site's own (`own_boxes`), or a mistake: that is told when the site is
planned, for only the theme knows.

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

from ssg.content.markdown import boxes, own_boxes
from ssg.content.markdown.notes import Notes, notes_of
from ssg.core.errors import error, warning
from ssg.core.message import say
from ssg.core.text.slug import slugify

# Colons, then nothing or a name (a word: ":::)" is text) and a title.
# Other systems write the title in brackets right behind the name.
_FENCE: Final = re.compile(r"(:{3,}+)[ \t]*+(?:([^\W\d_][\w-]*+)(?:\[([^\[\]]*+)\][ \t]*+|[ \t]++(.*))?)?+")
# Pandoc and Quarto write classes in braces: `::: {.callout-note title="…"}`.
_BRACES: Final = re.compile(r"(:{3,}+)[ \t]*+\{[ \t]*+\.(?:callout-)?([^\W\d_][\w-]*+)([^{}]*+)\}")
_TITLE: Final = re.compile(r"""\btitle=(?:"([^"]*+)"|'([^']*+)')""")
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
    "embed": "embed",
    "nhung": "embed",
    "related": "related",
    "xem-them": "related",
    "lien-quan": "related",
}
# Boxes of other systems: each is an information box with the name as a class, and as the title where there is none.
OTHERS: Final = frozenset(
    "abstract admonition attention bug callout caution chi-tiet chu-y canh-bao danger details error example failure "
    "faq ghi-chu hint important luu-y meo nguy-hiem note quan-trong question seealso spoiler success summary tip todo "
    "vi-du warn warning".split()
)


_MOST_WORDS: Final = 2
"""Words of a name in words behind its first."""


def install(md: MarkdownIt) -> None:
    """Read boxes as blocks."""
    md.block.ruler.before("fence", "containers", _box, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def _box(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Match a line of three colons or more, and with it all lines to the one that closes it."""
    begin = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith(":::", begin) or state.is_code_block(line):
        return False
    found = _fence(state.src[begin : state.eMarks[line]].rstrip())
    if not found:
        return False
    if silent:
        return True
    notes = notes_of(state.env)
    colons, name, title = found
    if title[:1].islower():
        name, title = _in_words(name, title)
    if not name:
        _closes_nothing(notes, line)
        state.line = line + 1
        return True
    past, closed = _last_line(state, line, end, len(colons))
    if not closed:
        _never_closed(notes, line, name)
    folded = slugify(name)
    box = "info" if folded in OTHERS else NAMES.get(folded, "")

    parent, line_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", past  # no paragraph may run on past the closing line
    if folded in OTHERS:
        shown = name.replace("-", " ")
        boxes.push_info(state, title or shown[0].upper() + shown[1:], line, past, folded)
    elif not box:
        written, at = _written(state.src[begin : state.eMarks[line]])
        own_boxes.push(state, written, notes.at(begin + at), (line, past))
    else:
        boxes.push(state, box, title, line, past)
    state.parentType, state.lineMax = parent, line_max
    state.line = past + closed
    return True


def _fence(text: str) -> tuple[str, str, str] | None:
    """Return the colons, name and title of a line that opens or closes a box; None for any other line."""
    if found := _FENCE.fullmatch(text):
        colons, name, bracketed, title = found.groups("")
        return colons, name, bracketed.strip() or title
    if found := _BRACES.fullmatch(text):
        named = _TITLE.search(found[3])
        return found[1], found[2], "".join(named.groups("")).strip() if named else ""
    return None


def _in_words(name: str, title: str) -> tuple[str, str]:
    """Return the name and title of a box whose name is written in words: `hộp thông tin`, `thư viện ảnh Phố xưa`.

    A title begins with a capital letter: `hộp Thông tin` is a box with a title.
    """
    words = title.split(None, _MOST_WORDS)
    for number in range(min(len(words), _MOST_WORDS), 0, -1):
        whole = "-".join((name, *words[:number]))
        if slugify(whole) in NAMES or slugify(whole) in OTHERS:
            return whole, "".join(title.split(None, number)[number:])
    return name, title


def _written(text: str) -> tuple[str, int]:
    """Return what a line says of a box from its name on, and where that begins."""
    at = len(text) - len(text.lstrip(": \t{."))
    written = text[at:].rstrip()
    if text.lstrip(": \t").startswith("{"):
        written = written.removesuffix("}").rstrip()
        return written.removeprefix("callout-"), at
    return written, at


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
        found = None if code else _fence(text)
        if not found:
            continue
        length = len(found[0])
        if found[1]:
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
        error(
            "E206",
            say("box '::: {name}' is not closed", name=name),
            notes.place(line, 1),
            say("end it with a line `:::`"),
        )
    )


def _closes_nothing(notes: Notes, line: int) -> None:
    notes.diagnostics.append(
        warning(
            "W210",
            say("unexpected {notes}: no box is open here", notes=notes.line(line).strip()),
            notes.place(line, 1),
            say("remove the line, or open a box before it (`::: info`)"),
        )
    )
