"""Composes YAML into nodes with marks, within bounds that keep the parser safe. It never resolves a value's type.

The C parser recurses for each level of nesting and crashes on a long `[[[[…`; aliases and merge keys make small files
explode. So text is parsed only after it was found harmless, and anchors, aliases and tags are rejected.
"""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

import yaml
from yaml.composer import Composer
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

LONGEST_BLOCK: Final = 64 * 1024  # characters
DEEPEST: Final = 32  # levels of lists and mappings

_INDENT: Final = re.compile(r"\n[ \t?:-]+")
_TEXT_TAG: Final = "tag:yaml.org,2002:str"


class Refusal(NamedTuple):
    """The reason not to parse a block: `deep`, `anchor`, `alias` or `tag`, its position (from 0), and its name."""

    kind: str
    line: int
    column: int
    name: str = ""


class _Untyped:
    """Resolves no types: that saves 20 µs an article, and we resolve them ourselves."""

    def resolve(self, *_: object) -> str:
        return ""

    def descend_resolver(self, *_: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


def _node_loader() -> Any:  # noqa: ANN401 - a class made of untyped ones
    """Return the class that parses: in C where PyYAML was built with libyaml."""
    if yaml.__with_libyaml__:
        from yaml._yaml import CParser

        class CNodes(_Untyped, CParser):
            pass

        return CNodes

    class Nodes(_Untyped, Reader, Scanner, Parser, Composer):
        def __init__(self, text: str) -> None:
            Reader.__init__(self, text)
            Scanner.__init__(self)
            Parser.__init__(self)
            Composer.__init__(self)

    return Nodes


_NODES: Final = _node_loader()


def compose(text: str) -> yaml.Node | Refusal | None:
    """Return the root node of a YAML text without types, None if it is empty, or why it is rejected.

    Raises YAMLError. `text` holds no control characters but tab and line feed, no U+2028, U+2029 or surrogates.
    """
    # Few blocks are suspect; the others skip the second pass (35 µs).
    if depth_limit(text) > DEEPEST or "&" in text or "*" in text or "!" in text:
        refusal = scan(text)
        if refusal is not None:
            return refusal
    try:
        node: yaml.Node | None = _NODES(text).get_single_node()
    except (ValueError, OverflowError) as wrong:  # PyYAML's own parser, at escapes and versions that are no numbers
        raise yaml.YAMLError(str(wrong)) from wrong
    return node


def depth_limit(text: str) -> int:
    """Return a number that the nesting of `text` cannot exceed.

    Each open bracket is one character and holds at most one pair without braces (`[a: b]`). Each open block stands in
    a column of its own, on a line that holds nothing but spaces and indicators before it; a column can hold a mapping
    and a list.
    """
    widest = max(map(len, _INDENT.findall(f"\n{text}")), default=1) - 1
    return 2 * (widest + 1 + text.count("[") + text.count("{"))


def scan(text: str) -> Refusal | None:
    """Find what is rejected, without recursion: the event parser keeps its own stack. Invalid YAML passes."""
    parser = _NODES(text)
    depth = 0
    try:
        while parser.check_event():
            event = parser.get_event()
            at = event.start_mark
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > DEEPEST:
                    return Refusal("deep", at.line, at.column)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if isinstance(event, yaml.NodeEvent):
                refusal = _named(event)
                if refusal is not None:
                    return refusal
    except (yaml.YAMLError, ValueError, OverflowError):
        return None  # composing it fails at the same place, and reports it
    return None


def _named(event: Any) -> Refusal | None:  # noqa: ANN401 - PyYAML's stubs leave out the attributes
    """Reject a node that has an anchor or a tag, or is an alias."""
    at = event.start_mark
    if isinstance(event, yaml.AliasEvent):
        return Refusal("alias", at.line, at.column, f"*{event.anchor}")
    if event.anchor is not None:
        return Refusal("anchor", at.line, at.column, f"&{event.anchor}")
    if getattr(event, "tag", None) not in (None, "!", _TEXT_TAG):
        return Refusal("tag", at.line, at.column, str(event.tag))
    return None
