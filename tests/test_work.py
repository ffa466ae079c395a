"""The amount of work for each kind of edit: what is parsed, rendered, joined again and written."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ssg.store.source import FileEntry, read_file
from ssg.work import Work
from tests.conftest import TinySite, article_file

CONFIG = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
[[categories]]
name = "Thủ đô"
[[categories]]
name = "Kinh tế"
[search]
enabled = false
[blocks.tin-khac]
count = 3
[blocks.nen-xem]
count = 2
[blocks.lien-quan]
count = 0
"""


def article(number: int, category: str = "thu-do", **more: str) -> str:
    front = {"title": f"Bài {number:02}", "date": f"2026-10-{1 + number:02} 08:24", "summary": "Sapo.", **more}
    return article_file(f"{category}/{number:02}.md", f"Văn bản {number:02}.", **front)


@pytest.fixture
def tiny(site: Callable[[str], TinySite]) -> TinySite:
    """Twelve articles in two categories, built."""
    literal = CONFIG + "".join(article(n) for n in range(8)) + "".join(article(n, "kinh-te") for n in range(8, 12))
    made = site(
        literal + "-- templates/blocks/tin-khac.html --\n{% for c in block.cards %}<p>{{ c.title }}</p>{% endfor %}\n"
    )
    made.build()
    return made


def work(tiny: TinySite) -> tuple[int, int, int, int, list[str]]:
    """Build again: parsed, rendered, joined again, blocks rendered, and the paths written."""
    published = tiny.build().published
    assert published is not None
    w = tiny.work
    return w.parsed, w.rendered, w.spliced, w.blocks, sorted(published.written)


def page(number: int, category: str = "thu-do") -> str:
    return f"{category}/2026/10/bai-{number:02}/index.html"


def feeds(*categories: str) -> list[str]:
    """The feeds of the site and of some categories."""
    folders = ["", *(f"{category}/" for category in categories)]
    return [folder + name for folder in folders for name in ("feed.json", "feed.xml", "rss.xml")]


def test_nothing_for_nothing(tiny: TinySite) -> None:
    assert work(tiny) == (0, 0, 0, 0, [])


def test_a_touched_file(tiny: TinySite) -> None:
    (tiny.root / "content/thu-do/03.md").touch()
    assert work(tiny) == (0, 0, 0, 0, [])


def test_a_body(tiny: TinySite) -> None:
    tiny.edit("content/thu-do/03.md", "Văn bản", "Đoạn văn")
    # With “Tin khác”, masthead, menu and footer; JSON feeds are not rendered.
    assert work(tiny) == (1, 5, 0, 4, sorted([page(3), *feeds("thu-do")]))


def test_a_body_where_feeds_have_summaries(tiny: TinySite) -> None:
    tiny.edit("site.toml", "[blocks.tin-khac]", '[feeds]\ncontent = "summary"\n[blocks.tin-khac]')
    tiny.build()
    tiny.edit("content/thu-do/03.md", "Văn bản", "Đoạn văn")
    assert work(tiny) == (1, 1, 0, 4, [page(3)])


def test_a_body_whose_edit_is_taken_back(tiny: TinySite) -> None:
    tiny.edit("content/thu-do/03.md", "Văn bản", "Đoạn văn")
    tiny.build()
    tiny.edit("content/thu-do/03.md", "Đoạn văn", "Văn bản")
    assert work(tiny) == (0, 5, 0, 4, sorted([page(3), *feeds("thu-do")]))


def test_a_title_of_an_old_article(tiny: TinySite) -> None:
    tiny.edit("content/thu-do/01.md", "title: Bài 01", "title: Bài 01!")
    parsed, rendered, spliced, _, written = work(tiny)
    lists = ["archive/2026/10/index.html", "thu-do/index.html"]
    assert (parsed, spliced) == (1, 1)  # the home page shows it in a block
    assert written == sorted([page(1), *lists, *feeds("thu-do"), "index.html"])
    assert rendered == 5 + 4  # its neighbours know its title, and templates may show it


