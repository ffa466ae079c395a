"""Embeds on a site: what servers allow is exactly what public texts embed, whatever is edited; providers of its own."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ssg.build import Built, build
from ssg.core.config import load_config
from ssg.work import Work
from tests.conftest import TinySite

CONFIG = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
[[categories]]
name = "Tin"
[deploy]
files = ["nginx", "apache", "caddy", "netlify"]
[[embeds]]
id = "bieu-do"
name = "Biểu đồ"
pattern = "https://charts.example.com/{id}"
frame = "https://frames.example.com/{id}"
"""
OWN = "https://charts.example.com/gao"
YOUTUBE = "https://youtu.be/aqz-KE-bpKQ"
X = "https://x.com/a/status/1729"
SOURCES = {
    YOUTUBE: "https://www.youtube-nocookie.com",
    X: "https://platform.twitter.com",
    OWN: "https://frames.example.com",
}
LATER = 2**62


def article(text: str, front: str = "") -> str:
    return f"---\ntitle: Bài\ndate: 2026-11-20 08:00\n{front}---\nMột.\n\n{text}\n"


def allowed(public: Path) -> set[str]:
    """The sources of frames that all servers are told of: the same in every file."""
    files = [public / "_headers", *(public.parent / "public-deploy").rglob("*")]
    found = {
        tuple(sorted(sources.split()))
        for file in files
        if file.is_file()
        for sources in re.findall(r"frame-src ([^;]*);", file.read_text(encoding="utf-8"))
    }
    assert len(found) == 1
    (sources,) = found
    return set(sources) - {"'self'"}


