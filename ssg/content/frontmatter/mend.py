"""Splits front matter into its keys, and quotes the lines of text that YAML would not return unchanged.

It reports each line that it quotes. Values keep their place: a line changes only from where its value begins. It never
changes a value that is not text, and never parses YAML.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from ssg.content.frontmatter.forms import Form
from ssg.content.frontmatter.headline import BLOCK_HEADER, Reading, joined, reading
from ssg.content.frontmatter.keys import INNER_KEYS, canonical, keys_of
from ssg.content.frontmatter.mended import Chunk, Mended
from ssg.content.frontmatter.multiline import indent_open_values
from ssg.content.frontmatter.quoting import quoted, shown
from ssg.content.frontmatter.splitting import split_names
from ssg.core.errors import Place, error, notice, warning
from ssg.core.message import say
from ssg.core.patterns import pattern

# White space that word processors leave after a colon or a hyphen, where YAML sees none.
_ODD: Final = "\u00a0\u2000-\u200b\u202f\u205f\u2060\u3000"
_KEY: Final = pattern(rf"[ ]*(?P<key>\"[^\"\\]+\"|'[^']+'|[^\s:#\"'][^:]*+)[ \t]*:(?P<gap>[ \t{_ODD}]*)(?P<value>.*)")
_ITEM: Final = pattern(rf"[ \t]*(?P<key>-)(?P<gap>[ \t{_ODD}]+)(?P<value>.*)")
_INNER: Final = pattern(rf"[ \t]*(?:-[ ]+)?(?P<key>[^\W\d]\w*)[ \t]*:(?P<gap>[ \t{_ODD}]+)(?P<value>.*)")

# Values on one line that YAML returns as they are written: in quotation marks, lists of these, words, times.
SURE: Final = pattern(
    r"\"[^\"\\\n]*\"|\[\"[^\"\\\n]*\"(?:, \"[^\"\\\n]*\")*+\]|[^\W_][\w./+-]*+(?: [^\W_][\w./+-]*+)*+(?!:)"
    r"|[0-9][0-9T:+-]*+(?<=[0-9])"
)
SURE_LINES: Final = pattern(rf"(?:[a-z_]+: (?:{SURE.pattern})(?:\n|\Z))*+")

_INNER_NOT_TEXT: Final = ("date", "rights")
_INNER_TEXT: Final = frozenset(key for keys in INNER_KEYS.values() for key in keys)
_HEADLINES: Final = keys_of(Form.HEADLINE)
_LISTS: Final = keys_of(Form.PEOPLE, Form.NAMES, Form.REFERENCES, Form.OLD_URLS, Form.VERSIONS)
_NAMES: Final = keys_of(Form.PEOPLE, Form.NAMES)
# Keys whose values are times, numbers or switches: those that YAML rejects are errors.
_NOT_TEXT: Final = keys_of(Form.TIME, Form.SWITCH, Form.RANK, Form.CORRECTIONS, Form.WITHDRAWAL)


def mend(block: str, path: str, first_line: int) -> Mended:
    """Return the front matter `block`, whose first line is number `first_line` of the file, ready for YAML."""
    lines = block.split("\n")
    if "\t" in block:  # YAML refuses tabs even in lines that look empty
        lines = ["" if line.isspace() else line for line in lines]
    shifted: dict[int, int] = {}
    if any(mark in block for mark in "\"'[{") and not SURE_LINES.fullmatch(block):
        lines, shifted = indent_open_values(lines)
    done = Mended(path, first_line, lines, [], {}, shifted, [])
    for start, end in pairwise([*_starts(done.lines), len(done.lines)]):
        done.chunks.append(_mend_key(done, start, end))
    return done


def is_text(chunk: Chunk, lines: list[str]) -> bool:
    """Return whether the value of a key, in `lines`, can only be plain text when YAML rejects it."""
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
    """Return the end of the continuation lines after line `start`, of a key in `column`: those indented more."""
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
    if end == start + 1 and SURE.fullmatch(value) and not (value[0] == "[" and name in _HEADLINES):
        return chunk
    if value and not (value[0] == "#" and any(map(str.strip, done.lines[start + 1 : end]))):
        if name not in _NOT_TEXT:
            indent = len(line) - len(line.lstrip())
            _mend_value(done, (start, end), (indent, column), written, structured=name not in _HEADLINES)
    elif name in _LISTS or name in INNER_KEYS:
        _mend_children(done, chunk)
    return chunk


def _open_gap(done: Mended, number: int, found: re.Match[str], known: str) -> int:
    """Ensure that YAML sees white space after the colon (of a known key) or hyphen; return the value's column."""
    gap, column, line = found["gap"], found.end("gap"), done.lines[number]
    if gap.strip(" \t"):
        done.lines[number] = line[: found.start("gap")] + " " * len(gap) + line[column:]
        before = shown(line[: found.start("gap")].strip())
        message = say("white space other than a plain space after {before}; read as a space", before=before)
        done.diagnostics.append(
            notice("N135", message, done.place(number, found.start("gap")), say("retype the space"))
        )
    elif not gap and known and found["value"].strip():
        message = say("missing space after the colon of `{known}`", known=known)
        hint = say("write `{known}: {found}`", known=known, found=found["value"].strip())
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
            # `- name: x` with lines below is meant as a mapping: the reader reports that it is not allowed here.
            if not found["value"].startswith("name:"):
                number = _mend_value(done, (at, chunk.end), (found.start("key"), column), key, structured=True)
        elif key in INNER_KEYS[chunk.name] and key not in _INNER_NOT_TEXT:
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
    """Put `text` in quotation marks as the value in line `number`, and empty its continuation lines."""
    line = done.lines[number]
    written = line[column:].rstrip()
    done.lines[number] = line[:column] + quoted(text)
    done.lines[number + 1 : end] = [""] * (end - number - 1)
    done.quoted[number] = len(written) if text.startswith(written) else 0


