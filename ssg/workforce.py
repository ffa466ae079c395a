"""Other processes for the heavy work: when they are worth their start, what they are told, what to say if one is lost.

Any `concurrent.futures.Executor` will do. Results do not depend on how many there are, nor on how they begin.
"""

from __future__ import annotations

import secrets
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple, TypeVar

from ssg.core.errors import Diagnostic, Place, SiteProblem, error
from ssg.press import Press
from ssg.store.files import cannot_write, remove_file, write_forme
from ssg.store.memo import Memo
from ssg.store.publish import Publication
from ssg.workers import Ticket, clear_away, lay_out

T = TypeVar("T")
_UNDER_WAY = 64


class Workers(NamedTuple):
    """How to get workers. `inherit` says that they begin as copies of this process (fork), with all that it knows.

    `worth_texts` and `worth_pages` say from how many on they are worth their start.
    """

    open: Callable[[], Executor]
    inherit: bool = False
    worth_texts: int = 200
    worth_pages: int = 200


class Workforce(NamedTuple):
    """Workers at work on a build, and the ticket that tells them which."""

    executor: Executor
    ticket: Ticket


@contextmanager
def gather(
    workers: Workers | None, press: Press, memo: Memo, publication: Publication, pages: int
) -> Iterator[Workforce | None]:
    """Give workforce for making pages, or None where they are not worth their start.

    What was remembered so far is saved, so that they can read it. Raises SiteProblem where none can be had, or the disk
    refuses.
    """
    if workers is None or pages < workers.worth_pages or memo.file is None:
        yield None
        return
    memo.save()
    state = memo.file.parent
    build = secrets.token_hex(8)
    forme = state / f"forme-{build}"
    ticket = Ticket(build, str(memo.file), str(publication.root), str(publication.journal), str(forme))
    try:
        lay_out(build, press.forme)
        if not workers.inherit:
            try:
                write_forme(forme, press.forme)
            except OSError as problem:
                raise SiteProblem(cannot_write(forme, problem)) from problem
        with at_work(workers) as executor:
            yield Workforce(executor, ticket)
    finally:
        clear_away()
        with suppress(OSError):
            remove_file(forme)


@contextmanager
def at_work(workers: Workers) -> Iterator[Executor]:
    """Give workers.

    Raises SiteProblem where the system has none to give.
    """
    try:
        executor = workers.open()
    except OSError as problem:
        raise SiteProblem(_none(problem)) from problem
    with executor:
        yield executor


def in_order(executor: Executor, call: Callable[..., Sequence[T]], tasks: Iterable[tuple[Any, ...]]) -> Iterator[T]:
    """Have tasks done by workers, and give all their results in the order of the tasks.

    Only so many tasks are under way that no worker waits, so that neither tasks nor results pile up.
    Raises SiteProblem where a worker is lost, or cannot be had.
    """
    under_way: deque[Future[Sequence[T]]] = deque()
    try:
        for task in tasks:
            try:
                under_way.append(executor.submit(call, *task))
            except OSError as problem:
                raise SiteProblem(_none(problem)) from problem
            if len(under_way) >= _UNDER_WAY:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()
    except BrokenExecutor as problem:
        hint = "It may have been killed for want of memory: try fewer with --jobs."
        raise SiteProblem(
            error("E715", "a worker process ended before its work was done", Place("."), hint)
        ) from problem


def _none(problem: OSError) -> Diagnostic:
    why = f"worker processes cannot be started: {problem.strerror or problem}"
    return error("E715", why, Place("."), "With --jobs 1 all is done in one process.")
