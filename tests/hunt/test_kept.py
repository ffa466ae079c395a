"""What the hunts say of files that stay: with other bytes, for too long, of what is gone, and not at all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.hunt.kept import Kept

NOW = datetime(2026, 11, 24, tzinfo=UTC)
OLD, NEW = "assets/a.00000001.css", "assets/a.00000002.css"
PHOTO, ARTICLE = "media/a.00000003.jpg", "tin/s1/index.html"
BEFORE = {OLD: b"1", PHOTO: b"3", ARTICLE: b"<img src=/media/a.00000003.jpg>"}
AFTER = {NEW: b"2", ARTICLE: b""}
STAY = {OLD: b"1", PHOTO: b"3"}


def judged(
    found: dict[str, bytes], clean: dict[str, bytes], *, days: int = 7, after: float = 0
) -> tuple[list[str], str]:
    """Two builds and comparisons, the second some days later with a new style sheet and another one after that."""
    kept = Kept()
    kept.built("public", BEFORE, NOW, days)
    assert kept.without("public", BEFORE, BEFORE, NOW, days) == (BEFORE, "")
    if after:
        kept.built("public", AFTER | STAY, NOW, days)
        assert kept.without("public", AFTER | STAY, AFTER, NOW, days) == (AFTER, "")
    later = NOW + timedelta(days=after)
    kept.built("public", found, later, days)
    left, said = kept.without("public", found, clean, later, days)
    return sorted(left), said


def test_what_may_stay_is_left_out() -> None:
    assert judged(AFTER | STAY, AFTER) == (sorted(AFTER), "")
    assert judged(AFTER | STAY, AFTER, after=6.9) == (sorted(AFTER), "")


@pytest.mark.parametrize(
    ("found", "clean", "after", "why"),
    [
        (AFTER | STAY | {OLD: b"9"}, AFTER, 0, "kept with other bytes"),
        (AFTER | STAY, AFTER, 7, "kept for too long"),
        ({NEW: b"2"} | STAY, {NEW: b"2"}, 0, "kept, though"),
        (AFTER | {PHOTO: b"3"}, AFTER, 0, "not kept"),
    ],
    ids=["bytes", "time", "withdrawn", "missing"],
)
def test_what_is_wrong_is_seen(found: dict[str, bytes], clean: dict[str, bytes], after: float, why: str) -> None:
    assert why in judged(found, clean, after=after)[1]


def test_nothing_stays_where_nothing_is_kept() -> None:
    kept = Kept()
    kept.built("public", BEFORE, NOW, 0)
    kept.without("public", BEFORE, BEFORE, NOW, 0)
    kept.built("public", AFTER | STAY, NOW, 0)
    assert "kept for too long" in kept.without("public", AFTER | STAY, AFTER, NOW, 0)[1]


def test_who_interferes_may_take_away_what_should_stay() -> None:
    kept = Kept()
    kept.built("public", BEFORE, NOW, 7)
    kept.without("public", BEFORE, BEFORE, NOW, 7)
    kept.disturb("public", BEFORE)
    kept.built("public", AFTER, NOW, 7)
    assert kept.without("public", AFTER, AFTER, NOW, 7) == (AFTER, "")


BLOCK = "_blocks/tin-khac/thu-do_7bc21036e1.html"


@pytest.mark.parametrize(("found", "is_wrong"), [(b"2", False), (b"1", True), (b"3", True)])
def test_a_block_stays_as_it_was_when_pages_last_named_it(found: bytes, *, is_wrong: bool) -> None:
    kept = Kept()
    for data in (b"1", b"2"):
        kept.built("public", {BLOCK: data}, NOW, 7)
        assert kept.without("public", {BLOCK: data}, {BLOCK: data}, NOW, 7)[1] == ""
    kept.built("public", {BLOCK: found}, NOW, 7)
    said = kept.without("public", {BLOCK: found}, {}, NOW, 7)[1]
    assert said == (f"kept with other bytes: {BLOCK}" if is_wrong else "")


def test_a_block_that_no_page_names_changes_no_more() -> None:
    kept = Kept()
    kept.built("public", {BLOCK: b"1"}, NOW, 7)
    kept.without("public", {BLOCK: b"1"}, {BLOCK: b"1"}, NOW, 7)
    for data, said in ((b"1", ""), (b"2", f"kept with other bytes: {BLOCK}")):
        kept.built("public", {BLOCK: data}, NOW, 7)
        assert kept.without("public", {BLOCK: data}, {}, NOW, 7)[1] == said
