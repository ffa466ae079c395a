"""No file grows with the archive: sites of two sizes are compared, file by file of each kind.

The larger one is older, with as many articles a month; or as old, with more of them a day.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from tests.conftest import TinySite, article_file

CONFIG = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
per_page = 3
[[categories]]
name = "Tin"
[feeds]
items = 3
[blocks.nen-xem]
count = 2
"""
NEWEST = datetime(2026, 11, 24)  # noqa: DTZ001 - as editors write it
BY_LINES = {  # a line for each year, month, or part of a sitemap; bytes of it at most
    "archive/index.html": 200,
    "search/index.json": 10,
    "search/index.html": 60,
    "sitemap-lists.xml": 70,
    "news-sitemap.xml": 5,  # 1,000 articles of two days
    "sitemap.xml": 140,
}


def site_of(make: Callable[[str], TinySite], articles: int, months: int) -> TinySite:
    """Articles of equal length. Each tag and author has three of them, and one tag and one author all."""
    step = timedelta(days=30 * months) / articles
    literal = CONFIG
    for number in range(articles):
        date, names = NEWEST - step * number, f"Bút Danh {1000 + number // 3}"
        front = {"date": f"{date:%Y-%m-%d %H:%M}", "tags": f"Chung, Thẻ {1000 + number // 3}", "author": names}
        front["authors"] = f"[Minh Hà, {front.pop('author')}]"
        more = {"topic": "Chủ đề chung", "summary": "Sapo của bài này."}
        literal += article_file(f"tin/{number:04}.md", title=f"Bài {1000 + number}", **front, **more)
    tiny = make(literal)
    tiny.build()
    return tiny


def largest(tiny: TinySite) -> dict[str, int]:
    """The size of the largest file of each kind: paths whose figures do not count."""
    found: dict[str, int] = {}
    for path, data in tiny.tree().items():
        kind = re.sub(r"(?<=names-)[01]+|[0-9a-f]{8}(?=\.)|[0-9]+", "#", path)
        found[kind] = max(found.get(kind, 0), len(data))
    return found


@pytest.mark.slow
def test_no_file_grows_with_the_archive(site: Callable[[str], TinySite], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ssg.pages.sitemaps.months.SIZE", 4)
    monkeypatch.setattr("ssg.index.listed.MOST", 8)
    sizes = ((90, 9), (360, 36), (360, 9))
    small, older, busier = (largest(site_of(site, articles, months)) for articles, months in sizes)
    for large, lines in ((older, 27 + 135), (busier, 135)):
        for kind, size in large.items():
            bound = small.get(kind, 0) * 1.06 + 150 + BY_LINES.get(kind, 0) * lines
            assert kind.startswith("search/#-#-#/") or size <= bound, (kind, small.get(kind), size)


def test_a_new_name_rewrites_one_part_of_the_names(
    site: Callable[[str], TinySite], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ssg.index.listed.MOST", 8)
    text = "".join(
        article_file(f"tin/{n}.md", title=f"B{n}", date=f"2026-10-{n:02}", author=f"A{n}") for n in range(1, 29)
    )
    tiny = site(text)
    tiny.build()
    names = {path: data for path, data in tiny.tree().items() if path.startswith("sitemap-names-")}
    found = re.findall(r"/author/(a[0-9]+)/", "".join(data.decode() for data in names.values()))
    assert sorted(found) == sorted(f"a{n}" for n in range(1, 29))
    assert all(1 <= data.count(b"<url>") <= 8 for data in names.values())
    assert "/author/" not in tiny.read("sitemap-lists.xml")
    assert all(f"https://example.vn/{path}<" in tiny.read("sitemap.xml") for path in names)
    added = article_file("tin/30.md", title="Mới", date="2026-10-30", author="Một người mới")
    tiny.add(added)
    published = tiny.build().published
    assert published is not None
    written = [path for path in published.written if path.startswith("sitemap")]
    assert len([path for path in written if "names" in path]) in (1, 2)  # two, if a part became too large
    assert sorted(path for path in written if "names" not in path) == ["sitemap-2026-10.xml", "sitemap.xml"]
    clean = site(text + added)
    clean.build()
    assert tiny.tree() == clean.tree()
