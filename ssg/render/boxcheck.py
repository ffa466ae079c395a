"""Checks the boxes of a site's own before anything is rendered: what they declare and what they see. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from jinja2 import Environment, meta, nodes
from jinja2.exceptions import TemplateError

from ssg.core.errors import Diagnostic, error
from ssg.core.message import NOTHING, say
from ssg.core.text.near import nearest
from ssg.core.theme import Theme
from ssg.index.boxes import Box, declared
from ssg.render.closures import Closure
from ssg.render.columns import line_of
from ssg.render.environment import without_site
from ssg.render.trees import Trees

_SEEN: Final = frozenset(("args", "content"))


def check_boxes(
    theme: Theme, trees: Trees, closures: Mapping[str, Closure], environment: Environment
) -> Iterator[Diagnostic]:
    """Yield what is wrong with boxes: declarations, names of the site, arguments that are not declared."""
    found = declared(theme.templates)
    yield from found.diagnostics
    alone = without_site(environment)
    for box in found.boxes.values():
        for name in closures[box.template].files if box.template in closures else ():
            tree = trees.get(name)
            if isinstance(tree, nodes.Template):
                yield from _foreign(theme, box, name, tree, alone)
                yield from _undeclared(theme, box, name, tree)


def _foreign(theme: Theme, box: Box, name: str, tree: nodes.Template, alone: Environment) -> Iterator[Diagnostic]:
    """Yield the names of the site that a box uses, each once; `alone` is the environment of boxes."""
    try:
        missing = meta.find_undeclared_variables(alone.parse(theme.templates[name].text, name)) - _SEEN
    except TemplateError:  # said by `check_theme`
        return
    for wanted in sorted(missing):
        lines = [node.lineno for node in tree.find_all(nodes.Name) if node.name == wanted]
        message = say("`{name}` is not defined in a box (`{box}`)", name=wanted, box=box.name)
        hint = say("a box sees only `args` and `content`: declare an argument, or write it into the template")
        yield error("E633", message, theme.templates[name].place(min(lines, default=1)), hint)


def _undeclared(theme: Theme, box: Box, name: str, tree: nodes.Template) -> Iterator[Diagnostic]:
    """Yield the arguments that a box's own template asks for and does not declare."""
    if name != box.template:
        return  # what several boxes include may ask for what only one of them has
    own = [argument.name for argument in box.arguments]
    for item in tree.find_all(nodes.Getitem):
        asked = item.arg.value if isinstance(item.arg, nodes.Const) else None
        if not (isinstance(item.node, nodes.Name) and item.node.name == "args" and isinstance(asked, str)):
            continue
        if asked not in own:
            near = nearest(asked, own)
            hint = say("did you mean `{near}`?", near=near) if near else NOTHING
            message = say("box `{box}` does not declare the argument `{name}`", box=box.name, name=asked)
            yield error("E634", message, theme.templates[name].place(line_of(item)), hint)
