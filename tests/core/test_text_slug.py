"""Slugs, search keys, identities: Vietnamese folded, and no difference between NFC and NFD."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.core.text import clean, fold, identity, slugify

ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=60)
VIETNAMESE = st.text("aăâeêioôơuưyđAĂÂĐÊÔƠƯ\u0300\u0301\u0303\u0309\u0323 .-'“”1269ÐðAZz", max_size=60)

LOWER = "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵ"
LOWER_PLAIN = "a" * 17 + "d" + "e" * 11 + "i" * 5 + "o" * 17 + "u" * 11 + "y" * 5


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Nhịp sống Thủ đô", "nhip-song-thu-do"),
        ("Đà Nẵng", "da-nang"),
        ("Ðà Nẵng – ðường", "da-nang-duong"),
        ("Ɖà ɖ", "da-d"),
        ("Thu giữ 1.696 bình", "thu-giu-1696-binh"),
        ("1.696.000 đồng", "1696000-dong"),
        ("ngày 24.11.2024", "ngay-24-11-2024"),
        ("TP.HCM, T.Ư", "tp-hcm-t-u"),
        ("1,5 tỷ", "1-5-ty"),
        ("v2.1234", "v2-1234"),
        ("Hà Nội: Triệt phá “khí cười”…", "ha-noi-triet-pha-khi-cuoi"),
        ('O\'Brien’s "x"y', "obriens-xy"),
        ("  --a__b//c\\d\t\ne\u00a0f\u2028g  ", "a-b-c-d-e-f-g"),
        ("100% & hơn + nữa", "100-hon-nua"),
        ("5 m² H₂O", "5-m2-h2o"),
        ("ﬁre Ｈà Ⅳ Kelvin: \u212a Å: \u212b", "fire-ha-iv-kelvin-k-a-a"),
        ("Straße Æsir œuvre Ørsted Łódź İzmir ıstanbul", "strasse-aesir-oeuvre-orsted-lodz-izmir-istanbul"),
        ("a\u200bb\u00adc", "abc"),
        ("Москва 2024", "2024"),
        ("北京", ""),
        ("", ""),
        ("…!?", ""),
        ("😀 vui", "vui"),
        ("a\x00b\ud800c", "a-b-c"),
        ("Con", "con-1"),
        ("nul", "nul-1"),
        ("Com1", "com1-1"),
        ("LPT9", "lpt9-1"),
        ("com10", "com10"),
        ("Con đường", "con-duong"),
        (LOWER, LOWER_PLAIN[:80]),
        (LOWER.upper(), LOWER_PLAIN[:80]),
    ],
)
def test_slug(text: str, slug: str) -> None:
    assert slugify(text) == slug
    assert slugify(unicodedata.normalize("NFD", text)) == slug
    assert slugify(unicodedata.normalize("NFC", text)) == slug


@pytest.mark.parametrize(
    ("limit", "slug"),
    [
        (16, "nhip-song-thu-do"),
        (15, "nhip-song-thu"),
        (13, "nhip-song-thu"),
        (12, "nhip-song"),
        (4, "nhip"),
        (3, "nhi"),
    ],
)
def test_slug_is_cut_at_a_word(limit: int, slug: str) -> None:
    assert slugify("Nhịp sống Thủ đô", limit) == slug


def test_a_slug_that_was_cut_to_a_device_name_is_no_device() -> None:
    assert slugify("Con đường", limit=5) == "con-1"


@given(ANY_TEXT | VIETNAMESE)
def test_slug_properties(text: str) -> None:
    slug = slugify(text)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug)
    assert len(slug) <= 80
    assert slugify(slug) == slug
    assert slugify(unicodedata.normalize("NFD", text)) == slug == slugify(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Nhịp sống Thủ Đô", "nhip song thu do"),
        ("hoà hòa thuý thúy", "hoa hoa thuy thuy"),
        ("Ðắk Lắk: 1.696 “ổ”", "dak lak: 1.696 “o”"),
        ("ΆΣ Йод が 한국 हिन्दी", "ασ иод が 한국 हिन्दी"),
        ("\u0301a", "a"),
    ],
)
def test_fold(text: str, key: str) -> None:
    assert fold(text) == key
    assert fold(unicodedata.normalize("NFD", text)) == key


@given(ANY_TEXT | VIETNAMESE)
def test_fold_properties(text: str) -> None:
    key = fold(text)
    assert fold(key) == key
    assert fold(unicodedata.normalize("NFD", text)) == key == fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Thủ  đô", " thủ\u00a0ĐÔ\n", True),
        ("Hà Nội", unicodedata.normalize("NFD", "HÀ NỘI"), True),
        ("Ðống Đa", "Đống Đa", True),
        ("Kinh tế", "Kinh tế\u200b\ufeff", True),
        ("STRASSE", "straße", True),
        ("hoà", "hòa", False),
        ("Ha Noi", "Hà Nội", False),
        ("Covid 19", "Covid-19", False),
    ],
)
def test_identity(one: str, other: str, same: bool) -> None:
    assert (identity(one) == identity(other)) is same


@given(ANY_TEXT | VIETNAMESE)
def test_identity_properties(text: str) -> None:
    key = identity(text)
    assert identity(unicodedata.normalize("NFD", text)) == key
    assert identity(f" {text}\n") == key
    assert identity(key) == key


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  Hà\u00a0 \t Nội\r\n", "Hà Nội"),
        (unicodedata.normalize("NFD", "Hà Nội"), "Hà Nội"),
        ("a\u2028b\u3000c\x0bd", "a b c d"),
        ("a\x1cb\x00", "a\x1cb\x00"),
        ("\x1f a", "\x1f a"),
        (" \u00a0 ", ""),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned
