"""`articles(…)`: what it selects, that it is never stale, how little a new article touches, what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from ssg.build import build
from ssg.cli.workers import workers
from ssg.work import Work
from tests.conftest import TinySite, article_file
from tests.hunt.comparing import clean_tree, differences

CONFIG = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
[[categories]]
name = "Thủ đô"
[[categories]]
name = "Nhịp sống"
parent = "thu-do"
[[categories]]
name = "Kinh tế"
[[categories]]
name = "Thể thao"
layout = "video"
[[topics]]
name = "Mùa lũ"
[[authors]]
name = "Người mới"
"""
BASE = """-- templates/base.html --
{% block main %}{% endblock %}
-- templates/layouts/dai.html --
{% extends "article.html" %}
"""
MACRO = "{% macro q(cards) %}{% for c in cards %}{{ c.title }} {% endfor %}{% endmacro %}"


def article(number: int, category: str = "thu-do", body: str = "Văn bản.", **more: str) -> str:
    """Give an article of its own day: the greater its number, the newer."""
    front = {"title": f"T{number}", "date": f"2026-10-{number:02} 08:00", "summary": "Sapo.", **more}
    return article_file(f"{category}/{number:02}.md", body, **front)


ARTICLES = "".join(
    (
        article(1, tags="[Lũ lụt]", topic="Mùa lũ", author="An"),
        article(2, "kinh-te", author="Bình", featured="2"),
        article(3, "nhip-song", tags="[Lũ lụt, Cầu]", author="An"),
        article(4, "the-thao"),
        article(5, layout="dai", featured="5", audio="https://example.com/a.mp3"),
        article(6, "kinh-te", type="live", body="## 08:00\n\nMột.\n"),
        article(7, "nhip-song", "https://www.youtube.com/watch?v=abcdefghijk", tags="[Cầu]"),
        article(8, "kinh-te", image="https://example.com/a.jpg", author="An"),
    )
)


def page(*queries: str) -> str:
    """Give a page that prints each query on a line of its own, with its number before it."""
    lines = "".join(f"{number}: {{{{ q({query}) }}}}\n" for number, query in enumerate(queries))
    return f"-- templates/404.html --\n{MACRO}{lines}"


def printed(tiny: TinySite, path: str = "404.html") -> list[str]:
    return [line.partition(": ")[2].strip() for line in tiny.read(path).splitlines() if re.match(r"\d+: ", line)]


SELECTED = {
    "articles()": "T8 T7 T6 T5 T4 T3 T2 T1",
    'articles(category="thu-do")': "T7 T5 T3 T1",
    'articles(category="Nhịp sống")': "T7 T3",
    'articles(tag="Lũ lụt")': "T3 T1",
    'articles(tag="lu-lut", author="An", category="nhip-song")': "T3",
    'articles(topic="Mùa lũ")': "T1",
    'articles(author="An")': "T8 T3 T1",
    'articles(author="Người mới")': "",
    'articles(type="live")': "T6",
    'articles(type="article", category="kinh-te")': "T8 T2",
    'articles(layout="dai")': "T5",
    'articles(layout="video")': "T4",
    'articles(layout="standard", count=3)': "T8 T7 T6",
    'articles(layout="photo")': "",
    'articles(has="video")': "T7",
    'articles(has="picture")': "T8",
    'articles(has="audio")': "T5",
    'articles(has="gallery")': "",
    "articles(featured=true)": "T5 T2",
    'articles(featured=false, category="kinh-te")': "T8 T6",
    'articles(featured=true, order="oldest")': "T2 T5",
    'articles(since="2026-10-06")': "T8 T7 T6",
    'articles(since="2026-10-03", until="2026-10-04")': "T4 T3",
    'articles(until="02/10/2026")': "T2 T1",
    'articles(until="2026-10-02 08:00")': "T1",
    'articles(order="oldest", count=2, skip=1)': "T2 T3",
    'articles(order="featured", count=4)': "T5 T2 T8 T7",
    'articles(order="most-read")': "T3 T1",
    'articles(order="most-read", tag="Cầu")': "T3",
    "articles(count=2, skip=2)": "T6 T5",
    'articles(tag="")': "",
    "articles(topic=none, count=2)": "",
    'articles(since="2026-10-30")': "",
    'articles(since="2026-10-07", until="2026-10-01")': "",
}
MOST_READ = '-- data/most-read.toml --\nitems = ["nhip-song/03.md", "thu-do/01.md"]\n'


