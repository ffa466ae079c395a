"""Finds values in HTML that escaping does not keep in their place: in attributes without quotes and in scripts. Pure.

Only what stands right before a value in the same run of text is looked at, so that there are no false warnings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from jinja2 import nodes

from ssg.core.errors import Diagnostic, warning
from ssg.core.message import Message, say
from ssg.core.theme import TemplateFile, Theme
from ssg.render.columns import line_of
from ssg.render.indentation import is_html
from ssg.render.trees import Trees

_TAG: Final = r"""<[a-zA-Z][\w-]*(?:\s+[\w:.@-]+(?:=(?:"[^"]*"|'[^']*'|[^\s"'<>=]+))?)*\s+(?P<name>[\w:.@-]+)="""
_UNQUOTED: Final = re.compile(_TAG + r"\Z")
_QUOTED: Final = re.compile(_TAG + r'"[^"]*\Z')
# Not right behind the tag: what is a script as a whole, such as structured data, is no text in one.
_SCRIPT: Final = re.compile(r"<script\b(?![^>]*\bsrc=)[^>]*>(?:(?!</script).)+\Z", re.IGNORECASE | re.DOTALL)
_RIGHT: Final = frozenset(("tojson", "safe", "int", "float", "length", "count", "round", "urlencode"))
"""Filters whose result is right in a script."""
_OURS: Final = frozenset(("asset", "script", "block"))


def check_html(theme: Theme, trees: Trees) -> Iterator[Diagnostic]:
    """Yield each such value in templates that print HTML."""
    for file in theme.templates.values():
        tree = trees[file.name]
        if is_html(file.name) and isinstance(tree, nodes.Template):
            for output in tree.find_all(nodes.Output):
                yield from _of(file, output)


def _of(file: TemplateFile, output: nodes.Output) -> Iterator[Diagnostic]:
    before = ""
    for part in output.nodes:
        if isinstance(part, nodes.TemplateData):
            before += part.data
            continue
        if found := _said(part, before):
            yield warning("W614", found[0], file.place(line_of(part)), found[1])
        before += "x"  # whatever it prints is none of the marks that are looked for


def _said(value: nodes.Expr, before: str) -> tuple[Message, Message] | None:
    """Return what is wrong with a value, and what to write; None if nothing is."""
    name = value.name if isinstance(value, nodes.Filter) else ""
    if isinstance(value, nodes.Const) or (isinstance(value, nodes.Call) and _is_ours(value)):
        return None
    if _UNQUOTED.search(before):
        return say("attribute without quotes: a space in the value ends it"), say('write `="{{{{ … }}}}"`')
    if quoted := _QUOTED.search(before):
        if name == "tojson":
            return say("`|tojson` prints double quotes, which end the attribute"), say("write `='{{{{ …|tojson }}}}'`")
        if quoted["name"].startswith("on") and name not in _RIGHT:
            return say("value in a script of an attribute: a quote in it ends the text there"), _IN_SCRIPTS
    elif _SCRIPT.search(before) and name not in _RIGHT:
        return say("value in a script is escaped for HTML: `&` becomes `&amp;`"), _AS_JSON
    return None


_AS_JSON: Final = say("write `{{{{ …|tojson }}}}`, which prints its own quotes")
_IN_SCRIPTS: Final = say("print it as `data-…`, and read that in a script")


def _is_ours(call: nodes.Call) -> bool:
    return isinstance(call.node, nodes.Name) and call.node.name in _OURS
