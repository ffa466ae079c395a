"""Checksums of the pages of an SQLite file, beside it: SQLite does not notice a flipped bit in a value; this does.

They are updated from the write-ahead log, so that a build pays only for the pages that it changed. A file whose size,
time and inode are unchanged is trusted; any other (restored, copied, tampered with) is read whole. Nothing here
interprets or changes the contents of pages.
"""

from __future__ import annotations

import os
import zlib
from array import array
from pathlib import Path
from typing import Final

import msgspec

from ssg.store.open import open_regular, read_regular, write_fresh
from ssg.store.seal import Damaged, MemoryDamaged, seal, unseal

_WAL_HEAD: Final = 32
_FRAME_HEAD: Final = 24
_AT_ONCE: Final = 1 << 20
_LOCKED: Final = 1 << 30
"""The page at this byte holds nothing: SQLite locks its bytes, and never writes it, nor into the log."""


class Sums(msgspec.Struct, frozen=True):
    """The checksum of each page, and size, time (nanoseconds) and inode of the file when they were computed."""

    page: int
    sums: bytes
    left: tuple[int, int, int] = (0, 0, 0)


_DECODER = msgspec.msgpack.Decoder(Sums)
_ENCODER = msgspec.msgpack.Encoder()


def verify(file: Path) -> None:
    """Check that an SQLite file, which nobody has open, is as we left it.

    Raises Damaged where it is not, OSError.
    """
    known = _read(file)
    if known is None:
        if file.stat().st_size > 65_536:  # more than a killed first build leaves: the rest is in its log
            raise Damaged("nothing is known of the file")
        return
    if known.left == _stat(file):
        return
    sums, logged = array("I", known.sums), _pages_of_log(file)
    number, unused = 0, _LOCKED // known.page
    with os.fdopen(open_regular(file, follow=False), "rb") as opened:
        while block := opened.read(_AT_ONCE):
            for start in range(0, len(block), known.page):
                # A page in the log replaces that of the file; SQLite checks the log itself.
                expected = sums[number] if number < len(sums) else None
                found = logged.get(number + 1)
                if found is None:
                    found = zlib.crc32(block[start : start + known.page])
                if found != expected and number != unused:
                    raise Damaged("the file is damaged")
                number += 1
    if number + sum(page > number for page in logged) < len(sums):
        raise Damaged("the file is cut short")
    _write(file, msgspec.structs.replace(known, left=_stat(file)))


def update(file: Path) -> None:
    """Update the checksums of the pages in the log. Everything must be committed, and nothing checkpointed.

    Raises OSError.
    """
    logged = _pages_of_log(file)
    if not logged:
        return
    known, page = _read(file), _page_size(file)
    sums = array("I", known.sums) if known is not None and known.page == page else array("I")
    if known is None:
        data = read_regular(file, follow=False)
        sums.extend(zlib.crc32(data[start : start + page]) for start in range(0, len(data), page))
    last = max(logged)
    if len(sums) < last:
        sums.extend([0] * (last - len(sums)))
    for number, found in logged.items():
        sums[number - 1] = found
    _write(file, Sums(page, sums.tobytes()))


def select(file: Path) -> None:
    """Record size, time and inode of the file after its log was checkpointed.

    Raises OSError.
    """
    known = _read(file)
    if known is not None:
        _write(file, msgspec.structs.replace(known, left=_stat(file)))


def forget(file: Path) -> None:
    """Delete the checksums of a file.

    Raises OSError.
    """
    _beside(file).unlink(missing_ok=True)


def _beside(file: Path) -> Path:
    return file.with_name(f"{file.name}-sums")


def _read(file: Path) -> Sums | None:
    try:
        return _DECODER.decode(unseal(read_regular(_beside(file), follow=False)))
    except (OSError, msgspec.MsgspecError, MemoryDamaged):
        return None


def _write(file: Path, sums: Sums) -> None:
    temporary = file.with_name(f".{file.name}-sums.tmp")
    write_fresh(str(temporary), seal(_ENCODER.encode(sums)))
    temporary.replace(_beside(file))


def _stat(file: Path) -> tuple[int, int, int]:
    info = file.stat()
    return info.st_size, info.st_mtime_ns, info.st_ino


def _page_size(file: Path) -> int:
    with os.fdopen(open_regular(file, follow=False), "rb") as opened:
        size = int.from_bytes(opened.read(18)[16:], "big")
    return 65_536 if size == 1 else size or 4096


def _pages_of_log(file: Path) -> dict[int, int]:
    """Return the checksum of each page in the committed part of the log, by number from 1.

    The format is SQLite's own (sqlite.org/fileformat2.html, "The Write-Ahead Log").
    """
    try:
        opened = os.fdopen(open_regular(file.with_name(f"{file.name}-wal"), follow=False), "rb")
    except FileNotFoundError:
        return {}
    found: dict[int, int] = {}
    with opened:
        head = opened.read(_WAL_HEAD)
        if len(head) < _WAL_HEAD:
            return {}
        page, salts = int.from_bytes(head[8:12], "big"), head[16:24]
        since: dict[int, int] = {}
        while len(frame := opened.read(_FRAME_HEAD + page)) == _FRAME_HEAD + page and frame[8:16] == salts:
            since[int.from_bytes(frame[:4], "big")] = zlib.crc32(frame[_FRAME_HEAD:])
            if int.from_bytes(frame[4:8], "big"):  # the end of a transaction
                found.update(since)
                since.clear()
    return found
