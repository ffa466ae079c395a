"""Lines are cut around the character that a problem points at, in the columns of a terminal."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.cli.printing import describe
from ssg.core.errors import Place, warning
from ssg.core.message import verbatim
from ssg.core.text.cells import around, cells
from tests.conftest import TinySite


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("tiếng Việt", 10), ("tie\u0302\u0301ng", 5), ("新聞", 4), ("😀 a", 4), ("a\u200bb", 2), ("한", 2)],
)
def test_columns(text: str, columns: int) -> None:
    assert cells(text) == columns


@given(st.text("aă新😀\u0301 ", max_size=300), st.integers(0, 310), st.integers(20, 130))
def test_what_is_cut_fits_and_holds_the_character(line: str, at: int, widest: int) -> None:
    cut = around(line, at, widest)
    assert cells(cut.text) <= max(widest, 0)
    if at < len(line):
        assert cut.text[cut.at] == line[at]
    else:
        assert cut.at == len(cut.text)


@pytest.mark.parametrize("before", ["", "Nước đã xuống. ", "新聞記事 ", "tie\u0302\u0301ng Vie\u0323\u0302t ", "a\t"])
@pytest.mark.parametrize("times", [1, 12, 400])
@pytest.mark.parametrize("after", ["", " rồi xuống" * 50])
def test_the_caret_stands_below_the_character(
    before: str, times: int, after: str, site: Callable[[str], TinySite]
) -> None:
    import unicodedata

    line = f"{before * times}‹đây{after}"
    tiny = site(f"-- content/a.md --\n{line}\n")
    column = unicodedata.normalize("NFC", line).index("‹") + 1
    _, shown, caret = describe(warning("W201", verbatim("x"), Place("content/a.md", 1, column)), tiny.root).split("\n")
    at = shown.index("‹")
    assert cells(shown[:at]) == caret.index("^")
    assert cells(shown) <= 124
    assert caret.strip() == "^"