def test_the_newest_title_changes_what_shows_its_card(tiny: TinySite) -> None:
    tiny.edit("content/kinh-te/11.md", "title: Bài 11", "title: Bài 11!")
    parsed, rendered, spliced, blocks, written = work(tiny)
    assert parsed == 1
    # Itself, its neighbour, its category, the month, feeds; joined again: the home page and two others of its section.
    assert rendered == 4 + 4
    assert spliced == 3
    assert [path for path in written if path.startswith("thu-do/")] == []
    assert blocks <= 12


def test_a_new_article(tiny: TinySite) -> None:
    tiny.add(article(20))
    parsed, rendered, spliced, _, written = work(tiny)
    assert parsed == 1
    # Itself, its neighbour, category, month, year and the whole archive; feeds.
    assert rendered == 6 + 4
    assert page(20) in written
    sitemaps = ["sitemap-2026-10.xml", "sitemap.xml"]
    assert [path for path in written if not path.endswith(".html")] == sorted([*feeds("thu-do"), *sitemaps])
    # “Tin khác” of its section, and the home page; none of the other section.
    assert spliced == 8
    assert [path for path in written if path.startswith("kinh-te/")] == []


def test_a_template_of_a_block(tiny: TinySite) -> None:
    tiny.edit("templates/blocks/tin-khac.html", "<p>", "<p >")
    parsed, rendered, spliced, blocks, written = work(tiny)
    assert (parsed, rendered, spliced, len(written)) == (0, 0, 12, 12)
    # Each section: one for all that show the newest three, and one for each of those three.
    assert blocks == 8


def test_a_template_of_a_kind_of_page(tiny: TinySite) -> None:
    tiny.write("templates/category.html", '{% extends "base.html" %}\n')
    assert work(tiny) == (0, 2, 0, 4, ["kinh-te/index.html", "thu-do/index.html"])


def test_a_style_sheet_is_spliced_in(tiny: TinySite) -> None:
    tiny.write("templates/assets/css/site.css", "body {}\n")
    parsed, rendered, spliced, _, written = work(tiny)
    assert (parsed, rendered) == (0, 0)
    assert spliced == len([path for path in written if path.endswith(".html")]) > 12


def test_how_the_site_is_served(tiny: TinySite) -> None:
    more = 'compress = ["gzip"]\nredirects = "cu.csv"\n[deploy]\nfiles = ["netlify"]\n[ping]\nindexnow = "12345678"\n'
    tiny.write("cu.csv", "/cu/,/thu-do/\n")
    tiny.edit("site.toml", '[[categories]]\nname = "Thủ đô"', f'{more}[[categories]]\nname = "Thủ đô"')
    parsed, rendered, spliced, _, written = work(tiny)
    assert (parsed, rendered, spliced) == (0, 0, 0)
    assert {"_headers", "_redirects", "12345678.txt", "index.html.gz"} < set(written)
    assert not [path for path in written if path.endswith((".html", ".xml", ".json"))]
    tiny.edit("site.toml", 'files = ["netlify"]', 'files = ["netlify"]\nincludes = "caddy"')
    assert work(tiny)[1:3] == (0, 0)  # no page here has a block that the server puts in


