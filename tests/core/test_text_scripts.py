"""Slugs in any script: own letters or Latin ones; Vietnamese is the same in every style."""

from __future__ import annotations

import unicodedata
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.core.text import slugify
from ssg.core.text.scripts import SlugStyle, slug_of

STYLES = get_args(SlugStyle)
ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=60)


@pytest.mark.parametrize(
    ("text", "auto", "letters", "latin", "plain"),
    [
        ("北京新闻 2024", "北京新闻-2024", "北京新闻-2024", "bei-jing-xin-wen-2024", "2024"),
        ("Москва: день", "москва-день", "москва-день", "moskva-den", "москва-день"),
        ("ข่าววันนี้ กรุงเทพ", "ข่าววันนี้-กรุงเทพ", "ข่าววันนี้-กรุงเทพ", "khawwanni-krungethph", "ข่าววันนี้-กรุงเทพ"),
        ("한국 뉴스", "한국-뉴스", "한국-뉴스", "hangug-nyuseu", "한국-뉴스"),
        ("ニュースがある", "ニュースがある", "ニュースがある", "niyusugaaru", "ニュースがある"),
        ("β-carotene trong cà rốt", "carotene-trong-ca-rot", "β-carotene-trong-ca-rot", "v-carotene-trong-ca-rot",
         "carotene-trong-ca-rot"),
        ("Tin 北京 hôm nay", "tin-hom-nay", "tin-北京-hom-nay", "tin-bei-jing-hom-nay", "tin-hom-nay"),
        ("！？", "", "", "", ""),
    ],
)  # fmt: skip
def test_styles(text: str, auto: str, letters: str, latin: str, plain: str) -> None:
    found = [slug_of(text, style) for style in ("auto", "letters", "latin", "ascii")]
    assert found == [auto, letters, latin, plain]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("text", ["Hà Nội: Triệt phá “khí cười”…", "1.696 bình", "Con", "Straße Æsir", "a_b", ""])
def test_vietnamese_is_the_same_in_every_style(text: str, style: str) -> None:
    assert slug_of(text, style) == slugify(text)


@given(ANY_TEXT, st.sampled_from(["auto", "letters", "ascii"]))
def test_slugs_are_stable_and_short(text: str, style: str) -> None:
    slug = slug_of(text, style)
    assert len(slug.encode()) <= 200
    assert not slug.startswith("-")
    assert not any(one.isspace() or one in "/?#%" for one in slug)
    assert slug_of(unicodedata.normalize("NFD", text), style) == slug_of(unicodedata.normalize("NFC", text), style)
    assert slug_of(slug, "letters") == slug


def test_a_long_title_is_cut_between_letters() -> None:
    assert slug_of("北" * 100) == "北" * 60
    assert slug_of("новость " * 20).endswith("новость")
