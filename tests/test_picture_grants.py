"""Whose the lead picture of an article is and what may be done with it, as its front matter says."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ssg.build import Built, build
from ssg.cli.workers import workers
from ssg.core.picture_rights import Rights
from ssg.jobs.workers import Workers
from ssg.work import Work
from tests.command import ssg
from tests.conftest import TinySite
from tests.recalling import LATER, built_twice
from tests.test_picture_rights import WHOSE, graph, photo, pictures

SITE = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
[pictures]
widths = [40]
[deploy]
keep = 0
[[categories]]
name = "Tin"
[[outputs]]
name = "doi-tac"
path = "/doi-tac.json"
"""
ARTICLE = (
    "---\ntitle: Bài {name}\ndate: {date}\nslug: {name}\n{more}image:\n  src: {src}\n  alt: Cầu\n{rights}---\n{text}\n"
)
FILE = "data/picture-rights.toml"
A, B = "tin/2026/11/a/index.html", "tin/2026/11/b/index.html"


def article(
    name: str, rights: str = "", *, src: str = "a.jpg", more: str = "", date: str = "2026-11-20", text: str = "Văn."
) -> str:
    lines = f"  rights: {{{rights}}}\n" if rights else ""
    return ARTICLE.format(name=name, src=src, more=more, rights=lines, date=date, text=text)


@pytest.fixture
def tiny(site: Callable[[str], TinySite]) -> TinySite:
    return made(site)


def made(site: Callable[[str], TinySite]) -> TinySite:
    """Two articles that show one picture, and one that shows another one."""
    tiny = site(SITE)
    tiny.write("content/tin/a.jpg", photo(WHOSE))
    tiny.write("content/tin/b.jpg", photo(Rights(), (200, 100)))
    tiny.write("static/anh/c.jpg", photo(Rights(), (300, 200)))
    for name, src in (("a", "a.jpg"), ("b", "a.jpg"), ("c", "b.jpg")):
        tiny.write(f"content/tin/{name}.md", article(name, src=src))
    build(tiny.request()._replace(clock_ns=LATER), Work())
    return tiny


def built(tiny: TinySite, by: Workers | None = None) -> Built:
    """Build from the plan of the last build, and compare with a clean build: files, diagnostics, times, rights."""
    found, other = built_twice(tiny, workers=by)
    assert (found.edition.rights, found.edition.refused) == (other.edition.rights, other.edition.refused)
    return found


def shows(tiny: TinySite, name: str = "a") -> bool:
    """Whether anything that is published is of a picture."""
    files = any(path.startswith(f"media/tin/{name}.") for path in tiny.tree())
    named = b"".join(data for path, data in tiny.tree().items() if path.endswith(("html", "xml", "json")))
    assert files == (f"/media/tin/{name}." in named.decode())
    return files


def at(tiny: TinySite, time: str) -> None:
    tiny.now = datetime.fromisoformat(time).replace(tzinfo=tiny.now.tzinfo)


def of_rights(tiny: TinySite) -> list[str]:
    lines = tiny.said().splitlines()
    return [line for line in lines if re.search(r"\[(W493|W478|N477|E155|E492)\]", line)]


# Whose it is


def test_an_article_says_whose_its_picture_is(tiny: TinySite) -> None:
    """The article is heard first, then the file; another article with the same file has what the file says."""
    whole = (
        "  creator: Lan Anh\n  copyright: © Báo Thử\n  licence: https://example.vn/giay-phep/\n"
        "  acquire: https://example.vn/mua/\n"
    )
    tiny.write("content/tin/a.md", article("a").replace("  alt: Cầu\n", "  alt: Cầu\n" + whole))
    built(tiny)
    (image, *_) = graph(tiny, A, "NewsArticle")["image"]
    assert image == {
        "@type": "ImageObject",
        "url": image["url"],
        "contentUrl": image["url"],
        "width": 400,
        "height": 225,
        "creator": {"@type": "Person", "name": "Lan Anh"},
        "creditText": "Ảnh: Lan Anh/TTXVN",
        "copyrightNotice": "© Báo Thử",
        "license": "https://example.vn/giay-phep/",
        "acquireLicensePage": "https://example.vn/mua/",
    }
    other = graph(tiny, B, "NewsArticle")["image"][0]
    assert other["creator"]["name"] == "Minh Hà"
    assert other["license"] == WHOSE.statement
    assert "Ảnh: Lan Anh/TTXVN" in tiny.read(A)
    assert "Lan Anh" not in tiny.read(B)
    assert "media:credit>Ảnh: Lan Anh/TTXVN<" in tiny.read("rss.xml")


