"""Refuses templates that could differ from build to build, from their texts alone: each place, and the way instead.

Pages are made in any order, in any process, again only when something that they read has changed. So a template may
depend on nothing but what it is given, and change nothing that outlives a page. What a text does not show is refused
when it is rendered (`pure.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Final

from jinja2 import nodes

from ssg.core.errors import Diagnostic, error
from ssg.core.frozen import MUTATORS
from ssg.core.message import Message, say
from ssg.core.theme import TemplateFile, Theme
from ssg.render.columns import line_of
from ssg.render.compiling import inner_field
from ssg.render.inheritance import references
from ssg.render.pure import RANDOM, TOO_LARGE, too_large
from ssg.render.trees import Trees

_CLOCK: Final = say(
    "use the times of the page, such as `page.date`; what depends on the reader's clock is for a script"
)
BY_CHANCE: Final = ("random", "randint", "choice", "shuffle", "uuid", "uuid4")
BY_CLOCK: Final = ("now", "today", "utcnow", "datetime", "time")
_OF_TIMES: Final = ("now", "today", "utcnow", "fromtimestamp", "utcfromtimestamp", "astimezone")
_OF_JINJA: Final = ("self", "loop", "caller")
# What the module level of an imported template may call: what it gives is a text, or recorded for every page.
_AT_ONCE: Final = frozenset(("_", "gettext", "ngettext", "pgettext", "npgettext", "asset", "script", "range", "dict"))
_LATER: Final = (nodes.Macro, nodes.Block, nodes.CallBlock)


def check_purity(theme: Theme, trees: Trees) -> Iterator[Diagnostic]:
    """Yield all places of a theme's templates that could make a build differ from another one."""
    shared = _imported(theme, trees)
    for file in theme.templates.values():
        tree = trees[file.name]
        if isinstance(tree, nodes.Template):
            yield from _of_calls(file, tree)
            yield from _of_names(file, tree)
            if (large := too_large(tree)) is not None:
                yield error("E626", TOO_LARGE, file.place(line_of(large)), say("write the result"))
            if file.name in shared:
                yield from _of_module(file, tree)


def _imported(theme: Theme, trees: Trees) -> set[str]:
    """Return the templates that are imported without context: they are rendered once for all pages."""
    found: set[str] = set()
    for name, tree in trees.items():
        if isinstance(tree, nodes.Template):
            for node in references(tree):
                shared = isinstance(node, nodes.Import | nodes.FromImport) and not node.with_context
                if shared and isinstance(node.template, nodes.Const):
                    found.add(theme.named(str(node.template.value), name))
    return found


def defined(tree: nodes.Template) -> set[str]:
    """Return all names that a template itself gives a meaning."""
    found = {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
    found.update(node.name for node in tree.find_all(nodes.Macro))
    found.update(node.target for node in tree.find_all(nodes.Import))
    for node in tree.find_all(nodes.FromImport):
        found.update(one[1] if isinstance(one, tuple) else one for one in node.names)
    return found


def _of_calls(file: TemplateFile, tree: nodes.Template) -> Iterator[Diagnostic]:
    """Yield what depends on chance or on the clock."""
    own = defined(tree)
    for filtered in tree.find_all(nodes.Filter):
        if filtered.name == "random":
            yield _by_chance(file, line_of(filtered), "|random")
    for name in tree.find_all(nodes.Name):
        if name.ctx == "load" and name.name == "lipsum" and "lipsum" not in own:
            yield _by_chance(file, line_of(name), "lipsum()", say("write the text"))
    for call in tree.find_all(nodes.Call):
        function = call.node
        if isinstance(function, nodes.Name) and function.name not in own:
            if function.name in BY_CHANCE:
                yield _by_chance(file, line_of(call), f"{function.name}()")
            elif function.name in BY_CLOCK:
                yield _by_clock(file, line_of(call), f"{function.name}()")
        elif isinstance(function, nodes.Getattr):
            if function.attr in _OF_TIMES and not _is_module(function.node, tree):
                yield _by_clock(file, line_of(call), f".{function.attr}()")
            elif function.attr == "strftime" and any("%s" in form for form in _texts(call)):
                yield _by_clock(file, line_of(call), 'strftime("%s")')


def _by_chance(file: TemplateFile, line: int, what: str, hint: Message = RANDOM) -> Diagnostic:
    message = say("`{what}` depends on chance: every build would differ", what=what)
    return error("E617", message, file.place(line), hint)


def _by_clock(file: TemplateFile, line: int, what: str) -> Diagnostic:
    message = say("`{what}` depends on the clock or the zone of the computer", what=what)
    return error("E617", message, file.place(line), _CLOCK)


def _texts(call: nodes.Call) -> Iterator[str]:
    return (part.value for part in call.args if isinstance(part, nodes.Const) and isinstance(part.value, str))


def _of_names(file: TemplateFile, tree: nodes.Template) -> Iterator[Diagnostic]:
    """Yield names by which values could be changed, or that are Python's or jinja2's own."""
    for node in tree.find_all(nodes.Getattr):
        if _is_own(node.attr, node.node, tree):
            yield _inner(file, line_of(node), node.attr)
        elif node.attr in MUTATORS and not _is_module(node.node, tree):
            message = say("`.{name}` would change a value that other pages may see", name=node.attr)
            yield error("E618", message, file.place(line_of(node)), _another(node.attr))
    for item in tree.find_all(nodes.Getitem):
        if isinstance(item.arg, nodes.Const) and isinstance(item.arg.value, str) and item.arg.value.startswith("__"):
            yield _inner(file, line_of(item), item.arg.value)
    yield from _of_attributes(file, tree)


def _of_attributes(file: TemplateFile, tree: nodes.Template) -> Iterator[Diagnostic]:
    """Yield such names that filters and formats are given as texts."""
    for filtered in tree.find_all(nodes.Filter):
        for value in _attributes(filtered):
            if any(part.startswith("__") for part in value.split(".")):
                yield _inner(file, line_of(filtered), value)
            elif filtered.name == "attr" and value in MUTATORS:
                message = say("`.{name}` would change a value that other pages may see", name=value)
                yield error("E618", message, file.place(line_of(filtered)), _another(value))
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Getattr) and call.node.attr in ("format", "format_map"):
            for text in _formats(call.node.node):
                if field := inner_field(text):
                    yield _inner(file, line_of(call), field)


