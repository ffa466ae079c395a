"""The manifest: which files of the output folder we wrote, and how they were when we did. Nothing else is ever deleted.

It lies in `.ssg/`, one for each output folder. It is a log: a snapshot of everything, then what each publication
changed, so that noting a change costs what has changed; it is written anew when the changes have grown. A part that is
missing or damaged, and all after it, counts as not there: then files are compared by their bytes, none of those that
only it named is removed, and the build says how many there are that nothing accounts for.
"""

from __future__ import annotations

import os
import stat
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from ssg.core.digest import digest_bytes
from ssg.core.model import Part
from ssg.core.parts import unpacked
from ssg.store.files import remove_state

_HEAD = 8
# The log is written anew once changes take more than a third of it, and more than this.
_SMALL = 200_000


class Entry(msgspec.Struct, frozen=True):
    """A file as we left it. An empty digest says that a publication was cut short: look at the file itself.

    For a page, `key` names all that its text was made from, and `why` says what had changed when it was last written.
    `frame` says which parts were put in afterwards (the same text on very many pages), `state` names what each of
    them was made from, and `spots` says where each begins and how long it is (`ssg/core/parts.py`).
    """

    digest: str
    size: int = 0
    mtime_ns: int = 0
    key: str = ""
    frame: str = ""
    state: str = ""
    spots: bytes = b""
    why: str = ""

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of a page, in the order in which they stand in it."""
        return unpacked(self.frame, self.state, self.spots)


class _Row(msgspec.Struct, frozen=True, array_like=True):
    """An entry in the log; `frame` is a number in its table of frames."""

    digest: str
    key: str
    frame: int
    state: str
    spots: bytes
    why: str


class _Change(msgspec.Struct, frozen=True, array_like=True):
    """A piece of the log: new frames, and entries by path; those of which the size is -1 are gone."""

    frames: list[str]
    paths: list[str]
    sizes: list[int]
    mtimes: list[int]
    rows: list[msgspec.Raw]


_ROW = msgspec.msgpack.Decoder(_Row)
_CHANGE = msgspec.msgpack.Decoder(_Change)
_ENCODER = msgspec.msgpack.Encoder()
_NOTHING = msgspec.Raw(_ENCODER.encode(None))


def manifest_file(state: Path, output: Path) -> Path:
    """Name the manifest of an output folder below the state folder (`.ssg/`)."""
    return state / f"output-{digest_bytes(os.fsencode(output.resolve()))[:16]}.manifest"


class Manifest(Mapping[str, Entry]):
    """The entries of one output folder by path, each decoded when it is asked for."""

    def __init__(self, file: Path) -> None:
        """Read what is there; a missing or damaged file is empty."""
        self._file = file
        self._stats: dict[str, tuple[int, int]] = {}
        self._rows: dict[str, msgspec.Raw] = {}
        self._frames: list[str] = []
        self._numbers: dict[str, int] = {}
        self._whole = self._first = 0
        self.is_whole = True
        """Whether all that was noted is there, as far as can be seen."""
        try:
            log = file.read_bytes()
        except FileNotFoundError:
            return
        except OSError:
            self.is_whole = False
            return
        while piece := _piece(log, self._whole):
            try:
                self._apply(_CHANGE.decode(piece))
            except msgspec.MsgspecError:
                break
            self._whole += _HEAD + len(piece)
            self._first = self._first or self._whole
        self.is_whole = self._whole == len(log)

    def _apply(self, change: _Change) -> None:
        for frame in change.frames:
            self._numbers[frame] = len(self._frames)
            self._frames.append(frame)
        if not self._rows:
            self._stats = dict(zip(change.paths, zip(change.sizes, change.mtimes, strict=True), strict=True))
            self._rows = dict(zip(change.paths, change.rows, strict=True))
            return
        for path, size, mtime_ns, row in zip(change.paths, change.sizes, change.mtimes, change.rows, strict=True):
            if size < 0:
                self._stats.pop(path, None)
                self._rows.pop(path, None)
            else:
                self._stats[path] = size, mtime_ns
                self._rows[path] = row

    def stat(self, path: str) -> tuple[int, int] | None:
        """Give size and time (nanoseconds) of a file as we left it; nothing for one that we did not write."""
        return self._stats.get(path)

    @property
    def stats(self) -> Mapping[str, tuple[int, int]]:
        """Sizes and times of all files as we left them."""
        return self._stats

    def is_intact(self, root: str) -> bool:
        """Say whether every file is in the folder `root` as we left it."""
        try:
            for path, left in self._stats.items():
                info = os.lstat(f"{root}/{path}")
                if (info.st_size, info.st_mtime_ns) != left or not stat.S_ISREG(info.st_mode):
                    return False
        except OSError:
            return False
        return bool(self._stats)

    def __getitem__(self, path: str) -> Entry:
        """Give the entry of a file that we wrote.

        Raises KeyError for any other.
        """
        row = _ROW.decode(self._rows[path])
        size, mtime_ns = self._stats[path]
        frame = self._frames[row.frame] if row.frame >= 0 else ""
        return Entry(row.digest, size, mtime_ns, row.key, frame, row.state, row.spots, row.why)

    def __contains__(self, path: object) -> bool:
        """Say whether we wrote a file."""
        return path in self._rows

    def __iter__(self) -> Iterator[str]:
        """Give the paths of all files that we wrote."""
        return iter(self._rows)

    def __len__(self) -> int:
        """Count the files that we wrote."""
        return len(self._rows)

    def change(self, now: Mapping[str, Entry], gone: Iterable[str]) -> None:
        """Note these entries, and forget those that are gone. What was noted is there as a whole or not at all.

        Raises OSError.
        """
        gone = [path for path in gone if path in self._rows]
        if not now and not gone:
            return
        known = len(self._frames)
        rows = [self._row(entry) for entry in now.values()]
        self._apply_now(now, rows, gone)
        change = _Change(
            self._frames[known:],
            [*now, *gone],
            [*(entry.size for entry in now.values()), *(-1 for _ in gone)],
            [*(entry.mtime_ns for entry in now.values()), *(0 for _ in gone)],
            [*rows, *(_NOTHING for _ in gone)],
        )
        piece = _framed(_ENCODER.encode(change))
        grown = self._whole - self._first + len(piece)
        self._file.parent.mkdir(parents=True, exist_ok=True)
        if self._first and (grown < _SMALL or grown * 3 < self._whole):
            with self._file.open("r+b") as opened:
                opened.truncate(self._whole)  # what a kill left half written
                opened.seek(self._whole)
                opened.write(piece)
            self._whole += len(piece)
        else:
            self._write_anew()

    def _apply_now(self, now: Mapping[str, Entry], rows: list[msgspec.Raw], gone: Iterable[str]) -> None:
        for (path, entry), row in zip(now.items(), rows, strict=True):
            self._stats[path] = entry.size, entry.mtime_ns
            self._rows[path] = row
        for path in gone:
            del self._stats[path], self._rows[path]

    def _row(self, entry: Entry) -> msgspec.Raw:
        number = self._numbers.get(entry.frame, -1) if entry.frame else -1
        if entry.frame and number < 0:
            number = self._numbers[entry.frame] = len(self._frames)
            self._frames.append(entry.frame)
        return msgspec.Raw(_ENCODER.encode(_Row(entry.digest, entry.key, number, entry.state, entry.spots, entry.why)))

    def _write_anew(self) -> None:
        """Write a snapshot in the place of the log."""
        stats = self._stats.values()
        rows = list(self._rows.values())
        snapshot = _Change(self._frames, list(self._rows), [s for s, _ in stats], [m for _, m in stats], rows)
        piece = _framed(_ENCODER.encode(snapshot))
        temporary = self._file.with_suffix(".new")
        temporary.write_bytes(piece)
        if self._file.is_dir():
            remove_state(self._file)  # whatever it is, it cannot be ours
        temporary.replace(self._file)
        self._whole = self._first = len(piece)


def _framed(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + zlib.crc32(data).to_bytes(4, "big") + data


def _piece(log: bytes, start: int) -> memoryview | None:
    """Give the piece of a log that begins at `start`, if it is there and whole."""
    head = log[start : start + _HEAD]
    piece = memoryview(log)[start + _HEAD : start + _HEAD + int.from_bytes(head[:4], "big")]
    whole = len(head) == _HEAD and zlib.crc32(piece).to_bytes(4, "big") == head[4:]
    return piece if whole and len(piece) == int.from_bytes(head[:4], "big") else None
