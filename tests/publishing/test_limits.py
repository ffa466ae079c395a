"""What the system refuses to the watcher: too many folders, too many watchers, folders that may not be read."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import ssg.resident.watch
from ssg.core.message import Message
from ssg.resident.watch import Watcher

LIMITS = (
    OSError("OS file watch limit reached. about [a folder]"),
    RuntimeError("Error creating recommended watcher: Too many open files (os error 24)"),
)


class System:
    """watchfiles where the system refuses; it polls all the same."""

    def __init__(self, problem: Exception) -> None:
        self.problem = problem
        self.asked: list[dict[str, Any]] = []
        self.works = threading.Event()

    def watch(self, *folders: Path, stop_event: threading.Event, **options: Any) -> Iterator[set[tuple[int, str]]]:
        self.asked.append(options)
        denied = isinstance(self.problem, PermissionError) and options["ignore_permission_denied"]
        if not (denied or options["force_polling"]):
            raise self.problem
        self.works.set()
        while not stop_event.wait(0.01):
            yield set()


@pytest.mark.parametrize("problem", [*LIMITS, PermissionError("Permission denied")], ids=["watches", "users", "denied"])
def test_the_watcher_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problem: Exception) -> None:
    (tmp_path / "content").mkdir()
    system, trouble = System(problem), list[Message]()
    monkeypatch.setattr(ssg.resident.watch, "watch", system.watch)
    watcher = Watcher(tmp_path, lambda names: None, trouble.append)
    watcher.start()
    assert system.works.wait(30)
    watcher.stop()
    # A watcher that ignores folders which it may not read ignores the limit of watches, too.
    assert not system.asked[0]["ignore_permission_denied"]
    assert bool(trouble) != isinstance(problem, PermissionError)
