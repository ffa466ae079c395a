"""What stands at a path: all that a build writes, byte for byte but for what the preview adds."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from ssg.core.content_types import type_of
from ssg.pages.model import Page
from ssg.steps.copies import Copy
from tests.conftest import TinySite
from tests.previewing import Looking

SITE = """-- content/tin/a.md --
---
title: Lũ về
date: 2026-11-20
aliases: [/cu/]
image: {src: a.svg, alt: A}
---
Nước lên. [Bài kia](b.md)
-- content/tin/b.md --
---
title: Đê vững
date: 2026-11-21
---
Đê còn vững.
-- content/tin/a.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>
-- static/ads.txt --
x
-- static/CNAME --
bao.vn
-- static/tai/ban do.txt --
y
"""
ADDED = re.compile(rb"<ssg-preview .*</ssg-preview>(<script src=\"/_preview/[a-z]+\.js\"></script>){2}", re.DOTALL)


@pytest.mark.parametrize("base", ["https://example.vn", "https://example.vn/bao", ""])
def test_everything_that_a_build_writes_is_there(base: str, site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.write("site.toml", f'title = "Báo Thử"\nbase_url = "{base}"\n')
    looking = Looking(tiny, unpublished=False)
    if not base:  # what is absolute then has the preview's own address
        tiny.write("site.toml", 'title = "Báo Thử"\nbase_url = "http://127.0.0.1:8000"\n')
    tiny.build()
    path = "/bao/" if base.endswith("/bao") else "/"
    snapshot = looking.state.snapshot
    assert snapshot is not None
    assert {*snapshot.pages, *snapshot.copies} == set(tiny.tree())
    for output, data in tiny.tree().items():
        answer = looking.see(path + output)
        assert answer.status == (404 if output == "404.html" else 200)
        assert answer.type == type_of(output)
        shown = answer.copied.read() if answer.copied else ADDED.sub(b"", answer.data)
        assert shown == data, output
        if output.endswith("/index.html"):
            assert looking.see(path + output.removesuffix("index.html")).data == answer.data
            assert looking.see(path + output.removesuffix("/index.html")).location == path + output.removesuffix(
                "index.html"
            )
    assert not {name for name in tiny.tree(tiny.root) if name.startswith("public/_preview")}


def test_what_is_not_there_is_the_page_for_that_with_its_status(site: Callable[[str], TinySite]) -> None:
    looking = Looking(site(SITE))
    answer = looking.see("/khong/co/")
    assert (answer.status, answer.type) == (404, "text/html; charset=utf-8")
    assert ADDED.sub(b"", answer.data) == ADDED.sub(b"", looking.see("/404.html").data)
    assert looking.see("/content/tin/a.md").status == 404
    assert looking.see("/site.toml").status == 404


def test_a_redirect_is_served_as_it_is(site: Callable[[str], TinySite]) -> None:
    answer = Looking(site(SITE)).see("/cu/")
    assert (answer.status, b'http-equiv="refresh"' in answer.data, b"ssg-preview" in answer.data) == (200, True, False)


def test_pictures_are_streamed_from_where_they_lie(site: Callable[[str], TinySite]) -> None:
    looking = Looking(site(SITE))
    (name,) = re.findall(r'src="(/media/[^"]+\.svg)"', looking.text("/tin/2026/11/lu-ve/"))[:1]
    copied = looking.see(name).copied
    assert isinstance(copied, Copy)
    assert copied.entry is not None
    assert copied.entry.path == "tin/a.svg"


def test_a_site_below_a_path_is_led_to(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.write("site.toml", 'title = "Báo Thử"\nbase_url = "https://example.vn/bao"\n')
    looking = Looking(tiny)
    assert [looking.see(path).location for path in ("/", "/bao", "/bao/tin")] == ["/bao/", "/bao/", "/bao/tin/"]
    assert looking.see("/tin/").status == 404


UNPUBLISHED = (
    SITE
    + """-- content/tin/nhap.md --
