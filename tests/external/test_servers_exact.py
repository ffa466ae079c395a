"""Redirects, caching and errors at their edges, before real servers: what is there is shown, the rest led away."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.conftest import TinySite
from tests.external.servers import Client, find, nginx_of, serve

pytestmark = [pytest.mark.external, pytest.mark.slow, pytest.mark.xdist_group("servers-exact")]

SITE = """-- site.toml --
redirects = "redirects.csv"
title = "Báo Thử"
base_url = "https://example.vn"
[[categories]]
name = "Media"
[[categories]]
name = "Thời sự"
[deploy]
files = ["nginx", "apache", "caddy"]
-- content/media/a.md --
---
title: Bài A
date: 2026-01-02
aliases: [/cu/Bai-A/]
---
Văn bản.
-- content/thoi-su/b.md --
---
title: Bài B
date: 2026-01-02
---
Văn bản.
-- static/media/ban-do.20261128.pdf --
x
-- static/media/anh.jpg --
x
-- static/media/tin.1f2e3d4c.html --
x
-- static/assets/ma.1f2e3d4c.css --
x
-- static/ung-dung.webmanifest --
{}
-- redirects.csv --
from,to,status
/Thoi-Su/,/thoi-su/
/THOI-SU/,/media/
/Media/,/khong-con/
/feed.xml/,/thoi-su/
/media/cu.jpg,/thoi-su/,302
/media/cu.1a2b3c4d.jpg,/thoi-su/
/assets/mat.1a2b3c4d.css,,410
/mat.html,,410
/tin/Ba%CC%80i cũ/,/thoi-su/
/tin/100%25/,/thoi-su/
/media/anh.jpg/,/media/anh.jpg
/dau/,/thoi-su/#dau
/hoi/,/thoi-su/?x=1
/ten-mien/,https://thờisự.vn/bài/
/Khac/,/thoi-su/
/khac/,/media/,302
/Đà-Nẵng/,/thoi-su/
/đà-nẵng/,/thoi-su/
/ngoac%22kep/,/thoi-su/
/gach%5Cnguoc/,/thoi-su/
/.cu/tin/,/thoi-su/
/tin.aspx?ten=%22a%22,/thoi-su/
"""
LASTING = "public, max-age=31536000, immutable"
FRESH = "public, max-age=60, stale-while-revalidate=600"
LED = {
    "/Thoi-Su/": (301, "/thoi-su/"),
    "/Thoi-Su": (301, "/thoi-su/"),
    "/THOI-SU/": (301, "/media/"),
    "/cu/Bai-A/": (301, "/media/2026/01/bai-a/"),
    "/cu/Bai-A": (301, "/media/2026/01/bai-a/"),
    "/feed.xml/": (301, "/thoi-su/"),
    "/media/cu.jpg": (302, "/thoi-su/"),
    "/media/cu.1a2b3c4d.jpg": (301, "/thoi-su/"),
    "/tin/" + quote("Bài cũ", safe="") + "/": (301, "/thoi-su/"),
    "/tin/" + quote("Bài cũ", safe=""): (301, "/thoi-su/"),
    "/tin/100%25/": (301, "/thoi-su/"),
    "/media/anh.jpg/": (301, "/media/anh.jpg"),
    "/dau/?utm=zalo": (301, "/thoi-su/#dau"),
    "/hoi/?utm=zalo": (301, "/thoi-su/?x=1"),
    "/Thoi-Su/?utm=zalo&b=%3D": (301, "/thoi-su/?utm=zalo&b=%3D"),
    "/ten-mien/": (301, "https://xn--this-rz5a8e.vn/b%C3%A0i/"),
    "/Khac/": (301, "/thoi-su/"),
    "/khac/": (302, "/media/"),
    "/khac": (302, "/media/"),
    quote("/Đà-Nẵng/"): (301, "/thoi-su/"),
    quote("/đà-nẵng/"): (301, "/thoi-su/"),
    "/ngoac%22kep/": (301, "/thoi-su/"),
    "/gach%5Cnguoc/": (301, "/thoi-su/"),
    "/.cu/tin/": (301, "/thoi-su/"),
    "/tin.aspx?ten=%22a%22": (301, "/thoi-su/"),
}
KINDS = ("nginx", "apache", "caddy")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> TinySite:
    built = TinySite(tmp_path_factory.mktemp("exact") / "site", SITE)
    built.build()
    (built.public / "trong").mkdir()
    return built


@pytest.fixture(scope="module", params=KINDS)
def client(
    request: pytest.FixtureRequest, tiny: TinySite, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Client]:
    temp = tmp_path_factory.mktemp(request.param) / "run"
    with serve(request.param, tiny.public, tiny.root / "public-deploy", temp) as found:
        yield found


def test_no_redirect_answers_for_what_is_there(client: Client, tiny: TinySite) -> None:
    outputs = [path for path in tiny.tree() if path not in (".htaccess", "404.html", "cu/Bai-A/index.html")]
    assert {"thoi-su/index.html", "media/index.html", "feed.xml", "media/anh.jpg"} <= set(outputs)
    for output in outputs:
        answer = client.get("/" + quote(output.removesuffix("index.html")))
        assert (answer.status, answer.body) == (200, (tiny.public / output).read_bytes()), output


def test_exactly_what_the_table_says_is_led_away(client: Client) -> None:
    for old, (status, new) in LED.items():
        answer = client.get(old)
        location = re.sub(r"^http://(127\.0\.0\.1|localhost)(:\d+)?", "", answer.headers["location"])
        assert (answer.status, location) == (status, new), old
    for page in ("/thoi-su", "/media"):
        location = client.get(page).headers["location"]
        assert location.endswith(f"{page}/"), location


def test_only_files_named_by_their_content_are_kept(client: Client, tiny: TinySite) -> None:
    def kept(path: str) -> str:
        return client.get(path).headers["cache-control"]

    (css,) = tiny.public.glob("assets/css/site.*.css")
    assert kept(f"/assets/css/{css.name}") == LASTING
    assert kept("/assets/ma.1f2e3d4c.css") == LASTING
    for path in (
        *("/media/", "/media/2026/01/bai-a/", "/media/ban-do.20261128.pdf", "/media/anh.jpg", "/feed.xml"),
        *("/media/tin.1f2e3d4c.html", "/media/khong.1a2b3c4d.jpg", "/media/2026/", "/assets/mat.1a2b3c4d.css"),
        *(old for old in LED),
    ):
        assert kept(path) == FRESH, path


def test_a_file_that_has_not_changed_is_still_kept(client: Client, tiny: TinySite) -> None:
    (css,) = tiny.public.glob("assets/css/site.*.css")
    tag = client.get(f"/assets/css/{css.name}").headers["etag"]
    answer = client.get(f"/assets/css/{css.name}", If_None_Match=tag)
    assert answer.status == 304
    assert answer.headers.get("cache-control", LASTING) == LASTING


def test_errors_show_the_page_of_the_site(client: Client, tiny: TinySite) -> None:
    page = (tiny.public / "404.html").read_bytes()
    folders = ("/trong/", "/media/2026/", "/assets/")
    missing = ("/khong/", "/media/x.1a2b3c4d.jpg", "/khong.webmanifest", "/khong.avif", *folders)
    for path in (*missing, "/mat.html", "/assets/mat.1a2b3c4d.css"):
        status = 404 if path in missing else 410
        answer = client.get(path)
        assert (answer.status, answer.body) == (status, page), path
        assert answer.headers["content-type"].lower() == "text/html; charset=utf-8", path
        for name in ("content-security-policy", "x-content-type-options", "strict-transport-security"):
            assert name in answer.headers, (path, name)


def test_redirects_carry_the_headers_of_every_response(client: Client) -> None:
    for old in ("/Thoi-Su/", "/cu/Bai-A/", "/khac/"):
        headers = client.get(old).headers
        for name in ("content-security-policy", "referrer-policy", "permissions-policy"):
            assert name in headers, (old, name)


def test_a_manifest_is_sent_as_one(client: Client) -> None:
    answer = client.get("/ung-dung.webmanifest")
    assert answer.headers["content-type"].startswith("application/manifest+json")


def spellings(path: str) -> Iterator[str]:
    """Ways to ask for a path that some server takes for the same: slashes, dots, case, encoded letters, the query."""
    yield from (path, f"{path}?a=1", f"{path}?", f"/{path}", f"/.{path}", f"/x/..{path}", path.replace("/", "//"))
    yield from (path.upper(), path.lower(), path.title(), f"{path}.", f"{path}%2F", f"{path}%20", f"{path};x")
    yield from (path.removesuffix("/"), f"{path}/", f"{path}index.html", path.removesuffix("index.html"))
    yield path if "%" in path else re.sub("[a-z]", lambda one: f"%{ord(one[0]):02x}", path)


def led(client: Client, path: str) -> tuple[int, bytes]:
    """Follow redirects within the site, at most three; return how that ends."""
    for _ in range(4):
        answer = client.get(path)
        if answer.status not in (301, 302, 307, 308):
            return answer.status, answer.body
        path = re.sub(r"^http://(127\.0\.0\.1|localhost)(:\d+)?", "", answer.headers["location"])
        if not path.startswith("/"):
            return 200, b""
        assert not path.startswith("//"), path
    raise AssertionError(f"led in a circle at {path}")


def test_no_spelling_leads_in_a_circle_or_from_a_page_to_another(client: Client, tiny: TinySite) -> None:
    served = (path for path in tiny.tree() if path not in (".htaccess", "404.html", "cu/Bai-A/index.html"))
    for output in served:
        own = "/" + quote(output.removesuffix("index.html"))
        data = (tiny.public / output).read_bytes()
        for asked in dict.fromkeys(spellings(own)):
            status, body = led(client, asked)
            assert status in (200, 301, 404, 410, 400), asked
            same = asked.partition("?")[0].replace("//", "/").replace("/./", "/").replace("/x/../", "/")
            if same in (own, own.removesuffix("/"), f"{own}index.html") and status == 200:
                assert body == data, asked
    for old in LED:
        for asked in dict.fromkeys(spellings(old.partition("?")[0])):
            assert led(client, asked)[0] in (200, 404, 410, 400), asked


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("base", ["/bao-moi", "/bao.moi/a"])
def test_files_named_by_their_content_are_kept_in_a_folder_of_any_name(tmp_path: Path, kind: str, base: str) -> None:
    tiny = TinySite(tmp_path / "site", SITE)
    tiny.edit("site.toml", "https://example.vn", f"https://example.vn{base}")
    tiny.build()
    shutil.copytree(tiny.public, tmp_path / f"root{base}")
    with serve(kind, tmp_path / "root", tiny.root / "public-deploy", tmp_path / "run") as client:
        answer = client.get(f"{base}/assets/ma.1f2e3d4c.css")
        assert (answer.status, answer.headers["cache-control"]) == (200, LASTING)
        assert client.get(f"{base}/media/anh.jpg").headers["cache-control"] == FRESH


def two_sites(tmp_path: Path, kind: str) -> list[TinySite]:
    sites = []
    for name in ("a-b.example", "a.b.example"):
        site = TinySite(tmp_path / name, SITE)
        site.edit("site.toml", "https://example.vn", f"https://{name}")
        site.edit("redirects.csv", "/khac/,/media/", f"/{'x' * 1500}/,/thoi-su/\n/khac/,/media/")
        site.edit("site.toml", '"nginx", "apache", "caddy"', f'"{kind}"')
        site.build()
        sites.append(site)
    return sites


def test_one_nginx_serves_two_sites(tmp_path: Path) -> None:
    nginx = find("nginx", "nginx-light")
    sites = two_sites(tmp_path, "nginx")
    config = tmp_path / "nginx.conf"
    config.write_text(nginx_of(tmp_path, [(site.public, site.root / "public-deploy") for site in sites]), "utf-8")
    done = subprocess.run(
        [nginx, "-t", "-p", str(tmp_path), "-c", str(config)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, "emerg" in done.stderr, "warn" in done.stderr) == (0, False, False), done.stderr


def test_one_caddy_serves_two_sites(tmp_path: Path) -> None:
    caddy = find("caddy", "caddy")
    config = tmp_path / "Caddyfile"
    blocks = [
        f"http://localhost:{port} {{\n\troot * {site.public}\n\timport {site.root}/public-deploy/caddy/site.caddy\n}}\n"
        for port, site in enumerate(two_sites(tmp_path, "caddy"), 8001)
    ]
    config.write_text("".join(blocks), "utf-8")
    command = [caddy, "validate", "--config", str(config), "--adapter", "caddyfile"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={"HOME": str(tmp_path)})
    assert done.returncode == 0, done.stderr
