"""What macros print of cards is kept for other pages, with what it is made of; never what differs from page to page."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from ssg.pages import recorder
from ssg.render import cards
from tests.conftest import TinySite, article_file
from tests.test_plain_pages import check_against_clean

SITE = (
    """-- site.toml --
title = "Báo Thử"
[search]
enabled = false
[[authors]]
name = "Minh Hà"
role = "Phóng viên"
-- templates/macros/mine.html --
{% macro mine(card, n=1) %}<b>{{ n }} {{ card.title }} {{ card.authors[0].role }}, {{ near(card) }}</b>{% endmacro %}
{% macro near(card) %}<i>{% for one in articles(count=1, unseen=true) %}{{ one.title }}{% endfor %}</i>{% endmacro %}
{% macro who(card, n=1) %}<u>{{ n }} {{ card.title }} {{ card.authors[0].role }} {{ data("ten").ten }}</u>{% endmacro %}
-- templates/category.html --
{% from "macros/mine.html" import mine, who %}
{% for card in page.cards %}{{ mine(card) }}{{ who(card) }}{{ who(card, true) }}{{ who(card, n="1") }}{% endfor %}
-- templates/tag.html --
{% from "macros/mine.html" import who %}
{% macro own(card) %}<s>{{ page.name }}</s>{% endmacro %}
{% for card in page.cards %}{{ who(card) }}{{ own(card) }}{% endfor %}
-- data/ten.toml --
ten = "một"
"""
    + article_file("tin/a.md", title="Bài A", date="2026-11-20", author="Minh Hà", tags="[x, y]")
    + article_file("kinh/b.md", title="Bài B", date="2026-11-19", author="Minh Hà", tags="[x]")
)


@pytest.fixture
def tiny(site: Callable[[str], TinySite]) -> TinySite:
    made = site(SITE)
    made.build()
    return made


def test_the_same_card_is_printed_with_its_arguments(tiny: TinySite) -> None:
    of_a = "{} Bài A Phóng viên một"
    page = tiny.read("tin/index.html")
    assert all(f"<u>{of_a.format(n)}</u>" in page for n in (1, True))
    assert page.count(f"<u>{of_a.format(1)}</u>") == 2
    for tag in ("x", "y"):
        assert f"<u>{of_a.format(1)}</u><s>{tag}</s>" in tiny.read(f"tag/{tag}/index.html")


def test_what_a_macro_asks_of_the_page_is_asked_on_each(tiny: TinySite) -> None:
    assert "<b>1 Bài A Phóng viên, <i>Bài B</i></b>" in tiny.read("tin/index.html")
    assert "<b>1 Bài B Phóng viên, <i>Bài A</i></b>" in tiny.read("kinh/index.html")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("site.toml", "Phóng viên", "Biên tập viên"),
        ("data/ten.toml", "một", "hai"),
        ("content/tin/a.md", "Bài A", "Bài khác"),
        ("content/tin/a.md", "Minh Hà", "Người khác"),
        ("templates/macros/mine.html", "<u>", "<u >"),
    ],
)
def test_every_page_that_shows_it_follows(tiny: TinySite, file: str, old: str, new: str) -> None:
    tiny.edit(file, old, new)
    tiny.build()
    check_against_clean(tiny)
    if new != "Người khác":
        pages = ("tin/index.html", "tag/x/index.html", "tag/y/index.html")
        assert all(new in tiny.read(page) for page in pages)


def test_what_was_dropped_is_printed_again_and_alike(tiny: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    def pages() -> dict[str, bytes]:
        return {str(file): file.read_bytes() for file in tiny.public.rglob("*") if file.is_file()}

    expected = pages()
    monkeypatch.setattr(cards, "_MOST", 1)
    monkeypatch.setattr(recorder, "_MOST", 1)
    shutil.rmtree(tiny.root / ".ssg")
    shutil.rmtree(tiny.public)
    tiny.build()
    assert pages() == expected
