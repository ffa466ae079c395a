"""The preview ends by every signal, with all its threads, sockets and workers; so does its output."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import TinySite
from tests.jobs.living import alive, gone_within, read_until, start
from tests.previewing import Preview, preview

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")

STATUS = {signal.SIGINT: 130, signal.SIGTERM: -signal.SIGTERM, signal.SIGHUP: -signal.SIGHUP}
SOON = 30.0  # seconds; a quiet machine takes half a second, and undone it takes for ever
ARTICLE = "-- content/tin/{0}.md --\n---\ntitle: Bài {0}\ndate: 2026-10-01\n---\nVăn.\n"


def ask(running: Preview, request: bytes) -> socket.socket:
    """Ask for something; give the connection once an answer begins."""
    connection = socket.create_connection(("127.0.0.1", running.port), timeout=60)
    connection.sendall(request + f"Host: 127.0.0.1:{running.port}\r\n\r\n".encode())
    return connection


@pytest.mark.parametrize("number", STATUS)
def test_a_signal_ends_it_soon(site: Callable[[str], TinySite], number: signal.Signals) -> None:
    tiny = site(ARTICLE.format(1))
    with preview(tiny.root) as running:
        running.get("/")
        events = ask(running, b"GET /_preview/events HTTP/1.1\r\n")
        assert events.recv(100)
        half = socket.create_connection(("127.0.0.1", running.port))
        half.sendall(b"GET / HTTP/1.1\r\nX-Never-Ends: ")
        begun = time.monotonic()
        running.process.send_signal(number)
        printed, _ = running.process.communicate(timeout=60)
        took = time.monotonic() - begun
        events.close()
        half.close()
        assert running.process.returncode == STATUS[number]
        assert printed == b""
        assert took < SOON
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", running.port))


@pytest.mark.parametrize("method", ["fork", pytest.param("spawn", marks=pytest.mark.slow)])
@pytest.mark.parametrize("number", [*STATUS, signal.SIGKILL])
def test_workers_end_with_it(site: Callable[[str], TinySite], method: str, number: signal.Signals) -> None:
    tiny = site("".join(ARTICLE.format(number) for number in range(220)))
    running = start(method, "parse_batch", "serve", "-C", tiny.root, "--port", 0)
    try:
        read_until(running, b"at work")
        assert len(alive(running.pid)) > 1
        running.send_signal(number)
        assert running.wait(60) == STATUS.get(number, -number)
        assert gone_within(running.pid, 20 if number == signal.SIGKILL else 0)
        said, _ = running.communicate(timeout=60)
        assert b"Traceback" not in said
    finally:
        for process in alive(running.pid):
            os.kill(process, signal.SIGKILL)


def test_a_browser_does_not_hold_its_output(
    site: Callable[[str], TinySite], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$$ $1" > {tmp_path}/asked\necho noise\nexec sleep 300\n', encoding="utf-8")
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    tiny = site(ARTICLE.format(1))
    with preview(tiny.root, "--open") as running:
        end = time.monotonic() + 60
        asked = tmp_path / "asked"
        while not (asked.exists() and asked.read_text()):
            assert time.monotonic() < end
            time.sleep(0.02)
        running.process.send_signal(signal.SIGINT)
        printed, _ = running.process.communicate(timeout=60)
        assert printed == b""
        process, address = asked.read_text().split()
        os.kill(int(process), signal.SIGKILL)
        assert address == f"{running.origin}/"


@pytest.mark.slow
def test_an_answer_that_takes_long_does_not_hold_it(site: Callable[[str], TinySite]) -> None:
    tiny = site(ARTICLE.format(1))
    loops = "".join(f'{{% for {name} in "{"x" * 1000}" %}}' for name in "abc") + "{% endfor %}" * 3
    tiny.write("templates/article.html", f"{loops}\n")
    with preview(tiny.root) as running:
        running.get("/")
        slow = ask(running, b"GET /tin/2026/10/bai-1/ HTTP/1.1\r\n")
        slow.settimeout(0.5)
        with pytest.raises(TimeoutError):
            slow.recv(1)
        begun = time.monotonic()
        running.process.send_signal(signal.SIGTERM)
        printed, _ = running.process.communicate(timeout=60)
        slow.close()
        assert (running.process.returncode, printed) == (-signal.SIGTERM, b"")
        assert time.monotonic() - begun < SOON
