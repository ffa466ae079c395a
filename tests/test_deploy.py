"""What servers and hosts are told: the table of old addresses, redirects, headers, and where the files go."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from ssg.content.redirects import read_redirects
from ssg.core.config import deploy_keys, load_config
from ssg.deploy.cloudflare import MOST
from ssg.deploy.headers import policy
from ssg.deploy.hosts import HOSTS
from ssg.deploy.nginx import http_conf
from ssg.deploy.purge import changed_urls
from ssg.index.redirects import Move, resolve_rows, spelled, stubs
from tests.command import ssg
from tests.conftest import TinySite
from tests.documents import ROOT, fences

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
        "/bao/tin-tuc/ba%CC%80i%201.html /bao/thu-do/#dau 301\n"
        f"/bao/tin/2 {ARTICLE} 302\n"
        "/bao/a,%20b/ https://other.example/%C4%91%C6%B0%E1%BB%9Dng?x=y 301\n"
        f"/bao/cu/mot {ARTICLE} 301\n"
        f"/bao/tin/2/ {ARTICLE} 302\n"
        "/bao/a,%20b https://other.example/%C4%91%C6%B0%E1%BB%9Dng?x=y 301\n"
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
    moves = tiny.read("_redirects").splitlines()[1:4]
    assert moves == ["/bao/a/ /bao/thu-do/ 301", "/bao/b/ /bao/thu-do/ 302", "/bao/c/ /bao/thu-do/ 301"]


def test_what_is_wrong_with_the_table(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    rows = [
        *("/a/,/thu-do/", "/a,/", "/b/", "khong,/", "/c?id,/", "/d/,javascript:alert(1)", "/e/,/thu-do/,404"),
        *("/f/,,301", '/g"/,/', "/thu-do/,/", "/h/,/thu-d0/", "/i/,content/khong.md", "/j/,/k/", "/k/,/j/", "//x/,/"),
        *("/l/../x/,/", "/,/thu-do/", "/m/,/n/", "/n/,,410", "/o/,/o"),
        *("/p/*,/thu-do/", "/q/,/content/thu-do/1.md", "/r/,content/thu-do/1.md#a"),
        "/s/%2A,/thu-do/",
    ]
    tiny.write("redirects.csv", "\n".join(rows) + "\n")
    assert [line for line in tiny.said().splitlines() if not line.startswith("    ")] == [
        "redirects.csv:2:1: error[E744]: duplicate old URL '/a'",
        "redirects.csv:3:1: error[E743]: line has 1 field, not 2 or 3",
        "redirects.csv:4:1: error[E743]: 'khong' is not a path of this site",
        "redirects.csv:5:1: error[E743]: '/c?id' has arguments that are not `name=value`, joined by `&`",
        "redirects.csv:6:5: error[E743]: invalid target: 'javascript:alert(1)'",
        "redirects.csv:7:14: error[E743]: '404' is not one of 301, 302, 307, 308, 410",
        "redirects.csv:8:5: error[E743]: status 410 (gone) must have no target; every other status needs one",
        "redirects.csv:9:1: error[E743]: misplaced quotation mark or control character",
        "redirects.csv:10:1: warning[W766]: '/thu-do/' is a page of the site; the redirect is ignored",
        "redirects.csv:11:5: warning[W745]: page not found: '/thu-d0/'; redirects to / for now",
        "redirects.csv:12:5: warning[W745]: public article not found: 'content/khong.md'; redirects to / for now",
        "redirects.csv:13:1: error[E746]: circular redirect: '/j/' leads back to itself",
        "redirects.csv:14:1: error[E746]: circular redirect: '/k/' leads back to itself",
        "redirects.csv:15:1: error[E743]: '//x/' is not a path of this site",
        "redirects.csv:16:1: error[E743]: '/l/../x/' is not a plain path",
        "redirects.csv:17:1: error[E743]: '/' is the front page",
        "redirects.csv:18:5: warning[W745]: '/n/' is marked as gone by another line; '/m/' is gone as well",
        "redirects.csv:20:1: warning[W766]: '/o/' redirects to itself; ignored",
        "redirects.csv:21:1: error[E743]: '/p/*' ends with `*`, which is no pattern here: write a line for each old "
        "URL, and `%2A` for a star",
        "redirects.csv:22:5: warning[W745]: page not found: '/content/thu-do/1.md'; redirects to / for now",
        "redirects.csv:23:5: warning[W745]: published file not found: 'content/thu-do/1.md#a'; redirects to /thu-do/ "
        "for now",
    ]
    assert "hint: write `content/thu-do/1.md` for the file" in tiny.said()
    assert "hint: name the file alone" in tiny.said()
    assert "hint: did you mean /thu-do/?" in tiny.said()
    assert not tiny.public.exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [(None, "cannot read redirect table: No such file or directory"), (b"/a/,/\xff", "is not UTF-8")],
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
    assert tiny.read("_redirects").splitlines()[1] == "/bao/a/ /bao/thu-do/ 301"


def test_files_beside_the_output_follow_the_configuration(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.write("public-deploy/nginx/mine.conf", "x")
    built = tiny.build()
    assert not [d for d in built.diagnostics if d.code.startswith("W714")]
    tiny.edit("site.toml", '["cloudflare", "nginx"]', '["caddy"]')
    tiny.build()
    assert list(tiny.tree(tiny.root / "public-deploy")) == ["caddy/site.caddy", "caddy/ssg.caddy", "nginx/mine.conf"]
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
    assert "a file for [deploy] or [ping] of site.toml" in tiny.said()


def test_what_hosts_do_not_read(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.write("redirects.csv", "".join(f"/cu/{n}/,/thu-do/\n" for n in range(MOST)) + f"/{'x' * 999}/,/\n")
    built = tiny.build()
    assert [str(d.message) for d in built.diagnostics if d.code == "W747"] == [
        "2,002 redirects: Cloudflare reads the first 2,000 of /_redirects",
        "1 redirects are longer than the 1,000 characters that Cloudflare reads",
    ]
    said, toml = str(built.diagnostics[0].place), (tiny.root / "site.toml").read_text("utf-8").split("\n")
    assert toml[int(said.split(":")[1]) - 1] == 'files = ["cloudflare", "nginx"]'
    tiny.edit("site.toml", 'files = ["cloudflare", "nginx"]', "files = []")
    (no_server,) = (d for d in tiny.build().diagnostics if d.code.startswith("W74"))
    assert (no_server.code, toml[no_server.place.line - 1]) == ("W748", 'redirects = "redirects.csv"')


def test_netlify_is_told_to_look_past_the_stub(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.edit("site.toml", "cloudflare", "netlify")
    tiny.build()
    lines = tiny.read("_redirects").splitlines()
    assert (lines[0], lines[-1]) == (f"/bao/cu/mot/ {ARTICLE} 301!", "/bao/mat/ /bao/404.html 410!")
    headers = tiny.read("_headers")
    assert "Cache-Control" not in headers  # no pattern could tell which names carry a digest
    assert headers.startswith("/bao/*\n  Content-Security-Policy: default-src 'self'; ")


def test_one_key_of_nginx_stands_for_every_case_unless_they_lead_apart() -> None:
    config, _ = load_config('title = "x"')
    assert config is not None
    moves = [
        *(Move("/A.html", "/a/", 301), Move("/a.html", "/b/$1", 301), Move('/"\\', "/c/?x", 302)),
        *(Move("/B/", "/b/", 301), Move("/b", "/c/", 302), Move("/C/", "/d/", 301), Move("/c/", "/d/", 301)),
    ]
    conf = http_conf(config, spelled(moves, ()))
    assert '    "~^/A\\\\.html$" "/a/$is_args$args";' in conf
    assert '    "~^/a\\\\.html$" "/b/%241$is_args$args";' in conf
    assert '    "/\\"\\\\" "/c/?x";' in conf
    assert '    "~^/B/$" "/b/$is_args$args";' in conf
    assert '    "~^/b/$" "/c/$is_args$args";' in conf
    assert conf.lower().count('"/c/" "/d/') == 1
    assert "bucket" not in conf  # may stand only once in all of nginx


def test_variables_of_nginx_carry_the_name_of_the_site() -> None:
    names: set[str] = set()
    for url in ("https://a-b.vn", "https://a.b.vn", "https://a.b.vn/bao"):
        config, _ = load_config(f'title = "x"\nbase_url = "{url}"')
        assert config is not None
        found = set(re.findall(r"\$ssg_[a-z_0-9]+", http_conf(config, spelled([Move("/a/", "/b/", 301)], ()))))
        assert len(found) == 4
        assert not names & found
        names |= found


CASES = """-- site.toml --
redirects = "redirects.csv"
title = "Báo Thử"
base_url = "https://example.vn/bao"
[deploy]
files = ["HOST"]
-- content/tin/a.md --
---
title: A
date: 2026-01-02
---
x
-- static/tai-ve/b.html --
x
-- redirects.csv --
/Tin/,/tai-ve/b.html
/tai-ve/b/,/tin/
/tai-ve/b.html/,/tai-ve/b.html
/cu/,/tin/
/cu/a.aspx,/tin/
/Cu/,/tai-ve/b.html
/cu.html,https://thờisự.vn/?a=1&b=2
/mat/,,410
"""


def test_hosts_that_fold_addresses_are_not_told_what_could_answer_for_a_page(site: Callable[[str], TinySite]) -> None:
    tiny = site(CASES.replace("HOST", "netlify"))
    built = tiny.build()
    assert tiny.read("_redirects").splitlines() == [
        "/bao/cu/ /bao/tin/ 301!",
        "/bao/cu/a.aspx /bao/tin/ 301!",
        "/bao/Cu/ /bao/tai-ve/b.html 301!",
        "/bao/cu.html https://xn--this-rz5a8e.vn/?a=1&b=2 301!",
        "/bao/mat/ /bao/404.html 410!",
    ]
    assert [str(d.message).partition(":")[0] for d in built.diagnostics if d.code == "W747"] == [
        "2 redirects are omitted"
    ]
    tiny.edit("site.toml", "netlify", "cloudflare")
    built = tiny.build()
    assert tiny.read("_redirects").splitlines() == [
        "/bao/Tin/ /bao/tai-ve/b.html 301",
        "/bao/cu/ /bao/tin/ 301",
        "/bao/cu/a.aspx /bao/tin/ 301",
        "/bao/Cu/ /bao/tai-ve/b.html 301",
        "/bao/cu.html https://xn--this-rz5a8e.vn/?a=1&b=2 301",
        "/bao/Tin /bao/tai-ve/b.html 301",
        "/bao/cu /bao/tin/ 301",
        "/bao/Cu /bao/tai-ve/b.html 301",
    ]
    (said,) = (str(d.message) for d in built.diagnostics if d.code == "W747")
    assert said.startswith("1 redirect is omitted: ")


def test_a_host_of_files_alone_gets_pages_that_lead_on(site: Callable[[str], TinySite]) -> None:
    tiny = site(CASES.replace("HOST", "github-pages"))
    built = tiny.build()
    assert tiny.read(".nojekyll") == ""
    page = tiny.read("cu/index.html")
    assert '<meta http-equiv="refresh" content="0; url=/bao/tin/">' in page
    assert '<link rel="canonical" href="https://example.vn/bao/tin/">' in page
    assert '<meta name="robots" content="noindex">' in page
    assert 'url=https://xn--this-rz5a8e.vn/?a=1&amp;b=2"' in tiny.read("cu.html")
    names = {path.casefold() for path in tiny.tree()}
    assert len(names) == len(tiny.tree())
    for path in ("mat/index.html", "cu/a.aspx", "tai-ve/b/index.html", "tai-ve/b.html/index.html"):
        assert path not in names
    assert tiny.read("tai-ve/b.html") == "x\n"
    assert [str(d.message).partition(":")[0] for d in built.diagnostics if d.code == "W747"] == [
        "5 redirects are omitted"
    ]
    tiny.write("redirects.csv", "/cu.html,/tin/\n")
    tiny.build()
    assert "cu/index.html" not in tiny.tree()


@pytest.mark.slow
def test_a_new_host_is_what_contributing_says(tmp_path: Path) -> None:
    for name in ("ssg", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    module, line = (b for b in fences(ROOT / "CONTRIBUTING.md", "python") if "vercel" in b)
    (tmp_path / "ssg/deploy/vercel.py").write_text(module, "utf-8")
    for name, old, new in (
        ("ssg/deploy/hosts.py", '    Host("nginx"', line + '    Host("nginx"'),
        ("ssg/deploy/hosts.py", "netlify, nginx", "netlify, nginx, vercel"),
        ("ssg/core/config/deploy_keys.py", '"github-pages"]', '"github-pages", "vercel"]'),
    ):
        text = (tmp_path / name).read_text("utf-8")
        assert old in text, name
        (tmp_path / name).write_text(text.replace(old, new, 1), "utf-8")
    tiny = TinySite(tmp_path / "site", CASES.replace("HOST", "vercel"))
    done = ssg("build", "-C", tiny.root, "--now", "2026-11-24", cwd=tmp_path, PYTHONPATH=str(tmp_path))
    assert done.returncode == 0, done.stderr
    told = json.loads(tiny.read("vercel.json"))
    assert {"source": "/bao/cu/", "destination": "/bao/tin/", "statusCode": 301} in told["redirects"]
    assert "/bao/Tin/" not in {move["source"] for move in told["redirects"]}
    assert "Content-Security-Policy" in {header["key"] for header in told["headers"][0]["headers"]}


def test_hosts_are_those_of_the_configuration() -> None:
    assert tuple(host.name for host in HOSTS) == get_args(deploy_keys.Host)


def test_a_redirect_that_no_server_could_hold_is_left_out(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.write("redirects.csv", f"/{'x' * 1900}/,/thu-do/\n/y/,https://a.example/{'y' * 3000}\n/z/,/thu-do/\n")
    built = tiny.build()
    conf = (tiny.root / "public-deploy/nginx/http.conf").read_text("utf-8")
    assert max(map(len, conf.splitlines())) < 4096
    assert '"/bao/z/"' in conf
    assert "2 redirects are omitted" in next(str(d.message) for d in built.diagnostics if d.code == "W747")


@pytest.mark.parametrize(
    ("new", "sent"),
    [
        ("https://thờisự.vn/bài", "https://xn--this-rz5a8e.vn/b%C3%A0i"),
        ("https://Báo.VN:8443/?q=ă#ê", "https://xn--bo-mia.vn:8443/?q=%C4%83#%C3%AA"),
        ("https://bao.vn/a b", "https://bao.vn/a%20b"),
        ("https://báo..vn/", ""),
        (f"https://{'ă' * 70}.vn/", ""),
    ],
)
def test_a_target_is_sent_in_ascii(new: str, sent: str) -> None:
    table = read_redirects("r.csv", f'/a/,"{new}"\n'.encode(), "")
    assert [row.new for row in table.rows] == ([sent] if sent else [])
    assert [d.code for d in table.diagnostics] == ([] if sent else ["E743"])


def moved(rows: str, outputs: tuple[str, ...], **urls: str) -> tuple[list[tuple[str, str, int]], list[str]]:
    table = read_redirects("r.csv", rows.encode(), "")
    assert not table.diagnostics
    found = resolve_rows(table.rows, outputs, lambda path: urls.get(path.removesuffix(".md"), ""), "/bao")
    return [move[:3] for move in found.moves], [d.code for d in found.diagnostics]


def test_what_is_not_there_leads_to_the_section_for_now() -> None:
    outputs = ("index.html", "tin/index.html", "tin/2026/a/index.html", "2026/index.html")
    moves, said = moved(
        "/a,content/Tin/2026/x.md\n/b,content/x.md\n/c,/tin/2026/01/x/,308\n/d,/khong/,307\n/e,/a\n/f,/tin/2026/a/\n",
        outputs,
    )
    assert moves == [
        *(("/a", "/bao/tin/", 302), ("/b", "/bao/", 302), ("/c", "/bao/tin/", 307), ("/d", "/bao/", 307)),
        *(("/e", "/bao/tin/", 302), ("/f", "/bao/tin/2026/a/", 301)),
    ]
    assert set(said) == {"W745"}
    assert moved("/a,content/x.md\n", outputs, x="/tin/x/") == ([("/a", "/bao/tin/x/", 301)], [])


def test_nothing_that_comes_or_goes_by_the_clock_is_an_error(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    article = tiny.root / "content/thu-do/1.md"
    tiny.write(
        "redirects.csv", f"/a/,content/thu-do/1.md\n/b/,{ARTICLE.removeprefix('/bao')}\n{ARTICLE[4:]},/thu-do/\n"
    )
    written = article.read_text("utf-8")
    seen = {}
    for change in ("", "draft: true\n", "expires: 2026-11-02\n"):
        article.write_text(written.replace("---\nVăn", f"{change}---\nVăn"), "utf-8")
        built = tiny.build()
        seen[change] = sorted(d.code for d in built.diagnostics if d.code.endswith(("45", "66")))
        hints = [str(d.hint) for d in built.diagnostics if d.code == "W745"]
        assert all("once it is public" in hint for hint in hints), change
    assert seen == {"": ["W766"], "draft: true\n": ["W745"], "expires: 2026-11-02\n": ["W745"]}
    assert "/bao/a/ /bao/thu-do/ 302" in tiny.read("_redirects")


def test_an_article_that_is_held_back_stops_no_redirect(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    tiny.edit("content/thu-do/1.md", "Văn bản.", "::: gallery")
    tiny.write("content/thu-do/2.md", "---\ntitle: Hai\ndate: 2026-11-01\n---\nx\n")
    tiny.write("redirects.csv", "/a/,content/thu-do/1.md\n")
    built = tiny.build(keep_going=True)
    assert "W745" in [d.code for d in built.diagnostics]
    assert tiny.read("_redirects") == "/bao/a/ /bao/thu-do/ 302\n/bao/a /bao/thu-do/ 302\n"


def test_paths_of_a_move_are_never_those_of_a_page() -> None:
    moves = [Move("/feed.xml/", "/x/", 301), Move("/tin", "/x/", 301), Move("/Tin/", "/x/", 301)]
    feed, tin = spelled(moves, ("feed.xml", "tin/index.html"))
    assert (feed.paths, feed.alike) == (("/feed.xml/",), ("/feed.xml",))
    assert (tin.paths, tin.alike) == (("/Tin/", "/Tin"), ("/tin/",))
    (letters,) = spelled([Move("/bài", "/x/", 301)], ())
    assert letters.paths == ("/bài", "/bài/", "/ba\u0300i", "/ba\u0300i/")


def test_aliases_that_need_no_page() -> None:
    aliases = (
        "/2020/a/",
        "/2020/A",
        "/LuenNg/",
        "/luenng/",
        "/ba%CC%80i/",
        "/b%C3%A0i/",
        "/2020/a/index.html",
        "/k.html",
    )
    assert stubs(aliases, "/2020/a/") == ("/LuenNg/", "/ba%CC%80i/", "/k.html")


def test_a_build_says_which_files_servers_are_to_read_again(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    report = tiny.root / "report.json"

    def build() -> tuple[list[str], str]:
        done = ssg("build", "-C", tiny.root, "--now", "2026-11-24", "--report", report)
        return json.loads(report.read_bytes())["deploy"], done.stdout

    first, _ = build()
    assert first == [f"public-deploy/nginx/{name}.conf" for name in ("http", "once", "server")]
    tiny.write("redirects.csv", "/a/,/thu-do/\n")
    again, printed = build()
    assert again == ["public-deploy/nginx/http.conf", "public-deploy/nginx/server.conf"]
    assert "server configuration changed: public-deploy/nginx/http.conf, public-deploy/nginx/server.conf\n" in printed
    assert build()[0] == []
    tiny.edit("site.toml", '"cloudflare", "nginx"', '"cloudflare"')
    assert build()[0] == first


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('files = ["netlify", "cloudflare"]', "netlify and cloudflare read the same files differently"),
        ('files = ["iis"]', "`deploy.files[]` must be one of"),
        ('policy = {script = "https://x.example"}', "unknown directive `script`"),
        ('policy = {script-src = "https://x; default-src *"}', "invalid source in `script-src`"),
        ("policy = {script-src = \"'unsafe-inline'\"}", "`script-src` would allow any script"),
    ],
)
def test_settings_that_are_refused(text: str, said: str) -> None:
    config, diagnostics = load_config(f'title = "x"\n[deploy]\n{text}\n')
    assert config is None
    assert [said in str(d.message) for d in diagnostics] == [True]
    assert diagnostics[0].place.line == 3


@pytest.mark.parametrize(
    ("deploy", "said"),
    [
        (
            'files = ["nginx", "caddy"]',
            'caddy cannot include blocks with `delivery = "ssi"` | write `includes = "caddy"`',
        ),
        ('files = ["apache"]\nincludes = "caddy"', 'apache cannot include blocks | write `includes = "ssi"`'),
        ('files = ["cloudflare"]', "cloudflare cannot include blocks | use `inline` or `client`"),
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


def test_arguments_of_old_urls(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    rows = [
        *("/?p=1,/thu-do/", "/?p=1&,/", "/a/?x=2&w=đ,/thu-do/", "/a?w=%C4%91&x=2,/", "/?p=,/", "/?p=1&p=2,/", "/?=1,/"),
        *("/?p=3,/?p=4", "/?p=4,/?p=3&a=b", "/?p=5,/?p=5&x=1", "/?p=6#a,/", "/?p=7,/?p=1&y=2", "/?p=8,/khong/"),
    ]
    tiny.write("redirects.csv", "\n".join(rows) + "\n")
    assert [line.partition(": ")[2] for line in tiny.said().splitlines() if line.startswith("redirects.csv")] == [
        "error[E744]: duplicate old URL '/?p=1'",
        "error[E744]: duplicate old URL '/a?w=%C4%91&x=2'",
        "error[E743]: '/?p=' has arguments that are not `name=value`, joined by `&`",
        "error[E743]: '/?p=1&p=2' has arguments that are not `name=value`, joined by `&`",
        "error[E743]: '/?=1' has arguments that are not `name=value`, joined by `&`",
        "error[E746]: circular redirect: '/?p=3' leads back to itself",
        "error[E746]: circular redirect: '/?p=4' leads back to itself",
        "warning[W766]: '/?p=5' redirects to itself; ignored",
        "error[E743]: '/?p=6#a' contains `#`, which browsers do not send",
        "warning[W745]: page not found: '/khong/'; redirects to / for now",
    ]


@pytest.mark.parametrize(
    ("host", "left"), [("cloudflare", 2102), ("github-pages", 2102), ("netlify", 2), ("apache", 102), ("caddy", 0)]
)
def test_a_host_that_does_not_look_at_arguments_says_so(site: Callable[[str], TinySite], host: str, left: int) -> None:
    tiny = site(SITE)
    tiny.edit("site.toml", 'files = ["cloudflare", "nginx"]', f'files = ["{host}"]')
    rows = "".join(f"/?p={number},/thu-do/\n" for number in range(2100))
    tiny.write("redirects.csv", f"{rows}/?s=a b,/thu-do/\n/?p=2100,/\n")
    said = tiny.said()
    assert (f"warning[W747]: {left:,} redirect" in said) == bool(left)
    assert ("look behind a question mark" in said) == (left > 2000)


def test_a_changed_redirect_with_arguments_is_told_to_caches() -> None:
    assert changed_urls("https://a.vn", [], [], (), ["/?p=12", "/tin cũ.php?s=a%20b", "/a?b"]) == [
        "https://a.vn/?p=12",
        "https://a.vn/a%3Fb",
        "https://a.vn/tin%20c%C5%A9.php?s=a%20b",
    ]
