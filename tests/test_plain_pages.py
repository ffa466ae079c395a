"""Plain pages and the texts of sections: where they stand, where they do not, and how little an edit of one costs."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable

import pytest
from click.testing import CliRunner

from ssg.cli.app import app
from tests.conftest import TinySite, article_file, mostly_slow
from tests.previewing import Looking

SITE = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
[[categories]]
name = "Thủ đô"
description = "Hà Nội mỗi ngày."
[[categories]]
name = "Kinh tế"
[[menu]]
name = "Thủ đô"
category = "thu-do"
[[menu]]
name = "Liên hệ"
page = "content/toa-soan/lien-he.md"
place = "footer"
-- content/toa-soan/lien-he.md --
---
type: page
title: Liên hệ với tòa soạn
aliases: [/contact/]
---
Gọi cho chúng tôi, hay xem [bài](../thu-do/a.md#muc) và [tòa soạn](index.md).
-- content/toa-soan/index.md --
---
type: page
title: Tòa soạn
updated: 2026-11-01
---
Chúng tôi là ai.
-- content/thu-do/_index.md --
---
title: Hà Nội hôm nay
summary: Chuyện phố phường.
---
Lời mở của mục.
-- content/thu-do/a.md --
---
title: Bài A
date: 2026-11-20 08:24
---
Xem [liên hệ](/toa-soan/lien-he.md) và [mục](_index.md).

## Mục
""" + "".join(
    f"-- content/kinh-te/{n}.md --\n---\ntitle: Bài {n}\ndate: 2026-11-0{n}\n---\nVăn bản {n}.\n" for n in range(1, 7)
)
LIEN_HE = "toa-soan/lien-he/index.html"


@pytest.fixture
def tiny(site: Callable[[str], TinySite]) -> TinySite:
    made = site(SITE)
    made.build()
    return made


def check_against_clean(tiny: TinySite, **options: bool) -> int:
    """Build, compare with a clean build, and give the number of pages that were rendered."""
    tiny.build(**options)
    clean = TinySite(tiny.root.with_name("clean"), "")
    shutil.rmtree(clean.root)
    shutil.copytree(tiny.root, clean.root, ignore=shutil.ignore_patterns(".ssg", "public"))
    clean.now = tiny.now
    clean.build(**options)
    assert tiny.tree() == clean.tree()
    return tiny.work.rendered


def plain_page(name: str, **front: str) -> str:
    return article_file(name, **{"type": "page", "title": "Trang", **front})


@pytest.mark.parametrize(
    ("file", "url", "front"),
    [
        ("lien-he.md", "lien-he/", {}),
        ("Tòa soạn/Liên hệ.md", "toa-soan/lien-he/", {}),
        ("gioi-thieu/index.md", "gioi-thieu/", {}),
        ("gioi-thieu/_index.md", "gioi-thieu/", {}),
        ("2026-11-24-tuyen-dung.md", "2026-11-24-tuyen-dung/", {}),
        ("a/b/c/d.markdown", "a/b/c/d/", {}),
        ("quang-cao.md", "bang-gia/", {"slug": "bang-gia"}),
        ("lien-he.md", "lien-he/", {"type": "Trang tĩnh"}),
    ],
)
def test_the_address_is_the_path(site: Callable[[str], TinySite], file: str, url: str, front: dict[str, str]) -> None:
    tiny = site(plain_page(file, **front))
    tiny.build()
    assert "<h1>Trang</h1>" in tiny.read(f"{url}index.html")


def test_pages_are_in_no_list_feed_or_block(tiny: TinySite) -> None:
    of_articles = [path for path in tiny.tree() if path.endswith((".html", ".xml", ".json"))]
    for path in of_articles:
        text = tiny.read(path)
        if "Liên hệ với tòa soạn" in text:
            assert path in (LIEN_HE, "search/index.json", "contact/index.html"), path
    assert "tòa soạn" not in tiny.read("feed.xml")


def test_pages_are_in_the_sitemap_of_lists_the_search_and_the_menu(tiny: TinySite) -> None:
    assert "https://example.vn/toa-soan/lien-he/" in tiny.read("sitemap-lists.xml")
    found = json.loads(tiny.read("search/index.json"))
    assert ["Liên hệ với tòa soạn", "/toa-soan/lien-he/"] in [[title, url] for title, _, url in found["pages"]]
    footer = tiny.read("thu-do/2026/11/bai-a/index.html").partition('class="footer-pages"')[2]
    assert '<a href="/toa-soan/lien-he/">Liên hệ</a>' in footer
    assert "Liên hệ" not in tiny.read("index.html").partition("<footer")[0]


