"""Commands. The only place that prints, reads the clock or the environment, and sets exit codes."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line and exit: 0 done, 1 problems in the site's files, 2 wrong usage, 130 interrupted."""
    from ssg.cli.app import run

    try:
        status = run(sys.argv[1:])
        sys.stdout.flush()
        sys.stderr.flush()
        # Everything is closed and written by now. Taking a large site's objects apart one by one would cost 0.7 s.
        os._exit(status)
    except BrokenPipeError:
        # Whoever read our output has gone (`ssg check | head`): say nothing, and keep Python from trying again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    except KeyboardInterrupt:
        status = 130
    sys.exit(status)
