"""Boxes of a site's own: what they are given, what is wrong with them, and what is made again when one changes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable

import pytest

from ssg.build import Built, build
from ssg.cli.app import run
from ssg.content.markdown.box_use import Given, Use, use_of
from ssg.content.markdown.containers import NAMES
from ssg.work import Work
from tests.conftest import TinySite
from tests.previewing import Looking

LATER = 2**62
CONFIG = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn/bao"
[[categories]]
name = "Tin"
[deploy]
keep = 0
"""
BOX = """-- templates/boxes/ho-so.html --
{# Một hồ sơ.
   tieu-de: text          # dòng đầu
   anh: file =            # ảnh
   hien: switch = false
   so: number = 3
   xem: url = /lien-he/   # dẫn tới đâu
#}
<section class="{{ args["tieu-de"]|slugify }}">[{{ args["tieu-de"] }}|{{ args["anh"] }}|{{ args["hien"] }}|\
{{ args["so"] + 1 }}|{{ args["xem"] }}]{{ content }}</section>
"""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>\n'


def article(text: str, slug: str = "bai", front: str = "") -> str:
    return f"---\ntitle: Bài {slug}\nslug: {slug}\ndate: 2026-11-20 08:00\n{front}---\nMột.\n\n{text}\n"


def boxed(text: str = "") -> str:
    return f'::: ho-so tieu-de="Hồ sơ"\nTrong hộp{text}.\n:::'


def body(tiny: TinySite, slug: str = "bai") -> str:
    page = tiny.read(f"tin/2026/11/{slug}/index.html")
    return page.partition('<div class="text">')[2].partition("\n</div>")[0]


USES = [
    ("a", Use("a", ())),
    ("Hộp-Lịch x=1", Use("hop-lich", (Given("x", "1", 9),))),
    ('a x="1 2" y=\'3 "4"\' z', Use("a", (Given("x", "1 2", 2), Given("y", '3 "4"', 10), Given("z", None, 20)))),
    ("a x=“1 2”", Use("a", (Given("x", "1 2", 2),))),
    ("a x = 1", Use("a", (Given("x", "1", 2),))),
    ('a x=""', Use("a", (Given("x", "", 2),))),
    ('a x="1', Use("a", (), (('x="1', 2),))),
    ("a 1 x=1 **", Use("a", (Given("x", "1", 4),), (("1", 2), ("**", 8)))),
    ("a x=https://a.vn/?b=c&d=e", Use("a", (Given("x", "https://a.vn/?b=c&d=e", 2),))),
]


@pytest.mark.parametrize(("written", "use"), USES)
def test_what_is_written_behind_the_colons(written: str, use: Use) -> None:
    assert use_of(written) == use


def test_a_use_of_any_length_is_read_in_linear_time() -> None:
    assert len(use_of("a " + "x=" * 100_000).given) <= 1
    assert len(use_of('a x="' + " y='" * 50_000).stray) > 0


def test_a_box_is_given_its_arguments_and_its_content(site: Callable[[str], TinySite]) -> None:
    text = (
        '::: ho-so tieu-de="<b> & Hồ sơ" hien anh=a.svg so=1.5 xem=b.md#muc\nChữ **đậm**, [b](b.md).\n\n'
        "::: Hồ-sơ tieu-de=Trong xem=https://a.vn/?b=c\n:::\n:::"
    )
    tiny = site(f"{CONFIG}{BOX}-- content/tin/a.md --\n{article(text)}-- content/tin/b.md --\n{article('x', 'b')}")
    tiny.write("content/tin/a.svg", PICTURE)
    tiny.build()
    assert body(tiny) == (
        "\n<p>Một.</p>\n"
        '<section class="b-ho-so">'
        "[&lt;b&gt; &amp; Hồ sơ|/bao/media/tin/a.3fd8d7e3.svg|True|2.5|/bao/tin/2026/11/b/#muc]"
        '<p>Chữ <strong>đậm</strong>, <a href="/bao/tin/2026/11/b/">b</a>.</p>\n'
        '<section class="trong">[Trong||False|4|https://a.vn/?b=c]</section>\n\n</section>\n\n'
    ).replace("3fd8d7e3", body(tiny).partition("media/tin/a.")[2][:8])


