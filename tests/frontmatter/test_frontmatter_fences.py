"""Where front matter begins and ends, what is none at all, and that no character of the text is lost."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.content.frontmatter import Split, read_front_matter

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
KEYS = "title: Một\ndate: 2026-11-24\n"


def read(text: str) -> Split:
    return read_front_matter(text, path="content/a.md", zone=ZONE)


@pytest.mark.parametrize(
    ("text", "body", "body_line"),
    [
        (f"---\n{KEYS}---\nVăn bản\n", "Văn bản\n", 5),
        (f"---\n{KEYS}...\nVăn bản\n", "Văn bản\n", 5),
        (f"---  \t\n{KEYS}---\u00a0\nx", "x", 5),
        (f"\ufeff---\n{KEYS}---\nx", "x", 5),
        (f"\n  \n\n---\n{KEYS}---\nx", "x", 8),
        (f"---\n{KEYS}---", "", 5),
        (f"---\n{KEYS}---\n", "", 5),
        # What python-frontmatter would strip: blank lines, the indent of a code block, the last line end.
        (f"---\n{KEYS}---\n\n    code\n\n", "\n    code\n\n", 5),
        # Another fence in the text is a thematic break of the text.
        (f"---\n{KEYS}---\na\n\n---\n\nb\n", "a\n\n---\n\nb\n", 5),
        (f"---\n{KEYS}---\n---\nb\n", "---\nb\n", 5),
        # Neither is a fence: four hyphens, hyphens in a block of text, hyphens that go on.
        (f"---\n{KEYS}x: |\n  ---\n  y\n---\nb", "b", 8),
        (f"---\n{KEYS}x: a\n ---\n---\nb", "b", 7),
        ("---\n{title: Một, date: 2026-11-24}\n---\nb", "b", 4),
        (f"---\n\t\n{KEYS} \t \n---\nb", "b", 7),
        (f"---\n# lời dặn\n\n{KEYS}\n# hết\n---\nb", "b", 9),
    ],
)
def test_front_matter(text: str, body: str, body_line: int) -> None:
    split = read(text)
    assert split.diagnostics == ()
    assert split.front is not None
    assert (split.front.title, split.body, split.body_line) == ("Một", body, body_line)
    assert text.split("\n")[body_line - 1 :] == body.split("\n") or (body == "" and text.endswith("---"))


@pytest.mark.parametrize(
    ("text", "code", "line", "said"),
    [
        ("", "E104", 1, "begin the file"),
        ("Chỉ có văn bản\n", "E104", 1, "begin the file"),
        ("\n\nChỉ có văn bản\n", "E104", 3, "begin the file"),
        ("---", "E104", 1, "begin the file"),
        ("{\ntitle: x\n}\n", "E104", 1, "begin the file"),
        # A thematic break: what lies between two of them is no mapping (TRAPS 2).
        ("---\n\nMở đầu.\n\n---\n\nPhần sau.\n", "E104", 1, "followed by text"),
        ("---\nMở đầu: một câu: hai\n\n* điểm\n---\nPhần sau.\n", "E104", 1, "followed by text"),
        ("---\n- một\n- hai\n---\nPhần sau.\n", "E104", 1, "followed by text"),
        ("---\n*nhấn mạnh* rồi &thôi\n---\nPhần sau.\n", "E104", 1, "followed by text"),
        ("---\n\n\n\nMở đầu.\n", "E104", 1, "followed by text"),
        ("---\n" + "Mở đầu rất dài. " * 5000 + "\n---\nPhần sau.\n", "E104", 1, "followed by text"),
        # Nearly a fence.
        (f"----\n{KEYS}----\nx\n", "E104", 1, "line 1 is '----': write exactly `---`"),
        (f"\n—\n{KEYS}—\nx\n", "E104", 2, "line 2 is '—': write exactly `---`"),
        (f" ---\n{KEYS}---\nx\n", "E104", 1, "line 1 is ' ---': write exactly `---`"),
        (f"\n---\n{KEYS}x\n", "E105", 2, "write a line `---`"),
        (f"---\n{KEYS}----\nx\n", "E105", 1, "line 4 is '----': write exactly `---`"),
        (f"---\n{KEYS}–––\nx\n", "E105", 1, "line 4 is '–––': write exactly `---`"),
        ("+++\ntitle = 'x'\nx\n", "E105", 1, "write a line `+++`"),
        ("+++\ntitle = 'x'\n---\nx\n", "E105", 1, "line 3 is '---': write exactly `+++`"),
        ("{#id}\nx\n", "E104", 1, "begin the file"),
    ],
)
def test_none(text: str, code: str, line: int, said: str) -> None:
    split = read(text)
    (problem,) = split.diagnostics
    assert (problem.code, problem.place.line, problem.place.column) == (code, line, 1)
    assert said in f"{problem.message} {problem.hint}"
    assert (split.front, split.body, split.body_line) == (None, text, 1)


@pytest.mark.parametrize("block", ["", "\n", "# chỉ là lời dặn\n", "title:\ndate:\n", "title: ~\ndate: null\n"])
def test_empty_front_matter_lacks_both(block: str) -> None:
    split = read(f"\n---\n{block}---\n    x\n")
    assert [(one.code, str(one.place)) for one in split.diagnostics] == [
        ("E102", "content/a.md:2:1"),
        ("E103", "content/a.md:2:1"),
    ]
    assert (split.front, split.body) == (None, "    x\n")


PIECES = [
    "---",
    "---\n",
    "...\n",
    "----\n",
    "\n",
    " ",
    "title: x\n",
    "date: 2026-11-24\n",
    "văn bản",
    "- ",
    ": ",
    "\ufeff",
    '"',
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_text_is_never_lost(text: str) -> None:
    split = read(text)
    assert text.endswith(split.body)
    if split.body == text:
        assert split.body_line == 1
        return
    # What is not the body is blank lines, two fences and the block between them.
    before = text.removesuffix(split.body) if split.body else text
    lines = before.removeprefix("\ufeff").split("\n")
    fences = [number for number, line in enumerate(lines, 1) if line.rstrip() in ("---", "...")]
    assert len(fences) == 2
    assert fences[0] == next(number for number, line in enumerate(lines, 1) if line.strip())
    assert fences[1] == split.body_line - 1
    assert len(lines) - before.endswith("\n") == fences[1]