def test_every_key_selects_what_it_says(site: Callable[[str], TinySite]) -> None:
    tiny = site(CONFIG + BASE + ARTICLES + MOST_READ + page(*SELECTED))
    tiny.build()
    assert dict(zip(SELECTED, printed(tiny), strict=True)) == SELECTED


BLOCK = (
    "-- templates/blocks/latest.html --\n"
    + MACRO
    + """
b: {{ q(articles(category="thu-do", count=2)) }}
-- templates/blocks/tin-khac.html --
{{ articles(has="video")|length }}
-- templates/boxes/news.html --
{#- The newest of a category.
    about: text
-#}
<p>box: {% for c in articles(category=args["about"], count=1) %}{{ c.title }}{% endfor %}</p>
-- templates/article.html --
0: {{ q(articles(category=page.category, unseen=true, count=2)) }}
1: {{ q(articles(topic=page.topic)) }}
2: {% for tag in page.tags %}{{ q(articles(tag=tag, since=page.date)) }}{% endfor %}

{{ page.body }}
{{ block("latest") }}{{ block("tin-khac") }}
""".replace("article.html --", "article.html --\n" + MACRO)
)
EDITS: tuple[tuple[str, Callable[[TinySite], None]], ...] = (
    ("come", lambda tiny: tiny.add(article(20, tags="[Cầu]", author="Bình"))),
    ("layout that is new", lambda tiny: tiny.edit("content/thu-do/20.md", "tags", "layout: photo\ntags")),
    ("video", lambda tiny: tiny.edit("content/thu-do/20.md", "Văn bản.", "https://youtu.be/abcdefghijk")),
    ("category", lambda tiny: tiny.edit("content/thu-do/20.md", "tags", "category: kinh-te\ntags")),
    ("tag", lambda tiny: tiny.edit("content/nhip-song/03.md", "[Lũ lụt, Cầu]", "[Cầu]")),
    ("author", lambda tiny: tiny.edit("content/kinh-te/08.md", "An", "Bình")),
    ("date", lambda tiny: tiny.edit("content/thu-do/01.md", "2026-10-01", "2026-10-19")),
    ("layout", lambda tiny: tiny.edit("content/thu-do/05.md", "layout: dai\n", "layout: photo\n")),
    ("layout back", lambda tiny: tiny.edit("content/thu-do/05.md", "layout: photo\n", "layout: dai\n")),
    ("featured", lambda tiny: tiny.edit("content/kinh-te/02.md", "featured: 2", "featured: 9")),
    ("not featured", lambda tiny: tiny.edit("content/kinh-te/02.md", "featured: 9\n", "")),
    ("type", lambda tiny: tiny.edit("content/kinh-te/06.md", "type: live\n", "")),
    ("audio", lambda tiny: tiny.edit("content/thu-do/05.md", "audio: https://example.com/a.mp3\n", "")),
    ("picture", lambda tiny: tiny.edit("content/kinh-te/08.md", "image: https://example.com/a.jpg\n", "")),
    ("topic", lambda tiny: tiny.edit("content/nhip-song/03.md", "author: An", "author: An\ntopic: Mùa lũ")),
    ("title", lambda tiny: tiny.edit("content/nhip-song/07.md", "title: T7", "title: S7")),
    ("go", lambda tiny: tiny.remove("content/thu-do/20.md")),
    ("most read", lambda tiny: tiny.write("data/most-read.toml", 'items = ["thu-do/05.md", "kinh-te/08.md"]\n')),
    ("layout of a category", lambda tiny: tiny.edit("site.toml", 'layout = "video"', 'layout = "opinion"')),
)


