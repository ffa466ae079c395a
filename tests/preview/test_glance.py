"""The first look at a large site while it is read: what it shows, to whom, and that nothing of it stays."""

from __future__ import annotations

import http.client
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from ssg.inputs import read_inputs
from ssg.preview import glance
from tests.conftest import TinySite
from tests.jobs.living import read_until
from tests.newest import archive, unread
from tests.previewing import wait_for

NOTE = "mới chỉ có những bài mới nhất"


def get(origin: str, path: str, accept: str) -> tuple[int, str, str]:
    """Ask for a path; give the status, the type and the text."""
    connection = http.client.HTTPConnection(urlsplit(origin).netloc, timeout=20)
    try:
        connection.request("GET", path, headers={"Accept": accept})
        reply = connection.getresponse()
        return reply.status, reply.headers["Content-Type"], reply.read().decode()
    finally:
        connection.close()


def test_the_newest_are_found_without_parsing(site: Callable[[str], TinySite], monkeypatch: pytest.MonkeyPatch) -> None:
    head = "-- content/tin/{0}.md --\n---\ntitle: {0}\n{1}\n---\nx\n"
    dates = {
        "a": "date: 2026-11-20",
        "b": 'timestamp: "2026-11-20T08:00"',
        "c": "ngày: 3/11/2026",
        "d": "Date: 21/11/2026 06:00",
        "e": "type: page",
    }
    inputs = read_inputs(site("".join(head.format(*one) for one in dates.items())).root)
    monkeypatch.setattr(glance, "_NEWEST", 4)
    assert [entry.path for entry in glance.newest(inputs)] == ["tin/a.md", "tin/b.md", "tin/d.md", "tin/e.md"]


@pytest.mark.slow
def test_a_browser_sees_the_newest_while_all_are_read(tmp_path: Path) -> None:
    told = tmp_path / "told"
    with unread(archive(tmp_path / "site"), told) as (origin, process):
        wait_for(lambda: NOTE in get(origin, "/", "text/html")[2], 60)
        status, _, home = get(origin, "/", "text/html")
        assert status == 503
        assert "Tin mới nhất" in home
        assert "Bài1999" in home
        article = get(origin, "/tin/2026/11/tin-moi-nhat/", "text/html")
        assert article[0] == 503
        assert "Xem bài cũ." in article[2]
        assert "lien-quan" not in article[2]
        assert "ssg đang đọc trang báo" in get(origin, "/tin/2020/01/bai7/", "text/html")[2]
        assert "ssg đang đọc trang báo" in get(origin, "/_preview/", "text/html")[2]
        style = next(part.split('"')[0] for part in home.split('href="') if ".css" in part.split('"')[0])
        assert get(origin, style, "text/css")[:2] == (200, "text/css; charset=utf-8")
        for path in ("/", "/feed.xml", "/sitemap.xml", "/robots.txt"):
            assert get(origin, path, "*/*")[:2] == (503, "text/plain; charset=utf-8")
        told.touch()
        assert b"7.md" not in read_until(process, "đã sẵn sàng".encode())
        status, _, article_now = get(origin, "/tin/2026/11/tin-moi-nhat/", "*/*")
        assert status == 200
        assert '<a href="/tin/2020/01/bai7/">bài cũ</a>' in article_now
        assert NOTE not in get(origin, "/", "text/html")[2]
