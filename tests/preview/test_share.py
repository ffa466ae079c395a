"""The shared preview: what a link opens over HTTP, and that nothing else opens anything."""

from __future__ import annotations

import contextlib
import http.client
import re
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.pages.model import Page
from ssg.preview.limits import Limit
from ssg.preview.tokens import ID_BYTES, sign, verify
from ssg.store.private import NotPrivate
from ssg.store.shared import Link, Shares
from tests.command import ssg
from tests.conftest import TinySite
from tests.previewing import Looking, Preview, Reply, preview

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="20"/>'
SITE = f"""-- content/tin/nhap.md --
---
title: Bản nháp mật
date: 2026-11-20
draft: true
image: anh.svg
---
Chưa xong. ![Ảnh](trong.svg)
-- content/tin/anh.svg --
{SVG.format(30)}
-- content/tin/trong.svg --
{SVG.format(31)}
-- content/tin/khac.svg --
{SVG.format(32)}
-- content/tin/khac.md --
---
title: Nháp của người khác
date: 2026-11-21
draft: true
image: khac.svg
---
Không ai được đọc.
-- content/tin/a.md --
---
title: Đã đăng
date: 2026-11-19
---
Ai cũng đọc.
"""
URL = "/tin/2026/11/ban-nhap-mat/"
KEY = bytes(range(32))