def files(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def built(tiny: TinySite) -> Built:
    """Build, go on from it, and compare with a clean build."""
    found = build(tiny.request()._replace(clock_ns=LATER), Work())
    assert found.published is not None, found.diagnostics
    clean = TinySite(tiny.root.with_name("clean"), "")
    shutil.rmtree(clean.root)
    shutil.copytree(tiny.root, clean.root, ignore=shutil.ignore_patterns("public", "public-deploy", ".ssg"))
    clean.build()
    assert files(clean.public) == files(tiny.public)
    return found


def test_servers_allow_the_frames_that_public_texts_embed_and_no_others(site: Callable[[str], TinySite]) -> None:
    tiny = site(CONFIG)
    tiny.write("content/tin/khong.md", article("Không nhúng gì.", "slug: khong\n"))
    tiny.write("content/tin/nhap.md", article(X, "slug: nhap\ndraft: true\n"))
    tiny.write("content/tin/mai.md", article(X, "slug: mai\n").replace("2026-11-20", "2026-11-30"))
    built(tiny)
    assert allowed(tiny.public) == set()
    for embeds in ((YOUTUBE,), (YOUTUBE, OWN), (OWN,), (X, YOUTUBE), ()):
        tiny.write("content/tin/a.md", article("\n\n".join(embeds), "slug: bai\n"))
        found = built(tiny)
        assert found.edition.touched is not None or embeds == (YOUTUBE,)
        assert allowed(tiny.public) == {SOURCES[url] for url in embeds}
    tiny.write("content/lien-he.md", f"---\ntype: page\ntitle: Liên hệ\n---\n{X}\n")
    built(tiny)
    assert allowed(tiny.public) == {SOURCES[X]}
    tiny.write("content/lien-he.md", "---\ntype: page\ntitle: Liên hệ\n---\nGọi.\n")
    built(tiny)
    assert allowed(tiny.public) == set()


def test_sources_of_the_site_stay(site: Callable[[str], TinySite]) -> None:
    tiny = site(f'{CONFIG}[deploy.policy]\nframe-src = "https://ads.example"\n-- content/tin/a.md --\n{article(X)}')
    built(tiny)
    assert allowed(tiny.public) == {"https://ads.example", SOURCES[X]}


def test_an_embed_of_its_own_provider_is_on_the_page(site: Callable[[str], TinySite]) -> None:
    tiny = site(f"{CONFIG}-- content/tin/a.md --\n{article(OWN)}")
    tiny.build()
    page = (tiny.public / "tin/2026/11/bai/index.html").read_text(encoding="utf-8")
    assert 'data-embed-frame="https://frames.example.com/gao" data-embed-aspect="16/9"' in page
    assert f'<a href="{OWN}" class="embed-link"' in page


def test_feeds_have_a_plain_link(site: Callable[[str], TinySite]) -> None:
    tiny = site(f"{CONFIG}-- content/tin/a.md --\n{article(X)}")
    tiny.build()
    (item,) = json.loads((tiny.public / "feed.json").read_bytes())["items"]
    assert '<a href="https://x.com/i/status/1729" class="embed-link"' in item["content_html"]
    assert "<iframe" not in item["content_html"]


def test_a_pdf_and_a_recording_of_the_site_s_own(site: Callable[[str], TinySite]) -> None:
    text = "::: embed ban-an.pdf Bản án\n:::\n\n::: embed /tap-1.mp3 Tập 1\n:::"
    tiny = site(f"{CONFIG}-- content/tin/a.md --\n{article(text)}-- static/tap-1.mp3 --\nx\n")
    tiny.write("content/tin/ban-an.pdf", b"%PDF-1.4\n")
    tiny.build()
    page = (tiny.public / "tin/2026/11/bai/index.html").read_text(encoding="utf-8")
    found = re.search(r'<figure class="embed" data-embed="pdf"><a href="([^"]*)" class="embed-link"', page)
    assert found is not None
    assert (tiny.public / found[1].lstrip("/")).read_bytes() == b"%PDF-1.4\n"
    assert '<audio controls="" preload="none" src="/tap-1.mp3"></audio>' in page
    assert allowed(tiny.public) == set()


WRONG = [
    ('pattern = "http://a.vn/{id}"', "E505", "`embeds.pattern` must begin with `https://` and a host"),
    ('pattern = "https://{id}.a.vn/"', "E505", "`embeds.pattern` must begin with `https://` and a host"),
    ('pattern = "https://a.vn/{id} x"', "E505", "`embeds.pattern` has characters that no address has"),
    ('pattern = "https://a.vn/{so 1}"', "E505", "`embeds.pattern` has characters that no address has"),
    ('pattern = "https://a.vn/{}"', "E505", "`embeds.pattern` has a malformed field"),
    ('pattern = "https://a.vn/{id}/{id}"', "E505", "`embeds.pattern` has one field twice"),
    ('pattern = "https://a.vn/{a}/{b}/{c}/{d}/{e}"', "E505", "`embeds.pattern` has more than 4 fields"),
    ('frame = "javascript:alert(1)"', "E505", "`embeds.frame` must begin with `https://` and a host"),
    ('frame = "https://a.vn/{so}"', "E505", "`embeds.frame` has the field `so`, which `pattern` lacks"),
    ('id = "Biểu đồ"', "E514", "invalid id `Biểu đồ`"),
    ('aspect = "16:9"', "E505", "`embeds.aspect` must be two whole numbers and a slash"),
    ('aspect = "16/9"\nheight = 5', "E505", "`embeds.aspect` and `embeds.height` exclude each other"),
    ('source = "https:"', "E505", "`embeds.source` must be the `https://` address of a host"),
    ('source = "https://a.vn; script-src *"', "E505", "`embeds.source` must be the `https://` address of a host"),
    ('source = "https://*.a.vn"', "E505", "`embeds.source` must be the `https://` address of a host"),
    ("height = -1", "E505", "`embeds.height` must be a whole number from 0 to 5000, not the number -1"),
    ('heigth = "1"', "E503", "unknown key `embeds.heigth`"),
]


@pytest.mark.parametrize(("line", "code", "said"), WRONG)
def test_a_provider_that_cannot_be(line: str, code: str, said: str) -> None:
    given = {"id": '"a"', "name": '"A"', "pattern": '"https://a.vn/{id}"', "frame": '"https://a.vn/e/{id}"'}
    given |= dict(part.split(" = ", 1) for part in line.split("\n"))
    text = 'title = "x"\n[[embeds]]\n' + "".join(f"{key} = {value}\n" for key, value in given.items())
    config, problems = load_config(text)
    assert config is None
    assert [problem.code for problem in problems] == [code]
    assert str(problems[0].message).startswith(said)
    key = line.rsplit("\n", maxsplit=1)[-1].partition(" ")[0]
    assert problems[0].place.line == text[: text.index(f"{key} = ")].count("\n") + 1
