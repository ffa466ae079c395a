"""Spellings of one name are one; names that differ are two; and no later article takes a URL away."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.core.errors import Place
from ssg.index.taxonomy import Unified, same_name, unify

PLACE = Place("content/a.md", 1)


def place(path: str) -> Place:
    return PLACE


def united(names: Sequence[str], kind: str = "tag", fixed: dict[str, str] | None = None, *, seed: int = 0) -> Unified:
    """Unite names that articles use one after the other, oldest first; `seed` shuffles the order of the spellings."""
    times = {f"{number:02}.md": number for number in range(len(names))}
    uses: dict[str, list[str]] = {}
    for path, name in reversed(list(zip(times, names, strict=True))):
        uses.setdefault(name, []).append(path)
    spellings = list(uses)
    random.Random(seed).shuffle(spellings)  # noqa: S311
    return unify({name: uses[name] for name in spellings}, kind, fixed or {}, times.__getitem__, place)


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
    unified = united(["thủ đô", "Thủ đô", "Thủ đô", "THỦ ĐÔ"])
    assert [(g.slug, g.name, g.paths) for g in unified.groups.values()] == [
        ("thu-do", "Thủ đô", ("03.md", "02.md", "01.md", "00.md"))
    ]
    assert unified.diagnostics == ()


def test_of_equally_common_spellings_the_first_is_shown() -> None:
    assert united(["Ô tô", "ô tô"]).groups["o-to"].name == "Ô tô"


def test_two_names_that_fold_alike_keep_two_pages_and_the_older_keeps_its_url() -> None:
    unified = united(["bơ", "bò", "bó"])
    assert {slug: group.name for slug, group in unified.groups.items()} == {"bo": "bơ", "bo-2": "bò", "bo-3": "bó"}


def test_the_other_place_of_a_tone_mark_is_said() -> None:
    unified = united(["Hòa Bình", "Hòa Bình", "Hoà Bình"])
    assert [group.name for group in unified.groups.values()] == ["Hòa Bình"]
    assert [(d.code, str(d.message)) for d in unified.diagnostics] == [("N402", "tag “Hoà Bình” is read as “Hòa Bình”")]


def test_a_name_without_letters_gets_a_slug() -> None:
    assert list(united(["🔥", "日本", "！？"]).groups) == ["tag", "日本", "tag-2"]


def test_a_fixed_slug_is_taken() -> None:
    unified = united(["lũ", "Mùa lũ"], "topic", {same_name("Mùa lũ"): "lu"})
    assert {group.name: slug for slug, group in unified.groups.items()} == {"lũ": "lu-2", "Mùa lũ": "lu"}


NAMES = st.lists(st.sampled_from(["bò", "Bò", "bơ", "hoà", "hòa", "Hòa", "a", "🔥"]), max_size=12)


@given(NAMES, st.integers(1, 99))
def test_order_of_files_does_not_matter(names: list[str], seed: int) -> None:
    assert united(names) == united(names, seed=seed)


@given(NAMES)
def test_a_new_article_never_changes_a_slug(names: list[str]) -> None:
    before, after = united(names).slugs, united([*names, "bó"]).slugs
    assert before.items() <= after.items()


def test_a_name_without_accents_is_the_one_that_has_its_letters() -> None:
    found = united(["Nguyen Van An", "Nguyen Van An", "Nguyễn Văn An", "Thu Ha", "Thu Hà"], "author")
    assert found.slugs["Nguyen Van An"] == found.slugs["Nguyễn Văn An"] == "nguyen-van-an"
    assert found.groups["nguyen-van-an"].name == "Nguyễn Văn An"
    assert len(found.groups["nguyen-van-an"].paths) == 3
    assert found.names[same_name("nguyen van an")] == "nguyen-van-an"
    assert found.slugs["Thu Ha"] != found.slugs["Thu Hà"]
    assert [one.code for one in found.diagnostics] == ["N402"]


def test_a_name_without_accents_that_may_be_two_others_stays_itself() -> None:
    found = united(["Nguyen Van An", "Nguyễn Văn An", "Nguyễn Văn Ân"], "author")
    assert len(found.groups) == 3
    tags = united(["gia xang", "giá xăng", "xe dap", "xe đạp"])
    assert (tags.slugs["gia xang"], len(tags.groups)) == (tags.slugs["giá xăng"], 3)
