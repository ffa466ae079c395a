"""Recognises that since the last build only texts of some articles have changed: then the plan stands as it was.

A correction is the commonest of all edits. If nothing that planning knows of an article has changed, nor anything else
that a build goes by, every page is as it was but those that show the text; they are found without comparing any other.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import msgspec

from ssg.core.errors import Diagnostic, Severity
from ssg.inputs import CONTENT, Inputs
from ssg.request import Request, Tally
from ssg.standstill import holds, in_zone, is_young
from ssg.store.memo import Memo

_NOTE = "standing"


class Standing(msgspec.Struct, frozen=True):
    """A plan that was published: the name of all that it was made of but texts, and when.

    It holds until the next change that its tally names. `generation` is the state of the memory that it was made of:
    what another build or the preview has taken in since was not published here.
    """

    around: str
    generation: int
    since: datetime
    tally: Tally


_DECODER = msgspec.msgpack.Decoder(Standing)


def recall(request: Request, around: str, memo: Memo, amended: Collection[str] | None) -> Tally | None:
    """Give the last publication in numbers, if its plan stands.

    `around` names all inputs but the articles (`name_of`); `amended` are the paths of articles of which only the text
    has changed, None if more has. Nothing stands where there is something to say of an amended article.
    """
    if request.output is None or request.fresh or amended is None:
        return None
    noted = memo.recall(_note(request))
    if not noted:
        return None
    standing = _DECODER.decode(noted)
    now = request.choice.now
    if standing.generation != memo.generation or standing.around != around:
        return None
    places = {f"{CONTENT}/{path}" for path in amended}
    told = any(not places.isdisjoint(_paths(found)) for found in standing.tally.diagnostics)
    return in_zone(standing.tally, now.tzinfo) if not told and holds(standing.tally, standing.since, now) else None


def record(request: Request, inputs: Inputs, around: str, memo: Memo, tally: Tally) -> None:
    """Note the plan that was published now. All that was read must have been remembered before.

    Where something is wrong, nothing was published as planned, and nothing stands.
    """
    wrong = any(found.severity is Severity.ERROR for found in tally.diagnostics)
    if wrong or is_young(request, (*inputs.files.values(), *inputs.static)):
        memo.note(_note(request), b"")
        return
    standing = Standing(around, memo.generation, request.choice.now, tally)
    memo.note(_note(request), msgspec.msgpack.encode(standing))


def _note(request: Request) -> str:
    return f"{_NOTE} {request.output}"


def _paths(found: Diagnostic) -> set[str]:
    return {found.place.path, *(place.path for place in found.also)}
