"""Ends a build: tells the memory what was read and what was published. The published site is never touched here."""

from __future__ import annotations

from ssg import standing
from ssg.changes import Names
from ssg.core.errors import Diagnostic
from ssg.inputs import Inputs
from ssg.request import MEMO, STATE, Request, Tally
from ssg.settle import blamed
from ssg.store.files import cannot_write
from ssg.store.memo import Memo
from ssg.store.seal import MemoryDamaged, is_refusal
from ssg.texts import Texts


def remember(
    request: Request, inputs: Inputs, name: str, texts: Texts, memo: Memo, tally: Tally, names: Names | None = None
) -> tuple[Diagnostic, ...]:
    """Remember what was read, and the plan that was published; say so if the disk refuses.

    `name` is that of all inputs but the articles, `names` are as in `standing.record`. Raises MemoryDamaged where the
    memory is damaged.
    """
    if request.output is None:
        return ()
    try:
        texts.remember(blamed(tally.diagnostics))
        standing.record(request, inputs, name, memo, tally, names)
        memo.keep()
    except MemoryDamaged as problem:
        if not is_refusal(problem):
            raise
        return (no_memory(request, problem),)
    return ()


def no_memory(request: Request, problem: MemoryDamaged) -> Diagnostic:
    """Say that the memory cannot be written."""
    return cannot_write(request.root / STATE / MEMO, problem)
