"""Exports of WordPress: addresses, texts of both editors, pictures, people, what is not public, what is broken."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from tests.command import ssg
from tests.importing.imports import Moved
from tests.importing.trees import PIXEL

WXR = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wfw="http://wellformedweb.org/CommentAPI/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>Báo Cũ</title><link>https://cu.example</link><description>Tin quê</description><language>vi</language>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://cu.example</wp:base_site_url><wp:base_blog_url>https://cu.example</wp:base_blog_url>
<wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[minhha]]></wp:author_login>
<wp:author_display_name><![CDATA[Minh Hà]]></wp:author_display_name></wp:author>
<wp:category><wp:term_id>3</wp:term_id><wp:category_nicename>song</wp:category_nicename>
<wp:category_parent>doi-song</wp:category_parent><wp:cat_name><![CDATA[Sống]]></wp:cat_name></wp:category>
<wp:category><wp:term_id>2</wp:term_id><wp:category_nicename>doi-song</wp:category_nicename>
<wp:category_parent></wp:category_parent><wp:cat_name><![CDATA[Đời sống]]></wp:cat_name></wp:category>
<wp:tag><wp:term_id>9</wp:term_id><wp:tag_slug>lu-lut</wp:tag_slug><wp:tag_name><![CDATA[lũ]]></wp:tag_name></wp:tag>
{items}
</channel></rss>
"""


def post(
    number: int,
    body: str = "Một đoạn.",
    *,
    title: str = "",
    kind: str = "post",
    status: str = "publish",
    link: str = "",
    meta: dict[str, str] | None = None,
    terms: str = '<category domain="category" nicename="song"><![CDATA[Sống]]></category>',
    more: str = "",
    date: str = "2020-11-24 08:00:00",
    gmt: str = "2020-11-24 01:00:00",
) -> str:
    """An item of WXR."""
    metas = "".join(
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
        for key, value in (meta or {}).items()
    )
    return (
        f"<item><title>{escape(title or f'Bài {number}')}</title>"
        f"<link>{link or f'https://cu.example/2020/11/bai-{number}/'}</link>"
        f"<dc:creator><![CDATA[minhha]]></dc:creator><guid>https://cu.example/?p={number}</guid>"
        f"<content:encoded><![CDATA[{body}]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>"
        f"<wp:post_id>{number}</wp:post_id><wp:post_date>{date}</wp:post_date><wp:post_date_gmt>{gmt}</wp:post_date_gmt>"
        f"<wp:post_name>bai-{number}</wp:post_name><wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>"
        f"{terms}{metas}{more}</item>"
    )


@pytest.fixture
def moved(tmp_path: Path) -> Moved:
    return Moved(tmp_path)


def bring(moved: Moved, *items: str, status: int = 0, name: str = "wp.xml") -> Moved:
    (moved.folder / name).write_text(WXR.format(items="\n".join(items)), encoding="utf-8")
    return moved.run("wordpress", name, status=status)


