"""Values of articles by path, out of columns, are the mapping that they stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.index.by_row import ByRow, lines_at
from ssg.index.columns import text_of

LINES = st.text(st.characters(exclude_characters="\0", exclude_categories=()), max_size=4)


@given(st.dictionaries(LINES, LINES), st.dictionaries(LINES, LINES))
def test_a_column_is_a_mapping(articles: dict[str, str], others: dict[str, str]) -> None:
    plain = {path: url for path, url in others.items() if path not in articles}
    at = {path: row for row, path in enumerate((*articles, *plain))}
    found = ByRow(at, len(articles), lines_at(text_of(articles.values())), plain)
    assert dict(found) == found == articles | plain
    assert list(found) == [*articles, *plain]
    assert len(found) == len(articles) + len(plain)
    assert all(path in found for path in at)


def test_what_has_no_value_is_not_in_it() -> None:
    found = ByRow({"a.md": 0, "page.md": 1}, 1, lines_at(text_of(["/a/"])))
    for path in ("page.md", "b.md"):
        assert path not in found
        with pytest.raises(KeyError):
            found[path]
