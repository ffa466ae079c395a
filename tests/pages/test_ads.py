"""House advertisements: where and when they are shown, who chooses among them, and how much is rebuilt."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from markupsafe import Markup

from ssg.cli.app import run
from ssg.pages.blocks.ad import chosen
from ssg.render.filters import after_paragraph
from tests.conftest import NOW, TinySite
from tests.pages.test_fronts import is_clean

CONFIG = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
[[categories]]
name = "Tin"
[[categories]]
name = "Tàu"
[search]
enabled = false
[deploy]
keep = 0
[[ads.slots]]
name = "dau"
place = "masthead"
sizes = { 0 = "320x100", 768 = "728x90" }
[[ads.slots]]
name = "bai"
place = "paragraph"
after = 2
sizes = { 0 = "none", 640 = "300x250" }
-- static/a.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="320" height="100"/>
-- static/b.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="728" height="90"/>
"""
TEXT = "Một.\n\n> Lời.\n\nHai.\n\n- Ba.\n\nBốn.\n"
HEAD = "-- content/{folder}/{n}.md --\n---\ntitle: Bài {n}\ndate: 2026-11-{day:02} 08:00\n---\n"
ARTICLES = "".join(HEAD.format(folder="tin" if n % 2 else "tau", n=n, day=n % 20 + 1) + TEXT for n in range(24))


def ad(tiny: TinySite, name: str, *lines: str, slot: str = "dau") -> None:
    text = "\n".join([f'slot = "{slot}"', f'title = "Quảng cáo {name}"', *lines, ""])
    tiny.write(f"data/ads/{name}.toml", text if "until" in text else f'{text}until = "open"\n')


def shown(tiny: TinySite, output: str = "index.html") -> list[str]:
    text = (tiny.public / output).read_text(encoding="utf-8")
    return re.findall(r"<strong>Quảng cáo ([^<]*)</strong>", text)


def pages(tiny: TinySite) -> dict[str, list[str]]:
    return {
        f.relative_to(tiny.public).as_posix(): shown(tiny, f.relative_to(tiny.public).as_posix())
        for f in tiny.public.rglob("index.html")
    }


@pytest.fixture
def tiny(site: Callable[[str], TinySite]) -> TinySite:
    return site(CONFIG + ARTICLES)


def test_a_slot_without_an_advertisement_leaves_no_trace(tiny: TinySite) -> None:
    tiny.build()
    assert 'class="ad' not in (tiny.public / "index.html").read_text(encoding="utf-8")


def test_a_site_without_slots_has_nothing_of_it(site: Callable[[str], TinySite]) -> None:
    tiny = site('-- site.toml --\ntitle = "A"\n-- content/tin/a.md --\n---\ntitle: A\ndate: 2026-11-01\n---\nx\n')
    tiny.build()
    assert "css/ads" not in (tiny.public / "index.html").read_text(encoding="utf-8")


def test_every_page_keeps_room_for_it_and_says_what_it_is(tiny: TinySite) -> None:
    lines = (
        *('slot = "dau"', 'url = "https://a.example/?x=1&y=2"', 'advertiser = "Gốm <Bến> Nước"', 'image = "a.svg"'),
        *('images = { 768 = "b.svg" }', 'alt = "Gốm"', 'until = "open"'),
    )
    tiny.write("data/ads/a.toml", "\n".join(lines))
    tiny.build()
    text = (tiny.public / "tin/2026/11/bai-1/index.html").read_text(encoding="utf-8")
    assert '<aside lang="vi" class="ad ad-masthead ad-slot-dau" aria-label="Quảng cáo">' in text
    assert "Gốm &lt;Bến&gt; Nước" in text
    assert 'href="https://a.example/?x=1&amp;y=2" rel="sponsored noopener"' in text
    assert re.search(
        r'<source media="\(min-width: 768px\)" srcset="/b\.svg"><img src="/a\.svg" alt="Gốm" width="320" height="100"',
        text,
    )
    (sheet,) = (tiny.public / "assets/css").glob("ads.*.css")
    rules = sheet.read_text(encoding="utf-8")
    assert ".ad-slot-dau .ad-room { inline-size: 320px; block-size: 100px; }" in rules
    assert (
        "@media (min-width: 768px) { .ad-slot-dau { display: grid; } .ad-slot-dau .ad-room { inline-size: 728px;"
        in rules
    )
    assert "  .ad-slot-bai { display: none; }\n" in rules


