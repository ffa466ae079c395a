"""`[deploy] keep`: files whose names carry a digest stay for a while when no page names them any more."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from datetime import timedelta

import pytest
from PIL import Image

from tests.command import ssg
from tests.conftest import CONFIG, TinySite
from tests.hunt.comparing import clean_tree, tree_of

ARTICLE = "---\ntitle: {0}\nslug: {0}\ndate: 2026-11-20\n{1}---\nVăn bản.\n\n![Ảnh](anh.jpg)\n"
STYLE = "templates/assets/css/a.css"
SITE = (
    f"-- site.toml --\n{CONFIG}compress = ['gzip']\n[pictures]\nwidths = [40]\n"
    f"-- content/tin/a.md --\n{ARTICLE.format('a', '')}"
    "-- content/tin/b.md --\n---\ntitle: b\ndate: 2026-11-19\n---\nb\n"
    f"-- {STYLE} --\n{'body { color: red }' * 80}\n-- templates/404.html --\n" + '{{ asset("css/a.css") }}\n'
)


def picture(colour: str) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (200, 100), colour).save(data, "JPEG")
    return data.getvalue()


@pytest.fixture
def tiny(site: Callable[[str], TinySite]) -> TinySite:
    made = site(SITE)
    made.write("content/tin/anh.jpg", picture("red"))
    made.build()
    return made


def files(tiny: TinySite, beginning: str) -> set[str]:
    return {path for path in tiny.tree() if path.startswith(beginning)}


def wait(tiny: TinySite, **time: float) -> None:
    tiny.now += timedelta(**time)
    tiny.build()


def is_clean(tiny: TinySite) -> bool:
    """Say whether there is nothing but what a clean build makes."""
    from ssg.request import Choice

    return tree_of(tiny.public) == clean_tree(tiny.root, Choice(tiny.now), tiny.root.with_name("clean"))


def test_an_asset_stays_for_a_week_with_its_copies(tiny: TinySite) -> None:
    before = files(tiny, "assets/css/a.")
    assert len(before) == 2, "the style sheet and its compressed copy"
    tiny.write(STYLE, "body { color: blue }" * 80)
    published = tiny.build().published
    assert published is not None and not published.removed
    assert files(tiny, "assets/css/a.") > before
    wait(tiny, days=6, hours=23)
    assert files(tiny, "assets/css/a.") > before
    tiny.now += timedelta(hours=2)
    published = tiny.build().published
    assert published is not None and set(published.removed) == before
    assert is_clean(tiny)


@pytest.mark.parametrize("days", [0, 1, 30])
def test_for_how_long_is_configured(tiny: TinySite, days: int) -> None:
    before = files(tiny, "assets/css/a.")
    tiny.edit("site.toml", "compress", f"deploy = {{ keep = {days} }}\ncompress")
    tiny.build()
    tiny.write(STYLE, "body { color: blue }" * 80)
    tiny.build()
    assert (before <= files(tiny, "assets/css/a.")) is (days > 0)
    wait(tiny, days=days)
    assert is_clean(tiny)


def test_a_picture_that_was_replaced_stays_and_one_of_a_withdrawn_article_goes(tiny: TinySite) -> None:
    first = files(tiny, "media/")
    tiny.write("content/tin/anh.jpg", picture("blue"))
    tiny.build()
    assert files(tiny, "media/") > first
    tiny.edit("content/tin/a.md", "slug: a", "slug: a\ndraft: true")
    published = tiny.build().published
    assert published is not None and first <= set(published.removed), "with the older one, at once"
    assert not files(tiny, "media/")
    assert is_clean(tiny)


@pytest.mark.parametrize("way", ["deleted", "draft", "expired"])
def test_pictures_of_articles_that_are_taken_away_go_at_once(tiny: TinySite, way: str) -> None:
    if way == "expired":
        tiny.edit("content/tin/a.md", "slug: a", "slug: a\nexpires: 2026-11-25")
        tiny.build()
        tiny.now += timedelta(days=2)
    elif way == "draft":
        tiny.edit("content/tin/a.md", "slug: a", "slug: a\ndraft: true")
    else:
        tiny.remove("content/tin/a.md")
    tiny.build()
    assert not files(tiny, "media/")


def test_what_comes_again_is_as_new(tiny: TinySite) -> None:
    before = tiny.tree()
    red = (tiny.root / "content/tin/anh.jpg").read_bytes()
    for data, style in ((picture("blue"), "b"), (red, "c"), (picture("green"), "d"), (red, "body { color: red }" * 80)):
        tiny.write("content/tin/anh.jpg", data)
        tiny.write(STYLE, style + ("\n" if style.startswith("body") else ""))
        tiny.build()
    assert {path: data for path, data in tiny.tree().items() if path in before} == before
    wait(tiny, days=8)
    assert is_clean(tiny)


def test_a_clock_that_goes_back_keeps_nothing_for_ever(tiny: TinySite) -> None:
    tiny.now += timedelta(days=3650)
    tiny.write(STYLE, "x {}")
    tiny.build()
    wait(tiny, days=-3650)
    assert len(files(tiny, "assets/css/a.")) == 3
    wait(tiny, days=7)
    assert is_clean(tiny)


def test_another_output_folder_and_drafts_have_times_of_their_own(tiny: TinySite) -> None:
    tiny.try_build(drafts=True, output=tiny.root / "public-b")
    tiny.write(STYLE, "x {}")
    tiny.build()
    wait(tiny, days=5)
    tiny.try_build(drafts=True, output=tiny.root / "public-b")
    wait(tiny, days=3)
    assert len(files(tiny, "assets/css/a.")) == 1
    tiny.try_build(drafts=True, output=tiny.root / "public-b")
    assert len([path for path in tiny.tree(tiny.root / "public-b") if path.startswith("assets/css/a.")]) == 3


def test_what_somebody_else_changed_is_not_removed(tiny: TinySite) -> None:
    (old,) = (path for path in files(tiny, "assets/css/a.") if path.endswith(".css"))
    tiny.write(STYLE, "x {}")
    tiny.build()
    (tiny.public / old).write_text("mine", encoding="utf-8")
    tiny.now += timedelta(days=8)
    built = tiny.build()
    assert "W709" in tiny.said(built)
    assert tiny.read(old) == "mine"


def test_the_command_notices_that_the_time_is_over(tiny: TinySite) -> None:
    def build(day: int) -> None:
        done = ssg("build", "-C", tiny.root, "--now", f"2026-12-{day:02}", "--delta", tiny.root / "delta")
        assert done.returncode == 0, done.stderr

    import os

    tiny.write(STYLE, "x {}")
    for file in (tiny.root / "content").rglob("*"):
        os.utime(file, (1_000_000_000, 1_000_000_000))
    for day in (1, 1, 2):
        build(day)
    shutil.rmtree(tiny.root / "delta")
    build(9)
    removed = (tiny.root / "delta/.removed").read_text("utf-8").split()
    assert len(removed) == 2 and all(path.startswith("assets/css/a.") for path in removed)
    assert len(files(tiny, "assets/css/a.")) == 1


def test_a_block_stays_and_one_that_shows_a_withdrawn_article_goes(site: Callable[[str], TinySite]) -> None:
    from tests.test_delivery import article, newsroom

    tiny = newsroom(site, "client", "tin-khac")
    tiny.build()
    before = files(tiny, "_blocks/")
    tiny.write("content/thu-do/new.md", article(20).split("\n", 1)[1])
    tiny.build()
    left = files(tiny, "_blocks/")
    assert before < left
    tiny.remove("content/thu-do/new.md")
    tiny.remove("content/thu-do/00010.md")
    tiny.build()
    assert "Bài 00010" not in "".join(tiny.read(path) for path in files(tiny, "_blocks/"))
