"""Stores the plan of a published edition for the next build to start from. Decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import msgspec

from ssg.core.errors import Diagnostic
from ssg.index.amendment import MOST_SPARSE, ROOM
from ssg.index.columns import Columns, columns_of, register_of, rows_of
from ssg.index.redirects import Move
from ssg.index.register import Order, Updated
from ssg.inputs import Inputs
from ssg.request import Request
from ssg.steps import unchanged
from ssg.steps.edition import Edition
from ssg.steps.selection import has_errors
from ssg.store.memo import Memo
from ssg.store.outputs import name_of
from ssg.store.plans import Plans
from ssg.store.seal import Damaged
from ssg.store.source import FileEntry

_PLAN: Final = "plan"
_SITE: Final = "site"
_FILES: Final = "files"


class KeptPlan(msgspec.Struct, frozen=True, array_like=True):
    """An edition without its site and pages, and what it was planned from: `inputs`, `texts` (a revision), `since`.

    `moments` are the times (microseconds) at which articles become public or change by themselves, `ends` those at
    which something is removed. `readable` counts the pages for people, `all_moves` are all redirects. `rights`,
    `refused` and `granted` are as in `Edition`.
    """

    inputs: str
    texts: int
    since: datetime
    moments: tuple[int, ...]
    ends: tuple[int, ...]
    readable: int
    diagnostics: tuple[Diagnostic, ...]
    moves: tuple[Move, ...]
    all_moves: tuple[Move, ...]
    rights: tuple[tuple[int, str], ...] = ()
    refused: tuple[str, ...] = ()
    granted: frozenset[str] = frozenset()


_KEPT: Final = msgspec.msgpack.Decoder(KeptPlan)
_COLUMNS: Final = msgspec.msgpack.Decoder(Columns)
_LISTED: Final = msgspec.msgpack.Decoder(frozenset[FileEntry])


def plan_in(plans: Plans) -> KeptPlan | None:
    """Return the stored plan of an edition without its columns and files; None if there is none.

    Raises MemoryDamaged, or MsgspecError if it cannot be decoded, as the next two do.
    """
    data = plans.part(_PLAN)
    return _KEPT.decode(data) if data else None


def columns_in(memo: Memo, edition: str) -> Columns:
    """Return the stored columns of an edition, which a process that stays may hold."""
    held: tuple[str, Columns] | None = memo.held.pop(_SITE, None)
    if held is not None and held[0] == edition:
        memo.to_hold[_SITE] = held
        return held[1]
    found = _COLUMNS.decode(memo.plans(edition).part(_SITE))
    numbers = rows_of(found.order)
    if numbers.min(initial=0) < 0 or numbers.max(initial=0) > 2 * MOST_SPARSE * (len(numbers) + ROOM):
        raise Damaged("numbers of articles that no plan has")  # which would take memory without bound
    memo.to_hold[_SITE] = edition, found
    return found


def files_in(plans: Plans) -> frozenset[FileEntry]:
    """Return the stored files beside the articles; without a time where that proved nothing."""
    return _LISTED.decode(plans.part(_FILES))


def of_edition(request: Request) -> str:
    """Return the name of the edition that a request publishes; empty if it publishes nothing."""
    return name_of(request.root, request.output) if request.output is not None else ""


def name_of_inputs(request: Request, inputs: Inputs) -> str:
    """Return a digest of all inputs except articles and the files beside them."""
    return unchanged.name_of(request, inputs._replace(files={}), articles=False)


def keep_plan(
    request: Request, inputs: Inputs, edition: Edition, all_moves: tuple[Move, ...], memo: Memo, *, whole: bool
) -> None:
    """Store a published edition for the next build to start from. Texts must have been stored.

    One that is not `whole`, lacks something or has errors is not stored.
    """
    plans = memo.plans(of_edition(request))
    young = unchanged.is_young(request, inputs.static)
    kept_back = request.damaged or request.choice.preview_build or edition.lacks
    if young or not whole or kept_back or has_errors(edition.diagnostics):
        plans.forget(_PLAN, _SITE, _FILES)
        return
    kept = KeptPlan(
        inputs=name_of_inputs(request, inputs),
        texts=memo.texts_revision,
        since=request.choice.now,
        moments=edition.moments,
        ends=edition.ends,
        readable=edition.pages.readable,
        diagnostics=edition.diagnostics,
        moves=edition.moves,
        all_moves=all_moves,
        rights=edition.rights,
        refused=edition.refused,
        granted=edition.granted,
    )
    plans.put({_PLAN: msgspec.msgpack.encode(kept)})
    columns = columns_of(edition.site) if edition.touched is None else edition.columns
    if columns is not None:
        plans.put({_SITE: msgspec.msgpack.encode(columns)})
        memo.to_hold[_SITE] = of_edition(request), columns
    if edition.touched is None:
        plans.put_all(register_of(edition.site).every())
    elif columns is not None:
        _keep_places(edition.site.order, plans)
    # A file that is too young for its time to prove anything is read by the next build.
    files = msgspec.msgpack.encode([_dated(request, file) for file in inputs.files.values()])
    if files != plans.part(_FILES):
        plans.put({_FILES: files})


def _keep_places(order: Sequence[str], plans: Plans) -> None:
    """Store what has changed in the register of a recalled edition."""
    if isinstance(order, Order) and isinstance(order.register, Updated):
        new, gone = order.register.new, order.register.gone
        plans.change_articles(((number, *one) for number, one in new.items()), gone)


def _dated(request: Request, file: FileEntry) -> FileEntry:
    return msgspec.structs.replace(file, mtime_ns=-1) if unchanged.is_young(request, [file]) else file
