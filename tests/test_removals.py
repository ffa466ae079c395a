"""Many articles at once are never taken away unless that is asked for: a disk that is away is no wish of anybody."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.command import ssg
from tests.conftest import NOW, TinySite
from tests.previewing import Looking

ARTICLE = "---\ntitle: Bài {0}\ndate: 2026-11-20 08:00\nslug: bai-{0}\n{1}---\nVăn bản {0}.\n"
PAGE = "tin/2026/11/bai-{0}/index.html"


def with_articles(tiny: TinySite, count: int, more: str = "", folder: str = "tin") -> TinySite:
    for number in range(count):
        tiny.write(f"content/{folder}/{number:03}.md", ARTICLE.format(number, more))
    return tiny


def published(tiny: TinySite, count: int) -> int:
    return sum((tiny.public / PAGE.format(number)).exists() for number in range(count))


def without_the_folder(tiny: TinySite) -> None:
    (tiny.root / "content").rename(tiny.root / "away")


def a_link_to_nowhere(tiny: TinySite) -> None:
    without_the_folder(tiny)
    (tiny.root / "content").symlink_to(tiny.root / "mnt")


def an_empty_folder(tiny: TinySite) -> None:
    without_the_folder(tiny)
    (tiny.root / "content").mkdir()


def a_folder_less(tiny: TinySite) -> None:
    shutil.rmtree(tiny.root / "content/tin")


def files_less(tiny: TinySite) -> None:
    for number in range(11):
        tiny.remove(f"content/tin/{number:03}.md")


def all_drafts(tiny: TinySite) -> None:
    with_articles(tiny, 30, "draft: true\n")


def the_clock_goes_back(tiny: TinySite) -> None:
    tiny.now = NOW - timedelta(days=300)


LOSSES = [
    (without_the_folder, "E717"),
    (a_link_to_nowhere, "E717"),
    (an_empty_folder, "E718"),
    (a_folder_less, "E718"),
    (files_less, "E718"),
    (all_drafts, "E718"),
    (the_clock_goes_back, "E718"),
]


@pytest.mark.parametrize(("lose", "code"), LOSSES)
def test_a_build_without_much_of_the_site_stops_every_time(
    site: Callable[[str], TinySite], lose: Callable[[TinySite], None], code: str
) -> None:
    tiny = with_articles(site("-- static/a.txt --\nx\n"), 30)
    tiny.build()
    before = tiny.tree()
    lose(tiny)
    for options in ({}, {}, {"keep_going": True}, {"strict": True}):
        assert f"error[{code}]" in tiny.said(None, **options)
        assert tiny.tree() == before
    checked = ssg("check", "-C", tiny.root, "--now", tiny.now.isoformat())
    assert f"error[{code}]" in checked.stdout
    assert checked.returncode == 1


@pytest.mark.parametrize(("lose", "code"), [loss for loss in LOSSES if loss[0] is not a_link_to_nowhere])
def test_it_goes_on_when_told_that_this_is_meant(
    site: Callable[[str], TinySite], lose: Callable[[TinySite], None], code: str
) -> None:
    tiny = with_articles(site(""), 30)
    tiny.build()
    lose(tiny)
    tiny.build(allow_removals=True)
    assert published(tiny, 30) == (19 if lose is files_less else 0)
    if code == "E718":
        tiny.build()


@pytest.mark.parametrize("lose", [without_the_folder, an_empty_folder])
def test_an_article_with_an_error_is_as_it_was_when_its_disk_is_back(
    site: Callable[[str], TinySite], lose: Callable[[TinySite], None]
) -> None:
    tiny = with_articles(site(""), 30)
    tiny.build()
    tiny.write("content/tin/007.md", "không có gì")
    tiny.build(keep_going=True)
    before = tiny.tree()
    lose(tiny)
    assert tiny.said(keep_going=True)
    shutil.rmtree(tiny.root / "content", ignore_errors=True)
    (tiny.root / "away").rename(tiny.root / "content")
    tiny.build(keep_going=True)
    assert tiny.tree() == before


@pytest.mark.parametrize(
    ("count", "gone", "stops"), [(30, 10, False), (12, 11, True), (110, 11, False), (109, 11, True)]
)
def test_more_than_ten_and_more_than_a_tenth(
    site: Callable[[str], TinySite], count: int, gone: int, stops: bool
) -> None:
    tiny = with_articles(site(""), count)
    tiny.build()
    for number in range(gone):
        tiny.remove(f"content/tin/{number:03}.md")
    assert ("E718" in tiny.said()) is stops


def test_what_is_moved_or_expires_was_not_taken_away(site: Callable[[str], TinySite]) -> None:
    tiny = with_articles(site(""), 30)
    tiny.build()
    (tiny.root / "content/tin").rename(tiny.root / "content/kho")
    for number in range(30):  # other files, the same addresses
        tiny.edit(f"content/kho/{number:03}.md", "slug:", "category: tin\nslug:")
    tiny.build()
    tiny.write("site.toml", 'title = "A"\nbase_url = "https://a.vn"\npermalink = "/{category}/{slug}/"\n')
    tiny.build()  # the same files, other addresses
    for number in range(30):
        tiny.edit(f"content/kho/{number:03}.md", "slug:", "expires: 2026-11-24 11:00\nslug:")
    assert tiny.build().edition.site.stories == {}


@pytest.mark.parametrize("more", ["draft: true\n", "updated: 2026-11-30\n"])
def test_what_a_build_showed_for_once_may_go(site: Callable[[str], TinySite], more: str) -> None:
    tiny = with_articles(site("-- content/tin/a.md --\n" + ARTICLE.format(99, "")), 30, more)
    if "draft" not in more:
        for number in range(30):
            tiny.edit(f"content/tin/{number:03}.md", "date: 2026-11-20", "date: 2026-11-30")
    tiny.build(drafts=True, future=True)
    assert len(tiny.build().edition.site.stories) == 1
    tiny.build()


def test_each_output_folder_has_its_own_articles(site: Callable[[str], TinySite]) -> None:
    tiny = with_articles(site(""), 30)
    tiny.build()
    a_folder_less(tiny)
    other = tiny.root / "khac"
    assert tiny.try_build(output=other).published is not None  # nothing was published there
    assert "error[E718]" in tiny.said()
    assert published(tiny, 30) == 30


@pytest.mark.parametrize("folder", ["static", "templates", "data"])
def test_a_link_to_a_folder_that_is_away_is_an_error(site: Callable[[str], TinySite], folder: str) -> None:
    tiny = site("")
    (tiny.root / folder).symlink_to(tiny.root / "mnt")
    assert f"{folder}: error[E702]" in tiny.said()


def test_the_command_says_how_to_go_on(site: Callable[[str], TinySite]) -> None:
    tiny = with_articles(site(""), 30)
    now = ("-C", tiny.root, "--now", "2026-11-24")
    ssg("build", *now)
    files_less(tiny)
    stopped = ssg("build", *now)
    assert stopped.returncode == 1
    assert "content: error[E718]: this build would remove 11 of 30 published articles" in stopped.stderr
    assert "--allow-removals" in stopped.stderr
    assert ssg("build", *now, "--allow-removals").returncode == 0
    assert published(tiny, 30) == 19


@pytest.mark.parametrize("lose", [without_the_folder, a_link_to_nowhere, an_empty_folder, files_less])
def test_the_preview_says_it_and_keeps_the_last_good_pages(
    site: Callable[[str], TinySite], lose: Callable[[TinySite], None]
) -> None:
    tiny = with_articles(site(""), 30)
    tiny.write("content/tin/cu.md", ARTICLE.format("cu", "").replace("2026-11-20", "2026-10-01"))
    looking = Looking(tiny)
    before = looking.text("/tin/2026/11/bai-3/")
    then = "/_preview/at/2026-11-01T00:00/"
    assert "Bài cu" in looking.text(then)
    lose(tiny)
    names = [f"content/tin/{number:03}.md" for number in range(11)] if lose is files_less else ["content"]
    assert looking.tell(*names) == 1
    assert 'class="overlay"' not in before
    for _ in range(2):
        assert "Văn bản 3." in (shown := looking.text("/tin/2026/11/bai-3/"))
        assert 'class="overlay"' in shown
        past = looking.text(then)
        assert "Bài cu" in past
        assert "Bài 3" not in past
        assert "Bài cu" in looking.text("/_preview/at/2026-11-02T00:00/")  # not looked at before
        assert looking.tell(*names) == 0
    if lose is files_less:
        with_articles(tiny, 30)
    else:
        if lose is a_link_to_nowhere:
            (tiny.root / "content").unlink()
        shutil.rmtree(tiny.root / "content", ignore_errors=True)
        (tiny.root / "away").rename(tiny.root / "content")
    assert looking.tell(*names) == 1
    assert looking.problems() == []
    assert 'class="overlay"' not in looking.text("/tin/2026/11/bai-3/")


def test_a_preview_that_starts_without_articles_shows_them_when_they_come(site: Callable[[str], TinySite]) -> None:
    tiny = with_articles(site(""), 3)
    without_the_folder(tiny)
    looking = Looking(tiny)
    assert looking.problems() == ["content E717"]
    assert looking.see("/").status == 500
    (tiny.root / "away").rename(tiny.root / "content")
    looking.tell("content")
    assert "Bài 2" in looking.text("/tin/")


BROKEN = '{% extends "base.html" %}{% block main %}{{ 1 / 0 }}{% endblock %}'


def test_under_a_problem_lies_the_page_of_the_time_that_is_looked_at(site: Callable[[str], TinySite]) -> None:
    tiny = with_articles(site(""), 3)
    tiny.write("content/tin/cu.md", ARTICLE.format("cu", "").replace("2026-11-20", "2026-10-01"))
    tiny.write("content/tin/nhap.md", ARTICLE.format("nhap", "draft: true\n").replace("2026-11-20", "2026-10-02"))
    looking = Looking(tiny)
    assert "Bài nhap" in looking.text("/tin/")
    first, second = "/_preview/at/2026-11-01T00:00/tin/", "/_preview/at/2026-10-01T09:00/tin/"
    looking.text(first)
    looking.write("templates/category.html", BROKEN)
    assert "Bài nhap" in looking.text("/tin/")
    assert "Bài cu" in (past := looking.text(first))
    assert "Bài nhap" not in past
    assert looking.see(second).status == 500  # never seen: nothing of another time stands for it
    assert "Bài" not in looking.see(second).data.decode().partition("<ssg-preview")[0]