@pytest.mark.slow
def test_what_an_article_says_is_shown_whatever_notes_say(tiny: TinySite) -> None:
    tiny.edit("site.toml", "widths = [40]", "widths = [40]\nnotes = []")
    tiny.edit("content/tin/a.md", "  alt: Cầu", "  alt: Cầu\n  creator: Lan Anh\n  credit: Của báo")
    built(tiny)
    image = graph(tiny, A, "NewsArticle")["image"][0]
    assert (image["creator"]["name"], image["creditText"]) == ("Lan Anh", "Của báo")
    assert not {"license", "copyrightNotice", "acquireLicensePage"} & image.keys()
    assert not pictures(tiny, B)


@pytest.mark.slow
def test_a_picture_elsewhere_has_what_the_article_says(tiny: TinySite) -> None:
    more = "  creator: Lan Anh\n  licence: https://example.vn/giay-phep/"
    tiny.write("content/tin/a.md", article("a", src=f"https://anh.example/a.jpg\n{more}"))
    built(tiny)
    image = graph(tiny, A, "NewsArticle")["image"][0]
    assert (image["url"], image["creditText"]) == ("https://anh.example/a.jpg", "Ảnh: Lan Anh")
    assert (image["creator"]["name"], image["license"]) == ("Lan Anh", "https://example.vn/giay-phep/")


def test_a_licence_has_a_name(tiny: TinySite) -> None:
    """In front matter, in slots of front pages and in files: search engines want the URL of its page."""
    page = "https://creativecommons.org/licenses/by-sa/4.0/"
    tiny.write("content/tin/a.md", article("a", src="a.jpg\n  licence: CC BY-SA 4.0"))
    tiny.write("content/tin/b.jpg", photo(Rights(statement="CC-BY-SA-4.0"), (200, 100)))
    image = "{ src = '/tin/b.jpg', creator = 'Lan Anh', copyright = '© Báo', licence = 'cc by-sa 4.0' }"
    tiny.write("data/front/home.toml", f"[[slot]]\nname = 'lead'\narticle = 'tin/a.md'\nimage = {image}\n")
    tiny.write("templates/home.html", '{# slot lead: lead 1 #}{% extends "theme:home.html" %}')
    card = "{% set p = block.lead.picture %}[{{ p.creator }}|{{ p.copyright }}|{{ p.license }}]"
    tiny.write("templates/blocks/lead.html", card)
    built(tiny)
    assert graph(tiny, A, "NewsArticle")["image"][0]["license"] == page
    assert graph(tiny, "tin/2026/11/c/index.html", "NewsArticle")["image"][0]["license"] == page
    assert f"[Lan Anh|© Báo|{page}]" in tiny.read("index.html")


def test_rights_in_a_slot_are_an_error(tiny: TinySite) -> None:
    """They would go with the slot. Whoever goes on regardless publishes the slot without the picture."""
    image = "{ src = '/tin/b.jpg', rights = { until = 2026-11-20 } }"
    tiny.write("data/front/home.toml", f"[[slot]]\nname = 'lead'\narticle = 'tin/a.md'\nimage = {image}\n")
    assert "error[E155]: `rights` cannot stand in a slot" in tiny.said()
    tiny.build(keep_going=True)
    assert "/tin/b." not in tiny.read("index.html").partition("/c/")[0]


