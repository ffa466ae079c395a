"""What each template is made of: the files that it takes in, and the data files that it reads. From its text alone.

Includes have literal names only, so that a closure is complete; `data()` and `asset()` with a computed name count as
all data and all assets.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec
from jinja2 import Environment, nodes
from jinja2.exceptions import TemplateSyntaxError

from ssg.core.digest import digest_bytes
from ssg.core.theme import Theme

ALL = "*"


class Closure(msgspec.Struct, frozen=True):
    """The names of all files that a template is made of, itself included, of the data and the assets that they name.

    `blocks` are those that they print, each with the number that a file gives it as its count (0: none).
    """

    files: tuple[str, ...]
    data: tuple[str, ...]
    assets: tuple[str, ...] = ()
    blocks: tuple[tuple[str, int], ...] = ()


def closures(theme: Theme, environment: Environment) -> dict[str, Closure]:
    """Work out the closure of every template that can be parsed."""
    direct: dict[str, _Named] = {}
    for file in theme.templates.values():
        try:
            direct[file.name] = _direct(environment.parse(file.text, file.name, file.label))
        except TemplateSyntaxError:
            direct[file.name] = _Named(set(), set(), set(), set())  # said by `check_theme`; nothing is rendered with it
    return {name: _closure(name, direct) for name in direct}


class _Named(NamedTuple):
    """What one file names."""

    files: set[str]
    data: set[str]
    assets: set[str]
    blocks: set[tuple[str, int]]


def _direct(tree: nodes.Template) -> _Named:
    named = _Named(set(), set(), set(), set())
    for node in tree.find_all((nodes.Include, nodes.Extends, nodes.Import, nodes.FromImport)):
        template = node.template  # type: ignore[attr-defined]
        if isinstance(template, nodes.Const):
            named.files.add(str(template.value))
    for call in tree.find_all(nodes.Call):
        if not isinstance(call.node, nodes.Name):
            continue
        first = call.args[0] if call.args else None
        if call.node.name == "block" and isinstance(first, nodes.Const):
            if any(k.key == "topic" and isinstance(k.value, nodes.Const) for k in call.kwargs):
                continue  # of a topic that may not be the page's own
            named.blocks.add((str(first.value), _count(call)))
        elif call.node.name in ("data", "asset"):
            found = named.data if call.node.name == "data" else named.assets
            found.add(str(first.value) if isinstance(first, nodes.Const) else ALL)
    return named


def _count(call: nodes.Call) -> int:
    """Give the number that a call of `block` gives as its count."""
    values = (keyword.value for keyword in call.kwargs if keyword.key == "count")
    return next((v.value for v in values if isinstance(v, nodes.Const) and isinstance(v.value, int)), 0)


def _closure(name: str, direct: dict[str, _Named]) -> Closure:
    seen: set[str] = set()
    data: set[str] = set()
    assets: set[str] = set()
    blocks: set[tuple[str, int]] = set()
    open_names = [name]
    while open_names:
        at = open_names.pop()
        if at in seen or at not in direct:
            continue
        seen.add(at)
        named = direct[at]
        data |= named.data
        assets |= named.assets
        blocks |= named.blocks
        open_names.extend(named.files)
    return Closure(tuple(sorted(seen)), tuple(sorted(data)), tuple(sorted(assets)), tuple(sorted(blocks)))


def assets_of(closure: Closure, urls: Mapping[str, str]) -> str:
    """The URLs of the assets that a template names: what is put into a block's text besides its view."""
    used = sorted(urls) if ALL in closure.assets else [name for name in closure.assets if name in urls]
    return " ".join(urls[name] for name in used)


def theme_digest(theme: Theme) -> str:
    """Name all templates and the names of all assets: what `check_theme` looks at."""
    parts = [f"{file.name}\0{file.label}\0{file.text}" for _, file in sorted(theme.templates.items())]
    return digest_bytes("\0".join([*parts, *sorted(theme.assets)]).encode())


def salt_of(closure: Closure, theme: Theme, data: dict[str, str], others: Iterable[str]) -> str:
    """Name all that a template's text depends on besides its view; `data` gives digests by name."""
    used = sorted(data) if ALL in closure.data else [name for name in closure.data if name in data]
    parts = [theme.templates[name].text for name in closure.files]
    return digest_bytes("\0".join([*parts, *(f"{name} {data[name]}" for name in used), *others]).encode())
