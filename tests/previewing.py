"""`ssg serve` for tests: a real process on a free port, ended as an editor ends it."""

from __future__ import annotations

import http.client
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from ssg.core.catalogue import Catalogue

if TYPE_CHECKING:
    from ssg.core.errors import Diagnostic
    from ssg.preview.answers import Answer, Responder
    from ssg.preview.state import News
    from tests.conftest import TinySite

REPOSITORY = Path(__file__).resolve().parent.parent


class Reply(NamedTuple):
    """An answer over HTTP."""

    status: int
    headers: dict[str, str]
    data: bytes

    @property
    def text(self) -> str:
        return self.data.decode("utf-8")


class Preview:
    """A running preview that has read its site, unless it `reads` later. `origin` has no slash at its end."""

    def __init__(self, root: Path, *options: str, reads: bool = True) -> None:
        self.root = root
        self.process = self._start("--port", "0", *options)
        line = self.begun(r"(?:preview|xem trước): (http://\S+)/")
        self.origin = line.removesuffix("/")
        self.port = int(self.origin.rpartition(":")[2])
        if reads:
            self.read()

    def read(self) -> None:
        """Wait until it has read the site: a busy machine takes longer than it lets requests wait."""
        host = urlsplit(self.origin).hostname or ""
        wait_for(lambda: self.get("/_preview/where", host=host).status != 503, 60)

    def begun(self, pattern: str) -> str:
        """Read until it greets; a preview that does not is ended, since nobody else would."""
        try:
            return self.read_until(pattern)
        except BaseException:
            self.process.kill()
            self.process.communicate()
            raise

    def _start(self, *options: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "ssg", "serve", "-C", str(self.root), *options],
            cwd=REPOSITORY,
            env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONWARNINGS": ""},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def read_until(self, pattern: str) -> str:
        """Read what it prints until a line is there."""
        assert self.process.stdout is not None
        printed = b""
        for _ in range(300):
            if select.select([self.process.stdout], [], [], 0.1)[0]:
                chunk = os.read(self.process.stdout.fileno(), 65_536)
                printed += chunk
                if found := re.search(pattern, printed.decode()):
                    return found[1]
                if not chunk:
                    break
        raise AssertionError(f"no {pattern}: {printed.decode()}")

    def drain(self) -> None:
        """Read away what it printed: a pipe that is full would stop it."""
        assert self.process.stdout is not None
        while select.select([self.process.stdout], [], [], 0)[0] and os.read(self.process.stdout.fileno(), 65_536):
            pass

    def get(self, path: str, method: str = "GET", host: str = "127.0.0.1", **headers: str) -> Reply:
        """Ask for a path; header names have `_` for `-`."""
        connection = http.client.HTTPConnection(host, self.port, timeout=20)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers=named)
            reply = connection.getresponse()
            return Reply(reply.status, {k.lower(): v for k, v in reply.getheaders()}, reply.read())
        finally:
            connection.close()

    def restart(self, *, reads: bool = True) -> None:
        """Kill it as a power failure would, and start it again at the same port."""
        self.process.kill()
        self.process.communicate()
        self.process = self._start("--port", str(self.port))
        self.read_until(r"(?:preview|xem trước): (http://\S+)/")
        if reads:
            self.read()

    def stop(self) -> tuple[int, str]:
        """End it with Ctrl+C; give the exit status and what it printed since it was last read."""
        self.process.send_signal(signal.SIGINT)
        try:
            printed, _ = self.process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            self.process.kill()  # or it outlives the tests
            self.process.communicate()
            raise
        return self.process.returncode, printed.decode()


@contextmanager
def preview(root: Path, *options: str, reads: bool = True) -> Iterator[Preview]:
    """Run a preview of the site at `root`."""
    running = Preview(root, *options, reads=reads)
    try:
        yield running
    finally:
        if running.process.poll() is None:
            running.process.kill()
            running.process.communicate()


class Looking:
    """A state in this process, without server or watcher: what changed is told by hand."""

    def __init__(self, tiny: TinySite, *, unpublished: bool = True) -> None:
        from ssg.preview.answers import Responder
        from ssg.preview.options import Options
        from ssg.preview.state import State

        self.tiny = tiny
        self.news: list[News] = []
        self.complaints: list[Exception] = []
        options = Options(
            tiny.root,
            "http://127.0.0.1:8000",
            unpublished,
            lambda zone: tiny.now.astimezone(zone),  # noqa: PLW0108 - the site's time is changed later
            self.complaints.append,
            words=Catalogue("vi"),
        )
        self.state = State(options, self.news.append)
        self.state.begin(None)
        self.responder: Responder = Responder(self.state, "boot")

    def close(self) -> None:
        """End the thread that prints."""
        self.state.thread.shutdown()

    def see(self, path: str, *, everything: bool = True) -> Answer:
        return self.responder.answer(path, "", everything=everything)

    def text(self, path: str) -> str:
        answer = self.see(path)
        assert answer.status == 200, answer
        return answer.data.decode()

    def tell(self, *names: str) -> int:
        """Tell which files changed; give the number of steps that came of it."""
        before = len(self.news)
        self.state.changed(names)
        self.state.thread.submit(lambda: None).result(30)
        assert self.complaints == []
        return len(self.news) - before

    def write(self, name: str, text: str) -> int:
        """Write a file, and tell."""
        self.tiny.write(name, text)
        return self.tell(name)

    def everything(self, also: Iterable[str] = ()) -> dict[str, bytes]:
        """Print each page and read each file that the preview would serve, by output path.

        `also` names blocks that are files: they are served, but no page of their own.
        """
        snapshot = self.state.snapshot
        assert snapshot is not None
        found = {output: copy.read() for output, copy in snapshot.copies.items()}
        found |= {output: snapshot.printed(page) for output, page in snapshot.pages.items() if page.kind != "picture"}
        for name in also:
            if name not in found and (answer := self.see(f"/{name}")).status == 200:
                found[name] = answer.data
        return found

    def diagnostics(self) -> set[Diagnostic]:
        """Give all that is said of the site that is shown."""
        assert self.state.snapshot is not None
        return set(self.state.snapshot.loaded.diagnostics)

    def problems(self) -> list[str]:
        return [f"{d.place} {d.code}" for d in self.state.problems]


def wait_for(what: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not come to be"
        time.sleep(0.02)
