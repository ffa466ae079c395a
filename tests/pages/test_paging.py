"""Numbered pages hold a full `size` of the oldest, the front page the newest; and a numbered page never changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ssg.index.parts import numbered_parts, part_of


def newest_first(total: int) -> list[str]:
    return [str(number) for number in range(total, 0, -1)]


@given(st.integers(0, 500), st.integers(1, 40))
def test_every_article_is_on_one_page(total: int, size: int) -> None:
    paths = newest_first(total)
    pages = [part_of(paths, number, size) for number in range(numbered_parts(total, size) + 1)]
    front, *numbered = pages
    assert [*front, *(path for page in reversed(numbered) for path in page)] == paths
    assert all(len(page) == size for page in numbered)
    assert not numbered or size <= len(front) < 2 * size
    assert total >= 2 * size or not numbered


@given(st.integers(0, 300), st.integers(0, 60), st.integers(1, 25))
def test_a_numbered_page_never_changes(total: int, more: int, size: int) -> None:
    for number in range(1, numbered_parts(total, size) + 1):
        before = part_of(newest_first(total), number, size)
        assert part_of(newest_first(total + more), number, size) == before


def test_as_the_contract_says() -> None:
    assert [numbered_parts(total, 20) for total in (0, 19, 20, 39, 40, 59, 60)] == [0, 0, 0, 0, 1, 1, 2]
