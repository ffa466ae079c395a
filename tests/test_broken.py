"""Broken sites: `tests/broken/*.txt` hold a site each and, after `-- expected --`, exactly what is printed.

After `-- vi --` are the lines that are others in Vietnamese, in their order. Options of the build stand on the first
line (`# strict`). `SSG_ACCEPT=1` writes what is printed now into the files; then read the difference.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ssg.cli.printing import describe, in_order
from ssg.core.catalogue import Catalogue
from ssg.core.codes import CODES
from ssg.core.errors import Diagnostic
from tests.conftest import TinySite

FOLDER = Path(__file__).parent / "broken"
CASES = sorted(FOLDER.glob("*.txt"))
MARK, VIETNAMESE = "-- expected --\n", "-- vi --\n"


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_broken(file: Path, site: Callable[[str], TinySite]) -> None:
    literal, _, expected = file.read_text(encoding="utf-8").partition(MARK)
    first = literal.split("\n", 1)[0]
    options: dict[str, Any] = dict.fromkeys(first.removeprefix("#").split(), True) if first.startswith("#") else {}
    tiny = site(_unescaped(literal.removeprefix(first) if options else literal))
    said = tiny.diagnostics(**options)
    english, vietnamese = (_lines(said, tiny, Catalogue(language)) for language in ("en", "vi"))
    assert len(english) == len(vietnamese)
    others = [there for here, there in zip(english, vietnamese, strict=True) if here != there]
    printed = "\n".join([*english, VIETNAMESE.strip(), *others]) + "\n"
    if os.environ.get("SSG_ACCEPT"):
        file.write_text(literal + MARK + printed, encoding="utf-8")
        return
    assert printed == expected
    if "error[" in expected:
        assert not tiny.public.exists() or not list(tiny.public.rglob("*.html"))


def _lines(said: tuple[Diagnostic, ...], tiny: TinySite, words: Catalogue) -> list[str]:
    return [line for one in in_order(said) for line in describe(one, tiny.root, words).split("\n")]


def _unescaped(literal: str) -> str:
    """`{{NUL}}`, `{{TAB}}` and `{{CR}}` stand for what an editor would hide or change."""
    for name, character in (("NUL", "\0"), ("TAB", "\t"), ("CR", "\r"), ("BOM", "\ufeff"), ("NBSP", "\u00a0")):
        literal = literal.replace("{{" + name + "}}", character)
    return literal


def test_every_code_that_is_printed_is_known() -> None:
    import re

    printed = {code for file in CASES for code in re.findall(r"\[([EWN]\d+)\]", file.read_text(encoding="utf-8"))}
    assert printed <= set(CODES)