@pytest.mark.slow
def test_no_query_is_ever_stale(site: Callable[[str], TinySite]) -> None:
    tiny = site(CONFIG + BASE + ARTICLES + MOST_READ + page(*SELECTED) + BLOCK)
    tiny.add(article(9, "kinh-te", "Một.\n\n::: news about=thu-do\n:::\n", tags="[Lũ lụt]"))
    tiny.build()
    assert "<p>box: T7</p>" in tiny.read("kinh-te/2026/10/t9/index.html")
    assert printed(tiny, "thu-do/2026/10/t1/index.html")[:2] == ["T7 T5", "T1"]
    for name, edit in EDITS:
        edit(tiny)
        tiny.build()
        clean = clean_tree(tiny.root, tiny.request().choice, tiny.root.parent / "aside")
        assert not differences(tiny.tree(), clean), name
    assert tiny.read("404.html").count("S7") > 1
    helped = workers(2)
    assert helped is not None
    helped = helped._replace(worth_pages=1, worth_texts=1)
    build(tiny.request(output=tiny.root / "other")._replace(workers=helped, fresh=True), Work())
    assert not differences(tiny.tree(tiny.root / "other"), tiny.tree())


# One page for each query, and whether a new article in Thủ đô by An with the tag Cầu changes it.
TOUCHED = {
    "count=3": True,
    "count=3, skip=20": False,
    'category="thu-do"': True,
    'category="kinh-te"': False,
    'tag="Cầu"': True,
    'tag="Lũ lụt"': False,
    'topic="Mùa lũ"': False,
    'author="An"': True,
    'author="Bình"': False,
    'type="live"': False,
    'type="article", count=2': True,
    'layout="dai"': False,
    'layout="standard", count=2': True,
    'has="video"': False,
    'has="picture"': False,
    "featured=true": False,
    "featured=false, count=1": True,
    'since="2026-10-07"': True,
    'until="2026-10-07"': False,
    'order="oldest", count=8': False,
    'order="featured", count=2': False,
    'order="most-read"': False,
    'category="thu-do", has="audio"': False,
    'category="thu-do", tag="Cầu", author="An"': True,
}


def test_a_new_article_touches_only_what_shows_it(site: Callable[[str], TinySite]) -> None:
    pages = "".join(
        f"-- content/k{number}.md --\n---\ntitle: K\ntype: page\nlayout: k{number}\n---\nx\n"
        f"-- templates/layouts/k{number}.html --\n{MACRO}{{{{ q(articles({keys})) }}}}\n"
        for number, keys in enumerate(TOUCHED)
    )
    rendered = []
    for more in ("", pages):
        tiny = site(CONFIG + BASE + ARTICLES + MOST_READ + more)
        tiny.build()
        before = tiny.tree()
        tiny.add(article(20, tags="[Cầu]", author="An"))
        tiny.build()
        rendered.append(tiny.work.rendered)
    changed = {name for name, data in tiny.tree().items() if before.get(name) != data}
    found = [f"k{number}/index.html" in changed for number in range(len(TOUCHED))]
    assert dict(zip(TOUCHED, found, strict=True)) == TOUCHED
    assert rendered[1] - rendered[0] == sum(found)


def test_a_front_page_repeats_nothing_unless_it_is_told_to(site: Callable[[str], TinySite]) -> None:
    home = (
        f"-- templates/home.html --\n{MACRO}"
        '{{ block("lead", count=2) }}\n'
        "0: {{ q(articles(count=2)) }}\n"
        "1: {{ q(articles(count=2)) }}\n"
        "2: {{ q(articles(count=3, unseen=false)) }}\n"
        '3: {{ q(articles(category="thu-do")) }}\n'
        f"-- templates/category.html --\n{MACRO}"
        "0: {{ q(articles(count=2)) }}\n"
        "1: {{ q(articles(count=2)) }}\n"
        f"-- templates/tag.html --\n{MACRO}"
        "0: {{ q(articles(count=2)) }}\n"
        "1: {{ q(articles(count=2, unseen=true)) }}\n"
    )
    tiny = site(CONFIG + BASE + ARTICLES + home)
    tiny.build()
    assert printed(tiny, "index.html") == ["T7 T6", "T4 T3", "T8 T7 T6", "T1"], "T5 and T8 lead"
    assert printed(tiny, "thu-do/index.html") == ["T8 T6", "T4 T2"]
    assert printed(tiny, "tag/cau/index.html") == ["T8 T7", "T6 T5"]
    tiny.add(article(20))
    tiny.build()
    assert printed(tiny, "index.html") == ["T7 T6", "T5 T4", "T20 T8 T7", "T3 T1"]
    tiny.add(CONFIG + "[blocks]\ndistinct = false\n")
    tiny.build()
    assert printed(tiny, "index.html")[:2] == ["T20 T8", "T20 T8"]


