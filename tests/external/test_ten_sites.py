"""Ten sites on one machine: one nginx, by the recipe of docs/operations.md, and one Caddy, answer for each its own."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import TinySite
from tests.documents import DOCS
from tests.external.servers import Client, find, free_port, running

pytestmark = [pytest.mark.external, pytest.mark.slow, pytest.mark.xdist_group("servers-ten")]

NAMES: Final = (
    "bao.vn",
    "bao-a.vn",
    "bao.a.vn",
    "www.bao.vn",
    *(f"bao-{number}.vn" for number in (1, 2, 3, 10, 11, 12)),
)
TEMPORARY: Final = "client_body proxy fastcgi uwsgi scgi"


def literal(name: str) -> str:
    return f"""-- site.toml --
redirects = "redirects.csv"
title = "Báo {name}"
base_url = "https://{name}"
[deploy]
files = ["nginx", "caddy"]
policy = {{ img-src = "https://anh.{name}" }}
-- content/tin/a.md --
---
title: Bài của {name}
date: 2026-01-02
slug: a
---
Văn bản.
-- redirects.csv --
/cu/,/tin/?{name}
/cu-{name}/,,410
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ten") / "srv"
    for name in NAMES:
        TinySite(folder / name, literal(name)).build()
    return folder


def nginx(folder: Path, temp: Path, port: int) -> list[str]:
    recipe = re.findall(r"^```sh nginx-sites\n(.*?)^```$", (DOCS / "operations.md").read_text("utf-8"), re.M | re.S)[0]
    done = subprocess.run(["sh", "-c", recipe, "nginx-sites", str(folder)], capture_output=True, text=True, check=True)
    sites = re.sub(r" *ssl_certificate.*\n", "", done.stdout).replace(
        "listen 443 ssl http2", f"listen 127.0.0.1:{port}"
    )
    user = "user root;" if temp.owner() == "root" else ""
    start = f"daemon off; {user} pid {temp}/pid; error_log {temp}/error.log;\nevents {{ }}\nhttp {{ access_log off;"
    paths = "".join(f" {name}_temp_path {temp}/{name};" for name in TEMPORARY.split())
    (temp / "config").write_text(f"{start}{paths} include /etc/nginx/mime.types;\n{sites}}}\n", "utf-8")
    return [find("nginx", "nginx-light"), "-p", str(temp), "-c", str(temp / "config")]


def caddy(folder: Path, temp: Path, port: int) -> list[str]:
    sites = (
        f"http://{name}:{port} {{\n\troot * {site}/public\n\timport {site}/public-deploy/caddy/site.caddy\n}}\n"
        for name, site in ((name, folder / name) for name in NAMES)
    )
    (temp / "config").write_text("{\n\tadmin off\n\tauto_https off\n}\n" + "".join(sites), "utf-8")
    return [find("caddy", "caddy"), "run", "--config", str(temp / "config"), "--adapter", "caddyfile"]


@pytest.fixture(params=["nginx", "caddy"])
def client(request: pytest.FixtureRequest, folder: Path, tmp_path: Path) -> Iterator[Client]:
    port = free_port()
    command = {"nginx": nginx, "caddy": caddy}[request.param](folder, tmp_path, port)
    with running(request.param, command, tmp_path, port):
        found = Client(port)
        yield found
        found.close()


def test_each_site_answers_for_itself(client: Client, folder: Path) -> None:
    for name in NAMES:
        page = client.get("/tin/2026/01/a/", Host=name)
        assert page.status == 200
        assert f"Bài của {name}".encode() in page.body
        assert page.headers["content-security-policy"].count(f"https://anh.{name};") == 1
        old = client.get("/cu/", Host=name)
        assert (old.status, re.sub(r"^https?://[^/]+", "", old.headers["location"])) == (301, f"/tin/?{name}")
        assert {other: client.get(f"/cu-{other}/", Host=name).status for other in NAMES} == {
            other: 410 if other == name else 404 for other in NAMES
        }
        missing = client.get("/khong/", Host=name)
        assert (missing.status, missing.body) == (404, (folder / name / "public/404.html").read_bytes())
