"""The connection of one build to workers elsewhere: made when it is first needed, closed at the end of the build."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import suppress
from typing import Final, Protocol

from ssg.jobs.sending import Elsewhere, Sender, WorkersFailed, text_of
from ssg.steps.refused_workers import reported
from ssg.store.salt import versions

_SOME: Final = 16  # workers of an executor that does not say how many it has


class _Closable(Elsewhere, Protocol):
    def close(self) -> None:
        """Let the workers go."""


class Connection:
    """A connection that `open_` makes."""

    def __init__(self, open_: Callable[[], _Closable], build: str) -> None:
        """Connect later."""
        self._open, self._build = open_, build
        self._workers: _Closable | None = None
        self._sender: Sender | None = None

    @classmethod
    def to_dask(cls, scheme: str, host: str, port: int, build: str) -> Connection:
        """Return a connection to the workers of a Dask scheduler, by `tcp` or `tls`.

        Raises SiteProblem if nobody listens there, or the library is missing.
        """
        from ssg.jobs.dask import Cluster, look

        with reported():
            look(host, port)
        return cls(lambda: Cluster(f"{scheme}://{host}:{port}", build, versions), build)

    @classmethod
    def to_executor(cls, module: str, function: str, build: str) -> Connection:
        """Return a connection to the workers of the executor that a function returns.

        Raises SiteProblem if there is no such module.
        """
        with reported():
            if not _is_there(module):
                raise WorkersFailed("module", module)
        return cls(lambda: _Any(module, function), build)

    def sender(self) -> Sender:
        """Return what sends to the workers.

        Raises WorkersFailed, OtherVersions, and ImportError without the library.
        """
        if self._sender is None:
            self._workers = self._open()
            self._sender = Sender(self._workers, self._build, versions)
        return self._sender

    def executor(self) -> Executor:
        """Return the executor."""
        self.sender()
        if self._workers is None:
            raise WorkersFailed("none")
        return self._workers.executor

    def close(self) -> None:
        """Let the workers go. Never raises."""
        if self._workers is not None:
            self._workers.close()


def _is_there(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except (ImportError, ValueError):
        return False


class _Any:
    """Any executor."""

    def __init__(self, module: str, function: str) -> None:
        try:
            found = getattr(importlib.import_module(module), function)()
        except Exception as problem:
            raise WorkersFailed("executor", f"{module}:{function}", text_of(problem)) from problem
        if not isinstance(found, Executor):
            raise WorkersFailed("executor", f"{module}:{function}", type(found).__name__)
        self.executor: Executor = found

    def width(self) -> int:
        return _SOME

    def close(self) -> None:
        with suppress(Exception):
            self.executor.shutdown(wait=False, cancel_futures=True)
