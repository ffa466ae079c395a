"""A build goes on from the plan of the last one where few articles have changed, and plans all where more has."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import pytest

from ssg.build import Built, build
from ssg.index.losses import CODES
from ssg.inputs import read_inputs
from ssg.jobs.growth import Room
from ssg.jobs.pool import Pool
from ssg.jobs.starting import fork
from ssg.jobs.workers import Workers
from ssg.preview.edition import load_edition
from ssg.request import Choice, Request
from ssg.steps.pages import NO_CHANGE
from ssg.work import Work
from tests.conftest import TinySite
from tests.recalling import LATER, built_twice

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="2"/>\n'
FRONT = (
    "---\ntitle: Bài {n}\nslug: bai-{n}\ndate: 2026-11-{day:02} 08:00\ntags: [lũ, bão]\nauthor: Minh Hà\n{more}---\n"
)
NEWS = FRONT + "Văn bản {n}. {text}\n"
CONFIG = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
per_page = 3
[[categories]]
name = "Thời sự"
[[categories]]
name = "Thể thao"
"""


def news(number: int, *, day: int = 0, more: str = "", text: str = "") -> str:
    return NEWS.format(n=number, day=day or number, more=more, text=text)


def articles() -> str:
    found = (f"-- content/thoi-su/{n}.md --\n{news(n)}" for n in range(1, 13))
    return CONFIG + "".join(found) + f"-- content/thoi-su/cu.svg --\n{PICTURE.format(3)}"


@pytest.fixture
def tiny(site: Callable[[str], TinySite]) -> TinySite:
    found = site(articles())
    found.write("content/thoi-su/4.md", news(4, text="![Cũ](cu.svg)"))
    found.write("content/thoi-su/5.md", news(5, text="[bốn](4.md)"))
    found.write("static/du-lieu.csv.gz", b"\x1f\x8b")  # has the name of a compressed copy, and is none
    found.write("content/thoi-su/nhap.md", news(13, day=9, more="draft: true\n"))
    assert build(found.request()._replace(clock_ns=LATER), Work()).published is not None
    return found


def built(tiny: TinySite, clock_ns: int = LATER, workers: Workers | None = None) -> Built:
    """Build, and compare with a clean build."""
    return built_twice(tiny, clock_ns, workers)[0]


def is_recalled(found: Built) -> bool:
    return found.edition.touched is not None


def test_a_corrected_text_touches_its_article_and_plans_no_page(tiny: TinySite) -> None:
    tiny.write("content/thoi-su/3.md", news(3, text="Thêm."))
    found = built(tiny)
    assert found.edition.touched is not None
    assert found.edition.pages.change == NO_CHANGE
    assert "thoi-su/3.md" in found.edition.touched.articles
    assert found.edition.touched.lists == frozenset()


EDITS: dict[str, Callable[[TinySite], None]] = {
    "a new article": lambda tiny: tiny.write("content/thoi-su/14.md", news(14)),
    "an old one that comes late": lambda tiny: tiny.write("content/thoi-su/14.md", news(14, day=2)),
    "one with a tag of its own": lambda tiny: tiny.write(
        "content/thoi-su/14.md", news(14).replace("bão", "sạt lở").replace("11-14", "11-20")
    ),
    "another title": lambda tiny: tiny.edit("content/thoi-su/7.md", "title: Bài 7", "title: Tin khác"),
    "another time": lambda tiny: tiny.edit("content/thoi-su/7.md", "2026-11-07", "2026-11-09"),
    "a pick": lambda tiny: tiny.edit("content/thoi-su/7.md", "author:", "featured: true\nauthor:"),
    "a draft that is published": lambda tiny: tiny.edit("content/thoi-su/nhap.md", "draft: true\n", ""),
    "a draft that is corrected": lambda tiny: tiny.edit("content/thoi-su/nhap.md", "title: Bài 13", "title: Nháp"),
    "a link": lambda tiny: tiny.write("content/thoi-su/7.md", news(7, text="[tám](8.md)")),
}


@pytest.mark.parametrize("edit", EDITS)
def test_few_articles_are_taken_into_the_plan(tiny: TinySite, edit: str) -> None:
    EDITS[edit](tiny)
    found = built(tiny)
    assert is_recalled(found)
    assert found.edition.pages.change is not None
    tiny.write("content/thoi-su/8.md", news(8, text="Rồi một sửa chữa."))
    assert is_recalled(built(tiny))