def test_in_a_text_it_stands_behind_a_paragraph_of_the_text_itself(tiny: TinySite) -> None:
    ad(tiny, "x", slot="bai")
    tiny.write("content/tin/ngan.md", "---\ntitle: Ngắn\ndate: 2026-11-03\n---\nMột.\n\nHai.\n")
    tiny.write("content/tin/tra-tien.md", f"---\ntitle: Trả tiền\ndate: 2026-11-03\nlayout: sponsored\n---\n{TEXT}")
    tiny.build()
    text = (tiny.public / "tin/2026/11/bai-1/index.html").read_text(encoding="utf-8")
    assert re.search(r'<p>Hai\.</p>\s*<div lang="vi" class="ad ad-paragraph', text)
    assert shown(tiny, "tin/2026/11/ngan/index.html") == []
    assert shown(tiny, "tin/2026/11/tra-tien/index.html") == []


def test_the_filter_counts_paragraphs() -> None:
    html = Markup('<p title="</p>">A</p><ul><li><p>B</p></li></ul><p>C</p><p>D</p>')
    assert after_paragraph(html, 0, "|") == f"|{html}"
    assert after_paragraph(html, 1, "|").startswith('<p title="</p>">A</p>|<ul>')
    assert after_paragraph(html, 2, Markup("<i>")).endswith("<p>C</p><i><p>D</p>")
    assert after_paragraph(html, 3, "|") == html
    assert after_paragraph("<p>A</p><p>B</p>", 1, "<i>") == "&lt;p&gt;A&lt;/p&gt;&lt;p&gt;B&lt;/p&gt;"


def test_it_comes_and_goes_by_time(tiny: TinySite, tmp_path: Path) -> None:
    begins, ends = NOW + timedelta(hours=3), NOW + timedelta(days=2)
    ad(tiny, "x", f"from = {begins.isoformat()}", f"until = {ends.isoformat()}")
    built = tiny.build()
    assert (shown(tiny), built.edition.front_ends[0]) == ([], int(begins.timestamp() * 1e6))
    for now, expected in ((begins, ["x"]), (ends - timedelta(seconds=1), ["x"]), (ends, [])):
        tiny.now = now
        tiny.build()
        assert shown(tiny) == shown(tiny, "tin/2026/11/bai-1/index.html") == expected, now
        is_clean(tiny, tmp_path)


def test_builds_are_due_when_one_begins_or_ends(tiny: TinySite) -> None:
    ad(
        tiny,
        "x",
        f"from = {(NOW + timedelta(hours=3)).isoformat()}",
        f"until = {(NOW + timedelta(hours=9)).isoformat()}",
    )
    change: list[datetime | None] = []
    for hours in (0, 3, 9):
        tiny.now = NOW + timedelta(hours=hours)
        change.append(tiny.build().edition.next_change)
    assert change[0] == NOW + timedelta(hours=3)
    assert change[1] == NOW + timedelta(hours=9)
    assert change[2] is None or change[2] > NOW + timedelta(hours=9)


def test_weights_divide_the_pages_of_a_site(tiny: TinySite, tmp_path: Path) -> None:
    ad(tiny, "a", "weight = 3")
    ad(tiny, "b")
    tiny.build()
    before = {page: ads for page, ads in pages(tiny).items() if ads}
    counts = Counter(name for ads in before.values() for name in ads)
    assert counts["a"] > counts["b"] > 0
    ad(tiny, "c")
    tiny.build()
    is_clean(tiny, tmp_path)
    after = pages(tiny)
    assert {page for page, ads in before.items() if ads != after[page]} == {
        p for p, ads in after.items() if ads == ["c"]
    }


def test_shares_follow_the_weights() -> None:
    counts = Counter(chosen([("a", 6), ("b", 3), ("c", 1)], f"/tin/{n}/") for n in range(4000))
    assert [round(counts[name] / 400) for name in "abc"] == [6, 3, 1]
    assert chosen([], "/") == ""


