"""The files that each template includes, and the blocks that it prints. From its text alone.

Includes have literal names only, so that a closure is complete.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec
from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from ssg.core.digest import digest_bytes
from ssg.core.theme import Theme
from ssg.pages.source import COMPUTED
from ssg.render.trees import Trees


class Closure(msgspec.Struct, frozen=True):
    """The names of all files of a template, itself included.

    `blocks` are those that they print, each with its literal count (0: none); `COMPUTED` stands for one whose name is
    not literal.
    """

    files: tuple[str, ...]
    blocks: tuple[tuple[str, int], ...] = ()


def closures(theme: Theme, trees: Trees) -> dict[str, Closure]:
    """Return the closure of every template; only itself for one that cannot be parsed (`check_theme` reports it)."""
    direct = {
        name: _Named(set(), set()) if isinstance(tree, TemplateSyntaxError) else _direct(theme, name, tree)
        for name, tree in trees.items()
    }
    return {name: _closure(name, direct) for name in direct}


class _Named(NamedTuple):
    """What one file names."""

    files: set[str]
    blocks: set[tuple[str, int]]


def _direct(theme: Theme, name: str, tree: nodes.Template) -> _Named:
    named = _Named(set(), set())
    for node in tree.find_all((nodes.Include, nodes.Extends, nodes.Import, nodes.FromImport)):
        template = node.template  # type: ignore[attr-defined]
        if isinstance(template, nodes.Const):
            named.files.add(theme.named(str(template.value), name))
    for call in tree.find_all(nodes.Call):
        if not isinstance(call.node, nodes.Name):
            continue
        first = call.args[0] if call.args else None
        if call.node.name == "block" and isinstance(first, nodes.Const):
            if any(k.key == "topic" and isinstance(k.value, nodes.Const) for k in call.kwargs):
                continue  # of a topic that may not be the page's own
            named.blocks.add((str(first.value), _count(call)))
        elif call.node.name == "block" and first is not None:
            named.blocks.add((COMPUTED, 0))
    return named


def _count(call: nodes.Call) -> int:
    """Return the literal count of a call of `block`."""
    values = (keyword.value for keyword in call.kwargs if keyword.key == "count")
    return next((v.value for v in values if isinstance(v, nodes.Const) and isinstance(v.value, int)), 0)


def _closure(name: str, direct: dict[str, _Named]) -> Closure:
    seen: set[str] = set()
    blocks: set[tuple[str, int]] = set()
    open_names = [name]
    while open_names:
        at = open_names.pop()
        if at in seen or at not in direct:
            continue
        seen.add(at)
        named = direct[at]
        blocks |= named.blocks
        open_names.extend(named.files)
    return Closure(tuple(sorted(seen)), tuple(sorted(blocks)))


def theme_digest(theme: Theme) -> str:
    """Return the digest of all templates and asset names: the input of `check_theme`."""
    parts = [f"{file.name}\0{file.label}\0{file.text}" for _, file in sorted(theme.templates.items())]
    return digest_bytes("\0".join([*parts, *sorted(theme.assets)]).encode())


def stamp_of(closure: Closure, theme: Theme) -> str:
    """Return the digest of the texts of all files of a template."""
    return digest_bytes("\0".join(theme.templates[name].text for name in closure.files).encode())