def test_links_lead_both_ways_and_the_breadcrumb_through_the_pages_above(tiny: TinySite) -> None:
    page, article = tiny.read(LIEN_HE), tiny.read("thu-do/2026/11/bai-a/index.html")
    assert '<a href="/thu-do/2026/11/bai-a/#muc">bài</a>' in page
    assert '<a href="/toa-soan/lien-he/">liên hệ</a> và <a href="/thu-do/">mục</a>' in article
    crumbs = re.findall(r'<li><a href="([^"]+)">', page.partition('class="breadcrumb"')[2].partition("</nav>")[0])
    assert crumbs == ["/", "/toa-soan/"]
    assert "/toa-soan/lien-he/" in tiny.read("contact/index.html")


def test_what_a_page_is_for_search_engines(tiny: TinySite) -> None:
    def types(path: str) -> list[str]:
        data = re.search(r'<script type="application/ld\+json">(.*?)</script>', tiny.read(path), re.DOTALL)
        assert data
        return [thing["@type"] for thing in json.loads(data[1])]

    assert types(LIEN_HE)[0] == "ContactPage"
    assert types("toa-soan/index.html")[0] == "AboutPage"
    assert "BreadcrumbList" in types(LIEN_HE)
    tiny.write("content/dieu-khoan.md", "---\ntype: page\ntitle: Điều khoản\n---\nx\n")
    tiny.build()
    assert types("dieu-khoan/index.html")[0] == "WebPage"


def test_the_text_of_a_section_stands_on_its_first_page(site: Callable[[str], TinySite]) -> None:
    more = "".join(
        f"-- content/thu-do/{n}.md --\n---\ntitle: Tin {n}\ndate: 2026-10-{n + 1:02}\n---\nx\n" for n in range(25)
    )
    tiny = site(SITE.replace('base_url = "https', 'per_page = 5\nbase_url = "https') + more)
    tiny.build()
    first, older = tiny.read("thu-do/index.html"), tiny.read("thu-do/page/1/index.html")
    assert "<h1>Hà Nội hôm nay</h1>" in first
    assert "Lời mở của mục." in first
    assert 'class="standfirst">Chuyện phố phường.' in first
    assert "Hà Nội hôm nay" in older
    assert "Lời mở" not in older
    tiny.edit("content/thu-do/_index.md", "Lời mở của mục.", "Lời khác.")
    assert check_against_clean(tiny) == 1  # the first page, and no older one
    tiny.edit("content/thu-do/_index.md", "Hà Nội hôm nay", "Hà Nội")
    assert check_against_clean(tiny) > 1


def test_the_text_of_the_front_page(tiny: TinySite) -> None:
    tiny.write("content/_index.md", "Lời tòa soạn, không có gì ở trên.\n")
    check_against_clean(tiny)
    assert "Lời tòa soạn" in tiny.read("index.html")
    tiny.remove("content/_index.md")
    check_against_clean(tiny)
    assert "Lời tòa soạn" not in tiny.read("index.html")


def test_an_edited_text_touches_its_page_alone(tiny: TinySite) -> None:
    tiny.edit("content/toa-soan/lien-he.md", "Gọi cho chúng tôi", "Viết cho chúng tôi")
    assert check_against_clean(tiny) == 1
    tiny.edit("content/toa-soan/index.md", "Tòa soạn", "Về chúng tôi")
    assert check_against_clean(tiny) == 2  # and the breadcrumb of the page below
    assert check_against_clean(tiny) == 0


def test_new_articles_leave_pages_alone(tiny: TinySite) -> None:
    before = tiny.read(LIEN_HE)
    tiny.write("content/kinh-te/moi.md", "---\ntitle: Mới\ndate: 2026-11-24 08:00\n---\nx\n")
    check_against_clean(tiny)
    assert tiny.read(LIEN_HE) == before


def _move(old: str, new: str) -> Callable[[TinySite], object]:
    return lambda tiny: (tiny.root / "content" / old).replace(tiny.root / "content" / new)


def _edit(file: str, old: str, new: str) -> Callable[[TinySite], object]:
    return lambda tiny: tiny.edit(f"content/{file}", old, new)


