"""Lists: what is on them, in which order, and that old pages stay as they are."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.conftest import TinySite, article_file

CONFIG = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
[[categories]]
name = "Thủ đô"
[[categories]]
name = "Nhịp sống"
parent = "thu-do"
"""


def article(number: int, **more: str) -> str:
    front = {"title": f"Bài {number:03}", "date": f"2026-{1 + number // 28:02}-{1 + number % 28:02} 08:24", **more}
    return article_file(f"thu-do/{number:03}.md", **front)


def titles(page: str) -> list[str]:
    """The articles of a list in order, each once."""
    main = page.split("<main", 1)[1].split("</main>", 1)[0]
    return list(dict.fromkeys(re.findall(r"Bài \d{3}", main)))


def test_pages_are_numbered_from_the_oldest_and_never_change(site: Callable[[str], TinySite]) -> None:
    more = {"tags": "lũ", "author": "Minh Hà", "topic": "Mùa lũ"}
    tiny = site(CONFIG + "".join(article(number, **more) for number in range(45)))
    tiny.build()
    lists = ["thu-do", "tag/lu", "author/minh-ha", "topic/mua-lu"]
    for name in lists:
        assert titles(tiny.read(f"{name}/index.html")) == [f"Bài {number:03}" for number in range(44, 19, -1)]
        assert titles(tiny.read(f"{name}/page/1/index.html")) == [f"Bài {number:03}" for number in range(19, -1, -1)]
        assert f"{name}/page/2/index.html" not in tiny.tree()
    before = tiny.tree()
    for number in range(45, 85):
        tiny.add(article(number, **more))
    tiny.build()
    after = tiny.tree()
    for name in lists:
        assert after[f"{name}/page/1/index.html"] == before[f"{name}/page/1/index.html"]
        assert titles(tiny.read(f"{name}/page/3/index.html")) == [f"Bài {number:03}" for number in range(59, 39, -1)]


def test_a_category_holds_its_children_and_they_do_not_hold_it(site: Callable[[str], TinySite]) -> None:
    tiny = site(CONFIG + article(1) + article(2, category="Nhịp sống"))
    tiny.build()
    assert titles(tiny.read("thu-do/index.html")) == ["Bài 002", "Bài 001"]
    assert titles(tiny.read("nhip-song/index.html")) == ["Bài 002"]


def test_equal_times_are_ordered_by_path(site: Callable[[str], TinySite]) -> None:
    same = {"date": "2026-05-05 08:00"}
    tiny = site(CONFIG + article(3, **same) + article(1, **same) + article(2, **same))
    tiny.build()
    assert titles(tiny.read("thu-do/index.html")) == ["Bài 003", "Bài 002", "Bài 001"]


def test_archive(site: Callable[[str], TinySite]) -> None:
    tiny = site(CONFIG + article(1) + article(2, date="2025-12-31 23:59") + article(3, date="2025-12-31T17:00:00Z"))
    tiny.build()
    assert titles(tiny.read("archive/2025/12/index.html")) == ["Bài 002"]
    assert titles(tiny.read("archive/2026/01/index.html")) == ["Bài 001", "Bài 003"]
    for page in ("archive/index.html", "archive/2025/index.html"):
        assert 'href="/archive/2025/12/"' in tiny.read(page)
    assert 'href="/archive/2026/01/"' not in tiny.read("archive/2025/index.html")


def test_other_news_is_of_the_main_category_and_its_children(site: Callable[[str], TinySite]) -> None:
    tiny = site(CONFIG + article(1) + article(2, category="Nhịp sống") + article(3, category="Khác") + article(4))
    tiny.build()
    page = tiny.read("nhip-song/2026/01/bai-002/index.html")
    block = page.split("Tin khác</h2>" if "Tin khác</h2>" in page else "Tin khác", 1)[1]
    assert titles("<main>" + block)[:2] == ["Bài 004", "Bài 001"]
    assert "Bài 003" not in block.split("</main>")[0]


def test_picks_come_by_number_then_newest(site: Callable[[str], TinySite]) -> None:
    tiny = site(
        CONFIG
        + article(1, featured="true")
        + article(2, featured="5")
        + article(3, featured="true")
        + article(4, featured="false")
        + article(5)
    )
    built = tiny.build()
    assert built.edition.site.picks == ("thu-do/002.md", "thu-do/003.md", "thu-do/001.md")


def test_most_read_comes_from_data(site: Callable[[str], TinySite]) -> None:
    urls = '["https://example.vn/thu-do/2026/01/bai-003/?x=1", "content/thu-do/001.md", "/no/"]'
    data = f"-- data/most-read.json --\n{urls}\n"
    tiny = site(CONFIG + article(1) + article(2) + article(3) + data)
    built = tiny.build()
    assert built.edition.site.most_read == ("thu-do/003.md", "thu-do/001.md")


def test_categories_that_only_articles_name_come_in_dictionary_order(site: Callable[[str], TinySite]) -> None:
    tiny = site("".join(article(n, category=name) for n, name in enumerate(["Đời sống", "Du lịch", "Ẩm thực", "Xe"])))
    built = tiny.build()
    assert [c.name for c in built.edition.site.categories.values()] == ["Ẩm thực", "Du lịch", "Đời sống", "Xe"]
