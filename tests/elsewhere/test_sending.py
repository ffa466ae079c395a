"""Calls to workers elsewhere: order, large values, lateness, and executors that misbehave."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any

import pytest

import ssg.jobs.sending
from ssg.jobs.remote import Answer, Call, Held, forget, name_of, packed, run, unpacked
from ssg.jobs.sending import Batch, OtherVersions, Sender, Stage, WorkersFailed
from tests.elsewhere.strangers import Workers

HERE = threading.get_ident()


def same() -> dict[str, str]:
    return {"ssg": "1"}


class Several(Executor):
    """Workers one after the other, each with a memory of its own; calls are kept until asked for by `wait`."""

    def __init__(self, count: int, change: Callable[[Call], Call] = lambda call: call) -> None:
        self.calls: list[Call] = []
        self._change = change
        self._held: list[dict[str, Held]] = [{} for _ in range(count)]

    def submit(self, fn: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        call = unpacked(packed(self._change(given[0])))
        at = len(self.calls) % len(self._held)
        self.calls.append(call)
        ssg.jobs.remote._HELD = self._held[at]
        answered: Future[Any] = Future()
        answered.set_result(fn(call)._replace(by=str(at)))
        return answered


def double(held: Held, name: str, sent: object, items: Sequence[int]) -> list[int]:
    by = held.made(name, int)
    return [by * item for item in items]


def stage(name: str, function: Callable[..., Sequence[Any]] = double) -> Stage:
    return Stage(function, (name,), lambda items, lacking: None, lambda items: [2 * item for item in items])


def batches(count: int) -> list[Batch]:
    return [Batch([number, number + 1]) for number in range(0, 2 * count, 2)]


def test_results_have_the_order_of_the_batches_and_a_value_travels_once_to_each() -> None:
    executor = Several(3)
    sender = Sender(Workers(executor, 3), "a", same)
    name = sender.offer(2)
    assert list(sender.in_order(stage(name), batches(40))) == [2 * number for number in range(80)]
    assert sum(bool(call.values) for call in executor.calls) == 3
    assert sender.traffic.again == 3
    assert sender.traffic.here == 0


def test_a_new_worker_is_sent_the_value() -> None:
    executor = Several(1)
    sender = Sender(Workers(executor, 1), "a", same)
    name = sender.offer(2)
    assert len(list(sender.in_order(stage(name), batches(4)))) == 8
    executor._held.append({})
    assert len(list(sender.in_order(stage(name), batches(9)))) == 18
    # No call can be addressed to it: one with the value may go to the other.
    assert 2 <= sum(bool(call.values) for call in executor.calls) <= 4


def test_a_damaged_value_is_refused() -> None:
    executor = Several(1, lambda call: call._replace(values=dict.fromkeys(call.values, b"x")))
    sender = Sender(Workers(executor, 1), "a", same)
    with pytest.raises(ValueError, match="arrived damaged"):
        list(sender.in_order(stage(sender.offer(2)), batches(1)))


def test_other_versions_are_refused() -> None:
    executor = Several(1, lambda call: call._replace(expected={"ssg": "2", "zlib": "1"}))
    sender = Sender(Workers(executor, 1), "a", same)
    with pytest.raises(OtherVersions) as raised:
        list(sender.in_order(stage(sender.offer(2)), batches(1)))
    assert raised.value.by == "0"


def fail(*_: object) -> Sequence[int]:
    raise KeyError("in a worker")


def test_what_a_task_raises_is_raised_here() -> None:
    sender = Sender(Workers(Several(1), 1), "a", same)
    with pytest.raises(KeyError, match="in a worker"):
        list(sender.in_order(stage(sender.offer(2), fail), batches(1)))


class Raises(Executor):
    def submit(self, fn: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        raise TypeError("not today")


class Lies(Executor):
    def submit(self, fn: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        answered: Future[Any] = Future()
        answered.set_result(42)
        return answered


@pytest.mark.parametrize(("executor", "reason"), [(Raises(), "raised"), (Lies(), "answer")])
def test_an_executor_that_misbehaves_is_one_reason(executor: Executor, reason: str) -> None:
    sender = Sender(Workers(executor), "a", same)
    with pytest.raises(WorkersFailed) as raised:
        list(sender.in_order(stage(sender.offer(2)), batches(1)))
    assert raised.value.reason == reason


class Silent(Executor):
    """An executor whose second call is never answered."""

    def __init__(self) -> None:
        self._count = 0

    def submit(self, fn: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        self._count += 1
        answered: Future[Any] = Future()
        if self._count != 2:
            answered.set_result(Answer("a", packed([2 * item for item in unpacked(given[0].given)[-1]])))
        return answered


def test_what_all_others_wait_for_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ssg.jobs.sending, "LATE", 0.0)
    monkeypatch.setattr(ssg.jobs.sending, "_TICK", 0.01)
    sender = Sender(Workers(Silent()), "a", same)
    assert list(sender.in_order(stage(sender.offer(2)), batches(9))) == [2 * number for number in range(18)]
    assert sender.traffic.here == 1


def test_without_workers_it_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ssg.jobs.sending, "PATIENCE", 0.05)
    monkeypatch.setattr(ssg.jobs.sending, "_TICK", 0.01)
    sender = Sender(Workers(Silent(), 0), "a", same)
    with pytest.raises(WorkersFailed) as raised:
        list(sender.in_order(stage(sender.offer(2)), batches(9)))
    assert raised.value.reason == "left"


def lack(held: Held, name: str, sent: set[int], items: Sequence[int]) -> list[int]:
    return [2 * item if item in sent else -item for item in items]


def test_what_a_result_lacks_is_sent_and_the_rest_is_not_made_again() -> None:
    sent: list[int] = []

    def send(items: Sequence[int], lacking: object) -> object:
        sent.append(len(items))
        return {1, 3, *lacking}  # type: ignore[misc]

    made = Stage(
        lack, ("",), send, lambda items: [2 * item for item in items], lambda result: [-result] if result < 0 else []
    )
    sender = Sender(Workers(Several(2)), "a", same)
    assert list(sender.in_order(made, [Batch([1, 2, 3, 4])])) == [2, 4, 6, 8]
    assert sent == [4, 2]


def test_batches_for_here_are_done_here_in_their_turn() -> None:
    done: list[int] = []

    def here(items: Sequence[int]) -> list[int]:
        done.extend(items)
        return [2 * item for item in items]

    with ThreadPoolExecutor(1) as executor:
        sender = Sender(Workers(executor), "a", same)
        made = Stage(double, (sender.offer(2),), lambda items, lacking: None, here)
        given = [Batch([1]), Batch([2], here=True), Batch([3])]
        assert list(sender.in_order(made, given)) == [2, 4, 6]
    assert done == [2]


def test_a_worker_holds_the_values_of_two_builds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ssg.jobs.remote, "_HELD", {})
    value = packed(2)
    name = name_of(value)

    def call(build: str, values: dict[str, bytes]) -> Answer:
        return run(Call(build, same(), same, double, packed((name, None, [1])), values))

    assert unpacked(call("a", {name: value}).result) == [2]
    assert call("b", {}).lacks == name
    assert unpacked(call("a", {}).result) == [2]
    call("c", {})
    assert call("b", {}).lacks == name
    forget("c")
    forget()
    assert call("a", {}).lacks == name
    assert call("a", {}).by.endswith(str(os.getpid()))
