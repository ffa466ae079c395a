"""HTML as plain text: what is empty is empty, and blocks stand apart."""

from __future__ import annotations

import pytest

from ssg.core.text.plain import plain_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("<figure></figure>", ""),
        ("<p>Một</p>", "Một"),
        ("<p>Một</p>\n<p>Hai &amp; ba</p>\n", "Một\n\nHai & ba"),
    ],
)
def test_what_it_says(html: str, text: str) -> None:
    assert plain_text(html) == text