def test_a_picture(tiny: TinySite) -> None:
    tiny.edit("content/thu-do/03.md", "summary: Sapo.", "summary: Sapo.\nimage: {src: a.svg, alt: A}")
    tiny.write("content/thu-do/a.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>')
    tiny.build()
    tiny.write("content/thu-do/a.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2"/>')
    parsed, _, _, _, written = work(tiny)
    assert parsed == 0
    assert page(3) in written
    assert [path for path in written if path.startswith("media/")] != []


def test_a_deleted_article(tiny: TinySite) -> None:
    tiny.remove("content/thu-do/03.md")
    published = tiny.build().published
    assert published is not None
    assert published.removed == (page(3),)
    assert (tiny.work.parsed, tiny.work.rendered) == (0, 6 + 4)


def test_a_file_that_someone_deleted_or_edited_in_the_output_is_mended(tiny: TinySite) -> None:
    clean = tiny.tree()
    (tiny.public / page(3)).unlink()
    (tiny.public / page(4)).write_text("x")
    assert work(tiny) == (0, 2, 0, tiny.work.blocks, [page(3), page(4)])
    assert tiny.tree() == clean


def test_most_read_joins_only_where_it_is_shown(tiny: TinySite) -> None:
    tiny.write("site.toml", (tiny.root / "site.toml").read_text(encoding="utf-8") + "[home]\nlatest = 2\npanel = 1\n")
    tiny.build()  # the front page does not show all articles
    tiny.write("data/most-read.json", '["/thu-do/2026/10/bai-01/"]')
    parsed, rendered, _, _, written = work(tiny)
    assert (parsed, rendered) == (0, 0)
    assert {path for path in written if "/bai-" not in path} == {"index.html"}  # beside the articles


def test_another_output_folder_is_a_clean_build_of_remembered_articles(tiny: TinySite) -> None:
    from ssg.build import build

    done = Work()
    build(tiny.request(output=tiny.root / "other"), done)
    assert done.parsed == 0
    assert tiny.tree(tiny.root / "other") == tiny.tree()


def build_later(tiny: TinySite) -> Work:
    """Build with a clock by which no file is too young for its time to prove something."""
    from ssg.build import build

    done = Work()
    assert build(tiny.request()._replace(clock_ns=time.time_ns() + 10_000_000_000), done).published is not None
    return done


def test_what_has_not_changed_is_not_even_read(tiny: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def noting(root: Path, entry: FileEntry, label: str) -> bytes:
        read.append(entry.path)
        return read_file(root, entry, label)

    monkeypatch.setattr("ssg.steps.recognise.read_file", noting)
    build_later(tiny)
    read.clear()
    (tiny.root / "content/thu-do/03.md").touch()
    assert build_later(tiny).parsed == 0
    assert read == ["thu-do/03.md"]


def test_an_edit_of_the_same_size_whose_time_is_set_back(tiny: TinySite) -> None:
    file = tiny.root / "content/thu-do/03.md"
    os.utime(file, (1e9, 1e9))
    build_later(tiny)
    time.sleep(0.02)  # a tick of the file system's clock
    tiny.edit("content/thu-do/03.md", "Văn bản 03", "Văn bản 33")
    os.utime(file, (1e9, 1e9))
    assert build_later(tiny).parsed == 1
    assert "Văn bản 33" in tiny.read(page(3))


def test_a_picture_that_is_gone_is_forgotten(tiny: TinySite) -> None:
    import sqlite3

    tiny.write("content/thu-do/a.svg", "<svg/>")
    tiny.edit("content/thu-do/03.md", "Văn bản 03.", "![a](a.svg)")
    tiny.build()
    tiny.edit("content/thu-do/03.md", "![a](a.svg)", "Văn bản 03.")
    tiny.remove("content/thu-do/a.svg")
    tiny.build()
    with sqlite3.connect(tiny.root / ".ssg/memo.sqlite") as db:
        assert db.execute("select count(*) from media").fetchone() == (0,)
    db.close()


def test_a_tag_that_gets_enough_articles_renders_no_other_tag(site: Callable[[str], TinySite]) -> None:
    """Its page may be indexed from its third article on, which concerns no other page."""
    literal = "".join(
        article_file(f"tin/{n}.md", title=f"Bài {n}", date=f"2026-10-{n + 1:02} 08:00", tags=f"[thẻ {n}, {name}]")
        for n, name in enumerate(["lũ", "lũ", "mưa", "gió"] + ["nắng"] * 16)
    )
    tiny = site(literal)
    tiny.build()
    assert "noindex" in tiny.read("tag/lu/index.html")
    tiny.add(article_file("tin/90.md", title="Bài mới", date="2026-11-01 08:00", tags="[lũ]"))
    written = work(tiny)[-1]
    assert "noindex" not in tiny.read("tag/lu/index.html")
    assert tiny.work.rendered < 16  # there are 20 tags
    assert [path for path in written if path.startswith("tag/")] == ["tag/lu/index.html"]
