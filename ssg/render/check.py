"""Looks at templates before anything is rendered: syntax, literal includes, known blocks, arguments and assets. Pure.

Whatever can be known from a template's text alone is said here, for all templates at once, with file and line.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Final

from jinja2 import Environment, nodes
from jinja2.exceptions import TemplateSyntaxError

from ssg.core.errors import Diagnostic, Place, error
from ssg.core.theme import TemplateFile, Theme
from ssg.pages.blocks import BLOCK, BLOCKS, Block
from ssg.pages.kinds import PAGE_KINDS
from ssg.render.delivery import DEFERRED_TEMPLATE
from ssg.render.markers import written

BLOCK_IN_BLOCK: Final = "a block cannot contain a block"


def check_theme(theme: Theme, environment: Environment) -> tuple[Diagnostic, ...]:
    """Say all that is wrong with the templates of a theme."""
    said: list[Diagnostic] = []
    for file in theme.templates.values():
        try:
            tree = environment.parse(file.text, file.name, file.label)
            environment.get_template(file.name)  # finds unknown filters and tests as well, and is compiled for later
        except TemplateSyntaxError as problem:
            said.append(error("E601", f"this template is broken: {problem.message}", file.place(problem.lineno)))
            continue
        said.extend(_check_includes(theme, file, tree))
        said.extend(_check_calls(theme, file, tree))
    needed = [kind.template for kind in PAGE_KINDS if kind.template] + [block.template for block in BLOCKS]
    needed.append(DEFERRED_TEMPLATE)
    said.extend(
        error(
            "E602",
            f"the theme has no template {name}",
            Place(f"templates/{name}"),
            "Every kind of page and block needs one.",
        )
        for name in needed
        if name not in theme.templates
    )
    return tuple(said)


def _check_includes(theme: Theme, file: TemplateFile, tree: nodes.Template) -> Iterable[Diagnostic]:
    kinds = (nodes.Include, nodes.Extends, nodes.Import, nodes.FromImport)
    for node in tree.find_all(kinds):
        name = node.template  # type: ignore[attr-defined]
        verb = {"FromImport": "import"}.get(type(node).__name__, type(node).__name__.lower())
        if not isinstance(name, nodes.Const) or not isinstance(name.value, str):
            hint = "Name each file, so that it is always known which files a page is made of."
            yield error("E603", f"{verb} takes a literal name only", file.place(node.lineno), hint)
        elif name.value not in theme.templates:
            hint = _meant(name.value, theme.templates)
            yield error("E602", f"there is no template {name.value!r}", file.place(node.lineno), hint)


def _check_calls(theme: Theme, file: TemplateFile, tree: nodes.Template) -> Iterable[Diagnostic]:
    for call in tree.find_all(nodes.Call):
        if not isinstance(call.node, nodes.Name) or call.node.name not in ("block", "asset"):
            continue
        first = call.args[0] if call.args else None
        if not isinstance(first, nodes.Const):
            continue  # a computed name is checked when it is rendered
        place = file.place(call.lineno)
        if call.node.name == "asset":
            if first.value not in theme.assets:
                hint = _meant(str(first.value), theme.assets)
                yield error("E604", f"there is no asset {first.value!r} below templates/assets/", place, hint)
            continue
        if file.name.startswith("blocks/"):
            yield error("E605", BLOCK_IN_BLOCK, place)
        block = BLOCK.get(str(first.value))
        if block is None:
            yield error("E605", f"there is no block {first.value!r}", place, f"There are: {', '.join(BLOCK)}.")
            continue
        if len(call.args) > 1:
            message = f"the block {block.name!r} takes its arguments by name, such as count=5"
            yield error("E605", message, place, takes(block))
        for keyword in call.kwargs:
            if keyword.key not in block.arguments:
                yield error("E605", f"the block {block.name!r} takes no {keyword.key!r}", place, takes(block))


def takes(block: Block) -> str:
    """Say what a block takes."""
    return f"It takes {' and '.join(block.arguments)}." if block.arguments else "It takes nothing."


def _meant(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(known), 1)
    return f"Did you mean {close[0]!r}?" if close else ""


def lines_of_blocks(theme: Theme, environment: Environment) -> dict[str, Place]:
    """Where each block is printed, for problems that only show when it is filled: first of all, and as it is written.

    Keys are `latest`, and `latest {"category":"thu-do"}` where all arguments are literal.
    """
    places: dict[str, Place] = {}
    for file in theme.templates.values():
        try:
            tree = environment.parse(file.text, file.name, file.label)
        except TemplateSyntaxError:
            continue  # said by `check_theme`
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "block" and call.args:
                first = call.args[0]
                if isinstance(first, nodes.Const):
                    if all(isinstance(keyword.value, nodes.Const) for keyword in call.kwargs):
                        given = {k.key: k.value.value for k in call.kwargs if isinstance(k.value, nodes.Const)}
                        places.setdefault(written(str(first.value), given), file.place(call.lineno))
                    places.setdefault(str(first.value), file.place(call.lineno))
    return places
