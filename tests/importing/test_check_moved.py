"""`ssg check --moved`: which addresses of a former site are lost, from every kind of list."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable

import pytest

from tests.command import ssg
from tests.conftest import TinySite

SITE = """
-- site.toml --
title = "Báo"
base_url = "https://moi.example"
redirects = "redirects.csv"
{deploy}
-- redirects.csv --
from,to
/cu/muc/,/tin/
-- content/tin/a.md --
---
title: Bài A
date: 2020-11-20
permalink: /2020/11/bai-a.html
aliases: [/cu/a/]
---
x
"""
SERVER = '[deploy]\nfiles = ["nginx"]'
LOG = '1.1.1.1 - - [20/Nov/2026:08:00:00 +0700] "GET {} HTTP/1.1" {} 12 "-" "Mozilla"\n'


def check(tiny: TinySite, text: str | bytes, *options: str, status: int = 0, deploy: str = SERVER) -> str:
    (tiny.root / "old").write_bytes(text.encode() if isinstance(text, str) else text)
    done = ssg("check", "-C", tiny.root, "--moved", tiny.root / "old", "--now", "2026-11-24 12:00", *options)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def tiny(site: Callable[[str], TinySite]) -> TinySite:
    return site(SITE.format(deploy=SERVER))


def test_what_answers_and_what_is_lost(tiny: TinySite) -> None:
    said = check(
        tiny,
        "url,visits\nhttps://cu.example/2020/11/bai-a.html,12\nhttps://cu.example/cu/a,3\n"
        "https://cu.example/cu/muc/?utm_source=zalo,3\n/tin/,1\n/\n/feed.xml\n",
    )
    assert "6 old URLs: 4 answer, 2 redirect, 0 lost" in said
    said = check(tiny, "https://cu.example/2019/bai-a/\nhttps://cu.example/?p=7\n/khong/\n", status=1)
    assert "3 old URLs: 0 answer, 0 redirect, 3 lost" in said
    assert "old:1: error[E805]: nothing answers https://cu.example/2019/bai-a/" in said
    assert "is it /2020/11/bai-a.html?" in said
    assert "no line with its arguments" in said


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0"?><urlset><url><loc>https://cu.example/cu/a/</loc></url>\n'
        "<url><loc> https://cu.example/mat/?a&amp;b </loc></url></urlset>",
        gzip.compress(b"https://cu.example/cu/a/\nhttps://cu.example/mat/\n", mtime=0),
        LOG.format("/cu/a/?x=1", 200) + LOG.format("/mat/", 301) + LOG.format("/wp-login.php", 404) + "rác\n",
        "\ufeff/cu/a/;1\r\n/mat/;2\r\n",
    ],
    ids=["sitemap", "gzip", "log", "csv"],
)
def test_lists_of_every_kind(tiny: TinySite, text: str | bytes) -> None:
    said = check(tiny, text, status=1)
    assert "2 old URLs: 0 answer, 1 redirect, 1 lost" in said
    assert "/mat/" in said


def test_a_redirect_without_a_server_is_lost(site: Callable[[str], TinySite]) -> None:
    said = check(site(SITE.format(deploy="")), "/cu/muc/\n", status=1)
    assert "only the redirect table has it" in said
    assert "[deploy]" in said


@pytest.mark.parametrize("text", ["", "không có gì\n", "<sitemapindex><sitemap><loc>https://a.example/s.xml</loc>"])
def test_what_is_no_list(tiny: TinySite, text: str) -> None:
    check(tiny, text, status=1)


def test_a_broken_archive_is_a_line(tiny: TinySite) -> None:
    check(tiny, gzip.compress(b"/cu/a/\n" * 1000)[:40], status=1)


def test_problems_for_machines(tiny: TinySite) -> None:
    (tiny.root / "old").write_text("/mat/\n", encoding="utf-8")
    done = ssg("check", "-C", tiny.root, "--moved", tiny.root / "old", "--format", "json")
    assert done.returncode == 1
    assert [one["code"] for one in json.loads(done.stdout)["diagnostics"]] == ["E805"]


def test_old_urls_with_arguments(site: Callable[[str], TinySite]) -> None:
    rows = "/?p=7,content/tin/a.md\n/tin.php?id=3&nhom=x,/tin/\n"
    asked = "https://cu.example/?utm_source=zalo&p=7\n/tin.php?nhom=x&id=3\n/?p=8\n/tin.php?id=3\n"
    for deploy, lost in ((SERVER, 2), ('[deploy]\nfiles = ["cloudflare"]', 4)):
        tiny = site(SITE.format(deploy=deploy).replace("from,to\n", f"from,to\n{rows}"))
        said = check(tiny, asked, status=1)
        assert f"4 old URLs: 0 answer, {4 - lost} redirect, {lost} lost" in said
    assert "hint: name a server in `[deploy]` that looks behind a question mark" in said
