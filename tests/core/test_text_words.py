"""Counts and excerpts of Vietnamese text."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.core.text import clean, excerpt, reading_minutes
from ssg.core.text.kinds import count_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" – … ! ", 0),
        ("Nhịp sống Thủ đô", 4),
        (unicodedata.normalize("NFD", "Nhịp sống Thủ đô"), 4),
        ("Hà Nội – Huế: 1.696\u00a0hộ\n(T.Ư)", 6),
        ("“A”", 1),
        ("北京 1", 2),
    ],
)
def test_count_words(text: str, words: int) -> None:
    assert count_words(text) == words


@given(st.text(st.sampled_from("a1đ\u0301 \u00a0\u2028\n\x1f.–²½北🏠\ud800\u20ff\u2100")) | st.text())
def test_words_are_pieces_with_a_letter_or_a_digit(text: str) -> None:
    assert count_words(text) == len([piece for piece in text.split() if any(map(str.isalnum, piece))])


@pytest.mark.parametrize(("words", "minutes"), [(0, 0), (1, 1), (280, 1), (419, 1), (420, 2), (560, 2), (2800, 10)])
def test_reading_minutes(words: int, minutes: int) -> None:
    assert reading_minutes(words) == minutes


HANOI = (
    "Sáng 24/11, UBND TP. Hà Nội tổ chức hội nghị. GS. TS. Nguyễn Văn A. cho biết có 1.696 hộ dân được di dời. "
    "Theo T.Ư. Đoàn, công tác này “rất tốt.” Ông nói thêm: 1. Đất. Hết"
)


@pytest.mark.parametrize(
    ("limit", "end"),
    [
        (1000, " 1. Đất. Hết"),
        (45, "tổ chức hội nghị."),
        (44, "tổ chức hội…"),
        (21, "UBND TP…"),
        (22, "UBND TP…"),
        (25, "UBND TP. Hà…"),
        (57, "tổ chức hội nghị."),
        (70, "tổ chức hội nghị."),
        (100, "1.696 hộ dân được…"),
        (107, "được di dời."),
        (116, "được di dời."),
        (147, "“rất tốt.”"),
        (len(HANOI) - 1, "1. Đất."),
        (len(HANOI), "1. Đất. Hết"),
    ],
)
def test_excerpt(limit: int, end: str) -> None:
    cut = excerpt(HANOI, limit)
    assert cut.endswith(end)
    assert len(cut) <= limit
    assert HANOI.startswith(cut.removesuffix("…"))


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("  Hà\n\nNội  ", 200, "Hà Nội"),
        ("", 200, ""),
        ("Ông nói... rồi đi. Sau đó về", 20, "Ông nói... rồi đi."),
        ("Ông nói... rồi đi. Sau đó về", 15, "Ông nói... rồi…"),
        ("Vì sao? Không ai biết điều đó cả", 12, "Vì sao?"),
        ("Một, hai, ba, bốn", 10, "Một, hai…"),
        ("nghiêng", 4, "ngh…"),
        ("x" + "e\u0331\u0301" * 5, 5, "x\u00e9\u0331…"),
        ("👩\u200d👩\u200d👧👍🏽" * 2, 6, "👩\u200d👩\u200d👧…"),
        ("👍🏽👍🏽", 2, "…"),
        ("abc", 1, "…"),
        ("abc def", 0, "…"),
    ],
)
def test_excerpt_of(text: str, limit: int, cut: str) -> None:
    assert excerpt(text, limit) == cut


@given(st.text('aếơ\u0301\u0323\u200d .,!?…"”TP1👍🏽', max_size=80), st.integers(1, 60))
def test_excerpt_properties(text: str, limit: int) -> None:
    cut = excerpt(text, limit)
    whole = clean(text)
    assert len(cut) <= limit
    if len(whole) > limit:
        assert whole.startswith(cut.removesuffix("…"))
    else:
        assert cut == whole


@pytest.mark.parametrize("text", ["." * 200_000, ". " * 100_000, "“" * 200_000, "a\u0323" * 100_000, "…”" * 100_000])
def test_cutting_is_not_quadratic(text: str) -> None:
    start = time.process_time()
    excerpt(text, 190_000)
    count_words(text)
    assert time.process_time() - start < 2