def test_a_picture_has_a_size_and_copies_and_a_box_survives_the_sanitiser(site: Callable[[str], TinySite]) -> None:
    box = (
        "-- templates/boxes/anh.html --\n{# src: file #}\n"
        '<img src="{{ args["src"] }}" width="{{ args["src"].width }}" height="{{ args["src"].height }}">{{ content }}\n'
    )
    text = "<b>x</b>\n\n::: anh src=a.svg\n<i onclick=x>y</i>\n:::\n\n<ssg-box data-box=0>z</ssg-box>"
    tiny = site(f"{CONFIG}{box}-- content/tin/a.md --\n{article(text)}")
    tiny.write("content/tin/a.svg", PICTURE)
    tiny.build()
    assert 'width="30" height="20"><p><i>y</i></p>' in body(tiny)
    assert "ssg-box" not in body(tiny)


def test_content_is_no_markup_of_the_template_s_and_no_box_of_its_own(site: Callable[[str], TinySite]) -> None:
    text = '::: ho-so tieu-de="{{ page }} {% raw %}"\n{{ site.title }}\n:::'
    tiny = site(f"{CONFIG}{BOX}-- content/tin/a.md --\n{article(text)}")
    tiny.build()
    assert "[{{ page }} {% raw %}|" in body(tiny)
    assert "<p>{{ site.title }}</p>" in body(tiny)


EVERYWHERE = {
    "content/tin/co.md": article(boxed(), "co"),
    "content/tin/khong.md": article("Không hộp.", "khong"),
    "content/tin/khac.md": article("::: khac\nKhác.\n:::", "khac"),
    "content/tin/song.md": article(f"{boxed()}\n\n## 09:30 Mưa\n\n{boxed()}", "song", "type: live\n"),
    "content/lien-he.md": f"---\ntype: page\ntitle: Liên hệ\n---\n{boxed()}\n",
    "content/tin/_index.md": f"---\ntitle: Tin\n---\n{boxed()}\n",
    "templates/boxes/khac.html": "<i>{{ content }}</i>\n",
    "templates/boxes/phan/dau.html": "<h2>Đầu</h2>",
}


@pytest.fixture
def tiny(site: Callable[[str], TinySite]) -> TinySite:
    found = site(f"{CONFIG}{BOX}")
    for name, text in EVERYWHERE.items():
        found.write(name, text)
    return found


def built(tiny: TinySite) -> Built:
    """Build, going on from the last build, and compare with a clean build."""
    found = build(tiny.request()._replace(clock_ns=LATER), Work())
    assert found.published is not None, tiny.said(found)
    clean = TinySite(tiny.root.with_name("clean"), "")
    shutil.rmtree(clean.root)
    shutil.copytree(tiny.root, clean.root, ignore=shutil.ignore_patterns(".ssg", "public"))
    clean.build()
    assert tiny.tree() == clean.tree()
    return found


def written(found: Built) -> set[str]:
    assert found.published is not None
    return set(found.published.written)


SHOWN = {
    "tin/2026/11/co/index.html",
    "tin/2026/11/song/index.html",
    "tin/2026/11/song/live.html",
    "lien-he/index.html",
    "tin/index.html",
}
FEEDS = {f"{folder}{name}" for folder in ("", "tin/") for name in ("feed.xml", "rss.xml", "feed.json")}


