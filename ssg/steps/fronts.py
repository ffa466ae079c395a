"""Fills the slots of an edition's front pages from `data/front/`.

A file that cannot be read counts as it was when it last could be, where the build goes on without it (`--keep-going`,
the preview): what is wrong with it never takes the front page away.
"""

from __future__ import annotations

import msgspec

from ssg.content.front import FrontFile
from ssg.core.errors import Diagnostic
from ssg.index.files import Files
from ssg.index.fronts import Known, filled
from ssg.inputs import Inputs
from ssg.steps.edition import Edition
from ssg.steps.texts import Texts
from ssg.store.memo import Memo
from ssg.store.seal import Damaged

_DECODER = msgspec.msgpack.Decoder(FrontFile)


def with_fronts(edition: Edition, inputs: Inputs, texts: Texts, memo: Memo) -> tuple[Edition, tuple[Diagnostic, ...]]:
    """Return an edition with its slots filled, and what is said of them.

    Raises MemoryDamaged.
    """
    static = {entry.path for entry in inputs.static}
    every = {entry.path for entry in inputs.articles}
    known = Known(edition.site, texts.briefs, every, Files(inputs.files, static), inputs.theme)
    found = filled([_last_good(file, memo) for file in inputs.fronts], known)
    site = msgspec.structs.replace(edition.site, fronts=found.slots)
    return edition._replace(site=site, front_ends=found.ends), found.diagnostics


def _last_good(file: FrontFile, memo: Memo) -> FrontFile:
    """Return a file, or what it was when it could last be read."""
    note = f"front page {file.name}"
    noted = memo.recall(note)
    if file.slots is None:
        try:
            return _DECODER.decode(noted) if noted else file
        except msgspec.MsgspecError as problem:
            raise Damaged(str(problem)) from problem
    if (known := msgspec.msgpack.encode(file)) != noted:
        memo.note(note, known)
    return file
