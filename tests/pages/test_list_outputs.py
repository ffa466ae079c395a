"""Further lists of articles (`[[outputs]]`): what is in them, what an edit renders again, what is wrong with keys."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import html5lib
import pytest

from ssg.pages import list_outputs
from ssg.pages.kinds import KINDS
from ssg.pages.model import Page
from ssg.pages.reader import Reader
from ssg.pages.views.outputs import OutputPage
from tests.conftest import CONFIG, TinySite, article_file
from tests.test_plain_pages import check_against_clean

OUTPUTS = """
[[categories]]
name = "Thủ đô"
[[categories]]
name = "Kinh tế"
[[outputs]]
name = "app"
path = "/api/moi-nhat.json"
count = 3
[[outputs]]
name = "doi-tac"
template = "feeds/rss.xml"
path = "doi-tac/thu-do.xml"
title = "Thủ đô – Báo Thử"
description = "Tin & bài"
category = "Thủ đô"
count = 2
[[outputs]]
name = "nhung"
template = "outputs/widget.html"
path = "/nhung/moi/"
tag = "lũ"
[outputs.params]
pictures = true
[[outputs]]
name = "may"
template = "outputs/llms.txt"
path = "/llms.txt"
order = "oldest"
count = 5
"""


def article(number: int, body: str = "Văn bản.", **front: object) -> str:
    given = {
        "title": f"Bài {number}",
        "summary": "Tóm tắt.",
        "date": f"2026-11-{number + 1:02} 08:00",
        "tags": "[lũ]",
        **front,
    }
    return article_file(f"{'thu-do' if number % 2 else 'kinh-te'}/{number}.md", body, **given)


def listed(tiny: TinySite, path: str = "api/moi-nhat.json") -> list[str]:
    return [item["title"] for item in json.loads(tiny.read(path))["items"]]


@pytest.fixture
def tiny(site: Callable[[str], TinySite]) -> TinySite:
    made = site("".join(article(number) for number in range(9)))
    made.write("site.toml", CONFIG + OUTPUTS)
    made.build()
    return made


def test_each_list_has_the_articles_of_its_query(tiny: TinySite) -> None:
    assert listed(tiny) == ["Bài 8", "Bài 7", "Bài 6"]
    rss = tiny.read("doi-tac/thu-do.xml")
    assert "<title>Thủ đô – Báo Thử</title>" in rss
    assert "<description>Tin &amp; bài</description>" in rss
    assert 'rel="self" type="application/rss+xml" href="https://example.vn/doi-tac/thu-do.xml"' in rss
    assert [n for n in range(9) if f"<title>Bài {n}</title>" in rss] == [5, 7]
    assert "<content:encoded>&lt;p&gt;Văn bản.&lt;/p&gt;" in rss
    widget = tiny.read("nhung/moi/index.html")
    html5lib.HTMLParser(strict=True).parse(widget)
    assert '<meta name="robots" content="noindex">' in widget
    assert '<a href="https://example.vn/kinh-te/2026/11/bai-8/" target="_blank" rel="noopener">Bài 8</a>' in widget
    text = tiny.read("llms.txt")
    assert text.startswith("# Báo Thử\n\n> Báo Thử\n")
    assert text.index("[Bài 0](") < text.index("[Bài 4](")
    assert "[Bài 5](" not in text


def test_what_programs_are_told(site: Callable[[str], TinySite]) -> None:
    front = {"title": "'A \"b\" <i>'", "summary": "Tóm & tắt.", "author": "Hà", "audio": "tieng.mp3", "image": "a.svg"}
    svg = '-- content/thu-do/a.svg --\n<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>\n'
    tiny = site(article(1, **front) + svg + "-- content/thu-do/tieng.mp3 --\nabc\n")
    tiny.write("site.toml", CONFIG + OUTPUTS)
    tiny.build()
    found: dict[str, Any] = json.loads(tiny.read("api/moi-nhat.json"))
    (item,) = found.pop("items")
    assert found == {
        "title": "Báo Thử",
        "description": "Báo Thử",
        "url": "https://example.vn/api/moi-nhat.json",
        "home": "https://example.vn/",
        "language": "vi",
        "updated": "2026-11-02T08:00:00+07:00",
    }
    assert (item["title"], item["summary"], item["authors"]) == ('A "b" <i>', "Tóm & tắt.", ["Hà"])
    assert item["image"]["url"].startswith("https://example.vn/media/thu-do/a.")
    assert (item["image"]["width"], item["image"]["small"]) == (30, item["image"]["url"])
    assert (item["audio"]["type"], item["audio"]["bytes"]) == ("audio/mpeg", 4)


def test_an_output_is_rendered_only_for_what_it_shows(tiny: TinySite) -> None:
    def rendered(path: str, old: str, new: str) -> set[str]:
        before = tiny.tree()
        tiny.edit(path, old, new)
        tiny.build()
        tree = tiny.tree()
        outputs = {"api/moi-nhat.json", "doi-tac/thu-do.xml", "nhung/moi/index.html", "llms.txt"}
        found = {name for name in outputs if tree[name] != before[name]}
        count, again = tiny.work.rendered, check_against_clean(tiny)
        assert again == 0
        assert count >= len(found)
        return found

    # The fourth of three, and the third of two.
    assert rendered("content/thu-do/5.md", "title: Bài 5", "title: Bài năm") == {
        "doi-tac/thu-do.xml",
        "nhung/moi/index.html",
    }
    assert rendered("content/thu-do/3.md", "title: Bài 3", "title: Bài ba") == {"nhung/moi/index.html", "llms.txt"}
    # Of a text only what prints texts.
    assert rendered("content/thu-do/7.md", "Văn bản", "Bản văn") == {"doi-tac/thu-do.xml"}
    assert rendered("content/kinh-te/8.md", "Văn bản", "Bản văn") == set()
    assert rendered("content/thu-do/5.md", "tags: [lũ]", "tags: [đê]") == {"doi-tac/thu-do.xml", "nhung/moi/index.html"}


def test_nothing_is_rendered_for_an_article_behind_the_last(site: Callable[[str], TinySite]) -> None:
    tiny = site("".join(article(number) for number in range(9)))
    tiny.write("site.toml", f'{CONFIG}[[outputs]]\nname = "app"\npath = "/app.json"\ncount = 3\n')
    tiny.write("templates/article.html", "{{ page.title }}")
    tiny.build()
    seen: list[str] = []

    def view(read: Reader, page: Page) -> OutputPage:
        seen.append(page.url)
        return list_outputs.view(read, page)

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(KINDS, "list-output", KINDS["list-output"]._replace(view=view))
        tiny.edit("content/thu-do/5.md", "title: Bài 5", "title: Bài năm")
        tiny.build()
        assert seen == []
        tiny.edit("content/kinh-te/6.md", "title: Bài 6", "title: Bài sáu")
        tiny.build()
        assert seen == ["/app.json"]


@pytest.mark.slow
def test_incremental_builds_are_clean_builds(tiny: TinySite) -> None:
    def at(days: int) -> Callable[[], object]:
        def later() -> None:
            tiny.now += timedelta(days=days)

        return later

    steps: list[Callable[[], object]] = [
        lambda: tiny.add(article(11, author="Hà")),
        lambda: tiny.add(article(25)),  # scheduled
        at(3),
        lambda: tiny.edit("content/kinh-te/8.md", "date: 2026-11-09 08:00", "date: 2026-10-01 08:00"),
        lambda: tiny.edit("content/thu-do/11.md", "tags: [lũ]", "tags: [đê]"),
        lambda: tiny.edit("content/thu-do/11.md", "title", "expires: 2026-11-28\ntitle"),
        at(2),
        lambda: tiny.edit("content/kinh-te/6.md", "Văn bản.", "Khác."),
        lambda: tiny.remove("content/thu-do/25.md"),
        lambda: tiny.edit("content/thu-do/7.md", "title", "draft: true\ntitle"),
        lambda: tiny.edit("site.toml", "count = 3", "count = 4"),
        lambda: tiny.edit("site.toml", 'tag = "lũ"', 'tag = "đê"'),
        lambda: tiny.write("templates/outputs/llms.txt", "{{ page.entries[0].text }}"),
        lambda: tiny.edit("content/kinh-te/8.md", "Văn bản.", "Một.\n\n- hai\n- **ba**"),
        lambda: tiny.edit("site.toml", 'path = "/llms.txt"', 'path = "/may.txt"'),
    ]
    for step in steps:
        step()
        check_against_clean(tiny)
    assert tiny.read("may.txt") == "Một.\n\n- hai\n- ba"


def test_drafts_are_in_no_output(tiny: TinySite) -> None:
    tiny.edit("content/kinh-te/8.md", "title", "draft: true\ntitle")
    tiny.build(drafts=True)
    assert listed(tiny) == ["Bài 7", "Bài 6", "Bài 5"]


def test_a_text_without_markup(site: Callable[[str], TinySite]) -> None:
    body = "Văn **đậm** & <b>rõ</b>.\n\n- một\n- hai > ba\n\n> Trích\n\n![Hình](https://x.example/a.png)\n"
    tiny = site(article(1, body))
    tiny.write(
        "site.toml",
        f'{CONFIG}[[outputs]]\nname = "t"\nkind = "article"\ntemplate = "outputs/article.txt"\npath = "bai.txt"\n'
        '[[outputs]]\nname = "l"\ntemplate = "l.txt"\npath = "l.txt"\n',
    )
    tiny.write("templates/l.txt", "{% for e in page.entries %}{{ e.text }}|{{ e.extra }}{% endfor %}")
    tiny.build()
    text = "Văn đậm & rõ.\n\n- một\n- hai > ba\n\nTrích"
    assert tiny.read("l.txt") == f"{text}|{{}}"
    assert tiny.read("thu-do/2026/11/bai-1/bai.txt") == (
        f"Bài 1\n\nTóm tắt.\n\n02/11/2026 08:00\n\n{text}\n\nhttps://example.vn/thu-do/2026/11/bai-1/\n"
    )


WRONG = [
    ('path = "../a.json"', "4:8 E646 invalid path of an output: `../a.json`; it leads out of the output folder"),
    (
        'path = "/a/../../b.json"',
        "4:8 E646 invalid path of an output: `/a/../../b.json`; it leads out of the output folder",
    ),
    ('path = "//b.json"', "4:8 E646 invalid path of an output: `//b.json`; it leads out of the output folder"),
    ('path = "C:/b.json"', "4:8 E646 invalid path of an output: `C:/b.json`; it leads out of the output folder"),
    (
        'path = "/a/{slug}.json"',
        "4:8 E646 invalid path of an output: `/a/{slug}.json`; its fields are {yyyy}, {mm}, {dd}, with `every`",
    ),
    ('path = "/a b.json"', "4:8 E646 invalid path of an output: `/a b.json`; use letters, digits, hyphens and dots"),
    (
        'path = "/_blocks/a.json"',
        "4:8 E646 invalid path of an output: `/_blocks/a.json`; use letters, digits, hyphens and dots",
    ),
    ('path = "/con.json"', "4:8 E646 invalid path of an output: `/con.json`; use letters, digits, hyphens and dots"),
    ('path = "/a.json.gz"', "4:8 E646 invalid path of an output: `/a.json.gz`; ssg writes compressed copies itself"),
    ('path = "/a"', "4:8 E646 invalid path of an output: `/a`; it ends neither in `/` nor in the ending of a file"),
    ("", "2:1 E646 missing `path` of an output"),
    ('path = "/a-{yyyy}.json"', "4:8 E646 the path of a list has fields of a day, but no `every`"),
    (
        'path = "/a.json"\nevery = "day"',
        "4:8 E646 the path of an edition has no {yyyy}, {mm}, {dd}: all editions would be one file",
    ),
    (
        'path = "/a-{yyyy}-{mm}.json"\nevery = "day"',
        "4:8 E646 the path of an edition has no {dd}: all editions would be one file",
    ),
    ('path = "/a.json"\nat = "06:00"', "5:1 E648 `at` needs `every`"),
    ('path = "/{yyyy}{mm}{dd}.json"\nevery = "day"\nat = "6h"', "6:6 E648 `at` is not a time of the day: `6h`"),
    ('path = "/{yyyy}{mm}{dd}.json"\nevery = "day"\nweekday = "monday"', '6:1 E648 `weekday` needs `every = "week"`'),
    (
        'path = "/{yyyy}{mm}{dd}.json"\nevery = "day"\nsince = "2026-01-01"',
        "6:1 E648 `since` does not go with `every`: an edition has what is new since the one before",
    ),
    (
        'path = "/a.json"\nevery = "hour"',
        '5:9 E505 `outputs.every` must be one of "", "day", "week", not the text "hour"',
    ),
    ('path = "/a.json"\ncatgory = "tin"', "5:1 E503 unknown key `outputs.catgory`"),
    ('path = "/a.json"\ncount = 0', "5:9 E505 `outputs.count` must be a whole number from 1 to 200, not the number 0"),
    (
        'kind = "article"\ntag = "lũ"',
        "5:1 E648 `tag` is for lists: an output of each article has no choice of articles",
    ),
    ('path = "/a.json"\ntemplate = "khong.json"', "5:12 E676 template not found: `templates/khong.json`"),
    (
        'path = "/a.json"\ntemplate = "article.json"',
        "5:12 E677 template `article.json` is for other pages: those of `article.json`",
    ),
    (
        'path = "/a.json"\nsince = "mai"',
        "5:9 E636 `since`: `mai` is not a date: write it as 2026-11-24 08:24",
    ),
    ('path = "/a.json"\ncategory = "Khong"', "5:12 E637 unknown category 'Khong'"),
    ('path = "/access/paid/a.json"', "4:8 E646 an output cannot be in `/access/`"),
    ('path = "/Assets/a.json"', "4:8 E646 an output cannot be in `/Assets/`"),
    ('path = "/media/tin/a.json"', "4:8 E646 an output cannot be in `/media/`"),
    (
        'path = "/a.html"\ntemplate = "outputs/llms.txt"',
        "5:12 E648 templates that end in `.txt` escape nothing: a headline with `<` would be markup in `/a.html`",
    ),
    (
        'path = "/a/"\ntemplate = "outputs/list.json"',
        "5:12 E648 templates that end in `.json` escape nothing: a headline with `<` would be markup in `/a/`",
    ),
    (
        'kind = "article"\npath = "bai.svg"\ntemplate = "outputs/article.txt"',
        "6:12 E648 templates that end in `.txt` escape nothing",
    ),
    ('kind = "article"\npath = "con.json"', "5:8 E646 invalid file of an output: `con.json`"),
    (f'kind = "article"\npath = "{"a" * 61}.json"', "5:8 E646 invalid file of an output: `aaa"),
    ('kind = "article"\npath = "a.laf"', "5:8 E648 servers do not know what `.laf` is"),
    ('path = "/tin/"', "4:8 E401"),
    ('path = "/Sitemap.xml"\ntemplate = "feeds/rss.xml"', "4:8 E401"),
    ('path = "/tin/2026/11/a/index.html"', "E401"),
]


@pytest.mark.parametrize(("lines", "said"), WRONG)
def test_what_is_wrong_is_said_with_its_place(site: Callable[[str], TinySite], lines: str, said: str) -> None:
    tiny = site("-- content/tin/a.md --\n---\ntitle: A\ndate: 2026-11-20\n---\nx\n")
    tiny.write("site.toml", f'title = "T"\n[[outputs]]\nname = "a"\n{lines}\n[[categories]]\nname = "Tin"\n')
    found = [f"{d.place.line}:{d.place.column} {d.code} {d.message}" for d in tiny.diagnostics() if d.code != "E751"]
    assert len(found) == 1
    assert said in found[0]


def test_templates_with_an_ending_behind_their_form(site: Callable[[str], TinySite]) -> None:
    tiny = site("-- content/tin/a.md --\n---\ntitle: A\ndate: 2026-11-20\n---\nx\n")
    tiny.write("templates/x.json.j2", '{"a": "{{ page.title }}"}')
    table = '[[outputs]]\nname = "a"\npath = "/a.{}"\ntemplate = "x.{}"\n'
    tiny.write("site.toml", CONFIG + table.format("json", "json.j2"))
    assert tiny.said().startswith("templates/x.json.j2:1:15: warning[W613]")
    tiny.write("site.toml", CONFIG + table.format("html", "json.j2"))
    assert "site.toml:6:12: error[E648]: templates that end in `.json` escape nothing" in tiny.said()
    tiny.write("site.toml", CONFIG + table.format("csv", "csv"))
    assert "hint: templates end in .html, .xml, .txt, .json, .j2, .jinja, whatever" in tiny.said()


def test_two_outputs_at_one_path(site: Callable[[str], TinySite]) -> None:
    tiny = site("-- content/tin/a.md --\n---\ntitle: A\ndate: 2026-11-20\n---\nx\n")
    one = '[[outputs]]\nname = "{}"\npath = "{}"\n'
    tiny.write("site.toml", CONFIG + one.format("a", "/x/a.json") + one.format("b", "x/A.json"))
    assert tiny.said().startswith("site.toml:8:8: error[E647]: two outputs with the `path` x/A.json")
    tiny.write("site.toml", CONFIG + one.format("a", "/x/index.html") + one.format("b", "/x/"))
    (found,) = tiny.diagnostics()
    assert (found.code, {found.place.line, *(place.line for place in found.also)}) == ("E401", {5, 8})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('/n/{yyyy}-{mm}-{dd}.json"\nevery = "day', "/n/2026-12-25.json"),
        ("/N/2026-12-25.json", '/n/{yyyy}-{mm}-{dd}.json"\nevery = "week'),
        ('/{dd}-{mm}-{yyyy}.json"\nevery = "day', '/{mm}-{dd}-{yyyy}.json"\nevery = "day'),
    ],
)
def test_outputs_that_will_be_one_file_are_said_today(site: Callable[[str], TinySite], one: str, other: str) -> None:
    tiny = site("-- content/tin/a.md --\n---\ntitle: A\ndate: 2026-11-20\n---\nx\n")
    table = '[[outputs]]\nname = "{}"\npath = "{}"\n'
    tiny.write("site.toml", CONFIG + table.format("a", one) + table.format("b", other))
    (found,) = tiny.diagnostics()
    assert (found.code, found.place.column, [place.line for place in found.also]) == ("E647", 8, [5])
    tiny.edit("site.toml", other, other.replace("/", "/x/", 1))
    assert tiny.said() == ""


@pytest.mark.parametrize(
    ("ending", "text", "form"),
    [
        ("rss", "<a>", "XML"),
        ("ATOM", "<a>", "XML"),
        ("opml", "<a>", "XML"),
        ("geojson", "{", "JSON"),
        ("jsonld", "[1,]", "JSON"),
        ("ndjson", "{}\n\n{", "JSON"),
        ("JSON", "{", "JSON"),
    ],
)
def test_each_form_of_xml_and_json_is_checked(
    site: Callable[[str], TinySite], ending: str, text: str, form: str
) -> None:
    tiny = site("-- content/tin/a.md --\n---\ntitle: A\ndate: 2026-11-20\n---\nx\n")
    template = "x.xml" if form == "XML" else "x.json"
    tiny.write(f"templates/{template}", text)
    tiny.write("site.toml", f'{CONFIG}[[outputs]]\nname = "a"\npath = "/a.{ending}"\ntemplate = "{template}"\n')
    (found,) = tiny.diagnostics()
    assert (found.code, found.place.path) == ("E609", f"templates/{template}")
    assert str(found.message).startswith(f"output is not well-formed {form}")
    assert f"of /a.{ending}" in str(found.hint)
    tiny.write(f"templates/{template}", "<a/>" if form == "XML" else "{}\n")
    assert tiny.said() == ""


def test_a_name_that_no_disk_takes_leaves_the_site_as_it_was(site: Callable[[str], TinySite]) -> None:
    tiny = site("-- content/tin/a.md --\n---\ntitle: A\ndate: 2026-11-20\n---\nx\n")
    tiny.build()
    before = tiny.tree()
    long = f"permalink: /moi/{'b' * 245}.html"
    tiny.add(f"-- content/tin/b.md --\n---\ntitle: B\ndate: 2026-11-21\n{long}\n---\nx\n")
    tiny.write("site.toml", f'{CONFIG}[[outputs]]\nname = "a"\nkind = "article"\n')
    assert "index.json: error[E707]: cannot write file: File name too long" in tiny.said()
    assert tiny.tree() == before