---
title: Còn viết
date: 2026-11-22
draft: true
---
x
-- content/tin/hen.md --
---
title: Sắp tới
date: 2026-12-24 08:24
---
x
-- content/tin/het.md --
---
title: Đã qua
date: 2026-10-01
expires: 2026-11-01
---
x
"""
)


def test_what_is_not_public_is_shown_and_says_so(site: Callable[[str], TinySite]) -> None:
    looking = Looking(site(UNPUBLISHED))
    badges = {
        "/tin/2026/11/con-viet/": "Bản nháp",
        "/tin/2026/12/sap-toi/": "Hẹn giờ 24/12/2026 08:24",
        "/tin/2026/10/da-qua/": "Hết hạn 01/11/2026 00:00",
    }
    for url, badge in badges.items():
        assert f">{badge}</b>" in looking.text(url)
    assert "Còn viết" in looking.text("/tin/")
    found = looking.responder.unpublished().data.decode("unicode-escape").encode("latin-1", "replace")
    assert all(url.encode() in found for url in badges)
    front = looking.responder.front().data.decode()
    assert "24/12/2026 08:24 · " in front
    assert all(f'<a href="{url}">' in front for url in badges)


def test_or_only_what_readers_would_see(site: Callable[[str], TinySite]) -> None:
    looking = Looking(site(UNPUBLISHED), unpublished=False)
    assert looking.see("/tin/2026/11/con-viet/").status == 404
    assert "Còn viết" not in looking.text("/tin/")
    assert "<code>content/tin/nhap.md</code>" in looking.responder.front().data.decode()


def test_as_readers_see_it_now(site: Callable[[str], TinySite]) -> None:
    looking = Looking(site(UNPUBLISHED))

    def seen(path: str) -> str:
        return looking.see(path, everything=False).data.decode()

    for url in ("/", "/tin/", "/feed.xml"):
        text = seen(url)
        assert not [title for title in ("Còn viết", "Sắp tới", "Đã qua") if title in text], url
    assert "Như bạn đọc thấy lúc này" in seen("/tin/")
    assert '<a href="/_preview/view?show=all&amp;to=/tin/">Kèm bài chưa đăng (3)</a>' in seen("/tin/")
    assert '<a href="/_preview/view?show=readers&amp;to=/tin/">Như bạn đọc thấy lúc này</a>' in looking.text("/tin/")
    # What an editor writes is at its own address all the same.
    draft = looking.see("/tin/2026/11/con-viet/", everything=False)
    assert draft.status == 200
    assert ">Bản nháp</b>" in draft.data.decode()
    assert looking.see("/tin/nirgends/", everything=False).status == 404
    # A save is seen, that of a public article and that of a draft; so is a draft that is published.
    looking.write("content/tin/nhap.md", "---\ntitle: Còn sửa\ndate: 2026-11-22\ndraft: true\n---\nx\n")
    assert "Còn sửa" in seen("/tin/2026/11/con-sua/") and "Còn sửa" not in seen("/tin/")
    looking.write("content/tin/nhap.md", "---\ntitle: Viết xong\ndate: 2026-11-22\n---\nx\n")
    assert "Viết xong" in seen("/tin/")
    assert "Kèm bài chưa đăng (2)" in seen("/tin/")
    looking.tiny.now = looking.tiny.now.replace(year=2027)
    assert "Sắp tới" in seen("/tin/"), "the time of a scheduled article has come"


def test_readers_see_a_save_of_a_text_at_once(site: Callable[[str], TinySite]) -> None:
    looking = Looking(site(UNPUBLISHED))
    text = (looking.tiny.root / "content/tin/a.md").read_text(encoding="utf-8")
    url = looking.state.snapshot.url_of("article", ("tin/a.md",)) if looking.state.snapshot else ""
    assert looking.see(url, everything=False).status == 200
    before = looking.state.seen(everything=False)
    looking.write("content/tin/a.md", f"{text}\nMột đoạn vừa viết.\n")
    assert "Một đoạn vừa viết." in looking.see(url, everything=False).data.decode()
    after = looking.state.seen(everything=False)
    assert before is not None and after is not None
    assert before is not after
    assert before.loaded.inputs is after.loaded.inputs, "nothing was planned anew"


def test_where_all_is_public_there_is_one_view(site: Callable[[str], TinySite]) -> None:
    looking = Looking(site(SITE))
    assert looking.state.seen(everything=False) is looking.state.snapshot
    assert "ssg-view" not in looking.text("/") and "/_preview/view" not in looking.text("/")


def test_the_site_at_another_time(site: Callable[[str], TinySite]) -> None:
    looking = Looking(site(UNPUBLISHED))
    led = looking.responder.answer("/tin/", "2026-12-24T08:24")
    assert (led.status, led.location) == (302, "/_preview/at/2026-12-24T08:24/tin/")
    page = looking.text(led.location)
    assert "Sắp tới" in page
    assert "Còn viết" not in page
    assert "Vào lúc 24/12/2026 08:24" in page
    links = re.findall(r'(?:href|src)="(/[^"]*)"', page)
    assert links
    assert {link for link in links if not link.startswith(("/_preview/at/2026-12-24T08:24/", "/_preview/"))} == set()
    assert "Sắp tới" not in looking.text("/_preview/at/2026-12-24T08:23/tin/")
    assert "Đã qua" in looking.text("/_preview/at/2026-10-05T00:00/tin/")
    assert all(looking.see(link).status == 200 for link in links if "/assets/" in link)
    assert looking.responder.go("", "/_preview/at/2026-12-24T08:23/tin/").location == "/tin/"
    assert looking.responder.answer("/tin/", "hôm nào").status == 400
    assert looking.see("/_preview/at/hom-nao/tin/").status == 404


def test_a_broken_site_shows_why(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.write("site.toml", 'title = "Báo <b>Thử"\nper_page = "nhiều"\n')
    looking = Looking(tiny)
    answer = looking.see("/tin/")
    assert answer.status == 500
    assert b"<b>E502</b>" in answer.data
    assert b"site.toml:2:" in answer.data
    assert b"per_page = <mark>&quot;</mark>nhi" in answer.data
    assert looking.responder.front().status == 200
    assert looking.write("site.toml", 'title = "Báo Thử"\n') == 1
    assert "Lũ về" in looking.text("/tin/")


def test_a_broken_template_shows_why(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.write("templates/category.html", "{% if %}")
    looking = Looking(tiny)
    answer = looking.see("/tin/")
    assert answer.status == 500
    assert b"templates/category.html:1" in answer.data


def test_text_of_files_is_shown_as_text(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.write(
        "content/tin/<img src=x onerror=alert(1)>.md", "---\ntitle: </template><script>alert(1)</script>: [\n---\n"
    )
    looking = Looking(tiny)
    for data in (looking.see("/").data, looking.responder.front().data):
        page = data.decode()
        assert "<img src=x" not in page
        assert "<script>alert" not in page
        assert "&lt;img src=x" in page


def test_pages_are_known_by_what_they_are_about(site: Callable[[str], TinySite]) -> None:
    looking = Looking(site(SITE))
    assert b'"/tin/2026/11/lu-ve/"' in looking.responder.where("article", '["tin/a.md"]').data
    assert b'"/tin/"' in looking.responder.where("category", '["tin", 0]').data
    assert b'""' in looking.responder.where("article", '["khong.md"]').data
    assert looking.responder.where("article", "[[").status == 400


def test_a_page_is_a_page_and_a_file_is_a_file(site: Callable[[str], TinySite]) -> None:
    looking = Looking(site(SITE))
    assert looking.state.snapshot is not None
    assert isinstance(looking.state.snapshot.find("/tin/"), Page)
    assert isinstance(looking.state.snapshot.find("/CNAME"), Copy)
    assert isinstance(looking.state.snapshot.find("/tai/ban do.txt"), Copy)
    assert looking.state.snapshot.find("/tai/") is None


def test_old_addresses_lead_to_new_ones(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.write("site.toml", 'title = "Báo Thử"\nbase_url = "https://example.vn/bao"\nredirects = "cu.csv"\n')
    tiny.write("cu.csv", "old,new\n/x.html,content/tin/a.md\n/y/,https://example.org/\n/mat/,\n")
    looking = Looking(tiny)
    assert looking.problems() == []
    found = {path: looking.see(path) for path in ("/bao/x.html", "/bao/y", "/bao/mat/")}
    assert [(a.status, a.location) for a in found.values()] == [
        (302, "/bao/tin/2026/11/lu-ve/"),
        (302, "https://example.org/"),
        (410, ""),
    ]


@pytest.mark.parametrize("delivery", ["ssi", "client"])
def test_blocks_that_are_files(delivery: str, site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.write("site.toml", f'title = "Báo Thử"\nbase_url = ""\n[blocks.tin-khac]\ndelivery = "{delivery}"\n')
    looking = Looking(tiny)
    page = looking.text("/tin/2026/11/lu-ve/")
    assert "<!--#include" not in page
    if delivery == "ssi":
        assert "Đê vững" in page.partition('id="others"')[2]
        return
    (block,) = set(re.findall(r'"(/_blocks/tin-khac/[^"]+)"', page))
    answer = looking.see(block)
    assert (answer.status, answer.type) == (200, "text/html; charset=utf-8")
    assert "Đê vững" in answer.data.decode()
    assert b"ssg-preview" not in answer.data
    looking.tiny.edit("content/tin/b.md", "Đê còn vững.", "Đê rất vững.")
    looking.tell("content/tin/b.md")
    assert looking.see(block).status == 200


@pytest.mark.parametrize("delivery", ["ssi", "client"])
def test_the_file_of_a_block_is_there_after_two_edits(delivery: str, site: Callable[[str], TinySite]) -> None:
    """Where the page that names it was shown before them, and lies open in a browser."""
    tiny = site(SITE)
    tiny.write(
        "site.toml", f'title = "Báo"\nbase_url = "http://127.0.0.1:8000"\n[blocks.tin-khac]\ndelivery = "{delivery}"\n'
    )
    tiny.build()
    name = next(path for path in tiny.tree() if path.startswith("_blocks/tin-khac/"))
    page = next(path for path in tiny.tree() if path.endswith("/index.html") and f"/{name}" in tiny.read(path))
    looking = Looking(tiny)
    assert looking.see(f"/{page.removesuffix('index.html')}").status == 200
    for old, new in (("còn", "rất"), ("rất", "hơi")):
        tiny.edit("content/tin/b.md", f"Đê {old} vững.", f"Đê {new} vững.")
        assert looking.tell("content/tin/b.md") == 1
    assert looking.text(f"/{name}") == tiny.read(name)


def test_block_files_that_are_kept_are_bounded(
    site: Callable[[str], TinySite], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ssg.preview.snapshot._KEPT", 3)
    tiny = site(SITE)
    tiny.write("site.toml", 'title = "Báo Thử"\nbase_url = ""\n[blocks.tin-khac]\ndelivery = "client"\n')
    looking = Looking(tiny)
    for number in range(8):
        tiny.write(f"content/muc-{number}/a.md", "---\ntitle: Một\ndate: 2026-11-20\n---\nx\n")
        tiny.write(f"content/muc-{number}/b.md", "---\ntitle: Hai\ndate: 2026-11-20\n---\nx\n")
        looking.tell(f"content/muc-{number}/a.md", f"content/muc-{number}/b.md")
        assert "/_blocks/tin-khac/" in looking.text(f"/muc-{number}/2026/11/mot/")
        assert looking.state.snapshot is not None
        assert len(looking.state.snapshot.block_files()) <= 3
