"""A withdrawn article is in no output, and servers say that it is gone; redirects lead from and to files."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.command import ssg
from tests.conftest import TinySite

CONFIG = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
redirects = "r.csv"
deploy = {{files = [{0}]}}
[[categories]]
name = "Thời sự"
-- r.csv --
/cu/bao-cao.pdf,/tai-lieu/bao-cao.pdf
/rss/home.rss,/feed.xml
/cu/bang.xls,content/thoi-su/bang.pdf
/cu/trang.html,/tai-lieu/bao-cao.pdf
/cu/bo.pdf,,410
-- static/tai-lieu/bao-cao.pdf --
%PDF-1.4
-- content/thoi-su/bang.pdf --
%PDF-1.4
-- content/thoi-su/b.md --
---
title: Tin khác
date: 2026-11-20 08:00
summary: Tin.
---
[bảng](bang.pdf)
"""
A = "content/thoi-su/a.md"
HEAD = "---\ntitle: Tin thường\ndate: 2026-11-20 08:00\nsummary: Một.\naliases: [/cu/tin/]\ntags: [lũ]\n{0}---\nx\n"
URL = "/thoi-su/2026/11/tin-thuong/"


def made(site: Callable[[str], TinySite], hosts: str = '"nginx"', more: str = "") -> TinySite:
    tiny = site(CONFIG.format(hosts))
    tiny.write(A, HEAD.format(more))
    tiny.build()
    return tiny


def is_shown(tiny: TinySite) -> bool:
    return any(b"tin-thuong" in data or "Tin thường".encode() in data for data in tiny.tree().values())


@pytest.mark.parametrize("more", ["withdrawn: 2026-11-23\n", "withdrawn: {date: 2026-11-23, reason: Sai}\n"])
@pytest.mark.parametrize("options", [{}, {"drafts": True, "future": True}])
def test_it_is_gone_from_every_output(site: Callable[[str], TinySite], more: str, options: dict[str, bool]) -> None:
    tiny = made(site)
    assert is_shown(tiny)
    tiny.write(A, HEAD.format(more))
    built = tiny.build(**options)
    assert not is_shown(tiny)
    assert "tag/lu/index.html" not in tiny.tree()
    assert built.edition.site.left_out.withdrawn == ("thoi-su/a.md",)
    assert "W441" not in tiny.said(built)
    tiny.write(A, HEAD.format(""))
    tiny.build()
    assert is_shown(tiny)


def test_it_goes_by_the_clock_and_equals_a_clean_build(site: Callable[[str], TinySite]) -> None:
    tiny = made(site, more="withdrawn: 2026-11-26\n")
    assert is_shown(tiny)
    tiny.now += timedelta(days=3)
    tiny.build()
    assert not is_shown(tiny)
    clean = made(site, more="withdrawn: 2026-11-26\n")
    clean.now = tiny.now
    shutil.rmtree(clean.root / ".ssg")
    shutil.rmtree(clean.public)
    clean.build()
    assert tiny.tree() == clean.tree()
    assert (tiny.root / "public-deploy/nginx/http.conf").read_text() == (
        clean.root / "public-deploy/nginx/http.conf"
    ).read_text()


HOSTS: dict[str, tuple[str, str]] = {
    "nginx": ("public-deploy/nginx/http.conf", '"{0}" 1;'),
    "apache": ("public/.htaccess", "RewriteRule {1} - [G,L]"),
    "caddy": ("public-deploy/caddy/site.caddy", '"{0}" "gone"'),
    "netlify": ("public/_redirects", "{0} /404.html 410!"),
}


@pytest.mark.parametrize("host", HOSTS)
def test_servers_say_that_its_urls_are_gone(site: Callable[[str], TinySite], host: str) -> None:
    tiny = made(site, f'"{host}"', "withdrawn: 2026-11-23\n")
    file, line = HOSTS[host]
    text = (tiny.root / file).read_text(encoding="utf-8")
    for path in (URL, "/cu/tin/"):
        pattern = '"^' + path.strip("/").replace("-", "\\-") + '/?$"'
        assert line.format(path, pattern) in text


MOVED = {
    "/cu/bao-cao.pdf": "/tai-lieu/bao-cao.pdf",
    "/rss/home.rss": "/feed.xml",
    "/cu/trang.html": "/tai-lieu/bao-cao.pdf",
}
LINES: dict[str, tuple[str, str]] = {
    "nginx": ("public-deploy/nginx/http.conf", '"{0}" "{1}$is_args$args";'),
    "apache": ("public/.htaccess", '"{1}" [R=301,L,NE]'),
    "caddy": ("public-deploy/caddy/site.caddy", '"{0}" "{1}"'),
    "netlify": ("public/_redirects", "{0} {1} 301!"),
    "cloudflare": ("public/_redirects", "{0} {1} 301"),
}


@pytest.mark.parametrize("host", LINES)
def test_redirects_lead_from_and_to_files(site: Callable[[str], TinySite], host: str) -> None:
    tiny = made(site, f'"{host}"')
    file, line = LINES[host]
    text = (tiny.root / file).read_text(encoding="utf-8")
    media = next(path for path in tiny.tree() if path.startswith("media/") and path.endswith(".pdf"))
    for old, new in {**MOVED, "/cu/bang.xls": f"/{media}"}.items():
        assert line.format(old, new) in text
    assert "W745" not in tiny.said()


def test_a_static_host_gets_pages_for_pages_alone(site: Callable[[str], TinySite]) -> None:
    tiny = made(site, '"github-pages"')
    assert "url=/tai-lieu/bao-cao.pdf" in tiny.read("cu/trang.html")
    assert "cu/bao-cao.pdf" not in tiny.tree()
    assert "3 redirects are omitted" in tiny.said()


def test_a_line_of_the_table_and_a_page_come_before_gone(site: Callable[[str], TinySite]) -> None:
    tiny = made(site, '"netlify"', "withdrawn: 2026-11-23\n")
    tiny.edit("r.csv", "/cu/bo.pdf,,410", f"/cu/bo.pdf,,410\n{URL},/thoi-su/2026/11/tin-khac/")
    tiny.edit("content/thoi-su/b.md", "summary", "aliases: [/cu/tin/]\nsummary")
    tiny.build()
    text = tiny.read("_redirects")
    assert f"{URL} /thoi-su/2026/11/tin-khac/ 301!" in text
    assert "/cu/tin/ /thoi-su/2026/11/tin-khac/ 301!" in text
    assert text.count(" 410!") == 1


def test_a_link_to_it_is_text_and_explain_says_why(site: Callable[[str], TinySite]) -> None:
    tiny = made(site, more="withdrawn: 2026-11-23\n")
    tiny.edit("content/thoi-su/b.md", "[bảng]", "[tin](a.md) [bảng]")
    built = tiny.build()
    assert "W303" in tiny.said(built)
    told = ssg("explain", A, "-C", tiny.root, "--now", tiny.now.isoformat())
    assert "withdrawn" in told.stdout + told.stderr
    assert "1 withdrawn" in ssg("build", "-C", tiny.root, "--now", tiny.now.isoformat()).stdout
