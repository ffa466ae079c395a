"""Other keys, and whole files of YAML, as plain data by our own rules."""

from __future__ import annotations

import msgspec
import pytest

from ssg.content.frontmatter import FrontMatter, load_yaml
from tests.frontmatter.reading import with_title


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True), ("False", False), ("no", "no"), ("on", "on"), ("~", None), ("", None), ("null", None),
        ("0", 0), ("-12", -12), ("+3", 3), ("0777", "0777"), ("0o17", 15), ("0x1F", 31), ("1_000", "1_000"),
        ("0912345678", "0912345678"), ("12:30:45", "12:30:45"), ("1.5", 1.5), (".5", 0.5), ("-1e3", -1000.0),
        ("1.", "1."), ("1.2.3", "1.2.3"), (".inf", ".inf"), (".nan", ".nan"), ("1e999", "1e999"), ("'-'", "-"),
        ("9223372036854775807", 2**63 - 1), ("9223372036854775808", "9223372036854775808"),
        ("2026-11-24", "2026-11-24"), ("2026-11-24 08:24:00", "2026-11-24 08:24:00"), ("2026-02-30", "2026-02-30"),
        ("=", "="), ("'7'", "7"), ('"true"', "true"), ("!!str 7", "7"), ("|\n  a: b\n  c\n", "a: b\nc\n"),
        ("[1, [no, {a: 2}]]", [1, ["no", {"a": 2}]]), ("{yes: 1, 2: b, a: }", {"yes": 1, "2": "b", "a": None}),
        ("1" * 5000, "1" * 5000),
    ],
)  # fmt: skip
def test_other_keys_are_plain_data(written: str, value: object) -> None:
    split = with_title(f"x: {written}")
    assert split.diagnostics == ()
    assert split.front is not None
    found = split.front.extra["x"]
    assert (found, type(found)) == (value, type(value))
    # What is kept comes back the same from where it is kept.
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(split.front), type=FrontMatter) is not None
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(split.front.extra)) == split.front.extra
    assert load_yaml(f"x: {written}") == {"x": value}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("# x\n", None),
        ("- 1\n- no\n", [1, "no"]),
        ("a: {b: 2026-11-24}\r\n", {"a": {"b": "2026-11-24"}}),
        ("x", "x"),
    ],
)
def test_load_yaml(text: str, value: object) -> None:
    assert load_yaml(text) == value


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("a: b: c", "line 1, column 5"),
        ("a: 1\nb: &x 2", "line 2, column 4"),
        ("a: " + "[" * 50_000, "line 1, column 35"),
        ("- a: 1\n  a: 2", "line 2, column 3"),
        ('a: "x\\0"', "line 1, column 6"),
        ("a: \x00", "line 1, column 4"),
        ("\ud800", "line 1, column 1"),
        ("a: 1\n--- b", "line 2, column 1: a second document"),
        ("a: !x 1", "line 1, column 4: YAML tags are not supported: '!x'"),
    ],
)
def test_load_yaml_refuses(text: str, where: str) -> None:
    with pytest.raises(ValueError, match=f"^{where}"):
        load_yaml(text)
