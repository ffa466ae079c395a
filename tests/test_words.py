"""`[words]`: words that readers see are replaced, wherever they stand, and a change of one renders what shows it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import CONFIG, TinySite

SOME = """
-- content/tin/a.md --
---
title: Một tin
date: 2026-11-20 08:00
---
x[^1]

[^1]: Chú thích.
-- content/tin/b.md --
---
title: Hai tin
date: 2026-11-21 08:00
---
x
"""
A = "tin/2026/11/mot-tin/index.html"


def words(tiny: TinySite, *lines: str, language: str = "vi") -> None:
    tiny.write("site.toml", f'{CONFIG}language = "{language}"\n[words]\n' + "\n".join(lines) + "\n")


def test_words_of_templates_of_blocks_of_pages_and_of_articles(site: Callable[[str], TinySite]) -> None:
    tiny = site(SOME)
    tiny.build()
    assert "Có thể bạn quan tâm" in tiny.read(A)
    words(
        tiny,
        '"You may also like" = "Bài cùng chuyên mục"',
        '"Footnotes" = "Ghi chú của toà soạn"',
        '"Skip to content" = "Tới bài"',
        '"{count} min read" = "đọc trong {count} phút"',
        '"Saturday" = "Thứ 7"',
    )
    tiny.build()
    page = tiny.read(A)
    for shown in ("Bài cùng chuyên mục", "Ghi chú của toà soạn", "Tới bài", "đọc trong 1 phút"):
        assert shown in page
    assert "Có thể bạn quan tâm" not in page


@pytest.mark.parametrize("change", ['"More news" = "Tin nữa"', ""])
def test_an_incremental_build_is_a_clean_one(site: Callable[[str], TinySite], change: str) -> None:
    tiny = site(SOME)
    words(tiny, '"More news" = "Bài khác"')
    tiny.build()
    words(tiny, change)
    tiny.build()
    other = site(SOME)
    words(other, change)
    other.build()
    assert tiny.tree() == other.tree()


def test_forms_of_a_number(site: Callable[[str], TinySite]) -> None:
    tiny = site(SOME)
    tiny.write(
        "templates/404.html",
        "{% for n in (1, 2) %}{{ ngettext('{count} article', '{count} articles', n).format(count=n) }};{% endfor %}",
    )
    words(tiny, '"{count} article" = "{count} story"', '"{count} articles" = "{count} stories"', language="en")
    tiny.build()
    assert tiny.read("404.html") == "1 story;2 stories;"
    words(tiny, '"{count} article" = "{count} bài viết"')
    tiny.build()
    assert tiny.read("404.html") == "1 bài viết;2 bài viết;"


def test_words_of_a_theme_of_ones_own(site: Callable[[str], TinySite]) -> None:
    tiny = site(SOME)
    tiny.write("templates/404.html", "{{ _('Our very own words') }}{{ pgettext('menu', 'More') }}")
    words(tiny, '"Our very own words" = "Chữ của mình"', '"More" = "Thêm"')
    tiny.build()
    assert tiny.read("404.html") == "Chữ của mìnhThêm"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('"More new" = "x"', "5:1 E503 unknown words “More new” | did you mean “More news”?"),
        ('"more news" = "x"', "5:1 E503 unknown words “more news” | did you mean “More news”?"),
        ('"{count} min read" = "đọc"', "5:22 E505 replacement must have the fields of the words: {count} | "),
        ('"{count} min read" = "{n} phút"', "5:22 E505 replacement must have the fields of the words: {count} | "),
        ('"More news" = "{x}"', "5:15 E505 replacement must have the fields of the words: – | "),
        ('"More news" = "{"', "5:15 E505 replacement must have the fields of the words: – | "),
        ('"More news" = 1', "5:15 E502 "),
        ('"More news" = ["a"]', "5:15 E502 "),
    ],
)
def test_words_that_cannot_be_replaced(site: Callable[[str], TinySite], line: str, said: str) -> None:
    tiny = site(SOME)
    words(tiny, line)
    (found,) = tiny.diagnostics()
    shown = f"{found.place.line}:{found.place.column} {found.code} {found.message} | {found.hint}"
    assert shown.startswith(said)
