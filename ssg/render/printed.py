"""What `block()` gives to a template: a place in the page, which can be printed and is no text.

What a block shows is put in after the page is rendered, so that the page need not be rendered again when it changes.
Whether it shows anything is asked with `block_empty()`. The texts of templates are checked for all other uses.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NoReturn

from jinja2 import nodes
from markupsafe import Markup, escape

from ssg.core.errors import Diagnostic, error
from ssg.core.message import Message, say
from ssg.core.theme import TemplateFile, Theme
from ssg.render.columns import line_of
from ssg.render.inheritance import references
from ssg.render.pure import Unknown
from ssg.render.trees import Trees

# Filters that leave a place in the page what it is, and tests that ask nothing of it.
_FILTERS: Final = frozenset(("safe", "e", "escape"))
_TESTS: Final = frozenset(("defined", "undefined"))
# Nodes that ask something of an expression, with the name of that.
_ASKED: Final = {
    nodes.If: "test",
    nodes.CondExpr: "test",
    nodes.Not: "node",
    nodes.Getattr: "node",
    nodes.Getitem: "node",
    nodes.Call: "node",
    nodes.For: "iter",
}
_ARITHMETIC: Final = (
    nodes.And,
    nodes.Or,
    nodes.Sub,
    nodes.Mul,
    nodes.Div,
    nodes.FloorDiv,
    nodes.Mod,
    nodes.Pow,
    nodes.Neg,
    nodes.Pos,
)
_ASKING: Final = (
    *(nodes.FilterBlock, nodes.AssignBlock, nodes.Filter, nodes.Test, nodes.Compare),
    *_ARITHMETIC,
    *_ASKED,
)


class Printed:
    """The place of a block: it can be printed, joined to other text, and passed on; all else is an error."""

    __slots__ = ("_marker", "_name")

    def __init__(self, name: str, marker: Markup) -> None:
        """Take the name of the block and the marker that is printed."""
        self._name = name
        self._marker = marker

    def __html__(self) -> str:
        """Return the marker, where a page is put together."""
        return self._marker

    def __add__(self, other: object) -> Markup:
        """Join it to a text."""
        return self._marker + escape(other)

    def __radd__(self, other: object) -> Markup:
        """Join a text to it."""
        return escape(other) + self._marker

    def __repr__(self) -> str:
        """Return what it is, for people who look for a fault."""
        return f"block({self._name!r})"

    def refuse(self, *_: object) -> NoReturn:
        """Raise the problem of a use that only a text has."""
        raise Unknown("E624", _message(self._name), _way(self._name))

    __str__ = __bool__ = __len__ = __iter__ = __contains__ = __getitem__ = refuse
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = refuse
    __mul__ = __rmul__ = __mod__ = __call__ = refuse
    __hash__ = None  # type: ignore[assignment]


def _message(name: str) -> Message:
    shown = say("block({name})", name=repr(name)) if name else say("what block() prints")
    return say("{shown} is not a text: it is put in after the page is rendered, and can only be printed", shown=shown)


def _way(name: str) -> Message:
    asked = f'block_empty("{name or "…"}")'
    return say("ask `{asked}` whether it shows anything; its look is for its own template", asked=asked)


def check_printed(theme: Theme, trees: Trees) -> Iterator[Diagnostic]:
    """Yield all places that use what `block()` prints for a text, as far as the texts of templates show it."""
    macros = _macros(theme, trees)
    for file in theme.templates.values():
        tree = trees[file.name]
        if isinstance(tree, nodes.Template):
            yield from _Uses(file, tree, macros[file.name]).found(tree)


def _macros(theme: Theme, trees: Trees) -> dict[str, set[str]]:
    """Return the macros by which each template prints blocks, as it calls them: its own, and those it imports."""
    found: dict[str, set[str]] = {name: set() for name in trees}
    while True:
        before = {name: set(macros) for name, macros in found.items()}
        for name, tree in trees.items():
            if isinstance(tree, nodes.Template):
                found[name] |= _macros_of(theme, name, tree, before)
        if before == found:
            return found


def _macros_of(theme: Theme, name: str, tree: nodes.Template, known: dict[str, set[str]]) -> set[str]:
    own = {m.name for m in tree.find_all(nodes.Macro) if any(_name_of(c, known[name]) for c in m.find_all(nodes.Call))}
    for node in references(tree):
        if isinstance(node.template, nodes.Const):
            others = known.get(theme.named(str(node.template.value), name), set())
            if isinstance(node, nodes.Import):
                own |= {f"{node.target}.{macro}" for macro in others}
            elif isinstance(node, nodes.FromImport):
                pairs = (one if isinstance(one, tuple) else (one, one) for one in node.names)
                own |= {alias for macro, alias in pairs if macro in others}
    return own


def _name_of(call: nodes.Call, macros: set[str]) -> str:
    """Return what a call that prints a block prints ("…": a macro's); "" for any other call."""
    function = call.node
    if isinstance(function, nodes.Name) and function.name == "block":
        first = call.args[0] if call.args else None
        return str(first.value) if isinstance(first, nodes.Const) else "…"
    called = function.name if isinstance(function, nodes.Name) else ""
    if isinstance(function, nodes.Getattr) and isinstance(function.node, nodes.Name):
        called = f"{function.node.name}.{function.attr}"
    return "…" if called in macros else ""


class _Uses:
    """Finds the uses in one template. Names that are only ever set to what blocks print count as that."""

    def __init__(self, file: TemplateFile, tree: nodes.Template, macros: set[str]) -> None:
        self._file = file
        self._macros = macros
        self._names: dict[str, str] = {}
        set_to: dict[str, list[str]] = {}
        for node in tree.find_all((nodes.Assign, nodes.AssignBlock)):
            if isinstance(node.target, nodes.Name):  # type: ignore[attr-defined]
                set_to.setdefault(node.target.name, []).append(self._of_assignment(node))  # type: ignore[attr-defined]
        others = {node.name for loop in tree.find_all(nodes.For) for node in loop.target.find_all(nodes.Name)}
        others |= {arg.name for macro in tree.find_all(nodes.Macro) for arg in macro.args}
        others |= {loop.target.name for loop in tree.find_all(nodes.For) if isinstance(loop.target, nodes.Name)}
        for name, values in set_to.items():
            if all(values) and name not in others:
                self._names[name] = values[0]

    def _of_assignment(self, node: nodes.Node) -> str:
        if isinstance(node, nodes.Assign):
            return self._shows(node.node)
        calls = (call for part in getattr(node, "body", ()) for call in part.find_all(nodes.Call))
        return next(filter(None, (_name_of(call, self._macros) for call in calls)), "")

    def _shows(self, node: nodes.Node | None) -> str:
        """Return the block that an expression gives; "" if it gives none."""
        if isinstance(node, nodes.Call):
            return _name_of(node, self._macros)
        if isinstance(node, nodes.Name):
            return self._names.get(node.name, "")
        if isinstance(node, nodes.Filter) and node.name in _FILTERS:
            return self._shows(node.node)
        if isinstance(node, nodes.Concat):
            return next(filter(None, map(self._shows, node.nodes)), "")
        if isinstance(node, nodes.Add):
            return self._shows(node.left) or self._shows(node.right)
        return ""

    def found(self, tree: nodes.Template) -> Iterator[Diagnostic]:
        """Yield each use."""
        seen: set[int] = set()
        for node, used in self._used(tree):
            name = self._shows(used)
            if name and node.lineno not in seen:
                seen.add(node.lineno)
                known = "" if name == "…" else name
                yield error("E624", _message(known), self._file.place(line_of(node)), _way(known))

    def _used(self, tree: nodes.Template) -> Iterator[tuple[nodes.Node, nodes.Node | None]]:
        """Yield every expression that is asked for something that only texts have, with the node that asks."""
        for node in tree.find_all(_ASKING):
            if isinstance(node, nodes.FilterBlock | nodes.AssignBlock):
                if node.filter is not None and node.filter.name not in _FILTERS:
                    yield from ((node, call) for part in node.body for call in part.find_all(nodes.Call))
            elif isinstance(node, nodes.Filter | nodes.Test):
                if node.name not in (_FILTERS if isinstance(node, nodes.Filter) else _TESTS):
                    yield node, node.node
            elif isinstance(node, nodes.Compare):
                yield from ((node, part) for part in (node.expr, *(operand.expr for operand in node.ops)))
            elif isinstance(node, _ARITHMETIC):
                yield from ((node, part) for part in node.iter_child_nodes())
            else:
                for kind, field in _ASKED.items():
                    if isinstance(node, kind):
                        yield node, getattr(node, field)
