"""Recognises that since the last build only texts of some articles have changed: then the plan stands as it was.

A correction is the commonest of all edits. If nothing that planning knows of an article has changed, nor anything else
that a build goes by, every page is as it was but those that show the text; they are found without comparing any other.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from pathlib import Path

import msgspec

from ssg.changes import Names
from ssg.core.errors import Diagnostic, Severity
from ssg.inputs import CONTENT, Inputs
from ssg.request import STATE, Request, Tally
from ssg.standstill import holds, in_zone, is_young
from ssg.store.manifest import manifest_file
from ssg.store.memo import Memo
from ssg.store.output_folder import beside

_NOTE = "standing"


class Standing(msgspec.Struct, frozen=True):
    """A plan that was published: the name of all that it was made of but texts, and when.

    It holds until the next change that its tally names. `generation` is the state of the memory that it was made of:
    what another build or the preview has taken in since was not published here. `manifest` is how the list of what was
    published was then: a build that was killed after it had published is not forgotten.
    """

    around: str
    generation: int
    manifest: str
    since: datetime
    tally: Tally


_DECODER = msgspec.msgpack.Decoder(Standing)
_NAMES = msgspec.msgpack.Decoder(Names)


def recall(request: Request, around: str, memo: Memo) -> Tally | None:
    """Give the last publication in numbers, if its plan stands but for what articles have changed.

    `around` names all inputs but the articles (`name_of`).
    """
    if request.fresh:
        return None
    noted = memo.recall(_note(request))
    if not noted:
        return None
    standing = _DECODER.decode(noted)
    now = request.choice.now
    if (standing.around, standing.generation, standing.manifest) != (around, memo.generation, _manifest(request)):
        return None
    return in_zone(standing.tally, now.tzinfo) if holds(standing.tally, standing.since, now) else None


def tells_of(tally: Tally, paths: Collection[str]) -> bool:
    """Say whether there was something to say of one of these articles."""
    places = {f"{CONTENT}/{path}" for path in paths}
    return any(not places.isdisjoint(_paths(found)) for found in tally.diagnostics)


def recall_names(request: Request, memo: Memo) -> Names | None:
    """Give the names in a publication that stands."""
    noted = memo.recall(_note(request, "names"))
    return _NAMES.decode(noted) if noted else None


def record(request: Request, inputs: Inputs, around: str, memo: Memo, tally: Tally, names: Names | None = None) -> None:
    """Note the plan that was published now. All that was read must have been remembered before.

    Without `names`, they are those of the plan before it. Where something is wrong, nothing was published as planned,
    and nothing stands.
    """
    wrong = any(found.severity is Severity.ERROR for found in tally.diagnostics)
    if wrong or is_young(request, (*inputs.files.values(), *inputs.static)):
        memo.note(_note(request), b"")
        return
    standing = Standing(around, memo.generation, _manifest(request), request.choice.now, tally)
    memo.note(_note(request), msgspec.msgpack.encode(standing))
    if names is not None:
        memo.note(_note(request, "names"), msgspec.msgpack.encode(names))


def _manifest(request: Request) -> str:
    """Say how the lists of what was published, and beside it, are: they are written whenever anything is."""
    if request.output is None:
        return ""
    folders = request.output, beside(request.output)
    return ", ".join(_state(manifest_file(request.root / STATE, folder)) for folder in folders)


def _state(file: Path) -> str:
    try:
        info = file.stat()
    except OSError:
        return "-"
    return f"{info.st_size} {info.st_mtime_ns} {info.st_ino}"


def _note(request: Request, what: str = "plan") -> str:
    return f"{_NOTE} {what} {request.output}"


def _paths(found: Diagnostic) -> set[str]:
    return {found.place.path, *(place.path for place in found.also)}