def test_a_post_with_everything(moved: Moved) -> None:
    picture = post(
        7,
        kind="attachment",
        status="inherit",
        link="https://cu.example/bai-1/anh/",
        meta={"_wp_attachment_image_alt": "Cầu"},
        more="<wp:attachment_url>https://cu.example/wp-content/uploads/cau.jpg</wp:attachment_url>",
    ).replace("<excerpt:encoded><![CDATA[]]>", "<excerpt:encoded><![CDATA[Cầu <b>Long Biên</b>]]>")
    terms = (
        '<category domain="category" nicename="doi-song"><![CDATA[Đời sống]]></category>'
        '<category domain="category" nicename="song"><![CDATA[Sống]]></category>'
        '<category domain="post_tag" nicename="lu-lut"><![CDATA[lũ]]></category>'
        '<category domain="author" nicename="cap-lan"><![CDATA[Lê Lan]]></category>'
        '<category domain="author" nicename="cap-minhha"><![CDATA[Minh Hà]]></category>'
    )
    meta = {"_thumbnail_id": "7", "_yoast_wpseo_primary_category": "3", "_wp_old_slug": "ten-cu"}
    comment = "<wp:comment><wp:comment_approved>1</wp:comment_approved></wp:comment>"
    more = f"<wp:post_modified>2020-11-25 09:00:00</wp:post_modified><wp:is_sticky>1</wp:is_sticky>{comment}"
    bring(moved, post(1, meta=meta, terms=terms, more=more), picture)
    assert moved.article("Bài 1") == (
        '---\ntitle: "Bài 1"\ndate: 2020-11-24T08:00:00+07:00\nupdated: 2020-11-25T09:00:00+07:00\nslug: bai-1\n'
        'permalink: "/2020/11/bai-1/"\naliases: ["/2020/11/ten-cu/"]\ncategory: "song"\n'
        'authors: ["Lê Lan", "Minh Hà"]\ntags: ["lũ", "Đời sống"]\n'
        'image:\n  src: "https://cu.example/wp-content/uploads/cau.jpg"\n  alt: "Cầu"\n  caption: "Cầu Long Biên"\n'
        "featured: true\n---\n\nMột đoạn.\n"
    )
    assert moved.files()["site.toml"] == (
        'redirects = "redirects.csv"\ntitle = "Báo Cũ"\ntagline = "Tin quê"\nbase_url = "https://cu.example"\n'
        'language = "vi"\ntimezone = "Asia/Ho_Chi_Minh"\n\n'
        '[[categories]]\nname = "Sống"\nparent = "doi-song"\n\n[[categories]]\nname = "Đời sống"\n\n'
        '[[authors]]\nname = "Lê Lan"\n\n[[authors]]\nname = "Minh Hà"\n'
    )
    rows = moved.files()["redirects.csv"].splitlines()
    assert [row for row in rows if "?" in row] == [
        "/?cat=3,/song/",
        "/?cat=2,/doi-song/",
        "/?tag=lu-lut,/tag/lu/",
        "/?author=1,/author/minh-ha/",
        "/?p=1,/2020/11/bai-1/",
    ]
    assert [row for row in rows if "?" not in row and ("feed/" not in row or row.startswith("/feed/"))] == [
        "from,to",
        "/category/doi-song/song/,/song/",
        "/category/doi-song/,/doi-song/",
        "/tag/lu-lut/,/tag/lu/",
        "/author/minhha/,/author/minh-ha/",
        "/2020/,/archive/2020/",
        "/2020/11/,/archive/2020/11/",
        "/feed/,/rss.xml",
        "/feed/rss2/,/rss.xml",
        "/feed/atom/,/feed.xml",
    ]
    assert [row for row in rows if "feed/," in row and not row.startswith("/feed/")] == [
        "/category/doi-song/song/feed/,/song/rss.xml",
        "/category/doi-song/feed/,/doi-song/rss.xml",
        "/tag/lu-lut/feed/,/tag/lu/",
        "/author/minhha/feed/,/author/minh-ha/rss.xml",
    ]
    assert [one["kind"] for one in moved.report["not_understood"]] == [
        "comment of a reader; none is imported",
        "page of a picture, lost: neither it nor its article is on the site",
    ]
    said = moved.build()
    assert "error" not in said
    assert moved.answers("/2020/11/bai-1/")
    assert moved.answers("/2020/11/ten-cu/")


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ("<wp:status>draft</wp:status>", "draft"),
        ("<wp:status>pending</wp:status>", "draft"),
        ("<wp:status>private</wp:status>", "private"),
        ("<wp:status>publish</wp:status><wp:post_password>abc</wp:post_password>", "password"),
    ],
)
def test_what_is_not_public_is_a_draft(moved: Moved, more: str, status: str) -> None:
    bring(moved, post(1), post(2).replace("<wp:status>publish</wp:status>", more))
    assert "draft: true" in moved.article("Bài 2")
    assert moved.report["items"] == {"articles": 2, status: 1}
    assert moved.report["addresses"] == {"answer": 1, "redirect": 1, "lost": []}
    assert "/?p=2" not in moved.files()["redirects.csv"]
    moved.build()
    assert not moved.answers("/2020/11/bai-2/")


def test_a_scheduled_post_stays_scheduled(moved: Moved) -> None:
    bring(moved, post(1), post(2, status="future", date="2099-01-01 08:00:00", gmt="2099-01-01 01:00:00"))
    assert moved.report["items"] == {"articles": 2, "scheduled": 1}
    moved.build()
    assert not moved.answers("/2020/11/bai-2/")