EDITS: dict[str, Callable[[TinySite], object]] = {
    "renamed": _move("toa-soan/lien-he.md", "toa-soan/lien-lac.md"),
    "moved": _move("toa-soan/index.md", "ve-bao.md"),
    "draft": _edit("toa-soan/index.md", "updated", "draft: true\nupdated"),
    "expired": _edit("toa-soan/index.md", "updated", "expires: 2026-11-02\nupdated"),
    "becomes an article": _edit("toa-soan/index.md", "type: page", "date: 2026-11-21"),
    "was an article": _edit("kinh-te/3.md", "date: 2026-11-03", "type: page"),
    "slug": _edit("toa-soan/lien-he.md", "type: page", "type: page\nslug: goi"),
    "alias": _edit("toa-soan/lien-he.md", "/contact/", "/contact-us/"),
    "section gone": lambda tiny: tiny.remove("content/thu-do/_index.md"),
    "section drafted": _edit("thu-do/_index.md", "summary", "draft: true\nsummary"),
    "section links": _edit("thu-do/_index.md", "Lời mở", "[Lời](a.md) mở"),
    "page links": _edit("toa-soan/index.md", "Chúng tôi", "[Chúng](../kinh-te/2.md) tôi"),
    "section moved": _move("thu-do/_index.md", "kinh-te/_index.md"),
    "new": lambda tiny: tiny.write("content/toa-soan/moi.md", "---\ntype: page\ntitle: Mới\n---\n[x](lien-he.md)\n"),
    "linked article moves": _edit("thu-do/a.md", "title: Bài A", "title: Bài A\nslug: khac"),
}


def edited(site: Callable[[str], TinySite], edit: str) -> TinySite:
    """Give a site that was edited after it was built."""
    tiny, article = site(SITE), "content/thu-do/a.md"
    tiny.edit(article, "[liên hệ](/toa-soan/lien-he.md)", "liên hệ")
    tiny.edit("content/toa-soan/lien-he.md", "[tòa soạn](index.md)", "tòa soạn")
    tiny.edit(article, "[mục](_index.md)", "mục")
    if edit in ("renamed", "section gone"):
        tiny.edit("site.toml", 'page = "content/toa-soan/lien-he.md"', 'url = "/toa-soan/"')
    tiny.build()
    EDITS[edit](tiny)
    return tiny


@pytest.mark.parametrize("edit", EDITS)
def test_after_any_edit_the_site_is_that_of_a_clean_build(site: Callable[[str], TinySite], edit: str) -> None:
    check_against_clean(edited(site, edit), allow_removals=True)


@pytest.mark.parametrize("edit", mostly_slow(EDITS, "draft", "section drafted", "becomes an article"))
def test_with_drafts_it_is_that_of_a_clean_build_as_well(site: Callable[[str], TinySite], edit: str) -> None:
    tiny = edited(site, edit)
    tiny.build(allow_removals=True)
    check_against_clean(tiny, drafts=True, allow_removals=True)
    check_against_clean(tiny, allow_removals=True)


def test_drafts_are_nowhere_and_the_menu_leaves_them_out(tiny: TinySite) -> None:
    tiny.edit("content/thu-do/a.md", "[liên hệ](/toa-soan/lien-he.md)", "x")
    tiny.edit("content/toa-soan/lien-he.md", "type: page", "type: page\ndraft: true")
    built = tiny.build(allow_removals=True)
    assert "W453" in tiny.said(built)
    assert not (tiny.public / "toa-soan/lien-he").exists()
    assert "lien-he" not in tiny.read("index.html") + tiny.read("sitemap-lists.xml")
    tiny.build(drafts=True)
    assert "Bản nháp" in tiny.read(LIEN_HE)
    assert "lien-he" not in tiny.read("sitemap-lists.xml")


