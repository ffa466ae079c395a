"""`ssg ping`, before a server of our own: what is asked, how often, and what is said of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs

import click
import pytest

from ssg.cli.ping import ping
from ssg.core.catalogue import ENGLISH
from ssg.deploy import ping as network
from tests.command import ssg
from tests.conftest import TinySite
from tests.world import KEY, World, a_world


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with a_world() as server:
        yield server


class Newsroom:
    """A site with a report, and what `ping` says; no time passes while it waits."""

    def __init__(self, tiny: TinySite, world: World) -> None:
        self.tiny, self.world = tiny, world
        self.waited: list[float] = []
        self.set_up(f'indexnow = "{KEY}"\nhub = "{world.url}/hub"\n')

    def set_up(self, ping: str) -> None:
        self.tiny.write("site.toml", f'title = "x"\nbase_url = "{self.world.url}"\n[ping]\n{ping}')

    def ping(self, *written: str, removed: tuple[str, ...] = ()) -> int:
        self.tiny.write("report.json", json.dumps({"written": written, "removed": removed, "seconds": {}}))
        endpoint = f"{self.world.url}/indexnow"
        report = self.tiny.root / "report.json"
        return ping(ENGLISH, self.tiny.root, report, None, endpoint, quiet=False, sleep=self.waited.append)


@pytest.fixture
def newsroom(site: Callable[[str], TinySite], world: World) -> Newsroom:
    return Newsroom(site(""), world)


WRITTEN = ("thu-do/bài/index.html", "cu.html", "index.html", "_blocks/tin-khac/a.html", "404.html", "a.css")


def test_changed_pages_and_feeds(newsroom: Newsroom, capsys: pytest.CaptureFixture[str]) -> None:
    url = newsroom.world.url
    feeds = ("feed.xml", "thu-do/rss.xml", "index.html.gz")
    assert newsroom.ping(*WRITTEN, *feeds, removed=("b/index.html", "_blocks/x.html")) == 0
    (key, _), (indexnow, body), *hub = newsroom.world.asked
    assert (key, indexnow) == (f"/{KEY}.txt", "/indexnow")
    assert json.loads(body) == {
        "host": url.removeprefix("http://"),
        "key": KEY,
        "keyLocation": f"{url}/{KEY}.txt",
        "urlList": [f"{url}/thu-do/b%C3%A0i/", f"{url}/cu.html", f"{url}/", f"{url}/b/"],
    }
    topics = [parse_qs(form.decode()) for _, form in hub]
    assert [form["hub.topic"] for form in topics] == [[f"{url}/feed.xml"], [f"{url}/thu-do/rss.xml"]]
    assert topics[0] == {"hub.mode": ["publish"], "hub.topic": [f"{url}/feed.xml"], "hub.url": [f"{url}/feed.xml"]}
    said = ["IndexNow: 4 pages: told", f"WebSub: {url}/feed.xml: told", f"WebSub: {url}/thu-do/rss.xml: told"]
    assert capsys.readouterr().out.splitlines() == said


def test_nothing_changed(newsroom: Newsroom, capsys: pytest.CaptureFixture[str]) -> None:
    assert newsroom.ping("a.css") == 0
    assert newsroom.world.asked == []
    assert capsys.readouterr().out == "no page or feed changed: no notifications sent\n"


def test_no_more_in_a_request_than_are_taken(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    assert network.MOST_URLS == 10_000
    monkeypatch.setattr(network, "MOST_URLS", 2)
    assert newsroom.ping("a.html", "b.html", "c.html") == 0
    sizes = [len(json.loads(body)["urlList"]) for path, body in newsroom.world.asked if path == "/indexnow"]
    assert sizes == [2, 1]


@pytest.mark.parametrize(
    ("answer", "why"), [((404, ""), "status 404"), ((200, "another"), "another text"), ((200, f"{KEY}\n"), "")]
)
def test_the_key_must_be_there(
    newsroom: Newsroom, capsys: pytest.CaptureFixture[str], answer: tuple[int, str], why: str
) -> None:
    newsroom.world.answers[f"/{KEY}.txt"] = [answer]
    assert newsroom.ping("a.html") == int(bool(why))
    if why:
        place = f"{newsroom.world.url}/{KEY}.txt"
        assert capsys.readouterr().err == f"IndexNow: the key is not at {place} ({why}): deploy first\n"
        assert [path for path, _ in newsroom.world.asked] == [f"/{KEY}.txt"]


def test_it_tries_again_where_that_may_help(newsroom: Newsroom) -> None:
    newsroom.world.answers["/indexnow"] = [(503, ""), (429, ""), (202, "")]
    assert newsroom.ping("a.html") == 0
    assert newsroom.waited == [2.0, 7.0]  # by doubling, unless the server says how long


@pytest.mark.parametrize(
    ("status", "said", "tries"),
    [
        (403, "answers 403: it does not accept the key", 1),
        (422, "answers 422: it says that these pages are not of this site", 1),
        (418, "answers 418: a teapot", 1),
        (500, "answers 500: a teapot", 4),
    ],
)
def test_what_is_refused(
    newsroom: Newsroom, capsys: pytest.CaptureFixture[str], status: int, said: str, tries: int
) -> None:
    newsroom.world.answers["/indexnow"] = [(status, "a teapot\nat length")]
    assert newsroom.ping("a.html", "feed.xml") == 1
    printed = capsys.readouterr()
    assert said in printed.err
    assert printed.out.startswith("WebSub: ")  # the others are told all the same
    assert [path for path, _ in newsroom.world.asked].count("/indexnow") == tries


def test_nobody_there(newsroom: Newsroom, capsys: pytest.CaptureFixture[str]) -> None:
    newsroom.set_up('hub = "http://127.0.0.1:9/hub"\n')
    assert newsroom.ping("feed.xml") == 1
    assert "http://127.0.0.1:9/hub cannot be reached: " in capsys.readouterr().err
    assert newsroom.waited == [2.0, 4.0, 8.0]


def test_settings_that_are_not_there(newsroom: Newsroom, world: World) -> None:
    newsroom.set_up("")
    with pytest.raises(click.UsageError, match="no service to notify"):
        newsroom.ping("a.html")
    newsroom.tiny.write("site.toml", f'title = "x"\n[ping]\nindexnow = "{KEY}"\n')
    with pytest.raises(click.UsageError, match="missing `base_url`"):
        newsroom.ping("a.html")


@pytest.mark.parametrize("key", ["kurz", "with space 123", "x" * 129, "đđđđđđđđ"])
def test_keys_that_are_none(site: Callable[[str], TinySite], key: str) -> None:
    assert (
        "`ping.indexnow` must be 8 to 128 letters"
        in site(f'-- site.toml --\ntitle="x"\nping.indexnow="{key}"\n').said()
    )


def test_the_command(site: Callable[[str], TinySite], world: World, tmp_path: Path) -> None:
    tiny = site("-- content/tin/a.md --\n---\ntitle: A\ndate: 2026-11-20\n---\nx\n")
    tiny.write("site.toml", f'title = "x"\nbase_url = "{world.url}"\n[ping]\nindexnow = "{KEY}"\n')
    assert ssg("build", "-C", tiny.root, "--report", tmp_path / "report.json").returncode == 0
    assert tiny.read(f"{KEY}.txt") == KEY
    ask = ("ping", "-C", tiny.root, "--endpoint", f"{world.url}/indexnow", "--report")
    done = ssg(*ask, tmp_path / "report.json")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("IndexNow: ")
    (tmp_path / "report.json").write_text("{}", encoding="utf-8")
    done = ssg(*ask, tmp_path / "report.json")
    assert done.returncode == 2
    assert "is not a report of `ssg build --report`" in done.stderr
    assert ssg(*ask, tmp_path / "none.json").returncode == 2
