"""Finds what prints something else than it seems to: assignments in loops, conditions around Jinja blocks. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from jinja2 import nodes

from ssg.core.errors import Diagnostic, warning
from ssg.core.message import say
from ssg.core.theme import TemplateFile, Theme
from ssg.render.columns import line_of
from ssg.render.trees import Trees

_SCOPES: Final = (nodes.Macro, nodes.Block)
_TAGS: Final = {nodes.If: "if", nodes.For: "for", nodes.With: "with"}


def check_traps(theme: Theme, trees: Trees) -> Iterator[Diagnostic]:
    """Yield the places of all templates."""
    shared = _read_by_includes(theme, trees)
    for file in theme.templates.values():
        tree = trees[file.name]
        if isinstance(tree, nodes.Template):
            yield from _of_loops(file, tree, shared)
            if any(isinstance(node, nodes.Extends) for node in tree.body):
                yield from _of_conditions(file, tree)


def _read_by_includes(theme: Theme, trees: Trees) -> set[str]:
    """Return the names that included templates read: they see what is set around them."""
    found: set[str] = set()
    for name, tree in trees.items():
        for node in tree.find_all(nodes.Include) if isinstance(tree, nodes.Template) else ():
            written = node.template.value if isinstance(node.template, nodes.Const) else ""
            target = trees.get(theme.named(str(written), name))
            if isinstance(target, nodes.Template):
                found |= {one.name for one in target.find_all(nodes.Name) if one.ctx == "load"}
    return found


def _of_loops(file: TemplateFile, tree: nodes.Template, shared: set[str]) -> Iterator[Diagnostic]:
    """Yield assignments in a loop that nothing behind them in it uses: the next round sees the old value."""
    seen: set[int] = set()
    for loop in tree.find_all(nodes.For):
        inside = [node for part in loop.body for node in _nodes(part)]
        for assigned in inside:
            for name in sorted(_set_by(assigned)):
                own = {id(one) for other in inside if name in _set_by(other) for one in _nodes(other)}
                is_read = any(_reads(node, name) and id(node) not in own for node in tree.find_all(nodes.Name))
                if id(assigned) in seen or not is_read or _used(inside, name, own, included=name in shared):
                    continue
                seen.add(id(assigned))
                message = say("`{name}` is set in a loop and lost at the end of each round", name=name)
                hint = say(
                    "`{{% set ns = namespace({name}=…) %}}` before the loop, `{{% set ns.{name} = … %}}` in it",
                    name=name,
                )
                yield warning("W616", message, file.place(line_of(assigned)), hint)


def _set_by(node: nodes.Node) -> set[str]:
    """Return the names that a node assigns."""
    if not isinstance(node, nodes.Assign | nodes.AssignBlock):
        return set()
    return {one.name for one in _nodes(node.target) if isinstance(one, nodes.Name)}


def _nodes(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield a node and those in it, in the order of the text, without what has a scope of its own."""
    yield node
    for child in node.iter_child_nodes():
        if not isinstance(child, _SCOPES):
            yield from _nodes(child)


def _reads(node: nodes.Node, name: str) -> bool:
    return isinstance(node, nodes.Name) and node.name == name and node.ctx == "load"


def _used(inside: list[nodes.Node], name: str, own: set[int], *, included: bool) -> bool:
    """Return whether a loop uses a name behind its assignment, or may: an included template and `call` see it."""
    is_set = False
    for node in inside:
        is_set = is_set or name in _set_by(node)
        if is_set and included and isinstance(node, nodes.Include):
            return True
        if is_set and _reads(node, name) and id(node) not in own:
            return True
    return False


def _of_conditions(file: TemplateFile, tree: nodes.Template) -> Iterator[Diagnostic]:
    """Yield the Jinja blocks of a template with a parent that a tag outside of them seems to hold back."""
    for node in tree.body:
        for kind, tag in _TAGS.items():
            if isinstance(node, kind):
                for block in node.find_all(nodes.Block):
                    message = say(
                        "`{tag}` around the Jinja block {name} has no effect: it is filled in any case",
                        name=repr(block.name),
                        tag=tag,
                    )
                    hint = say("write the tag within the block; `{{{{ super() }}}}` prints what it has otherwise")
                    yield warning("W615", message, file.place(line_of(block)), hint)