@pytest.mark.parametrize("kind", ["page", "category", "home"])
def test_a_layout_is_a_template_of_the_theme(tiny: TinySite, kind: str) -> None:
    file = {"page": "toa-soan/index", "category": "thu-do/_index", "home": "_index"}[kind]
    output = {"page": "toa-soan", "category": "thu-do", "home": "."}[kind]
    if kind == "home":
        tiny.write("content/_index.md", "---\nsummary: x\n---\nx\n")
    tiny.edit(f"content/{file}.md", "---\n", "---\nlayout: hep\n")
    said = tiny.said(tiny.build())
    assert "unknown layout `hep`" in said
    tiny.write("templates/layouts/hep.html", "<p>hẹp {{ page.kind }}</p>")
    check_against_clean(tiny)
    assert tiny.read(f"{output}/index.html") == f"<p>hẹp {kind}</p>"
    tiny.write("templates/layouts/hep.html", "<p>rộng</p>")
    assert check_against_clean(tiny) == 1
    tiny.remove("templates/layouts/hep.html")
    check_against_clean(tiny)
    assert "<h1" in tiny.read(f"{output}/index.html")


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("type: page\ntitle: A\ndate: 2026-11-01\ntags: [a]", "ignored in a plain page: `date`, `tags`"),
        ("type: page", "missing `title`"),
        ("title: A", "or `type: page`"),
        ("type: pag\ntitle: A\ndate: 2026-11-01", "did you mean `page`?"),
        ("type: page\ntitle: A\ndate: 2026-02-30", "`date` must be a date"),
    ],
)
def test_what_is_wrong_is_said(site: Callable[[str], TinySite], front: str, said: str) -> None:
    tiny = site(f"-- content/a.md --\n---\n{front}\n---\nx\n")
    assert said in tiny.said()


@pytest.mark.parametrize(
    ("more", "owner"),
    [
        (plain_page("thu-do.md"), "category “Thủ đô”"),
        (plain_page("Toa soan/index.md"), "content/toa-soan/index.md"),
        (plain_page("archive.md"), "the archive"),
        (plain_page("index.md"), "the home page"),
        (plain_page("x.md") + "-- static/x/index.html --\nx\n", "static/x/index.html"),
        (plain_page("x.md") + "-- static/x --\nx\n", "static/x"),
        (
            plain_page("thu-do/page/1.md")
            + "".join(
                f"-- content/thu-do/{n}.md --\n---\ntitle: Tin {n}\ndate: 2026-10-{n + 1:02}\n---\nx\n"
                for n in range(25)
            ),
            "category “Thủ đô”",
        ),
        (plain_page("thu-do/2026/11/bai-a.md"), "content/thu-do/a.md"),
    ],
)
def test_nothing_else_may_have_its_address(site: Callable[[str], TinySite], more: str, owner: str) -> None:
    said = site(SITE.replace('base_url = "https', 'per_page = 5\nbase_url = "https') + more).said()
    assert "E401" in said
    assert owner in said


def test_an_alias_gives_way_to_a_page(tiny: TinySite) -> None:
    tiny.write("content/contact.md", "---\ntype: page\ntitle: Contact\n---\nx\n")
    assert "E401" in tiny.said()
    tiny.build(keep_going=True)
    assert "<h1>Contact</h1>" in tiny.read("contact/index.html")


def test_keep_going_keeps_a_page_as_it_was(tiny: TinySite) -> None:
    before = tiny.read(LIEN_HE)
    tiny.edit("content/toa-soan/lien-he.md", "type: page", "type: page\ndraft: maybe")
    tiny.build(keep_going=True)
    assert tiny.read(LIEN_HE) == before
    tiny.edit("site.toml", "toa-soan/lien-he.md", "toa-soan/lien-hee.md")
    built = tiny.build(keep_going=True)
    assert "did you mean content/toa-soan/lien-he.md?" in tiny.said(built)
    assert "lien-he" not in tiny.read("index.html")


def test_explain_knows_pages_and_texts_of_sections(tiny: TinySite) -> None:
    for what, expected in (
        ("content/toa-soan/lien-he.md", "/toa-soan/lien-he/ (page)"),
        ("/toa-soan/", "template   <theme>/page.html"),
        ("content/thu-do/_index.md", "/thu-do/ (category)"),
    ):
        result = CliRunner().invoke(app, ["explain", "-C", str(tiny.root), what])
        assert expected in result.output, result.output


def test_the_preview_shows_an_edit(tiny: TinySite) -> None:
    looking = Looking(tiny)
    try:
        tiny.edit("content/toa-soan/lien-he.md", "Gọi cho chúng tôi", "Viết cho chúng tôi")
        looking.tell("content/toa-soan/lien-he.md")
        assert "Viết cho chúng tôi" in looking.text("/toa-soan/lien-he/")
        looking.write("content/thu-do/_index.md", "Lời mới.\n")
        assert "Lời mới." in looking.text("/thu-do/")
        looking.write("content/kinh-te/_index.md", "Tiền bạc.\n")
        assert "Tiền bạc." in looking.text("/kinh-te/")
        looking.tiny.remove("content/kinh-te/_index.md")
        looking.tell("content/kinh-te/_index.md")
        assert "Tiền bạc." not in looking.text("/kinh-te/")
    finally:
        looking.close()