def _is_own(name: str, of: nodes.Expr, tree: nodes.Template) -> bool:
    own = isinstance(of, nodes.Name) and of.name in _OF_JINJA
    return name.startswith("__") or (name.startswith("_") and (own or _is_module(of, tree)))


def _inner(file: TemplateFile, line: int, name: str) -> Diagnostic:
    hint = say("templates see the fields of views and data alone")
    return error("E619", say("name of Python's own: {name}", name=repr(name)), file.place(line), hint)


def _another(name: str) -> Message:
    """Return the way to have another value instead."""
    if name in ("append", "extend", "insert", "add"):
        return say(
            "make a new list: `{{% set ns = namespace(all=[]) %}}`, and `{{% set ns.all = ns.all + [x] %}}` in a loop"
        )
    if name in ("sort", "reverse"):
        return say("use the filter `|{name}`, which gives a new list", name=name)
    if name in ("update", "setdefault"):
        return say("make a new table: `dict(old, key=value)`")
    return say("select what remains with `|select`, `|reject` or a slice such as `items[1:]`")


def _attributes(filtered: nodes.Filter) -> Iterator[str]:
    """Yield the attributes that a filter is given in writing."""
    given = [keyword.value for keyword in filtered.kwargs if keyword.key == "attribute"]
    if filtered.name in ("attr", "groupby", "selectattr", "rejectattr", "collate", "sum"):
        given += filtered.args[:1]
    yield from (part.value for part in given if isinstance(part, nodes.Const) and isinstance(part.value, str))


def _formats(node: nodes.Expr) -> Iterator[str]:
    """Yield the text of a format, be it one that is translated."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, nodes.Call):
        yield from _texts(node)


def _is_module(node: nodes.Expr, tree: nodes.Template) -> bool:
    """Return whether an expression is the name of an imported template: what is behind it are macros."""
    return isinstance(node, nodes.Name) and node.name in {one.target for one in tree.find_all(nodes.Import)}


def _of_module(file: TemplateFile, tree: nodes.Template) -> Iterator[Diagnostic]:
    """Yield what an imported template does once for all pages, though it may differ from page to page."""
    for call in _calls_at_once(tree):
        function = call.node
        if isinstance(function, nodes.Name) and function.name not in _AT_ONCE:
            message = say(
                "`{name}()` outside the macros of a template that is imported; it would be called once for all pages",
                name=function.name,
            )
            hint = say("call it within the macro, or import the template `with context`")
            yield error("E620", message, file.place(line_of(call)), hint)


def _calls_at_once(node: nodes.Node, later: AbstractSet[type] = frozenset(_LATER)) -> Iterator[nodes.Call]:
    for child in node.iter_child_nodes():
        if type(child) not in later:
            if isinstance(child, nodes.Call):
                yield child
            yield from _calls_at_once(child, later)
