"""Values of articles by path, out of columns, are the mapping that they stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.index.by_row import ByRow
from ssg.index.columns import bytes_of, rows_of
from ssg.index.register import Kept, Order

LINES = st.text(st.characters(exclude_characters="\0", exclude_categories=()), max_size=4)


def ordered(urls: dict[str, str]) -> Order:
    """Return an order of articles whose numbers are not those of their rows."""
    numbers = [7 * (row + 1) % 101 + 101 * row for row in range(len(urls))]
    return Order(rows_of(bytes_of(numbers)), Kept(dict(zip(numbers, urls.items(), strict=True))))


@given(st.dictionaries(LINES, LINES), st.dictionaries(LINES, LINES))
def test_a_column_is_a_mapping(articles: dict[str, str], others: dict[str, str]) -> None:
    plain = {path: url for path, url in others.items() if path not in articles}
    order = ordered(articles)
    found = ByRow(order, order.url, plain)
    assert dict(found) == found == articles | plain
    assert list(found) == [*articles, *plain]
    assert len(found) == len(articles) + len(plain)
    assert all(path in found for path in (*articles, *plain))


def test_what_has_no_value_is_not_in_it() -> None:
    order = ordered({"a.md": "/a/"})
    found = ByRow(order, order.url)
    for path in ("", "b.md"):
        assert path not in found
        with pytest.raises(KeyError):
            found[path]
