"""What follows a publication elsewhere: a deploy, or a ping. It is repeated until it has arrived.

Nothing is lost: whatever is owed stays owed until a delivery that began later has succeeded. Publications do not wait
for it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Final, NamedTuple

_FIRST: Final = 1.0  # seconds after the first failure; doubled after each
_LONGEST: Final = 60.0
_PATIENCE: Final = 2.0


class Owed(NamedTuple):
    """The state of a delivery: times of the clock; `problem` is the last one, empty once it has arrived."""

    name: str
    since: float | None = None
    arrived: float | None = None
    failures: int = 0
    deliveries: int = 0
    problem: str = ""


class Delivery:
    """Delivers in a thread of its own. `deliver` returns why it failed, nothing if it arrived.

    It is given an event that is set when it must end at once.
    """

    def __init__(self, name: str, deliver: Callable[[threading.Event], str]) -> None:
        """Prepare; nothing is owed yet."""
        self._deliver = deliver
        self._owed = Owed(name)
        self._over = threading.Event()
        self._changed = threading.Condition()
        self._wanted = self._done = 0
        self._thread = threading.Thread(target=self._run, daemon=True)

    @property
    def state(self) -> Owed:
        """What is owed now."""
        with self._changed:
            return self._owed

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def owe(self) -> None:
        """Deliver what was just published; with a failure before, when its time comes."""
        with self._changed:
            self._wanted += 1
            if self._owed.since is None:
                self._owed = self._owed._replace(since=time.time())
            self._changed.notify()

    def stop(self) -> None:
        """End soon."""
        self._over.set()
        with self._changed:
            self._changed.notify()
        if self._thread.ident is not None:
            self._thread.join(_PATIENCE)

    def _run(self) -> None:
        failed = 0
        while True:
            with self._changed:
                while self._wanted == self._done and not self._over.is_set():
                    self._changed.wait(1)
                wanted = self._wanted
            if self._over.is_set():
                return
            problem = self._deliver(self._over)
            failed = failed + 1 if problem else 0
            self._note(wanted, problem)
            if problem and self._over.wait(min(_LONGEST, _FIRST * 2.0 ** (failed - 1))):
                return

    def _note(self, wanted: int, problem: str) -> None:
        with self._changed:
            owed = self._owed
            if problem:
                self._owed = owed._replace(failures=owed.failures + 1, problem=problem)
                return
            self._done, now = wanted, time.time()
            since = None if self._wanted == wanted else now
            self._owed = owed._replace(since=since, arrived=now, deliveries=owed.deliveries + 1, problem="")
