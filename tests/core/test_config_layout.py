"""Where keys and values stand in TOML text, against what tomllib reads of the same text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ssg.core.config.layout import KeyPath, Layout

TEXT = """\
# [not]
title = "a # [b]"
dotted . "key.x" = 1
  [ home ]   # comment
latest= 2
inline = { a = 1, b.c = [ 1, {d = 2} ] }
text = \"\"\"
[x]
y = \"1\" \\\"\"\" z\"\"\"\"
list = [ # [
  'x]', "y,",
  [3],
]
[[cats]]
name = 1
[cats.sub]
x = 1
[[cats.deep]]
x = 2
[[cats]]
[[cats.deep]]
[[cats.deep]]
'y' = 3
"""

PLACES: list[tuple[KeyPath, tuple[int, int], tuple[int, int]]] = [
    (("title",), (2, 1), (2, 9)),
    (("dotted",), (3, 1), (3, 1)),
    (("dotted", "key.x"), (3, 10), (3, 20)),
    (("home",), (4, 5), (4, 3)),
    (("home", "latest"), (5, 1), (5, 9)),
    (("home", "inline"), (6, 1), (6, 10)),
    (("home", "inline", "a"), (6, 12), (6, 16)),
    (("home", "inline", "b"), (6, 19), (6, 19)),
    (("home", "inline", "b", "c"), (6, 21), (6, 25)),
    (("home", "inline", "b", "c", 0), (6, 27), (6, 27)),
    (("home", "inline", "b", "c", 1, "d"), (6, 31), (6, 35)),
    (("home", "text"), (7, 1), (7, 8)),
    (("home", "list"), (10, 1), (10, 8)),
    (("home", "list", 1), (11, 9), (11, 9)),
    (("home", "list", 2, 0), (12, 4), (12, 4)),
    (("cats",), (14, 3), (14, 1)),
    (("cats", 0), (14, 1), (14, 1)),
    (("cats", 0, "name"), (15, 1), (15, 8)),
    (("cats", 0, "sub"), (16, 7), (16, 1)),
    (("cats", 0, "sub", "x"), (17, 1), (17, 5)),
    (("cats", 0, "deep", 0, "x"), (19, 1), (19, 5)),
    (("cats", 1), (20, 1), (20, 1)),
    (("cats", 1, "deep", 0), (21, 1), (21, 1)),
    (("cats", 1, "deep", 1, "y"), (23, 1), (23, 7)),
    # What is not there: the nearest table around it.
    (("nothing", "x"), (1, 1), (1, 1)),
    (("cats", 1, "name"), (20, 1), (20, 1)),
    (("home", "inline", "z"), (6, 1), (6, 10)),
    ((), (1, 1), (1, 1)),
]


@pytest.mark.parametrize(("path", "key", "value"), PLACES, ids=str)
def test_places(path: KeyPath, key: tuple[int, int], value: tuple[int, int]) -> None:
    tomllib.loads(TEXT)
    layout = Layout(TEXT)
    assert (layout.key(path), layout.value(path)) == (key, value)
    assert layout.repeated is None


KEYS = st.sampled_from(["a", "b", "c", '"d.e"', "'f'", "g-1", '"\\u1EC7"', '"="'])
LINES = st.sampled_from(
    [
        "{k} = {v}",
        " {k}.{k} = {v} # {k} = [",
        "{k} . {k}.{k}={v}",
        "[{k}]",
        "[ {k}.{k} ] # ]",
        "[[{k}]]",
        "[[{k} . {k}]]",
        "{k} = [{v}, # ]\n{v} ,[{v}],\n]",
        "{k} = {{{k} = {v}, {k}.{k}=[{v}, {{{k}={v}}}]}}",
        '{k} = """\n[a]\n\\"""{v}"""""',
        "{k} = '''{v}''''",
        '{k} = "\\"{v}\\\\"',
        "{k} = '{v}\"\\'",
        "{k} = []",
        "{k} = {{}}",
        "",
        "# {k} = [",
    ]
)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Write lines of all the forms that TOML has, every value a number of its own."""
    text = "\n".join(draw(st.lists(LINES, max_size=12)))
    numbers = iter(range(1000, 2000))
    text = re.sub(r"\{v\}", lambda _: str(next(numbers)), text)
    text = re.sub(r"\{k\}", lambda _: draw(KEYS), text)
    return text.replace("{{", "{").replace("}}", "}")


def leaves(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    yield path, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    if isinstance(value, list):
        for place, inner in enumerate(value):
            yield from leaves(inner, (*path, place))


@settings(suppress_health_check=[HealthCheck.filter_too_much], max_examples=300)
@given(documents())
def test_every_value_is_where_it_is(text: str) -> None:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assume(False)
    layout = Layout(text)
    assert layout.repeated is None
    for path, value in leaves(data):
        if not path:
            continue
        assert path in layout.keys
        offset = layout.values[path]
        if isinstance(value, int):
            assert text.startswith(str(value), offset)
        elif isinstance(value, str):
            number = re.findall("[0-9]{4}", value)[-1]
            assert text[offset] in "\"'"
            assert text.index(number, offset) - offset < 14
        elif isinstance(value, list) and not value:
            assert text.startswith("[]", offset)
    # Nothing is there that tomllib does not read.
    assert set(layout.keys) == {path for path, _ in leaves(data) if path}


@given(st.text(st.sampled_from("ab=.[]{}\"'#\n\\, 1"), max_size=60))
def test_broken_text_is_scanned_to_its_end(text: str) -> None:
    layout = Layout(text)
    for offset in (*layout.keys.values(), *layout.values.values()):
        assert 0 <= offset <= len(text)
