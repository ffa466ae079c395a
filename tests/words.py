"""Gathers what is said to editors, for `make words` (as an extraction method of Babel) and for the tests.

These are the templates of `say`, `label` and `many`, the help of commands and options, the titles of codes, what facts
are called, and what the docstrings say of the tables and keys of `site.toml`.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from pathlib import PurePath
from typing import IO, Any

from ssg.core.config.described import docstrings, template

_WORDED = {"FactKind": 2, "ArticleFact": 2, "Entry": 1}
"""Calls of which one argument is a template, and its number."""
CODES = ("core/codes.py", "core/technical_codes.py")
"""The modules whose tables hold the titles of codes."""
KEYS = "core/config"
"""The folder whose classes are the tables of `site.toml`."""


def extract(
    fileobj: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: dict[str, Any]
) -> Iterator[tuple[int, str | None, str | tuple[str, str], list[str]]]:
    """Yield what Babel wants: line, function, message or (one, other), comments."""
    for line, one, other in templates(ast.parse(fileobj.read()), fileobj.name):
        yield (line, "ngettext", (one, other), []) if other else (line, None, one, [])


def templates(tree: ast.Module, file: str = "") -> Iterator[tuple[int, str, str]]:
    """Yield line, template and plural ("" for none) of everything that a module says."""
    of_codes, of_keys = file.endswith(CODES), PurePath(file).parent.as_posix().endswith(KEYS)
    for node in ast.walk(tree):
        if of_keys and isinstance(node, ast.ClassDef):
            yield from ((node.lineno, text, "") for text in _of_table(node))
        elif isinstance(node, ast.Call):
            yield from _of_call(node)
        elif isinstance(node, ast.FunctionDef) and any(map(_is_command, node.decorator_list)):
            yield node.lineno, ast.get_docstring(node) or "", ""
        elif of_codes and isinstance(node, ast.Dict):
            yield from ((value.lineno, text_of(value), "") for value in node.values if text_of(value))


def _of_table(node: ast.ClassDef) -> Iterator[str]:
    """Yield what a table of `site.toml` is for, and what its keys mean."""
    keys = docstrings(node)
    if keys:
        yield template(" ".join((ast.get_docstring(node) or "").split())).template
        yield from (template(text).template for text in keys.values())


def _of_call(node: ast.Call) -> Iterator[tuple[int, str, str]]:
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    if name in ("say", "label") and text_of(node.args[0]):
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
