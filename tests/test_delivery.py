"""Blocks that are files of their own: what stands in pages, which files there are, and how few of them news changes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import ssg.store.layers
from ssg.cli.workers import workers
from ssg.render.delivery import DIRECTIVE
from tests.conftest import TinySite, article_file
from tests.tiny_theme import write_tiny_theme

BLOCKS = ("tin-khac", "nen-xem", "latest")


def config(delivery: str, *blocks: str, more: str = "") -> str:
    text = 'title = "Báo Thử"\nbase_url = "https://example.vn"\nsearch = { enabled = false }\n'
    text += '[[categories]]\nname = "Thủ đô"\n[[categories]]\nname = "Kinh tế"\n'
    return text + "".join(f'[blocks.{b}]\ncount = 3\ndelivery = "{delivery}"\n{more}' for b in blocks)


def article(number: int, category: str = "thu-do", **more: str) -> str:
    month, day = divmod(number, 28)
    date = f"{1980 + month // 12}-{1 + month % 12:02}-{1 + day:02} 08:24"
    front = {"title": f"Bài {number:05}", "date": date, **more}
    return article_file(f"{category}/{number:05}.md", f"Văn bản {number}.", **front)


def newsroom(
    site: Callable[[str], TinySite], delivery: str, *blocks: str, more: str = "", articles: int = 12
) -> TinySite:
    text = "".join(
        article(n, "kinh-te" if n % 4 == 3 else "thu-do", **({"featured": "true"} if n == 1 else {}))
        for n in range(articles)
    )
    return site(f"-- site.toml --\n{config(delivery, *blocks, more=more)}{text}")


@pytest.fixture
def tiny_theme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tiny_theme(tmp_path / "theme")
    monkeypatch.setattr(ssg.store.layers, "default_theme_folder", lambda: tmp_path / "theme")


def written(tiny: TinySite) -> list[str]:
    published = tiny.build().published
    assert published is not None
    return list(published.written)


def joined(tree: dict[str, bytes]) -> dict[str, bytes]:
    """What a server with server-side includes gives."""
    return {
        path: DIRECTIVE.sub(lambda found: tree[found[1].decode().lstrip("/")], data)
        for path, data in tree.items()
        if not path.startswith("_blocks/")
    }


@pytest.mark.parametrize("form", ["ssi", "caddy"])
def test_what_a_server_joins_is_the_inline_page(site: Callable[[str], TinySite], form: str) -> None:
    inline, ssi = newsroom(site, "inline", *BLOCKS), newsroom(site, "ssi", *BLOCKS)
    with (ssi.root / "site.toml").open("a", encoding="utf-8") as config:
        config.write(f'[deploy]\nincludes = "{form}"\n')
    inline.build()
    ssi.build()
    assert b"#include" in ssi.tree()["thu-do/1980/01/bai-00000/index.html"]
    assert joined(ssi.tree()) == inline.tree()


def test_files_of_blocks(site: Callable[[str], TinySite]) -> None:
    tiny = newsroom(site, "ssi", "tin-khac", "nen-xem")
    tiny.build()
    names = [path.removeprefix("_blocks/") for path in tiny.tree() if path.startswith("_blocks/")]
    assert [re.sub(r"_[0-9a-f]{10}\.", "_….", name) for name in names] == [
        # The picks: on most pages, and on that of the pick itself. The front page has its own.
        *("nen-xem/00001_….html", "nen-xem/all.html"),
        # The newest three of each section leave themselves out; all others, if there are any, share one.
        *("tin-khac/kinh-te-00003_….html", "tin-khac/kinh-te-00007_….html", "tin-khac/kinh-te-00011_….html"),
        *("tin-khac/thu-do-00008_….html", "tin-khac/thu-do-00009_….html", "tin-khac/thu-do-00010_….html"),
        *("tin-khac/thu-do.html",),
    ]
    assert '<!--#include virtual="/_blocks/tin-khac/thu-do.html" -->' in tiny.read(
        "thu-do/1980/01/bai-00000/index.html"
    )


def test_below_a_path(site: Callable[[str], TinySite]) -> None:
    tiny = newsroom(site, "ssi", "tin-khac")
    tiny.edit("site.toml", "https://example.vn", "https://example.vn/bao")
    tiny.build()
    assert 'virtual="/bao/_blocks/tin-khac/thu-do.html"' in tiny.read("thu-do/1980/01/bai-00000/index.html")


def test_what_a_script_fetches(site: Callable[[str], TinySite]) -> None:
    tiny = newsroom(site, "client", "tin-khac")
    tiny.build()
    page = tiny.read("thu-do/1980/01/bai-00000/index.html")
    place = page.partition('data-block="/_blocks/tin-khac/thu-do.html"')[2].partition("</div>\n")[0]
    assert '<a href="/thu-do/">Thủ đô</a>' in place
    assert place.count("<li></li>") == 3
    assert re.search(r'<script type="module" src="/assets/js/blocks\.[0-9a-f]{8}\.js"></script>', place)
    assert "Bài 00010" not in page
    assert "Bài 00010" in tiny.read("_blocks/tin-khac/thu-do.html")
    assert "data-block" not in tiny.read("index.html")


def test_what_is_read_most_changes_few_files(site: Callable[[str], TinySite]) -> None:
    """It changes all day, and is on every article: of these change those that show one of its articles elsewhere."""
    tiny = newsroom(site, "client", "most-read", articles=60)
    tiny.write("data/most-read.json", '["content/thu-do/00002.md"]')
    tiny.build()
    tiny.write("data/most-read.json", '["content/thu-do/00004.md"]')
    changed = [path for path in written(tiny) if not path.startswith("_blocks/most-read/")]
    assert "index.html" in changed
    assert len(changed) < 10
    assert "data-block" not in tiny.read("index.html")
    assert 'data-block="/_blocks/most-read/' in tiny.read("kinh-te/1980/01/bai-00003/index.html")


def test_a_list_of_the_articles_before(site: Callable[[str], TinySite]) -> None:
    tiny = newsroom(site, "inline", "tin-khac", more='order = "older"\n')
    tiny.build()
    old = tiny.tree()
    others = tiny.read("thu-do/1980/01/bai-00006/index.html").partition('class="others"')[2]
    assert re.findall(r"Bài \d+", others)[:3] == ["Bài 00005", "Bài 00004", "Bài 00002"]  # 3 is of the other section
    assert 'class="others"' not in tiny.read("thu-do/1980/01/bai-00000/index.html")
    tiny.add(article(20))
    changed = [path for path in written(tiny) if path in old]
    assert not [path for path in changed if "/bai-" in path]  # no other article of the section


def test_a_card_of_an_older_article(site: Callable[[str], TinySite]) -> None:
    tiny = newsroom(site, "inline", "tin-khac", more='order = "older"\n')
    tiny.build()
    tiny.edit("content/thu-do/00005.md", "title: Bài 00005", "title: Bài 00005!")
    pages = [path for path in written(tiny) if "/bai-" in path]
    assert pages == [f"thu-do/1980/01/bai-{n:05}/index.html" for n in (9, 8, 6, 5)]


def new_and_changed(tiny: TinySite, articles: int) -> tuple[list[str], list[str]]:
    """Publish one article; name what was new and what was changed, without digests and numbers."""
    before = tiny.tree()
    tiny.write("content/thu-do/new.md", article(articles).split("\n", 1)[1])
    paths = written(tiny)
    plain = {path: re.sub(r"[0-9a-f]{10}\.html|[0-9]{5}", "…", path) for path in paths}
    new: list[str] = []
    changed: list[str] = []
    for path in paths:
        named = re.sub(r"/\d{4}(/\d\d)?/", "/<date>/", plain[path])
        (changed if path in before else new).append(re.sub(r"-\d{4}-\d\d(-\d+)?\.xml", "-<date>.xml", named))
    return sorted(new), sorted(changed)


NEW = ["_blocks/latest/new_…", "_blocks/tin-khac/thu-do-new_…", "thu-do/<date>/bai-…/index.html"]
CHANGED = [
    # Of each block: the one that most pages share, and those of the two that still stand in it and leave it out.
    *("_blocks/latest/all.html", "_blocks/latest/…_…", "_blocks/latest/…_…"),
    *("_blocks/tin-khac/thu-do-…_…", "_blocks/tin-khac/thu-do-…_…", "_blocks/tin-khac/thu-do.html"),
    *("archive/<date>/index.html", "archive/<date>/index.html", "archive/index.html"),
    "index.html",
    # The neighbour, for its link to the newer one, and of each block the article that stands in it no more.
    *("kinh-te/<date>/bai-…/index.html", "thu-do/<date>/bai-…/index.html", "thu-do/<date>/bai-…/index.html"),
    *("feed.json", "feed.xml", "rss.xml", "thu-do/feed.json", "thu-do/feed.xml", "thu-do/rss.xml"),
    *("sitemap-<date>.xml", "sitemap.xml"),
    "thu-do/index.html",
]


@pytest.mark.usefixtures("tiny_theme")
@pytest.mark.parametrize("delivery", ["ssi", "client"])
@pytest.mark.parametrize(
    "articles",
    [114, pytest.param(2_014, marks=pytest.mark.slow)],
    ids=lambda n: f"{n:,} articles",
)
def test_news_changes_as_many_files_in_an_archive_of_any_size(
    site: Callable[[str], TinySite], delivery: str, articles: int
) -> None:
    tiny = newsroom(site, delivery, *BLOCKS, articles=articles)
    tiny.build()
    assert new_and_changed(tiny, articles) == (NEW, sorted(CHANGED))


def of_a_case(number: int) -> str:
    """An article of a case that three others report, and nobody else."""
    name = "".join("bcdghklmnp"[int(digit)] for digit in f"{number // 4:04}")
    text = article(number, title=f"Vụ {name} {number:05}")
    return f"{text}{name}, {name}.\n"


@pytest.mark.slow
@pytest.mark.usefixtures("tiny_theme")
def test_the_few_that_list_it_as_related_are_as_few_in_an_archive_of_any_size(site: Callable[[str], TinySite]) -> None:
    found = []
    for articles in (115, 1015):
        tiny = site(f"-- site.toml --\n{config('ssi', *BLOCKS)}{''.join(map(of_a_case, range(articles)))}")
        tiny.build()
        before = tiny.tree()
        tiny.write("content/thu-do/new.md", of_a_case(articles).split("\n", 1)[1])
        changed = [path for path in written(tiny) if path in before]
        assert tiny.work.related == 4  # the new list, and those of the three others of its case
        found.append((len(changed), sum("/vu-" in path for path in changed)))
    assert found[0] == found[1]
    assert found[0][1] <= 6


def test_files_come_before_the_pages_that_need_them(site: Callable[[str], TinySite]) -> None:
    tiny = newsroom(site, "ssi", "tin-khac")
    tiny.build()
    tiny.write("content/thu-do/new.md", article(20).split("\n", 1)[1])
    paths = written(tiny)
    assert paths[0].startswith("_blocks/tin-khac/thu-do-new_")  # new: its page includes it
    assert paths[1] == "thu-do/1980/01/bai-00020/index.html"
    assert paths[-1] == "_blocks/tin-khac/thu-do.html"  # changed: it leads to the new page


def test_a_file_that_no_page_uses_goes(site: Callable[[str], TinySite]) -> None:
    tiny = newsroom(site, "ssi", "tin-khac", more="[deploy]\nkeep = 0\n")
    tiny.build()
    tiny.write("content/thu-do/new.md", article(20).split("\n", 1)[1])
    published = tiny.build().published
    assert published is not None
    assert [path[:31] for path in published.removed] == [
        "_blocks/tin-khac/thu-do-00008_"[:31] + published.removed[0][30]
    ]
    tiny.edit("site.toml", '"ssi"', '"inline"')
    tiny.build()
    assert not (tiny.public / "_blocks").exists()


def test_workers_say_which_blocks_their_pages_use(site: Callable[[str], TinySite]) -> None:
    from ssg.build import build
    from ssg.work import Work

    one, many = newsroom(site, "ssi", *BLOCKS, "lien-quan"), newsroom(site, "ssi", *BLOCKS, "lien-quan")
    one.build()
    helped = workers(2)
    assert helped is not None
    build(many.request()._replace(workers=helped._replace(worth_pages=1, worth_texts=1)), Work())
    assert many.tree() == one.tree()
    assert "_blocks/tin-khac/thu-do.html" in one.tree()


def test_a_broken_template_of_a_block_that_is_a_file(site: Callable[[str], TinySite]) -> None:
    tiny = newsroom(site, "ssi", "tin-khac", articles=2)
    tiny.write("templates/blocks/tin-khac.html", "{{ block.nothing }}")
    assert "templates/blocks/tin-khac.html:1:10: error[E608]" in tiny.said()
    assert not tiny.public.exists() or not list(tiny.public.rglob("*.html"))


def test_an_asset_in_a_block_is_as_fresh_as_in_a_page(site: Callable[[str], TinySite]) -> None:
    tiny = newsroom(site, "inline", "tin-khac", articles=2, more="[deploy]\nkeep = 0\n")
    tiny.write("templates/blocks/tin-khac.html", '<img src="{{ asset("img/a.svg") }}">')
    tiny.write("templates/assets/img/a.svg", "<svg/>")
    tiny.build()
    tiny.write("templates/assets/img/a.svg", "<svg />")
    tiny.build()
    (asset,) = (path for path in tiny.tree() if path.startswith("assets/img/a."))
    assert f'src="/{asset}"' in tiny.read("thu-do/1980/01/bai-00001/index.html")


def test_the_folder_of_blocks_is_theirs(site: Callable[[str], TinySite]) -> None:
    tiny = newsroom(site, "ssi", "tin-khac", articles=1)
    tiny.write("static/_blocks/a.html", "x")
    assert tiny.said() == (
        "static/_blocks/a.html: error[E740]: /_blocks/a.html of static/_blocks/a.html is in the folder "
        "reserved for block files\n    hint: choose a path that does not begin with /_blocks/"
    )
    tiny.edit("site.toml", '"ssi"', '"inline"')
    tiny.build()


@pytest.mark.parametrize("form", ["ssi", "caddy"])
def test_nothing_in_an_article_is_a_directive(site: Callable[[str], TinySite], form: str) -> None:
    tiny = newsroom(site, "ssi", "tin-khac", more=f'[deploy]\nincludes = "{form}"\n', articles=3)
    evil = '<!--#include virtual="/.env" -->'
    text = f"---\ntitle: '{evil}'\nsummary: '{evil}'\nauthor: '{evil}'\ntags: ['{evil}']\ndate: 2020-01-01\n---\n"
    tiny.write("content/thu-do/evil.md", f"{text}{evil}\n\n`{evil}`\n\n<p title='{evil}'>x</p>\n\n```\n{evil}\n```\n")
    tiny.build()
    directive = {"ssi": '<!--#include virtual="/_blocks/', "caddy": '<!--#include "/_blocks/'}[form]
    texts = [data for path, data in tiny.tree().items() if path.endswith((".html", ".xml", ".json"))]
    assert sum(data.count(b"<!--#") for data in texts) == sum(data.count(directive.encode()) for data in texts) == 4


FRAME = ("masthead", "menu", "footer")


def test_the_frame_of_pages_may_be_files(site: Callable[[str], TinySite]) -> None:
    """A new section in the menu is then no reason to send every page again."""
    inline, ssi = newsroom(site, "inline", articles=60), newsroom(site, "ssi", articles=60)
    with (ssi.root / "site.toml").open("a", encoding="utf-8") as config:
        config.write("".join(f'[blocks.{name}]\ndelivery = "ssi"\n' for name in FRAME))
    inline.build()
    ssi.build()
    assert joined(ssi.tree()) == inline.tree()
    page = ssi.read("thu-do/1980/01/bai-00000/index.html")
    assert not re.search('class="(?:masthead|menu|footer)"', page)
    assert all(f"/_blocks/{name}/" in page for name in FRAME)
    assert 'class="menu"' in ssi.read("index.html")
    ssi.edit("site.toml", 'name = "Kinh tế"', 'name = "Kinh tế biển"\nslug = "kinh-te"')
    changed = written(ssi)
    assert any(path.startswith("_blocks/menu/") for path in changed)
    assert not [path for path in changed if path.startswith("thu-do/1980/") and "Kinh tế biển" not in ssi.read(path)]
    assert "thu-do/1980/01/bai-00000/index.html" not in changed
