"""Walks the lines of front matter, parts it by its keys, and quotes the lines of text that YAML would not give back.

It reports each line that it quotes. Values keep their place: a line changes only to the right of where its value
begins. It never touches a value that is not text, and never parses YAML.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from ssg.content.frontmatter.headline import BLOCK_HEADER, Reading, joined, reading
from ssg.content.frontmatter.keys import INNER_KEYS, canonical
from ssg.content.frontmatter.mended import Chunk, Mended
from ssg.content.frontmatter.quoting import quoted, shown
from ssg.core.errors import Place, error, notice, warning

# White space that word processors leave after a colon or a hyphen, where YAML sees none.
_ODD: Final = "\u00a0\u2000-\u200b\u202f\u205f\u2060\u3000"
_KEY: Final = re.compile(
    rf"[ ]*(?P<key>\"[^\"\\]+\"|'[^']+'|[^\s:#\"'][^:]*+)[ \t]*:(?P<gap>[ \t{_ODD}]*)(?P<value>.*)"
)
_ITEM: Final = re.compile(rf"[ \t]*(?P<key>-)(?P<gap>[ \t{_ODD}]+)(?P<value>.*)")
_INNER: Final = re.compile(rf"[ \t]*(?:-[ ]+)?(?P<key>[^\W\d]\w*)[ \t]*:(?P<gap>[ \t{_ODD}]+)(?P<value>.*)")

_INNER_TEXT: Final = frozenset(key for keys in INNER_KEYS.values() for key in keys)
_HEADLINES: Final = frozenset({"title", "summary"})
_LISTS: Final = frozenset({"authors", "tags", "related", "aliases"})
# Keys whose values are times, numbers or switches: what YAML refuses of them is an error.
_NOT_TEXT: Final = frozenset({"date", "updated", "expires", "breaking", "draft", "featured", "corrections"})


def mend(block: str, path: str, first_line: int) -> Mended:
    """Return the front matter `block`, whose first line is number `first_line` of the file, ready for YAML."""
    lines = block.split("\n")
    if "\t" in block:  # YAML refuses tabs even in lines that look empty
        lines = ["" if line.isspace() else line for line in lines]
    done = Mended(path, first_line, lines, [], {}, {}, [])
    for start, end in pairwise([*_starts(done.lines), len(done.lines)]):
        done.chunks.append(_mend_key(done, start, end))
    return done


def is_text(chunk: Chunk, lines: list[str]) -> bool:
    """Say whether the value of a key, in `lines`, can only be meant as plain text when YAML refuses it."""
    if chunk.name in _HEADLINES:
        return bool(joined("", [lines[0][chunk.column :], *lines[1:]]))
    value = lines[0][chunk.column :].strip()
    return bool(chunk.name and value) and chunk.name not in _NOT_TEXT and value[0] not in "[{"


def misplaced(lines: list[str]) -> list[tuple[int, str]]:
    """Return which of the lines (from 0) below a value are known keys, indented wrongly, with the contract's names."""
    found = ((number, _KEY.match(line)) for number, line in enumerate(lines))
    names = ((number, canonical(match["key"].strip())) for number, match in found if match and match["gap"])
    return [(number, name) for number, name in names if name]


def continuation(lines: list[str], start: int, end: int, column: int) -> int:
    """Return the end of the lines that go on from line `start`, of a key in `column`: those indented more."""
    last = start + 1
    for number in range(start + 1, end):
        line = lines[number]
        if line.strip():
            if len(line) - len(line.lstrip()) <= column:
                break
            last = number + 1
    return last


def _starts(lines: list[str]) -> list[int]:
    """Return the numbers of the lines that begin a key: those indented no more than the first of all."""
    starts: list[int] = []
    margin = -1
    for number, line in enumerate(lines):
        text = line.lstrip()
        if not text or text[0] == "#":
            continue
        indent = len(line) - len(text)
        if margin < 0:
            margin = indent
        elif indent > margin or text[0] in "]}" or (text[0] == "-" and text[1:2] in ("", " ", "\t", "\u00a0")):
            continue
        starts.append(number)
    return starts


def _mend_key(done: Mended, start: int, end: int) -> Chunk:
    """Mend the lines of one key."""
    line = done.lines[start]
    found = _KEY.match(line)
    if found is None:
        return Chunk(start, end, "", "", 0)
    written = found["key"].strip().strip("\"'")
    name = canonical(written)
    column = _open_gap(done, start, found, written if name else "")
    chunk = Chunk(start, end, name, written, column)
    if not name:
        return chunk
    value = found["value"].rstrip()
    if value and not (value[0] == "#" and any(map(str.strip, done.lines[start + 1 : end]))):
        if name not in _NOT_TEXT:
            indent = len(line) - len(line.lstrip())
            _mend_value(done, (start, end), (indent, column), written, structured=name not in _HEADLINES)
    elif name in _LISTS or name in INNER_KEYS:
        _mend_children(done, chunk)
    return chunk


