"""The recipes of docs/access.md, run as printed by nginx, Caddy and Apache: who gets guarded files, who keeps them."""

from __future__ import annotations

import base64
import gzip
import os
import re
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.conftest import TinySite
from tests.documents import DOCS
from tests.external.servers import APACHE, MODULES, Client, find, free_port, nginx_of, running

pytestmark = [pytest.mark.external, pytest.mark.slow]

PAGE = (DOCS / "access.md").read_text("utf-8")
SITE = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
compress = ["gzip"]
[access]
sign_in = "https://id.example.vn/?back={url}"
[deploy]
files = ["nginx", "caddy", "apache"]
-- content/tin/a.md --
---
title: A
date: 2026-01-02
access: paid
---
Một.

Hai.

Ba kín.
-- content/tin/b.md --
---
title: B
date: 2026-01-02
access: registered
---
Một.

Hai.

Ba kín.
"""
REST, OTHER, PUBLIC = "/access/paid/tin/2026/01/a/", "/access/registered/tin/2026/01/b/", "/tin/2026/01/a/"
COOKIE = "thue-bao=1"
PASSWORD = f"Basic {base64.b64encode(b'ban:doc').decode()}"


class Service(BaseHTTPRequestHandler):
    """Answers 200 to the requests of subscribers, and 401 to others."""

    def do_GET(self) -> None:
        known = self.path == "/paid" and COOKIE in self.headers.get("Cookie", "")
        self.send_response(200 if known else 401)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def service() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Service) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


def recipe(heading: str, language: str) -> str:
    section = re.split(r"^##+ ", PAGE.partition(f"### {heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
    (text,) = re.findall(rf"^```{language}\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    return str(text)


def nginx(temp: Path, tiny: TinySite, asked: int, port: int, *, follows: bool) -> list[str]:
    text = nginx_of(temp, [(tiny.public, tiny.root / "public-deploy")], port)
    if follows:
        own = recipe("nginx", "nginx").replace("127.0.0.1:9000", f"127.0.0.1:{asked}")
        text = text.replace("server.conf;", f"server.conf; gzip_static on;\n{own}", 1).replace("gzip_static on;", "", 1)
    (temp / "config").write_text(text, "utf-8")
    return [find("nginx", "nginx-light"), "-p", str(temp), "-c", str(temp / "config")]


def caddy(temp: Path, tiny: TinySite, asked: int, port: int, *, follows: bool) -> list[str]:
    text = recipe("Caddy", "caddyfile").replace("127.0.0.1:9000", f"127.0.0.1:{asked}")
    text = text.replace("example.vn {", f"http://127.0.0.1:{port} {{", 1).replace(
        "/var/www/example.vn", str(tiny.public)
    )
    if not follows:
        text = re.sub(r"\tvars .*?\n\t}\n", "", text, flags=re.DOTALL)
    first = f"{{\n\tadmin off\n\tauto_https off\n}}\nimport {tiny.root}/public-deploy/caddy/ssg.caddy\n"
    (temp / "config").write_text(first + text, "utf-8")
    return [find("caddy", "caddy"), "run", "--config", str(temp / "config"), "--adapter", "caddyfile"]


def apache(temp: Path, tiny: TinySite, asked: int, port: int, *, follows: bool) -> list[str]:
    names = [*MODULES, "auth_basic", "authn_core", "authn_file", "authz_user"]
    modules = "\n".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in names)
    text = APACHE.format(root=tiny.public, temp=temp, port=port, modules=modules)
    secret = subprocess.check_output([find("openssl", "openssl"), "passwd", "-apr1", "doc"], text=True)
    (temp / "htpasswd").write_text(f"ban:{secret}", "utf-8")
    own = re.sub(r"/etc/\S+htpasswd", str(temp / "htpasswd"), recipe("Apache", "apache"))
    (temp / "config").write_text(text + (own if follows else ""), "utf-8")
    return [find("apache2", "apache2-bin"), "-f", str(temp / "config"), "-X"]


SERVERS = {"nginx": nginx, "caddy": caddy, "apache": apache}


@contextmanager
def served(kind: str, tiny: TinySite, temp: Path, *, follows: bool) -> Iterator[Client]:
    tiny.build()
    port = free_port()
    temp.mkdir()
    if os.geteuid() == 0:  # Apache gives up the rights of root
        for folder in (temp, *temp.parents[:3], tiny.root, tiny.public):
            folder.chmod(0o755)
    with service() as asked:
        command = SERVERS[kind](temp, tiny, asked, port, follows=follows)
        with running(kind, command, temp, port):
            client = Client(port)
            yield client
            client.close()


@pytest.mark.parametrize("kind", SERVERS)
def test_guarded_files_are_for_readers_who_may_read_them(
    site: Callable[[str], TinySite], tmp_path: Path, kind: str
) -> None:
    with served(kind, site(SITE), tmp_path / "server", follows=True) as client:
        knows = {"Authorization": PASSWORD} if kind == "apache" else {"Cookie": COOKIE}
        for path in (REST, f"{REST}index.html", f"{REST}index.html.gz"):
            refused = client.get(path)
            assert refused.status == (302 if kind == "nginx" else 401), path
            assert "kín".encode() not in refused.body
            assert "public" not in refused.headers.get("cache-control", ""), (
                "what others get must not be kept for readers"
            )
            if kind == "nginx":
                assert refused.headers["location"] == f"https://id.example.vn/?back=http://127.0.0.1{path}"
            shown = client.get(path, **knows)
            assert shown.status == 200, path
            assert shown.headers["cache-control"] == "private, no-store"
            assert shown.headers["x-robots-tag"] == "noindex"
            body = gzip.decompress(shown.body) if path.endswith(".gz") else shown.body
            assert "kín".encode() in body
        packed = client.get(REST, Accept_Encoding="gzip", **knows)
        assert packed.headers["cache-control"] == "private, no-store"
        assert "kín".encode() in gzip.decompress(packed.body)
        assert client.get(OTHER, **knows).status in (403, 404), "nobody said who may read these"
        public = client.get(PUBLIC)
        assert public.status == 200
        assert "kín".encode() not in public.body
        assert "no-store" not in public.headers["cache-control"]


@pytest.mark.parametrize("kind", SERVERS)
def test_nobody_gets_them_without_a_recipe(site: Callable[[str], TinySite], tmp_path: Path, kind: str) -> None:
    with served(kind, site(SITE), tmp_path / "server", follows=False) as client:
        for path in (REST, f"{REST}index.html", f"{REST}index.html.gz", OTHER):
            answer = client.get(path, Cookie=COOKIE, Authorization=PASSWORD)
            assert answer.status in (403, 404), path
            assert "kín".encode() not in answer.body
        assert client.get(PUBLIC).status == 200


def test_nginx_includes_without_asking(site: Callable[[str], TinySite], tmp_path: Path) -> None:
    """That is why docs/access.md says never to include a guarded file."""
    tiny = site(SITE)
    tiny.write("static/chen.html", f'<!--#include virtual="{REST}" -->')
    tiny.edit("site.toml", "[access]", '[blocks.latest]\ndelivery = "ssi"\n[access]')
    tiny.edit("site.toml", 'compress = ["gzip"]\n', "")
    tiny.edit("site.toml", '["nginx", "caddy", "apache"]', '["nginx"]')
    with served("nginx", tiny, tmp_path / "server", follows=True) as client:
        assert client.get(REST).status == 302
        assert "kín".encode() in client.get("/chen.html").body


# Other spellings of the address of the rest: letters and slashes in codes, case, points, what stands behind it.
TRICKS = (
    "/%61ccess/paid/tin/2026/01/a/",
    "/access/paid/tin/2026/01/a/index%2Ehtml",
    "/access%2Fpaid/tin/2026/01/a/index.html",
    "//access//paid/tin/2026/01/a/",
    "/access/./paid/tin/2026/01/a/",
    "/access/registered/../paid/tin/2026/01/a/",
    "/tin/../access/paid/tin/2026/01/a/",
    "/tin/%2e%2e/access/paid/tin/2026/01/a/index.html",
    "/tin/..%2faccess/paid/tin/2026/01/a/index.html",
    "/tin/..%5caccess/paid/tin/2026/01/a/index.html",
    "/ACCESS/paid/tin/2026/01/a/",
    "/Access/Paid/tin/2026/01/a/index.html",
    "/access/PAID/tin/2026/01/a/",
    "/access/paid/tin/2026/01/a",
    "/access/paid/tin/2026/01/a/index.html/",
    "/access/paid/tin/2026/01/a/index.html/x",
    "/access/paid/tin/2026/01/a/?x=1",
    "/access/paid/tin/2026/01/a/;x",
    "/access/paid;x/tin/2026/01/a/",
    "/access/paid/tin/2026/01/a/index.html%00",
    "/access/paid/tin/2026/01/a/index.html.gz",
    "/access/paid/tin/2026/01/a/index",
    "http://127.0.0.1/access/paid/tin/2026/01/a/",
    "/access\\paid/tin/2026/01/a/",
)


@pytest.mark.parametrize("follows", [True, False], ids=["asked", "closed"])
@pytest.mark.parametrize("kind", SERVERS)
def test_no_spelling_of_an_address_leads_past_the_guard(
    site: Callable[[str], TinySite], tmp_path: Path, kind: str, follows: bool
) -> None:
    with served(kind, site(SITE), tmp_path / "server", follows=follows) as client:
        for path in TRICKS:
            for method in ("GET", "HEAD", "POST"):
                for more in ({}, {"Range": "bytes=0-50"}, {"Accept-Encoding": "gzip"}, {"If-None-Match": "*"}):
                    answer = raw(client, method, path, more)
                    shown = answer.startswith((b"HTTP/1.1 200", b"HTTP/1.1 206", b"HTTP/1.1 304"))
                    assert not shown, (method, path, more)
                    assert "kín".encode() not in answer


def raw(client: Client, method: str, path: str, more: dict[str, str]) -> bytes:
    """Ask for a path exactly as written, over a connection of its own; return the whole answer."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{client.port}", "Connection: close", "Content-Length: 0"]
    lines += [f"{name}: {value}" for name, value in more.items()]
    with socket.create_connection(("127.0.0.1", client.port), timeout=60) as connection:
        connection.sendall("\r\n".join([*lines, "", ""]).encode("latin-1"))
        parts = []
        while data := connection.recv(65536):
            parts.append(data)
    return b"".join(parts)
