"""Recognises that since the last build only texts of some articles have changed: then the plan stands as it was.

A correction is the commonest of all edits. If nothing that planning knows of an article has changed, nor anything else
that a build goes by, every page is as it was but those that show the text; they are found without comparing any other.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from ssg.core.errors import Diagnostic, Severity
from ssg.core.model import Brief
from ssg.inputs import CONTENT, Inputs
from ssg.request import Request, Tally
from ssg.site.briefs import microseconds
from ssg.site.moments import next_moment
from ssg.standstill import is_young, name_of
from ssg.store.memo import Memo

_NOTE = "standing"
_GENERATION = "generation"


class Standing(msgspec.Struct, frozen=True):
    """A plan that was published: the name of all that it was made of but texts, and how long it holds.

    `generation` counts the states of the memory: the plan was made of this one. Times are microseconds (0: for ever).
    """

    around: str
    generation: int
    since: int
    until: int
    tally: Tally


_DECODER = msgspec.msgpack.Decoder(Standing)


def recall(request: Request, inputs: Inputs, memo: Memo, amended: Mapping[str, Brief] | None) -> Standing | None:
    """Give the plan of the last publication, if it stands; `amended` are the articles of which only the text changed.

    Nothing where other things changed as well, or where there is something to say of an amended article.
    """
    if request.output is None or request.fresh or amended is None:
        return None
    noted = memo.recall(_note(request))
    if not noted:
        return None
    standing = _DECODER.decode(noted)
    now = microseconds(request.choice.now)
    places = {f"{CONTENT}/{path}" for path in amended}
    if (
        standing.generation != _generation(memo)
        or not standing.since <= now
        or (standing.until and now >= standing.until)
        or standing.around != name_of(request, inputs, articles=False)
        or any(not places.isdisjoint(_paths(found)) for found in standing.tally.diagnostics)
    ):
        return None
    return standing


def record(
    request: Request, inputs: Inputs, memo: Memo, tally: Tally, briefs: Mapping[str, Brief], *, changed: bool
) -> None:
    """Note the plan that was published now; `changed` says whether the memory of texts has.

    Where something is wrong, nothing was published as planned, and nothing stands.
    """
    if changed:
        memo.note(_GENERATION, b"%d" % (_generation(memo) + 1))
    wrong = any(found.severity is Severity.ERROR for found in tally.diagnostics)
    if wrong or is_young(request, (*inputs.files.values(), *inputs.static)):
        memo.note(_note(request), b"")
        return
    now = microseconds(request.choice.now)
    until = next_moment(briefs.values(), now)
    standing = Standing(name_of(request, inputs, articles=False), _generation(memo), now, until, tally)
    memo.note(_note(request), msgspec.msgpack.encode(standing))


def _note(request: Request) -> str:
    return f"{_NOTE} {request.output}"


def _generation(memo: Memo) -> int:
    return int(memo.recall(_GENERATION) or 0)


def _paths(found: Diagnostic) -> set[str]:
    return {found.place.path, *(place.path for place in found.also)}
