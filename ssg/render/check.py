"""Checks templates before rendering: syntax, literal includes, known blocks, arguments and assets. Pure.

Reports everything that a template's text alone shows, for all templates at once, with file and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from jinja2 import Environment, nodes
from jinja2.exceptions import TemplateSyntaxError

from ssg.core.errors import Diagnostic, Place, error
from ssg.core.message import Message, say
from ssg.core.slots import declared
from ssg.core.theme import TemplateFile, Theme
from ssg.index.layouts import made_for
from ssg.pages.blocks import BLOCKS, Block, all_blocks
from ssg.pages.blocks.model import VARIANT
from ssg.pages.blocks.names import is_name, named, template_name, variants
from ssg.pages.blocks.own import TEMPLATE
from ssg.pages.kinds import PAGE_KINDS
from ssg.pages.queries import faults
from ssg.render.columns import line_of, word_at
from ssg.render.delivery import DEFERRED_TEMPLATE
from ssg.render.environment import ONLY_NAMED, misfit
from ssg.render.html_values import check_html
from ssg.render.inheritance import check_blocks, check_circles, check_names, meant
from ssg.render.json_quotes import check_json
from ssg.render.markers import BLOCK_IN_BLOCK, written
from ssg.render.printed import check_printed
from ssg.render.pure import TooMuch
from ssg.render.purity import check_purity
from ssg.render.syntax import syntax_problem
from ssg.render.traps import check_traps
from ssg.render.trees import Trees
from ssg.render.unknown import check_unknown

_OF_BLOCKS: Final = ("block", "block_empty")
_OF_ASSETS: Final = ("asset", "script")
_UNKNOWN: Final = re.compile(r"No (?:filter|test) named ")
_FRONTS: Final = ("home", "category")


def check_theme(
    theme: Theme, trees: Trees, environment: Environment, own: Sequence[str] = ()
) -> tuple[Diagnostic, ...]:
    """Return all problems of the templates of a theme; `own` are the names of the site's own blocks."""
    blocks = all_blocks(own)
    said: list[Diagnostic] = []
    for file in theme.templates.values():
        try:
            if isinstance(tree := trees[file.name], TemplateSyntaxError):
                raise tree
            environment.get_template(file.name)  # finds unknown filters and tests as well, and is compiled for later
        except TooMuch:
            continue  # said by `check_purity`
        except TemplateSyntaxError as problem:
            if not _UNKNOWN.match(str(problem.message)):  # all of these are said by `check_unknown`
                line, message, hint = syntax_problem(problem, file)
                said.append(error("E601", message, file.place(line), hint))
            if isinstance(tree, TemplateSyntaxError):
                continue
        said.extend(check_names(theme, file, tree))
        said.extend(_check_calls(theme, file, tree, blocks))
        said.extend(_check_slots(theme, file))
        said.extend(_check_empty(file, tree))
    said.extend(check_unknown(theme, trees, environment))
    said.extend(check_purity(theme, trees))
    said.extend(check_printed(theme, trees))
    said.extend(check_json(theme, trees))
    said.extend(check_html(theme, trees))
    said.extend(check_traps(theme, trees))
    said.extend(check_blocks(theme, trees))
    said.extend(check_circles(theme, trees))
    needed = [kind.template for kind in PAGE_KINDS if kind.template] + [block.template for block in BLOCKS]
    needed += [DEFERRED_TEMPLATE, TEMPLATE]
    said.extend(
        error(
            "E602",
            say("missing template {name}", name=name),
            Place(f"templates/{name}"),
            say("every page kind and every block needs a template"),
        )
        for name in needed
        if name not in theme.templates
    )
    return tuple(said)


def _check_query(place: Place, call: nodes.Call) -> Iterable[Diagnostic]:
    """Yield what the literal arguments of a query show; computed ones are checked when it is rendered."""
    if call.args:
        yield error("E636", ONLY_NAMED, place)
    given = {one.key: one.value.value if isinstance(one.value, nodes.Const) else None for one in call.kwargs}
    for message, hint in faults(given):
        yield error("E636", message, place, hint)


_SILENT: Final = (nodes.Assign, nodes.AssignBlock, nodes.Macro, nodes.Import, nodes.FromImport)
"""What prints nothing by itself."""


def _check_empty(file: TemplateFile, tree: nodes.Template) -> Iterable[Diagnostic]:
    """Yield an error for a page's template that prints nothing: half saved, it would publish empty pages.

    An empty file in the place of a block or a part is one way to leave that out.
    """
    is_page = file.name.startswith("layouts/") or file.name in {kind.template for kind in PAGE_KINDS}
    if is_page and not any(
        any(not isinstance(part, nodes.TemplateData) or part.data.strip() for part in node.nodes)
        if isinstance(node, nodes.Output)
        else not isinstance(node, _SILENT)
        for node in tree.body
    ):
        hint = say("write it, or remove the file: then that of the theme below is used")
        yield error("E654", say("template of a page is empty"), file.place(), hint)


