"""Worker processes for the heavy work: when they pay, what they are given, what is reported if one is lost.

Any `concurrent.futures.Executor` will do. Results depend neither on the number of workers nor on the start method.
"""

from __future__ import annotations

import secrets
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from ssg.core.errors import Diagnostic, Place, SiteProblem, error
from ssg.core.message import say
from ssg.core.system import reason_of
from ssg.index.columns import read_whole
from ssg.jobs.sending import Batch, Sender, Stage
from ssg.jobs.workers import Workers
from ssg.steps.context import PlainContext, RenderContext
from ssg.steps.given import NO_PICTURES, Extras, OnDisk, Rendering, clear_away, from_sent, lacks_of, lay_out
from ssg.steps.parcels import Parcels
from ssg.steps.refused_workers import reported
from ssg.store.files import cannot_write
from ssg.store.memo import Memo
from ssg.store.private import remove_private, write_private
from ssg.store.publish import Publication

T = TypeVar("T")
_UNDER_WAY = 64
_READ_A_PAGE = 50  # articles of a recalled site that are read in the time that it takes to make a page


class Crew(NamedTuple):
    """Workers that run: an executor of this machine, or what sends to workers elsewhere."""

    executor: Executor | None = None
    sender: Sender | None = None


class Tasks(NamedTuple):
    """The tasks of a stage: `call(given, items, *fixed)` for each batch of items.

    Workers elsewhere are given the `value`, once, and what is `sent` with items that lack something; `here` makes items
    in this process.
    """

    call: Callable[..., Sequence[Any]]
    given: OnDisk
    fixed: tuple[Any, ...]
    value: Callable[[], object]
    sent: Callable[[Sequence[Any], Collection[tuple[str, str]]], Extras]
    here: Callable[[Sequence[Any]], Sequence[Any]]


class RunningWorkers(NamedTuple):
    """The workers that render pages, and what each task is given: paths here; elsewhere a value, and parcels."""

    crew: Crew
    given: OnDisk
    rendering: Callable[[], Rendering]
    parcels: Parcels


@contextmanager
def running_workers(
    workers: Workers | None, context: RenderContext, memo: Memo, publication: Publication, pages: int
) -> Iterator[RunningWorkers | None]:
    """Yield workers for rendering pages, or None if starting them does not pay.

    The state is saved first, so that they can read it. Raises SiteProblem if none can be started or the disk refuses.
    """
    few = 0 if isinstance(context.plain.site.briefs, dict) else len(context.plain.site.order) // _READ_A_PAGE
    if workers is None or pages < max(workers.worth_pages, few) or memo.file is None:
        yield None
        return
    memo.save()
    # Lazy reads use this process's own connection, which no other process may use.
    handed = context.plain._replace(site=read_whole(context.plain.site))
    build = secrets.token_hex(8)
    plain: Path | None = None
    try:
        if workers.connect is None:
            lay_out(build, handed)
        if not (workers.inherit or workers.connect):
            try:
                plain = write_private(handed)
            except OSError as problem:
                place = Path(problem.filename or "the folder for temporary files")
                raise SiteProblem(cannot_write(place, problem)) from problem
        given = OnDisk("", str(memo.file), build, str(publication.root), str(publication.journal), str(plain or ""))
        with at_work(workers) as crew:
            yield RunningWorkers(crew, given, lambda: _rendering(handed, memo), Parcels(context, memo))
    finally:
        clear_away()
        if plain is not None:
            remove_private(plain)


def _rendering(plain: PlainContext, memo: Memo) -> Rendering:
    """Return what workers elsewhere make pages with."""
    articles = {brief.key: memo.article(brief.key) for brief in plain.site.briefs.values()}
    return Rendering(plain._replace(originals=NO_PICTURES), articles)


@contextmanager
def at_work(workers: Workers) -> Iterator[Crew]:
    """Yield workers, and end those of this machine with the block: collect all results before.

    Raises SiteProblem if the system cannot start any, or if those elsewhere cannot be used.
    """
    if workers.connect is not None:
        with reported():
            sender = workers.connect()
        yield Crew(sender=sender)
        return
    try:
        executor = workers.open()
    except OSError as problem:
        raise SiteProblem(_none(problem)) from problem
    try:
        yield Crew(executor)
    finally:
        executor.shutdown(cancel_futures=True)


@contextmanager
def beside(workers: Workers, call: Callable[[], T]) -> Iterator[Callable[[], T]]:
    """Have one worker make a call while this process goes on; yield a function that waits for its result.

    Where there is no worker of this machine, or it is lost, the call is made here when its result is asked for.
    """
    if workers.connect is not None:
        yield call
        return
    with ExitStack() as stack:
        found: Future[T] | None = None
        with suppress(OSError):
            executor = workers.open()
            stack.callback(executor.shutdown, cancel_futures=True)
            found = executor.submit(call)

        def result() -> T:
            try:
                return call() if found is None else found.result()
            except BrokenExecutor:
                return call()

        yield result


def run(crew: Crew, tasks: Tasks, batches: Iterable[Batch]) -> Iterator[Any]:
    """Run the tasks of a stage and yield the results of all items, in order.

    Raises SiteProblem if a worker is lost or cannot be used.
    """
    if crew.executor is not None:
        yield from in_order(crew.executor, tasks.call, ((tasks.given, batch.items, *tasks.fixed) for batch in batches))
    elif crew.sender is not None:
        with reported():
            name = crew.sender.offer(tasks.value())
            stage = Stage(from_sent, (name, tasks.call, tasks.fixed), tasks.sent, tasks.here, lacks_of)
            yield from crew.sender.in_order(stage, batches)


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
