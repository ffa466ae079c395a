"""Series: parts in their order, what each page shows of the others, and how little a new part touches."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from tests.conftest import TinySite

ARTICLE = "---\ntitle: Bài {n}\ndate: 2026-10-{n:02}\n{more}---\n\nVăn bản {n}.\n"
OTHERS = "".join(f"-- content/tin/{n}.md --\n{ARTICLE.format(n=n, more='')}" for n in range(20, 29))


def part(number: int, series: str) -> str:
    text = ARTICLE.format(n=number, more="series: " + series + "\n")
    return f"-- content/tin/{number}.md --\n{text}"


def page(tiny: TinySite, number: int) -> str:
    return tiny.read(f"tin/2026/10/bai-{number}/index.html")


def listed(html: str) -> list[str]:
    found = re.search(r'<details class="series-list".*?</details>', html, re.DOTALL)
    return re.findall(r"Bài \d+", found[0]) if found else []


def turns(html: str) -> dict[str, str]:
    found = re.search(r'<nav class="series-turn".*?</nav>', html, re.DOTALL)
    return dict(re.findall(r'rel="(prev|next)" href="[^"]*/(bai-\d+)/"', found[0])) if found else {}


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def clean(tiny: TinySite) -> dict[str, bytes]:
    other = TinySite(tiny.root.parent / f"{tiny.root.name}-clean", "")
    for name in [name for name in other.tree(other.root) if name.startswith("content/")]:
        other.remove(name)
    for name, text in tiny.tree(tiny.root).items():
        if not name.startswith(("public/", ".ssg/")):
            other.write(name, text)
    other.build(allow_removals=True)
    return other.tree()


def test_parts_stand_in_their_order(site: Callable[[str], TinySite]) -> None:
    tiny = site(part(3, "{name: Sông, part: 1}") + part(1, "{name: Sông, part: 3}") + part(2, "{name: sông, part: 2}"))
    tiny.build()
    assert listed(page(tiny, 2)) == ["Bài 3", "Bài 2", "Bài 1"]
    assert turns(page(tiny, 2)) == {"prev": "bai-3", "next": "bai-1"}
    assert turns(page(tiny, 3)) == {"next": "bai-2"}
    assert "Phần 2 trong 3" in page(tiny, 2)
    own = tiny.read("series/song/index.html")
    assert re.findall(r"Phần (\d)", own) == ["1", "2", "3"]
    assert "/series/song/" in tiny.read("sitemap-lists.xml")


def test_parts_without_numbers_stand_by_date(site: Callable[[str], TinySite]) -> None:
    tiny = site(part(5, "Sông") + part(1, "Sông") + part(3, "Sông"))
    tiny.build()
    assert listed(page(tiny, 3)) == ["Bài 1", "Bài 3", "Bài 5"]
    assert "Phần 2 trong 3" in page(tiny, 3)
    assert tiny.said() == ""


def test_structured_data_names_the_series(site: Callable[[str], TinySite]) -> None:
    tiny = site(part(1, "{name: Sông, part: 1}") + OTHERS)
    tiny.build()
    data = json.loads(re.findall(r'ld\+json">(.*?)</script>', page(tiny, 1))[0])
    article = next(thing for thing in data if thing["@type"] == "NewsArticle")
    assert article["position"] == 1
    assert article["isPartOf"][1] == {
        "@type": "CreativeWorkSeries",
        "@id": "https://example.vn/series/song/#series",
        "name": "Sông",
        "url": "https://example.vn/series/song/",
    }
    data = json.loads(re.findall(r'ld\+json">(.*?)</script>', page(tiny, 20))[0])
    article = next(thing for thing in data if thing["@type"] == "NewsArticle")
    assert article["isPartOf"] == {"@id": "https://example.vn/#website"}
    assert "css/series." not in page(tiny, 20)


def test_a_new_part_touches_the_pages_of_its_series_alone(site: Callable[[str], TinySite]) -> None:
    tiny = site(
        '-- site.toml --\ntitle = "B"\nbase_url = "https://example.vn"\nper_page = 2\n[blocks.tin-khac]\ncount = 0\n'
        '[blocks.lien-quan]\ncount = 0\n[[categories]]\nname = "Tin"\n[[categories]]\nname = "Mới"\n'
        + part(1, "Sông")
        + part(2, "Sông")
        + OTHERS
    )
    tiny.build()
    before = tiny.tree()
    tiny.write("content/moi/29.md", ARTICLE.format(n=29, more="series: Sông\n"))
    tiny.build()
    pages = {path for path in changed(before, tiny.tree()) if re.search(r"/bai-\d+/index.html|^series/", path)}
    assert pages == {
        "tin/2026/10/bai-1/index.html",
        "tin/2026/10/bai-2/index.html",
        "moi/2026/10/bai-29/index.html",
        "series/song/index.html",
    }
    assert tiny.tree() == clean(tiny)


EDITS: list[Callable[[TinySite], None]] = [
    lambda tiny: tiny.edit("content/tin/1.md", "part: 1", "part: 4"),
    lambda tiny: tiny.edit("content/tin/2.md", "part: 2", "part: 1"),
    lambda tiny: tiny.edit("content/tin/1.md", "Sông", "Núi"),
    lambda tiny: tiny.edit("content/tin/2.md", "title: Bài 2", "title: Bài 2 mới"),
    lambda tiny: tiny.remove("content/tin/2.md"),
    lambda tiny: tiny.edit("content/tin/20.md", "date:", "series: Sông\ndate:"),
    lambda tiny: tiny.edit("content/tin/3.md", "series: {name: Sông, part: 3}\n", ""),
    lambda tiny: tiny.write("content/tin/4.md", ARTICLE.format(n=4, more="series: {name: SÔNG, part: 4}\n")),
]


@pytest.mark.parametrize("edit", EDITS)
def test_an_edited_series_is_a_clean_build(edit: Callable[[TinySite], None], site: Callable[[str], TinySite]) -> None:
    parts = "".join(part(n, f"{{name: Sông, part: {n}}}") for n in (1, 2, 3))
    tiny = site(parts + part(9, "Núi") + OTHERS)
    tiny.build()
    edit(tiny)
    tiny.build(allow_removals=True)
    assert tiny.tree() == clean(tiny)
    said = tiny.said()
    tiny.edit("content/tin/25.md", "Văn bản", "Bản văn")
    tiny.build()
    assert tiny.said() == said
    assert tiny.tree() == clean(tiny)


def test_numbers_that_are_wrong(site: Callable[[str], TinySite]) -> None:
    tiny = site(
        part(1, "{name: Sông, part: 1}")
        + part(2, "{name: Sông, part: 1}")
        + part(3, "{name: Sông, part: 5}")
        + part(4, "Sông")
    )
    found = [(d.code, str(d.place), [str(place) for place in d.also]) for d in tiny.build().diagnostics]
    assert found == [
        ("W496", "content/tin/2.md:4:28", ["content/tin/1.md:4:28"]),
        ("N497", "content/tin/3.md:4:28", []),
        ("N498", "content/tin/4.md:4:9", []),
    ]
    assert "no parts 2, 3, 4" in tiny.said()


@pytest.mark.parametrize(
    ("series", "said"),
    [
        ("{part: 2}", "missing `name`"),
        ("{name: Sông, part: hai}", "whole number from 1 to 10,000"),
        ("{name: Sông, part: 0}", "whole number"),
        ("[Sông]", "a name, or {name, part}"),
    ],
)
def test_series_that_cannot_be_read(series: str, said: str, site: Callable[[str], TinySite]) -> None:
    tiny = site(part(1, series))
    assert [d.code for d in tiny.diagnostics()] == ["E114"]
    assert said in tiny.said()


def test_a_long_series_shows_the_parts_around(site: Callable[[str], TinySite]) -> None:
    tiny = site("".join(part(n, "Sông").replace("2026-10", f"2026-{1 + n // 28:02}") for n in range(1, 60)))
    for n in range(28, 60):
        tiny.edit(f"content/tin/{n}.md", f"-{n:02}", f"-{1 + n % 28:02}")
    tiny.build()
    html = tiny.read("tin/2026/02/bai-30/index.html")
    assert len(listed(html)) == 41
    assert "59 phần" in html
