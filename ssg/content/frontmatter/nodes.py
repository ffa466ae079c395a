"""From the mended lines of front matter to its keys and values as YAML nodes, as far as they can be parsed.

All of it is composed at once. If that fails, each key is composed alone, so that one mistake hides neither the other
keys nor the other mistakes. It never interprets values.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import yaml

from ssg.content.frontmatter.complaints import Complaint, complaint
from ssg.content.frontmatter.headline import joined
from ssg.content.frontmatter.keys import INNER_KEYS
from ssg.content.frontmatter.loader import Refusal, compose
from ssg.content.frontmatter.mend import continuation, is_text, misplaced, put_text
from ssg.content.frontmatter.mended import Chunk, Mended
from ssg.content.frontmatter.quoting import quoted, shown
from ssg.core.errors import Diagnostic, error, notice
from ssg.core.message import say

Pair = tuple[yaml.Node, yaml.Node]

_NOT_A_PAIR: Final = say("write a colon and a space after the key; if the line continues the one above, indent it")


class Pairs(NamedTuple):
    """The keys and values of front matter, and the contract's names of keys whose values could not be read."""

    pairs: list[Pair]
    failed: set[str]


def pairs_of(mended: Mended) -> Pairs | None:
    """Return the keys and values; diagnostics are added to `mended`. None if this is text and not front matter.

    It is text if it contains no mapping and no known key, or if YAML rejects it and its lines do not look like keys.
    """
    root = _composed("\n".join(mended.lines))
    if root is None:
        return Pairs([], set())
    known = {chunk.start for chunk in mended.chunks if chunk.name}
    if isinstance(root, yaml.MappingNode):
        # An unclosed quotation mark can swallow the lines of other keys without an error.
        if known <= {key.start_mark.line for key, _ in root.value}:
            return Pairs(root.value, set())
    elif not known and (isinstance(root, yaml.Node) or not _look_like_keys(mended)):
        return None
    before = len(mended.diagnostics)
    pairs = _one_by_one(mended)
    if len(mended.diagnostics) == before and not isinstance(root, yaml.Node):
        _report(mended, complaint(root, mended.lines), 0)
    return pairs


def _composed(text: str) -> yaml.Node | Refusal | yaml.YAMLError | None:
    """Return the root node of a text, None if it is empty, or the error."""
    try:
        return compose(text)
    except yaml.YAMLError as problem:
        return problem


def _look_like_keys(mended: Mended) -> bool:
    """Return whether every unindented line begins with one word and a colon."""
    return all(chunk.written and " " not in chunk.written for chunk in mended.chunks)


def _one_by_one(mended: Mended) -> Pairs:
    """Compose each key alone."""
    found = Pairs([], set())
    for chunk in mended.chunks:
        root = _composed("\n".join(mended.lines[chunk.start : chunk.end]))
        if isinstance(root, Refusal | yaml.YAMLError):
            root = _save(mended, chunk, root, found.failed)
        if isinstance(root, yaml.MappingNode):
            _move(root, chunk.start)
            found.pairs.extend(root.value)
        elif root is None:
            found.failed.add(chunk.name)
        else:
            message = say("line is not `key: value`: {lines}", lines=shown(mended.lines[chunk.start].strip()))
            _report(mended, Complaint("E110", message, 0, 0, _NOT_A_PAIR), chunk.start)
    return found


def _save(mended: Mended, chunk: Chunk, problem: Refusal | yaml.YAMLError, failed: set[str]) -> yaml.Node | None:
    """Read a key that YAML rejects: as plain text, or with spaces for tabs; otherwise report the error.

    The names of keys in lines that are indented wrongly are added to `failed`.
    """
    lines = mended.lines[chunk.start : chunk.end]
    trouble = complaint(problem, lines)
    inner = misplaced(lines[1:]) if chunk.name not in INNER_KEYS else []
    if inner:
        failed.update(name for _, name in inner)
        line = inner[0][0] + 1
        message = say("unexpected indentation: {lines}", lines=shown(lines[line].strip()))
        indent = len(lines[line]) - len(lines[line].lstrip())
        trouble = Complaint("E110", message, line, indent, say("align the line with the other keys"))
    elif is_text(chunk, lines):
        said = _take_as_text(mended, chunk, trouble)
        saved = _mapping(mended, chunk)
        if saved is not None:
            mended.diagnostics.append(said)
            return saved
    _report(mended, trouble, chunk.start)
    spaced = [_without_tabs(line) for line in lines]
    if spaced == lines:
        return None
    mended.lines[chunk.start : chunk.end] = spaced
    return _mapping(mended, chunk)


def _take_as_text(mended: Mended, chunk: Chunk, trouble: Complaint) -> Diagnostic:
    """Put the value of a key in quotation marks; return the diagnostic."""
    first = mended.lines[chunk.start]
    indent = len(first) - len(first.lstrip())
    end = continuation(mended.lines, chunk.start, chunk.end, indent)
    number, column = chunk.start, chunk.column
    if not first[column:].strip():
        number += 1
        while not joined("", [mended.lines[number]]):
            number += 1
        column = len(mended.lines[number]) - len(mended.lines[number].lstrip())
    text = joined(mended.lines[number][column:].strip(), mended.lines[number + 1 : end])
    message = say("`{written}` is read as plain text: {message}", written=chunk.written, message=trouble.message)
    hint = say("write `{written}: {text}`", written=chunk.written, text=quoted(text))
    put_text(mended, number, end, column, text)
    return notice("N130", message, mended.place(number, column), hint)


def _mapping(mended: Mended, chunk: Chunk) -> yaml.Node | None:
    """Compose a key that was mended; None if it is still invalid."""
    again = _composed("\n".join(mended.lines[chunk.start : chunk.end]))
    return again if isinstance(again, yaml.MappingNode) else None


def _without_tabs(line: str) -> str:
    """Return a line with each tab of its indent as one space, which keeps the columns."""
    text = line.lstrip()
    return line[: len(line) - len(text)].replace("\t", " ") + text


def _report(mended: Mended, trouble: Complaint, first: int) -> None:
    """Add an error of lines that begin at `first`."""
    place = mended.place(first + trouble.line, trouble.column)
    mended.diagnostics.append(error(trouble.code, trouble.message, place, trouble.hint))


def _move(node: yaml.Node, lines: int) -> None:
    """Move the marks of a node and its children down by a number of lines."""
    node.start_mark = _moved(node.start_mark, lines)
    node.end_mark = _moved(node.end_mark, lines)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            _move(key, lines)
            _move(value, lines)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _move(item, lines)


def _moved(mark: yaml.Mark, lines: int) -> yaml.Mark:
    """Return a mark moved down by a number of lines."""
    return yaml.Mark(mark.name, mark.index, mark.line + lines, mark.column, mark.buffer, mark.pointer)
