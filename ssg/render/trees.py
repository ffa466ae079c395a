"""Parses every template of a theme once, for all checks of their texts. Never compiles or renders one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, Final, TypeAlias

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from ssg.core.theme import TemplateFile, Theme
from ssg.render.bare import bare_environment
from ssg.render.pure import PureEnvironment

Tree: TypeAlias = nodes.Template | TemplateSyntaxError
Trees: TypeAlias = Mapping[str, Tree]
_MOST: Final = 128
"""The trees that are remembered: an edit of one template of a theme of 70 leaves the others as they were."""


def trees(theme: Theme) -> dict[str, Tree]:
    """Return the tree of each template by its name, or the parse error. Trees are shared: nobody may change one."""
    found: dict[str, Tree] = {}
    for file in theme.templates.values():
        try:
            found[file.name] = tree_of(file)
        except TemplateSyntaxError as problem:
            found[file.name] = problem
    return found


def tree_of(file: TemplateFile) -> nodes.Template:
    """Return the tree of a template. Raises TemplateSyntaxError."""
    return _parsed(file.text, file.name, file.label)


@cache
def _environment() -> PureEnvironment:
    environment = bare_environment()
    environment.has_columns = True
    return environment


@lru_cache(maxsize=_MOST)
def _parsed(text: str, name: str, label: str) -> nodes.Template:
    tree = _environment().parse(text, name, label)
    tree.find_all = _Found(tree)  # type: ignore[assignment, method-assign]
    return tree


class _Found:
    """`find_all` of a tree: two dozen checks look for nodes of some kind, and to go through all nodes takes long."""

    def __init__(self, tree: nodes.Template) -> None:
        self._all: list[Any] = list(tree.find_all(nodes.Node))
        self._of_kind: dict[Any, list[Any]] = {}

    def __call__(self, kind: Any) -> Iterator[Any]:  # noqa: ANN401 - a type of nodes, or several
        if kind not in self._of_kind:
            self._of_kind[kind] = [node for node in self._all if isinstance(node, kind)]
        return iter(self._of_kind[kind])