WRONG = (
    ('articles(categorie="thu-do")', "E636", "unknown key of a query: 'categorie'", "did you mean `category`?"),
    ("articles(5)", "E636", "articles() accepts only named arguments, such as count=5", ""),
    ("articles(count=0)", "E636", "`count` must be a whole number from 1 to 200, not 0", ""),
    ('articles(has="vidio")', "E636", "`has` must be one of", "did you mean `video`?"),
    ('articles(order="newest")', "E636", "`order` must be one of", ""),
    ("articles(featured=1)", "E636", "`featured` must be true or false, not 1", ""),
    ("articles(since=2026)", "E636", '`since` must be a time, such as "2026-11-24" or `page.date`, not 2026', ""),
    ("articles(tag=[1])", "E636", "`tag` must be a name or a slug, not a list", ""),
    ('articles(since="hôm qua")', "E636", "`since`: ", 'write a day or a time, such as "2026-11-24"'),
    ('articles(category="thu-doo")', "E637", "unknown category 'thu-doo'", "did you mean `Thủ đô`?"),
    ('articles(tag="Lũ lut")', "W661", "tag without public articles: 'Lũ lut'", "did you mean `Lũ lụt`?"),
    ('articles(topic="Mùa hè")', "W661", "topic without public articles: 'Mùa hè'", "there are: Mùa lũ"),
    ('articles(author="Ngừời mới x")', "W661", "author without public articles: 'Ngừời mới x'", "there are: An, Bình"),
    ('articles(layout="opinoin")', "E637", "unknown layout 'opinoin'", "did you mean `opinion`?"),
)


def test_what_is_wrong_is_said_at_its_place(site: Callable[[str], TinySite]) -> None:
    pages = "".join(
        f"-- content/w{number}.md --\n---\ntitle: K\ntype: page\nlayout: w{number}\n---\nx\n"
        f"-- templates/layouts/w{number}.html --\n\n{{{{ {query} }}}}\n"
        for number, (query, *_) in enumerate(WRONG)
    )
    tiny = site(CONFIG + BASE + ARTICLES + pages)
    tiny.write("templates/404.html", "{% set key = 0 %}\n{{ articles(count=key) }}\n")
    tiny.write("templates/blocks/lead.html", "{{ articles(unseen=true) }}\n")
    said = tiny.said(tiny.try_build())
    for number, (_, code, message, hint) in enumerate(WRONG):
        _, _, found = said.partition(f"templates/layouts/w{number}.html:2:")
        severity = "warning" if code == "W661" else "error"
        assert f" {severity}[{code}]: {message}" in found.splitlines()[0], said
        assert hint in found, said
    assert "templates/404.html:2: error[E636]: `count` must be a whole number from 1 to 200, not 0" in said
    assert "templates/blocks/lead.html:1: error[E638]: `unseen` is for templates of pages" in said


GONE = """\
-- templates/home.html --
{% extends "theme:home.html" %}
{# articles(tag="Không") #}
{% block after_main %}
<p id="q">{% for card in articles(tag="Giải", until="9999-12-31") %}{{ card.title }}{% endfor %}</p>
{% endblock %}
-- content/thoi-su/giai.md --
---
title: Giải đấu
date: 2026-11-01
tags: [Giải]
---
x
"""


def test_an_article_that_expires_does_not_stop_the_newspaper(site: Callable[[str], TinySite]) -> None:
    own = '[[pages]]\nurl = "/giai/"\ntitle = "Giải"\ntag = "Giải"\nfeed = true\n'
    tiny = site('-- site.toml --\ntitle = "B"\nbase_url = "https://a.vn"\n' + own + GONE)
    assert "W661" not in tiny.said(tiny.build())
    text = (tiny.root / "content/thoi-su/giai.md").read_text()
    tiny.write("content/thoi-su/giai.md", text.replace("date:", "expires: 2026-11-02\ndate:"))
    said = tiny.said(tiny.build())
    assert "site.toml:6:7: warning[W661]: tag without public articles: 'Giải'; its query shows nothing" in said
    assert "templates/home.html:4: warning[W661]: tag without public articles: 'Giải'" in said
    assert "Không" not in said
    assert '<p id="q"></p>' in (tiny.public / "index.html").read_text()
    assert (tiny.public / "giai/index.html").is_file()
