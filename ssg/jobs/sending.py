"""Calls workers elsewhere through any `concurrent.futures.Executor`: results come in the order of the batches.

A large value travels once to each worker: a call names it, a worker that lacks it says so, and the call is sent again
with it. What a worker is late with, or cannot be given in a few rounds, is done here. Knows nothing of sites.
"""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Executor, Future, wait
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final, Literal, NamedTuple, Protocol

from ssg.jobs.remote import Answer, Call, Versions, differences, name_of, packed, run, unpacked

LATE: Final = 10.0
"""Seconds after which the batch whose results are next is done in this process."""
PATIENCE: Final = 30.0
"""Seconds without any answer after which there must be a worker."""
_AHEAD: Final = 3  # batches a worker: what it does, what it has, and what is on the way
_ROUNDS: Final = 3  # answers that lack something, until a batch is done in this process
_TICK: Final = 0.5


Reason = Literal["address", "scheduler", "none", "import", "gone", "left", "raised", "answer", "module", "executor"]


class WorkersFailed(Exception):
    """Raised if workers elsewhere cannot be used (any more): the reason, who it is about, and what the system said."""

    def __init__(self, reason: Reason, who: str = "", said: str = "") -> None:
        """Carry the reason."""
        super().__init__(reason, who, said)
        self.reason, self.who, self.said = reason, who, said


class OtherVersions(Exception):
    """Raised if a worker runs with other versions: names, with the version here and the one there (empty: missing)."""

    def __init__(self, by: str, found: Sequence[tuple[str, str, str]]) -> None:
        """Name the worker."""
        super().__init__(by, found)
        self.by, self.found = by, found


class Elsewhere(Protocol):
    """Workers elsewhere. `width` is their number now; it raises WorkersFailed if none can come any more."""

    executor: Executor

    def width(self) -> int:
        """Return the number of workers."""


class Stage(NamedTuple):
    """How items become results: by `function(held, *fixed, sent(items, lacking), items)` in a worker.

    `lacking` names what a result lacks, `sent` returns what travels with items, `here` makes them in this process.
    """

    function: Callable[..., Sequence[Any]]
    fixed: tuple[Any, ...]
    sent: Callable[[Sequence[Any], Collection[Any]], Any]
    here: Callable[[Sequence[Any]], Sequence[Any]]
    lacking: Callable[[Any], Collection[Any]] = lambda result: ()


class Batch(NamedTuple):
    """Items that are made together; `here`: in this process, as sending them would take longer."""

    items: Sequence[Any]
    here: bool = False


@dataclass
class Traffic:
    """What has travelled: calls, those sent again with a value, bytes there and back, and batches done here."""

    calls: int = 0
    again: int = 0
    sent: int = 0
    received: int = 0
    here: int = 0
    workers: Counter[str] = field(default_factory=Counter)


@dataclass(eq=False)
class _Slot:
    """A batch under way: the positions without a result, what they lack, and the call that is out."""

    batch: Batch
    results: list[Any]
    todo: list[int]
    lacking: set[Any] = field(default_factory=set)
    rounds: int = 0
    wants: str = ""
    carries: str = ""
    future: Future[Answer] | None = None
    since: float = 0.0


