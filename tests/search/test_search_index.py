"""The index of a built site: what is in it, how much of it is written for each kind of edit, and what stays."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from PIL import Image

from ssg.core.text.search import term_of, words_of
from ssg.plan import planning
from tests.conftest import TinySite, article_file
from tests.search.reader import read_layer

SITE = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn/bao"
[[categories]]
name = "Thủ đô"
[[categories]]
name = "Nhịp sống"
parent = "thu-do"
"""
PLAIN = "".join(
    f"-- templates/{kind}.html --\n{{{{ page.head.title }}}}\n"
    for kind in ("article", "category", "month", "archive", "tag", "home", "search", "404")
)


def article(name: str, title: str, date: str, summary: str = "", tags: str = "", category: str = "nhip-song") -> str:
    more = {key: value for key, value in (("summary", summary), ("tags", tags)) if value}
    return article_file(f"{name}.md", title=title, date=date, category=category, **more)


def written(tiny: TinySite) -> list[str]:
    """Build; the files of the search that were written."""
    published = tiny.build().published
    assert published is not None
    return sorted(path for path in published.written if path.startswith("search/"))


def index(tiny: TinySite) -> dict[str, dict[str, object]]:
    spans = json.loads(tiny.read("search/index.json"))["spans"]
    return {span["name"]: span for span in spans}


def test_every_word_is_where_it_stands(site: Callable[[str], TinySite]) -> None:
    tiny = site(
        SITE
        + article("a", "Hoà bình, hòa bình", "2026-11-02", "Sapo đầu tiên.", "Đà Nẵng, lũ lụt")
        + article("b", "Cầu Long Biên", "2026-11-01", category="thu-do")
        + article("c", "Tin cũ", "2026-07-01")
    )
    tiny.build()
    assert list(index(tiny)) == ["2026-11-1", "2024-01-32"]
    span = tiny.public / "search/2026-11-1"
    titles = read_layer(span, "t")
    assert titles["hoa", 32] == [(1, 0), (1, 2)]  # b is 0: it is older
    assert titles["binh", 32] == [(1, 1), (1, 3)]
    assert titles["cau", term_of("cầu").form] == [(0, 0)]
    assert titles["nang", term_of("nẵng").form] == [(1, 25)]
    assert titles["lu", term_of("lũ").form] == [(1, 24)]
    assert titles["@nhip-song", 0] == [(1, 0)]
    assert titles["@thu-do", 0] == [(0, 0), (1, 0)]
    texts = read_layer(span, "s")
    assert texts["sapo", 0] == [(1, 0)]
    assert texts["ban", term_of("bản").form] == [(0, 1)]  # without a summary, the beginning of the text
    assert set(read_layer(tiny.public / "search/2024-01-32", "t")) == {
        *map(term_of, words_of("tin cũ")), ("@nhip-song", 0), ("@thu-do", 0)
    }  # fmt: skip


def test_places_end(site: Callable[[str], TinySite]) -> None:
    long = " ".join(f"w{number:02}" for number in range(80))
    tiny = site(SITE + article("a", long[:139], "2026-11-02", long, ", ".join(f"t{n}" for n in range(9))))
    tiny.build()
    titles = read_layer(tiny.public / "search/2026-11-1", "t")
    texts = read_layer(tiny.public / "search/2026-11-1", "s")
    assert [titles[f"w{n:02}", 0] for n in (22, 23, 34)] == [[(0, 22)], [(0, 23)], [(0, 23)]]
    assert [titles[f"t{n}", 0] for n in (0, 8)] == [[(0, 24)], [(0, 24)]]  # each tag begins anew
    assert [texts[f"w{n:02}", 0] for n in (62, 63, 79)] == [[(0, 62)], [(0, 63)], [(0, 63)]]


def test_rows(site: Callable[[str], TinySite]) -> None:
    articles = [article(f"a{n:02}", f"Bài {n}", f"2026-11-{n + 1:02} 08:24", f"Sapo {n}.") for n in range(9)]
    tiny = site(SITE + "".join(articles) + article("x", "A </script> <b>", "2026-11-20", "slug: y"))
    tiny.edit("content/x.md", "summary: slug: y", "slug: khac\nsummary: S")
    tiny.build()
    first, second = (json.loads(tiny.read(f"search/rows/2026-11/{n}.json")) for n in (0, 1))
    assert len(first) == 8
    assert first[0] == ["Bài 0", "Sapo 0.", "/nhip-song/2026/11/*/", first[0][3], "Nhịp sống"]
    assert first[1][3] - first[0][3] == 24 * 60
    assert second[1][:3] == ["A </script> <b>", "S", "/nhip-song/2026/11/khac/"]
    assert "<" not in tiny.read("search/rows/2026-11/1.json")


