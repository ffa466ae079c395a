"""After an edit, only what has read what is another now is made again; and the site is that of a clean build."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta

import pytest

from ssg.build import build
from ssg.work import Work
from tests.conftest import TinySite, article_file

SITE = "".join(
    f"-- content/tin/{n}.md --\n---\ntitle: Bài {n}\ndate: 2026-11-0{n}\nsummary: Sapo {n}.\n---\nVăn bản {n}.\n"
    for n in range(1, 7)
)


@pytest.fixture
def tiny(site: Callable[[str], TinySite]) -> TinySite:
    return site(SITE)


def rendered(tiny: TinySite) -> int:
    """Build, compare with a clean build, and give the number of pages and files that were rendered."""
    tiny.build()
    clean = TinySite(tiny.root.with_name("clean"), "")
    shutil.rmtree(clean.root)
    shutil.copytree(tiny.root, clean.root, ignore=shutil.ignore_patterns(".ssg", "public", "other"))
    clean.now = tiny.now
    clean.build()
    assert tiny.tree() == clean.tree()
    return tiny.work.rendered


def test_a_corrected_text_is_the_only_page_that_is_rendered(tiny: TinySite) -> None:
    rendered(tiny)
    tiny.edit("content/tin/3.md", "Văn bản 3.", "Văn bản ba.")
    assert rendered(tiny) == 1 + 4  # two XML feeds of the site, two of its category
    assert "Văn bản ba." in tiny.read("tin/2026/11/bai-3/index.html")


def test_nothing_is_rendered_where_nothing_has_changed(tiny: TinySite) -> None:
    rendered(tiny)
    assert rendered(tiny) == 0


@pytest.mark.parametrize("edit", ["config", "template", "data", "output", "gone", "removed"])
def test_a_corrected_text_and_another_edit(tiny: TinySite, edit: str) -> None:
    everything = rendered(tiny)
    tiny.edit("content/tin/3.md", "Văn bản 3.", "Văn bản ba.")
    page = tiny.public / "tin/2026/11/bai-2/index.html"
    if edit == "config":
        tiny.edit("site.toml", 'title = "', 'title = "Tờ ')
    elif edit == "template":
        tiny.write("templates/blocks/footer.html", "<footer>mới</footer>")
    elif edit == "data":
        tiny.write("data/x.json", "[]")
    elif edit == "output":
        page.write_text("khác", encoding="utf-8")
    elif edit == "gone":
        page.unlink()
    else:
        tiny.remove("content/tin/6.md")
    # Besides the corrected page and four feeds: what shows the title of the site, the footer, that page, the last news.
    more = {"config": everything - 5, "output": 1, "gone": 1, "removed": 5}
    assert rendered(tiny) == 5 + more.get(edit, 0)
    assert tiny.work.spliced == {"template": 12, "removed": 4}.get(edit, 0)
    assert "Bài 2" in page.read_text(encoding="utf-8")


def test_another_output_is_not_taken_for_this_one(tiny: TinySite) -> None:
    """A build into another folder remembers the edit; this folder has not seen it."""
    rendered(tiny)
    tiny.edit("content/tin/3.md", "Văn bản 3.", "Văn bản ba.")
    build(tiny.request()._replace(output=tiny.root / "other"), Work())
    rendered(tiny)
    assert "Văn bản ba." in tiny.read("tin/2026/11/bai-3/index.html")


def test_an_edit_beside_an_error_is_published_once_the_error_is_mended(tiny: TinySite) -> None:
    """A build that publishes nothing remembers what it has read; the next one must not think it was published."""
    rendered(tiny)
    tiny.edit("content/tin/3.md", "Văn bản 3.", "Văn bản ba.")
    tiny.edit("content/tin/4.md", "date: 2026-11-04", "date: mai")
    assert tiny.try_build().published is None
    tiny.edit("content/tin/4.md", "date: mai", "date: 2026-11-04")
    rendered(tiny)
    assert "Văn bản ba." in tiny.read("tin/2026/11/bai-3/index.html")


def test_a_scheduled_article_appears_though_no_file_has_changed(tiny: TinySite) -> None:
    tiny.write("content/tin/9.md", "---\ntitle: Bài 9\ndate: 2026-12-09\n---\nx\n")
    rendered(tiny)
    assert not (tiny.public / "tin/2026/12/bai-9/index.html").exists()
    tiny.now += timedelta(days=400)
    assert rendered(tiny) > 0
    assert "Bài 9" in tiny.read("index.html")
    assert (tiny.public / "tin/2026/12/bai-9/index.html").exists()


def test_one_more_article_is_rendered_where_it_can_show(site: Callable[[str], TinySite]) -> None:
    """Its own page, its neighbour's, its lists; not the other articles, whatever their number."""
    tiny = site(
        "".join(
            article_file(f"{name}/{n}.md", title=f"{name} {n}", date=f"2026-10-{n:02d}", tags=f"[{name}]")
            for name in ("tin", "sach")
            for n in range(1, 25)
        )
    )
    rendered(tiny)
    tiny.write("content/tin/99.md", "---\ntitle: Bài 99\ndate: 2026-10-29\n---\nx\n")
    # Page, neighbour, category, month, year and the whole archive; four feeds.
    assert rendered(tiny) == 6 + 4
    assert tiny.work.spliced == 24  # the others of its section, and the home page
    tiny.write("content/tin/99.md", "---\ntitle: Bài 99\ndate: 2026-10-29\nsummary: Có.\n---\nx\n")
    assert rendered(tiny) == 3 + 4
    assert tiny.work.spliced == 1


def test_a_group_is_left_whose_spelling_goes_with_it(site: Callable[[str], TinySite]) -> None:
    """Nobody else writes `hòa`; those who write `hoà` have the same topic."""
    tiny = site(
        "".join(
            f"-- content/tin/{n}.md --\n---\ntitle: Bài {n}\ndate: 2026-10-{n:02d}\ntopic: {topic}\n---\nVăn.\n"
            for n, topic in ((1, "hoà"), (2, "hoà"), (3, "hòa"))
        )
    )
    rendered(tiny)
    assert "Bài 3" in tiny.read("topic/hoa/index.html")
    tiny.edit("content/tin/3.md", "topic: hòa\n", "")
    rendered(tiny)
    assert "Bài 3" not in tiny.read("topic/hoa/index.html")