def test_a_change_of_a_box_makes_what_shows_it_and_nothing_else(tiny: TinySite) -> None:
    built(tiny)
    template = "templates/boxes/ho-so.html"
    old = (tiny.root / template).read_text(encoding="utf-8")
    tiny.write(template, old.replace("<section", "<article").replace("</section", "</article"))
    assert written(built(tiny)) == SHOWN | FEEDS
    tiny.write("templates/boxes/khac.html", "<em>{{ content }}</em>\n")
    assert written(built(tiny)) == {"tin/2026/11/khac/index.html"} | FEEDS
    # What it includes is a part of it.
    tiny.write(template, f'{old}{{% include "boxes/phan/dau.html" %}}')
    assert written(built(tiny)) == SHOWN | FEEDS
    tiny.write("templates/boxes/phan/dau.html", "<h2>Khác</h2>")
    assert written(built(tiny)) == SHOWN | FEEDS
    # So is what it declares.
    tiny.write(template, old.replace("so: number = 3", "so: number = 4"))
    assert written(built(tiny)) == SHOWN | FEEDS
    # A box that nobody uses yet makes nothing.
    tiny.write("templates/boxes/moi.html", "Mới")
    assert written(built(tiny)) == set()


def test_a_corrected_text_around_a_box_plans_nothing_anew(tiny: TinySite) -> None:
    built(tiny)
    tiny.write("content/tin/co.md", article(boxed(" sửa"), "co"))
    found = built(tiny)
    assert found.edition.touched is not None
    assert written(found) == {"tin/2026/11/co/index.html"} | FEEDS


def test_edits_of_what_boxes_point_to(tiny: TinySite) -> None:
    tiny.write("content/tin/co.md", article("::: ho-so tieu-de=a anh=a.svg xem=khong.md\n:::", "co"))
    tiny.write("content/tin/a.svg", PICTURE)
    built(tiny)
    tiny.write("content/tin/a.svg", PICTURE.replace("30", "31"))
    assert "tin/2026/11/co/index.html" in written(built(tiny))
    tiny.write("content/tin/khong.md", article("Không hộp.", "doi"))
    assert "tin/2026/11/co/index.html" in written(built(tiny))
    assert "/bao/tin/2026/11/doi/" in body(tiny, "co")
    tiny.remove("content/tin/khong.md")
    said = tiny.said()
    assert "content/tin/co.md:8:31: error[E301]: article not found: khong.md" in said
    tiny.write("content/tin/co.md", article("::: khac\nKhác.\n:::", "co"))
    built(tiny)
    tiny.write("content/tin/them.md", article(boxed(), "them"))
    built(tiny)
    tiny.remove("content/tin/them.md")
    built(tiny)


def test_a_box_that_goes_is_told_of_where_it_is_used(tiny: TinySite) -> None:
    built(tiny)
    before = tiny.tree()
    tiny.remove("templates/boxes/khac.html")
    found = tiny.try_build()
    assert found.published is None
    assert [(d.code, str(d.place)) for d in found.diagnostics if d.code == "E205"] == [
        ("E205", "content/tin/khac.md:8:5")
    ]
    assert tiny.tree() == before
    going_on = tiny.build(keep_going=True)
    assert not (tiny.public / "tin/2026/11/khac/index.html").exists()
    assert any(d.code == "E205" for d in going_on.diagnostics)
    tiny.write("templates/boxes/khac.html", "<i>{{ content }}</i>\n")
    built(tiny)
    assert tiny.tree() == before


def test_a_box_that_fails_names_its_template_its_line_and_the_article(site: Callable[[str], TinySite]) -> None:
    box = "-- templates/boxes/chia.html --\n{# so: number #}\n<p>\n{{ 1 / args['so'] }}\n"
    tiny = site(f"{CONFIG}{box}-- content/tin/a.md --\n{article('::: chia so=0' + chr(10) + ':::')}")
    (found,) = [d for d in tiny.diagnostics() if d.code == "E608"]
    assert str(found.place) == "templates/boxes/chia.html:3"
    assert str(found.message).startswith("division by zero, while rendering content/tin/a.md")
    assert str(found.hint) == "this box is used in content/tin/a.md, line 8"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        (
            "galery",
            "did you mean ::: gallery? known: info, quote, gallery, video, embed, related, chart, con-so, ho-so; ",
        ),
        ("hosơ", "did you mean ::: ho-so? known: "),
        (
            "xyz",
            "known: info, quote, gallery, video, embed, related, chart, con-so, ho-so; "
            "another is a file templates/boxes/xyz.html",
        ),
    ],
)
def test_an_unknown_name_gets_a_suggestion(name: str, hint: str, site: Callable[[str], TinySite]) -> None:
    tiny = site(f"{CONFIG}{BOX}-- content/tin/a.md --\n{article(f'::: info{chr(10)}::: {name}{chr(10)}A')}")
    (found,) = [d for d in tiny.diagnostics() if d.code == "E205"]
    assert str(found.place) == "content/tin/a.md:9:5"
    assert str(found.hint).startswith(hint)


