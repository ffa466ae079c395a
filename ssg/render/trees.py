"""Parses every template of a theme once, for all checks of their texts. Never compiles or renders one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from jinja2 import Environment, nodes
from jinja2.exceptions import TemplateSyntaxError

from ssg.core.theme import Theme

Tree: TypeAlias = nodes.Template | TemplateSyntaxError
Trees: TypeAlias = Mapping[str, Tree]


def trees(theme: Theme, environment: Environment) -> dict[str, Tree]:
    """Return the tree of each template by its name, or the parse error."""
    found: dict[str, Tree] = {}
    for file in theme.templates.values():
        try:
            found[file.name] = environment.parse(file.text, file.name, file.label)
        except TemplateSyntaxError as problem:
            found[file.name] = problem
    return found