def _holds_key(more: list[str]) -> bool:
    """Return whether one of the lines below a value is a key with wrong indentation."""
    inner = (_INNER.match(line) for line in more)
    return bool(misplaced(more)) or any(match and match["key"] in _INNER_TEXT for match in inner)


def _report(done: Mended, number: int, column: int, key: str, found: Reading, value: str) -> None:
    """Report how a value was read, and how to write it."""
    prefix = "- " if key == "-" else f"{key}: "
    subject = say("the item") if key == "-" else say("`{key}`", key=key)
    place: Place = done.place(number, column)
    hint = say("write `{prefix}{text}`", prefix=prefix, text=quoted(found.text))
    if found.kind == "comment":
        message = say(
            "{text} is not read as part of {subject}: {why}", text=shown(found.text), subject=subject, why=found.why
        )
        done.diagnostics.append(
            notice(
                "N134",
                message,
                place,
                say("if it is part of the text, write `{prefix}{value}`", prefix=prefix, value=quoted(value)),
            )
        )
    elif found.kind == "hash":
        message = say("{subject} is read together with the text after `#`: {why}", subject=subject, why=found.why)
        done.diagnostics.append(warning("W121", message, place, hint))
    elif found.kind == "unclosed":
        message = say("{subject} is read as plain text: {why}", subject=subject, why=found.why)
        hint = say("close the quotation mark, or remove it; if it is part of the text, {hint}", hint=hint)
        done.diagnostics.append(warning("W124", message, place, hint))
    else:
        message = say("{subject} is read as plain text: {why}", subject=subject, why=found.why)
        parts = [part for part in split_names(found.text, people=False).parts if part.text]
        if canonical(key) in _NAMES and len(parts) > 1:
            message = say(
                "{subject} is read as a list of {number} names: {why}",
                subject=subject,
                number=len(parts),
                why=found.why,
            )
            hint = say("write `{prefix}[{parts}]`", prefix=prefix, parts=", ".join(quoted(part.text) for part in parts))
        done.diagnostics.append(notice("N130", message, place, hint))
