"""What exports of twenty years hold: encodings, names kept as HTML, times of all kinds, texts of old editors."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from PIL import Image

from ssg.importing.names import name_of, title_of
from ssg.importing.times import time_of
from tests.importing.imports import Moved, entry, feed
from tests.importing.test_import_wordpress import WXR, bring, post


@pytest.fixture
def moved(tmp_path: Path) -> Moved:
    return Moved(tmp_path)


def attachment(number: int, alt: str = "", words: str = "", kind: str = "jpg") -> str:
    """A picture or a file of the library."""
    return post(
        number,
        kind="attachment",
        status="inherit",
        link=f"https://cu.example/bai-1/anh-{number}/",
        meta={"_wp_attachment_image_alt": alt},
        more=f"<wp:attachment_url>https://cu.example/{number}.{kind}</wp:attachment_url>",
    ).replace("<excerpt:encoded><![CDATA[]]>", f"<excerpt:encoded><![CDATA[{words}]]>")


TIMES = {
    "Tue, 24 Nov 2020 08:20:00 GMT+7": "2020-11-24T08:20:00+07:00",
    "Tue, 24 Nov 2020 08:20:00 UTC+07:00": "2020-11-24T08:20:00+07:00",
    "Tue, 24 Nov 2020 08:20:00 +07": "2020-11-24T08:20:00+07:00",
    "Tue, 24 Nov 2020 08:20:00 ICT": "2020-11-24T08:20:00+07:00",
    "Tue, 24 Nov 2020 8:20:00 PM +0700": "2020-11-24T20:20:00+07:00",
    "Tue, 24 Nov 2020 08:20:00 -0330": "2020-11-24T08:20:00-03:30",
    "Tue, 24 Nov 2020 08:20:00 GMT": "2020-11-24T08:20:00+00:00",
    "2020-11-24T08:20:00+07:00": "2020-11-24T08:20:00+07:00",
    "24-11-2020": None,
    "Mon, 30 Nov -0001 00:00:00 +0000": None,
}


@pytest.mark.parametrize("text", TIMES)
def test_times_of_feeds(text: str) -> None:
    found = time_of(text)
    assert (found.isoformat() if found is not None else None) == TIMES[text]


def test_a_time_that_names_no_zone_has_that_of_the_site(moved: Moved) -> None:
    bring(moved, post(1), post(2, gmt="0000-00-00 00:00:00"))
    assert "date: 2020-11-24T08:00:00+07:00" in moved.article("Bài 2")


def test_names_that_are_html() -> None:
    assert name_of("Kinh tế &amp; Xã hội &#8211; A&B &lt;3 &la;") == "Kinh tế & Xã hội – A&B <3 &la;"
    assert title_of("<em>Xã</em> &#8220;hội&#8221; 5 < 7 <đỏ>") == "Xã “hội” 5 < 7 <đỏ>"


def test_names_of_wordpress_are_what_readers_saw(moved: Moved) -> None:
    terms = (
        '<category domain="category" nicename="kinh-te"><![CDATA[Kinh tế &amp; Xã hội]]></category>'
        '<category domain="post_tag" nicename="a"><![CDATA[Dầu &amp; khí, vàng]]></category>'
    )
    bring(moved, post(1, title="Lũ &amp; <em>lụt</em>", terms=terms))
    text = moved.article("Lũ & lụt")
    assert 'category: "kinh-te"' in text
    assert 'tags: ["Dầu & khí, vàng"]' in text
    # An export of posts alone lists no categories; the items have their names.
    assert 'name = "Kinh tế & Xã hội"\nslug = "kinh-te"' in moved.files()["site.toml"]
    assert "/category/kinh-te/,/kinh-te/" in moved.files()["redirects.csv"]


def test_names_of_feeds_too(moved: Moved) -> None:
    more = "<category><![CDATA[Kinh tế &amp; Xã hội]]></category>"
    (moved.folder / "a.xml").write_text(feed(entry(1, title="<![CDATA[Lũ &amp; lụt]]>", more=more)), encoding="utf-8")
    moved.run("rss", "a.xml")
    assert 'category: "kinh-te-xa-hoi"' in moved.article("Lũ & lụt")


def test_categories_of_other_scripts_have_their_letters(moved: Moved) -> None:
    bring(moved, post(1, terms='<category domain="category" nicename="%e6%96%b0"><![CDATA[新]]></category>'))
    assert "content/新/2020/11/bai-1.md" in moved.files()


def test_notes_of_translation_plugins_are_no_tags(moved: Moved) -> None:
    terms = (
        '<category domain="language" nicename="en"><![CDATA[English]]></category>'
        '<category domain="post_translations" nicename="pll_5"><![CDATA[pll_5]]></category>'
    )
    bring(moved, post(1, terms=terms), post(2, terms=terms.replace('"en"', '"vi"')))
    assert 'language: "en"' in moved.article("Bài 1")
    assert "tags:" not in moved.article("Bài 1")
    assert "language:" not in moved.article("Bài 2")
    moved.build()


def test_exports_that_overlap_are_no_error(moved: Moved) -> None:
    for name, items in (("a.xml", (post(1), post(2))), ("b.xml", (post(2), post(3)))):
        (moved.folder / name).write_text(WXR.format(items="".join(items)).replace("\n", "\r\n"), encoding="utf-8")
    assert moved.run("wordpress", "a.xml", "b.xml").report["items"] == {"articles": 3}
    (moved.folder / "b.xml").write_text(WXR.format(items=post(2, "Mới hơn")), encoding="utf-8")
    assert "E801" in moved.run("wordpress", "a.xml", "b.xml", status=1).said


def test_links_by_number_in_all_their_forms(moved: Moved) -> None:
    forms = ("/?p=1#loi", "/index.php?page_id=1", "https://www.cu.example/?preview=true&amp;p=1", "/?p=99")
    bring(moved, post(1), post(2, "".join(f'<a href="{form}">x</a>' for form in forms)))
    assert moved.body("Bài 2") == ("[x](/2020/11/bai-1/#loi)[x](/2020/11/bai-1/)[x](/2020/11/bai-1/)[x](/?p=99)")


TEXTS = {
    "caption with references": (
        '[caption id="a" caption="Ảnh &quot;đẹp&quot; quá"]<img src="/a.jpg">[/caption]',
        '![](https://cu.example/a.jpg "Ảnh \\"đẹp\\" quá")',
    ),
    "caption with quotation marks": (
        '[caption id="a" caption="Ông nói “đi thôi” rồi cười"]<img src="/a.jpg">[/caption]',
        '![](https://cu.example/a.jpg "Ông nói “đi thôi” rồi cười")',
    ),
    "values between other marks": (
        "[caption id=&quot;a&quot; caption=”Ảnh đẹp”]<img src='/a.jpg'>[/caption]",
        '![](https://cu.example/a.jpg "Ảnh đẹp")',
    ),
    "shortcode within a caption": (
        '[caption id="a"][video src="/v.mp4"] Lời[/caption]',
        "::: embed https://cu.example/v.mp4\n:::\n\nLời",
    ),
    "gallery": (
        '[gallery ids="7,99"]',
        '![Cầu "A"](https://cu.example/7.jpg "Cầu Long Biên")',
    ),
    "playlist": ('[playlist ids="8"]', "::: embed https://cu.example/8.mp3\n:::"),
    "page builder": (
        '[vc_row][vc_column_text]Chữ[/vc_column_text][vc_single_image image="7"][/vc_row]',
        'Chữ\n\n![Cầu "A"](https://cu.example/7.jpg "Cầu Long Biên")',
    ),
    "words in brackets": (
        "[Nguồn: a=b] [tên_tệp] [Xem https://a.vn/?id=5] <pre>x[i_x]</pre>",
        "\\[Nguồn: a=b\\] \\[tên_tệp\\] \\[Xem https://a.vn/?id=5\\]\n\n```\nx[i_x]\n```",
    ),
    "page of a picture": (
        '<a href="https://cu.example/bai-1/anh-7/" rel="attachment wp-att-7"><img src="/7-300.jpg"></a>\n\n'
        '<a href="https://cu.example/?attachment_id=7">ảnh</a>',
        "![](https://cu.example/7-300.jpg)\n\n[ảnh](https://cu.example/7.jpg)",
    ),
    "private characters": ("một \ue0019\ue001\n\nhai", "một \ue0019\ue001\n\nhai"),
    "whole documents": (
        "<html><body><p>một</p></body></html><p>hai</p><HTML><BODY class=x>ba</BODY></HTML>",
        "một\n\nhai\n\nba",
    ),
    "elements that hold nothing": (
        '<embed src="https://a.example/x.swf">một<p>hai</p><iframe src="https://a.example/x" /> ba',
        "[https://a.example/x.swf](https://a.example/x.swf)\n\nmột\n\nhai\n\n"
        "[https://a.example/x](https://a.example/x)\n\nba",
    ),
    "link around paragraphs": (
        '<a href="http://a.vn/x">một<br><br>hai</a>',
        "[một](http://a.vn/x)\n\n[hai](http://a.vn/x)",
    ),
    "element around paragraphs": ("<u>một<br><br>hai</u>", "<u>một</u>\n\n<u>hai</u>"),
    "break before nothing": ("một<br><b></b>", "một"),
    "marks around what nobody sees": ("<i>\ufeff</i>một <b>\u200bhai</b>", "một **hai**"),
    "mark behind what nobody sees": ("\ufeff# Một<br>\u200b- hai", "\\# Một\\\n\\- hai"),
    "heading that ends in a mark": ("<h2>Cung Fa #</h2>", "## Cung Fa \\#"),
    "address with a backslash": ("http://a.vn/x\\*y", "http://a.vn/x\\\\\\*y"),
    "table of a picture and its caption": (
        '<table align="center"><tr><td><a href="/a.jpg"><img src="/a-300.jpg"></a></td></tr>'
        "<tr><td><p><em>Cầu <b>Long</b> Biên.</em> Ảnh: Hà</p></td></tr></table>",
        '![](https://cu.example/a-300.jpg "Cầu Long Biên. Ảnh: Hà")',
    ),
    "table of two pictures": (
        '<table><tr><td><img src="/a.jpg"></td></tr><tr><td><img src="/b.jpg">b</td></tr></table>',
        '<table>\n<tr>\n<td><img src="https://cu.example/a.jpg"></td>\n</tr>\n<tr>\n'
        '<td><img src="https://cu.example/b.jpg">b</td>\n</tr>\n</table>',
    ),
    "caption of two lines": (
        '<figure><img src="/a.jpg"><figcaption>Cầu Long Biên<br>Ảnh: Hà</figcaption></figure>'
        '<figure class="wp-block-video"><video src="https://a.example/v.mp4"></video>'
        "<figcaption><p>Lễ</p><p>Hội</p></figcaption></figure>",
        '![](https://cu.example/a.jpg "Cầu Long Biên Ảnh: Hà")\n\n::: embed https://a.example/v.mp4 Lễ Hội\n:::',
    ),
    "text between items": ("<ul>một<li>hai</li>ba <b>bốn</b></ul>", "- một\n- hai\n- ba\n- **bốn**"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_old_texts(moved: Moved, name: str) -> None:
    html, markdown = TEXTS[name]
    library = (attachment(7, "Cầu &quot;A&quot;", "Cầu <b>Long</b> Biên"), attachment(8, kind="mp3"))
    bring(moved, post(2, html, title="Bài thử"), *library)
    assert moved.body("Bài thử") == markdown
    assert moved.report["words"]["lost"] == 0
    missing = [one for one in moved.report["not_understood"] if one["kind"] == "picture that was not found"]
    assert bool(missing) is (name == "gallery")


@pytest.mark.parametrize("mark", ["<code>[a_b", "<pre>\n", "<html ", "<b>\u200b \u2003", "[caption]", "<embed "])
def test_what_never_closes_takes_no_time(moved: Moved, mark: str) -> None:
    """Each took more than ten seconds with 20,000 of them, as a search to the end for each does."""
    bring(moved, post(1, mark * 20_000 + "hai"), post(2), status=0)
    assert moved.report["items"] == {"articles": 2}


def test_a_picture_in_the_text_itself_becomes_a_file(moved: Moved) -> None:
    out = io.BytesIO()
    Image.effect_noise((90, 90), 90).save(out, "png")
    noise = base64.b64encode(out.getvalue()).decode()
    dot = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
    table = f'<table><tr><td><img src="{dot}" data-src="https://cu.example/b.jpg"></td><td>c</td></tr></table>'
    bring(moved, post(1, f'<img alt="Nhiễu" src="data:image/png;base64,{noise}"><img src="{dot}">{table}'))
    (name,) = (name for name in moved.files() if name.startswith("static/"))
    assert f"![Nhiễu](/{name.removeprefix('static/')})" in moved.body("Bài 1")
    assert (moved.site / name).read_bytes() == out.getvalue()
    assert 'src="https://cu.example/b.jpg"' in moved.body("Bài 1")
    assert moved.report["pictures"]["copied"] == 1
    moved.build()


def test_a_picture_in_the_text_that_is_damaged_is_counted(moved: Moved) -> None:
    bring(moved, post(1, f'<img src="data:image/png;base64,{"AAAA" * 100}"><img src="data:image/svg+xml,x">'))
    kinds = " ".join(one["kind"] for one in moved.report["not_understood"])
    assert "picture that cannot be published" in kinds
    assert "picture without a usable URL" in kinds


QUOTED = "“Dấu” – déjà"


@pytest.mark.parametrize(
    ("said", "real"),
    [("ISO-8859-1", "cp1252"), ("us-ascii", "cp1252"), ("UTF-8", "utf-8-sig"), ("UTF-16", "utf-16")],
)
def test_what_an_encoding_really_is(moved: Moved, said: str, real: str) -> None:
    text = WXR.partition("<wp:author>")[0].replace("Báo Cũ", "B").replace("Tin quê", "T") + "{items}</channel></rss>"
    text = text.replace("UTF-8", said).format(items=post(1, QUOTED, terms="").replace("Bài 1", "B1"))
    (moved.folder / "wp.xml").write_bytes(text.replace("ấ", "a").encode(real))
    moved.run("wordpress", "wp.xml")
    assert moved.body("B1") == QUOTED.replace("ấ", "a")
    assert moved.report["not_understood"] == []


def test_vietnamese_of_windows(moved: Moved) -> None:
    text = WXR.replace("UTF-8", "windows-1258").format(items=post(1, "Việt cổ"))
    decomposed = text.translate({ord(one): parts for one, parts in VIETNAMESE.items()})
    (moved.folder / "wp.xml").write_bytes(decomposed.encode("cp1258"))
    moved.run("wordpress", "wp.xml")
    assert "slug: bai-1" in moved.article("Bài 1")
    assert moved.report["not_understood"] == []


VIETNAMESE = {
    "ệ": "ê\u0323", "ổ": "ô\u0309", "ạ": "a\u0323", "ộ": "ô\u0323", "ờ": "ơ\u0300", "ố": "ô\u0301", "ũ": "u\u0303",
    "à": "a\u0300",
}  # fmt: skip


def test_bytes_that_are_no_text_are_counted(moved: Moved) -> None:
    text = WXR.format(items=post(1, "một XX hai")).encode()
    (moved.folder / "wp.xml").write_bytes(text.replace(b"XX", b"\xe9"))
    moved.run("wordpress", "wp.xml")
    (found,) = moved.report["not_understood"]
    assert (found["kind"], found["count"]) == ("character that is not UTF-8, lost", 1)


def test_no_character_of_unicode_ends_a_text(moved: Moved) -> None:
    odd = "".join(map(chr, (0xFFFE, 0xFFFF, 0x1FFFE, 0xE000, 0x200B, 0xFEFF, 0x2028, 0x85)))
    bring(moved, post(1, f"một {odd} hai"), post(2))
    assert moved.body("Bài 1").startswith("một")
    assert moved.body("Bài 1").endswith("hai")
    assert moved.report["items"] == {"articles": 2}
