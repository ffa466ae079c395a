"""A pool of worker processes as a `concurrent.futures.Executor`, without a thread or a lock in this process.

So this process can be forked at any time, and needs no teardown before it ends. Results are received when one is
requested or the next task is submitted; use a pool from one thread only. Close it before you release anything that its
workers may still write to: closing kills them, whatever they are doing.
"""

from __future__ import annotations

import pickle
import select
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import suppress
from typing import Any, Final, ParamSpec, TypeVar

from ssg.jobs.pipes import receive, send
from ssg.jobs.running import Running
from ssg.jobs.signals import held

P = ParamSpec("P")
T = TypeVar("T")
_AHEAD: Final = 2  # tasks that a worker has: the one that it is doing, and the next


class Pool(Executor):
    """Worker processes that end with the pool, and with this process however it ends."""

    def __init__(self, size: int, start: Callable[[], Running]) -> None:
        """Create a pool of up to `size` workers, each started by `start` when there is work for it.

        A worker that says that it is full is replaced by a new one between two tasks.
        """
        self._size = size
        self._start = start
        self._replaces = True
        self._full: set[Running] = set()
        self._workers: dict[Running, deque[_Answer[Any]]] = {}
        self._waiting: deque[tuple[_Answer[Any], bytes]] = deque()
        self._over: Exception | None = None

    def start(self) -> None:
        """Start all workers at once, or as many as the system allows: while this process can still be forked.

        None is replaced later.
        """
        self._replaces = False
        with suppress(OSError):
            while len(self._workers) < self._size:
                self._begin_one()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Call a function in a worker. The function, its arguments and its result must be picklable.

        Raises OSError if a worker cannot be started, BrokenExecutor if one was lost, RuntimeError after the shutdown.
        """
        if self._over is not None:
            raise self._over
        task = pickle.dumps((fn, args, kwargs), pickle.HIGHEST_PROTOCOL)
        if not self._workers:
            self._begin_one()
        answer: _Answer[T] = _Answer(self)
        self._waiting.append((answer, task))
        self.take_in(0)
        self._hand_out()
        return answer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Kill all workers at once, whatever the arguments. Tasks without a result fail; request results first."""
        self._end(RuntimeError("the pool is closed"))

    def take_in(self, seconds: float | None) -> None:
        """Receive the results that arrive within some seconds (None: wait for one), and hand out new tasks."""
        if self._over is not None:
            return
        pipes = {worker.answers: worker for worker in self._workers}
        poll = select.poll()
        for pipe in pipes:
            poll.register(pipe, select.POLLIN)
        for pipe, _ in poll.poll(None if seconds is None else seconds * 1000):
            message = receive(pipe)
            if message is None:
                self._lose()
                return
            succeeded, result, full = pickle.loads(message)  # noqa: S301 - from our own worker
            worker = pipes[pipe]
            answer = self._workers[worker].popleft()
            if full and self._replaces:
                self._full.add(worker)
            if succeeded:
                answer.set_result(result)
            else:
                answer.set_exception(result)
            if worker in self._full and not self._load(worker):
                self._replace(worker)
        self._hand_out()

    def _hand_out(self) -> None:
        """Hand waiting tasks to workers, to the least busy ones first."""
        while self._waiting:
            open_to_more = self._workers.keys() - self._full
            worker = min(open_to_more, key=self._load, default=None)
            if (worker is None or self._load(worker)) and len(self._workers) < self._size:
                try:
                    self._begin_one()
                except OSError:  # the existing workers do all of it
                    self._size = len(self._workers)
                continue
            if worker is None or self._load(worker) >= _AHEAD:
                return
            answer, task = self._waiting.popleft()
            if not answer.set_running_or_notify_cancel():
                continue
            self._workers[worker].append(answer)
            try:
                send(worker.tasks, task)
            except BrokenPipeError:
                self._lose()
                return

    def _load(self, worker: Running) -> int:
        return len(self._workers[worker])

    def _begin_one(self) -> None:
        with held():  # so that a worker is never without its pool
            self._workers[self._start()] = deque()

    def _replace(self, worker: Running) -> None:
        """Put a new worker in the place of one that is full and has no task.

        If the system cannot start one, or a thread has begun that a fork would not have, all workers go on.
        """
        if threading.active_count() == 1:
            with suppress(OSError):
                self._begin_one()
                self._full.remove(worker)
                del self._workers[worker]
                worker.end()
                return
        self._replaces = False
        self._full.clear()

    def _lose(self) -> None:
        """Kill all workers because one was lost: its progress is unknown."""
        self._end(BrokenExecutor("a worker process ended before it finished its work"))

    def _end(self, why: Exception) -> None:
        """Kill all workers; tasks without a result fail."""
        self._over = self._over or why
        for worker in self._workers:
            worker.end()
        pending = [answer for under_way in self._workers.values() for answer in under_way]
        pending += [answer for answer, _ in self._waiting]
        self._waiting.clear()
        self._workers.clear()
        self._full.clear()
        for answer in pending:
            if not answer.done():
                answer.set_exception(why)


class _Answer(Future[T]):
    """A future that receives what its pool's workers send while somebody waits for it."""

    def __init__(self, pool: Pool) -> None:
        super().__init__()
        self._pool = pool

    def result(self, timeout: float | None = None) -> T:
        """Wait for the result and return it. Raises as `Future.result` does."""
        self._wait(timeout)
        return super().result(0)

    def exception(self, timeout: float | None = None) -> BaseException | None:
        """Wait for the end and return the exception, if one was raised. Raises as `Future.exception` does."""
        self._wait(timeout)
        return super().exception(0)

    def _wait(self, timeout: float | None) -> None:
        until = None if timeout is None else time.monotonic() + timeout
        while not self.done():
            rest = None if until is None else until - time.monotonic()
            if rest is not None and rest <= 0:
                return
            self._pool.take_in(rest)
