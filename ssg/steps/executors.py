"""Worker processes for the heavy work: when they pay, what they are given, what is reported if one is lost.

Any `concurrent.futures.Executor` will do. Results depend neither on the number of workers nor on the start method.
"""

from __future__ import annotations

import secrets
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from ssg.core.errors import Diagnostic, Place, SiteProblem, error
from ssg.core.message import say
from ssg.core.system import reason_of
from ssg.index.columns import read_whole
from ssg.steps.context import RenderContext
from ssg.steps.tasks import TaskContext, clear_away, lay_out
from ssg.store.files import cannot_write
from ssg.store.memo import Memo
from ssg.store.private import remove_private, write_private
from ssg.store.publish import Publication

T = TypeVar("T")
_UNDER_WAY = 64


class Workers(NamedTuple):
    """How to start workers. `inherit`: they start as copies of this process (fork) and share its data.

    `worth_texts` and `worth_pages` are the smallest numbers for which starting workers pays.
    """

    open: Callable[[], Executor]
    inherit: bool = False
    worth_texts: int = 200
    worth_pages: int = 200


class RunningWorkers(NamedTuple):
    """The workers of a build, and the task that identifies it."""

    executor: Executor
    task: TaskContext


@contextmanager
def running_workers(
    workers: Workers | None, context: RenderContext, memo: Memo, publication: Publication, pages: int
) -> Iterator[RunningWorkers | None]:
    """Yield workers for rendering pages, or None if starting them does not pay.

    The state is saved first, so that they can read it. Raises SiteProblem if none can be started or the disk refuses.
    """
    if workers is None or pages < workers.worth_pages or memo.file is None:
        yield None
        return
    memo.save()
    # Lazy reads use this process's own connection, which no other process may use.
    handed = context.plain._replace(site=read_whole(context.plain.site))
    build = secrets.token_hex(8)
    plain: Path | None = None
    try:
        lay_out(build, handed)
        if not workers.inherit:
            try:
                plain = write_private(handed)
            except OSError as problem:
                place = Path(problem.filename or "the folder for temporary files")
                raise SiteProblem(cannot_write(place, problem)) from problem
        task = TaskContext(build, str(memo.file), str(publication.root), str(publication.journal), str(plain or ""))
        with at_work(workers) as executor:
            yield RunningWorkers(executor, task)
    finally:
        clear_away()
        if plain is not None:
            remove_private(plain)


@contextmanager
def at_work(workers: Workers) -> Iterator[Executor]:
    """Yield workers, and end them with the block: collect all results before.

    Raises SiteProblem if the system cannot start any.
    """
    try:
        executor = workers.open()
    except OSError as problem:
        raise SiteProblem(_none(problem)) from problem
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


def in_order(executor: Executor, call: Callable[..., Sequence[T]], tasks: Iterable[tuple[Any, ...]]) -> Iterator[T]:
    """Run tasks in workers and yield their results in the order of the tasks.

    Only as many tasks are pending as keep the workers busy, so that neither tasks nor results accumulate.
    Raises SiteProblem if a worker is lost or cannot be started.
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
        hint = say("it may have been killed for lack of memory: use fewer processes with `--jobs`")
        raise SiteProblem(
            error("E715", say("a worker process ended before it finished its work"), Place("."), hint)
        ) from problem


def _none(problem: OSError) -> Diagnostic:
    why = say("cannot start worker processes: {value}", value=reason_of(problem))
    return error("E715", why, Place("."), say("use `--jobs 1` to build in a single process"))
