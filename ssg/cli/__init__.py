"""Commands. The only place that prints, reads the clock or the environment, and sets exit codes."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line and exit: 0 done, 1 problems in the site's files, 2 wrong usage, 130 interrupted."""
    # Objects live until the end, without reference cycles: searching for these costs a build a third of its time, and
    # 50 ms while the code is imported. `serve` turns it on when the site is planned.
    gc.disable()
    from ssg.cli.streams import hold_streams

    hold_streams()
    from ssg.jobs.ending import heed_signals, leave, was_ended
    from ssg.jobs.running import end_all

    try:
        heed_signals()
        from ssg.cli.app import run

        status = run(sys.argv[1:])
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:  # the reader of our output has exited (`ssg check | head`)
        status = 1
    except KeyboardInterrupt:
        status = 130
    except BaseException:
        if not was_ended():  # a bug of ours, which Python prints
            end_all()
            raise
        status = 1
    leave(status)
