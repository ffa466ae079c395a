"""The health of the publisher: what it did, and whether somebody must look. Names of fields are fixed.

`Record` is written by the publisher alone and read by anybody; `as_json` judges a snapshot of it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Final, NamedTuple

import msgspec

from ssg.publishing.delivery import Owed
from ssg.publishing.model import Attempt

_LATE: Final = 60.0  # seconds after which an article that is due should be public
_PENDING: Final = 300.0  # seconds that a delivery may take, or a network be gone
_STUCK: Final = 3600.0  # seconds of one publication
_SILENT: Final = 30.0  # seconds without a sign of the loop


class Snapshot(NamedTuple):
    """What the publisher did until now. Times are seconds since 1970; `heard` is the last sign of the loop."""

    version: str
    started: float
    heard: float
    publishing: float | None = None
    attempted: float | None = None
    published: float | None = None
    failed: float | None = None
    last: Attempt = Attempt()
    publications: int = 0
    failures: int = 0
    unchanged: int = 0
    written: int = 0
    removed: int = 0
    seconds: float = 0.0
    deliveries: tuple[Owed, ...] = ()


class Record:
    """Holds the present snapshot."""

    def __init__(self, version: str, now: Callable[[], float], deliveries: Callable[[], tuple[Owed, ...]]) -> None:
        """Start with nothing published. `now` is the clock."""
        self._now = now
        self._deliveries = deliveries
        self._lock = threading.Lock()
        self._known = Snapshot(version, now(), now())

    def snapshot(self) -> Snapshot:
        """Return what is known now."""
        with self._lock:
            return self._known._replace(deliveries=self._deliveries())

    def hear(self) -> None:
        """Note that the loop is alive."""
        with self._lock:
            self._known = self._known._replace(heard=self._now())

    def begin(self) -> None:
        """Note that a publication begins."""
        with self._lock:
            self._known = self._known._replace(publishing=self._now(), heard=self._now())

    def end(self, attempt: Attempt | None) -> None:
        """Note what came of it; None: nothing was attempted."""
        with self._lock:
            known = self._known._replace(publishing=None, heard=self._now())
            self._known = known if attempt is None else _with(known, attempt, self._now())


def _with(known: Snapshot, attempt: Attempt, now: float) -> Snapshot:
    if attempt.problem:
        # What was published last stays, and so does what is known of it.
        last = known.last._replace(problem=attempt.problem, may_pass=attempt.may_pass)
        return known._replace(attempted=now, failed=known.failed or now, failures=known.failures + 1, last=last)
    changed = attempt.has_changed or known.published is None
    return known._replace(
        attempted=now,
        published=now if changed else known.published,
        failed=None,
        last=attempt,
        publications=known.publications + changed,
        unchanged=known.unchanged + (not changed),
        written=known.written + attempt.written,
        removed=known.removed + attempt.removed,
        seconds=known.seconds + (attempt.seconds if changed else 0),
    )


def is_alive(known: Snapshot, now: float) -> bool:
    """Return whether the loop goes on; a publication may take long."""
    if known.publishing is not None:
        return now - known.publishing < _STUCK
    return now - known.heard < _SILENT


def reasons(known: Snapshot, now: float) -> Iterator[str]:
    """Yield why somebody must look; nothing if all is well. Articles that are held back are said, but no reason."""
    if not is_alive(known, now):
        yield "the publisher does not go on"
    if known.failed is not None:
        yield f"nothing is published since {_time(known.failed)}: {known.last.problem}"
    elif known.attempted is None:
        yield "the first publication has not ended"
    due = known.last.next_change
    if due is not None and now > due.timestamp() + _LATE:
        yield f"a change was due at {_time(due.timestamp())}"
    for owed in known.deliveries:
        if owed.since is not None and now > owed.since + _PENDING:
            yield f"{owed.name} is pending since {_time(owed.since)}: {owed.problem or 'it is running'}"


def as_json(known: Snapshot, now: float) -> tuple[bool, bytes]:
    """Return whether all is well, and the state for machines."""
    why = list(reasons(known, now))
    found = {
        "status": "failing" if why else "ok",
        "reasons": why,
        "version": known.version,
        "started": _time(known.started),
        "publishing": known.publishing is not None,
        "last_publication": _time(known.published),
        "age_seconds": None if known.published is None else round(max(now - known.published, 0), 3),
        "articles": known.last.articles,
        "pages": known.last.pages,
        "held": list(known.last.held),
        "next_change": _time(known.last.next_change.timestamp()) if known.last.next_change else None,
        "deliveries": [
            {
                "name": owed.name,
                "pending_since": _time(owed.since),
                "last": _time(owed.arrived),
                "failures": owed.failures,
                "problem": owed.problem,
            }
            for owed in known.deliveries
        ],
    }
    return not why, msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n"


def _time(at: float | None) -> str | None:
    return None if at is None else datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds")