class Colleague:
    """A browser with cookies, at the port of what is shared."""

    def __init__(self, running: Preview) -> None:
        self.shares = Shares(running.root / ".ssg")
        self.port = urlsplit(self.shares.origin()).port or 0
        self.cookies: dict[str, str] = {}

    def get(self, path: str, method: str = "GET", **headers: str) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            if self.cookies:
                named["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            connection.request(method, path, headers=named)
            reply = connection.getresponse()
            found = {name.lower(): value for name, value in reply.getheaders()}
            if cookie := found.get("set-cookie"):
                name, _, value = cookie.partition(";")[0].partition("=")
                self.cookies[name] = value
            return Reply(reply.status, found, reply.read())
        finally:
            connection.close()

    def link(self, article: str, seconds: int = 3600, link: str = "") -> str:
        """Give a link away; return its token."""
        made = Link(link or f"{time.time_ns():024x}"[-24:], article, 0, int(time.time()) + seconds)
        self.shares.change(lambda links: (*links, made))
        return sign(self.shares.key(), made.id, made.expires)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    tiny = TinySite(tmp_path_factory.mktemp("share") / "site", SITE)
    with preview(tiny.root, "--share", "--share-port", "0") as found:
        yield found


def test_a_link_opens_one_article_and_what_its_page_needs(running: Preview) -> None:
    friend = Colleague(running)
    assert friend.get(URL).status == 403
    token = friend.link("tin/nhap.md")
    opened = friend.get(f"/_share/{token}")
    assert (opened.status, opened.headers["location"]) == (302, URL)
    assert "httponly; " in opened.headers["set-cookie"].lower()
    assert "samesite=lax" in opened.headers["set-cookie"].lower()
    page = friend.get(URL)
    assert page.status == 200
    assert "Chưa xong." in page.text
    assert '<meta name="robots" content="noindex, nofollow">' in page.text
    assert page.headers["x-robots-tag"].startswith("noindex")
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["cache-control"] == "private, no-store"
    assert "content-security-policy" in page.headers
    for private in ("ssg-preview", "_preview", "nhap.md", str(running.root), "của người khác", token):
        assert private not in page.text
    needed = re.findall(r'(?:src|href)="(/(?:media|assets)/[^"]+)"', page.text)
    assert any(path.endswith(".css") for path in needed)
    assert sum("/media/tin/" in path for path in needed) >= 2
    assert [friend.get(path).status for path in needed] == [200] * len(needed)
    css = next(path for path in needed if path.endswith(".css"))
    fonts = [found for found in re.findall(r"url\(([^)]+)\)", friend.get(css).text) if "font" in found]
    assert fonts
    assert [friend.get(urljoin(css, path.strip("'\""))).status for path in fonts] == [200] * len(fonts)
    others = ["/", "/tin/", "/tin/2026/11/da-dang/", "/tin/2026/11/nhap-cua-nguoi-khac/", "/feed.xml", "/search/"]
    others += ["/sitemap.xml", "/archive/", "/_preview/", "/_preview/events", "/_preview/at/2027-01-01T00:00/"]
    answers = {(reply.status, reply.data) for reply in map(friend.get, others)}
    assert answers == {(403, b"forbidden\n")}


def test_a_link_to_the_whole_site(running: Preview) -> None:
    friend = Colleague(running)
    assert friend.get(f"/_share/{friend.link('')}").headers["location"] == "/"
    pages = [friend.get(path) for path in ("/", URL, "/tin/2026/11/nhap-cua-nguoi-khac/", "/tin/")]
    assert [page.status for page in pages] == [200] * 4
    assert all("noindex" in page.text and "_preview" not in page.text for page in pages)
    assert friend.get("/_preview/").status == 403
    assert friend.get("/khong-co/").status == 403


def test_what_is_over_revoked_or_forged_opens_nothing(running: Preview) -> None:
    friend = Colleague(running)
    over, good = friend.link("tin/nhap.md", seconds=-1), friend.link("tin/nhap.md")
    gone = friend.link("tin/khong-co.md")
    answers = {friend.get(f"/_share/{token}").data for token in (over, gone, f"B{good[1:]}", f"{good}A", "", good[:-1])}
    assert answers == {b"forbidden\n"}
    assert friend.get(f"/_share/{good}").status == 302
    assert friend.get(URL).status == 200
    code = friend.shares.links()[-2].id
    assert ssg("share", "-C", str(running.root), "--revoke", code).returncode == 0
    assert friend.get(URL).status == 403
    assert friend.get(f"/_share/{good}").status == 403


def test_other_names_origins_and_methods_are_refused(running: Preview) -> None:
    friend = Colleague(running)
    friend.get(f"/_share/{friend.link('tin/nhap.md')}")
    assert friend.get(URL).status == 200
    refused = [
        friend.get(URL, Host="evil.example"),
        friend.get(URL, Host="localhost"),
        friend.get(URL, Origin="http://evil.example"),
        friend.get(URL, Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="no-cors"),
        friend.get(URL, method="POST"),
        friend.get(f"{URL}..%2f"),
    ]
    assert {(reply.status, reply.data) for reply in refused} == {(403, b"forbidden\n")}


def test_the_editors_preview_stays_as_it_is(running: Preview) -> None:
    assert running.get("/").status == 200
    assert "ssg-preview" in running.get("/").text
    assert running.get("/_share/x").status == 404
    assert running.get("/", Host="preview.example.vn").status == 403


@given(st.binary(min_size=ID_BYTES, max_size=ID_BYTES), st.integers(1, 2**40), st.data())
def test_a_changed_token_is_none(link: bytes, expires: int, data: st.DataObject) -> None:
    token = sign(KEY, link.hex(), expires)
    assert verify(KEY, token, expires - 1) == link.hex()
    assert verify(KEY, token, expires) == ""
    assert verify(KEY[::-1], token, 0) == ""
    at = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.characters(max_codepoint=255).filter(lambda one: one != token[at]))
    assert verify(KEY, token[:at] + other + token[at + 1 :], 0) == ""
    assert verify(KEY, token[:at] + token[at + 1 :], 0) == verify(KEY, token[: at + 1] + token[at:], 0) == ""


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    shares = Shares(tmp_path / ".ssg")
    key = shares.key()
    file = tmp_path / ".ssg/share/key"
    assert (len(key), file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (32, 0o600, 0o700)
    assert shares.key() == key
    for mode in (0o640, 0o620, 0o604):
        file.chmod(mode)
        with pytest.raises(NotPrivate):
            shares.key()
        with pytest.raises(NotPrivate):
            shares.revoke_all()
    file.chmod(0o600)
    shares.revoke_all()
    assert shares.key() != key
    file.unlink()
    file.symlink_to("/etc/hostname")
    with pytest.raises(OSError, match="share"):
        shares.key()


def test_an_address_that_asks_too_often_has_to_wait() -> None:
    now = [0.0]
    limit = Limit(3, 1, lambda: now[0])
    for _ in range(3):
        assert not limit.is_over("a")
        limit.take("a")
    assert limit.is_over("a")
    assert not limit.is_over("b")
    now[0] = 1.5
    assert not limit.is_over("a")


def test_other_views_have_the_latest_save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tiny, clock = TinySite(tmp_path, SITE), time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: clock() + 3_600 * 10**9)  # what has just been written is read twice
    with contextlib.closing(Looking(tiny)) as looking:
        state = looking.state
        texts = {"tin/nhap.md": "Chưa xong.", "tin/a.md": "Ai cũng đọc."}
        assert state.shared("tin/nhap.md") is not None
        for path, old in texts.items():
            tiny.edit(f"content/{path}", old, "Câu mới.")
            state.changed({f"content/{path}"})
            state.thread.submit(lambda: None).result(60)
        views = [state.shared("tin/nhap.md"), state.at(tiny.now), state.seen(everything=False)]
        for view, url in zip(views, (URL, "/tin/2026/11/da-dang/", "/tin/2026/11/da-dang/"), strict=True):
            assert view is not None
            page = view.find(view.prefix + url)
            assert isinstance(page, Page)
            assert "Câu mới." in view.printed(page).decode()


def test_the_command(tmp_path: Path) -> None:
    tiny = TinySite(tmp_path, SITE)
    given = ssg("share", "-C", str(tiny.root), "content/tin/nhap.md", "--for", "12h")
    assert given.returncode == 0, given.stderr
    assert re.fullmatch(r"http://127\.0\.0\.1:8001/_share/[\w-]{76}\n", given.stdout)
    listed = ssg("share", "-C", str(tiny.root), "--list").stdout
    assert re.fullmatch(r"[0-9a-f]{8}  \d\d/\d\d/\d{4} \d\d:\d\d  content/tin/nhap\.md\n", listed)
    assert ssg("share", "-C", str(tiny.root), "--revoke", "all").stdout == "revoked 1 link\n"
    assert ssg("share", "-C", str(tiny.root), "--list").stdout == ""
    assert ssg("share", "-C", str(tiny.root), "site.toml").returncode == 2
    assert ssg("share", "-C", str(tiny.root), "content/tin/nhap.md", "--for", "9w9").returncode == 2
    assert ssg("share", "-C", str(tiny.root)).returncode == 2
