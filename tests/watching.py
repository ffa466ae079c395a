"""`ssg watch` for tests: a real process, whose lines are read as they come, ended as systemd ends it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

from tests.jobs.living import alive, gone_within

REPOSITORY = Path(__file__).resolve().parent.parent
LIMIT = 60.0  # seconds; a quiet machine takes half a second


class Watch:
    """A running publisher."""

    def __init__(self, root: Path, *options: str, **environment: str) -> None:
        self.root = root
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "ssg", "watch", "-C", str(root), *options],
            cwd=REPOSITORY,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            text=True,
            encoding="utf-8",
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        self.lines.extend(line.rstrip("\n") for line in iter(self.process.stdout.readline, ""))

    def until(self, true: Callable[[], object], what: str = "") -> None:
        """Wait until something is true."""
        end = time.monotonic() + LIMIT
        while not true():
            assert self.process.poll() is None, self.said
            assert time.monotonic() < end, f"not {what}:\n{self.said}"
            time.sleep(0.02)

    @property
    def said(self) -> str:
        return "\n".join(self.lines)

    def line(self, pattern: str, since: int = 0) -> str:
        """Wait for a line; give it, or its first group."""
        found: list[re.Match[str]] = []

        def look() -> bool:
            found[:] = [match for line in self.lines[since:] if (match := re.search(pattern, line))]
            return bool(found)

        self.until(look, f"printed: {pattern}")
        return found[0][found[0].re.groups and 1]

    def shows(self, page: str, text: str) -> None:
        """Wait until a published page has a text."""

        def look() -> bool:
            try:
                return text in (self.root / "public" / page / "index.html").read_text("utf-8")
            except OSError:
                return False

        self.until(look, f"published: {text}")

    def ask(self, path: str = "/healthz", **headers: str) -> tuple[int, str]:
        """Ask for its health."""
        origin = self.line(r"status: (http://\S+)/healthz")
        request = urllib.request.Request(origin + path, headers=headers)  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
                return answer.status, answer.read().decode()
        except HTTPError as refused:
            return refused.code, refused.read().decode()

    def health(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.ask()[1])
        return found

    def settled(self) -> tuple[int, str]:
        """Give its health when no publication is under way: a line is printed before the publication has ended."""
        found: list[tuple[int, str]] = []

        def look() -> bool:
            found[:] = [self.ask()]
            return not json.loads(found[0][1])["publishing"]

        self.until(look, "settled")
        return found[0]

    def idle(self) -> None:
        """Wait until nothing is published at the moment, and all is well."""
        self.until(lambda: self.settled()[0] == 200, "idle")

    def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        """End it by a signal; give its exit status. Nothing that it started is left."""
        self.process.send_signal(number)
        status = self.process.wait(LIMIT)
        assert gone_within(self.process.pid, 20)
        self._reader.join(LIMIT)
        assert "Traceback" not in self.said, self.said
        return status

    def kill(self) -> None:
        for process in alive(self.process.pid):
            os.kill(process, signal.SIGKILL)
        self.process.wait(LIMIT)
        self._reader.join(LIMIT)
        if self.process.stdout is not None:
            self.process.stdout.close()


@contextmanager
def watch(root: Path, *options: str, **environment: str) -> Iterator[Watch]:
    """Run `ssg watch` for the block."""
    running = Watch(root, *options, **environment)
    try:
        yield running
    finally:
        running.kill()
