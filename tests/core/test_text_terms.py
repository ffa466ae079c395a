"""Terms of running text, and the table of how rare they are."""

from __future__ import annotations

import unicodedata
import zlib
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ssg.core.text.background import Background, background, pack, unpack
from ssg.core.text.terms import pair, term, terms, words
from ssg.core.text.tones import old_tones


def test_words_and_their_pairs() -> None:
    singles, couples = terms("Hà Nội: mưa, HÀ NỘI")
    assert singles.tolist() == [term("hà"), term("nội"), term("mưa"), term("hà"), term("nội")]
    assert len(set(couples.tolist())) == 3
    assert pair(1, 2) != pair(2, 1)


def test_a_term_is_the_same_number_everywhere() -> None:
    assert term("nội") == zlib.crc32("nội".encode())
    assert pair(term("hà"), term("nội")) == (term("hà") * 0x9E3779B1 + term("nội")) % 2**32


@given(st.text(max_size=40))
def test_how_text_was_typed_does_not_matter(text: str) -> None:
    singles, couples = terms(text)
    for form in ("NFD", "NFC"):
        assert terms(unicodedata.normalize(form, text))[1].tolist() == couples.tolist()
    assert [term(word) for word in words(text)] == singles.tolist()
    assert [pair(a, b) for a, b in pairwise(singles.tolist())] == couples.tolist()


def test_the_two_places_of_a_tone_mark() -> None:
    assert terms("hoà thuý quý")[0].tolist() == terms("hòa thúy quý")[0].tolist()
    assert old_tones("quý hoà hoàng") == "quý hòa hoàng"


@given(st.dictionaries(st.integers(0, 2**32 - 1), st.integers(0, 255), max_size=20), st.integers(0, 255))
def test_a_table_comes_back(rarity: dict[int, int], unseen: int) -> None:
    for table in (unpack(pack(rarity, unseen)), Background.of(rarity, unseen)):
        assert (len(table), table.unseen) == (len(rarity), unseen)
        asked = sorted({*rarity, *(one ^ 1 for one in rarity), 7})
        told = [rarity.get(one, 999) for one in asked]
        assert [table.get(one, 999) for one in asked] == told
        assert table.rarities(np.array(asked, dtype=np.uint32), np.full(len(asked), 999)).tolist() == told


def test_the_table_of_vietnamese() -> None:
    table = background("vi-VN")
    assert table is not None
    assert background("vi") is not None
    assert background("xx") is None
    assert 30_000 < len(table) < 60_000

    def known(number: int) -> int:
        return table.get(number, -1)

    assert known(term("của")) == 0
    assert known(term("nước")) < known(term("đê")) < table.unseen
    assert known(pair(term("thủ"), term("tướng"))) >= 0
    assert known(pair(term("đê"), term("giày"))) < 0
