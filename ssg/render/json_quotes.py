"""Finds values that a template for JSON prints between quotes: a headline with a quote ends the text there.

Such a file is well-formed until a headline with a quote comes, or says what the headline wants it to say. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from jinja2 import nodes

from ssg.core.errors import Diagnostic, warning
from ssg.core.message import say
from ssg.core.theme import TemplateFile, Theme, form_of
from ssg.render.trees import Trees

_QUOTE: Final = re.compile(r'\\.|"', re.DOTALL)
_NUMBERS: Final = frozenset(("count", "float", "int", "length", "round", "urlencode"))
"""Filters whose result has neither quotes nor backslashes."""


def check_json(theme: Theme, trees: Trees) -> Iterator[Diagnostic]:
    """Yield each value between quotes in templates that end in `.json`, the first of each line."""
    for file in theme.templates.values():
        tree = trees[file.name]
        if form_of(file.name) == ".json" and isinstance(tree, nodes.Template):
            lines = {line for output in tree.find_all(nodes.Output) for line in _quoted(output)}
            for line in sorted(lines):
                yield _said(file, line)


def _quoted(output: nodes.Output) -> Iterator[int]:
    """Yield the lines of values that are printed within quotes which begin in the same run of text and values."""
    inside = False
    for part in output.nodes:
        if isinstance(part, nodes.TemplateData):
            inside ^= sum(one == '"' for one in _QUOTE.findall(part.data)) % 2 == 1
        elif inside and not _is_plain(part):
            yield part.lineno


def _is_plain(value: nodes.Expr) -> bool:
    return isinstance(value, nodes.Const) or (isinstance(value, nodes.Filter) and value.name in _NUMBERS)


def _said(file: TemplateFile, line: int) -> Diagnostic:
    message = say("value between quotes in JSON: a quote in a headline would end the text")
    return warning("W613", message, file.place(line), say("write `{{{{ …|tojson }}}}`, which prints its own quotes"))