def _open_gap(done: Mended, number: int, found: re.Match[str], known: str) -> int:
    """See to it that YAML sees white space after the colon (of a known key) or hyphen; return the value's column."""
    gap, column, line = found["gap"], found.end("gap"), done.lines[number]
    if gap.strip(" \t"):
        done.lines[number] = line[: found.start("gap")] + " " * len(gap) + line[column:]
        before = shown(line[: found.start("gap")].strip())
        message = f"the white space after {before} is not a plain space; it is taken as one"
        done.diagnostics.append(notice("N135", message, done.place(number, found.start("gap")), "type the space anew"))
    elif not gap and known and found["value"].strip():
        message = f"a space is missing after the colon of `{known}`"
        hint = f"write {known}: {found['value'].strip()}"
        done.diagnostics.append(error("E110", message, done.place(number, column), hint))
        done.lines[number] = f"{line[:column]} {line[column:]}"
        done.shifted[number] = column
        return column + 1
    return column


def _mend_children(done: Mended, chunk: Chunk) -> None:
    """Mend the items of a list of texts, or the texts inside of a mapping."""
    form = _ITEM if chunk.name in _LISTS else _INNER
    number = chunk.start + 1
    while number < chunk.end:
        found = form.match(done.lines[number])
        number += 1
        if found is None or not found["value"].strip():
            continue
        at, key = number - 1, found["key"]
        column = _open_gap(done, at, found, "")
        if BLOCK_HEADER.match(found["value"].rstrip()):
            number = continuation(done.lines, at, chunk.end, found.start("key"))
        elif form is _ITEM:
            # `- name: x` and what has lines below is meant as a mapping: the reader says that none can stand here.
            if not found["value"].startswith("name:"):
                number = _mend_value(done, (at, chunk.end), (found.start("key"), column), key, structured=True)
        elif key in INNER_KEYS[chunk.name] and key != "date":
            number = _mend_value(done, (at, chunk.end), (found.start("key"), column), key, structured=False)


def _mend_value(done: Mended, span: tuple[int, int], columns: tuple[int, int], key: str, *, structured: bool) -> int:
    """Quote the value in line `span[0]` if need be; `columns`: of its key, its own. Return the next line."""
    (number, end), (key_column, column) = span, columns
    value = done.lines[number][column:].rstrip()
    following = continuation(done.lines, number, end, key_column)
    if BLOCK_HEADER.match(value):
        return following
    more = done.lines[number + 1 : following]
    found = reading(value, more, structured=structured)
    if found is None or (more and found.kind == "plain" and (key == "-" or _holds_key(more))):
        return following
    _report(done, number, column, key, found, value)
    if found.kind != "comment":
        put_text(done, number, following, column, found.text)
    return following


def put_text(done: Mended, number: int, end: int, column: int, text: str) -> None:
    """Put `text` in quotation marks as the value in line `number`, and take away the lines that went on from it."""
    line = done.lines[number]
    written = line[column:].rstrip()
    done.lines[number] = line[:column] + quoted(text)
    done.lines[number + 1 : end] = [""] * (end - number - 1)
    done.quoted[number] = len(written) if text.startswith(written) else 0


def _holds_key(more: list[str]) -> bool:
    """Say whether one of the lines below a value is rather a key that is indented wrongly."""
    inner = (_INNER.match(line) for line in more)
    return bool(misplaced(more)) or any(match and match["key"] in _INNER_TEXT for match in inner)


def _report(done: Mended, number: int, column: int, key: str, found: Reading, value: str) -> None:
    """Say how a value was read, and how to write it."""
    prefix = "- " if key == "-" else f"{key}: "
    subject = "the item" if key == "-" else f"`{key}`"
    place: Place = done.place(number, column)
    hint = f"write {prefix}{quoted(found.text)}"
    if found.kind == "comment":
        message = f"{shown(found.text)} is not part of {subject}: {found.why}"
        done.diagnostics.append(notice("N134", message, place, f"if it is part of it, write {prefix}{quoted(value)}"))
    elif found.kind == "hash":
        message = f"{subject} is taken together with what follows `#`: {found.why}"
        done.diagnostics.append(warning("W121", message, place, hint))
    elif found.kind == "unclosed":
        message = f"{subject} is taken as the text that it is: {found.why}"
        hint = f"close the quotation mark, or take it away; if it is part of the text, {hint}"
        done.diagnostics.append(warning("W124", message, place, hint))
    else:
        message = f"{subject} is taken as the text that it is: {found.why}"
        done.diagnostics.append(notice("N130", message, place, hint))