SHORTCODES = f"""{CONFIG}
[boxes.shortcodes]
youtube = "video"
note = "ho-so"
chu-y = "note"
[boxes.shortcodes.trich]
box = "quote"
line = "Theo {{nguon}}, {{0}}"
[boxes.shortcodes.hinh]
box = "ho-so"
arguments = ["tieu-de", "anh"]
"""


def test_shortcodes_become_boxes(site: Callable[[str], TinySite]) -> None:
    text = """{{< youtube aqz-KE-bpKQ >}}

{{< hinh "Tên hình" a.svg hien=true >}}

{{% note tieu-de="Ghi chú" %}}
Nội *dung*.
{{% /note %}}

{{< trich "trang 3" nguon="Tạp chí" >}}
Lời.
{{< /trich >}}
"""
    tiny = site(f"{SHORTCODES}{BOX}-- content/tin/a.md --\n{article(text)}")
    tiny.write("content/tin/a.svg", PICTURE)
    tiny.build()
    page = body(tiny)
    assert 'data-embed-frame="https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?autoplay=1"' in page
    assert '<section class="ten-hinh">[Tên hình|/bao/media/tin/a.' in page
    assert '<section class="ghi-chu">[Ghi chú||False|4|/bao/lien-he/]<p>Nội <em>dung</em>.</p>' in page
    assert "<p>Lời.</p>\n</blockquote>\n<figcaption>Theo Tạp chí, trang\u00a03</figcaption>" in page
    assert "W236" not in tiny.said()


def test_a_shortcode_that_is_not_mapped_or_not_alone_is_told_of(site: Callable[[str], TinySite]) -> None:
    text = "{{< tweet 12 >}}\n\nGiữa {{< youtube abc >}} câu."
    tiny = site(f"{SHORTCODES}{BOX}-- content/tin/a.md --\n{article(text)}")
    assert "W236" in tiny.said()
    assert "data-embed" not in body(tiny)


def test_explain_lists_all_boxes(tiny: TinySite, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "-C", str(tiny.root), "--boxes"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("::: info <title (optional)>\n    information box\n")
    assert set(re.findall(r"^::: ([\w-]+) <", printed, re.MULTILINE)) == set(NAMES.values())
    assert (
        "::: ho-so\n    Một hồ sơ.; templates/boxes/ho-so.html\n"
        "    tieu-de  text    needed  dòng đầu\n"
        '    anh      file    = ""  ảnh\n'
        "    hien     switch  = false\n"
        "    so       number  = 3\n"
        "    xem      url     = /lien-he/  dẫn tới đâu\n"
    ) in printed
    assert run(["--lang", "vi", "explain", "-C", str(tiny.root), "--boxes"]) == 0
    assert "bắt buộc" in capsys.readouterr().out
    assert run(["explain", "-C", str(tiny.root)]) == 2


def test_the_preview_shows_a_change_of_a_box(tiny: TinySite) -> None:
    watched = Looking(tiny)
    try:
        assert "<i><p>Khác.</p>" in watched.text("/bao/tin/2026/11/khac/")
        watched.write("templates/boxes/khac.html", "<em>{{ content }}</em>\n")
        assert "<em><p>Khác.</p>" in watched.text("/bao/tin/2026/11/khac/")
        watched.write("content/tin/khac.md", article("::: khac x=1\nKhác.\n:::", "khac"))
        assert any("E332" in problem for problem in watched.problems())
    finally:
        watched.close()
