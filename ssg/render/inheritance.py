"""Checks how templates name one another: literal names that exist, Jinja blocks that a parent has, no circles. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple, TypeAlias

from jinja2 import nodes

from ssg.core.errors import Diagnostic, error, warning
from ssg.core.message import NOTHING, Message, say
from ssg.core.text.near import likest
from ssg.core.theme import BELOW, TemplateFile, Theme
from ssg.render.columns import line_of
from ssg.render.trees import Trees

_KINDS: Final = (nodes.Include, nodes.Extends, nodes.Import, nodes.FromImport)
# What is inside may be left out when a template is rendered, or is only rendered when it is called.
_CONDITIONAL: Final = (nodes.If, nodes.For, nodes.Macro, nodes.CallBlock)
_Reference: TypeAlias = nodes.Include | nodes.Extends | nodes.Import | nodes.FromImport


class _Edge(NamedTuple):
    """A template that another one always needs to be rendered, and where it says so."""

    target: str
    line: int
    verb: str


def meant(name: str, known: Iterable[str]) -> Message:
    """Return the hint that names what is most alike, if anything is."""
    close = likest(name, known)
    return say("did you mean {close}?", close=repr(close)) if close else NOTHING


def references(tree: nodes.Node) -> Iterator[_Reference]:
    """Yield every place in which a template names another one."""
    yield from tree.find_all(_KINDS)  # type: ignore[misc]


def check_names(theme: Theme, file: TemplateFile, tree: nodes.Template) -> Iterator[Diagnostic]:
    """Yield names of other templates that are computed, or that no file has."""
    for node in references(tree):
        name = node.template
        if not isinstance(name, nodes.Const) or not isinstance(name.value, str):
            hint = say("write the file name in quotes; ssg must know which templates a page depends on")
            message = say("{verb} needs a literal name", verb=_verb(node))
            yield error("E603", message, file.place(line_of(node)), hint)
        elif theme.named(name.value, file.name) not in theme.templates and not _may_be_missing(node):
            message = say("template not found: {value}", value=repr(name.value))
            yield error("E602", message, file.place(line_of(node)), _where(theme, file, name.value))


def _may_be_missing(node: _Reference) -> bool:
    """Return whether a template includes a file only if it is there; that is known: a new file is a new theme."""
    return isinstance(node, nodes.Include) and node.ignore_missing


def _where(theme: Theme, file: TemplateFile, written: str) -> Message:
    """Return a hint for a name that no file has."""
    name = written.replace(BELOW, "")
    if not written.startswith(BELOW):
        return meant(written, theme.templates)
    found = theme.templates.get(name)
    if found is not None and found.layer == file.layer and name not in theme.covering:
        return say("no theme below has this file; `theme:` reaches the themes that this one extends")
    known = {BELOW + other.path for other in theme.templates.values() if other.layer > file.layer}
    known |= {BELOW + other for other in theme.covering}
    close = likest(written, known)
    if close:
        return say("did you mean {close}?", close=repr(close))
    return say("`theme:` reaches the themes that this one extends")


def _verb(node: _Reference) -> str:
    return {"FromImport": "import"}.get(type(node).__name__, type(node).__name__.lower())


def check_blocks(theme: Theme, trees: Trees) -> Iterator[Diagnostic]:
    """Yield Jinja blocks that no parent has, and text that a template with a parent never prints."""
    for file in theme.templates.values():
        tree = trees[file.name]
        if not isinstance(tree, nodes.Template) or not any(isinstance(node, nodes.Extends) for node in tree.body):
            continue
        known = _inherited(theme, trees, file.name, {file.name})
        if known is None:
            continue  # of a parent that is not there, or that cannot be parsed
        parent = next(str(n.template.value) for n in tree.body if isinstance(n, nodes.Extends))  # type: ignore[attr-defined]
        # A theme cannot know the file that a site puts in the place of its own: a layout is then printed as that is.
        is_replaced = parent in theme.templates and theme.templates[parent].layer < file.layer
        for block in _outermost(tree) if not is_replaced else ():
            if block.name not in known:
                message = say("{parent} has no Jinja block {name}", parent=repr(parent), name=repr(block.name))
                hint = meant(block.name, known) or say("its blocks: {blocks}", blocks=", ".join(sorted(known)))
                yield error("E621", message, file.place(line_of(block)), hint)
        yield from _never_printed(file, tree)


def _inherited(theme: Theme, trees: Trees, name: str, seen: set[str]) -> set[str] | None:
    """Return the Jinja blocks of all parents of a template; None if they cannot be known."""
    found: set[str] = set()
    tree = trees.get(name)
    if not isinstance(tree, nodes.Template):
        return None
    for node in tree.find_all(nodes.Extends):
        if not isinstance(node.template, nodes.Const):
            return None
        parent = theme.named(str(node.template.value), name)
        above = trees.get(parent)
        if parent in seen or not isinstance(above, nodes.Template):
            return None
        inherited = _inherited(theme, trees, parent, {*seen, parent})
        if inherited is None:
            return None
        found |= inherited | {block.name for block in above.find_all(nodes.Block)}
    return found


def _outermost(node: nodes.Node) -> Iterator[nodes.Block]:
    """Yield the Jinja blocks that do not lie in another one: those within are new, and need no parent."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Block):
            yield child
        else:
            yield from _outermost(child)


