"""Workers of another machine, as far as that can be had here: processes that must not open anything of the site."""

from __future__ import annotations

import multiprocessing
import os
import sys
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path
from typing import Any


def shut_out(folder: str) -> None:
    """Leave for another folder, and die at the first path below `folder` that is opened, listed or connected to."""
    os.chdir("/")
    opened: list[str] = []

    def watch(event: str, given: tuple[Any, ...]) -> None:
        if event in ("open", "os.listdir", "os.scandir", "sqlite3.connect", "os.mkdir", "os.rename") and given:
            name = os.fsdecode(given[0]) if isinstance(given[0], str | bytes | os.PathLike) else ""
            if folder in name:
                opened.append(name)
                os.write(2, f"opened {name}\n".encode())
                os._exit(9)

    sys.addaudithook(watch)


def strangers(folder: Path, count: int = 2) -> Executor:
    """Return fresh processes that cannot see a folder."""
    return ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), shut_out, (str(folder),))


class Workers:
    """Workers elsewhere, for a `Sender`."""

    def __init__(self, executor: Executor, width: int = 2) -> None:
        """Use an executor."""
        self.executor = executor
        self._width = width

    def width(self) -> int:
        """Return the number of workers."""
        return self._width


def touch(path: str) -> str:
    """Open a file, in a worker."""
    return Path(path).read_text()
