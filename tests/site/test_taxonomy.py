"""Spellings of one name are one; names that differ are two; and no later article takes a URL away."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.core.errors import Place
from ssg.site.taxonomy import Use, same_name, unify

PLACE = Place("content/a.md", 1)


def place(path: str) -> Place:
    return PLACE


def uses(*names: str) -> list[Use]:
    return [Use(float(number), f"{number}.md", name) for number, name in enumerate(names)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Thủ đô", "thủ đô", True),
        ("Thủ đô", unicodedata.normalize("NFD", "THỦ ĐÔ"), True),
        ("Thủ  đô ", "Thủ đô", True),
        ("hoà bình", "hòa bình", True),
        ("thuỷ điện", "thủy điện", True),
        ("Khoẻ", "khỏe", True),
        ("quý", "quỳ", False),
        ("quý", "qúy", False),
        ("hoàn", "hòan", False),
        ("bò", "bơ", False),
        ("đá", "da", False),
        ("Ðà Nẵng", "Đà Nẵng", True),
    ],
)
def test_same_name(one: str, other: str, same: bool) -> None:
    assert (same_name(one) == same_name(other)) is same


def test_the_commonest_spelling_is_shown() -> None:
    unified = unify(uses("thủ đô", "Thủ đô", "Thủ đô", "THỦ ĐÔ"), "tag", {}, place)
    assert [(g.slug, g.name, g.paths) for g in unified.groups.values()] == [
        ("thu-do", "Thủ đô", ("3.md", "2.md", "1.md", "0.md"))
    ]
    assert unified.diagnostics == ()


def test_of_equally_common_spellings_the_first_is_shown() -> None:
    assert unify(uses("Ô tô", "ô tô"), "tag", {}, place).groups["o-to"].name == "Ô tô"


def test_two_names_that_fold_alike_keep_two_pages_and_the_older_keeps_its_url() -> None:
    unified = unify(uses("bơ", "bò", "bó"), "tag", {}, place)
    assert {slug: group.name for slug, group in unified.groups.items()} == {"bo": "bơ", "bo-2": "bò", "bo-3": "bó"}


def test_the_other_place_of_a_tone_mark_is_said() -> None:
    unified = unify(uses("Hòa Bình", "Hòa Bình", "Hoà Bình"), "tag", {}, place)
    assert [group.name for group in unified.groups.values()] == ["Hòa Bình"]
    assert [(d.code, d.message) for d in unified.diagnostics] == [
        ("N402", "the tag “Hoà Bình” is taken for “Hòa Bình”")
    ]


def test_a_name_without_letters_gets_a_slug() -> None:
    assert list(unify(uses("🔥", "日本"), "tag", {}, place).groups) == ["tag", "tag-2"]


def test_a_fixed_slug_is_taken() -> None:
    unified = unify(uses("lũ", "Mùa lũ"), "topic", {same_name("Mùa lũ"): "lu"}, place)
    assert {group.name: slug for slug, group in unified.groups.items()} == {"lũ": "lu-2", "Mùa lũ": "lu"}


NAMES = st.lists(st.sampled_from(["bò", "Bò", "bơ", "hoà", "hòa", "Hòa", "a", "🔥"]), max_size=12)


@given(NAMES, st.randoms(use_true_random=False))
def test_order_of_files_does_not_matter(names: list[str], random: object) -> None:
    given_uses = uses(*names)
    shuffled = given_uses[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert unify(given_uses, "tag", {}, place) == unify(shuffled, "tag", {}, place)


@given(NAMES)
def test_a_new_article_never_changes_a_slug(names: list[str]) -> None:
    before = unify(uses(*names), "tag", {}, place).slugs
    after = unify([*uses(*names), Use(99.0, "z.md", "bó")], "tag", {}, place).slugs
    assert before.items() <= after.items()
