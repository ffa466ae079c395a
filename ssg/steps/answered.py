"""Notes which former articles are redirected, withdrawn or expired, so that a deploy may remove their pages.

Stored with each edition; without it, a deploy removes no page of an article.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

import msgspec

from ssg.core.i18n import translations
from ssg.index.permalinks import Permalinks
from ssg.index.plain_pages import likely_url
from ssg.index.urls import output_path
from ssg.request import Request
from ssg.steps.edition import Edition
from ssg.steps.texts import Texts
from ssg.store.memo import Memo
from ssg.store.outputs import name_of
from ssg.store.seal import Damaged
from ssg.store.text_reader import TextReader

_PATHS = msgspec.msgpack.Decoder(tuple[str, ...])


def note_answered(request: Request, edition: Edition, texts: Texts, memo: Memo) -> None:
    """Store the output paths of an edition's moves and of expired articles. Raises MemoryDamaged."""
    if request.output is None:
        return
    name = _note(name_of(request.root, request.output))
    data = msgspec.msgpack.encode(sorted({*_moved(edition), *_expired(edition, texts)}))
    if data != memo.recall(name):
        memo.note(name, data)


def answered_in(reader: TextReader, output: str) -> tuple[str, ...]:
    """Return what is stored for an output folder. Raises MemoryDamaged."""
    data = reader.recall(_note(output))
    try:
        return _PATHS.decode(data) if data else ()
    except msgspec.MsgspecError as problem:
        raise Damaged(str(problem)) from problem


def _note(output: str) -> str:
    return f"answered {output}"


def _moved(edition: Edition) -> Iterator[str]:
    for move in edition.moves:
        yield from (output_path(path) for path in (move.old, *move.paths))


def _expired(edition: Edition, texts: Texts) -> Iterator[str]:
    expired = edition.site.left_out.expired
    if not expired:
        return
    config = edition.site.config
    links, fallback = Permalinks(config), translations(config.language, config.words).gettext("News")
    for path in expired:
        brief = texts.briefs.get(path)
        if brief is not None:
            yield output_path(unquote(likely_url(brief, links, config.categories, fallback)))