def _check_slots(theme: Theme, file: TemplateFile) -> Iterable[Diagnostic]:
    """Yield what is wrong with the slots that a template of a front page declares."""
    if file.name.startswith("layouts/") or made_for(file.name, theme.templates) in _FRONTS:
        for line, message, hint in declared(file.text)[1]:
            yield error("E480", message, file.place(line), hint)


def _check_calls(
    theme: Theme, file: TemplateFile, tree: nodes.Template, blocks: Mapping[str, Block]
) -> Iterable[Diagnostic]:
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "articles":
            yield from _check_query(file.place(line_of(call)), call)
        if not isinstance(call.node, nodes.Name) or call.node.name not in (*_OF_BLOCKS, *_OF_ASSETS):
            continue
        first = call.args[0] if call.args else None
        if not isinstance(first, nodes.Const):
            if call.node.name not in _OF_ASSETS:
                yield from _check_variants(theme, file, call)
            continue  # a computed name is checked when it is rendered
        place = file.place(line_of(first))
        if call.node.name in _OF_ASSETS:
            if first.value not in theme.assets:
                hint = meant(str(first.value), theme.assets)
                yield error(
                    "E604", say("asset not found in templates/assets/: {value}", value=repr(first.value)), place, hint
                )
            continue
        if file.path.startswith("blocks/"):
            yield error("E605", BLOCK_IN_BLOCK, place)
        block = blocks.get(str(first.value))
        if block is None:
            yield error(
                "E605",
                say("unknown block {value}", value=repr(first.value)),
                place,
                meant(str(first.value), blocks) or say("blocks: {block}", block=", ".join(blocks)),
            )
            continue
        yield from _check_arguments(file, call, block)
        yield from _check_variants(theme, file, call)


def _check_arguments(file: TemplateFile, call: nodes.Call, block: Block) -> Iterable[Diagnostic]:
    """Yield what is wrong with the arguments that a block is given in writing."""
    if len(call.args) > 1:
        message = say("block {name} accepts only named arguments, such as count=5", name=repr(block.name))
        yield error("E605", message, file.place(line_of(call.args[0])), takes(block))
    for keyword in call.kwargs:
        if isinstance(keyword.value, nodes.Const) and keyword.key in block.accepted:
            message = misfit(block.name, keyword.key, keyword.value.value)
            if message and keyword.key != VARIANT:
                yield error("E605", message, file.place(line_of(keyword.value)))
        if keyword.key not in block.accepted:
            yield error(
                "E605",
                say("block {name} has no argument {key}", name=repr(block.name), key=repr(keyword.key)),
                file.place(word_at(file.text, line_of(call), keyword.key)),
                meant(keyword.key, block.accepted) or takes(block),
            )


def _check_variants(theme: Theme, file: TemplateFile, call: nodes.Call) -> Iterable[Diagnostic]:
    """Yield variants that a template names and no file prints; a computed name may be of a variant without a file."""
    first = call.args[0] if call.args else None
    name = str(first.value) if isinstance(first, nodes.Const) else ""
    for keyword in call.kwargs:
        for value in _choices(keyword.value) if keyword.key == VARIANT else ():
            variant = value.value
            known = variants(theme.templates, name)
            if variant and isinstance(variant, str) and variant not in known:
                block = name or "panel"
                message = say("block {name} has no variant {variant}", name=repr(name), variant=repr(variant))
                if not name:
                    message = say("no block has a variant {variant}", variant=repr(variant))
                path = f"templates/{template_name(named(block, {VARIANT: variant}))}"
                hint = meant(variant, known) or say("create {file}", file=path)
                if not is_name(variant):
                    hint = say("the name of a variant has `a-z`, `0-9` and single `-` or `_`")
                yield error("E675", message, file.place(line_of(value)), hint)


def _choices(node: nodes.Expr | None) -> Iterator[nodes.Const]:
    """Yield the literal values that an argument may have: `"a"`, `"a" if x else "b"`."""
    if isinstance(node, nodes.Const):
        yield node
    elif isinstance(node, nodes.CondExpr):
        yield from _choices(node.expr1)
        yield from _choices(node.expr2)


def takes(block: Block) -> Message:
    """Return a description of a block's arguments."""
    return say("arguments: {arguments}", arguments=", ".join(block.accepted))


def lines_of_blocks(theme: Theme, trees: Trees) -> dict[str, Place]:
    """Return where each block is printed first, for problems that only show when it is rendered.

    Keys are `latest`, and `latest {"category":"thu-do"}` if all arguments are literal.
    """
    places: dict[str, Place] = {}
    for file in theme.templates.values():
        if isinstance(tree := trees[file.name], TemplateSyntaxError):
            continue  # said by `check_theme`
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name in _OF_BLOCKS and call.args:
                first = call.args[0]
                if isinstance(first, nodes.Const):
                    if all(isinstance(keyword.value, nodes.Const) for keyword in call.kwargs):
                        given = {k.key: k.value.value for k in call.kwargs if isinstance(k.value, nodes.Const)}
                        places.setdefault(written(str(first.value), given), file.place(line_of(call)))
                    places.setdefault(str(first.value), file.place(line_of(call)))
    return places
