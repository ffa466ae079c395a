"""Runs a program of the system to its end, without a shell. It ends with us, whatever happens."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Ended(NamedTuple):
    """What a program left: its exit status, what it printed, and what it said on standard error."""

    status: int
    out: bytes
    said: str


def run(arguments: Sequence[str], given: bytes = b"", environment: Mapping[str, str] | None = None) -> Ended:
    """Run a program with `given` on its standard input.

    Raises OSError if it cannot be started. It is killed if this call is interrupted.
    """
    with subprocess.Popen(  # noqa: S603 - the caller's own program, and no shell
        list(arguments),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=None if environment is None else dict(environment),
    ) as program:
        try:
            out, said = program.communicate(given)
        except BaseException:
            program.kill()
            raise
    return Ended(program.returncode, out, said.decode("utf-8", "replace"))
