"""Bytes to text: UTF-8 alone, line ends, NFC; and what is said of everything else."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.content.frontmatter import decode
from ssg.core.errors import Place

NFD = unicodedata.normalize("NFD", "Tiếng Việt: Đà Nẵng")
NFC = unicodedata.normalize("NFC", NFD)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"a\nb\n", "a\nb\n"),
        (b"a\r\nb\rc\n\r\n", "a\nb\nc\n\n"),
        (b"\xef\xbb\xbf---\n", "---\n"),
        (b"\xef\xbb\xbf\xef\xbb\xbf---\n", "---\n"),
        (b"a\xef\xbb\xbfb", "a\ufeffb"),
        (NFD.encode(), NFC),
        (b"one \0 NUL in a text of some length", "one \0 NUL in a text of some length"),
    ],
)
def test_text(data: bytes, text: str) -> None:
    assert decode(data, "content/a.md") == (text, ())


@pytest.mark.parametrize(
    ("data", "line", "column", "said", "advised"),
    [
        (b"abc\xffdef", 1, 4, "0xFF", "Windows-1258 or"),
        ("một\r\nhai\rba ".encode() + b"\xe1 x", 3, 4, "0xE1", "Windows-1258 or"),
        (b"\xef\xbb\xbfa\n\xe9 x", 2, 1, "0xE9", "Windows-1258 or"),
        # NFD before the bad byte: columns are those of the NFC text that an editor sees.
        (unicodedata.normalize("NFD", "Nẵng").encode() + b"\xff", 1, 5, "0xFF", "Windows-1258 or"),
        ("Hà Nội".encode("utf-16"), 1, 1, "0xFF", "UTF-16"),
        ("Hà Nội".encode("utf-16-be"), 1, 4, "0xE0", "UTF-16"),
        (b"t\0i\0t\0l\0e\0\n\0", 1, 2, "NUL", "UTF-16"),
        ("chào".encode()[:3], 1, 3, "middle of a character", "truncated"),
        # "Tiếng Việt" in Windows-1258: a base letter and a tone of its own.
        (b"ti\xea\xecng Vi\xea\xf2t", 1, 3, "0xEA", "looks like Windows-1258:"),
    ],
)
def test_not_utf8(data: bytes, line: int, column: int, said: str, advised: str) -> None:
    text, (problem,) = decode(data, "content/a.md")
    assert text is None
    assert (problem.code, problem.place) == ("E101", Place("content/a.md", line, column))
    assert said in str(problem.message)
    assert advised in str(problem.hint)


@given(st.binary(max_size=200))
def test_never_raises(data: bytes) -> None:
    text, problems = decode(data, "content/a.md")
    assert (text is None) == bool(problems)
    for problem in problems:
        assert problem.place.line >= 1
        assert problem.place.column >= 1


@given(st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=80))
def test_text_survives(text: str) -> None:
    decoded, problems = decode(text.encode(), "content/a.md")
    plain = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    assert (decoded, problems) == (unicodedata.normalize("NFC", plain), ())
