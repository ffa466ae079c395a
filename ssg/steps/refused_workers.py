"""What is reported if workers on other machines cannot be used. One line each, before or during a build."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ssg.core.errors import Place, SiteProblem, error
from ssg.core.message import Message, say
from ssg.jobs.sending import OtherVersions, Reason, WorkersFailed


@contextmanager
def reported() -> Iterator[None]:
    """Raise SiteProblem for what workers elsewhere fail with."""
    try:
        yield
    except ModuleNotFoundError as problem:
        hint = say("run `pip install 'toasoan[cluster]'`")
        raise SiteProblem(error("E720", say("missing library for `--workers dask://…`"), Place("."), hint)) from problem
    except WorkersFailed as problem:
        message = say("cannot use the workers: {reason}", reason=_reason(problem))
        hint = say("check that they run and can be reached, or build without `--workers`")
        raise SiteProblem(error("E720", message, Place("."), hint)) from problem
    except OtherVersions as problem:
        what = ", ".join(f"{name} {theirs or '–'} ≠ {ours}" for name, ours, theirs in problem.found)
        message = say("worker {name} has other versions than this machine: {what}", name=problem.by, what=what)
        hint = say("install the same versions on all machines, or build without `--workers`")
        raise SiteProblem(error("E725", message, Place("."), hint)) from problem


def _reason(problem: WorkersFailed) -> Message:
    who, why = problem.who, problem.said
    found: dict[Reason, Message] = {
        "address": say("nobody listens at {who} ({why})", who=who, why=why),
        "scheduler": say("no Dask scheduler answers at {who} ({why})", who=who, why=why),
        "none": say("the scheduler has no workers"),
        "import": say("worker {who} cannot run ssg ({why})", who=who, why=why),
        "gone": say("the scheduler has ended during the build"),
        "left": say("all workers have ended during the build"),
        "raised": say("the executor failed ({why})", why=why),
        "answer": say("the executor answered with a value of the type {who}", who=who),
        "module": say("module not found: {who}", who=who),
        "executor": say("{who} must return an Executor ({why})", who=who, why=why),
    }
    return found[problem.reason]