# What may be done with it


def test_a_right_ends_in_every_article(tiny: TinySite) -> None:
    tiny.edit("site.toml", "[deploy]", "[share]\ndraw = true\n[deploy]")
    tiny.write("content/tin/a.md", article("a", "until: 2026-11-25"))
    found = built(tiny)
    assert found.tally.next_change is not None
    at(tiny, "2026-11-25 23:59:59")
    built(tiny)
    assert shows(tiny)
    assert "/share/" not in tiny.read(B)
    at(tiny, "2026-11-26 00:00:00")
    built(tiny)
    assert not shows(tiny)
    assert "/share/" in tiny.read(A) and "/share/" in tiny.read(B)
    assert of_rights(tiny) == [
        "content/tin/a.jpg: warning[W493]: the rights to this picture ended on 26/11/2026 00:00; published without it"
    ]
    assert "hint: see content/tin/a.md:8" in tiny.said()
    tiny.edit("content/tin/a.md", "title:", "tags: [cầu]\ntitle:")
    built(tiny)
    assert "hint: see content/tin/a.md:9" in tiny.said()
    tiny.edit("content/tin/a.md", "2026-11-25", "2027-11-25")
    built(tiny)
    assert shows(tiny)
    assert of_rights(tiny) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "more", ["draft: true\n", "date: 2026-12-24\n", "expires: 2026-11-21\n", "withdrawn: 2026-11-21\n"]
)
def test_a_right_counts_whoever_may_read_its_article(tiny: TinySite, more: str) -> None:
    date = {"date": "2026-12-24"} if more.startswith("date") else {"more": more}
    tiny.write("content/tin/x.md", article("x", "until: 2026-11-22", **date))
    built(tiny)
    assert not shows(tiny)
    assert "hint: see content/tin/x.md" in tiny.said()
    tiny.remove("content/tin/x.md")
    built(tiny)
    assert shows(tiny)


@pytest.mark.slow
def test_a_mistyped_end_in_a_draft_takes_nothing_out(tiny: TinySite) -> None:
    """What is published stays; who goes on regardless publishes it as if the draft were not there."""
    tiny.build()
    tiny.write("content/tin/x.md", article("x", "until: 2025-11-30", more="draft: true\n"))
    said = "content/tin/x.md:9:19: error[E156]: rights of a draft end (2025-12-01 00:00) before its `date`"
    assert said in tiny.said()
    tiny.build(keep_going=True)
    assert shows(tiny)
    tiny.edit("content/tin/x.md", "until: 2025-11-30", "until: 2026-11-30")
    built(tiny)
    assert shows(tiny)


@pytest.mark.slow
def test_a_new_article_shows_no_picture_that_another_one_has_given_up(tiny: TinySite) -> None:
    tiny.write("content/tin/d.jpg", photo(Rights(), (210, 100)))
    tiny.write("content/tin/x.md", article("x", "until: 2026-11-22", src="d.jpg", more="draft: true\n"))
    built(tiny)
    tiny.write("content/tin/y.md", article("y", src="d.jpg"))
    built(tiny)
    assert not shows(tiny, "d")
    tiny.edit("content/tin/x.md", "until: 2026-11-22", "partners: false")
    built(tiny)
    assert "media/tin/d." in tiny.read("tin/2026/11/y/index.html")
    assert "media/tin/d." not in tiny.read("rss.xml")


@pytest.mark.slow
def test_a_picture_that_comes_later_has_its_rights(tiny: TinySite) -> None:
    """A draft speaks of a file that is not there yet."""
    tiny.write("content/tin/x.md", article("x", "until: 2026-11-22", src="e.jpg", more="draft: true\n"))
    built(tiny)
    tiny.write("content/tin/e.jpg", photo(Rights(), (220, 100)))
    built(tiny)
    tiny.write("content/tin/y.md", article("y", src="e.jpg"))
    built(tiny)
    assert not shows(tiny, "e")


