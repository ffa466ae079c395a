"""Indents values that continue on lines without an indent, as other systems accept them: quoted text, flow lists.

YAML requires an indent. It is added if it is certain where the value ends; there is no diagnostic, as nothing else can
be meant. It never parses YAML.
"""

from __future__ import annotations

import re
from typing import Final

from ssg.content.frontmatter.keys import canonical
from ssg.core.patterns import pattern

_OPEN: Final = pattern(r"(?P<indent>[ ]*)(?:- |(?:\"[^\"]+\"|'[^']+'|[^\s:#\"'\[{][^:]*+):[ \t]+)(?P<value>[\"'\[{].*)")
_KEY: Final = pattern(r"(?P<key>[^\s:#\"'][^:]*+):(?:[ \t]|$)")
_QUOTED: Final = {
    '"': pattern(r'"(?:[^"\\]|\\.)*+(?P<end>"[ \t]*(?:#.*)?$)?', re.DOTALL),
    "'": pattern(r"'(?:[^']|'')*+(?P<end>'[ \t]*(?:#.*)?$)?"),
}
_IN_BRACKETS: Final = pattern(r"\"(?:[^\"\\]|\\.)*+\"|'(?:[^']|'')*+'|[\[\]{}]")
_MOST: Final = 40  # lines of one value


def indent_open_values(lines: list[str]) -> tuple[list[str], dict[int, int]]:
    """Return the lines with those indented that continue an open value, and the numbers of these."""
    done = list(lines)
    indented: dict[int, int] = {}
    number = 0
    while number < len(done):
        found = _OPEN.match(done[number])
        number += 1
        if found is None:
            continue
        indent, value = found["indent"], found["value"]
        end = _end(value, done[number : number + _MOST], len(indent))
        for at in range(number, number + end):
            if done[at].strip() and len(done[at]) - len(done[at].lstrip(" ")) <= len(indent):
                done[at] = f"{indent} {done[at]}"
                indented[at] = 0
        number += end
    return done, indented


def _end(value: str, more: list[str], indent: int) -> int:
    """Return how many of the lines below belong to a value; 0 if it ends in its own line, or never."""
    if _closes(value):
        return 0
    whole, closing = value, {"[": "]", "{": "}"}.get(value[0], value[0])
    for count, line in enumerate(more, 1):
        key = _KEY.match(line.lstrip())
        if key is not None and len(line) - len(line.lstrip(" ")) <= indent and _may_be_key(key["key"].strip()):
            return 0
        whole = f"{whole}\n{line}"
        if closing in line and _closes(whole):
            return count
    return 0


def _may_be_key(written: str) -> bool:
    """Return whether a line with a colon is likely a key: a known one, or one word without accents."""
    return bool(canonical(written)) or (written.isascii() and " " not in written)


def _closes(value: str) -> bool:
    """Return whether a value that begins with a quotation mark or a bracket ends with one, and nothing follows."""
    if value[0] in _QUOTED:
        found = _QUOTED[value[0]].match(value)
        return found is not None and found["end"] is not None
    depth = 0
    for found in _IN_BRACKETS.finditer(value):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(found[0], 0)
        if depth == 0:
            return not value[found.end() :].strip(" \t")
    return False
