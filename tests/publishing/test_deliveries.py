"""What follows a publication: deploys that come back until they arrive, and what systemd is told."""

from __future__ import annotations

import contextlib
import signal
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs

import pytest

import ssg.publishing.delivery
from ssg.publishing.delivery import Delivery
from ssg.publishing.health import Snapshot, as_json, is_alive, reasons
from ssg.publishing.model import Attempt
from ssg.publishing.systemd import Systemd
from ssg.resident.debounce import debounced, is_locked
from tests.conftest import CONFIG, TinySite, article_file
from tests.watching import watch
from tests.world import a_world

SITE = article_file("tin/a.md", title="Bài a", date="2026-10-01")


def test_a_deploy_is_repeated_until_it_arrives(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    target = tiny.root.parent / "target"
    target.write_text("no folder", "utf-8")
    tiny.write("site.toml", f'{CONFIG}[deploy.targets.web]\nurl = "{target.as_uri()}"\n')
    with watch(tiny.root, "--deploy", "web", "--status", "127.0.0.1:0") as running:
        running.line("web: not delivered; repeated until it is")
        tiny.add(article_file("tin/b.md", title="Bài b", date="2026-10-01"))
        running.shows("tin/2026/10/bai-b", "Bài b")
        (owed,) = running.health()["deliveries"]
        assert owed["pending_since"]
        target.unlink()
        running.line("deployed to web")
        running.until((target / "tin/2026/10/bai-b/index.html").is_file)
        running.until(lambda: running.health()["deliveries"][0]["pending_since"] is None)
        assert (target / "tin/2026/10/bai-a/index.html").is_file()
        assert running.said.count("not delivered") == 1
        assert running.end() == 0


@pytest.mark.slow
def test_a_ping_is_repeated_until_it_arrives(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    with a_world() as world:
        world.answers["/hub"] = [(400, "")]
        tiny.write("site.toml", f'title = "Báo"\nbase_url = "{world.url}"\n[ping]\nhub = "{world.url}/hub"\n')
        with watch(tiny.root, "--ping", "--status", "127.0.0.1:0", no_proxy="127.0.0.1") as running:
            running.line("/feed.xml: .* answers 400")
            running.until(lambda: running.health()["deliveries"][0]["failures"] > 2)
            tiny.add(article_file("tin/b.md", title="Bài b", date="2026-10-01"))
            running.shows("tin/2026/10/bai-b", "Bài b")
            assert running.health()["deliveries"][0]["pending_since"]
            world.answers["/hub"] = [(204, "")]
            running.until(lambda: running.health()["deliveries"][0]["pending_since"] is None)
            assert running.said.count(f"WebSub: {world.url}/feed.xml: http") == 1
            told = [parse_qs(body.decode())["hub.topic"] for path, body in world.asked if path == "/hub"]
            assert [f"{world.url}/feed.xml"] in told
            asked = len(world.asked)
            tiny.add(article_file("tin/c.md", title="Bài c", date="2026-10-01"))
            running.shows("tin/2026/10/bai-c", "Bài c")
            running.until(lambda: len(world.asked) > asked)
            assert running.end() == 0


def test_nothing_that_is_owed_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ssg.publishing.delivery, "_FIRST", 0.001)
    begun, answers, go = threading.Semaphore(0), iter(["no network", "no network", "", ""]), threading.Semaphore(0)

    def deliver(stop: threading.Event) -> str:
        begun.release()
        go.acquire()
        return next(answers)

    delivery = Delivery("deploy", deliver)
    delivery.start()
    delivery.owe()
    for _ in range(2):
        begun.acquire()
        go.release()
    begun.acquire()
    assert (delivery.state.failures, delivery.state.problem) == (2, "no network")
    delivery.owe()  # while one is under way, which may have begun before
    go.release()
    begun.acquire()
    assert delivery.state.since is not None
    go.release()
    delivery.stop()
    assert delivery.state.since is None or delivery.state.deliveries >= 1


def test_systemd_is_told(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    with contextlib.closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as listening:
        address = tiny.root.parent / "notify"
        listening.bind(str(address))
        listening.settimeout(60)

        def until(word: str) -> str:
            end = time.monotonic() + 60  # it is told every second that all is well, so no call waits for long
            while word not in (heard := listening.recv(4096).decode()):
                assert time.monotonic() < end, f"not told: {word}"
            return heard

        with watch(tiny.root, NOTIFY_SOCKET=str(address), WATCHDOG_USEC="2000000") as running:
            assert f"MAINPID={running.process.pid}" in until("READY=1")
            until("STATUS=1 articles")
            until("WATCHDOG=1")
            running.process.send_signal(signal.SIGHUP)
            assert "MONOTONIC_USEC=" in until("RELOADING=1")
            until("READY=1")
            running.process.send_signal(signal.SIGTERM)
            until("STOPPING=1")
            assert running.process.wait(60) == 0


def test_a_service_manager_that_is_not_there_is_none() -> None:
    Systemd({}).ready("x")
    Systemd({"NOTIFY_SOCKET": "/nowhere/at/all"}).ready("x")
    Systemd({"NOTIFY_SOCKET": "@nobody-listens-here"}).alive()
    assert Systemd({"WATCHDOG_USEC": "3000000"}).watchdog_seconds == 3
    assert Systemd({"WATCHDOG_USEC": "3000000", "WATCHDOG_PID": "1"}).watchdog_seconds == 0


def test_what_health_complains_about() -> None:
    well = Snapshot("1", 0, 100, attempted=90, published=90)
    assert list(reasons(well, 100)) == []
    assert as_json(well, 100)[0]
    assert not is_alive(well, 200)
    assert is_alive(well._replace(publishing=90), 1000)
    (why,) = reasons(well._replace(failed=95, last=Attempt("E520")), 100)
    assert why.endswith("E520")
    assert list(reasons(well._replace(attempted=None), 100)) == ["the first publication has not ended"]


def test_git_at_work_is_waited_for(tmp_path: Path) -> None:
    """In a folder of a repository, in a work tree, and never for a lock that a crash left behind."""
    site, store = tmp_path / "tree/site", tmp_path / "repository/worktrees/tree"
    site.mkdir(parents=True)
    store.mkdir(parents=True)
    assert not is_locked(site)
    (tmp_path / "tree/.git").write_text(f"gitdir: {store}\n", "utf-8")
    assert not is_locked(site)
    (store / "index.lock").touch()
    assert is_locked(site)
    assert not is_locked(site, 0)
    told = iter([{"content/a.md"}, {"content/b.md"}])

    def take() -> set[str]:
        (store / "index.lock").unlink(missing_ok=True)
        return next(told, set())

    assert debounced(site, take, 0.05) == {"content/a.md", "content/b.md"}