@pytest.mark.slow
@pytest.mark.parametrize("src", ["/anh/c.jpg", "/static/anh/c.jpg"])
def test_a_picture_of_static_is_the_same_file(tiny: TinySite, src: str) -> None:
    tiny.write("content/tin/x.md", article("x", "until: 2026-11-22", src=src, more="draft: true\n"))
    tiny.write("content/tin/y.md", article("y", src="/anh/c.jpg"))
    built(tiny)
    assert "anh/c" not in tiny.read("tin/2026/11/y/index.html")
    assert "remove it from static/" in tiny.said()


def test_what_is_not_passed_on_is_in_no_feed_and_for_no_partner(tiny: TinySite) -> None:
    outputs = ("feed.xml", "rss.xml", "feed.json", "doi-tac.json")
    assert all("media/tin/a." in tiny.read(name) for name in outputs)
    tiny.write("content/tin/a.md", article("a", 'partners: false, regions: [VN, "LA"]'))
    built(tiny)
    for name in outputs:
        assert "media/tin/a." not in tiny.read(name)
        assert "media/tin/b." in tiny.read(name)
    for page in (A, B):
        (image, *_) = graph(tiny, page, "NewsArticle")["image"]
        assert [one["name"] for one in image["regionsAllowed"]] == ["VN", "LA"]


@pytest.mark.slow
def test_the_strictest_counts_and_is_said(tiny: TinySite) -> None:
    tiny.write(FILE, '[[picture]]\nfile = "tin/"\nuntil = 2026-12-01\nregions = ["VN", "LA"]\n')
    tiny.write("content/tin/a.md", article("a", "until: 2026-11-28, regions: [VN, KH], partners: true"))
    tiny.write("content/tin/b.md", article("b", "until: 2026-11-30, partners: false"))
    found = built(tiny)
    assert found.edition.site.media["tin/a.jpg"].permit == (("VN",), False)
    assert [file for _, file in found.edition.rights] == ["content/tin/a.jpg", "content/tin/b.jpg"]
    rule = "notice[N477]: another rule for content/tin/a.jpg is stricter and counts:"
    assert of_rights(tiny) == [
        f"content/tin/a.md:8:40: {rule} only in VN",
        f"content/tin/a.md:8:60: {rule} not for partners",
        f"content/tin/b.md:8:19: {rule} until 29/11/2026 00:00",
    ]
    tiny.edit(FILE, '"tin/"', '"tin/a.jpg"')
    built(tiny)
    assert f"{FILE}:2:8: {rule} until 29/11/2026 00:00" in of_rights(tiny)
    assert f"{FILE}:2:8: {rule} only in VN" in of_rights(tiny)


@pytest.mark.slow
def test_rights_that_leave_no_country_are_none(tiny: TinySite) -> None:
    tiny.write("content/tin/a.md", article("a", "regions: VN"))
    tiny.write("content/tin/b.md", article("b", "regions: [US]"))
    built(tiny)
    assert not shows(tiny)
    assert of_rights(tiny) == [
        "content/tin/a.jpg: warning[W478]: the rights to this picture leave no country where it may be seen; "
        "published without it"
    ]


@pytest.mark.slow
def test_an_ended_picture_does_not_stay_for_a_while(tiny: TinySite) -> None:
    tiny.edit("site.toml", "keep = 0", "keep = 7")
    built_once = [path for path in tiny.tree() if path.startswith("media/tin/a.")]
    assert built_once
    tiny.write("content/tin/x.md", article("x", "until: 2026-11-22", more="draft: true\n"))
    tiny.build()
    assert not [path for path in tiny.tree() if path.startswith("media/tin/a.")]


