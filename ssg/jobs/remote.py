"""The life of a call in a worker elsewhere: it runs on values that travelled with it or before it, held by content.

Such a worker shares no disk with us. It writes nothing, and keeps in memory only what the last two builds have sent.
A value that it lacks is named in its answer, and sent again. Knows nothing of sites.
"""

from __future__ import annotations

import os
import pickle
import threading
import traceback
import zlib
from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b
from typing import Any, Final, NamedTuple, TypeVar

T = TypeVar("T")
Versions = Mapping[str, str]
_BUILDS: Final = 2
_LEVEL: Final = 1  # of zlib: HTML becomes a fifth at 100 MB a second; a network has 125


class Lacks(BaseException):
    """Raised in a worker that needs a value; no template and no page may catch it."""

    def __init__(self, name: str) -> None:
        """Name the value."""
        super().__init__(name)
        self.name = name


class Call(NamedTuple):
    """A call: the build, the versions that it must run with and the function that returns those here; what to call.

    `given` are the packed arguments, which follow the values held; `values` are new ones, by name.
    """

    build: str
    expected: Versions
    versions: Callable[[], Versions]
    function: Callable[..., Any]
    given: bytes
    values: Mapping[str, bytes]


class Answer(NamedTuple):
    """The answer of the worker `by`: a packed result or exception, the name of a value it lacks, or its versions."""

    by: str
    result: bytes = b""
    problem: bytes = b""
    lacks: str = ""
    differs: Versions | None = None


class Held:
    """The values of one build in this process, and what was made of them."""

    def __init__(self) -> None:
        """Hold nothing."""
        self._values: dict[str, bytes] = {}
        self._made: dict[str, Any] = {}

    def take(self, values: Mapping[str, bytes]) -> None:
        """Take values; raise ValueError for one that is not what its name says."""
        for name, value in values.items():
            if name_of(value) != name:
                raise ValueError(f"value {name} arrived damaged")
            self._values[name] = value

    def made(self, name: str, make: Callable[[Any], T]) -> T:
        """Return what `make` returns for the value of a name; it is called once.

        Raises Lacks.
        """
        found = self._made.get(name)
        if found is None:
            if name not in self._values:
                raise Lacks(name)
            found = self._made[name] = make(unpacked(self._values[name]))
            self._values[name] = b""  # used up: what was made of it is all that tasks read
        return found


_HELD: dict[str, Held] = {}
_LOCK: Final = threading.Lock()  # a worker may have threads; our tasks are for one


def run(call: Call) -> Answer:
    """Run a call, in a worker."""
    by = f"{os.uname().nodename} {os.getpid()}" if hasattr(os, "uname") else str(os.getpid())
    with _LOCK:
        found = call.versions()
        if found != call.expected:
            return Answer(by, differs=found)
        held = _held(call.build)
        try:
            held.take(call.values)
            return Answer(by, packed(call.function(held, *unpacked(call.given))))
        except Lacks as problem:
            return Answer(by, lacks=problem.name)
        except Exception as problem:
            return Answer(by, problem=_carried(problem))


def forget(build: str = "") -> None:
    """Drop the values of a build, or of all, in a worker."""
    with _LOCK:
        if build:
            _HELD.pop(build, None)
        else:
            _HELD.clear()


def _held(build: str) -> Held:
    held = _HELD[build] = _HELD.pop(build) if build in _HELD else Held()
    for old in list(_HELD)[:-_BUILDS]:
        del _HELD[old]
    return held


def _carried(problem: Exception) -> bytes:
    """Pack an exception; one that cannot travel becomes a RuntimeError with its text."""
    said = traceback.format_exc()
    problem.add_note(f"Raised in a worker:\n{said}")
    try:
        found = packed(problem)
        unpacked(found)
    except Exception:
        return packed(RuntimeError(said))
    return found


def packed(value: object) -> bytes:
    """Return a value as compressed bytes."""
    return zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), _LEVEL)


def unpacked(data: bytes) -> Any:  # noqa: ANN401 - whatever was packed
    """Return a packed value. Only for bytes of this build's own executor: a pickle can run code."""
    return pickle.loads(zlib.decompress(data))  # noqa: S301 - the executor that brought it could run code anyway


def name_of(value: bytes) -> str:
    """Return the name of a packed value: its digest."""
    return blake2b(value, digest_size=16).hexdigest()


def differences(ours: Versions, theirs: Versions) -> Sequence[tuple[str, str, str]]:
    """Return what differs: a name, the version here, and the one there (empty: missing)."""
    return [(name, version, theirs.get(name, "")) for name, version in ours.items() if theirs.get(name) != version]
