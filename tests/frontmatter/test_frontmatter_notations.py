"""Front matter in TOML and JSON says the same as in YAML, with the same places, and no text of it is a traceback."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.content.frontmatter import Split, read_front_matter
from tests.documents import ZONE

TOML = 'title = "Hà Nội: x"\ndate = 2026-11-24T08:24:00+07:00\ntags = ["a", "b, c"]\nfeatured = 2\n"khác" = 1.5\n'
JSON = '"title": "Hà Nội: x", "date": "2026-11-24 08:24",\n"tags": ["a", "b, c"],\n"featured": 2, "khác": 1.5'


def read(text: str) -> Split:
    return read_front_matter(text, path="a.md", zone=ZONE)


@pytest.mark.parametrize(
    ("text", "body_line"),
    [
        (f"+++\n{TOML}+++\nx\n", 8),
        (f"\n+++  \n{TOML}+++\nx\n", 9),
        (f"---toml\n{TOML}---\nx\n", 8),
        (f"{{{JSON}}}\nx\n", 4),
        (f"\n{{\n{JSON}\n}}\nx\n", 7),
        (f"---json\n{{{JSON}}}\n---\nx\n", 6),
        (f"---\n{{{JSON}}}\n---\nx\n", 6),
        (f";;;\n{JSON}\n;;;\nx\n", 6),
        (f";;;\n{{{JSON}}}\n;;;\nx\n", 6),
    ],
)
def test_they_say_the_same(text: str, body_line: int) -> None:
    split = read(text)
    assert split.diagnostics == ()
    front = split.front
    assert front is not None
    assert (front.title, f"{front.date:%Y-%m-%d %H:%M}", front.tags) == ("Hà Nội: x", "2026-11-24 08:24", ("a", "b, c"))
    assert (front.featured, front.extra) == (2, {"khác": 1.5})
    assert (split.body, split.body_line) == ("x\n", body_line)
    mark = front.marks["tags[1]"]
    assert text.split("\n")[mark.line - 1][mark.column - 1 :].startswith('"b, c"')


@pytest.mark.parametrize(
    ("text", "code", "place", "said"),
    [
        ("+++\ntitle = x\n+++\n", "E106", "a.md:2:9", "put text in quotation marks"),
        ('+++\ntitle = "a\n+++\n', "E106", "a.md:2:11", "TOML"),
        ('+++\ntitle = "a"\ntitle = "b"\n+++\n', "E106", "a.md:3:12", "TOML"),
        ('{"title": "a",}\nx', "E106", "a.md:1:15", "remove the comma"),
        ('{"title": "a"\n"b": 1}\nx', "E106", "a.md:2:1", "write a comma"),
        ('{"title": a}\nx', "E106", "a.md:1:11", "quotation marks"),
        ('{"date": "2026-11-24"}\nx', "E102", "a.md:1:1", '`"title": "Tiêu đề của bài"`'),
        ("+++\ntitle = 'x'\n+++\nx", "E103", "a.md:1:1", '`date = "2026-11-24 08:24"`'),
        ('+++\ntitle = "x"\ndate = 1\n+++\n', "E115", "a.md:3:8", "date"),
        ('{"title": "x", "date": "2026-11-24", "tags": {}}\n', "E114", "a.md:1:46", "tags"),
        ('{"title": "x", "title": "y", "date": "2026-11-24"}\n', "E111", "a.md:1:16", "duplicate"),
        ('{"title": "a\\u0001", "date": "2026-11-24"}\n', "E109", "a.md:1:13", "U+0001"),
        ("+++\ntitle = " + "[" * 99 + "]" * 99 + "\n+++\n", "E107", "a.md:2:41", "32"),
        ('{"a": ' + "[" * 99 + "]" * 99 + "}\n", "E107", "a.md:1:39", "32"),
        ('{"a": ' + "[" * 60_000 + "\n", "E107", "a.md:1:1", "32"),
        ('{"a": "' + "x" * 70_000 + '"}\n', "E107", "a.md:1:1", "65,536"),
    ],
)
def test_what_is_wrong_has_its_place(text: str, code: str, place: str, said: str) -> None:
    split = read(text)
    (problem,) = split.diagnostics
    assert (problem.code, str(problem.place)) == (code, place)
    assert said in f"{problem.message} {problem.hint}"


@given(st.sampled_from(["+++\n", "{", ";;;\n", "---json\n"]), st.text("{}[]\"'=:,+;-\\\n tru1ă.", max_size=60))
def test_no_text_is_a_traceback(start: str, rest: str) -> None:
    for text in (start + rest, f"{start}{rest}\n+++\nx", f"{start}{rest}\n;;;\nx", f"{start}{rest}}}\nx"):
        for problem in read(text).diagnostics:
            assert 1 <= problem.place.line <= text.count("\n") + 1


@pytest.mark.parametrize(
    ("value", "summary"),
    [
        ('"Một dòng\nhai dòng\nba"', "Một dòng hai dòng ba"),
        ('"Một dòng\n  hai: dòng"', "Một dòng hai: dòng"),
        ('"Một\n\nhai" # lời dặn', "Một hai"),
        ("'Một ''x''\nhai'", "Một 'x' hai"),
        ('"Một \\"x\\"\nlà: hai"', 'Một "x" là: hai'),
    ],
)
def test_quoted_values_go_on_without_an_indent(value: str, summary: str) -> None:
    split = read(f"---\ntitle: A\ndate: 2026-11-24\nsummary: {value}\nslug: b\n---\nx\n")
    assert split.diagnostics == ()
    assert split.front is not None
    assert (split.front.summary, split.front.slug) == (summary, "b")


def test_lists_in_brackets_go_on_without_an_indent() -> None:
    split = read('---\ntitle: A\ndate: 2026-11-24\ntags: [\n"a",\n"b, c"\n]\nimage: {\nsrc: a.jpg\n}\nslug: b\n---\n')
    assert split.diagnostics == ()
    assert split.front is not None
    assert (split.front.tags, split.front.slug) == (("a", "b, c"), "b")
    assert (split.front.marks["tags[1]"].line, split.front.marks["tags[1]"].column) == (6, 1)


def test_an_open_quotation_mark_swallows_no_key() -> None:
    split = read('---\ntitle: "A\ndate: 2026-11-24\ntags: "b"\n---\n')
    assert [one.code for one in split.diagnostics] == ["W124"]
    assert split.front is not None
    assert (split.front.title, split.front.tags) == ('"A', ("b",))