@pytest.mark.parametrize(
    "executor",
    [Workers(lambda: ThreadPoolExecutor(1)), Workers(lambda: Pool(2, partial(fork, Room(0))), inherit=True)],
    ids=["thread", "forks, replaced soon"],
)
def test_a_plan_that_workers_have_read_is_kept_whole(tiny: TinySite, executor: Workers) -> None:
    """Each publication starts from the plan of one that workers have rendered."""
    several = executor._replace(worth_texts=1, worth_pages=1)
    for number, edit in enumerate(EDITS.values()):
        edit(tiny)
        tiny.write(f"content/thoi-su/{20 + number}.md", news(20 + number, day=15))
        assert is_recalled(built(tiny, workers=several))


def test_pages_come_and_go_with_what_they_are_about(tiny: TinySite) -> None:
    """A list gets a page more, and loses it; a tag, an author and a topic come with their first article."""
    first = FRONT.format(n=14, day=14, more="topic: Mưa lớn\n").replace("bão", "sạt lở").replace("Minh Hà", "Thu An")
    pages = set(tiny.tree())
    for name, text in (("14.md", first + "Mới.\n"), ("15.md", news(15)), ("16.md", news(16))):
        tiny.write(f"content/thoi-su/{name}", text)
        change = built(tiny).edition.pages.change
        assert change is not None
        assert {page.output for page in change.come} <= set(tiny.tree()) - pages
        pages = set(tiny.tree())
    assert {"tag/sat-lo/index.html", "author/thu-an/index.html", "topic/mua-lon/index.html"} <= pages
    for name in ("15.md", "16.md"):
        tiny.remove(f"content/thoi-su/{name}")
        change = built(tiny).edition.pages.change
        assert change is not None
        assert change.gone
        assert change.gone.isdisjoint(tiny.tree())


ALL_PAGES: dict[str, Callable[[TinySite], None]] = {
    "an old URL": lambda tiny: tiny.write("content/thoi-su/14.md", news(14, more="aliases: /cu/\n")),
    "another crop of a picture that others show": lambda tiny: tiny.write(
        "content/thoi-su/14.md", news(14, more="image: cu.svg\n")
    ),
}


@pytest.mark.parametrize("edit", ALL_PAGES)
def test_all_pages_are_planned_where_one_concerns_others(tiny: TinySite, edit: str) -> None:
    ALL_PAGES[edit](tiny)
    found = built(tiny)
    assert is_recalled(found)
    assert found.edition.pages.change is None
    tiny.write("content/thoi-su/15.md", news(15))
    assert built(tiny).edition.pages.change is not None


def test_a_page_at_the_spelling_of_an_old_url(tiny: TinySite) -> None:
    tiny.write("content/thoi-su/1.md", news(1, more="aliases: /Thoi-su/2026/11/bai-14/\n"))
    built(tiny)
    tiny.write("content/thoi-su/14.md", news(14))
    found = build(tiny.request()._replace(clock_ns=LATER), Work())
    assert found.published is None
    assert "E401" in tiny.said(found)


def other_folder(tiny: TinySite) -> None:
    (tiny.root / "content/the-thao").mkdir()
    (tiny.root / "content/thoi-su/7.md").rename(tiny.root / "content/the-thao/7.md")


def other_file(tiny: TinySite) -> None:
    (tiny.root / "content/thoi-su/7.md").rename(tiny.root / "content/thoi-su/bay.md")


def swapped(tiny: TinySite) -> None:
    tiny.edit("content/thoi-su/7.md", "slug: bai-7", "slug: bai-8")
    tiny.edit("content/thoi-su/8.md", "slug: bai-8", "slug: bai-7")


