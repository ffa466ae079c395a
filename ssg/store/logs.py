"""Reads the lines of log files, plain or gzip, one at a time and however long the file. Never writes."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final, cast

_GZIP: Final = b"\x1f\x8b"
# Servers cut requests at 8 to 32 KB; what is longer is no line of theirs.
_LONGEST: Final = 65_536


def open_log(file: Path) -> BinaryIO:
    """Open a file.

    Raises OSError.
    """
    return file.open("rb")


def lines_of(opened: BinaryIO, broken: list[str]) -> Iterator[str | None]:
    """Give the lines of an open log; None for each that is too long. It is closed at the end.

    Where it cannot be read to its end (a compressed one that was cut off), `broken` is told why.
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
