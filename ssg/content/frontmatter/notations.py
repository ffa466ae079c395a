"""Front matter in TOML (`+++`) and JSON, as YAML nodes. It never interprets values.

Each node has the line and column of its text, so that all diagnostics work as for YAML.
"""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any, Final, NamedTuple

import yaml

from ssg.content.frontmatter.loader import DEEPEST
from ssg.core.config.layout import KeyPath, Layout, TooDeep
from ssg.core.errors import Diagnostic, Place
from ssg.core.errors import error as an_error
from ssg.core.message import NOTHING, Message, say

_TEXT: Final = json.JSONDecoder()
_BLANK: Final = re.compile(r"[ \t\n\r]*")
_BARE: Final = re.compile(r"[^\s,\]}]+")
_PLACE: Final = re.compile(r" \(at (?:line (?P<line>[0-9]+), column (?P<column>[0-9]+)|end of document)\)$")

Pair = tuple[yaml.Node, yaml.Node]


class Unreadable(NamedTuple):
    """The error of invalid TOML or JSON: code, message, line and column from 0, hint."""

    code: str
    message: Message
    line: int
    column: int
    hint: Message = NOTHING

    def diagnostic(self, place: Place) -> Diagnostic:
        """Return it as an error at `place`."""
        return an_error(self.code, self.message, place, self.hint)


def read_toml(block: str) -> list[Pair] | Unreadable:
    """Return the keys and values of a TOML text, or its error."""
    try:
        layout = Layout(block)
        data = tomllib.loads(block)
    except TooDeep as problem:
        return _too_deep(problem.line - 1, problem.column - 1)
    except (ValueError, RecursionError) as problem:
        message = str(problem)
        found = _PLACE.search(message)
        line, column = (int(found["line"]), int(found["column"])) if found and found["line"] else (1, 1)
        quotes = say('put text in quotation marks: `title = "…"`')
        hint = quotes if message.startswith("Invalid value") else NOTHING
        return Unreadable(
            "E106",
            say("invalid TOML in front matter: {reason}", reason=_PLACE.sub("", message)),
            line - 1,
            column - 1,
            hint,
        )
    return _Toml(block, layout).pairs(data, ())


def read_json(block: str) -> list[Pair] | Unreadable:
    """Return the keys and values of the JSON object `block`, or its error."""
    try:
        json.loads(block)
    except json.JSONDecodeError as problem:
        message = say("invalid JSON in front matter: {reason}", reason=problem.msg[:1].lower() + problem.msg[1:])
        return Unreadable("E106", message, problem.lineno - 1, problem.colno - 1, _json_hint(problem))
    except (ValueError, RecursionError):
        return _too_deep(0, 0)
    reader = _Json(block)
    try:
        node = reader.value(0, 0)[0]
    except TooDeep as problem:
        return _too_deep(problem.line, problem.column)
    return node.value if isinstance(node, yaml.MappingNode) else []


def _json_hint(problem: json.JSONDecodeError) -> Message:
    """Return a hint for the most common mistakes."""
    before, here = problem.doc[: problem.pos].rstrip(), problem.doc[problem.pos : problem.pos + 1]
    if before.endswith(",") and here in ("}", "]"):
        return say("remove the comma after the last value")
    if "double quotes" in problem.msg:
        return say("put keys in straight double quotation marks")
    if "delimiter" in problem.msg and here == '"':
        return say("write a comma after the value before")
    return say('put text in quotation marks: `"title": "…"`') if "Expecting value" in problem.msg else NOTHING


def _too_deep(line: int, column: int) -> Unreadable:
    return Unreadable("E107", say("front matter nested deeper than {deepest} levels", deepest=DEEPEST), line, column)


class _Toml:
    """Creates nodes from the result of `tomllib`, with the places of `Layout`."""

    def __init__(self, block: str, layout: Layout) -> None:
        self._layout = layout
        self._lines = block.split("\n")

    def pairs(self, table: dict[str, Any], path: KeyPath) -> list[Pair]:
        found: list[Pair] = []
        for key, value in table.items():
            start, end = self._marks(self._layout.key((*path, key)))
            found.append((yaml.ScalarNode("", key, start, end), self._node(value, (*path, key))))
        return found

    def _node(self, value: object, path: KeyPath) -> yaml.Node:
        start, end = self._marks(self._layout.value(path))
        if isinstance(value, dict):
            return yaml.MappingNode("", self.pairs(value, path), start, end, flow_style=True)
        if isinstance(value, list):
            items = [self._node(item, (*path, at)) for at, item in enumerate(value)]
            return yaml.SequenceNode("", items, start, end, flow_style=True)
        if isinstance(value, str):
            return yaml.ScalarNode("", value, start, end, style='"')
        if isinstance(value, bool):
            return yaml.ScalarNode("", str(value).lower(), start, end)
        return yaml.ScalarNode("", str(value), start, end)

    def _marks(self, place: tuple[int, int]) -> tuple[yaml.Mark, yaml.Mark]:
        line, column = place[0] - 1, place[1] - 1
        return _mark(line, column), _mark(line, len(self._lines[line]))


class _Json:
    """Creates nodes from valid JSON."""

    def __init__(self, block: str) -> None:
        self._block = block

    def value(self, at: int, depth: int) -> tuple[yaml.Node, int]:
        """Return the value that begins at `at`, and where it ends. Raises TooDeep, with places from 0."""
        start = self._mark(at)
        if depth > DEEPEST:
            raise TooDeep(start.line, start.column)
        first = self._block[at]
        if first == '"':
            text, end = _TEXT.raw_decode(self._block, at)
            return yaml.ScalarNode("", text, start, self._mark(end), style='"'), end
        if first == "{":
            return self._object(at, start, depth)
        if first == "[":
            return self._array(at, start, depth)
        bare = _BARE.match(self._block, at)
        end = bare.end() if bare else at
        return yaml.ScalarNode("", self._block[at:end], start, self._mark(end)), end

    def _object(self, at: int, start: yaml.Mark, depth: int) -> tuple[yaml.Node, int]:
        pairs: list[Pair] = []
        at = self._blank(at + 1)
        while self._block[at] != "}":
            key, at = self.value(at, depth)
            value, at = self.value(self._blank(self._blank(at) + 1), depth + 1)
            pairs.append((key, value))
            at = self._next(at)
        return yaml.MappingNode("", pairs, start, self._mark(at + 1), flow_style=True), at + 1

    def _array(self, at: int, start: yaml.Mark, depth: int) -> tuple[yaml.Node, int]:
        items: list[yaml.Node] = []
        at = self._blank(at + 1)
        while self._block[at] != "]":
            item, at = self.value(at, depth + 1)
            items.append(item)
            at = self._next(at)
        return yaml.SequenceNode("", items, start, self._mark(at + 1), flow_style=True), at + 1

    def _next(self, at: int) -> int:
        """Return where the next value begins, or the bracket that closes."""
        at = self._blank(at)
        return self._blank(at + 1) if self._block[at] == "," else at

    def _blank(self, at: int) -> int:
        found = _BLANK.match(self._block, at)
        return found.end() if found else at

    def _mark(self, at: int) -> yaml.Mark:
        before = self._block.rfind("\n", 0, at)
        return _mark(self._block.count("\n", 0, at), at - before - 1)


def _mark(line: int, column: int) -> yaml.Mark:
    return yaml.Mark("", 0, line, column, None, 0)
