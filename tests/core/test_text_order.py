"""The order of a Vietnamese dictionary."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.core.text import collation_key

IN_ORDER = [
    [*"aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"],
    [*"aàảãáạăằẳẵắặâầẩẫấậbđeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ"],
    ["ba", "Ba", "BA", "bà", "Bà", "bả", "bã", "bá", "bạ"],
    ["ba", "ba ba", "ba gai", "bà con", "bá", "bạ x", "bác"],
    ["Bắc Giang", "Bắc Kạn", "Bắc Ninh", "Bến Tre", "Cà Mau", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Gia Lai", "Hà Nội"],
    ["", " ", "-", "“a”", "0", "1", "2", "10", "100", "a", "Ω", "北"],
    ["Quận 1", "Quận 2", "Quận 10", "Quận 12", "Quận Ba"],
    ["số 07", "số 7", "số 08a", "số 8b", "số 9"],
    ["9" * 20, "1" + "0" * 20],
    ["da", "đa", "Đa", "ða", "Ða", "đb"],
    ["e", "è", "é", "ë"],
    ["ad", "ae", "æ", "af"],
    ["ss", "ß", "st"],
    ["zz", "Ж", "ж", "ƀ"],
]


@pytest.mark.parametrize("words", IN_ORDER, ids=lambda words: words[0])
def test_order(words: list[str]) -> None:
    shuffled = words[:]
    for seed in range(5):
        random.Random(seed).shuffle(shuffled)  # noqa: S311
        assert sorted(shuffled, key=collation_key) == words
        assert sorted((unicodedata.normalize("NFD", word) for word in shuffled), key=collation_key) == [
            unicodedata.normalize("NFD", word) for word in words
        ]


@given(st.text(), st.text())
def test_the_order_is_total(one: str, other: str) -> None:
    same_text = unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
    assert (collation_key(one) == collation_key(other)) is same_text


@given(st.integers(0, 10**40), st.integers(0, 10**40))
def test_numbers_sort_by_value(one: int, other: int) -> None:
    assert (collation_key(f"số {one}a") < collation_key(f"số {other}a")) is (one < other)
