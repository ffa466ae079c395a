"""Recognises that nothing has changed since the last build, so that nothing need be planned: an answer in a second.

The answer is yes only if every input is as it was (all files by size, time and inode, the rest by its bytes), the time
has not passed the next moment at which an article comes, goes, ages or is breaking no longer, and every published file
is as we left it.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo
from pathlib import Path

import msgspec

from ssg.core.digest import digest_bytes, digest_of
from ssg.core.errors import Severity
from ssg.inputs import Inputs
from ssg.request import STATE, Request, Tally
from ssg.store.files import remove_note, write_note
from ssg.store.manifest import manifest_file
from ssg.store.salt import salt
from ssg.store.source import FileEntry

_RACY_NS = 2_000_000_000
_SUM = 4  # bytes of a checksum


class Still(msgspec.Struct, frozen=True):
    """A build after which nothing was left to do: the name of its inputs, its time, and its outputs.

    It holds until the next change that its tally names. `outputs` are paths, one a line; `state` names their sizes and
    times.
    """

    inputs: str
    since: datetime
    outputs: bytes
    state: str
    tally: Tally


_DECODER = msgspec.msgpack.Decoder(Still)


def recall(request: Request, name: str) -> Tally | None:
    """Say how the last build ended, if another one would end the same and has nothing to do.

    `name` is that of its inputs (`name_of`).
    """
    if request.output is None or request.fresh:
        return None
    try:
        noted = _file(request, request.output).read_bytes()
        if _sum(noted[_SUM:]) != noted[:_SUM]:  # damaged: it might say anything
            return None
        still = _DECODER.decode(noted[_SUM:])
    except (OSError, msgspec.MsgspecError):
        return None
    now = request.choice.now
    if still.inputs != name or not holds(still.tally, still.since, now):
        return None
    if request.intact is not None:
        return in_zone(still.tally, now.tzinfo) if request.intact() else None
    paths = os.fsdecode(still.outputs).split("\n")
    return in_zone(still.tally, now.tzinfo) if _state_of(request.output, paths) == still.state else None


def holds(tally: Tally, since: datetime, now: datetime) -> bool:
    """Say whether what was so at `since` is so at `now`, if no file has changed."""
    return since <= now and (tally.next_change is None or now < tally.next_change)


def in_zone(tally: Tally, zone: tzinfo | None) -> Tally:
    """Give the times of a tally the offset that they had: msgpack keeps the instant alone."""
    scheduled = tuple((time.astimezone(zone), path) for time, path in tally.left_out.scheduled)
    coming = tally.next_change.astimezone(zone) if tally.next_change else None
    left_out = msgspec.structs.replace(tally.left_out, scheduled=scheduled)
    return msgspec.structs.replace(tally, left_out=left_out, next_change=coming)


def record(request: Request, inputs: Inputs, name: str, tally: Tally, outputs: Mapping[str, tuple[int, int]]) -> None:
    """Note that a build has left nothing to do. `name` is that of its inputs, `outputs` give size and time of files.

    Nothing is noted where a file is too young for its time to prove anything, or where something is wrong. Raises
    OSError where the disk refuses.
    """
    if request.output is None:
        return
    file = _file(request, request.output)
    errors = any(d.severity is Severity.ERROR for d in tally.diagnostics)
    if errors or is_young(request, (*inputs.articles, *inputs.files.values(), *inputs.static)):
        remove_note(file)
        return
    lines = [f"{size} {mtime_ns}" for size, mtime_ns in outputs.values()]
    still = Still(
        inputs=name,
        since=request.choice.now,
        outputs=os.fsencode("\n".join(outputs)),
        state=digest_bytes("\n".join(lines).encode()),
        tally=tally,
    )
    data = msgspec.msgpack.encode(still)
    write_note(file, _sum(data) + data)


def _sum(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(_SUM, "big")


def _file(request: Request, output: Path) -> Path:
    return manifest_file(request.root / STATE, output).with_suffix(".still")


def is_young(request: Request, files: Iterable[FileEntry]) -> bool:
    """Say whether the time of one of these files is too close to now to prove anything later."""
    young = request.clock_ns - _RACY_NS
    return any(entry.mtime_ns > young for entry in files)


def name_of(request: Request, inputs: Inputs, *, articles: bool = True) -> str:
    """Name all inputs of a build, or all but the articles."""
    theme = [f"{t.name}\0{t.label}\0{t.text}" for t in inputs.theme.templates.values()]
    theme += [f"{a.name}\0{digest_bytes(a.data)}" for a in inputs.theme.assets.values()]
    choice = request.choice
    asked = (choice.drafts, choice.future, choice.expired, choice.strict, request.base_url, request.keep_going)
    parts = [
        salt(),
        digest_of((asked, inputs.config, inputs.data, inputs.redirects)),
        digest_bytes("\0".join(theme).encode()),
    ]
    parts += [_listing(inputs.articles) if articles else "", _listing(inputs.files.values()), _listing(inputs.static)]
    return digest_bytes("\n".join(parts).encode())


def _listing(entries: Iterable[FileEntry]) -> str:
    lines = [f"{e.name}\0{e.size} {e.mtime_ns} {e.inode}" for e in entries]
    return digest_bytes("\n".join(lines).encode())


def _state_of(output: Path, paths: list[str]) -> str:
    """Name the sizes and times of files; something else where one is not there."""
    root, lines = str(output), []
    try:
        for path in paths:
            info = os.lstat(f"{root}/{path}")
            lines.append(f"{info.st_size} {info.st_mtime_ns}")
    except OSError:
        return ""
    return digest_bytes("\n".join(lines).encode())
