"""What a build leaves for those who upload: a record of how it ended, and its changes for `--delta`.

A build that is killed leaves the record of its beginning.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ssg.core.errors import Diagnostic, Place, SiteProblem, warning
from ssg.core.message import say
from ssg.request import STATE, Request
from ssg.store.delta import Delta, lay_delta, note_owed, owed
from ssg.store.last_build import LastBuild, last_build, note_build
from ssg.store.outputs import name_of
from ssg.store.publish import CutShort, Published

_NOTHING = Delta((), ())


class Record:
    """The record of a build that has begun. Its methods raise SiteProblem if the disk refuses."""

    def __init__(self, request: Request) -> None:
        """Note that the build has begun; its output folder must be known."""
        assert request.output is not None  # noqa: S101 - narrows the type
        self._output, self._state = request.output, request.root / STATE
        self._name = name_of(request.root, request.output)
        self._preview = request.choice.preview_build
        self._before = last_build(self._state, self._name)
        note_build(self._state, self._name, LastBuild("begun", self._preview))

    def lay(self, delta: Path | None, published: Published | None) -> tuple[Diagnostic, ...]:
        """Copy what has changed since the last `--delta` into a folder; without one, note it for the next."""
        if published is None:
            return ()
        before, changes = owed(self._state, self._name), Delta(published.written, published.removed)
        if delta is None:
            if before is not None and (changes.written or changes.removed):
                note_owed(self._state, self._name, before.then(changes))
            return ()
        changes = before.then(changes) if before else changes
        if changes != before:
            note_owed(self._state, self._name, changes)  # until they are laid out
        lay_delta(delta, self._output, changes)
        if before is None or changes != _NOTHING:
            note_owed(self._state, self._name, _NOTHING)
        if before is None or not (self._before and self._before.state == "begun"):
            return ()
        hint = say("upload the whole output folder once")
        message = say("the build before was interrupted; what it published may be missing from the `--delta` folder")
        return (warning("W789", message, Place(str(delta)), hint),)

    def end(self, published: Published | None, *, idle: bool = False) -> None:
        """Note how the build has ended; one that was not due and did nothing leaves what was noted before."""
        ended = LastBuild("published" if published else "failed", self._preview)
        note_build(self._state, self._name, self._before if idle and self._before else ended)


@contextmanager
def recorded(request: Request) -> Iterator[Record]:
    """Record a build that the block runs. Raises SiteProblem."""
    record = Record(request)
    try:
        yield record
    except CutShort:
        raise  # some files were published: as if it had been killed
    except SiteProblem:
        record.end(None)
        raise
