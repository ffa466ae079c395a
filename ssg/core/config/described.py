"""Reads what each key of `site.toml` means, from its docstring in the schema: for JSON Schemas, never for builds."""

from __future__ import annotations

import ast
import inspect
import re
from itertools import pairwise
from typing import Final

import msgspec

from ssg.core.message import Message

_EXAMPLES: Final = re.compile(r"\b(?:e\.g\.|such as)((?: (?:or )?`[^`]+`)+)")


def about_keys(struct: type[msgspec.Struct]) -> dict[str, Message]:
    """Return what the keys of a table mean, with those that it inherits; keys without a docstring are not there."""
    found: dict[str, Message] = {}
    for one in reversed(struct.__mro__):
        if issubclass(one, msgspec.Struct) and one is not msgspec.Struct:
            found |= {name: template(text) for name, text in docstrings(_tree(one)).items()}
    return found


def about_table(struct: type[msgspec.Struct]) -> Message:
    """Return what a table is for."""
    return template(" ".join((struct.__doc__ or "").split()))


def docstrings(tree: ast.ClassDef) -> dict[str, str]:
    """Return the docstring of each field of a class, on one line."""
    found: dict[str, str] = {}
    for field, text in pairwise(tree.body):
        is_field = isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if is_field and isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant):
            assert isinstance(field, ast.AnnAssign)  # noqa: S101 - narrows the type
            found[ast.unparse(field.target)] = " ".join(str(text.value.value).split())
    return found


def template(text: str) -> Message:
    """Return a docstring as a message: braces in it are no fields."""
    return Message(text.replace("{", "{{").replace("}", "}}"))


def examples(about: Message) -> list[str]:
    """Return the values that a docstring gives as examples: what stands in backticks behind "such as" and "e.g."."""
    return [one for found in _EXAMPLES.findall(str(about)) for one in re.findall(r"`([^`]+)`", found)]


def _tree(struct: type) -> ast.ClassDef:
    tree = ast.parse(inspect.getsource(struct)).body[0]
    assert isinstance(tree, ast.ClassDef)  # noqa: S101 - narrows the type
    return tree
