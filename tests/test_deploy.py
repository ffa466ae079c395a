"""What servers and hosts are told: the table of old addresses, redirects, headers, and where the files go."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ssg.core.config import load_config
from ssg.deploy.headers import policy
from ssg.deploy.nginx import http_conf
from ssg.deploy.static_hosts import CLOUDFLARE_MOST
from ssg.site.redirects import Move
from tests.conftest import TinySite
from tests.test_commands import ssg

SITE = """-- site.toml --
redirects = "redirects.csv"
title = "Báo Thử"
base_url = "https://example.vn/bao"
[[categories]]
name = "Thủ đô"
[deploy]
files = ["cloudflare", "nginx"]
-- redirects.csv --
cũ,mới
# Trang cũ
/tin-tuc/bài 1.html,/thu-do/#dau
https://example.vn/bao/tin/2,content/thu-do/1.md,302
"/a, b/",https://other.example/đường?x=y
/mat/,
-- content/thu-do/1.md --
---
title: Một
date: 2026-11-01
aliases: [/cu/mot/]
---
Văn bản.
"""
ARTICLE = "/bao/thu-do/2026/11/mot/"


def test_redirects_of_the_table_and_of_aliases(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.build()
    assert tiny.read("_redirects") == (
        f"/bao/cu/mot/ {ARTICLE} 301\n"
        "/bao/tin-tuc/b%C3%A0i%201.html /bao/thu-do/#dau 301\n"
        f"/bao/tin/2 {ARTICLE} 302\n"
        "/bao/a%2C%20b/ https://other.example/%C4%91%C6%B0%E1%BB%9Dng?x=y 301\n"
    )
    assert (tiny.public / "cu/mot/index.html").exists()
    conf = (tiny.root / "public-deploy/nginx/http.conf").read_text("utf-8")
    assert f'    "/bao/cu/mot" "{ARTICLE}$is_args$args";' in conf
    assert '    "/bao/tin-tuc/bài 1.html" "/bao/thu-do/#dau";' in conf
    assert '    "/bao/mat/" 1;' in conf


def test_a_chain_is_one_step(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.write("redirects.csv", "/a/\t/b\n/b/\t/c/\t302\n/c/\t/thu-do/\n")
    tiny.build()
    moves = tiny.read("_redirects").splitlines()[1:]
    assert moves == ["/bao/a/ /bao/thu-do/ 301", "/bao/b/ /bao/thu-do/ 302", "/bao/c/ /bao/thu-do/ 301"]


def test_what_is_wrong_with_the_table(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    rows = [
        *("/a/,/thu-do/", "/a,/", "/b/", "khong,/", "/c?id=1,/", "/d/,javascript:alert(1)", "/e/,/thu-do/,404"),
        *("/f/,,301", '/g"/,/', "/thu-do/,/", "/h/,/thu-d0/", "/i/,content/khong.md", "/j/,/k/", "/k/,/j/", "//x/,/"),
        *("/l/../x/,/", "/,/thu-do/", "/m/,/n/", "/n/,,410"),
    ]
    tiny.write("redirects.csv", "\n".join(rows) + "\n")
    assert [line for line in tiny.said().splitlines() if not line.startswith("    ")] == [
        "redirects.csv:2:1: error[E744]: '/a' is there twice",
        "redirects.csv:3:1: error[E743]: this line has 1 part, not 2 or 3",
        "redirects.csv:4:1: error[E743]: 'khong' is not a path of this site",
        "redirects.csv:5:1: error[E743]: '/c?id=1' has a `?` or `#`: servers tell addresses apart by their path alone",
        "redirects.csv:6:5: error[E743]: 'javascript:alert(1)' is no address",
        "redirects.csv:7:14: error[E743]: '404' is not one of 301, 302, 307, 308, 410",
        "redirects.csv:8:5: error[E743]: 410 (gone) leads nowhere; every other status leads somewhere",
        "redirects.csv:9:1: error[E743]: a quotation mark or a control character is in the wrong place",
        "redirects.csv:10:1: error[E744]: '/thu-do/' is a page of the site: readers would never see it",
        "redirects.csv:11:5: error[E745]: there is no page '/thu-d0/'",
        "redirects.csv:12:5: error[E745]: there is no public article 'content/khong.md'",
        "redirects.csv:13:1: error[E746]: '/j/' leads back to itself",
        "redirects.csv:14:1: error[E746]: '/k/' leads back to itself",
        "redirects.csv:15:1: error[E743]: '//x/' is not a path of this site",
        "redirects.csv:16:1: error[E743]: '/l/../x/' is no plain path",
        "redirects.csv:17:1: error[E743]: '/' is the front page",
        "redirects.csv:18:5: error[E745]: '/n/' is gone, by another line",
    ]
    assert "hint: Did you mean /thu-do/?" in tiny.said()
    assert not tiny.public.exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [(None, "cannot be read: No such file or directory"), (b"/a/,/\xff", "is not UTF-8")],
)
def test_a_table_that_cannot_be_read(site: Callable[[str], TinySite], data: bytes | None, said: str) -> None:
    tiny = site(SITE)
    if data is None:
        tiny.remove("redirects.csv")
    else:
        tiny.write("redirects.csv", data)
    assert said in tiny.said()
    assert "redirects.csv: error[E742]" in tiny.said()


def test_the_table_counts_as_an_input(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    for _ in range(2):
        ssg("build", "-C", tiny.root, "--now", "2026-11-24")
    tiny.write("redirects.csv", "/a/,/thu-do/\n")
    ssg("build", "-C", tiny.root, "--now", "2026-11-24")
    assert tiny.read("_redirects").splitlines()[1:] == ["/bao/a/ /bao/thu-do/ 301"]


def test_files_beside_the_output_follow_the_configuration(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.write("public-deploy/nginx/mine.conf", "x")
    built = tiny.build()
    assert not [d for d in built.diagnostics if d.code.startswith("W714")]
    tiny.edit("site.toml", '["cloudflare", "nginx"]', '["caddy"]')
    tiny.build()
    assert list(tiny.tree(tiny.root / "public-deploy")) == ["caddy/ssg.caddy", "nginx/mine.conf"]
    assert not (tiny.public / "_redirects").exists()
    ssg("clean", "-C", tiny.root)
    assert list(tiny.tree(tiny.root / "public-deploy")) == ["nginx/mine.conf"]


def test_a_file_beside_the_output_that_is_gone_is_written_again(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    for _ in range(2):
        ssg("build", "-C", tiny.root, "--now", "2026-11-24")
    (tiny.root / "public-deploy/nginx/http.conf").unlink()
    ssg("build", "-C", tiny.root, "--now", "2026-11-24")
    assert (tiny.root / "public-deploy/nginx/http.conf").exists()


def test_a_file_of_the_same_name_in_static_clashes(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.write("static/_redirects", "/x/ /y/\n")
    assert "E401" in tiny.said()
    assert "what [deploy] or [ping] of site.toml asks for" in tiny.said()


def test_what_hosts_do_not_read(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.write("redirects.csv", "".join(f"/cu/{n}/,/thu-do/\n" for n in range(CLOUDFLARE_MOST)) + f"/{'x' * 999}/,/\n")
    built = tiny.build()
    assert [d.message for d in built.diagnostics if d.code == "W747"] == [
        "2,002 redirects: Cloudflare reads the first 2,000 of /_redirects",
        "1 redirects are longer than the 1,000 characters that Cloudflare reads",
    ]
    tiny.edit("site.toml", 'files = ["cloudflare", "nginx"]', "files = []")
    assert [d.code for d in tiny.build().diagnostics if d.code.startswith("W74")] == ["W748"]


def test_netlify_is_told_to_look_past_the_stub(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.edit("site.toml", "cloudflare", "netlify")
    tiny.build()
    lines = tiny.read("_redirects").splitlines()
    assert (lines[0], lines[-1]) == (f"/bao/cu/mot/ {ARTICLE} 301!", "/bao/mat/ /bao/404.html 410!")
    headers = tiny.read("_headers")
    assert "/bao/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n" in headers
    assert headers.startswith("/bao/*\n  Content-Security-Policy: default-src 'self'; ")


def test_nginx_does_not_tell_case_apart_in_plain_keys() -> None:
    config, _ = load_config('title = "x"')
    assert config is not None
    conf = http_conf(config, (Move("/A.html", "/a/", 301), Move("/a.html", "/b/$1", 301), Move('/"\\', "/c/?x", 302)))
    assert '    "~^/A\\\\.html$" "/a/$is_args$args";' in conf
    assert '    "~^/a\\\\.html$" "/b/%241$is_args$args";' in conf
    assert '    "/\\"\\\\" "/c/?x";' in conf


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('files = ["netlify", "cloudflare"]', "netlify and cloudflare read the same files in different ways"),
        ('files = ["iis"]', "`deploy.files[]` must be one of"),
        ('policy = {script = "https://x.example"}', "unknown directive `script`"),
        ('policy = {script-src = "https://x; default-src *"}', "`script-src` holds what is no source"),
        ("policy = {script-src = \"'unsafe-inline'\"}", "`script-src` would let anything through"),
    ],
)
def test_settings_that_are_refused(text: str, said: str) -> None:
    config, diagnostics = load_config(f'title = "x"\n[deploy]\n{text}\n')
    assert config is None
    assert [said in d.message for d in diagnostics] == [True]
    assert diagnostics[0].place.line == 3


@pytest.mark.parametrize(
    ("deploy", "said"),
    [
        (
            'files = ["nginx", "caddy"]',
            'caddy cannot put in blocks with `delivery = "ssi"` | write `includes = "caddy"`',
        ),
        ('files = ["apache"]\nincludes = "caddy"', 'apache cannot put in blocks | write `includes = "ssi"`'),
        ('files = ["cloudflare"]', "cloudflare cannot put in blocks | let them be `inline` or `client`"),
        ('files = ["nginx", "apache"]', ""),
        ('files = ["caddy"]\nincludes = "caddy"', ""),
    ],
)
def test_servers_that_would_send_directives_to_readers(deploy: str, said: str) -> None:
    _, diagnostics = load_config(f'title = "x"\n[blocks.latest]\ndelivery = "ssi"\n[deploy]\n{deploy}\n')
    found = [f"{d.message} | {d.hint}" for d in diagnostics]
    assert [line.replace(' with `delivery = "ssi"`', "") for line in found] == (
        [said.replace(' with `delivery = "ssi"`', "")] if said else []
    )


@pytest.mark.parametrize("path", ["/etc/passwd", "../a.csv", "C:/a.csv", "x\\\\..\\\\..\\\\a.csv"])
def test_a_table_outside_of_the_site_is_refused(path: str) -> None:
    _, diagnostics = load_config(f'title = "x"\nredirects = "{path}"\n')
    assert [d.code for d in diagnostics] == ["E505"]


def test_sources_are_added_to_what_a_directive_falls_back_to() -> None:
    config, _ = load_config('title = "x"\n[deploy.policy]\nconnect-src = "https://a.example"\nimg-src = "blob:"\n')
    assert config is not None
    assert "connect-src 'self' https://a.example" in policy(config)
    assert "img-src 'self' https: data: blob:;" in policy(config)
    assert "upgrade-insecure-requests" not in policy(config)  # http://localhost