@pytest.mark.slow
def test_next_and_explain_name_the_right(tiny: TinySite) -> None:
    tiny.write("content/tin/a.md", article("a", "until: 2026-11-25 18:00, regions: [VN], partners: false"))
    tiny.build()
    now: list[str | Path] = ["-C", tiny.root, "--now", "2026-11-24 12:00"]
    assert "25/11/2026 18:00  content/tin/a.jpg: the rights to this picture end" in ssg("next", *now).stdout
    line = "content/tin/a.jpg: until 25/11/2026 18:00, only in VN, not for partners (content/tin/a.md:8)"
    for page in ("/tin/2026/11/a/", "/tin/2026/11/b/"):
        assert line in ssg("explain", *now, page).stdout
    assert "content/tin/b.jpg" not in ssg("explain", *now, "/tin/2026/11/c/").stdout
    now[-1] = "2026-11-25 18:00"
    assert "content/tin/a.jpg: ended on 25/11/2026 18:00" in ssg("explain", *now, "/tin/2026/11/b/").stdout


@pytest.mark.slow
def test_the_end_of_a_right_is_due(tiny: TinySite) -> None:
    tiny.write("content/tin/a.md", article("a", "until: 2026-11-25"))
    report = tiny.root / "report.json"
    for now, there in (("2026-11-25 20:00", True), ("2026-11-26 00:00", False)):
        ssg("build", "-C", tiny.root, "--if-due", "--now", now, "--report", report)
        assert ("media/tin/a." in tiny.read(B)) == there
    assert json.loads(report.read_text(encoding="utf-8"))["removed"]


@pytest.mark.slow
def test_articles_without_a_change_of_rights_are_recalled(tiny: TinySite) -> None:
    """Only a plan in which rights change is made from the start."""
    tiny.write("content/tin/a.md", article("a", "until: 2026-11-25"))
    assert built(tiny).edition.touched is None
    tiny.edit("content/tin/a.md", "Văn.", "Văn khác.")
    assert built(tiny).edition.touched is not None
    tiny.edit("content/tin/a.md", "title: Bài a", "title: Bài khác")
    assert built(tiny).edition.touched is not None
    tiny.edit("content/tin/a.md", "2026-11-25", "2026-11-26")
    assert built(tiny).edition.touched is None


@pytest.mark.slow
def test_a_new_picture_comes_with_its_rights(tiny: TinySite) -> None:
    """The usual case of an agency's picture: one new article, and the plan of the last build goes on."""
    for name in ("d", "e", "f"):
        tiny.write(f"content/tin/{name}.jpg", photo(Rights(), (200 + ord(name), 100)))
    tiny.write("content/tin/x.md", article("x", "until: 2026-11-25, partners: false", src="d.jpg"))
    found = built(tiny)
    assert found.edition.touched is not None
    assert "media/tin/d." in tiny.read("tin/2026/11/x/index.html")
    assert "media/tin/d." not in tiny.read("rss.xml")
    tiny.write("content/tin/y.md", article("y", "until: 2026-11-26, regions: [VN]", src="e.jpg", more="draft: true\n"))
    tiny.write("content/tin/z.md", article("z", src="e.jpg"))
    assert built(tiny).edition.touched is not None
    assert "vn</media:restriction>" in tiny.read("rss.xml")
    tiny.write("content/tin/v.md", article("v", "until: 2026-11-22", src="f.jpg"))
    assert built(tiny).edition.touched is None
    assert not shows(tiny, "f")
    for time in ("2026-11-26 00:00", "2026-11-27 00:00"):
        at(tiny, time)
        assert built(tiny).edition.touched is None
    assert not shows(tiny, "d") and not shows(tiny, "e")


@pytest.mark.slow
def test_two_processes_publish_the_same(tiny: TinySite) -> None:
    tiny.write("content/tin/a.md", article("a", "until: 2026-11-25, regions: [VN]"))
    two = workers(2)
    assert two is not None
    two = two._replace(worth_pages=1, worth_texts=1)
    built(tiny, two)
    at(tiny, "2026-11-26 00:00")
    built(tiny, two)
    assert not shows(tiny)