def test_rows_say_what_an_article_is(site: Callable[[str], TinySite]) -> None:
    more = {"layout": "video", "image": "a.jpg"}
    tiny = site(SITE + article_file("a.md", title="Một", date="2026-11-02", category="nhip-song", **more))
    Image.new("RGB", (800, 600), "green").save(tiny.root / "content/a.jpg")
    tiny.build()
    row = json.loads(tiny.read("search/rows/2026-11/0.json"))[0]
    assert row[5:7] == [1, "v"]
    assert re.fullmatch(r"/bao/.*a-320\.[0-9a-f]+\.webp", row[7])


def test_without_the_search_there_is_nothing_of_it(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE + "[search]\nenabled = false\n" + article("a", "Một", "2026-11-02"))
    tiny.build()
    assert [path for path in tiny.tree() if path.startswith("search")] == []
    assert "menu-search" not in tiny.read("index.html")
    tiny.edit("site.toml", "enabled = false", "enabled = true")
    tiny.build()
    assert 'class="menu-search" href="/bao/search/"' in tiny.read("index.html")


def test_a_site_without_articles(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.build()
    assert json.loads(tiny.read("search/index.json"))["spans"] == []


def test_texts_are_searched_if_the_site_wants_it(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE + article("a", "Một", "2026-11-02", "Hai văn."))
    tiny.edit("content/a.md", "Văn bản.", "Văn **bản** &amp; [liên kết](https://example.vn/x) văn.")
    tiny.build()
    assert ("lien", 10) not in read_layer(tiny.public / "search/2026-11-1", "s")
    tiny.edit("site.toml", '[[categories]]\nname = "Thủ đô"', '[search]\nbody = true\n[[categories]]\nname = "Thủ đô"')
    assert "search/2026-11-1/s.bin" in written(tiny)
    texts = read_layer(tiny.public / "search/2026-11-1", "s")
    assert texts["lien", term_of("liên").form] == [(0, 63)]
    assert texts["van", term_of("văn").form] == [(0, 1)]  # the summary has it
    assert not {term for term, _ in texts} & {"amp", "strong", "href", "https"}
    tiny.edit("content/a.md", "**bản**", "**cũ**")
    assert written(tiny) != []


def test_the_page(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE + article("a", "Một", "2026-11-02"))
    tiny.build()
    page = tiny.read("search/index.html")
    assert '<meta name="robots" content="noindex">' in page
    assert 'rel="canonical"' not in page
    assert 'action="https://www.google.com/search"' in page
    assert '<input type="hidden" name="sitesearch" value="example.vn/bao">' in page
    assert '<option value="nhip-song">– Nhịp sống</option>' in page
    assert "<option>2026</option>" in page
    tiny.edit("site.toml", 'base_url = "https://example.vn/bao"\n', "")
    tiny.build()
    assert "sitesearch" not in tiny.read("search/index.html")


def archive(articles: int) -> str:
    """Old articles, eight a month, and three in the open month: the same three in an archive of any size."""
    old = (
        article(f"o{n:05}", f"Bài cũ {n}", f"{1990 + n // 96}-{n // 8 % 12 + 1:02}-{n % 8 + 1:02}", f"Sapo {n % 50}.")
        for n in range(articles)
    )
    new = (article(f"n{n}", f"Bài mới {n}", f"2099-11-{n + 1:02}") for n in range(3))
    return SITE + PLAIN + "".join(old) + "".join(new)


def parts_for_one(site: Callable[[str], TinySite], articles: int) -> tuple[list[str], TinySite]:
    """Publish one article: the files of the search that are written; all others keep their bytes."""
    tiny = site(archive(articles))
    tiny.now = tiny.now.replace(year=2100)
    tiny.build()
    before = tiny.tree(tiny.public / "search")
    tiny.add(article("moi", "Đường mới qua sông", "2099-11-09", "Xe chạy từ sáng."))
    parts = written(tiny)
    after = tiny.tree(tiny.public / "search")
    changed = sorted(f"search/{name}" for name in after if before.get(name) != after[name])
    assert parts == changed
    assert before.keys() <= after.keys()
    return parts, tiny


def test_one_article_writes_a_few_files_of_the_open_month(site: Callable[[str], TinySite]) -> None:
    parts, tiny = parts_for_one(site, 1_000)
    folders = {part.split("/")[1] for part in parts}
    assert folders == {"2099-11-1", "rows", "index.json"}
    assert [part for part in parts if "/rows/" in part] == ["search/rows/2099-11/0.json"]
    assert len(parts) <= 4 + 13  # heads, rows, list; and a shard for each of its words at most
    assert len([*(tiny.public / "search").iterdir()]) < 16  # few spans
    # An article of a month that is over: only its own span and rows.
    tiny.edit("content/o00500.md", "Bài cũ 500", "Bài sửa 500")
    parts = written(tiny)
    assert len({part.split("/")[1] for part in parts if part.endswith(".bin")}) == 1
    assert len([part for part in parts if "/rows/" in part]) == 1
    # A picture, a body: nothing.
    tiny.edit("content/o00500.md", "Văn bản.", "Văn bản. Thêm.")
    tiny.edit("content/o00500.md", "summary: ", "author: Ai\nsummary: ")
    assert written(tiny) == []


def test_a_new_month_leaves_all_spans_but_those_that_it_puts_together(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE + PLAIN + "".join(article(f"m{n}", f"Bài {n}", f"2026-{n:02}-01") for n in range(1, 9)))
    tiny.build()
    assert list(index(tiny)) == ["2026-08-1", "2026-07-1", "2026-05-2", "2026-01-4"]
    tiny.add(article("m9", "Bài 9", "2026-09-01"))
    assert {part.split("/")[1] for part in written(tiny)} == {"2026-09-1", "2024-01-32", "rows", "index.json"}
    assert list(index(tiny)) == ["2026-09-1", "2024-01-32"]
    assert sorted(path.name for path in (tiny.public / "search").iterdir() if path.is_dir()) == [
        "2024-01-32",
        "2026-09-1",
        "rows",
    ]


@pytest.mark.slow
def test_one_article_writes_as_many_files_in_an_archive_of_any_size(site: Callable[[str], TinySite]) -> None:
    assert parts_for_one(site, 1_000)[0] == parts_for_one(site, 4_000)[0]


def test_a_category_that_moves_is_indexed_anew(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE + article("a", "Một", "2026-11-02"))
    tiny.build()
    tiny.edit("site.toml", 'parent = "thu-do"\n', "")
    assert "search/2026-11-1/t.bin" in written(tiny)
    assert ("@thu-do", 0) not in read_layer(tiny.public / "search/2026-11-1", "t")


def due(tiny: TinySite) -> set[str]:
    """The layers of spans of which the next build makes files: all of a layer, or none."""
    with planning(tiny.request()) as planned:
        nodes = planned.memo.nodes(tiny.public.name)
        made = nodes.dirty(nodes.changed(planned.context.facts)).pages
    layers: dict[str, set[str]] = {}
    for path in tiny.tree():
        if match := re.match(r"search/(.*/[ts])\d*\.bin$", path):
            layers.setdefault(match[1], set()).add(path)
    found = {layer for layer, files in layers.items() if files & made}
    assert all(layers[layer] <= made for layer in found)
    return found


def test_each_layer_is_made_only_of_what_it_holds(site: Callable[[str], TinySite]) -> None:
    old = "".join(article(f"o{n}", f"Bài {n}", f"2026-0{n}-02", f"Sapo {n}.") for n in (1, 2, 4))
    front = {"slug": "ba", "date": "2026-03-02", "category": "nhip-song", "tags": "Lũ", "summary": "Sapo ba."}
    tiny = site(SITE + PLAIN + old + article_file("o3.md", title="Bài ba", **front) + article("n", "Mới", "2026-11-02"))
    tiny.build()
    for before, after, layers in (
        ("Bài ba", "Bài sửa", {"2024-01-32/t"}),
        ("Sapo ba", "Sapo sửa", {"2024-01-32/s"}),
        ("Lũ", "Bão", {"2024-01-32/t"}),
        ("Văn bản.", "Văn bản khác.", set()),
        ("summary: Sapo sửa.\n", "", {"2024-01-32/s"}),
        ("Văn bản khác.", "Văn bản mới.", {"2024-01-32/s"}),  # it stands in for the summary
    ):
        tiny.edit("content/o3.md", before, after)
        assert due(tiny) == layers
        tiny.build()