def test_old_lists_of_scheduled_posts_alone_lead_nowhere(moved: Moved) -> None:
    tag = '<category domain="post_tag" nicename="lu-lut"><![CDATA[lũ]]></category>'
    later = post(2, status="future", link="https://cu.example/?p=2", terms=tag, date="2099-01-01 08:00:00", gmt="")
    bring(moved, post(1).replace("minhha", "ai-do"), later)
    rows = moved.files()["redirects.csv"].splitlines()
    assert not [row for row in rows if "2099/," in row or "2099/01/," in row or "/author/minh-ha/" in row]
    assert not [row for row in rows if "/tag/" in row]
    (row,) = (row for row in rows if row.startswith("/?p=2,"))
    assert row.startswith("/?p=2,content/")
    (said,) = (line for line in moved.build().split("\n") if "W745" in line)
    assert "redirects.csv" in said


@pytest.mark.parametrize("path", ["doi-song", "search", "archive", "tag", "index", "404", "media", "feed.xml"])
def test_a_page_at_an_address_of_the_new_site_gets_another_one(moved: Moved, path: str) -> None:
    slash = "" if "." in path else "/"
    page = post(2, kind="page", title="Một trang", link=f"https://cu.example/{path}{slash}")
    bring(moved, page.replace("<wp:post_name>bai-2", f"<wp:post_name>{path}"), post(1))
    assert "error[" not in moved.build()
    (file,) = (name for name, text in moved.files().items() if "Một trang" in text and name.endswith(".md"))
    slug = next(line for line in moved.files()[file].split("\n") if line.startswith("slug:")).partition(": ")[2]
    assert moved.answers(f"/{slug}/")
    assert [one["url"] for one in moved.report["addresses"]["lost"]] == [f"https://cu.example/{path}{slash}"]


def test_no_break_spaces_of_an_editor_are_spaces(moved: Moved) -> None:
    bring(moved, post(1, "<p>Giá&nbsp;vàng&nbsp;hôm&nbsp;nay</p><p>&nbsp;A &nbsp;B\u00ad</p><p>39&nbsp;°C</p>"))
    assert moved.body("Bài 1") == "Giá vàng hôm nay\n\nA B\n\n39\u00a0°C"
    assert "N246" not in moved.build()


def test_pages_and_other_types(moved: Moved) -> None:
    bring(
        moved,
        post(1),
        post(2, kind="page", link="https://cu.example/toa-soan/lien-he/"),
        post(3, kind="su-kien", link="https://cu.example/su-kien/hoi/"),
        post(4, kind="nav_menu_item"),
        post(5, status="trash"),
        post(6, kind="revision", status="inherit"),
    )
    assert moved.report["items"] == {"articles": 1, "pages": 2}
    assert "content/toa-soan/lien-he.md" in moved.files()
    kinds = {one["kind"] for one in moved.report["not_understood"]}
    assert kinds == {
        "item of the type `nav_menu_item`",
        "item of the type `su-kien`, now a page",
        "item in the trash or never saved",
    }
    moved.build()
    assert moved.answers("/toa-soan/lien-he/")
    assert moved.answers("/su-kien/hoi/")


def test_what_goes_into_the_trash_does_not_stay_public(moved: Moved) -> None:
    bring(moved, post(1), post(2), post(3))
    moved.build()
    file = next(path for path in moved.site.rglob("bai-3.md"))
    file.write_text(file.read_text(encoding="utf-8") + "\nSửa.\n", encoding="utf-8")
    bring(moved, post(1), *(post(n, status="trash", link=f"https://cu.example/?p={n}") for n in (2, 3, 4)))
    assert moved.report["files"] == {"unchanged": 1, "updated": 1, "edited": 1}
    assert moved.report["edited"] == ["content/song/2020/11/bai-3.md"]
    assert "draft: true" in moved.article("Bài 2")
    assert "Bài 4" not in "".join(moved.files().values())
    moved.build()
    assert moved.answers("/2020/11/bai-1/")
    assert not moved.answers("/2020/11/bai-2/")


