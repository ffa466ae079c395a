"""The recipes of docs/deploy.md for https, for `www` and for a staging server, run as printed by nginx, Apache, Caddy.

Only ports and paths are exchanged, and the certificate is signed by nobody.
"""

from __future__ import annotations

import base64
import http.client
import re
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import unquote

import pytest

from tests.conftest import TinySite
from tests.documents import DOCS
from tests.external.servers import MODULES, Answer, find, free_port, running

pytestmark = [pytest.mark.external, pytest.mark.slow, pytest.mark.xdist_group("servers-recipes")]

PAGE: Final = (DOCS / "deploy.md").read_text("utf-8")
KINDS: Final = ("nginx", "apache", "caddy")
FENCES: Final = {"nginx": "nginx", "apache": "apache", "caddy": "caddyfile"}
NAMES: Final = ("example.vn", "www.example.vn", "thu.example.vn")
SITE = """-- site.toml --
redirects = "redirects.csv"
title = "Báo Thử"
base_url = "https://example.vn"
[[categories]]
name = "Tin"
[deploy]
files = ["nginx", "apache", "caddy"]
-- content/tin/a.md --
---
title: Bài A
date: 2026-01-02
---
Văn bản.
-- redirects.csv --
/cu/,/tin/
"""
TEMPORARY: Final = "client_body proxy fastcgi uwsgi scgi"


class Place(NamedTuple):
    """Where a server runs, and for which site."""

    kind: str
    temp: Path
    public: Path
    deploy: Path
    plain: int
    secure: int


