"""Recognises that nothing has changed since the last build, so that nothing has to be planned.

That is so only if every input is unchanged (all files by size, time and inode, the rest by its bytes), the time has not
passed the next moment at which an article appears, expires, ages or stops being breaking news, and every published file
is unchanged.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo
from itertools import islice
from pathlib import Path
from typing import Final

import msgspec

from ssg.content.ads import named
from ssg.core.digest import digest_bytes, digest_of
from ssg.core.errors import Place, Severity
from ssg.core.model import Picture
from ssg.index.losses import CODES
from ssg.inputs import Inputs
from ssg.request import MEMO, STATE, Request, Tally
from ssg.store.grace import NOTE, is_over
from ssg.store.memo import Memo
from ssg.store.output_folder import beside
from ssg.store.outputs import is_intact
from ssg.store.outputs import name_of as name_of_output
from ssg.store.salt import salt
from ssg.store.seal import MemoryDamaged
from ssg.store.source import RACY_NS, FileEntry
from ssg.store.text_reader import TextReader


class Unchanged(msgspec.Struct, frozen=True):
    """A build after which nothing was left to do: the name of its inputs, its time, and its result.

    It holds until the next change that its tally names, as long as every published file is unchanged.
    """

    inputs: str
    since: datetime
    tally: Tally


NAMELESS: Final = "-"
"""The name of inputs that are known to differ from those of the last build. No inputs have it."""
_LINES: Final = 4_096
_DECODER = msgspec.msgpack.Decoder(Unchanged)


def recall(request: Request, name: str) -> Tally | None:
    """Return the result of the last build, if another one would have the same and nothing to do.

    `name` is that of its inputs (`name_of`).
    """
    file = request.root / STATE / MEMO
    if request.output is None or request.fresh or not file.is_file():
        return None
    try:
        memory = TextReader(file)
        noted = memory.recall(_note(request, request.output))
        still = _DECODER.decode(noted) if noted else None
        now = request.choice.now
        if still is None or still.inputs != name or not holds(still.tally, still.since, now):
            return None
        noted = memory.recall(f"{NOTE}{name_of_output(request.root, request.output)}")
        if is_over(noted, int(now.timestamp())):
            return None
        intact = request.intact() if request.intact is not None else _is_intact(memory, request.root, request.output)
        aside = beside(request.output)
        if not intact or (
            memory.has_outputs(name_of_output(request.root, aside)) and not _is_intact(memory, request.root, aside)
        ):
            return None
    except (MemoryDamaged, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return in_zone(still.tally, now.tzinfo)


def _is_intact(memory: TextReader, root: Path, output: Path) -> bool:
    return is_intact(memory.each_stat(name_of_output(root, output)), str(output))


def holds(tally: Tally, since: datetime, now: datetime) -> bool:
    """Return whether the result at `since` still holds at `now`, if no file has changed."""
    return since <= now and (tally.next_change is None or now < tally.next_change)


def in_zone(tally: Tally, zone: tzinfo | None) -> Tally:
    """Return a tally with the offset of its times restored: msgpack keeps only the instant."""
    coming = tally.next_change.astimezone(zone) if tally.next_change else None
    return msgspec.structs.replace(tally, left_out=tally.left_out.in_zone(zone), next_change=coming)


def record(request: Request, inputs: Inputs, name: str, memo: Memo, tally: Tally) -> None:
    """Record that a build has left nothing to do. `name` is that of its inputs.

    Nothing is recorded if a file is too young for its time to prove anything, or if there are errors; nor are
    diagnostics that are reported only once (`CODES`). Raises MemoryDamaged.
    """
    if request.output is None:
        return
    errors = any(d.severity is Severity.ERROR for d in tally.diagnostics)
    if name == NAMELESS:
        memo.note(_note(request, request.output), b"")
        return
    tally = msgspec.structs.replace(tally, diagnostics=tuple(d for d in tally.diagnostics if d.code not in CODES))
    young = is_young(request, (*inputs.articles, *inputs.files.values(), *inputs.static))
    still = b"" if errors or young else msgspec.msgpack.encode(Unchanged(name, request.choice.now, tally))
    memo.note(_note(request, request.output), still)


def _note(request: Request, output: Path) -> str:
    return f"still {name_of_output(request.root, output)}"


def is_young(request: Request, files: Iterable[FileEntry]) -> bool:
    """Return whether the time of one of these files is too close to now to prove anything later."""
    young = request.clock_ns - RACY_NS
    return any(entry.mtime_ns > young for entry in files)


def name_of(request: Request, inputs: Inputs, *, articles: bool = True) -> str:
    """Return a digest of all inputs of a build, or of all but the articles and the slots of front pages."""
    theme = [f"{t.name}\0{t.label}\0{t.text}" for t in inputs.theme.templates.values()]
    theme += [f"{a.name}\0{digest_bytes(a.data)}" for a in inputs.theme.assets.values()]
    choice = request.choice
    asked = (*choice[1:], request.base_url, request.keep_going)  # all but the time
    parts = [
        salt(),
        digest_of((asked, inputs.config, inputs.data, inputs.redirects)),
        digest_of((inputs.fronts, inputs.ads) if articles or not (inputs.fronts or inputs.ads) else _pictures(inputs)),
        digest_bytes("\0".join(theme).encode()),
        digest_of(inputs.permits) if inputs.permits else "",
        digest_of(inputs.diagnostics),  # listings omit hidden folders and files
    ]
    parts += [_listing(inputs.articles) if articles else "", _listing(inputs.files.values()), _listing(inputs.static)]
    return digest_bytes("\n".join(parts).encode())


def _pictures(inputs: Inputs) -> list[tuple[Picture, Place]]:
    """Return the pictures that front pages and advertisements name: they are looked at with those of articles."""
    slots = (slot for file in inputs.fronts for slot in file.slots or ())
    found = [(slot.image, slot.place("image")) for slot in slots if slot.image]
    return found + [(Picture(src), place) for src, place in named(inputs.ads)]


def _listing(entries: Iterable[FileEntry]) -> str:
    lines = (f"{e.name}\0{e.size} {e.mtime_ns} {e.inode}" for e in entries)
    digests: list[str] = []
    while some := "\n".join(islice(lines, _LINES)):  # those of a large archive are hundreds of megabytes
        digests.append(digest_bytes(some.encode()))
    return digest_bytes("\n".join(digests).encode())