LOSSES: dict[str, tuple[list[str], Callable[[TinySite], None]]] = {
    "another category": (
        ["W440"],
        lambda tiny: tiny.edit("content/thoi-su/7.md", "author:", "category: Thể thao\nauthor:"),
    ),
    "another folder": (["W440"], other_folder),
    "another slug": (["W440"], lambda tiny: tiny.edit("content/thoi-su/7.md", "slug: bai-7", "slug: tin-7")),
    "two that swap their slugs": (["N442", "N442"], swapped),
    "one that goes": (["W441"], lambda tiny: tiny.remove("content/thoi-su/7.md")),
    "a draft": (["W441"], lambda tiny: tiny.edit("content/thoi-su/7.md", "author:", "draft: true\nauthor:")),
    "with an alias": (
        [],
        lambda tiny: tiny.edit("content/thoi-su/7.md", "slug: bai-7", "slug: tin-7\naliases: /thoi-su/2026/11/bai-7/"),
    ),
    "another file": ([], other_file),
}


@pytest.mark.parametrize("edit", LOSSES)
def test_an_edition_that_is_amended_says_which_urls_it_loses(tiny: TinySite, edit: str) -> None:
    wanted, change = LOSSES[edit]
    change(tiny)
    found = built(tiny)
    assert is_recalled(found)
    assert [d.code for d in found.diagnostics if d.code in CODES] == wanted
    tiny.write("content/thoi-su/9.md", news(9, text="Rồi một sửa chữa."))
    found = built(tiny)
    assert is_recalled(found)
    assert not CODES.intersection(d.code for d in found.diagnostics)
    checked = build(tiny.request()._replace(output=None), Work())
    assert [d.code for d in checked.diagnostics if d.code in CODES] == [code for code in wanted if code != "N442"]


def test_an_alias_that_is_taken_away_is_said_as_well(tiny: TinySite) -> None:
    tiny.edit("content/thoi-su/7.md", "author:", "aliases: [/cu/]\nauthor:")
    built(tiny)
    tiny.edit("content/thoi-su/7.md", "aliases: [/cu/]\n", "")
    found = built(tiny)
    assert is_recalled(found)
    assert [d.code for d in found.diagnostics if d.code in CODES] == ["W440"]


def test_under_strict_an_amended_edition_is_not_published(tiny: TinySite) -> None:
    request = tiny.request(strict=True)._replace(clock_ns=LATER)
    build(request, Work())
    tiny.edit("content/thoi-su/7.md", "slug: bai-7", "slug: tin-7")
    before = tiny.tree()
    for _ in range(2):
        found = build(request, Work())
        assert [d.code for d in found.diagnostics if d.code in CODES] == ["E440"]
        assert tiny.tree() == before


def test_a_new_article_brings_its_picture(tiny: TinySite) -> None:
    tiny.write("content/thoi-su/moi.svg", PICTURE.format(5))
    tiny.write("content/thoi-su/14.md", news(14, text="![Mới](moi.svg) ![Cũ](cu.svg)"))
    assert is_recalled(built(tiny))
    assert any(path.startswith("media/") and "moi" in path for path in tiny.tree())
    tiny.write("content/thoi-su/15.md", news(15, text="![Mới](moi.svg)"))
    assert is_recalled(built(tiny))


@pytest.mark.parametrize("more", ["draft: true\n", "expires: 2026-11-21\n", "scheduled"])
def test_what_is_not_public_brings_no_picture(tiny: TinySite, more: str) -> None:
    """Beside an article that is added, so that the plan is amended."""
    tiny.write("content/thoi-su/kin.svg", PICTURE.format(8))
    hidden = news(21, day=29) if more == "scheduled" else news(21, day=20, more=more)
    tiny.write("content/thoi-su/21.md", hidden.replace("---\n", "---\nimage: kin.svg\n", 1))
    tiny.write("content/thoi-su/22.md", news(22, day=19))
    assert is_recalled(built(tiny))
    assert not list(tiny.public.rglob("kin.*"))


def test_one_edit_after_another(tiny: TinySite) -> None:
    """Each build follows a save at once, so that the times of files prove nothing yet."""
    tiny.remove("static/du-lieu.csv.gz")
    built(tiny)
    for number in (14, 15, 16):
        tiny.write(f"content/thoi-su/{number}.svg", PICTURE.format(number))
        tiny.write(f"content/thoi-su/{number}.md", news(number, text=f"![Mới]({number}.svg)"))
        assert is_recalled(built(tiny, time.time_ns()))
    tiny.write("content/thoi-su/16.svg", PICTURE.format(99))
    found = build(tiny.request()._replace(clock_ns=time.time_ns()), Work())
    assert not is_recalled(found)
    assert 'width="99"' in tiny.read("thoi-su/2026/11/bai-16/index.html")


