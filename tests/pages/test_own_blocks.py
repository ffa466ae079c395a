"""Blocks of a site's own, and queries of built-in ones (`[blocks.<name>]`): what they show, where, and when anew."""

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
[deploy]
keep = 0
[home]
sections = ["lead", "cup", "latest"]
latest = 2
[[categories]]
name = "Thủ đô"
[[categories]]
name = "Thể thao"
[blocks.lead]
count = 1
[blocks.cup]
title = "Cúp & bóng"
tag = "Cúp"
count = 2
[blocks.cu-nhat]
order = "oldest"
count = 1
[blocks.videos]
category = "the-thao"
count = 2
[blocks.latest]
category = "thu-do"
"""
LIST = "{% for c in block.cards %}{{ c.title }} {% endfor %}"
THEME = f"""-- templates/blocks/articles.html --
<{{{{ block.name }}}}>{{{{ block.title }}}}|{LIST}</{{{{ block.name }}}}>
-- templates/blocks/cu-nhat.html --
<cu-nhat>oldest {LIST}</cu-nhat>
-- templates/blocks/videos.html --
<videos>{LIST}</videos>
-- templates/blocks/latest.html --
<latest>{LIST}</latest>
-- templates/blocks/lead.html --
<lead>{{{{ block.lead.title }}}}</lead>
-- templates/home.html --
{{% for row in page.rows %}}{{% for name in row.sections %}}{{{{ block(name) }}}}{{% endfor %}}{{% endfor %}}
{{% if false %}}{{{{ block("lead") }}}}{{{{ block("latest") }}}}{{% endif %}}
{{{{ block("cu-nhat") }}}}{{{{ block("videos") }}}}
-- templates/article.html --
{{{{ page.title }}}}{{{{ block("cup") }}}}{{{{ block("latest", count=2) }}}}
-- templates/404.html --
{{{{ block("cup", count=3) }}}}{{{{ block_empty("cup") }}}}{{{{ block("latest", category="the-thao") }}}}
"""


def article(number: int, category: str = "thu-do", body: str = "Văn bản.", **more: str) -> str:
    front = {"title": f"T{number}", "date": f"2026-10-{number:02} 08:00", "summary": "Sapo.", **more}
    return article_file(f"{category}/{number:02}.md", body, **front)


ARTICLES = "".join(
    (
        *(article(number) for number in (1, 2, 3)),
        *(article(number, "the-thao", tags="[Cúp]") for number in (4, 5, 6, 7)),
        *(article(number, "the-thao", "https://youtu.be/abcdefghijk", layout="video") for number in (8, 9)),
        article(10, "thu-do", "https://youtu.be/abcdefghijk", layout="video"),
    )
)


def shown(tiny: TinySite, path: str = "index.html") -> dict[str, str]:
    return {name: text.strip() for name, text in re.findall(r"<([\w-]+)>(.*?)</\1>", tiny.read(path))}


def newsroom(site: Callable[[str], TinySite], more: str = "") -> TinySite:
    return site(CONFIG + more + ARTICLES + THEME)


def test_what_they_show(site: Callable[[str], TinySite]) -> None:
    tiny = newsroom(site)
    tiny.build()
    assert shown(tiny) == {
        "lead": "T10",
        "cup": "Cúp &amp; bóng|T7 T6",
        "latest": "T3 T2",
        "videos": "T9 T8",
        "cu-nhat": "oldest T1",
    }
    assert shown(tiny, "the-thao/2026/10/t6/index.html") == {"cup": "Cúp &amp; bóng|T7 T5", "latest": "T10 T3"}
    assert shown(tiny, "thu-do/2026/10/t3/index.html")["latest"] == "T10 T2"
    assert shown(tiny, "404.html") == {"cup": "Cúp &amp; bóng|T7 T6 T5", "latest": "T9 T8 T7 T6 T5 T4"}
    assert "False" in tiny.read("404.html")


EDITS: tuple[tuple[str, Callable[[TinySite], None]], ...] = (
    ("come", lambda tiny: tiny.add(article(20, "the-thao", tags="[Cúp]"))),
    ("tag", lambda tiny: tiny.edit("content/the-thao/06.md", "[Cúp]", "[Khác]")),
    ("video", lambda tiny: tiny.edit("content/the-thao/09.md", "layout: video\n", "")),
    ("title", lambda tiny: tiny.edit("site.toml", "Cúp & bóng", "Bóng")),
    ("query", lambda tiny: tiny.edit("site.toml", 'order = "oldest"', 'has = "video"')),
    ("template", lambda tiny: tiny.write("templates/blocks/cup.html", "<cup>own</cup>")),
    ("no template", lambda tiny: tiny.remove("templates/blocks/cup.html")),
    ("file", lambda tiny: tiny.edit("site.toml", 'tag = "Cúp"', 'tag = "Cúp"\ndelivery = "ssi"')),
    ("go", lambda tiny: tiny.remove("content/the-thao/20.md")),
    ("distinct", lambda tiny: tiny.edit("site.toml", "[blocks.lead]", "[blocks]\ndistinct = false\n[blocks.lead]")),
)


@pytest.mark.slow
def test_none_is_ever_stale(site: Callable[[str], TinySite]) -> None:
    tiny = newsroom(site)
    tiny.build()
    for name, edit in EDITS:
        edit(tiny)
        tiny.build()
        clean = clean_tree(tiny.root, tiny.request().choice, tiny.root.parent / "aside")
        assert not differences(tiny.tree(), clean), name
    assert "Bóng|T7 T5" in tiny.read("_blocks/cup/all.html")
    helped = workers(2)
    assert helped is not None
    helped = helped._replace(worth_pages=1, worth_texts=1)
    build(tiny.request(output=tiny.root / "other")._replace(workers=helped, fresh=True), Work())
    assert not differences(tiny.tree(tiny.root / "other"), tiny.tree())


def test_news_touches_only_what_shows_it(site: Callable[[str], TinySite]) -> None:
    tiny = newsroom(site)
    tiny.build()
    before = tiny.tree()
    tiny.add(article(20, "the-thao"))
    tiny.build()
    changed = {name for name, data in tiny.tree().items() if before.get(name) != data}
    assert {name for name in changed if "/2026/" in name and not name.startswith("archive")} == {
        "the-thao/2026/10/t20/index.html"
    }
    tiny.add(article(21, "the-thao", tags="[Cúp]"))
    tiny.build()
    assert "T21" in shown(tiny, "thu-do/2026/10/t1/index.html")["cup"]


def test_a_front_page_that_prints_none_keeps_nothing_back(site: Callable[[str], TinySite]) -> None:
    tiny = newsroom(site)
    tiny.edit("site.toml", 'tag = "Cúp"', 'category = "thu-do"')
    tiny.write("templates/home.html", '{{ block("lead") }}{{ block("latest") }}')
    tiny.build()
    assert shown(tiny) == {"lead": "T10", "latest": "T3 T2"}


def test_the_default_theme_prints_one(site: Callable[[str], TinySite]) -> None:
    tiny = site(CONFIG + ARTICLES)
    tiny.build()
    page = tiny.read("index.html")
    assert '<h2 class="heading">Cúp &amp; bóng</h2>' in page


WRONG = """
[blocks.lien-quan]
tag = "Cúp"
[blocks.opinion]
title = "Ý kiến khác"
[blocks.tickers]
count = 5
[blocks.deferred]
tag = "Cúp"
[blocks.bong]
tag = "Cupp"
[blocks.x]
tag = "Cúp"
order = "older"
[home]
sections = ["lead", "cupp", "bong"]
"""
SAID = (
    "site.toml:6:1: error[E503]: block `lien-quan` has no key `tag`",
    "hint: only latest, ticker, opinion, photos, videos accepts it",
    "site.toml:8:1: error[E503]: block `opinion` has no key `title`",
    "site.toml:9:9: error[E503]: unknown block `tickers`",
    "hint: did you mean `ticker`?",
    "site.toml:11:9: error[E650]: a block cannot be called `deferred`",
    "site.toml:17:9: error[E505]: `blocks.x.order` must be one of",
    'site.toml:19:21: error[E505]: `home.sections[]` must be one of "bong", ',
)


def test_what_is_wrong_is_said_at_its_place(site: Callable[[str], TinySite]) -> None:
    tiny = site(
        '-- site.toml --\ntitle = "B"\nbase_url = "https://a.vn"\n[[categories]]\nname = "Thể thao"' + WRONG + ARTICLES
    )
    said = tiny.said()
    for line in SAID:
        assert line in said, said
    assert "E605" not in said
    assert "site.toml:1:" not in said
    tiny = newsroom(site, '[blocks.bong]\ntag = "Cupp"\n')
    assert "site.toml:27:7: warning[W661]: tag without public articles: 'Cupp'; its query shows nothing" in tiny.said()
    tiny = newsroom(site, '[blocks.bong]\ntag = "Cúp"\nsince = "2026-11-02"\nuntil = "2026-11-01"\n')
    assert "site.toml:29:9: warning[W661]: `until` is not after `since`; the query shows nothing" in tiny.said()
    tiny.write("templates/404.html", '{{ block("bonng") }}')
    assert "templates/404.html:1:10: error[E605]: unknown block 'bonng'" in tiny.said()
