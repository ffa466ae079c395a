"""A shared cache behind a web server: it is read with a token, and nothing else."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from ssg.core.config import TargetConfig
from ssg.core.errors import SiteProblem
from ssg.deploy.targets.model import Request
from ssg.deploy.targets.web import open_web
from tests.command import ssg
from tests.conftest import TinySite, article_file

SITE = '-- site.toml --\ntitle = "Báo Thử"\nbase_url = "https://example.vn"\n'
TOKEN = {"SSG_CACHE_TOKEN": "bi-mat"}


class Handler(SimpleHTTPRequestHandler):
    """Shows a folder to who has the token; `busy` is busy twice, and `away` elsewhere."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.headers["Authorization"] != "Bearer bi-mat":
            self.send_error(403)
        elif self.path == "/busy" and self.asked.count("/busy") < 3:
            self.send_error(503)
        elif self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "/busy")
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, *_: object) -> None:
        """Print nothing."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str, type[Handler]]]:
    """A site, the address of its cache, and what was asked there."""
    folder = tmp_path_factory.mktemp("web")
    tiny = TinySite(folder / "site", SITE + article_file("tin/a.md", title="Bài", date="2026-11-01"))
    assert ssg("build", "-q", "-C", tiny.root).returncode == 0
    assert ssg("cache", "push", folder / "cache", "-C", tiny.root).returncode == 0
    (folder / "cache" / "busy").write_bytes(b"x")

    class Own(Handler):
        asked: list[str] = []  # noqa: RUF012 - of this server

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Own, directory=str(folder / "cache"))) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield tiny.root, f"http://127.0.0.1:{running.server_address[1]}", Own
        running.shutdown()


def test_it_is_pulled_with_a_token(server: tuple[Path, str, type[Handler]], tmp_path: Path) -> None:
    root, url, _ = server
    there = tmp_path / "there"
    shutil.copytree(root, there, ignore=shutil.ignore_patterns(".ssg", "public"))
    env: Any = TOKEN
    done = ssg("cache", "pull", url, "-C", there, **env)
    assert (done.returncode, "pulled" in done.stdout) == (0, True), done.stderr
    page = "public/tin/2026/11/bai/index.html"
    assert (there / page).read_bytes() == (root / page).read_bytes()
    assert ssg("cache", "verify", f"{url}/", "-C", there, **env).returncode == 0
    nothing = ssg("cache", "pull", f"{url}/khac", "-C", tmp_path / "there", "--replace", **env)
    assert nothing.returncode == 0


def test_without_the_token_it_is_one_line(server: tuple[Path, str, type[Handler]], tmp_path: Path) -> None:
    root, url, _ = server
    there = tmp_path / "there"
    shutil.copytree(root, there, ignore=shutil.ignore_patterns(".ssg", "public"))
    done = ssg("cache", "pull", url, "-C", there)
    assert done.returncode == 1
    assert done.stderr.splitlines()[0] == f"{url}: error[E782]: the target does not accept the credentials"
    assert "SSG_CACHE_TOKEN" in done.stderr


@pytest.mark.parametrize("url", ["http://example.vn/cache", "ftp://example.vn", "https://a:b@example.vn", "https://"])
def test_addresses_that_are_refused(url: str, server: tuple[Path, str, type[Handler]]) -> None:
    assert ssg("cache", "pull", url, "-C", server[0]).returncode == 2


def test_it_is_only_read(server: tuple[Path, str, type[Handler]]) -> None:
    done = ssg("cache", "push", "https://example.vn/cache", "-C", server[0])
    assert done.returncode == 2
    assert "push to the folder or bucket that it shows" in done.stderr


def test_a_busy_server_is_asked_again_and_a_redirect_is_not_followed(
    server: tuple[Path, str, type[Handler]], tmp_path: Path
) -> None:
    _, url, handler = server
    slept: list[float] = []
    target = open_web(Request(TargetConfig(url=url), tmp_path, {}), "bi-mat", slept.append)
    found = target.read("busy")
    assert found is not None
    assert (found.data, slept) == (b"x", [2.0, 4.0])
    handler.asked.clear()
    with pytest.raises(SiteProblem) as refused:
        target.read("away")
    assert "302" in str(refused.value.diagnostics[0].message)
    assert handler.asked == ["/away"]
