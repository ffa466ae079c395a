"""The loop of `ssg watch`: waits for a change, a time that has come, or a sign of another build, and has it published.

It decides when, and nothing else: what a publication reads, writes and says is the caller's. Everything that it waits
for is looked at once a second as well, so a clock that jumps or an event that is lost delays nothing for long.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from typing import Final

from ssg.core.message import Message, say
from ssg.inputs import CONTENT
from ssg.publishing.delivery import Delivery
from ssg.publishing.health import Record
from ssg.publishing.model import Attempt, Options, Superseded
from ssg.publishing.systemd import Systemd
from ssg.resident.debounce import debounced
from ssg.resident.watch import Watcher

_TICK: Final = 1.0
_QUIET: Final = 0.05  # seconds without another change after a save: who writes a file in parts is not read half-way
_LONGEST: Final = 60.0  # seconds that a checkout may take
_JUMP: Final = 2.0  # seconds by which a clock is corrected without anybody's noticing
_FIRST_RETRY, _LAST_RETRY = 1.0, 60.0
# After a publication all is looked at again, published files too, which a quick publication does not; then seldom.
_AFTERWARDS, _SELDOM = 60.0, 600.0


class Publisher:
    """Publishes until an exception ends it. `deliveries` follow each publication that changed something."""

    def __init__(self, options: Options, record: Record, manager: Systemd, deliveries: tuple[Delivery, ...]) -> None:
        """Prepare; nothing is read yet."""
        self._options = options
        self._record = record
        self._manager = manager
        self._deliveries = deliveries
        self._changed = threading.Condition()
        self._names: set[str] = set()
        self._reload = False
        self._next: datetime | None = None
        self._first = True
        self._failed = 0
        self._retry: float | None = None
        self._seldom = 0.0
        self._offset = time.time() - time.monotonic()
        self._watcher = Watcher(
            options.root, self.changed, options.announce, options.table, options.themes, poll=options.poll
        )

    def changed(self, names: Collection[str]) -> None:
        """Take note that files have changed, by their names below the site. May be called from any thread."""
        with self._changed:
            self._names |= set(names)
            self._changed.notify()

    def read_again(self) -> None:
        """Read everything again soon. May be called by a signal handler."""
        self._reload = True

    def run(self) -> None:
        """Publish, and go on publishing."""
        self._watcher.start()
        for delivery in self._deliveries:
            delivery.start()
        self._manager.ready("publishing for the first time")
        try:
            self._publish(None)
            while True:
                self._step()
        finally:
            self._manager.stopping()
            self._watcher.end()
            for delivery in self._deliveries:
                delivery.stop()

    def _step(self) -> None:
        """Wait for something to do, and do it."""
        why = self._wait()
        names = None
        if why is _CHANGED:
            names = debounced(self._options.root, self._take, _QUIET, _LONGEST)
        elif why is _DUE:
            names = self._take()
        else:
            self._take()  # everything is looked at
        if why is _RELOADING:
            self._manager.reloading()
        if why not in (_CHANGED, _QUIETLY, _FOREIGN):
            self._options.announce(why)
        self._publish(names, seldom=why is _QUIETLY)
        if why is _RELOADING:
            self._manager.ready("read again")

    def _wait(self) -> Message:
        """Wait; return why to publish."""
        with self._changed:
            while True:
                self._record.hear()
                why = self._reason()
                if why is not None:
                    return why
                self._changed.wait(self._pause())

    def _reason(self) -> Message | None:
        """Return why to publish now, if there is a reason."""
        now, wall = time.monotonic(), time.time()
        jump, self._offset = wall - now - self._offset, wall - now
        if self._reload or self._names:
            why = _RELOADING if self._reload else _CHANGED
            self._reload = False
            return why
        if self._next is not None and wall >= self._next.timestamp() and self._retry is None:
            return _DUE
        if abs(jump) > _JUMP:
            return say("the clock was set by {seconds:,.0f} s: looking at everything again", seconds=jump)
        if self._options.foreign():
            return _FOREIGN
        if now >= (self._seldom if self._retry is None else self._retry):
            return _QUIETLY
        return None

    def _pause(self) -> float:
        """Return for how long to wait before looking again."""
        until = self._next.timestamp() - time.time() if self._next is not None else _TICK
        again = self._retry - time.monotonic() if self._retry is not None else _TICK
        return max(0.001, min(_TICK, until if until > 0 else _TICK, again))

    def _take(self) -> set[str]:
        """Return all names that were noted since they were last taken."""
        with self._changed:
            names, self._names = self._names, set()
            return names

    def _publish(self, names: set[str] | None, *, seldom: bool = False) -> None:
        """Have published what changed, and see what follows."""
        self._record.begin()
        attempt: Attempt | None = None
        try:
            attempt = self._options.publish(names)
        except Superseded:
            self.changed({CONTENT})  # and wait until git has ended
        except Exception as problem:
            self._options.complain(problem)
            attempt = Attempt(f"internal error: {type(problem).__name__}: {problem}", may_pass=True)
        finally:
            self._record.end(attempt)
        if attempt is None:
            return
        if attempt.foreign:
            self._options.announce(_FOREIGN)
            self._owe()
        if attempt.problem:
            self._after_failure(attempt)
            return
        self._failed, self._retry, self._next = 0, None, attempt.next_change
        self._seldom = time.monotonic() + (_SELDOM if seldom and not attempt.has_changed else _AFTERWARDS)
        if attempt.has_changed or self._first:  # or an earlier process could not deliver it
            self._owe()
        self._first = False
        self._manager.status(_summary(attempt))

    def _owe(self) -> None:
        for delivery in self._deliveries:
            delivery.owe()

    def _after_failure(self, attempt: Attempt) -> None:
        """Try again after a while, if what is wrong may pass; else when something changes."""
        self._manager.status(attempt.problem)
        self._seldom = time.monotonic() + _SELDOM
        self._retry = None
        if attempt.may_pass:
            self._retry = time.monotonic() + min(_LAST_RETRY, _FIRST_RETRY * 2.0**self._failed)
            self._failed = min(self._failed + 1, 10)
        elif self._next is not None and self._next <= datetime.now(UTC):
            self._next = None  # it is due, and cannot be published before something changes


_CHANGED: Final = say("changed")
_DUE: Final = say("an article is due, or something ends")
_FOREIGN: Final = say("another build has run, or the cache was removed: looking at everything again")
_RELOADING: Final = say("asked to read everything again")
_QUIETLY: Final = say("looking at everything again")


def _summary(attempt: Attempt) -> str:
    due = f", next change {attempt.next_change.isoformat(timespec='seconds')}" if attempt.next_change else ""
    held = f", {len(attempt.held)} held back" if attempt.held else ""
    return f"{attempt.articles} articles, {attempt.pages} pages{held}{due}"


def guard(is_alive: Callable[[], bool], manager: Systemd, orphaned: Callable[[], None] | None) -> None:
    """Watch over the loop from a thread: tell systemd that it is alive, call `orphaned` every second."""
    pause = min(1.0, manager.watchdog_seconds / 3) if manager.watchdog_seconds else 1.0

    def run() -> None:
        while True:
            time.sleep(pause)
            if orphaned is not None:
                orphaned()
            if manager.watchdog_seconds and is_alive():
                manager.alive()

    threading.Thread(target=run, daemon=True).start()
