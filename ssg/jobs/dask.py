"""Connects to the workers of a Dask scheduler. The only importer of `distributed`; prints nothing."""

from __future__ import annotations

import logging
import socket
import threading
import time
import warnings
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import suppress
from functools import partial
from importlib.util import find_spec
from typing import Any, Final, TypeVar

from ssg.jobs.remote import Versions, differences, forget
from ssg.jobs.sending import OtherVersions, WorkersFailed, text_of

T = TypeVar("T")
_CONNECT: Final = 10  # seconds for the scheduler, and again for the first worker
_CLOSE: Final = 3
_KEPT: Final = 2.0  # seconds for which the number of workers is believed


def look(host: str, port: int) -> None:
    """Check that somebody listens at an address, without the library; 1 ms.

    Raises WorkersFailed if not, and ImportError if the library is missing.
    """
    if find_spec("distributed") is None:
        raise ModuleNotFoundError("distributed")
    try:
        socket.create_connection((host, port), timeout=_CONNECT).close()
    except (OSError, OverflowError, UnicodeError) as problem:
        raise WorkersFailed("address", f"{host}:{port}", text_of(problem)) from problem


class Cluster:
    """The workers of a scheduler; close it at the end."""

    def __init__(self, address: str, build: str, versions: Callable[[], Versions]) -> None:
        """Connect to `tcp://host:port` or `tls://host:port`, and check all workers there are.

        TLS certificates are those of Dask's own configuration. Raises WorkersFailed, OtherVersions, and ImportError
        without the library.
        """
        import dask.config
        import distributed

        logging.disable(logging.CRITICAL)  # what fails is reported once, by us; nothing else logs
        dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 TB"})
        self._build = build
        self.executor: Executor
        self._width, self._asked = 0, 0.0
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self._client: Any = distributed.Client(  # type: ignore[no-untyped-call]
                    address, timeout=_CONNECT, set_as_default=False, name="ssg"
                )
        except (OSError, ValueError) as problem:
            raise WorkersFailed("scheduler", address, text_of(problem)) from problem
        try:
            self._check(versions)
        except BaseException:
            self.close()
            raise
        self.executor = _Quiet(self._client)

    def _check(self, versions: Callable[[], Versions]) -> None:
        """Refuse workers that cannot run our tasks, before any work starts."""
        try:
            self._client.wait_for_workers(1, timeout=_CONNECT)
        except Exception as problem:
            raise WorkersFailed("none") from problem
        ours = dict(versions())
        asked = partial(self._client.run, versions, on_error="return")
        try:
            found: dict[str, Any] = _within(_CONNECT, asked)
        except TimeoutError as problem:
            raise WorkersFailed("raised", said=text_of(problem)) from problem
        for worker, theirs in sorted(found.items()):
            if isinstance(theirs, BaseException):
                raise WorkersFailed("import", worker, text_of(theirs))
            if differing := differences(ours, theirs):
                raise OtherVersions(worker, differing)

    def width(self) -> int:
        """Return the number of workers; raises WorkersFailed if the scheduler is gone."""
        if self._client.status != "running":
            raise WorkersFailed("gone")
        if time.monotonic() - self._asked > _KEPT:
            try:
                self._width = len(_within(_CONNECT, self._client.nthreads))
            except Exception as problem:
                raise WorkersFailed("gone") from problem
            self._asked = time.monotonic()
        return self._width

    def close(self) -> None:
        """Cancel what is under way, and have the workers drop our values. Never raises."""
        with suppress(Exception):
            if self._client.status == "running":
                _within(_CLOSE, self._let_go)
        with suppress(Exception):
            self._client.close(timeout=_CLOSE)
        logging.disable(logging.NOTSET)

    def _let_go(self) -> None:
        self.executor.shutdown(wait=False)
        self._client.run(forget, self._build, on_error="ignore")


def _within(seconds: float, call: Callable[[], T]) -> T:
    """Call a function of Dask's that would wait for ever for a worker or scheduler that hangs.

    Raises TimeoutError, and what the function raises.
    """
    answered: Future[T] = Future()

    def answer() -> None:
        try:
            answered.set_result(call())
        except BaseException as problem:
            answered.set_exception(problem)

    threading.Thread(target=answer, daemon=True).start()
    try:
        return answered.result(seconds)
    except TimeoutError:
        raise TimeoutError(f"no answer within {seconds} seconds") from None


class _Quiet(Executor):
    """Dask's executor, without its warnings. Calls are not merged: hashing their arguments would cost more."""

    def __init__(self, client: Any) -> None:  # noqa: ANN401 - untyped
        self._inner = client.get_executor(pure=False, retries=2)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return self._inner.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._inner.shutdown(wait=wait and not cancel_futures)
