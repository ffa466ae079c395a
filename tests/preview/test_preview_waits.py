"""While a preview reads its site it answers already: with how far it is, and never with a page of half a site.

The start stands still where it waits for another build of the site, for as long as a test holds the lock of builds.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from ssg.core.catalogue import ENGLISH
from ssg.preview.start import Start
from ssg.store.lock import only_build
from ssg.work import Work
from tests.conftest import TinySite
from tests.jobs.living import alive, read_until, start
from tests.preview.test_answers import SITE
from tests.preview.test_share import Colleague
from tests.previewing import Preview, preview

URL = "/tin/2026/11/lu-ve/"
BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"
MANY = 520


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview that cannot read its site yet."""
    tiny = TinySite(tmp_path_factory.mktemp("start") / "site", SITE)
    with only_build(tiny.root / ".ssg", lambda: None), preview(tiny.root, "--lang", "vi", reads=False) as running:
        yield running


PATHS = ["/", URL, "/khong/", "/_preview/", "/_preview/front/", "/_preview/at/2026-11-24T08:00/"]


@pytest.mark.parametrize("path", PATHS)
def test_a_browser_gets_a_page_that_waits(held: Preview, path: str) -> None:
    page = held.get(path, Accept=BROWSER)
    assert (page.status, page.headers["retry-after"]) == (503, "1")
    assert '<html lang="vi">' in page.text
    assert "ssg đang đọc trang báo" in page.text
    assert 'src="/_preview/client.js"' in page.text
    assert "script-src 'self';" in page.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/", "/ads.txt", "/feed.xml", "/_preview/unpublished"])
def test_others_get_a_line(held: Preview, path: str) -> None:
    line = held.get(path, Accept="*/*")
    assert (line.status, line.headers["retry-after"]) == (503, "1")
    assert line.headers["content-type"].startswith("text/plain")
    assert line.text.startswith("ssg đang đọc trang báo: ")
    assert held.get(path, "HEAD").status == 503


def test_the_gate_is_closed_from_the_start(held: Preview) -> None:
    assert held.get("/", Host="evil.example").status == 403
    assert held.get("/_preview/events", Origin="http://evil.example").status == 403
    assert held.get("/", "DELETE").status == 405
    assert held.get("//evil.example/").status == 400
    answer = held.get("/")
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert answer.headers["cache-control"] == "no-store"


def test_nothing_is_written_before_the_site_is_read(held: Preview) -> None:
    assert held.get("/_preview/front/", "POST", Origin=held.origin, Content_Type="application/json").status == 503


def told(link: socket.socket, wanted: str) -> Any:
    """Read the stream of events until one has a key; give its value."""
    text = b""
    while chunk := link.recv(4096):
        text += chunk
        for line in re.findall(r"^data: (.*)\n\n", text.decode("utf-8", "replace"), re.MULTILINE):
            if wanted in (news := json.loads(line)):
                return news[wanted]
    raise AssertionError(text)


@pytest.mark.slow
def test_open_pages_are_told_how_far_it_is_and_then_that_it_is_there(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    with ExitStack() as building:
        building.enter_context(only_build(tiny.root / ".ssg", lambda: None))
        with preview(tiny.root, "--lang", "en", reads=False) as running:
            running.read_until("(waiting for it to finish)")
            with socket.create_connection(("127.0.0.1", running.port), timeout=20) as link:
                link.sendall(f"GET /_preview/events HTTP/1.1\r\nHost: 127.0.0.1:{running.port}\r\n\r\n".encode())
                start = told(link, "start")
                assert start["said"] == "another build of this site is running: waiting for it to finish"
                assert running.get("/_preview/client.js").status == 200
                building.close()
                assert told(link, "epoch")
            assert "Nước lên." in running.get(URL).text


@pytest.mark.slow
def test_it_ends_while_it_waits(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    with only_build(tiny.root / ".ssg", lambda: None), preview(tiny.root, reads=False) as running:
        assert running.get("/").status == 503
        assert running.stop()[0] == 130


@pytest.mark.slow
def test_a_link_opens_nothing_before_the_site_is_read(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    shared = ("--share", "--share-port", "0")
    with only_build(tiny.root / ".ssg", lambda: None), preview(tiny.root, *shared, reads=False) as running:
        friend = Colleague(running)
        assert friend.get(f"/_share/{friend.link('tin/a.md')}").status == 503
        assert friend.get(URL).status == 403


@pytest.mark.slow
def test_how_many_articles_are_read_is_said(site: Callable[[str], TinySite]) -> None:
    article = "-- content/tin/{0}.md --\n---\ntitle: Bài {0}\ndate: 2026-10-01\n---\nVăn.\n"
    tiny = site("".join(article.format(number) for number in range(MANY)))
    process = start("fork", "parse_batch", "serve", "-C", tiny.root, "--port", 0, "--lang", "en")
    try:
        printed = read_until(process, b"at work").decode()
        while f"preview: reading {MANY} articles" not in printed:
            printed += read_until(process, b"\n").decode()
        (address,) = re.findall(r"preview: (http://\S+/)", printed)
        with pytest.raises(HTTPError) as answer:
            urlopen(address)  # noqa: S310
        assert answer.value.read().decode() == f"ssg is reading the site: articles read: 0 of {MANY}\n"
    finally:
        for number in alive(process.pid):
            os.kill(number, signal.SIGKILL)
        process.communicate()


def test_a_fault_of_ours_is_for_the_main_thread_to_raise() -> None:
    def fail(work: Work) -> None:
        raise ZeroDivisionError

    async def main() -> BaseException | None:
        found = asyncio.get_running_loop().create_future()
        Start(ENGLISH, lambda stage, done, total: None).begin(fail, lambda: None, found.set_result)
        return await asyncio.wait_for(found, 20)

    with ThreadPoolExecutor(1) as other:  # this thread may have the loop of a browser
        assert isinstance(other.submit(lambda: asyncio.run(main())).result(), ZeroDivisionError)
