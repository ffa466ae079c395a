"""`ssg` with workers that stand still: `python -m tests.jobs.stuck METHOD FUNCTION ARGUMENTS…`.

Functions at which they can are `parse_batch`, `make_batch` and `is_output_intact`; with `-` none stands still.
"""

from __future__ import annotations

import os
import sys
import time
from typing import Any


def stand_still(*_: Any) -> None:
    """Say so, and do nothing for long."""
    os.write(2, b"at work\n")
    time.sleep(60)


def be_deaf(*_: Any) -> None:
    """Say so, and compute for long without giving any other thread a turn."""
    os.write(2, b"at work\n")
    _ = 7 ** (7**11)


def main(method: str, function: str, *arguments: str) -> None:
    """Run a command."""
    import ssg.cli.progress
    import ssg.cli.workers
    import ssg.steps.intact
    from ssg.jobs.pool import Pool
    from tests.jobs import stuck  # not `__main__`, which other interpreters do not have

    name, _, deaf = function.partition(":")
    stuck_call = stuck.be_deaf if deaf else stuck.stand_still
    submit = Pool.submit

    def submit_stuck(pool: Pool, call: Any, /, *given: Any, **named: Any) -> Any:
        return submit(pool, stuck_call if call.__name__ == name else call, *given, **named)

    Pool.submit = submit_stuck  # type: ignore[method-assign]
    ssg.cli.workers._usual = lambda: method
    ssg.cli.workers.processors = lambda: 2
    ssg.cli.progress._FROM = 1
    ssg.steps.intact._LARGE = 0  # type: ignore[misc]
    sys.argv[1:] = arguments
    ssg.cli.main()


if __name__ == "__main__":
    main(*sys.argv[1:])
