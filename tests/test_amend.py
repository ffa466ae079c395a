"""Where only texts have changed, only pages that show them are looked at; and that is decided rightly."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ssg.work import Work
from tests.conftest import TinySite

SITE = "".join(
    f"-- content/tin/{n}.md --\n---\ntitle: Bài {n}\ndate: 2026-11-0{n}\nsummary: Sapo {n}.\n---\nVăn bản {n}.\n"
    for n in range(1, 7)
)


@pytest.fixture
def tiny(site: Callable[[str], TinySite]) -> TinySite:
    return site(SITE)


def compared(tiny: TinySite) -> int:
    from ssg.build import build

    work = Work()
    built = build(tiny.request(), work)
    assert built.published is not None
    return work.compared


def test_a_corrected_text_is_the_only_page_that_is_looked_at(tiny: TinySite) -> None:
    pages = compared(tiny)
    tiny.edit("content/tin/3.md", "Văn bản 3.", "Văn bản ba.")
    assert compared(tiny) == 1 + 6  # the feeds that hold it: three of the site, three of its category
    assert "Văn bản ba." in (tiny.root / "public/tin/2026/11/bai-3/index.html").read_text(encoding="utf-8")
    tiny.edit("content/tin/3.md", "title: Bài 3", "title: Bài ba")
    assert compared(tiny) == pages


def test_nothing_is_looked_at_where_nothing_has_changed(tiny: TinySite) -> None:
    compared(tiny)
    assert compared(tiny) == 0


@pytest.mark.parametrize("edit", ["config", "template", "data", "output", "gone", "removed"])
def test_all_pages_are_looked_at_where_more_has_changed(tiny: TinySite, edit: str) -> None:
    pages = compared(tiny)
    tiny.edit("content/tin/3.md", "Văn bản 3.", "Văn bản ba.")
    public = tiny.root / "public/tin/2026/11/bai-2/index.html"
    if edit == "config":
        tiny.edit("site.toml", 'title = "', 'title = "Tờ ')
    elif edit == "template":
        tiny.write("templates/blocks/footer.html", "<footer>mới</footer>")
    elif edit == "data":
        tiny.write("data/x.json", "[]")
    elif edit == "output":
        public.write_text("khác", encoding="utf-8")
    elif edit == "gone":
        public.unlink()
    else:
        (tiny.root / "content/tin/6.md").unlink()
    assert compared(tiny) >= pages - 1
    assert "Bài 2" in public.read_text(encoding="utf-8")


def test_another_output_is_not_taken_for_this_one(tiny: TinySite) -> None:
    """A build into another folder remembers the edit; this folder has not seen it."""
    from ssg.build import build

    compared(tiny)
    tiny.edit("content/tin/3.md", "Văn bản 3.", "Văn bản ba.")
    build(tiny.request()._replace(output=tiny.root / "other"), Work())
    compared(tiny)
    assert "Văn bản ba." in (tiny.root / "public/tin/2026/11/bai-3/index.html").read_text(encoding="utf-8")


def test_an_edit_beside_an_error_is_published_once_the_error_is_mended(tiny: TinySite) -> None:
    """A build that publishes nothing remembers what it has read; the next one must not think it was published."""
    from ssg.build import build

    compared(tiny)
    tiny.edit("content/tin/3.md", "Văn bản 3.", "Văn bản ba.")
    tiny.edit("content/tin/4.md", "date: 2026-11-04", "date: mai")
    assert build(tiny.request(), Work()).published is None
    tiny.edit("content/tin/4.md", "date: mai", "date: 2026-11-04")
    compared(tiny)
    assert "Văn bản ba." in (tiny.root / "public/tin/2026/11/bai-3/index.html").read_text(encoding="utf-8")


def test_a_scheduled_article_ends_what_stands(tiny: TinySite) -> None:
    from datetime import timedelta

    tiny.write("content/tin/9.md", "---\ntitle: Bài 9\ndate: 2026-12-09\n---\nx\n")
    pages = compared(tiny)
    choice = tiny.request().choice
    later = tiny.request()._replace(choice=choice._replace(now=choice.now + timedelta(days=400)))
    work = Work()
    from ssg.build import build

    build(later, work)
    assert work.compared > pages


def test_one_more_article_is_compared_where_it_can_show(site: Callable[[str], TinySite]) -> None:
    """Its own page, its neighbour's, its lists; not the other articles, whatever their number."""
    tiny = site(
        "".join(
            f"-- content/{name}/{n}.md --\n---\ntitle: {name} {n}\ndate: 2026-10-{n:02d}\ntags: [{name}]\n---\nVăn.\n"
            for name in ("tin", "sach")
            for n in range(1, 25)
        )
    )
    pages = compared(tiny)
    tiny.write("content/tin/99.md", "---\ntitle: Bài 99\ndate: 2026-10-29\n---\nx\n")
    assert compared(tiny) <= pages - 47
    tiny.write("content/tin/99.md", "---\ntitle: Bài 99\ndate: 2026-10-29\nsummary: Có.\n---\nx\n")
    assert compared(tiny) <= pages - 47


def test_a_group_is_left_whose_spelling_goes_with_it(site: Callable[[str], TinySite]) -> None:
    """Nobody else writes `hòa`; those who write `hoà` have the same topic."""
    tiny = site(
        "".join(
            f"-- content/tin/{n}.md --\n---\ntitle: Bài {n}\ndate: 2026-10-{n:02d}\ntopic: {topic}\n---\nVăn.\n"
            for n, topic in ((1, "hoà"), (2, "hoà"), (3, "hòa"))
        )
    )
    compared(tiny)
    assert "Bài 3" in tiny.read("topic/hoa/index.html")
    tiny.edit("content/tin/3.md", "topic: hòa\n", "")
    compared(tiny)
    assert "Bài 3" not in tiny.read("topic/hoa/index.html")