TEXTS = {
    "classic": ("Một\nhai\n\n<b>Ba</b>\n<ul>\n<li>a</li>\n</ul>\nbốn", "Một\\\nhai\n\n**Ba**\n\n- a\n\nbốn"),
    "code": ("a\n\n<pre>x\n\ny</pre>\n\nb", "a\n\n```\nx\n\ny\n```\n\nb"),
    "caption": (
        '[caption id="a" width="300"]<a href="/b.png"><img src="/a.jpg" alt="A" /></a> Chú <i>thích</i>[/caption]\nb',
        '![A](https://cu.example/a.jpg "Chú thích")\n\nb',
    ),
    "gallery": (
        '[gallery ids="7,8" columns="2"]',
        '::: gallery\n![Một](https://cu.example/7.jpg "Lời")\n![Hai](https://cu.example/8.jpg)\n:::',
    ),
    "embed": (
        "[embed]https://youtu.be/dQw4w9WgXcQ[/embed]",
        "::: embed https://www.youtube.com/watch?v=dQw4w9WgXcQ\n:::",
    ),
    "bare address": (
        "a\n\nhttps://youtu.be/dQw4w9WgXcQ",
        "a\n\n::: embed https://www.youtube.com/watch?v=dQw4w9WgXcQ\n:::",
    ),
    "jetpack": ("[youtube dQw4w9WgXcQ]", "::: embed https://www.youtube.com/watch?v=dQw4w9WgXcQ\n:::"),
    "code shortcode": ('[code lang="php"]\n<?php [x] ?>\n[/code]', "```php\n<?php [x] ?>\n```"),
    "unknown shortcode": ('[vc_row][vc_column width="1/2"]a[/vc_column][/vc_row] [sic] [1]', "a \\[sic\\] \\[1\\]"),
    "escaped shortcode": ("[[gallery]] ở đây", "\\[gallery\\] ở đây"),
    "blocks": (
        '<!-- wp:paragraph -->\n<p>a</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:heading -->\n<h2 class="wp-block-heading">'
        "H</h2>\n<!-- /wp:heading -->\n\n<!-- wp:list --><ul><!-- wp:list-item --><li>x</li><!-- /wp:list-item --></ul>"
        "<!-- /wp:list -->",
        "a\n\n## H\n\n- x",
    ),
    "block embed": (
        '<!-- wp:embed {"url":"https://youtu.be/dQw4w9WgXcQ"} --><figure class="wp-block-embed"><div class="w">\n'
        "https://youtu.be/dQw4w9WgXcQ\n</div><figcaption>Lễ</figcaption></figure><!-- /wp:embed -->",
        "::: embed https://www.youtube.com/watch?v=dQw4w9WgXcQ Lễ\n:::",
    ),
    "reusable block": ('<!-- wp:block {"ref":9} /-->', "Dùng lại"),
    "link by number": ('<a href="https://cu.example/?p=1">một</a>', "[một](/2020/11/bai-1/)"),
    "dialogue": ("- Vâng.\n- Không.", "\\- Vâng.\\\n\\- Không."),
}


@pytest.mark.parametrize("name", TEXTS)
def test_texts(moved: Moved, name: str) -> None:
    html, markdown = TEXTS[name]
    pictures = (
        post(
            number,
            kind="attachment",
            status="inherit",
            meta={"_wp_attachment_image_alt": alt},
            more=f"<wp:attachment_url>https://cu.example/{number}.jpg</wp:attachment_url>",
        ).replace("<excerpt:encoded><![CDATA[]]>", f"<excerpt:encoded><![CDATA[{words}]]>")
        for number, alt, words in ((7, "Một", "Lời"), (8, "Hai", ""))
    )
    bring(moved, post(1), post(2, html, title="Bài thử"), *pictures, post(9, "<p>Dùng lại</p>", kind="wp_block"))
    assert moved.body("Bài thử") == markdown
    assert moved.report["words"]["lost"] == 0


def test_footnotes_of_the_block_editor(moved: Moved) -> None:
    body = (
        '<!-- wp:paragraph --><p>Cầu<sup data-fn="x1" class="fn"><a href="#x1" id="x1-link">1</a></sup></p>'
        "<!-- /wp:paragraph --><!-- wp:footnotes /-->"
    )
    bring(moved, post(1, body, meta={"footnotes": '[{"id":"x1","content":"Theo <em>sổ</em>"}]'}))
    assert moved.body("Bài 1") == "Cầu[^1]\n\n[^1]: Theo *sổ*"


def test_several_files_are_one_site(moved: Moved) -> None:
    for name, item in (("a.xml", post(1)), ("b.xml", post(2))):
        (moved.folder / name).write_text(WXR.format(items=item), encoding="utf-8")
    moved.run("wordpress", "a.xml", "b.xml")
    assert moved.report["items"] == {"articles": 2}
    assert moved.run("wordpress", "b.xml").report["files"] == {"unchanged": 1}


