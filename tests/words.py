"""Gathers what is said to editors, for `make words` (as an extraction method of Babel) and for the tests.

These are the templates of `say` and `many`, the help of commands and options, the titles of codes and what facts are
called.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from typing import IO, Any

_WORDED = {"FactKind": 2, "ArticleFact": 2, "Entry": 1}
"""Calls of which one argument is a template, and its number."""
CODES = ("core/codes.py", "core/technical_codes.py")
"""The modules whose tables hold the titles of codes."""


def extract(
    fileobj: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: dict[str, Any]
) -> Iterator[tuple[int, str | None, str | tuple[str, str], list[str]]]:
    """Yield what Babel wants: line, function, message or (one, other), comments."""
    for line, one, other in templates(ast.parse(fileobj.read()), of_codes=fileobj.name.endswith(CODES)):
        yield (line, "ngettext", (one, other), []) if other else (line, None, one, [])


def templates(tree: ast.Module, *, of_codes: bool = False) -> Iterator[tuple[int, str, str]]:
    """Yield line, template and plural ("" for none) of everything that a module says."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _of_call(node)
        elif isinstance(node, ast.FunctionDef) and any(map(_is_command, node.decorator_list)):
            yield node.lineno, ast.get_docstring(node) or "", ""
        elif of_codes and isinstance(node, ast.Dict):
            yield from ((value.lineno, text_of(value), "") for value in node.values if text_of(value))


def _of_call(node: ast.Call) -> Iterator[tuple[int, str, str]]:
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    if name == "say" and text_of(node.args[0]):
        yield node.lineno, text_of(node.args[0]), ""
    elif name == "many" and text_of(node.args[0]):
        yield node.lineno, text_of(node.args[0]), text_of(node.args[1])
    elif name in _WORDED and len(node.args) > _WORDED[name] and text_of(node.args[_WORDED[name]]):
        yield node.lineno, text_of(node.args[_WORDED[name]]), ""
    elif name == "option":
        for keyword in node.keywords:
            if keyword.arg == "help":
                yield node.lineno, text_of(keyword.value), ""


def text_of(node: ast.expr) -> str:
    """Return a literal text; "" for anything else."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _is_command(node: ast.expr) -> bool:
    called = node.func if isinstance(node, ast.Call) else node
    return isinstance(called, ast.Attribute) and called.attr in ("command", "group")
