"""Who connects to the preview: at which addresses it answers, and that nobody can starve the others."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.conftest import TinySite
from tests.preview.test_answers import SITE
from tests.preview.test_server import status
from tests.previewing import REPOSITORY, Preview, preview

FILES = 64


class Limited(Preview):
    """A preview that may open few files."""

    def _start(self, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "ssg", "serve", "-C", str(self.root), *options]
        return subprocess.Popen(
            ["sh", "-c", f'ulimit -n {FILES}; exec "$@"', "sh", *command],
            cwd=REPOSITORY,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )


@pytest.fixture(scope="module")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return TinySite(tmp_path_factory.mktemp("preview") / "site", SITE).root


@pytest.fixture(scope="module")
def running(site_folder: Path) -> Iterator[Preview]:
    with preview(site_folder) as found:
        yield found


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


def fetched(url: str) -> int:
    with urllib.request.urlopen(url, timeout=60) as page:  # noqa: S310 - an address of ours
        return int(page.status)


HOSTS = ["localhost", "127.0.0.1", "127.0.0.2", "0.0.0.0", *(["::1", "::"] if has_ipv6() else [])]  # noqa: S104


@pytest.mark.parametrize("host", HOSTS)
def test_the_printed_address_answers(site_folder: Path, host: str) -> None:
    with preview(site_folder, "--host", host) as found:
        assert fetched(f"{found.origin}/") == 200


@pytest.mark.parametrize("host", ["0.0.0.0", *(["::"] if has_ipv6() else [])])  # noqa: S104
def test_every_address_of_this_machine_is_ours_when_all_were_asked_for(site_folder: Path, host: str) -> None:
    with preview(site_folder, "--host", host) as found:
        for address in ("127.0.0.1", "127.0.0.3"):  # the latter is in no list of addresses
            assert fetched(f"http://{address}:{found.port}/") == 200
        assert status(found.port, "GET / HTTP/1.1", "Host: evil.example") == 403
        assert status(found.port, "GET / HTTP/1.1", "Host: 127.0.0.9") == 403  # not where the request came in


@pytest.mark.slow
@pytest.mark.parametrize(
    "sent", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nX-Slow: "], ids=["nothing", "a line", "headers"]
)
def test_slow_senders_starve_nobody(site_folder: Path, sent: bytes) -> None:
    limited = Limited(site_folder)
    try:
        with ExitStack() as stack:
            for _ in range(2 * FILES):
                link = stack.enter_context(socket.create_connection(("127.0.0.1", limited.port), timeout=60))
                link.sendall(sent)
            assert status(limited.port, "GET / HTTP/1.1") == 200
            assert status(limited.port, "GET /tin/2026/11/lu-ve/ HTTP/1.1") == 200
    finally:
        limited.stop()


def test_queries_are_bounded(running: Preview) -> None:
    def asked(query: str) -> int:
        return status(running.port, f"GET /_preview/where?{query} HTTP/1.1")

    assert asked("kind=home&subject=" + "x" * 9_000) == 414
    assert asked("&".join(f"a{n}=1" for n in range(40))) == 400
    assert asked("kind=home&subject=" + "[" * 4_000) == 400
    assert asked("kind=home&subject=" + json.dumps({"a": 1}).replace(" ", "")) in (200, 400, 404)
    assert status(running.port, "GET / HTTP/1.1") == 200