def test_old_addresses_of_every_kind_answer_or_are_named(moved: Moved) -> None:
    links = {
        1: "https://cu.example/2020/11/bai-1/",
        2: "http://www.cu.example/Tin-Cu/Bai.12.html",
        3: "https://cu.example/tin/bai-ba",
        4: "https://cu.example/%e6%96%b0%e9%97%bb/",
        5: "https://cu.example/tag/x/",
        6: "https://cu.example/?p=6",
        7: "https://cu.example/bai.php",
        8: "https://cu.example/song/",
    }
    bring(moved, *(post(number, link=link) for number, link in links.items()))
    lost = {one["url"] for one in moved.report["addresses"]["lost"]}
    assert lost == {links[5], links[8]}
    assert "/?p=6,content/song/2020/11/bai-6.md" in moved.files()["redirects.csv"].splitlines()
    moved.build()
    for url in ("/2020/11/bai-1/", "/Tin-Cu/Bai.12.html", "/tin/bai-ba/", "/新闻/", "/bai.php"):
        assert moved.answers(url), url


@pytest.mark.parametrize(
    "body", ["<div><b>mở<table><tr><td>x", "a < b & c &nbsp; &copy; ]] > <!-- mở", "\x0b\x01a\ufffe"]
)
def test_broken_texts(moved: Moved, body: str) -> None:
    bring(moved, post(1, body), post(2))
    assert moved.report["items"] == {"articles": 2}
    assert moved.report["words"]["lost"] == 0
    moved.build()


def test_a_truncated_export(moved: Moved) -> None:
    text = WXR.format(items="\n".join(post(number) for number in range(1, 30)))
    (moved.folder / "wp.xml").write_text(text[: text.rindex("Một đoạn")], encoding="utf-8")
    moved.run("wordpress", "wp.xml", status=1)
    assert "28 of 29 items" in moved.said
    assert moved.report["items"] == {"articles": 28}
    moved.build()


def test_an_id_twice_and_a_path_that_leads_out(moved: Moved) -> None:
    out = post(2, link="https://cu.example/../../etc/passwd/").replace("bai-2<", "../../x<")
    bring(moved, post(1), out, post(1, title="Khác"), status=1)
    assert "E801" in moved.said
    assert all(not name.startswith("..") for name in moved.files())
    assert not (moved.folder / "x.md").exists()
    moved.build()


def test_addresses_with_arguments(moved: Moved) -> None:
    file = "<wp:attachment_url>https://cu.example/wp-content/uploads/a.jpg</wp:attachment_url>"
    items = (
        post(1, '<img src="https://cu.example/wp-content/uploads/b.png">'),
        post(2, kind="page", link="https://cu.example/gioi-thieu/"),
        post(3, link="https://cu.example/?p=3", title="Không đường dẫn"),
        post(4, link="https://cu.example/?book=x&p=4", kind="book"),
        post(5, link="https://cu.example/2020/11/tin-lũ/", status="future", date="2030-01-01 08:00:00"),
        post(6, status="draft"),
        post(7, kind="attachment", status="inherit", more=f"{file}<wp:post_parent>1</wp:post_parent>"),
        post(
            8, kind="attachment", status="inherit", more=file.replace("a.jpg", "b.png"), link="https://cu.example/?x=1"
        ),
        post(9, kind="attachment", status="inherit", more=file.replace("a.jpg", "c.jpg")),
    )
    (moved.folder / "uploads").mkdir()
    (moved.folder / "uploads" / "b.png").write_bytes(PIXEL)
    (moved.folder / "wp.xml").write_text(WXR.format(items="".join(items)), encoding="utf-8")
    for _ in range(2):
        moved.run("wordpress", "wp.xml", options=("--media", "uploads"))
        rows = [row for row in moved.files()["redirects.csv"].splitlines() if row.startswith("/?")]
        assert rows == [
            "/?cat=3,/song/",
            "/?cat=2,/doi-song/",
            "/?author=1,/author/minh-ha/",
            "/?attachment_id=7,/2020/11/bai-1/",
            "/?x=1,/wp-content/uploads/b.png",
            "/?attachment_id=8,/wp-content/uploads/b.png",
            "/?p=1,/2020/11/bai-1/",
            "/?p=2,/gioi-thieu/",
            "/?page_id=2,/gioi-thieu/",
            "/?p=3,content/song/2020/11/bai-3.md",
            "/?book=x&p=4,content/bai-4.md",
            "/?p=4,content/bai-4.md",
            "/?p=5,content/song/2030/01/bai-5.md",
        ]
    assert moved.report["addresses"]["lost"] == []
    assert next(one for one in moved.report["not_understood"] if "page of a picture" in one["kind"])["count"] == 1
    (moved.site / "site.toml").write_text(
        moved.files()["site.toml"] + '[deploy]\nfiles = ["nginx"]\n', encoding="utf-8"
    )
    said = moved.build()
    assert "error" not in said
    (moved.folder / "old").write_text("/?p=3\n/?page_id=2&utm_source=x\n/?cat=3\n/?attachment_id=7\n/2020/11/bai-1/\n")
    done = ssg("check", "-C", moved.site, "--moved", moved.folder / "old", "--now", "2026-11-24 12:00")
    assert "5 old URLs: 1 answer, 4 redirect, 0 lost" in done.stdout, done.stdout


