"""What servers' files say of outputs: who may frame them, styles in mails, and types of files."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ssg.core.config import load_config
from ssg.core.content_types import MORE, type_of
from ssg.deploy.files import deploy_files
from ssg.deploy.headers import policy
from tests.conftest import CONFIG, TinySite
from tests.external.hosts import Cloudflare
from tests.previewing import Looking

WIDGET = '[[outputs]]\nname = "nhung"\npath = "/nhung/moi/"\nframes = ["https://doi-tac.example"]\n'
MAIL = '[[outputs]]\nname = "thu"\npath = "/thu/{yyyy}-{mm}-{dd}.html"\nevery = "day"\nstyles = true\n'


def files(outputs: str, hosts: str = "'nginx', 'apache', 'caddy', 'cloudflare'", more: str = "") -> dict[str, str]:
    text = f"title = 'A'\nbase_url = 'https://example.vn/bao'\n[deploy]\nfiles = [{hosts}]\n{more}{outputs}"
    config, said = load_config(text)
    assert config is not None, said
    found = deploy_files(config, ())
    return {
        **found.inside,
        **found.beside,
        "policy": policy(config),
        "said": " ".join(str(d) for d in found.diagnostics),
    }


def test_a_site_without_such_outputs_has_the_same_files() -> None:
    plain = files("")
    assert files('[[outputs]]\nname = "a"\npath = "/a.json"\n') == plain


def test_the_paths_of_an_output_alone() -> None:
    found = files(WIDGET + MAIL)
    framed = found["policy"].replace("frame-ancestors 'self'", "frame-ancestors 'self' https://doi-tac.example")
    assert framed != found["policy"]
    for text in (found["nginx/http.conf"], found[".htaccess"], found["caddy/site.caddy"]):
        assert "^/bao/nhung/moi/(?:index[.]html)?$" in text
        assert "/thu/[0-9]+" in text
        assert framed in text
    assert f"/bao/nhung/moi/*\n  ! Content-Security-Policy\n  Content-Security-Policy: {framed}\n" in found["_headers"]
    assert "/bao/thu/*\n  ! Content-Security-Policy\n" in found["_headers"]


def test_with_a_cms_both_have_their_own() -> None:
    found = files(WIDGET, more="cms = 'github'\n")
    caddy = found["caddy/site.caddy"]
    assert "@policy {\n\tnot path /bao/admin/*\n\tnot path_regexp " in caddy
    assert "header @policy Content-Security-Policy" in caddy
    assert "header @pages Cross-Origin-Opener-Policy" in caddy
    assert "header @pages Content-Security-Policy" not in caddy
    assert found["nginx/server.conf"].count("add_header Content-Security-Policy") == 1
    assert found["nginx/http.conf"].count("map $uri $ssg_cms_0_") == 1


def test_cloudflare_by_its_rules(site: Callable[[str], TinySite]) -> None:
    tiny = site("")
    tiny.write("site.toml", f"{CONFIG}{WIDGET}[deploy]\nfiles = ['cloudflare']\n")
    tiny.build()
    host = Cloudflare(tiny.public)
    assert "https://doi-tac.example" in host.get("/nhung/moi/").headers["content-security-policy"]
    assert "https://doi-tac.example" not in host.get("/").headers["content-security-policy"]


def test_netlify_cannot() -> None:
    said = files(WIDGET, "'netlify'")["said"]
    assert "W747" in said
    assert "netlify cannot give an output a policy of its own" in said


@pytest.mark.parametrize(("ending", "kind"), [*MORE.items()])
def test_endings_have_types(ending: str, kind: str) -> None:
    found = files(f'[[outputs]]\nname = "a"\npath = "/a.{ending}"\n')
    assert f"location ~ \\.{ending}$ {{ types {{ }} default_type {kind}; }}" in found["nginx/server.conf"]
    assert f"AddType {kind} .{ending}\n" in found[".htaccess"]
    assert f"@{ending} path *.{ending}\n" in found["caddy/site.caddy"]
    assert type_of(f"a.{ending}").startswith(kind)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('path = "/a.laf"', "6:8 E648 servers do not know what `.laf` is"),
        ('path = "/a.laf"\ncontent_type = "x"', "7:16 E648 `content_type` is not a content type: `x`"),
        (
            'path = "/a.ics"\ncontent_type = "text/calendar"',
            "7:1 E648 `content_type` is for endings that servers do not know; they know `.ics`",
        ),
        ('path = "/a/"\nframes = ["doi-tac.example"]', "7:11 E648 `frames` has what is not a site: `doi-tac.example`"),
        ('path = "/a/"\nframes = ["*; script-src *"]', "7:11 E648 `frames` has what is not a site: `*; script-src *`"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(line: str, said: str) -> None:
    config, found = load_config(f'title = "A"\nbase_url = "https://a.vn"\n\n[[outputs]]\nname = "a"\n{line}\n')
    assert config is None
    assert [f"{d.place.line}:{d.place.column} {d.code} {d.message}" for d in found] == [said]


def test_the_preview_sends_the_same(site: Callable[[str], TinySite]) -> None:
    tiny = site("-- content/tin/a.md --\n---\ntitle: A\ndate: 2026-11-24 05:00\n---\nx\n")
    tiny.write("site.toml", CONFIG.replace("example.vn", "example.vn/bao") + WIDGET + MAIL)
    looking = Looking(tiny)
    try:
        policy = looking.responder.policy
        assert "frame-ancestors 'self' https://doi-tac.example" in policy("/bao/nhung/moi/")
        assert "style-src 'self' 'unsafe-inline'" in policy("/bao/thu/2026-11-24.html")
        assert policy("/bao/") == policy("/bao/tin/")
        assert "unsafe-inline" not in policy("/bao/")
        assert looking.see("/bao/thu/2026-11-24.html").status == 200
    finally:
        looking.close()
