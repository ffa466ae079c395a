"""Whatever stands in a file: nothing raises, nothing is lost, nothing takes long, every place is in the file."""

from __future__ import annotations

import time
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import msgspec
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ssg.content.frontmatter import Split, decode, loader, read_front_matter
from ssg.core.codes import CODES
from ssg.core.errors import Severity

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
GOOD = "title: T\ndate: 2026-11-24\n"


@pytest.fixture(params=["c", "python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Both parsers of PyYAML: that in C, and that of installations without libyaml."""
    if request.param == "python":
        monkeypatch.setattr(yaml, "__with_libyaml__", False)
        monkeypatch.setattr(loader, "_NODES", loader._node_loader())
    yield request.param


@pytest.mark.parametrize(
    "block",
    [
        "a: b\n --- c\n...d: e",
        "%YAML 1.1",
        "%TAG ! x",
        "%YAML 1" + "1" * 5000 + ".1",
        '"\\U00110000": a',
        '"\\UFFFFFFFF": a',
        'a: "\\uD83D\\uDE00"',
        "? a\n? b",
        "- a\n- b",
        ": a",
        "title:",
        "a: !",
        "!",
        "&",
        "'",
        '"',
        "[",
        "}",
        "]",
        "|",
        "a: !<x",
        "a: b\n\n\n  - c\n d",
        "title: |\n\tx",
        "tags:\n  - |\n - x",
        "title: &a\ndate: *a",
        "\ud800: \udfff",
        "a: \x85b\u2028c\u2029d",
        "\r\ra: b\r",
        "\ufeff\ufeffa: b",
        "title: \ufeff",
        "date: ''",
        "title: [",
        "corrections:\n- - - a",
        "tags: {",
        "image: {src: {a: b}}",
        "source: {name: [a]}",
    ],
)
def test_odd_blocks(parser: str, block: str) -> None:
    for text in (block, GOOD + block, f"{block}\n{GOOD}"):
        check(f"---\n{text}\n---\nVăn bản\n")


def check(text: str) -> Split:
    """Read `text` and check what must be true of whatever is read."""
    split = read_front_matter(text, path="a.md", zone=ZONE)
    assert text.endswith(split.body)
    assert (split.front is None) == any(one.severity is Severity.ERROR for one in split.diagnostics)
    lines = text.split("\n")
    for problem in split.diagnostics:
        assert problem.code in CODES
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
    assert list(split.diagnostics) == sorted(split.diagnostics, key=lambda one: (one.place.line, one.place.column))
    if split.front is not None:
        assert split.front.title
        assert split.front.date.tzinfo is ZONE
        for name, mark in split.front.marks.items():
            assert 1 <= mark.column <= len(lines[mark.line - 1]) + 1, name
        # Plain data through and through: it can be stored and compared.
        msgspec.json.encode(split.front)
    return split


PIECES = st.sampled_from(
    [
        *["title", "date", "tags", "image", "src", "source", "corrections", "text", "authors", "sapo", "x", "ảnh"],
        *[": ", ":", "\n", "\n  ", "\n- ", "\n  - ", "\n\t", " ", "  ", "[", "]", "{", "}", ", ", '"', "'", "|", ">"],
        *["&a", "*a", "!", "#", " #", "@", "%", "\\", "-", "?", "~", "no", "0777", "10:30", "2026-11-24", "hôm qua"],
        *["\\0", "\u00a0", "\u2028", "\x07", "\ufeff", "\r", "Hà Nội", "true", "---", "...", "\n---\n", "<<", "Ế"],
    ]
)


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=30).map("".join))
@example('title: T\ndate: 2026-11-24\nimage: "\nsrc: a"')
@example("a: 'b\ntitle: T\ndate: 2026-11-24\nc: d'")
def test_no_block_raises(block: str) -> None:
    check(f"---\n{block}\n---\nVăn bản\n")
    check(f"---\n{GOOD}{block}\n---\nVăn bản\n")


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    check(text)


@given(st.binary(max_size=200))
def test_no_bytes_raise(data: bytes) -> None:
    text, _ = decode(b"---\n" + GOOD.encode() + data + b"\n---\n", "a.md")
    if text is not None:
        check(text)


BRACKETS = st.sampled_from(
    ["[", "{", "]", "}", "- ", "? ", ": ", "a: ", "a", "\n", " ", "  ", '"', "'", ", ", "#", "|"]
)


@given(st.lists(BRACKETS, max_size=60).map("".join))
@example("[a: [a: [a: b]]]")
@example("a:\n- b:\n  - c:\n    - d")
@example("? - ? - ? - a")
def test_depth_limit_is_one(text: str) -> None:
    deepest = depth = 0
    events = loader._NODES(text)
    try:
        while events.check_event():
            event = events.get_event()
            depth += isinstance(event, yaml.CollectionStartEvent)
            deepest = max(depth, deepest)
            depth -= isinstance(event, yaml.CollectionEndEvent)
    except yaml.YAMLError:
        pass
    assert deepest <= loader.depth_limit(text)


@pytest.mark.parametrize(
    "block",
    [
        "a: [" + '"\\0",' * 10_000,
        "a: [" + '"\\0",' * 10_000 + "]",
        "title: " + "x #" * 20_000,
        "title: " + '"' * 60_000,
        "title: " + "'\\" * 30_000,
        "title: " + ": " * 30_000,
        "title: " + " " * 60_000,
        "tags: " + "," * 60_000,
        "tags: " + "a," * 30_000,
        "tags:\n" + "- a: b\n" * 8_000,
        "tags:\n" + "- 'a' b\n" * 8_000,
        "title: 'a' b\n" + "  a: b\n" * 9_000,
        "x:y\n" * 16_000,
        "x: @\n" * 12_000,
        "title: @\n" * 7_000,
        "a:\n\t- x\n" * 7_000,
        "\x07\n" * 30_000,
        "\x07" * 60_000,
        "[" * 60_000 + "\n" + GOOD,
        "xyzabc: 1\n" * 6_000,
        "\n".join(f"sumar{n}: 1" for n in range(4_000)),
        "a: {" + ",".join(f"k{n}" for n in range(9_000)) + "}",
        "-" * 60_000,
        "a" + " " * 60_000,
        "'" + "a" * 60_000,
    ],
)
def test_nothing_is_quadratic(block: str) -> None:
    begun = time.process_time()
    check(f"---\n{GOOD}{block[:65_000]}\n---\nVăn bản\n")
    assert time.process_time() - begun < 3
