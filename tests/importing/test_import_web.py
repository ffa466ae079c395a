"""`--media URL`: only named hosts, only public addresses, bounded, patient, and resumed where it was interrupted."""

from __future__ import annotations

import io
import socket
from pathlib import Path

import pytest
from PIL import Image

from ssg.importing.notes import Notes
from ssg.importing.web import Answer, Web, bounded, public_address
from tests.command import ssg

HOST = "cu.example"


class Server:
    """Answers requests from a table, and notes them."""

    def __init__(self, answers: dict[str, Answer | Exception]) -> None:
        self.answers = answers
        self.asked: list[str] = []

    def __call__(self, host: str, target: str) -> Answer:
        self.asked.append(f"{host}{target}")
        found = self.answers.get(target, Answer(404, {}, b""))
        if isinstance(found, Exception):
            raise found
        return found


def web(answers: dict[str, Answer | Exception]) -> tuple[Web, Server, Notes, list[float]]:
    server, notes = Server(answers), Notes()
    slept: list[float] = []
    return Web([HOST], notes, slept.append, server), server, notes, slept


def fetch(one: Web, url: str) -> bytes | None:
    return one.data(url, "")


def test_a_file_of_a_named_host() -> None:
    one, server, _, _ = web({"/a%20b.jpg": Answer(200, {}, b"x")})
    assert fetch(one, f"http://{HOST}/a b.jpg") == b"x"
    assert server.asked == [f"{HOST}/a%20b.jpg"]


@pytest.mark.parametrize(
    "url",
    ["https://khac.example/a.jpg", f"https://{HOST}:8080/a.jpg", f"ftp://{HOST}/a.jpg", "file:///etc/passwd", "/a.jpg"],
)
def test_nothing_else_is_asked(url: str) -> None:
    one, server, _, _ = web({"/a.jpg": Answer(200, {}, b"x")})
    assert fetch(one, url) is None
    assert server.asked == []


def test_redirects_stay_among_named_hosts() -> None:
    away = Answer(302, {"location": "https://169.254.169.254/secret"}, b"")
    round_ = Answer(301, {"location": "/c.jpg"}, b"")
    one, server, notes, _ = web({"/a.jpg": Answer(301, {"location": "/b.jpg"}, b""), "/b.jpg": away, "/c.jpg": round_})
    assert fetch(one, f"https://{HOST}/a.jpg") is None
    assert fetch(one, f"https://{HOST}/c.jpg") is None
    assert all(asked.startswith(HOST) for asked in server.asked)
    assert len(server.asked) == 6
    assert [str(found.kind) for found in notes.findings] == ["file that redirects without end"]


def test_a_host_that_hangs_is_left_alone() -> None:
    one, server, notes, _ = web(dict.fromkeys((f"/{n}.jpg" for n in range(20)), TimeoutError("timed out")))
    assert [fetch(one, f"https://{HOST}/{n}.jpg") for n in range(20)] == [None] * 20
    assert len(server.asked) == 5
    assert {str(found.kind): found.times for found in notes.findings} == {
        "file of cu.example, which does not answer": 15,
        "file that could not be fetched from cu.example": 5,
    }


def test_a_busy_host_is_waited_for() -> None:
    one, _, notes, slept = web({"/a.jpg": Answer(429, {"retry-after": "9999"}, b"")})
    assert fetch(one, f"https://{HOST}/a.jpg") is None
    assert slept.count(60) == 3
    assert str(notes.findings[0].kind) == "file of cu.example, which is too busy"


def test_a_page_is_no_file() -> None:
    one, _, _, _ = web({"/a.jpg": Answer(200, {"content-type": "text/html; charset=utf-8"}, b"<html>")})
    assert fetch(one, f"https://{HOST}/a.jpg") is None


def test_a_file_is_bounded() -> None:
    with pytest.raises(ValueError, match="larger than"):
        bounded(io.BytesIO(b"x" * 1000).read1, 999)
    assert bounded(io.BytesIO(b"x" * 1000).read1, 1000) == b"x" * 1000


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.1", "169.254.169.254", "192.168.1.1", "::1", "fe80::1", "::ffff:10.0.0.1", "224.0.0.1"],
)
def test_a_private_address_is_never_asked(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(*_: object, **__: object) -> list[tuple[int, int, int, str, tuple[str, int]]]:
        return [(0, 0, 0, "", ("93.184.216.34", 443)), (0, 0, 0, "", (address, 443))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with pytest.raises(ValueError, match="not public"):
        public_address(HOST)


def test_what_the_site_has_is_not_fetched_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import UTC, datetime

    from ssg.importing.sources import source_of
    from ssg.importing.writer import Target, bring_in
    from ssg.store.imported import SiteFolder
    from tests.importing.imports import entry, feed

    picture = io.BytesIO()
    Image.new("RGB", (900, 600), "red").save(picture, "JPEG")
    body = '<img src="/a.jpg" alt="A"><img src="/hong.jpg" alt="B"><img src="/x.svg" alt="C">'
    source = tmp_path / "feed.xml"
    source.write_text(feed(entry(1, body)), encoding="utf-8")
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    answers: dict[str, Answer | Exception] = {
        "/a.jpg": Answer(200, {}, picture.getvalue()),
        "/hong.jpg": Answer(200, {}, b"khong phai anh"),
        "/x.svg": Answer(200, {}, svg),
    }

    def run() -> Server:
        one, server, notes, _ = web(answers)
        system = source_of("rss")
        assert system is not None
        target = Target(SiteFolder(tmp_path / "site"), None, one, datetime(2026, 11, 24, tzinfo=UTC))
        report = bring_in("rss", system.read([source], notes), target, notes)
        assert report.pictures == {"found": 3, "copied": 1, "remote": 2}
        return server

    assert len(run().asked) == 3
    assert run().asked == [f"{HOST}/hong.jpg", f"{HOST}/x.svg"]
    assert [file.name for file in (tmp_path / "site/static").iterdir()] == ["a.jpg"]
    done = ssg("build", "-C", tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("given", ["http://cu.example", "https://u:p@cu.example", "https://cu.example:81", "https://"])
def test_what_names_no_host(given: str, tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text("x", encoding="utf-8")
    done = ssg("import", "rss", "feed.xml", "--media", given, cwd=tmp_path)
    assert done.returncode == 2