def test_an_exclusive_one_is_alone(tiny: TinySite, tmp_path: Path) -> None:
    ad(tiny, "a")
    ad(tiny, "b", "exclusive = true", f"until = {(NOW + timedelta(days=1)).isoformat()}")
    tiny.build()
    assert {tuple(ads) for ads in pages(tiny).values() if ads} == {("b",)}
    tiny.now += timedelta(days=1)
    tiny.build()
    assert shown(tiny) == ["a"]
    is_clean(tiny, tmp_path)


@pytest.mark.slow
def test_every_edit_gives_what_a_clean_build_gives(tiny: TinySite, tmp_path: Path) -> None:
    tiny.build()
    ad(tiny, "a")
    ad(tiny, "b", slot="bai")
    tiny.build()
    is_clean(tiny, tmp_path)
    ad(tiny, "a", 'image = "a.svg"')  # which nobody has shown yet
    tiny.build()
    assert "/a.svg" in (tiny.public / "index.html").read_text(encoding="utf-8")
    is_clean(tiny, tmp_path)
    tiny.write("static/a.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="200"/>')
    tiny.build()
    assert 'width="640"' in (tiny.public / "index.html").read_text(encoding="utf-8")
    is_clean(tiny, tmp_path)
    tiny.edit("content/tin/1.md", "Hai.", "Hai hai.")
    tiny.write("content/tin/moi.md", f"---\ntitle: Mới\ndate: 2026-11-22\n---\n{TEXT}")
    tiny.build()
    is_clean(tiny, tmp_path)
    tiny.edit("site.toml", 'sizes = { 0 = "320x100", 768', 'sizes = { 0 = "320x50", 768')
    tiny.build()
    is_clean(tiny, tmp_path)
    (tiny.root / "data/ads/a.toml").unlink()
    (tiny.root / "data/ads/b.toml").write_text("slot = ", encoding="utf-8")
    tiny.build()
    assert not any(pages(tiny).values())
    is_clean(tiny, tmp_path)


def test_new_words_of_one_render_one_block_and_no_page(tiny: TinySite) -> None:
    ad(tiny, "a")
    tiny.build()
    ad(tiny, "a", 'text = "Mới"')
    tiny.build()
    assert tiny.work.rendered == 0
    assert tiny.work.blocks == 1
    assert tiny.work.spliced > 20


def test_a_script_chooses_among_all_of_them(tiny: TinySite, tmp_path: Path) -> None:
    tiny.edit(
        "site.toml",
        '[[ads.slots]]\nname = "dau"',
        '[ads]\nchoose = "reader"\nlabel = "Tài trợ"\n[[ads.slots]]\nname = "dau"',
    )
    ad(tiny, "a", "weight = 2")
    tiny.build()
    assert "data-choose" not in (tiny.public / "index.html").read_text(encoding="utf-8")
    ad(tiny, "b")
    tiny.build()
    text = (tiny.public / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'<template data-weight="(\d)"><span class="ad-words"><strong>Quảng cáo (.)<', text) == [
        ("2", "a"),
        ("1", "b"),
    ]
    assert re.search(r"<noscript>.*Quảng cáo a<", text)
    assert 'aria-label="Tài trợ"' in text
    is_clean(tiny, tmp_path)


def test_templates_may_ask_for_slots_that_exist_alone(tiny: TinySite) -> None:
    tiny.write("templates/404.html", '{{ block("ad", slot="dua") }}')
    (said,) = tiny.diagnostics()
    assert (said.code, str(said.place)) == ("E605", "templates/404.html:1:4")
    assert "slots: dau, bai" in str(said.message)


def test_with_includes_an_advertisement_rewrites_one_file(tiny: TinySite, tmp_path: Path) -> None:
    tiny.edit(
        "site.toml",
        "[deploy]\nkeep = 0\n",
        '[deploy]\nkeep = 0\n[ads]\nchoose = "reader"\n[blocks.ad]\ndelivery = "ssi"\n',
    )
    ad(tiny, "a")
    tiny.build()
    (block,) = (tiny.public / "_blocks/ad").glob("dau*")
    page = tiny.read("tin/2026/11/bai-1/index.html")
    assert f'<!--#include virtual="/_blocks/ad/{block.name}" -->' in page
    ad(tiny, "b")
    built = tiny.build()
    assert built.published is not None
    assert {Path(path).name for path in built.published.written} == {block.name, "index.html"}
    assert len(built.published.written) == 2
    assert tiny.read("tin/2026/11/bai-1/index.html") == page
    assert "Quảng cáo b" in block.read_text(encoding="utf-8")
    is_clean(tiny, tmp_path)
    for name in ("a", "b"):
        tiny.remove(f"data/ads/{name}.toml")
    tiny.build()
    assert "Quảng cáo" not in block.read_text(encoding="utf-8")
    is_clean(tiny, tmp_path)


def test_no_script_fetches_an_advertisement(tiny: TinySite) -> None:
    tiny.edit("site.toml", "[deploy]\n", '[blocks.ad]\ndelivery = "client"\n[deploy]\n')
    (said,) = tiny.diagnostics()
    assert (said.code, said.place.line) == ("E505", 10)


def test_what_begins_and_ends_is_named(tiny: TinySite, capsys: pytest.CaptureFixture[str]) -> None:
    ad(tiny, "a", f"from = {(NOW + timedelta(hours=3)).isoformat()}", "until = 2026-11-30")
    ad(tiny, "b", "until = 2026-11-25T08:00:00")
    ad(tiny, "het", "until = 2026-11-01")
    ad(tiny, "la", "until = 2026-11-25", slot="khong-co")
    assert run(["next", "-C", str(tiny.root), "--now", NOW.isoformat(), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    begins = NOW + timedelta(hours=3)
    assert [(one["time"], one["file"], one["begins"]) for one in found["ads"]] == [
        (begins.isoformat(), "data/ads/a.toml", True),
        ("2026-11-25T08:00:00+07:00", "data/ads/b.toml", False),
        ("2026-12-01T00:00:00+07:00", "data/ads/a.toml", False),
    ]
    assert found["next_change"] == begins.isoformat()
    run(["next", "-C", str(tiny.root), "--now", NOW.isoformat(), "--lang", "en"])
    assert "data/ads/b.toml: the advertisement ends\n" in capsys.readouterr().out


def test_third_parties_need_a_page_about_personal_data(tiny: TinySite, capsys: pytest.CaptureFixture[str]) -> None:
    provider = '[[providers]]\nprovider = "goatcounter"\npurpose = "analytics"\nurl = "https://bao.goatcounter.com"\n'
    tiny.edit("site.toml", "[deploy]\n", f"{provider}[deploy]\n")
    for more, times in (("", 1), ('[consent]\npolicy = "https://example.org/rieng-tu/"\n', 0)):
        tiny.edit("site.toml", "[deploy]\n", f"{more}[deploy]\n")
        run(["check", "-C", str(tiny.root), "--now", NOW.isoformat(), "--lang", "en", "--verbose"])
        assert capsys.readouterr().out.count("site.toml:9: warning[W476]") == times


def test_explain_says_which_page_shows_what_and_when(tiny: TinySite, capsys: pytest.CaptureFixture[str]) -> None:
    ad(tiny, "a", "from = 2026-11-20", "until = 2026-11-30")
    ad(tiny, "b", f"from = {(NOW + timedelta(hours=3)).isoformat()}")
    ad(tiny, "het", "until = 2026-11-01")
    tiny.build()

    def explained(what: str) -> dict[str, str]:
        run(["explain", "-C", str(tiny.root), "--now", NOW.isoformat(), "--lang", "en", what])
        return {line[:10].strip(): line[11:] for line in capsys.readouterr().out.splitlines()}

    assert explained("/")["ads"] == "dau: a"
    found = explained("data/ads/a.toml")
    assert (found["slot"], found["runs"]) == ("dau", "from 20/11/2026 00:00, until 01/12/2026 00:00")
    assert found["now"] == "shown, as one of 1 of its slot"
    assert explained("data/ads/b.toml")["now"] == "not yet shown"
    assert explained("data/ads/het.toml")["now"] == "not shown: `ssg check` says why"
    assert explained("data/ads/khong.toml") == {}
