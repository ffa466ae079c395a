"""`ssg` with workers that stand still: `python -m tests.jobs.stuck METHOD FUNCTION ARGUMENTS…`.

Functions at which they can are `parse_batch`, `make_batch` and `is_output_intact`; with `-` none stands still. With
`FUNCTION:until:FILE` they do their work as soon as a file is there.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def stand_still(*_: Any) -> None:
    """Say so, and do nothing for long."""
    os.write(2, b"at work\n")
    time.sleep(60)


def be_deaf(*_: Any) -> None:
    """Say so, and compute for long without giving any other thread a turn."""
    os.write(2, b"at work\n")
    _ = 7 ** (7**11)


def stand_until(file: str, call: Callable[..., Any], *given: Any) -> Any:
    """Do what was asked for when a file is there."""
    os.write(2, b"at work\n")
    while not Path(file).exists():
        time.sleep(0.01)
    return call(*given)


def main(method: str, function: str, *arguments: str) -> None:
    """Run a command."""
    import ssg.cli.progress
    import ssg.cli.workers
    import ssg.steps.intact
    from ssg.jobs.pool import Pool
    from tests.jobs import stuck  # not `__main__`, which other interpreters do not have

    name, _, how = function.partition(":")
    stuck_call: Callable[..., Any] = stuck.be_deaf if how else stuck.stand_still
    file = how.removeprefix("until:")
    submit = Pool.submit

    def submit_stuck(pool: Pool, call: Any, /, *given: Any, **named: Any) -> Any:
        if getattr(call, "__name__", "") != name:  # a partial has none
            return submit(pool, call, *given, **named)
        if file != how:
            return submit(pool, stuck.stand_until, file, call, *given, **named)
        return submit(pool, stuck_call, *given, **named)

    Pool.submit = submit_stuck  # type: ignore[method-assign]
    ssg.cli.workers._usual = lambda: method
    ssg.cli.workers.processors = lambda: 2
    ssg.cli.progress._FROM = 1
    ssg.steps.intact._LARGE = 0  # type: ignore[misc]
    sys.argv[1:] = arguments
    ssg.cli.main()


if __name__ == "__main__":
    main(*sys.argv[1:])