def recipe(heading: str, kind: str) -> str:
    """Return what a section prints for a server."""
    section = re.split(r"^##+ ", PAGE.partition(f"{heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
    (text,) = re.findall(rf"^```{FENCES[kind]}\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    return str(text).removeprefix("http {\n").removesuffix("}\n" if text.startswith("http {") else "")


def certificate(temp: Path) -> None:
    names = ",".join(f"DNS:{name}" for name in NAMES)
    options = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=example.vn -keyout key.pem -out cert.pem -addext"
    command = [find("openssl", "openssl"), *options.split(), f"subjectAltName={names}"]
    subprocess.run(command, cwd=temp, check=True, capture_output=True)


def at(place: Place, text: str) -> str:
    """Exchange the paths and ports of a recipe."""
    folder = {"nginx": "nginx", "apache": "", "caddy": "caddy"}[place.kind]
    for old, new in (
        (r"/var/www/(?:thu[.])?example[.]vn", str(place.public)),
        (r"/etc/ssl/\S+[.]pem", str(place.temp / "cert.pem")),
        (r"/etc/ssl/\S+[.]key", str(place.temp / "key.pem")),
        (r"/etc/(?:nginx|apache2)/thu[.]htpasswd", str(place.temp / "htpasswd")),
        (r"/etc/nginx/ssg(?:-thu)?|/etc/caddy(?:/thu)?", str(place.deploy / folder)),
        (r"listen 80;", f"listen 127.0.0.1:{place.plain};"),
        (r"listen 443 ", f"listen 127.0.0.1:{place.secure} "),
        (r"\*:80>", f"127.0.0.1:{place.plain}>"),
        (r"\*:443>", f"127.0.0.1:{place.secure}>"),
        (r"include mime[.]types;", "include /etc/nginx/mime.types;"),
    ):
        text = re.sub(old, new, text)
    return text


def command(place: Place, text: str) -> list[str]:
    """Write the configuration of a server around a recipe."""
    temp = place.temp
    config = temp / "config"
    if place.kind == "nginx":
        user = "user root;" if temp.owner() == "root" else ""
        start = f"daemon off; {user} pid {temp}/pid; error_log {temp}/error.log;\nevents {{ }}\nhttp {{ access_log off;"
        start += "".join(f" {name}_temp_path {temp}/{name};" for name in TEMPORARY.split())
        if "include /etc/nginx/mime.types" not in text:  # a server block alone, beside others
            start += f" include /etc/nginx/mime.types; include {place.deploy}/nginx/once.conf;"
        config.write_text(f"{start}\n{text}\n}}\n", "utf-8")
        return [find("nginx", "nginx-light"), "-p", str(temp), "-c", str(config)]
    if place.kind == "apache":
        modules = [*MODULES, "ssl", "socache_shmcb", "auth_basic", "authn_core", "authn_file", "authz_user"]
        lines = [f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in modules]
        lines += [f"ServerRoot {temp}", "ServerName localhost", f"PidFile {temp}/pid", f"ErrorLog {temp}/error.log"]
        lines += [f"Mutex file:{temp}", "TypesConfig /etc/mime.types"]
        lines += [f"Listen 127.0.0.1:{port}" for port in (place.plain, place.secure)]
        config.write_text("\n".join((*lines, text)), "utf-8")
        return [find("apache2", "apache2-bin"), "-f", str(config), "-X"]
    ports = (f"http_port {place.plain}", f"https_port {place.secure}")
    options = "\n\t".join(("admin off", "skip_install_trust", "local_certs", *ports))
    config.write_text(f"{{\n\t{options}\n}}\n{text}", "utf-8")
    return [find("caddy", "caddy"), "run", "--config", str(config), "--adapter", "caddyfile"]


@contextmanager
def served(kind: str, temp: Path, tiny: TinySite, *recipes: str, exchange: bool = False) -> Iterator[Place]:
    """Let a server run recipes for a site. `exchange`: the site's own name is the one with `www`."""
    temp.mkdir()
    place = Place(kind, temp, tiny.public, tiny.root / "public-deploy", free_port(), free_port())
    certificate(temp)
    text = at(place, "\n".join(recipe(heading, kind) for heading in recipes))
    if kind == "caddy" and "HASH" in text:
        text = text.replace("HASH", said(find("caddy", "caddy"), "hash-password", "--plaintext", "mật khẩu"))
    else:
        secret = said(find("openssl", "openssl"), "passwd", "-apr1", "mật khẩu")
        (temp / "htpasswd").write_text(f"bientap:{secret}\n", "utf-8")
    if exchange:
        text = text.replace("www.example.vn", "@").replace("example.vn", "www.example.vn").replace("@", "example.vn")
    with running(kind, command(place, text), temp, place.secure):
        yield place


def said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def ask(place: Place, url: str, password: str = "") -> Answer:
    """Ask for a URL, at the port that stands for its scheme."""
    scheme, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    stream = socket.create_connection(("127.0.0.1", place.secure if scheme == "https" else place.plain), timeout=20)
    if scheme == "https":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        stream = context.wrap_socket(stream, server_hostname=host)
    with stream:
        given = base64.b64encode(f"bientap:{password}".encode()).decode()
        asked = f"Authorization: Basic {given}\r\n" if password else ""
        stream.sendall(f"GET {slash}{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{asked}\r\n".encode())
        answer = http.client.HTTPResponse(stream)
        answer.begin()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, headers, answer.read())


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> TinySite:
    built = TinySite(tmp_path_factory.mktemp("recipes") / "site", SITE)
    built.build()
    return built


HEADINGS: Final = {"nginx": "### nginx", "apache": "### Apache", "caddy": "### Caddy"}


@pytest.mark.parametrize("exchange", [False, True], ids=["bare", "www"])
@pytest.mark.parametrize("kind", KINDS)
def test_one_name_over_https(kind: str, exchange: bool, tiny: TinySite, tmp_path: Path) -> None:
    site, other = NAMES[:2][:: -1 if exchange else 1]
    with served(kind, tmp_path / "run", tiny, HEADINGS[kind], "### https, and www", exchange=exchange) as place:
        found = {}
        for path in ("/", "/tin/", "/tin?x=1&y=%3D", "/b%C3%A0i%20c%C5%A9/", "/cu/", "/a%2Cb/?q"):
            for origin in (f"http://{site}", f"http://{other}", f"https://{other}"):
                answer = ask(place, origin + path)
                location = answer.headers.get("location", "")
                if (answer.status, unquote(location)) != (301, unquote(f"https://{site}{path}")):
                    found[origin + path] = (answer.status, location)
        assert found == {}
        answer = ask(place, f"https://{site}/tin/")
        assert (answer.status, answer.body) == (200, (tiny.public / "tin/index.html").read_bytes())
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        answer = ask(place, f"https://{site}/cu/?x")
        assert (answer.status, re.sub(r":\d+", "", answer.headers["location"])) in (
            (301, f"https://{site}/tin/?x"),
            (301, "/tin/?x"),
        )


@pytest.fixture(scope="module")
def staging(tmp_path_factory: pytest.TempPathFactory) -> TinySite:
    built = TinySite(tmp_path_factory.mktemp("staging") / "site", SITE)
    built.edit("site.toml", "https://example.vn", "https://thu.example.vn")
    built.build(staging=True)
    return built


@pytest.mark.parametrize("kind", KINDS)
def test_a_staging_server_asks_for_a_password_and_nothing_is_kept(kind: str, staging: TinySite, tmp_path: Path) -> None:
    (css,) = staging.public.glob("assets/css/site.*.css")
    with served(kind, tmp_path / "run", staging, "## A staging server") as place:
        for path, output in (("/tin/", "tin/index.html"), (f"/assets/css/{css.name}", f"assets/css/{css.name}")):
            answers = [ask(place, f"https://thu.example.vn{path}", word) for word in ("", "falsch", "mật khẩu")]
            assert [answer.status for answer in answers] == [401, 401, 200], path
            assert answers[2].body == (staging.public / output).read_bytes()
            assert answers[0].headers["www-authenticate"].startswith("Basic realm=")
            for answer in (*answers, ask(place, "https://thu.example.vn/khong/", "mật khẩu")):
                assert answer.headers["cache-control"] == "private, no-store", (path, answer.status)
                assert answer.headers["x-robots-tag"] == "noindex, nofollow", (path, answer.status)
                assert "strict-transport-security" not in answer.headers
        for path in ("/khong/", "/robots.txt", "/feed.xml", "/404.html"):
            assert ask(place, f"https://thu.example.vn{path}").status == 401, path
        old = [ask(place, "https://thu.example.vn/cu/", word) for word in ("", "mật khẩu")]
        assert [answer.status for answer in old] == [401 if kind == "apache" else 301, 301]
        assert {answer.headers["cache-control"] for answer in old} == {"private, no-store"}
