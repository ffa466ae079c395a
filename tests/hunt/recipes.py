"""Applies the recipes of CONTRIBUTING.md to a copy of the package, as somebody does who follows them to the letter.

A recipe is a heading below “How to add …” and what follows it: paragraphs that name files and tables in backticks, and
pieces of code. What a piece is tells where it goes:

- with a docstring at its start, or a template: a new file, of the last such name in the text before it;
- indented: a line of the table (`PAGE_KINDS`) that the text before it names, with the import that it needs;
- anything else: a part of the file that the text before it names, above the table that the text names.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_TABLE = re.compile(r"`([A-Z][A-Z_]+)`")
_PAIR = re.compile(r"`([A-Z][A-Z_]+)` of `([\w/.]+\.py)`")
_NAMED_IN = re.compile(r"(?:line|named|count|name) in `([A-Z][A-Z_]+)`(?: of `([\w/.]+\.py)`)?(?: \(`([^`]+)`\))?")
_PLACES = {"MARKDOWN_RULES": '("typography"'}  # what a rule “in its place among the others” comes before


class Piece(NamedTuple):
    """A piece of code: its language, and all text of the recipe since the piece before it."""

    language: str
    before: str
    code: str


class Recipe(NamedTuple):
    """A recipe: `a kind of page`, its pieces of code, and the text behind the last of them."""

    name: str
    pieces: tuple[Piece, ...]
    after: str


def read_recipes(text: str) -> dict[str, Recipe]:
    """Take the recipes out of CONTRIBUTING.md, by what they add."""
    found: dict[str, Recipe] = {}
    for section in re.split(r"^#{2,3} (?=…)", text, flags=re.MULTILINE)[1:]:
        name, _, rest = re.split(r"^## ", section, flags=re.MULTILINE)[0].partition("\n")
        parts = re.split(r"^```(\w+)\n(.*?)^```$", rest, flags=re.MULTILINE | re.DOTALL)
        pieces = tuple(Piece(parts[n + 1], parts[n], parts[n + 2]) for n in range(0, len(parts) - 1, 3))
        found[name.strip("… `\n")] = Recipe(name.strip("… `\n"), pieces, parts[-1])
    return found


def apply(recipe: Recipe, root: Path) -> tuple[str, ...]:
    """Write what a recipe says into the copy at `root`; give the new templates."""
    templates: list[str] = []
    modules: dict[str, str] = {}  # by the name under which their lines know them
    pending: list[tuple[Piece, str]] = []
    text = ""
    for piece in recipe.pieces:
        text += piece.before
        if piece.language == "jinja":
            templates.append(_last(r"`(templates/[\w/.-]+)`", text))
            write(root / templates[-1], piece.code)
        elif piece.language == "python" and piece.code.startswith('"""'):
            file = _module(text, root)
            modules[Path(file).stem] = ".".join(Path(file).parent.parts)
            write(root / file, piece.code)
        elif piece.language == "python":
            pending.append((piece, text))
    for piece, so_far in pending:
        _insert(piece, so_far, modules, root)
    for before in (*(piece.before for piece in recipe.pieces), recipe.after):
        for table, file, entry in _NAMED_IN.findall(" ".join(before.split())):
            if entry:
                add_line(root / file, table, entry)
    if "for every article is named in `ALWAYS`" in " ".join(recipe.after.split()):
        rules = [piece for piece, _ in pending if piece.code.startswith("    (")]
        add_line(_holder(root, text, "ALWAYS"), "ALWAYS", ast.unparse(_first(rules[0].code).elts[0]))
    return tuple(templates)


def _first(code: str) -> ast.Tuple:
    found = ast.parse(code.strip()).body[0]
    assert isinstance(found, ast.Expr)
    assert isinstance(found.value, ast.Tuple)
    line = found.value.elts[0] if isinstance(found.value.elts[0], ast.Tuple) else found.value
    assert isinstance(line, ast.Tuple)
    return line