def test_an_article_comes_by_the_clock(tiny: TinySite) -> None:
    tiny.write("content/thoi-su/mai.md", news(14).replace("11-14", "11-25"))
    built(tiny)
    assert "thoi-su/2026/11/bai-14/index.html" not in tiny.tree()
    tiny.now += timedelta(days=2)
    assert is_recalled(built(tiny))
    assert "thoi-su/2026/11/bai-14/index.html" in tiny.tree()


def test_in_a_preview_build_an_article_becomes_public_by_the_clock(tiny: TinySite) -> None:
    """It was shown before; feeds and sitemaps hold it from now on."""
    tiny.write("content/thoi-su/mai.md", news(14).replace("11-14", "11-25"))
    for days in (0, 2):
        tiny.now += timedelta(days=days)
        build(tiny.request(future=True)._replace(clock_ns=LATER), Work())
    assert "bai-14/" in tiny.read("feed.xml")


def test_a_preview_build_takes_in_what_is_to_come(tiny: TinySite) -> None:
    for number in (13, 14):
        tiny.write(f"content/thoi-su/{number}.md", news(14).replace("11-14", "11-25"))
        build(tiny.request(future=True)._replace(clock_ns=LATER), Work())
        tiny.remove(f"content/thoi-su/{number}.md")
    assert "thoi-su/2026/11/bai-14/index.html" in tiny.tree()


def test_a_preview_build_keeps_a_draft_that_is_corrected(tiny: TinySite) -> None:
    for text in ("Một.", "Hai.", "Ba."):
        tiny.write("content/thoi-su/nhap.md", news(13, day=9, more="draft: true\n", text=text))
        build(tiny.request(drafts=True)._replace(clock_ns=LATER), Work())
    assert "Ba." in tiny.read("thoi-su/2026/11/bai-13/index.html")


OTHERS: dict[str, Callable[[TinySite], None]] = {
    "site.toml": lambda tiny: tiny.edit("site.toml", 'title = "', 'title = "Tờ '),
    "a template": lambda tiny: tiny.write("templates/blocks/footer.html", "<footer>mới</footer>"),
    "data": lambda tiny: tiny.write("data/most-read.json", '["thoi-su/3.md"]'),
    "a static file": lambda tiny: tiny.write("static/a.txt", "a"),
    "a category of its own": lambda tiny: tiny.write("content/thoi-su/14.md", news(14, more="category: Du lịch\n")),
    "another spelling": lambda tiny: tiny.write("content/thoi-su/14.md", news(14).replace("bão", "Bão")),
    "a picture that is shown": lambda tiny: tiny.write("content/thoi-su/cu.svg", PICTURE.format(4)),
    "a file of the output": lambda tiny: (tiny.public / "index.html").unlink(),
    "two articles at one address": lambda tiny: tiny.write(
        "content/thoi-su/14.md", news(14, more="aliases: [/thoi-su/2026/11/bai-14/cu/, /thoi-su/]\n")
    ),
}


@pytest.mark.parametrize("edit", OTHERS)
def test_all_is_planned_where_more_has_changed(tiny: TinySite, edit: str) -> None:
    OTHERS[edit](tiny)
    tiny.write("content/thoi-su/8.md", news(8, text="Và một sửa chữa."))
    found = build(tiny.request(keep_going=True)._replace(clock_ns=LATER), Work())
    assert not is_recalled(found)


def test_an_article_that_others_point_to_goes(tiny: TinySite) -> None:
    tiny.remove("content/thoi-su/4.md")
    found = build(tiny.request()._replace(clock_ns=LATER), Work())
    assert found.published is None
    assert "E301" in tiny.said(found)


def test_the_preview_has_looked_in_between(tiny: TinySite) -> None:
    """It keeps lists of related articles in the same state, drafts among them."""
    tiny.write("content/thoi-su/3.md", news(3, text="Bão lũ miền Trung."))
    choice = Choice(tiny.now, drafts=True, future=True, expired=True)
    load_edition(Request(tiny.root, None, choice, clock_ns=LATER), read_inputs(tiny.root), {})
    built(tiny)
    tiny.write("content/thoi-su/6.md", news(6, text="Bão lũ miền Trung."))
    built(tiny)
