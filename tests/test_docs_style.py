"""Messages and docstrings keep to `docs/style.md`, which stays short and is linked."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest

from ssg.core.codes import CODES
from tests.documents import DOCS, ROOT, code_of, table

# Rooms whose docstrings have been brought to the style; add one when it has.
ROOMS = (
    *("core", "content", "cli", "deploy", "draw", "render", "jobs", "store", "index", "pages", "steps"),
    *("preview", "publishing", "resident"),
)
FILES = sorted((ROOT / "ssg").rglob("*.py"))
# What they say stands in the manner of click, or is what the system says.
USAGE = ("app.py", "speech.py", "system.py", "problems.py")
# The first words of docstrings that do not say what a function does.
VAGUE = re.compile(r"(?:Give|Gives|Say|Says|Tell|Tells)\b")
NOUNS = re.compile(r"(?:The|A|An|All|Every|How|What|Where|Which|Whether|When)\b")
QUAINT = re.compile(
    r"\b(?:shall|whoever|whereof|wherein|lest|for want of|stands? (?:there )?twice|is never closed"
    r"|take[sn]? (?:it|this|them) out|is no (?:key|path|URL|article)|lies? below"
    r"|there is no (?!\{day|year|month|29|hour|minute|second|offset)"
    r"|of our making|is in the way)\b"
)


@cache
def refused() -> tuple[str, ...]:
    return tuple(table("style.md", "Glossary").names(2))


def text_of(node: ast.expr) -> str:
    """The text of a string or f-string, with `…` for what is put in; "" for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
    return ""


def messages() -> Iterator[tuple[str, str]]:
    """Where each literal message or hint of a diagnostic stands, and what it is."""
    for file in FILES:
        if file.name in USAGE:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            for said in filter(None, map(text_of, _said_by(node))):
                if said not in CODES and " " in said:
                    yield f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}", said


def _said_by(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Call):
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        return node.args if name in ("say", "many") else []
    return []


def docstrings(room: str) -> Iterator[tuple[str, str, bool]]:
    """Where each docstring stands, what it is, and whether it is a function's; a property's is a noun."""
    for file in sorted((ROOT / "ssg" / room).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and (said := ast.get_docstring(node)):
                place = f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"
                yield place, said, isinstance(node, ast.FunctionDef) and not _is_property(node)


def _is_property(node: ast.FunctionDef) -> bool:
    return any("property" in ast.unparse(decorator) for decorator in node.decorator_list)


def test_the_page_is_short_and_linked() -> None:
    assert len((DOCS / "style.md").read_text(encoding="utf-8").splitlines()) < 80
    assert "(style.md)" in (DOCS / "index.md").read_text(encoding="utf-8")
    assert "(docs/style.md)" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_the_glossary_has_one_word_for_each_concept() -> None:
    rows = table("style.md", "Glossary").rows
    assert len({row[0] for row in rows}) == len(rows)
    assert all(code_of(row[2]) for row in rows)


def test_messages() -> None:
    found = list(messages())
    assert len(found) > 150
    for place, said in found:
        assert not said.endswith("."), f"{place}: {said}"
        assert not re.match(r"(?!Viet Nam|PostScript|WebP|IndexNow|Error: )[A-Z][a-z]", said), f"{place}: {said}"
        assert not QUAINT.search(said), f"{place}: {said}"
        assert not [word for word in refused() if word in said], f"{place}: {said}"


def test_codes() -> None:
    for code, said in CODES.items():
        assert not re.match(r"(?:a|an|the) ", said), f"{code}: {said}"
        assert not QUAINT.search(said), f"{code}: {said}"


@pytest.mark.parametrize("room", ROOMS)
def test_docstrings(room: str) -> None:
    for place, said, function in docstrings(room):
        assert not (function and (VAGUE.match(said) or NOUNS.match(said))), f"{place}: {said}"
        assert not re.search(r"\b(?:shall|whoever|lest|for want of|anew|whereof)\b", said), f"{place}: {said}"
        assert not [word for word in refused() if word in said], f"{place}: {said}"