@pytest.mark.parametrize(
    ("meta", "body"),
    [
        ({"_members_access_role": "subscriber"}, "Kín"),
        ({"rcp_access_level": "2"}, "Kín"),
        ({"_wpmem_block": "1"}, "Kín"),
        ({"_um_custom_access_settings": "1"}, "Kín"),
        ({"_jetpack_newsletter_access": "paid_subscribers"}, "Kín"),
        ({"_jetpack_newsletter_access": "subscribers"}, "Kín"),
        ({}, "Mở\n\n[restrict paid=true]Kín[/restrict]"),
        ({}, "Mở [membership level='1']Kín[/membership]"),
        ({}, "Mở [mepr-active rules='3']Kín[/mepr-active] [vip]Kín[/vip]"),
        ({}, "<p>Mở</p><!-- wp:jetpack/premium-content/subscriber-view --><p>Kín</p><!-- /wp:x -->"),
        ({}, '<!-- wp:pmpro/membership {"levels":["1"]} --><p>Kín</p><!-- /wp:pmpro/membership -->'),
    ],
)
def test_what_a_plugin_guards_is_a_draft(moved: Moved, meta: dict[str, str], body: str) -> None:
    bring(moved, post(1, "Mở [sic] [privately]"), post(2, body, meta=meta))
    assert "draft: true" in moved.article("Bài 2")
    assert moved.report["items"] == {"articles": 2, "members": 1}
    assert "draft" not in moved.article("Bài 1")
    (moved.site / "site.toml").write_text(
        moved.files()["site.toml"] + '[access]\nsign_in = "/vao/"\n', encoding="utf-8"
    )
    moved.run("wordpress", "wp.xml")
    level = {"paid_subscribers": "paid", "subscribers": "registered"}.get(
        meta.get("_jetpack_newsletter_access", ""), ""
    )
    assert (f"access: {level}" in moved.article("Bài 2")) == bool(level)
    assert ("draft: true" in moved.article("Bài 2")) == (not level)


def test_an_address_that_no_file_can_have_is_a_redirect(moved: Moved) -> None:
    bring(moved, post(1, link="https://cu.example/nuoi/con/"), post(2, link="https://cu.example/tin/aux.html"))
    assert moved.report["addresses"] == {"answer": 0, "redirect": 4, "lost": []}
    rows = moved.files()["redirects.csv"].splitlines()
    assert "/nuoi/con/,content/song/2020/11/bai-1.md" in rows
    assert "/tin/aux.html,content/song/2020/11/bai-2.md" in rows
    (moved.site / "site.toml").write_text(
        moved.files()["site.toml"] + '[deploy]\nfiles = ["nginx"]\n', encoding="utf-8"
    )
    assert "warning" not in moved.build()
    assert (
        '"/nuoi/con/" "/song/2020/11/bai-1/$is_args$args"' in (moved.site / "public-deploy/nginx/http.conf").read_text()
    )


def test_links_that_only_a_block_has(moved: Moved) -> None:
    block = '<!-- wp:social-link {"url":"https://fb.example/x","service":"facebook"} /-->'
    bring(moved, post(1, f'<!-- wp:social-links --><ul class="wp-block-social-links">{block}</ul><!-- /wp -->'))
    assert moved.body("Bài 1") == "- [facebook](https://fb.example/x)"