def _never_printed(file: TemplateFile, tree: nodes.Template) -> Iterator[Diagnostic]:
    """Yield the first text behind `extends` that stands in no Jinja block."""
    start = next(number for number, node in enumerate(tree.body) if isinstance(node, nodes.Extends))
    for node in tree.body[start + 1 :]:
        if isinstance(node, nodes.Output):
            for part in node.nodes:
                if not (isinstance(part, nodes.TemplateData) and not part.data.strip()):
                    line = part.lineno
                    if isinstance(part, nodes.TemplateData):
                        line += part.data[: len(part.data) - len(part.data.lstrip())].count("\n")
                    message = say("text outside the Jinja blocks of a template that extends another; not printed")
                    hint = say("write it within `{{% block NAME %}}` … `{{% endblock %}}`")
                    yield warning("W627", message, file.place(line), hint)
                    return


def check_circles(theme: Theme, trees: Trees) -> Iterator[Diagnostic]:
    """Yield templates that cannot be rendered without themselves, each circle once."""
    edges = {name: tuple(_edges(theme, name, tree)) for name, tree in trees.items()}
    seen: set[frozenset[str]] = set()
    for name in sorted(edges, key=lambda one: (theme.templates[one].layer, one)):
        way = _circle(edges, name)
        if way and (members := frozenset(edge.target for edge in way)) not in seen:
            seen.add(members)
            file = theme.templates[name]
            first = way[0]
            if len(way) == 1:
                message = say("{file} {verb} itself", file=repr(file.path), verb=_VERBS[first.verb])
            else:
                names = " → ".join([name, *(edge.target for edge in way)])
                message = say("circular templates: {names}", names=names)
            yield error("E622", message, file.place(first.line), _instead(theme, file, first))


_VERBS: Final = {
    "extends": say("extends"),
    "include": say("includes"),
    "import": say("imports"),
}


def _instead(theme: Theme, file: TemplateFile, edge: _Edge) -> Message:
    target = theme.templates[edge.target]
    if target.path in theme.covering and target.layer <= file.layer:
        written = BELOW + target.path
        return say("write `{name}` for the file of the theme below", name=written)
    return NOTHING


def _edges(theme: Theme, name: str, tree: object) -> Iterator[_Edge]:
    """Yield the templates without which this one is never rendered."""
    if isinstance(tree, nodes.Template):
        for node in _always(tree):
            if isinstance(node.template, nodes.Const):
                target = theme.named(str(node.template.value), name)
                if target in theme.templates:
                    yield _Edge(target, line_of(node), _verb(node))


def _always(node: nodes.Node) -> Iterator[_Reference]:
    for child in node.iter_child_nodes():
        if isinstance(child, _KINDS):
            yield child
        elif not isinstance(child, _CONDITIONAL):
            yield from _always(child)


def _circle(edges: dict[str, tuple[_Edge, ...]], start: str) -> list[_Edge]:
    """Return the shortest way from a template to itself; empty if there is none."""
    ways: list[list[_Edge]] = [[]]
    seen: set[str] = set()
    while ways:
        next_ways: list[list[_Edge]] = []
        for way in ways:
            for edge in edges.get(way[-1].target if way else start, ()):
                if edge.target == start:
                    return [*way, edge]
                if edge.target not in seen:
                    seen.add(edge.target)
                    next_ways.append([*way, edge])
        ways = next_ways
    return []