# Any edits, in any order


NAMES = ("a", "b", "c", "d", "e", "f")
NEW = tuple(f"p{number}.jpg" for number in range(5))
"""Pictures that nothing shows at first."""
RIGHTS = ("", "", "until: 2026-11-25", "until: 2026-11-26 12:00", "partners: false", "regions: [VN]", "regions: [LA]")
STATES = ("", "", "draft: true\n", "expires: 2026-11-26\n", "withdrawn: 2026-11-25\n", "breaking: 2026-11-27\n")
WRITES = st.tuples(
    st.sampled_from(NAMES),
    st.sampled_from(RIGHTS),
    st.sampled_from(("a.jpg", "b.jpg", "/anh/c.jpg", "d.jpg", *NEW)),
    st.sampled_from(STATES),
    st.sampled_from(("2026-11-20", "2026-11-25 09:00")),
)
EDITS = st.one_of(
    WRITES.map(lambda given: ("write", *given)),
    st.sampled_from(NAMES).map(lambda name: ("remove", name)),
    st.integers(1, 30).map(lambda hours: ("wait", hours)),
    st.sampled_from(("", 'file = "tin/"\nuntil = 2026-11-25', 'file = "tin/a.jpg"\npartners = false')).map(
        lambda row: ("row", row)
    ),
    st.booleans().map(lambda there: ("file", there)),
)


def edit(tiny: TinySite, what: tuple[Any, ...]) -> None:
    kind, *values = what
    if kind == "write":
        name, rights, src, more, date = values
        tiny.write(f"content/tin/{name}.md", article(name, rights, src=src, more=more, date=date))
    elif kind == "remove":
        (tiny.root / f"content/tin/{values[0]}.md").unlink(missing_ok=True)
    elif kind == "wait":
        tiny.now += timedelta(hours=values[0])
    elif kind == "row":
        tiny.write(FILE, f"[[picture]]\n{values[0]}\n" if values[0] else "")
    elif values[0]:
        tiny.write("content/tin/d.jpg", photo(Rights(), (210, 100)))
    else:
        (tiny.root / "content/tin/d.jpg").unlink(missing_ok=True)


def hunted(root: Path, edits: list[list[tuple[Any, ...]]]) -> None:
    """Edit and build, and compare each build with a clean one."""
    shutil.rmtree(root, ignore_errors=True)
    tiny = made(lambda literal: TinySite(root / "site", literal))
    tiny.write("content/tin/d.jpg", photo(Rights(), (210, 100)))
    for number, name in enumerate(NEW):
        tiny.write(f"content/tin/{name}", photo(Rights(), (240 + number, 100)))
    for several in edits:
        for one in several:
            edit(tiny, one)
        found = build(tiny.request()._replace(clock_ns=LATER, keep_going=True, allow_removals=True), Work())
        clean = TinySite(root / "clean", "")
        shutil.rmtree(clean.root)
        shutil.copytree(tiny.root, clean.root, ignore=shutil.ignore_patterns(".ssg", "public"))
        clean.now = tiny.now
        other = build(clean.request()._replace(clock_ns=LATER, keep_going=True, allow_removals=True), Work())
        assert tiny.tree() == clean.tree(), several
        assert (found.edition.rights, found.edition.refused) == (other.edition.rights, other.edition.refused)
        assert found.tally.next_change == other.tally.next_change


@pytest.mark.slow
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example([[("write", "d", "until: 2026-11-25", "a.jpg", "draft: true\n", "2026-11-20")], [("wait", 30)]])
@given(st.lists(st.lists(EDITS, min_size=1, max_size=3), min_size=1, max_size=5))
def test_any_edit_of_rights_is_as_a_clean_build(tmp_path: Path, edits: list[list[tuple[Any, ...]]]) -> None:
    hunted(tmp_path / "hunt", edits)
