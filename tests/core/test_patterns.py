"""Regular expressions that are compiled at their first use."""

from __future__ import annotations

import copy
import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ssg.core import patterns
from ssg.core.patterns import pattern

PACKAGE = Path(patterns.__file__).parent.parent
MODULES = [
    ".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts)
    for file in sorted(PACKAGE.rglob("*.py"))
    if "from ssg.core.patterns import" in file.read_text(encoding="utf-8")
]


def all_in(value: object) -> Iterator[Any]:
    """Yield the expressions in a value of a module, which may be a table."""
    if isinstance(value, patterns._Pattern):
        yield value
    elif isinstance(value, tuple | list | frozenset):
        for each in value:
            yield from all_in(each)
    elif isinstance(value, dict):
        yield from all_in([*value.items()])


def test_an_expression_is_compiled_when_it_is_used() -> None:
    found = pattern(r"([a-z]+)-x", re.IGNORECASE)
    assert found.pattern == r"([a-z]+)-x"
    assert "search" not in vars(found)
    match = found.search("an AB-X")
    assert match is not None
    assert match[1] == "AB"
    assert "search" in vars(found)
    assert found.flags == re.compile(r"([a-z]+)-x", re.IGNORECASE).flags
    assert found.sub("", "a-x b") == " b"
    assert copy.copy(pattern("a")).findall("aa") == ["a", "a"]
    with pytest.raises(AttributeError):
        pattern("a").nothing_like_it  # type: ignore[attr-defined]  # noqa: B018
    with pytest.raises(re.error):
        pattern("(").search("")


@pytest.mark.parametrize("name", MODULES)
def test_all_expressions_of_ours_are_valid(name: str) -> None:
    found = [*all_in([*vars(importlib.import_module(name)).values()])]
    assert found
    for one in found:
        re.compile(one.pattern)
        assert one.groups >= 0
