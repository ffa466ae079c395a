"""Standard streams that cannot fail a command: closed ones become null devices; what a stream rejects is dropped.

A build publishes first and then prints. A full disk behind standard output, or a closed pipe, must neither stop it nor
change its exit status.
"""

from __future__ import annotations

import io
import os
import select
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


def hold_streams() -> None:
    """Replace standard output and error by streams that never raise. Call this first, before any file is opened.

    A file opened while one of the descriptors 0 to 2 is free would get that descriptor, and our messages with it.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            opened = os.open(os.devnull, os.O_RDWR)
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115 - for as long as we live
    sys.stdout = _held(sys.stdout, 1)
    sys.stderr = _held(sys.stderr, 2)


def _held(stream: TextIO | None, number: int) -> TextIO:
    """Return a stream like another one (None: it was closed at the start) that drops what cannot be written."""
    if os.name == "nt" and stream is not None:  # consoles work differently there
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_errors(stream.encoding, stream.errors))
        return stream
    if stream is not None:
        with suppress(OSError, ValueError):
            stream.flush()
    encoding = (stream.encoding if stream else None) or "utf-8"
    errors = _errors(encoding, stream.errors if stream else None)
    raw = Dropping(number, "w", closefd=False)
    return io.TextIOWrapper(io.BufferedWriter(raw), encoding, errors, line_buffering=number == 2 or raw.isatty())


def _errors(encoding: str, named: str | None) -> str:
    """Return what becomes of characters that the encoding of a stream lacks, as Vietnamese ones in ASCII: `?`."""
    raises = named == "strict" or (named == "surrogateescape" and not encoding.lower().startswith("utf"))
    return "replace" if raises else named or "backslashreplace"


class Dropping(io.FileIO):
    """A file that drops what the system rejects."""

    def write(self, data: ReadableBuffer, /) -> int:
        """Write, or drop. Wait for a stream that accepts nothing at the moment (a non-blocking terminal)."""
        try:
            while (written := super().write(data)) is None:
                select.select((), (self,), ())
        except OSError:
            return memoryview(data).nbytes
        return written
