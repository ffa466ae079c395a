"""What YAML can do to a build, what it refuses, in whose words, and what is read all the same (TRAPS 1–6)."""

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


def read(block: str) -> Split:
    return read_front_matter(f"---\n{block}\n---\nVăn bản\n", path="a.md", zone=ZONE)


def said(split: Split) -> list[tuple[str, int, int]]:
    return [(one.code, one.place.line, one.place.column) for one in split.diagnostics]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("a: " + "[" * 60_000, [("E107", 4, 35)]),
        ("a: " + "{a: " * 15_000, [("E107", 4, 4 + 4 * 31)]),
        ("a:\n  " + "- " * 30_000, [("E107", 5, 3 + 2 * 31)]),
        ("a: " + "[a: " * 15_000, None),
        ("? " * 30_000, None),
        ("a: 'it''s [" + "[" * 100 + "'", []),
        ("a: it's [" + "[" * 100, []),
        ("a: |\n  " + "[" * 1000, []),
        ("a: " + "[" * 31 + "]" * 31, []),
        ("a: " + "[" * 32 + "]" * 32, [("E107", 4, 35)]),
        ("\n".join(f"b{n}: [x, {{y: [z]}}]" for n in range(200)), []),
        ("".join(f"{' ' * n}a:\n" for n in range(32)), []),
        ("".join(f"{' ' * n}a:\n" for n in range(34)), [("E107", 36, 33)]),
        ("a: &x [1]\nb: 2", [("E108", 4, 4)]),
        ("a: 1\nb: *x", [("E108", 5, 4)]),
        ("a: &a [*a]", [("E108", 4, 4)]),
        ("a: &a {x: 1}\n<<: [*a, *a]", [("E108", 4, 4), ("E108", 5, 6)]),
        ("<<: {x: 1}", []),
        ("a: !!python/object:os.system x", [("E108", 4, 4)]),
        ("a: !!binary x", [("E108", 4, 4)]),
        ("a: [!!int 5]", [("E108", 4, 5)]),
        ("a: R&D * 2 & thế! thôi", []),
        ("a: '*x'\nb: \"&y\"", []),
        ("a: " + "x" * 65_600, [("E107", 1, 1)]),
        ("a: " + "x" * 65_000, []),
    ],
)
def test_bounds(block: str, expected: list[tuple[str, int, int]] | None) -> None:
    begun = time.monotonic()
    split = read(GOOD + block)
    assert time.monotonic() - begun < 2
    if expected is None:
        assert {one.code for one in split.diagnostics} <= {"E107", "E110"}
        assert split.front is None
    else:
        assert said(split) == expected
        assert (split.front is None) == bool(expected)
    assert split.body == "Văn bản\n"


MISTAKES = [
    ("layout: a: b", (4, 10), "the value holds a colon", 'write layout: "a: b"'),
    ("layout post", (4, 1), "no `key: value`: 'layout post'", "a colon and a space"),
    ("date:2026", None, "a space is missing after the colon of `date`", "write date: 2026"),
    ("layout:post", (4, 1), "no `key: value`: 'layout:post'", "a colon and a space"),
    ("a:\n\tb: c", (5, 1), "a tab stands where only spaces may", "indent with spaces"),
    ("\ta: b", (4, 1), "a tab stands where only spaces may", "indent with spaces"),
    ('a: "b', (4, 4), "the quotation mark that opens here is never closed", "close it"),
    ("a: 'b\nc: d", (4, 4), "the quotation mark that opens here is never closed", "close it"),
    ('a: "b" c', (4, 8), "neither a key nor part of the value before it", "quotation mark"),
    ("a: [b, c", (4, 4), "the list that opens here with `[` is not closed", "with `]`"),
    ("a: [b: c: d]", (4, 4), "the list that opens here with `[` is not closed", "with `]`"),
    ("a: {b: c", (4, 4), "the `{` that opens here is not closed", "with `}`"),
    ("image: {src: a, caption: Ảnh: b}", (4, 8), "the `{` that opens here is not closed", "quotation marks"),
    ("a:\n  b: c\n d: e", (6, 2), "neither a key nor part of the value before it", "column of the others"),
    ("layout: a\n  date: b", (5, 3), "is indented as if it belonged to the line above", "column"),
    ("a: - b", (4, 4), "begin a list item, and no list can begin here", "line of its own"),
    ("a:\n  - b\n  c: d", (6, 3), "does not begin with `- `", "begin it with `- `"),
    ("a: @b", (4, 4), "a value cannot begin with this character", "quotation marks"),
    ("a: %b", (4, 4), "a value cannot begin with this character", "quotation marks"),
    ("a: &!", (4, 4), "cannot begin with `&` or `*`", "quotation marks"),
    ('a: "C:\\Tin"', (4, 7), "a backslash inside of double quotation marks", "two backslashes"),
    ('a: "\\ud800"', (4, 7), "names no character", "the character itself"),
    ('a: "\\xZZ"', (4, 7), "is not finished", "the character itself"),
    ("a: | b", (4, 4), "`|` and `>` stand alone on their line", "next line"),
    ("a: ? b", (4, 4), "a question mark and a space", "quotation marks"),
    ("a: ,b", (4, 4), "a value is missing here", "quotation marks"),
    ("  a: b", None, "", ""),
    ("--- a", (4, 1), "no `key: value`: '--- a'", "a colon and a space"),
]


@pytest.mark.parametrize(("block", "at", "message", "hint"), MISTAKES)
def test_commonest_mistakes(block: str, at: tuple[int, int] | None, message: str, hint: str) -> None:
    split = read(GOOD + block)
    assert split.front is None
    (problem,) = [one for one in split.diagnostics if one.code != "E111"]
    assert problem.code == "E110"
    assert message in problem.message
    assert hint in problem.hint
    if at:
        assert (problem.place.line, problem.place.column) == at
    for jargon in ("token", "scalar", "flow", "mapping values", "node", "simple key"):
        assert jargon not in problem.message + problem.hint


def test_one_mistake_hides_neither_the_others_nor_the_rest(parser: str) -> None:
    split = read(
        "title: 'Một\n"
        "layout: a: b\n"
        "date: hôm qua\n"
        "tags: [một, hai\n"
        "category: Thủ đô\n"
        "x: @y\n"
        'z: "w\n'
        "image:\n"
        "\tsrc: javascript:x\n"
        "sumary: hết"
    )
    assert said(split) == [
        ("W124", 2, 8),
        ("E110", 3, 10),
        ("E115", 4, 7),
        ("E110", 5, 7),
        ("E110", 7, 4),
        ("E110", 8, 4),
        ("E110", 10, 1),
        ("E116", 10, 7),
        ("W120", 11, 1),
    ]


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
    begun = time.monotonic()
    check(f"---\n{GOOD}{block[:65_000]}\n---\nVăn bản\n")
    assert time.monotonic() - begun < 3
