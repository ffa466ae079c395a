"""What each template is made of: the files that it takes in, and the data files that it reads. From its text alone.

Includes have literal names only, so that a closure is complete; `data()` with a computed name counts as all data.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from jinja2 import Environment, nodes
from jinja2.exceptions import TemplateSyntaxError

from ssg.core.digest import digest_bytes
from ssg.core.theme import Theme

ALL_DATA = "*"


class Closure(msgspec.Struct, frozen=True):
    """The names of all files that a template is made of, itself included, and of the data that they read."""

    files: tuple[str, ...]
    data: tuple[str, ...]


def closures(theme: Theme, environment: Environment) -> dict[str, Closure]:
    """Work out the closure of every template that can be parsed."""
    direct: dict[str, tuple[set[str], set[str]]] = {}
    for file in theme.templates.values():
        try:
            direct[file.name] = _direct(environment.parse(file.text, file.name, file.label))
        except TemplateSyntaxError:
            direct[file.name] = set(), set()  # said by `check_theme`; nothing is rendered with it
    return {name: _closure(name, direct) for name in direct}


def _direct(tree: nodes.Template) -> tuple[set[str], set[str]]:
    files: set[str] = set()
    data: set[str] = set()
    for node in tree.find_all((nodes.Include, nodes.Extends, nodes.Import, nodes.FromImport)):
        named = node.template  # type: ignore[attr-defined]
        if isinstance(named, nodes.Const):
            files.add(str(named.value))
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "data":
            first = call.args[0] if call.args else None
            data.add(str(first.value) if isinstance(first, nodes.Const) else ALL_DATA)
    return files, data


def _closure(name: str, direct: dict[str, tuple[set[str], set[str]]]) -> Closure:
    seen: set[str] = set()
    data: set[str] = set()
    open_names = [name]
    while open_names:
        at = open_names.pop()
        if at in seen or at not in direct:
            continue
        seen.add(at)
        files, used = direct[at]
        data |= used
        open_names.extend(files)
    return Closure(tuple(sorted(seen)), tuple(sorted(data)))


def theme_digest(theme: Theme) -> str:
    """Name all templates and the names of all assets: what `check_theme` looks at."""
    parts = [f"{file.name}\0{file.label}\0{file.text}" for _, file in sorted(theme.templates.items())]
    return digest_bytes("\0".join([*parts, *sorted(theme.assets)]).encode())


def salt_of(closure: Closure, theme: Theme, data: dict[str, str], others: Iterable[str]) -> str:
    """Name all that a template's text depends on besides its view; `data` gives digests by name."""
    used = sorted(data) if ALL_DATA in closure.data else [name for name in closure.data if name in data]
    parts = [theme.templates[name].text for name in closure.files]
    return digest_bytes("\0".join([*parts, *(f"{name} {data[name]}" for name in used), *others]).encode())
