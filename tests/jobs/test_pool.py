"""The pool of worker processes, as an executor."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import BrokenExecutor, Future
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from ssg.core.errors import Place, SiteProblem, error
from ssg.core.message import verbatim
from ssg.jobs.growth import Room
from ssg.jobs.pool import Pool
from ssg.jobs.running import Running, none_left
from ssg.jobs.starting import fork, spawn
from ssg.jobs.threads import some_threads

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs POSIX processes")


@pytest.fixture(params=[fork, spawn], ids=["fork", "spawn"])
def pool(request: pytest.FixtureRequest) -> Iterator[Pool]:
    with Pool(2, request.param) as made:
        yield made


def double(data: bytes) -> bytes:
    return data + data


def number_of_process() -> int:
    return os.getpid()


def fail(kind: type[BaseException], *given: object) -> None:
    raise kind(*given)


def refuse() -> None:
    raise SiteProblem(error("E715", verbatim("said in a worker"), Place("site.toml", 3)))


class Unkept(Exception):
    """Cannot be pickled."""

    def __init__(self) -> None:
        super().__init__("unkept")
        self.why = lambda: None


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def open_files() -> int:
    return len(os.listdir("/dev/fd"))  # noqa: PTH208


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_results_are_those_of_their_calls(pool: Pool) -> None:
    data = [bytes([n]) * n for n in range(60)]
    answers = [pool.submit(double, item) for item in data]
    assert [answer.result() for answer in reversed(answers)] == [item * 2 for item in reversed(data)]
    assert list(pool.map(double, data)) == [item * 2 for item in data]


def test_large_tasks_and_large_results_never_wait_for_each_other(pool: Pool) -> None:
    data = bytes(5_000_000)
    answers = [pool.submit(double, data) for _ in range(8)]
    assert all(len(answer.result(30)) == 2 * len(data) for answer in answers)


def test_there_are_as_many_workers_as_there_is_work(pool: Pool) -> None:
    assert pool.submit(number_of_process).result() == pool.submit(number_of_process).result()
    busy = [pool.submit(time.sleep, 0.05) for _ in range(4)]
    others = {pool.submit(number_of_process).result() for _ in range(3)}
    assert all(answer.result() is None for answer in busy)
    assert len(others) <= 2
    assert os.getpid() not in others


def test_this_process_has_no_more_threads_and_keeps_no_files() -> None:
    threads, files = threading.active_count(), open_files()
    for start in (fork, spawn):
        with Pool(3, start) as pool:
            assert len({pool.submit(number_of_process).result() for _ in range(3)}) == 1
            assert threading.active_count() == threads
            assert open_files() > files
        assert open_files() == files


def test_what_a_call_raises_is_raised_here(pool: Pool) -> None:
    with pytest.raises(KeyError, match="gone") as raised:
        pool.submit(fail, KeyError, "gone").result()
    assert "in fail" in "".join(raised.value.__notes__)
    assert isinstance(pool.submit(fail, SystemExit, 3).exception(), SystemExit)
    with pytest.raises(RuntimeError, match="unkept"):
        pool.submit(fail, Unkept).result()
    with pytest.raises(SiteProblem) as problem:
        pool.submit(refuse).result()
    assert problem.value.diagnostics == (error("E715", verbatim("said in a worker"), Place("site.toml", 3)),)
    assert pool.submit(double, b"a").result() == b"aa"


def test_waiting_may_have_a_limit(pool: Pool) -> None:
    answer = pool.submit(time.sleep, 20)
    with pytest.raises(TimeoutError):
        answer.result(0.05)
    with pytest.raises(TimeoutError):
        answer.exception(0)


def test_what_is_not_begun_can_be_cancelled() -> None:
    with Pool(1, fork) as pool:
        answers = [pool.submit(double, b"a") for _ in range(20)]
        assert answers[-1].cancel()
        assert [answer.result() for answer in answers[:-1]] == [b"aa"] * 19
        assert pool.submit(double, b"b").result() == b"bb"


def test_a_lost_worker_is_told_for_all_that_was_under_way(pool: Pool) -> None:
    done = pool.submit(number_of_process)
    worker = done.result()
    answers: list[Future[Any]] = [
        pool.submit(time.sleep, 20),
        pool.submit(die),
        pool.submit(die),
        *(pool.submit(double, b"a") for _ in range(9)),
    ]
    for answer in answers:
        with pytest.raises(BrokenExecutor):
            answer.result()
    with pytest.raises(BrokenExecutor):
        pool.submit(double, b"a")
    assert not is_alive(worker)
    assert done.result() == worker


def test_a_worker_that_was_lost_while_idle(pool: Pool) -> None:
    worker = pool.submit(number_of_process).result()
    os.kill(worker, signal.SIGKILL)
    with pytest.raises(BrokenExecutor):
        pool.submit(double, bytes(10_000_000)).result()


def test_the_end_does_not_wait_for_work(pool: Pool) -> None:
    worker = pool.submit(number_of_process).result()
    answers = [pool.submit(time.sleep, 60) for _ in range(6)]
    begun = time.monotonic()
    pool.shutdown()
    assert time.monotonic() - begun < 20
    assert not is_alive(worker)
    for answer in answers:
        with pytest.raises(RuntimeError, match="closed"):
            answer.result()
    with pytest.raises(RuntimeError, match="closed"):
        pool.submit(double, b"a")
    pool.shutdown()


def test_no_process_is_left_where_a_generator_holds_a_pool() -> None:
    def held() -> Generator[int, None, None]:
        with Pool(1, fork) as pool:
            yield pool.submit(number_of_process).result()

    with none_left():
        generator = held()
        worker = next(generator)
        assert is_alive(worker)
    assert not is_alive(worker)
    generator.close()


def test_pools_beside_each_other_hold_nothing_of_each_other() -> None:
    with Pool(1, fork) as first, Pool(1, fork) as second:
        worker = first.submit(number_of_process).result()
        files = first.submit(open_files).result()
        assert second.submit(open_files).result() == files
        os.kill(second.submit(number_of_process).result(), signal.SIGKILL)
        assert first.submit(number_of_process).result() == worker


def test_fewer_workers_do_where_no_more_can_be_had() -> None:
    begun: list[Running] = []

    def start() -> Running:
        if begun:
            raise BlockingIOError("no more processes")
        begun.append(fork())
        return begun[0]

    with Pool(4, start) as pool:
        assert [pool.submit(double, b"a").result() for _ in range(9)] == [b"aa"] * 9
        assert list(pool.map(double, [b"a"] * 9)) == [b"aa"] * 9


KEPT: list[bytes] = []


def take(size: int, *, keep: bool = True) -> int:
    """Take bytes of memory, keep them or give them back, and tell who did it."""
    taken = b"a" * size
    if keep:
        KEPT.append(taken)
    return os.getpid()


SMALL = partial(fork, Room(32 << 20))
HUNGRY = partial(fork, Room(0))  # wants to be replaced after each task but the first


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere, no process knows what is its own")
def test_a_worker_that_has_taken_its_room_is_replaced() -> None:
    files = open_files()
    with Pool(1, SMALL) as pool:
        first = pool.submit(take, 64 << 20).result()  # what the first task takes is needed by all
        assert pool.submit(take, 8 << 20).result() == first
        assert pool.submit(take, 64 << 20).result() == first
        with pytest.raises(ProcessLookupError):
            os.kill(first, 0)
        second = pool.submit(number_of_process).result()
        assert second not in {first, os.getpid()}
        assert pool.submit(number_of_process).result() == second
        assert isinstance(pool.submit(fail, SystemExit, 3).exception(), SystemExit)
    assert open_files() == files


def test_what_is_given_back_does_not_count() -> None:
    with Pool(1, SMALL) as pool:
        assert len({pool.submit(partial(take, keep=False), 64 << 20).result() for _ in range(5)}) == 1


def test_no_task_is_lost_where_workers_are_replaced() -> None:
    with Pool(3, HUNGRY) as pool:
        answers = [pool.submit(double, bytes([number])) for number in range(40)]
        assert [answer.result() for answer in answers] == [bytes([number] * 2) for number in range(40)]
        assert len({*pool.map(take, [1] * 30)}) > 3


def test_workers_go_on_where_they_cannot_be_replaced() -> None:
    begun: list[Running] = []

    def start() -> Running:
        if len(begun) == 2:
            raise BlockingIOError("no more processes")
        begun.append(HUNGRY())
        return begun[-1]

    with Pool(2, start) as pool:
        assert [*pool.map(double, [b"a"] * 20)] == [b"aa"] * 20
        assert len({*pool.map(take, [1] * 20)}) <= 2


def test_workers_that_were_started_early_are_not_replaced() -> None:
    with Pool(1, HUNGRY) as pool:
        pool.start()
        assert len({*pool.map(take, [1] * 9)}) == 1


def test_no_worker_is_forked_beside_a_thread() -> None:
    hold = threading.Event()
    beside = threading.Thread(target=hold.wait)
    with Pool(1, HUNGRY) as pool:
        first = pool.submit(number_of_process).result()
        beside.start()
        try:
            assert {*pool.map(take, [1] * 9)} == {first}
        finally:
            hold.set()
            beside.join()


def test_where_no_worker_can_be_had_it_is_said_at_once() -> None:
    def start() -> Running:
        raise BlockingIOError("no more processes")

    with Pool(4, start) as pool, pytest.raises(BlockingIOError):
        pool.submit(double, b"a")


@pytest.mark.parametrize("start", [fork, spawn])
def test_no_file_is_kept_where_no_process_can_be_had(
    start: Callable[[], Running], monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object, **__: object) -> int:
        raise BlockingIOError("no more processes")

    files = open_files()
    monkeypatch.setattr(os, "fork", none)
    monkeypatch.setattr("subprocess.Popen", none)
    with pytest.raises(BlockingIOError):
        start()
    assert open_files() == files


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_workers_leave_signals_to_their_parent(pool: Pool, number: signal.Signals) -> None:
    worker = pool.submit(number_of_process).result()
    os.kill(worker, number)
    assert pool.submit(number_of_process).result() == worker


def test_threads_that_are_not_needed_any_more_begin_nothing() -> None:
    begun: list[int] = []
    hold = threading.Event()

    def note(number: int) -> None:
        begun.append(number)
        hold.wait(60)

    class Stop(BaseException):
        """Like a signal."""

    at = time.monotonic()
    with pytest.raises(Stop), some_threads(2) as threads:
        for number in range(50):
            threads.submit(note, number)
        raise Stop
    assert time.monotonic() - at < 20
    hold.set()
    with some_threads(2) as threads:
        assert [*threads.map(abs, (-1, -2))] == [1, 2]
    assert len(begun) <= 2


def test_no_other_module_starts_processes_or_threads_that_someone_may_wait_for() -> None:
    package = Path(__file__).parent.parent.parent / "ssg"
    words = (
        "os.fork(",
        "Popen(",
        "ProcessPoolExecutor(",
        "multiprocessing",
        "posix_spawn(",
        "subprocess.run(",
        "subprocess.call",
        "os.system(",
    )
    users = {
        file.relative_to(package).as_posix()
        for file in package.rglob("*.py")
        if any(word in file.read_text(encoding="utf-8") for word in words)
    }
    assert users == {"jobs/starting.py", "jobs/programs.py", "cli/serve.py"}  # the last opens the browser
    pools = {
        file.relative_to(package).as_posix()
        for file in package.rglob("*.py")
        if "ThreadPoolExecutor(" in file.read_text(encoding="utf-8")
    }
    assert pools == {"jobs/threads.py", "preview/glance.py", "preview/state.py"}
