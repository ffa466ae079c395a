"""A disk that fails at the Nth operation: in this process, or by killing a copy of it. For tests only.

What `ssg` calls to change files below one folder is counted: creating, writing, renaming, removing, syncing.
What SQLite does is not seen from here; `test_faults_of_the_system.py` reaches that.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

KILLED = 137
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_ROOM = {"create", "write", "mkdir", "link"}  # what a full disk refuses; it can remove and rename


class Disk:
    """Counts what changes files below `root`, and does to the operation `number` (from 0) what `fault` says.

    `fault` is an error's name (`EIO`: this once; `ENOSPC`: from then on, the write that fills it being cut short) or
    `kill`, `kill-torn` (the process ends; half of what was to be written is there). Without one it only counts.
    `watch` is called before each operation that readers could notice. `at` is a number and what is called before it.
    """

    def __init__(self, root: Path, fault: str = "", number: int = -1, watch: Callable[[], None] | None = None) -> None:
        self.root = f"{os.path.realpath(root)}{os.sep}"
        self.done: list[tuple[str, str]] = []
        self._fault, self._number, self._watch = fault, number, watch
        self._ours: dict[int, str] = {}
        self.at: tuple[int, Callable[[], None]] | None = None

    def operation(self, kind: str, path: str, half: Callable[[], object] | None = None) -> None:
        """Note an operation, and let it fail if it is its turn."""
        if self._watch is not None and kind in ("rename", "unlink"):
            self._watch()
        number = len(self.done)
        if self.at is not None and number == self.at[0]:
            (_, call), self.at = self.at, None
            call()
        self.done.append((kind, path.removeprefix(self.root)))
        if self._fault == "ENOSPC" and number >= self._number >= 0 and kind in _ROOM:
            if number == self._number and half is not None:
                half()
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)
        if number != self._number:
            return
        if self._fault.startswith("kill"):
            if self._fault == "kill-torn" and half is not None:
                half()
            os._exit(KILLED)
        if self._fault != "ENOSPC":
            code = getattr(errno, self._fault)
            raise OSError(code, os.strerror(code), path)

    def below(self, path: Any) -> str:
        """Give the absolute path if it is below our folder."""
        if isinstance(path, int):
            return self._ours.get(path, "")
        found = os.path.abspath(os.fsdecode(path))  # noqa: PTH100
        return found if found.startswith(self.root) else ""

    @contextmanager
    def failing(self) -> Iterator[Disk]:
        """Put this disk in the place of the real one."""
        files = patch.object(io, "open", self._open), patch.object(builtins, "open", self._open)
        with patch.multiple(os, **self._calls()), files[0], files[1]:
            yield self

    def _calls(self) -> dict[str, Any]:
        named = {
            "replace": "rename",
            "rename": "rename",
            "unlink": "unlink",
            "remove": "unlink",
            "mkdir": "mkdir",
            "rmdir": "rmdir",
            "link": "link",
            "symlink": "link",
            "truncate": "truncate",
            "ftruncate": "truncate",
            "fsync": "fsync",
            "fdatasync": "fsync",
        }
        calls = {name: self._counted(kind, getattr(os, name)) for name, kind in named.items()}
        return {**calls, "open": self._os_open(os.open), "write": self._os_write(os.write)}

    def _counted(self, kind: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: Any, *given: Any, **named: Any) -> Any:
            if (found := self.below(path)) and not (kind == "mkdir" and os.path.isdir(found)):  # noqa: PTH112
                self.operation(kind, found)
            return real(path, *given, **named)

        return call

    def _os_open(self, real: Callable[..., int]) -> Callable[..., int]:
        def call(path: Any, flags: int, *given: Any, **named: Any) -> int:
            found = self.below(path) if flags & _WRITING else ""
            if found:
                self.operation("create", found)
            opened = real(path, flags, *given, **named)
            if found:
                self._ours[opened] = found
            return opened

        return call

    def _os_write(self, real: Callable[..., int]) -> Callable[..., int]:
        def call(file: int, data: Any) -> int:
            if found := self._ours.get(file):
                self.operation("write", found, lambda: real(file, bytes(data)[: len(data) // 2]))
            return real(file, data)

        return call

    def _open(self, file: Any, mode: str = "r", *given: Any, **named: Any) -> Any:
        if not set(mode) & set("wxa+") or not (found := self.below(file)):
            return _OPEN(file, mode, *given, **named)
        if not isinstance(file, int):
            self.operation("create", found)
        raw = _Raw(file, mode.replace("b", "").replace("t", ""), disk=self, path=found)
        buffered = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        if "b" in mode:
            return buffered
        return io.TextIOWrapper(buffered, encoding=named.get("encoding"), newline=named.get("newline"))


_OPEN = io.open


class _Raw(io.FileIO):
    """A file whose writes are counted."""

    def __init__(self, file: Any, mode: str, *, disk: Disk, path: str) -> None:
        super().__init__(file, mode)
        self._disk, self._path = disk, path

    def write(self, data: Any, /) -> int:
        half = super().write
        self._disk.operation("write", self._path, lambda: half(bytes(data)[: len(data) // 2]))
        return super().write(data)

    def truncate(self, size: int | None = None, /) -> int:
        self._disk.operation("truncate", self._path)
        return super().truncate(size)