class Sender:
    """Sends the calls of one build. Use it from one thread."""

    def __init__(self, workers: Elsewhere, build: str, versions: Callable[[], Versions]) -> None:
        """Send to `workers`, which must return the same `versions()` as this process."""
        self.traffic = Traffic()
        self._workers = workers
        self._build = build
        self._versions = versions
        self._values: dict[str, bytes] = {}
        self._lackers: dict[str, set[str]] = {}
        self._heard = 0.0

    def offer(self, value: object) -> str:
        """Offer a value to all workers; return its name, for `Held.made`."""
        data = packed(value)
        name = name_of(data)
        self._values[name] = data
        return name

    def in_order(self, stage: Stage, batches: Iterable[Batch]) -> Iterator[Any]:
        """Yield the results of all items in order; few batches are out at a time.

        Raises WorkersFailed, OtherVersions, and whatever `function` raises.
        """
        rest, window = iter(batches), deque[_Slot]()
        try:
            while True:
                self._fill(window, rest, stage)
                if not window:
                    return
                self._finish(window, stage)
                yield from window.popleft().results
        finally:
            for slot in window:
                if slot.future is not None:
                    slot.future.cancel()

    def _fill(self, window: deque[_Slot], rest: Iterator[Batch], stage: Stage) -> None:
        """Send batches until enough are under way."""
        most = _AHEAD * max(2, self._workers.width())
        while len(window) < most and (batch := next(rest, None)) is not None:
            count = len(batch.items)
            slot = _Slot(batch, [None] * count, list(range(count)))
            window.append(slot)
            if not batch.here:
                self._send(slot, stage)

    def _finish(self, window: deque[_Slot], stage: Stage) -> None:
        """Wait until the first batch has all results."""
        head = window[0]
        while head.todo and not head.batch.here:
            out = {slot.future: slot for slot in window if slot.future is not None}
            for future in wait(out, _TICK, "FIRST_COMPLETED").done:
                self._heard = time.monotonic()
                self._take(out[future], future, stage)
            self._send_again(window, stage)
            if head.future is not None and self._is_late(head):
                break
        if head.todo:
            self._do_here(head, stage)

    def _is_late(self, head: _Slot) -> bool:
        """Return whether to do the first batch here, as everything waits for it; fail if there is nobody else."""
        now = time.monotonic()
        if now - max(self._heard, head.since) > PATIENCE and not self._workers.width():
            raise WorkersFailed("left")
        return now - head.since > LATE

    def _do_here(self, slot: _Slot, stage: Stage) -> None:
        if slot.future is not None:
            slot.future.cancel()
            slot.future = None
        self.traffic.here += not slot.batch.here
        todo, slot.todo = slot.todo, []
        for position, result in zip(todo, stage.here([slot.batch.items[at] for at in todo]), strict=True):
            slot.results[position] = result

    def _send(self, slot: _Slot, stage: Stage) -> None:
        items = [slot.batch.items[at] for at in slot.todo]
        given = packed((*stage.fixed, stage.sent(items, slot.lacking), items))
        values: Mapping[str, bytes] = {slot.wants: self._values[slot.wants]} if slot.wants else {}
        slot.carries, slot.wants, slot.since = slot.wants, "", time.monotonic()
        self.traffic.calls += 1
        self.traffic.again += bool(values)
        self.traffic.sent += len(given) + sum(map(len, values.values()))
        call = Call(self._build, self._versions(), self._versions, stage.function, given, values)
        try:
            slot.future = self._workers.executor.submit(run, call)
        except Exception as problem:  # of any executor
            raise WorkersFailed("raised", said=text_of(problem)) from problem

    def _take(self, slot: _Slot, future: Future[Answer], stage: Stage) -> None:
        """Take an answer in."""
        slot.future, carried, slot.carries = None, slot.carries, ""
        try:
            answer = future.result()
        except (Exception, CancelledError) as problem:
            self._workers.width()  # it may know better
            raise WorkersFailed("raised", said=text_of(problem)) from problem
        if not isinstance(answer, Answer):
            raise WorkersFailed("answer", type(answer).__name__)
        if answer.differs is not None:
            raise OtherVersions(answer.by, differences(self._versions(), answer.differs))
        if answer.problem:
            raise unpacked(answer.problem)
        if answer.lacks:
            slot.wants = answer.lacks
            self._lackers.setdefault(answer.lacks, set()).add(answer.by)
            return
        if carried:
            self._lackers[carried].discard(answer.by)
        self.traffic.workers[answer.by] += 1
        self.traffic.received += len(answer.result)
        left: list[int] = []
        for position, result in zip(slot.todo, unpacked(answer.result), strict=True):
            slot.results[position] = result
            if lacking := stage.lacking(result):
                slot.lacking.update(lacking)
                left.append(position)
        slot.todo, slot.rounds = left, slot.rounds + 1

    def _send_again(self, window: deque[_Slot], stage: Stage) -> None:
        """Send what lacked something. Of a large value, no more are on their way than workers are known to lack it."""
        for slot in window:
            if slot.future is not None or not slot.todo or slot.batch.here:
                continue
            if slot.rounds >= _ROUNDS:
                self._do_here(slot, stage)
                continue
            if name := slot.wants:
                lackers = self._lackers[name]
                if lackers and sum(one.carries == name for one in window) >= len(lackers):
                    continue
                if not lackers:
                    slot.wants = ""
            self._send(slot, stage)


def text_of(problem: BaseException) -> str:
    """Return the type and text of any exception, on one line."""
    text = ""
    with suppress(Exception):  # its text is code of a stranger, too
        text = " ".join(str(problem).split())[:300]
    return f"{type(problem).__name__}: {text}" if text else type(problem).__name__
