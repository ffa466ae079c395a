"""What follows a publication of `ssg watch`: `ssg deploy` in a process of its own, or a ping.

A deploy may take minutes and hold much memory, and must not stop the publisher; killed, it is continued by the next.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from ssg.cli.deploy import ANOTHER_BUILD, ANOTHER_DEPLOY
from ssg.cli.log import Log
from ssg.cli.ping import Report, tell
from ssg.core.catalogue import Catalogue
from ssg.core.config import Config
from ssg.core.message import say, verbatim
from ssg.core.system import reason_of
from ssg.deploy.ping import INDEXNOW
from ssg.jobs.programs import Ended, run

_CODE: Final = "import sys; sys.path[:] = {path!r}; from ssg.cli import main; main()"


def deploying(
    words: Catalogue, log: Log, site: Path, output: Path | None, target: str, *, quiet: bool
) -> Callable[[threading.Event], str]:
    """Return what deploys to a target, prints what came of it, and returns why it failed."""
    options = [*(["-q"] if quiet else []), *(["-o", str(output)] if output else []), "--lang", words.language]
    arguments = ["deploy", target, "-C", str(site), *options]
    command = [sys.executable, "-P", "-c", _CODE.format(path=sys.path), *arguments]
    waiting = {words(ANOTHER_BUILD), words(ANOTHER_DEPLOY)}
    last: list[str] = []

    def deliver(stop: threading.Event) -> str:
        nonlocal last
        try:
            ended = run(command, stop=stop)
        except OSError as problem:
            ended = Ended(1, b"", words(reason_of(problem)))
        if stop.is_set():
            return "interrupted"
        lines = [line for line in ended.said.splitlines() if line not in waiting]
        for line in ended.out.decode("utf-8", "replace").splitlines():
            log.line(verbatim(line), err=False)
        if lines and lines != last:
            for line in lines:
                log.line(verbatim(line), err=True, level="error" if ended.status else "warning")
        if ended.status and (not last or lines != last):
            log.line(say("{name}: not delivered; repeated until it is", name=target), err=True, level="error")
        last = lines if ended.status else []
        return "" if not ended.status else next(iter(lines), f"exit status {ended.status}")

    return deliver


class Pings:
    """Notifies the services of `[ping]`, as `ssg ping` does, of all changes that they have not heard of."""

    def __init__(self, log: Log, config: Callable[[], Config | None], *, quiet: bool) -> None:
        """Start without changes. `config` returns the configuration of the last publication."""
        self._log = log
        self._config = config
        self._quiet = quiet
        self._lock = threading.Lock()
        self._written: dict[str, None] = {}
        self._removed: dict[str, None] = {}
        self._said: set[str] = set()

    def add(self, written: tuple[str, ...], removed: tuple[str, ...]) -> None:
        """Note what a publication changed."""
        with self._lock:
            for path in written:
                self._removed.pop(path, None)
            self._removed |= dict.fromkeys(removed)
            self._written |= dict.fromkeys(written)

    def deliver(self, stop: threading.Event) -> str:
        """Notify; return why that failed, for those that have not heard. The same failure is printed once."""
        config = self._config()
        if config is None or not config.base_url:
            return ""
        with self._lock:
            report = Report(tuple(self._written), tuple(self._removed))
            self._written, self._removed = {}, {}

        def pause(seconds: float) -> None:
            stop.wait(seconds)

        outcomes = tell(config, report, INDEXNOW, pause)
        for told in outcomes:
            if not (self._quiet if told.good else str(told.sentence) in self._said):
                self._log.line(told.sentence, err=not told.good, level="info" if told.good else "warning")
        problems = [str(told.sentence) for told in outcomes if not told.good]
        self._said = set(problems)
        if problems:
            self.add(report.written, report.removed)
        return next(iter(problems), "")