def _insert(piece: Piece, text: str, modules: dict[str, str], root: Path) -> None:
    pairs = _PAIR.findall(" ".join(piece.before.split()))
    if piece.code[0] == " ":
        (table, name), *_ = pairs
        file = root / _file(f"{text.removesuffix(piece.before)} `{name}`", root)
        for known in re.findall(r"\b([a-z_]+)\.[a-z]", piece.code):
            if known in modules:
                add_import(file, f"from {modules[known]} import {known}")
        add_line(file, table, piece.code, first="before the" in piece.before)
        return
    file = root / _file(text, root)
    kept = file.read_text(encoding="utf-8")
    tables = [name for name in _TABLE.findall(piece.before) if _has(file, name)]
    if not tables:
        write(file, f"{kept}\n\n{piece.code}")
        return
    start = _assignment(kept, tables[0]).lineno - 1
    lines = kept.splitlines(keepends=True)
    write(file, "".join([*lines[:start], piece.code, "\n\n", *lines[start:]]))
    for name in re.findall(r"^def (\w+)\(", piece.code, re.MULTILINE):
        add_line(file, tables[0], name)


def _last(pattern: str, text: str) -> str:
    found = re.findall(pattern, text)
    assert found, f"no {pattern} in {text!r}"
    return str(found[-1])


def _module(text: str, root: Path) -> str:
    """Name the file of a new module: the last in the text that is not there, in the folder that is named before it."""
    found = [file for file in _files(text) if not (root / file).exists()]
    assert found, f"no new module in {text!r}"
    return found[-1]


def _file(text: str, root: Path) -> str:
    found = _files(text)[-1]
    assert (root / found).is_file(), f"{found} is not there"
    return found


def _files(text: str) -> list[str]:
    """Give all modules that a text names; one without a folder is in the folder that was named last."""
    folder, found = "", []
    for name in re.findall(r"`([\w/]+(?:\.py|/))`", text):
        if "/" in name:
            folder = name.rpartition("/")[0] + "/"
        if not name.endswith("/"):
            found.append(name if "/" in name else folder + name)
    return found


def _holder(root: Path, text: str, table: str) -> Path:
    """Find the file that has a table, in the folder of the modules that a recipe names."""
    folders = {(root / file).parent for file in _files(text)}
    (found,) = {file for folder in folders for file in folder.glob("*.py") if _has(file, table)}
    return found


def _assignments(text: str) -> Iterator[tuple[str, ast.Assign | ast.AnnAssign]]:
    for node in ast.parse(text).body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from ((target.id, node) for target in targets if isinstance(target, ast.Name))


def _has(file: Path, table: str) -> bool:
    return any(name == table for name, _ in _assignments(file.read_text(encoding="utf-8")))


def _assignment(text: str, table: str) -> ast.Assign | ast.AnnAssign:
    return next(node for name, node in _assignments(text) if name == table)


def add_line(file: Path, table: str, line: str, *, first: bool = False) -> None:
    """Put an entry into a tuple, set or dict: as the first, the last, or where `_PLACES` says."""
    text = file.read_text(encoding="utf-8")
    value = _assignment(text, table).value
    assert value is not None
    literal = next(node for node in ast.walk(value) if isinstance(node, ast.Tuple | ast.Dict | ast.Set | ast.List))
    nodes = literal.values if isinstance(literal, ast.Dict) else literal.elts
    before = next((key for key in literal.keys if key), None) if isinstance(literal, ast.Dict) else nodes[0]
    entry = line.strip().rstrip(",")
    start = _offset(text, before.lineno, before.col_offset) if before else 0
    if table in _PLACES and _PLACES[table] in text[start:]:
        start, first = text.index(_PLACES[table], start), True
    if first:
        write(file, f"{text[:start]}{entry},\n    {text[start:]}")
    else:
        end = _offset(text, nodes[-1].end_lineno or 0, nodes[-1].end_col_offset or 0)
        write(file, f"{text[:end]},\n    {entry}{text[end:]}")


def _offset(text: str, line: int, column: int) -> int:
    """Give the place in a text of a line (from 1) and a column in bytes, as `ast` counts."""
    lines = text.splitlines(keepends=True)
    return len("".join(lines[: line - 1])) + len(lines[line - 1].encode()[:column].decode())


def add_import(file: Path, line: str) -> None:
    """Put an import before the first of our own in a module, once."""
    text = file.read_text(encoding="utf-8")
    if f"{line}\n" not in text:
        write(file, re.sub(r"^from ssg", f"{line}\nfrom ssg", text, count=1, flags=re.MULTILINE))


def write(file: Path, text: str) -> None:
    """Write a file of the copy."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
