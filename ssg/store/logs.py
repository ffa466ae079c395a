"""Reads the lines of log files, plain or gzip, one at a time, for files of any size. Never writes."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final, cast

_GZIP: Final = b"\x1f\x8b"
# Servers cut requests at 8 to 32 KB; longer lines are not theirs.
_LONGEST: Final = 65_536


def lines_of(opened: BinaryIO, broken: list[str]) -> Iterator[str | None]:
    """Yield the lines of an open log; None for each that is too long. The file is closed at the end.

    If it cannot be read to its end (a truncated gzip file), the reason is added to `broken`.
    """
    with opened:
        try:
            plain = io.BufferedReader(cast("io.RawIOBase", opened))
            if plain.peek(2)[:2] == _GZIP:
                plain = io.BufferedReader(cast("io.RawIOBase", gzip.GzipFile(fileobj=plain)))
            yield from _lines(cast("BinaryIO", plain))
        except (EOFError, zlib.error, OSError) as problem:
            broken.append(str(problem) or type(problem).__name__)


def _lines(stream: BinaryIO) -> Iterator[str | None]:
    while line := stream.readline(_LONGEST):
        if len(line) < _LONGEST or line.endswith(b"\n"):
            yield line.decode("utf-8", "replace")
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_LONGEST)
        yield None
