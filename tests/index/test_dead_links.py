"""`ssg check` finds links to pages of the site that do not exist, names a near one, and knows all that does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ssg.build import build
from ssg.core.errors import Diagnostic
from ssg.request import Choice, Request
from ssg.work import Work
from tests.conftest import NOW, TinySite

SITE = """-- site.toml --
title = "Báo"
base_url = "https://bao.example{base}"
redirects = "cu.csv"
[[menu]]
name = "Lưu trữ"
url = "/archive/"
[deploy]
files = ["nginx"]
-- cu.csv --
/cu/,/archive/
-- static/ads.txt --
x
-- static/tài liệu/a b.pdf --
x
-- data/footer.toml --
[[links]]
url = "/ads.txt"
-- content/thoi-su/hop-bao.md --
---
title: Họp báo
date: 2026-11-20
summary: x
aliases: [/ten-cu/]
tags: [bão lũ]
author: Minh Hà
---
## Mục một

x[^1]

{#doan}
Đoạn.

[^1]: Chú thích.
-- content/thoi-su/hen.md --
---
title: Hẹn giờ
date: 2026-12-20
---
x
-- content/thoi-su/live.md --
---
title: Trực tiếp
date: 2026-11-20
type: live
---
## 14:30 Một

x
-- content/thoi-su/b.md --
---
title: Bài hai
date: 2026-11-21
---
"""

LIVE = """
/thoi-su/2026/11/hop-bao/; /thoi-su/2026/11/hop-bao; https://bao.example{base}/feed.xml; /search/?q=bão
http://www.bao.example{base}/; https://bao.example{base}; /ads.txt; /ten-cu/; /cu/; /cu; /sitemap.xml; /robots.txt
/tag/bao-lu/; /author/minh-ha/; /archive/2026/11/; /thoi-su/rss.xml; /404.html; /index.html; /?x=1; /./archive/
/tài%20liệu/a%20b.pdf; /t%C3%A0i%20li%E1%BB%87u/a%20b.pdf; https://khac.example/x/; mailto:a@b.vn; tel:113
hop-bao.md#muc-mot; hop-bao.md#doan; /thoi-su/2026/11/hop-bao/#muc-mot; live.md#luc-20261120-1430
#; #top; #main; /thoi-su/2026/11/hop-bao/#:~:text=x; /archive/#x; hop-bao.md#related
"""
DEAD = {
    "/thoi-su/2026/11/hop-bap/": "did you mean /thoi-su/2026/11/hop-bao/?",
    "/2019/12/hop-bao.html": "did you mean /thoi-su/2026/11/hop-bao/?",
    "/Thoi-su/2026/11/hop-bao/": "did you mean /thoi-su/2026/11/hop-bao/?",
    "https://bao.example{base}/fed.xml": "did you mean /feed.xml?",
    "http://www.bao.example{base}/khong-co/": "correct it, remove it, or add the address to the redirect table",
    "/tag/bao-lut/": "did you mean /tag/bao-lu/?",
    "/thoi-su/page/1/": "link to /thoi-su/",
    "/thoi-su/2026/12/hen-gio/": "content/thoi-su/hen.md",
    "hop-bao.md#muc-mott": "did you mean #muc-mot?",
    "#khong-co": "",
}


def checked(tiny: TinySite) -> list[Diagnostic]:
    found = build(Request(tiny.root, None, Choice(NOW)), Work()).diagnostics
    return [one for one in found if one.code in ("W429", "W427")]


@pytest.mark.parametrize("base", ["", "/tin"])
def test_nothing_is_said_of_what_is_there(base: str, site: Callable[[str], TinySite]) -> None:
    links = LIVE.format(base=base).replace("\n", "; ").strip("; ").split("; ")
    tiny = site(SITE.replace("{base}", base) + " ".join(f"[x](<{link}>)" for link in links))
    assert checked(tiny) == []


@pytest.mark.parametrize("base", ["", "/tin"])
@pytest.mark.parametrize("form", ["xyz [x]({})", 'xyz <a href="{}">x</a>'])
def test_a_dead_link_has_its_place_and_a_near_page(base: str, form: str, site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE.replace("{base}", base) + "x")
    dead = {link.replace("{base}", base): hint for link, hint in DEAD.items()}
    if form.startswith("xyz <"):  # links of HTML are addresses, none of files
        dead = {link: hint for link, hint in dead.items() if not link.startswith("hop")}
    for number, link in enumerate(dead):
        front = f"title: Số {number}\ndate: 2026-11-01\n"
        tiny.write(f"content/thoi-su/{number}.md", f"---\n{front}---\n{form.format(link)}\n")
    found = {one.place.path: one for one in checked(tiny)}
    assert sorted(found) == [f"content/thoi-su/{number}.md" for number in range(len(dead))]
    for number, (link, hint) in enumerate(dead.items()):
        one = found[f"content/thoi-su/{number}.md"]
        assert (one.place.line, one.place.column, one.also) == (5, form.index("{") + 1, ()), link
        assert link.partition("#")[2] or link in str(one.message)
        assert hint in str(one.hint), link


def test_menus_and_data_are_looked_at(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE.replace("{base}", "").replace('/archive/"', '/archiv/"').replace('"/ads', '"/adss'))
    found = sorted((one.place.path, one.place.line) for one in checked(tiny))
    assert found == [("data/footer.toml", 2), ("site.toml", 6)]


def test_advertisements_and_the_page_about_personal_data_are_looked_at(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE.replace("{base}", "") + "x")
    tiny.edit(
        "site.toml",
        "base_url",
        'consent = { policy = "/rieng-tu/" }\n'
        'ads = { slots = [{ name = "dau", place = "masthead", sizes = { 0 = "320x100" } }] }\nbase_url',
    )
    tiny.write("data/ads/a.toml", 'slot = "dau"\nurl = "/dat-bao/"\ntitle = "Đặt báo"\nuntil = "open"\n')
    assert [str(one.place) for one in checked(tiny)] == ["site.toml:2:23", "data/ads/a.toml:2:8"]


def test_one_address_is_told_once_with_all_places(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE.replace("{base}", "") + "[x](/a/) [y](/a/?b) [z](https://bao.example/a/#c)")
    (found,) = checked(tiny)
    assert [place.column for place in (found.place, *found.also)] == [5, 14, 25]


def test_a_build_says_nothing(site: Callable[[str], TinySite]) -> None:
    assert "W429" not in site(SITE.replace("{base}", "") + "[x](/a/)").said()


@pytest.mark.parametrize(
    ("link", "hint"),
    [
        ("/wp-content/uploads/cau-300x200.jpg", "did you mean /wp-content/uploads/cau.jpg?"),
        ("/2026/11/hop-bao-ve-quy-hoach-song-hong-va-cac-khu.jpg", "redirect table"),
        ("/2026/11/hop-bao-ve-quy-hoach-song-hong-va-cac-khu/", "did you mean /thoi-su/2026/11/hop-bao-ve-quy-hoach"),
        ("/tin/cau.html", "redirect table"),
    ],
)
def test_a_near_address_is_of_the_same_kind(link: str, hint: str, site: Callable[[str], TinySite]) -> None:
    tiny = site(
        SITE.replace("{base}", "")
        + f"""[x](https://bao.example{link})
-- static/wp-content/uploads/cau.jpg --
x
-- content/thoi-su/quy-hoach.md --
---
title: Họp báo về quy hoạch sông Hồng và các khu đô thị
date: 2026-11-19
summary: x
---
x
"""
    )
    (found,) = checked(tiny)
    assert hint in str(found.hint)


@pytest.mark.parametrize(
    "link", ["../thoi-su/hop-bao/", "hop-bao", "./hop-bao/", "hop-bao.html", "../hop-bao/index.html"]
)
def test_a_link_to_a_page_names_the_file_of_its_article(link: str, site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE.replace("{base}", "") + f"[x]({link})")
    (found,) = [one for one in tiny.diagnostics() if one.code == "E302"]
    assert str(found.hint) == "link to the file of the article: `/thoi-su/hop-bao.md`"


def test_a_name_without_accents_is_told_where_it_stands(site: Callable[[str], TinySite]) -> None:
    tiny = site(
        SITE.replace("{base}", "").replace("tags: [bão lũ]", "tags: [bão lũ, tai nạn]")
        + "x\n-- content/thoi-su/c.md --\n---\ntitle: C\ndate: 2026-11-20\nsummary: x\n"
        + "tags:\n  - A\n  - tai-nan\n---\nx\n"
    )
    found = build(Request(tiny.root, None, Choice(NOW)), Work()).diagnostics
    (one,) = [one for one in found if one.code == "W432"]
    assert (one.place.path, one.place.line) == ("content/thoi-su/c.md", 7)


@pytest.mark.parametrize("folder", ["2024", "posts"])
def test_a_category_that_is_a_folder_of_another_system(folder: str, site: Callable[[str], TinySite]) -> None:
    tiny = site(
        f"""-- site.toml --
title = "Báo"
[[categories]]
name = "Thời sự"
-- content/{folder}/a.md --
---
title: A
date: 2026-11-20
---
x
"""
    )
    (found,) = [one for one in tiny.diagnostics() if one.code == "N403"]
    assert "name the category in the article" in str(found.hint)


TEMPLATE = """
-- templates/blocks/lien-ket.html --
{# <a href="/chu-thich/">x</a> #}
<!-- <a href="/chu-thich/">x</a> -->
<ul>
<li><a href="{link}">x</a></li>
<li><a href="/tag/{{ block.slug }}/">x</a> <a href="{{ block.url }}">y</a></li>
<li><a class="a" {% if block.x %}href="/khong-{{ block.x }}/"{% endif %}>x</a></li>
</ul>
<script>x = '<a href="/trong-script/">'</script>
"""


IN_TEMPLATES = {
    "{base}/archiv/": "did you mean /archive/?",
    "https://bao.example{base}/thoi-su/2026/11/hop-bap/": "did you mean /thoi-su/2026/11/hop-bao/?",
    "{base}/feed/": "did you mean /feed.xml?",
    "{base}/archive/": "",
    "{base}/ten-cu/": "",
    "{base}/ads.txt": "",
    "{base}/": "",
    "{base}/search/?q=a": "",
    "#top": "",
    "https://khac.example/x/": "",
    "archiv/": "",
}


@pytest.mark.parametrize("base", ["", "/tin"])
def test_templates_are_looked_at(base: str, site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE.replace("{base}", base) + "x")
    for number, link in enumerate(IN_TEMPLATES):
        tiny.add(TEMPLATE.replace("lien-ket", f"lien-ket-{number:02}").replace("{link}", link.format(base=base)))
    places = [(one.place.path, one.place.line, one.place.column, str(one.hint), one.also) for one in checked(tiny)]
    assert places == [
        (f"templates/blocks/lien-ket-{number:02}.html", 4, 14, hint, ())
        for number, hint in enumerate(IN_TEMPLATES.values())
        if hint
    ]


def test_an_address_of_the_host_that_is_not_below_the_site_is_another_ones(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE.replace("{base}", "/tin") + "x" + TEMPLATE.replace("{link}", "/archiv/"))
    assert checked(tiny) == []


def test_all_spellings_of_an_address_have_their_places(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE.replace("{base}", "") + "[x](/thời-sự/) [y](/th%E1%BB%9Di-s%E1%BB%B1/) [z](/rss) [feed](/rss.xml)")
    assert [[p.column for p in (one.place, *one.also)] for one in checked(tiny)] == [[5, 20], [51]]


def test_a_missing_anchor_is_told_once_where_links_lead_to_it(site: Callable[[str], TinySite]) -> None:
    text = "**Đậm**{#dam} [x](#dam) [y](#m%E1%BB%A5c) [z](#mục)"
    tiny = site(SITE.replace("{base}", "") + text)
    assert [[p.column for p in (one.place, *one.also)] for one in checked(tiny)] == [[19], [29, 47]]


def test_the_source_of_an_article_is_looked_at(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE.replace("{base}", "").replace("tags: [bão lũ]", "source: {name: A, url: /archiv/}") + "x")
    (found,) = checked(tiny)
    assert (found.place.path, found.place.line, str(found.hint)) == (
        "content/thoi-su/hop-bao.md",
        6,
        "did you mean /archive/?",
    )
