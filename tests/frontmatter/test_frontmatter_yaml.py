"""What YAML can do to a build, what it refuses, in whose words, and what is read all the same (TRAPS 1–6)."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
import yaml

from ssg.content.frontmatter import Split, loader, read_front_matter
from tests.documents import ZONE
from tests.frontmatter.reading import said

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
    begun = time.process_time()
    split = read(GOOD + block)
    assert time.process_time() - begun < 2
    if expected is None:
        assert {one.code for one in split.diagnostics} <= {"E107", "E110"}
        assert split.front is None
    else:
        assert said(split) == expected
        assert (split.front is None) == bool(expected)
    assert split.body == "Văn bản\n"


MISTAKES = [
    ("kieuin: a: b", (4, 10), "the value contains a colon", 'write `kieuin: "a: b"`'),
    ("kieuin post", (4, 1), "is not `key: value`: 'kieuin post'", "a colon and a space"),
    ("date:2026", None, "missing space after the colon of `date`", "write `date: 2026`"),
    ("kieuin:post", (4, 1), "is not `key: value`: 'kieuin:post'", "a colon and a space"),
    ("a:\n\tb: c", (5, 1), "tab in indentation", "indent with spaces"),
    ("\ta: b", (4, 1), "tab in indentation", "indent with spaces"),
    ('a: "b', (4, 4), "quotation mark is not closed", "close it"),
    ("a: 'b\nc: d", (4, 4), "quotation mark is not closed", "close it"),
    ('a: "b" c', (4, 8), "neither a key nor part of the value before it", "quotation mark"),
    ("a: [b, c", (4, 4), "list that opens with `[` is not closed", "with `]`"),
    ("a: [b: c: d]", (4, 4), "list that opens with `[` is not closed", "with `]`"),
    ("a: {b: c", (4, 4), "mapping that opens with `{` is not closed", "with `}`"),
    ("image: {src: a, caption: Ảnh: b}", (4, 8), "mapping that opens with `{` is not closed", "quote values"),
    ("a:\n  b: c\n d: e", (6, 2), "neither a key nor part of the value before it", "align keys"),
    ("kieuin: a\n  date: b", (5, 3), "unexpected indentation", "align the line"),
    ("a: - b", (4, 4), "unexpected list item", "line of its own"),
    ("a:\n  - b\n  c: d", (6, 3), "does not begin with `- `", "begin it with `- `"),
    ("a: @b", (4, 4), "a value cannot begin with this character", "quotation marks"),
    ("a: %b", (4, 4), "a value cannot begin with this character", "quotation marks"),
    ("a: &!", (4, 4), "value begins with `&` or `*`", "quotation marks"),
    ('a: "C:\\Tin"', (4, 7), "invalid escape: a backslash in double quotation marks", "two backslashes"),
    ('a: "\\ud800"', (4, 7), "invalid Unicode escape", "the character itself"),
    ('a: "\\xZZ"', (4, 7), "incomplete escape", "the character itself"),
    ("a: | b", (4, 4), "text on the same line as `|` or `>`", "next line"),
    ("a: ? b", (4, 4), "a question mark and a space", "quotation marks"),
    ("a: ,b", (4, 4), "missing value", "quotation marks"),
    ("  a: b", None, "", ""),
    ("--- a", (4, 1), "is not `key: value`: '--- a'", "a colon and a space"),
]


@pytest.mark.parametrize(("block", "at", "message", "hint"), MISTAKES)
def test_commonest_mistakes(block: str, at: tuple[int, int] | None, message: str, hint: str) -> None:
    split = read(GOOD + block)
    assert split.front is None
    (problem,) = [one for one in split.diagnostics if one.code != "E111"]
    assert problem.code == "E110"
    assert message in str(problem.message)
    assert hint in str(problem.hint)
    if at:
        assert (problem.place.line, problem.place.column) == at
    for jargon in ("token", "scalar", "flow", "mapping values", "node", "simple key"):
        assert jargon not in str(problem.message) + str(problem.hint)


def test_an_unclosed_quotation_mark_swallows_no_key() -> None:
    # For libyaml this is one value, `một title: T x: hai`, and no mistake at all.
    split = read('kieuin: "một\ntitle: T\nx: hai"\ndate: 2026-11-24')
    assert said(split) == [("E110", 2, 9)]
    assert "not closed" in str(split.diagnostics[0].message)


def test_what_is_well_written_stays_so_beside_a_mistake() -> None:
    split = read("tags: [\n  một\n]\nimage: {\n  src: a.jpg\n}\ntitle: |\n  a: b\ndate:\n  2026-11-24\nx: @y")
    assert said(split) == [("E110", 12, 4)]


def test_one_mistake_hides_neither_the_others_nor_the_rest(parser: str) -> None:
    split = read(
        "title: 'Một\n"
        "kieuin: a: b\n"
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
