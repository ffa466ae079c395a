"""Purging the cache in front of a target: what each service is asked, how often, and what is left for the next time."""

from __future__ import annotations

import http.server
import json
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ssg.core.config import PurgeConfig, TargetConfig
from ssg.deploy.purging import PURGERS, Purge, chosen
from tests.deploy.desk import Desk

TOKENS = {"CLOUDFLARE_API_TOKEN": "t", "BUNNY_API_KEY": "t", "FASTLY_API_TOKEN": "t", "no_proxy": "127.0.0.1"}


class Service(http.server.ThreadingHTTPServer):
    """A service; `answers` are used one after another, then it accepts everything."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.answers: list[int] = []
        self.url = f"http://127.0.0.1:{self.server_address[1]}"


class Handler(http.server.BaseHTTPRequestHandler):
    server: Service

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        self.server.asked.append((self.path, body, dict(self.headers)))
        status = self.server.answers.pop(0) if self.server.answers else 200
        self.send_response(status)
        if status == 429:
            self.send_header("Retry-After", "7")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def service() -> Iterator[Service]:
    server = Service()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


def desk(tmp_path: Path, service: Service, name: str, **others: Any) -> Desk:
    purge = PurgeConfig(service=name, zone="z", api=service.url, **others)  # type: ignore[arg-type]
    return Desk(tmp_path / "site", TargetConfig(url=f"file://{tmp_path}/www", purge=purge), TOKENS)


def deploy_twice(one: Desk) -> Any:
    one.lay({"index.html": b"1", "a/index.html": b"1", "x.css": b"1", "index.html.gz": b"1"})
    one.deploy()
    one.lay({"index.html": b"2", "bài/index.html": b"1", "x.css": b"1", "index.html.gz": b"2"})
    return one.deploy()


URLS = ["/", "/a", "/a/", "/b%C3%A0i", "/b%C3%A0i/"]


def test_addresses_that_changed(tmp_path: Path, service: Service) -> None:
    one = desk(tmp_path, service, "cloudflare")
    assert deploy_twice(one).diagnostics == ()
    ((path, body, headers),) = service.asked  # nothing for a new target
    assert path == "/zones/z/purge_cache"
    assert json.loads(body) == {"files": [f"https://example.vn{url}" for url in URLS]}
    assert headers["Authorization"] == "Bearer t"


def test_each_service(tmp_path: Path, service: Service) -> None:
    deploy_twice(desk(tmp_path / "b", service, "bunny"))
    assert service.asked[0][0] == "/purge?url=https%3A%2F%2Fexample.vn%2F&async=true"
    assert len(service.asked) == len(URLS)
    service.asked.clear()
    deploy_twice(desk(tmp_path / "f", service, "fastly"))
    assert [path for path, *_ in service.asked] == [f"/purge/example.vn{url}" for url in URLS]
    service.asked.clear()
    deploy_twice(desk(tmp_path / "all", service, "fastly", most=1))
    assert [path for path, *_ in service.asked] == ["/service/z/purge_all"]
    file = tmp_path / "urls"
    code = f"import sys; open({str(file)!r}, 'w').write(sys.stdin.read())"
    purge = PurgeConfig(command=(sys.executable, "-c", code))
    deploy_twice(Desk(tmp_path / "c", TargetConfig(url=f"file://{tmp_path}/www", purge=purge), {}))
    assert file.read_text().splitlines() == [f"https://example.vn{url}" for url in URLS]


def test_many_addresses() -> None:
    paths = [f"tin/2026/{n}/index.html" for n in range(300)] + ["index.html", "thu-do/index.html"]
    urls = chosen(paths, (), "https://a.vn", 1000, prefixes=True).urls
    assert len(urls) == 302
    assert chosen(paths, (), "https://a.vn", 100, prefixes=True) == Purge(
        prefixes=("https://a.vn/", "https://a.vn/thu-do/", "https://a.vn/tin/2026/")
    )
    assert chosen(paths, (), "https://a.vn", 100, prefixes=False) == Purge()
    many = [f"{n}/index.html" for n in range(300)]
    assert chosen(many, (), "https://a.vn", 100, prefixes=True) == Purge()


def test_hundred_with_a_request(tmp_path: Path, service: Service) -> None:
    one = desk(tmp_path, service, "cloudflare")
    one.lay({"index.html": b"1"})
    one.deploy()
    one.lay({"index.html": b"1", **{f"{n}.html": b"" for n in range(250)}})
    one.deploy()
    assert [len(json.loads(body)["files"]) for _, body, _ in service.asked] == [100, 100, 50]


def test_a_busy_service_is_asked_again_when_it_says(tmp_path: Path, service: Service) -> None:
    one = desk(tmp_path, service, "cloudflare")
    service.answers = [429, 429]
    assert deploy_twice(one).diagnostics == ()
    assert one.slept == [7.0, 7.0]
    assert len(service.asked) == 3


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([429] * 4, "the cache was not purged: cloudflare: it has been asked too often"),
        ([401], "the cache was not purged: cloudflare: it does not accept the token"),
        ([404], "the cache was not purged: cloudflare: it does not know the zone"),
        ([418], "the cache was not purged: cloudflare: it answers 418: "),
    ],
)
def test_what_was_not_purged_is_purged_by_the_next_deploy(
    tmp_path: Path, service: Service, answers: list[int], said: str
) -> None:
    one = desk(tmp_path, service, "cloudflare")
    service.answers = answers
    (diagnostic,) = deploy_twice(one).diagnostics
    assert (diagnostic.code, str(diagnostic.message)) == ("E787", said)
    assert (tmp_path / "www/index.html").read_bytes() == b"2"
    service.asked.clear()
    assert not one.prepare().is_done
    one.deploy()
    assert json.loads(service.asked[0][1]) == {"files": [f"https://example.vn{url}" for url in URLS]}
    assert one.prepare().is_done


def test_tokens_and_programs_that_are_missing(tmp_path: Path, service: Service) -> None:
    for purger in PURGERS:
        if purger.token:
            one = desk(tmp_path / purger.name, service, purger.name)
            del one.environment[purger.token]
            (diagnostic,) = deploy_twice(one).diagnostics
            assert str(diagnostic.message) == f"the cache was not purged: set {purger.token} in the environment"
    assert service.asked == []
    for command, said in (
        (("no-such-program",), "cannot run no-such-program: "),
        ((sys.executable, "-c", "import sys; sys.exit('no cache')"), "ended with status 1: no cache"),
    ):
        purge = PurgeConfig(command=command)
        place = tmp_path / command[-1][:5]
        place.mkdir()
        target = TargetConfig(url=f"file://{place}/www", purge=purge)
        (diagnostic,) = deploy_twice(Desk(place / "site", target, {})).diagnostics
        assert said in str(diagnostic.message)
