"""Takes edited articles into a loaded edition whose plan stands: their texts, headlines and summaries are new.

What a plan depends on is decided where builds decide it (`is_alike` in `ssg/index/amend.py`). A build keeps its plan in
the state, a preview has it at hand, so nothing is read but the edited files. Everything else is planned as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from ssg.core.digest import digest_of
from ssg.core.errors import Diagnostic, Severity, SiteProblem
from ssg.core.model import Brief
from ssg.index.amend import is_alike
from ssg.index.stories import Stories
from ssg.inputs import CONTENT
from ssg.preview.edition import ARTICLE, BODY, LoadedEdition, Text, our_salt
from ssg.request import MEMO, STATE
from ssg.steps.context import make_context
from ssg.steps.edition import Edition
from ssg.steps.given import OnDisk
from ssg.steps.relations import BLOCK as RELATED
from ssg.steps.relations import relate
from ssg.steps.tasks import parse_batch
from ssg.store.lock import only_build
from ssg.store.memo import Memo
from ssg.store.records import ReadText
from ssg.store.seal import MemoryDamaged
from ssg.store.source import FileEntry
from ssg.work import Work

_BRIEF = msgspec.msgpack.Decoder(Brief)
_SAID = msgspec.msgpack.Decoder(tuple[Diagnostic, ...])
_OF_TEXTS = "12"  # first digits of codes that parsing one file gives


def amended(before: LoadedEdition, entries: Iterable[FileEntry]) -> LoadedEdition | None:
    """Return the edition with some articles' texts as they are now; None where the site must be planned as a whole.

    Where nothing has changed at all it is `before` itself.
    """
    said, briefs, texts = before.diagnostics, dict[str, Brief](), dict[str, Text]()
    rows: list[ReadText] = []
    for entry in entries:
        known, place = before.edition.site.briefs.get(entry.path), f"{CONTENT}/{entry.path}"
        about = [d for d in said if place in (d.place.path, *(other.path for other in d.also))]
        if known is None or any(d.severity is Severity.ERROR or d.code[1] not in _OF_TEXTS for d in about):
            return None
        (read,) = parse_batch(OnDisk(str(before.inputs.content)), [entry], before.options)
        if read.key == known.key:
            continue
        # As a build has them: through the memory's own form, which knows less of a time zone than parsing does.
        news = _SAID.decode(read.said) if read.said else ()
        if not read.brief or any(d.severity is Severity.ERROR for d in news):
            return None
        brief = _BRIEF.decode(read.brief)
        if not is_alike(known, brief):
            return None
        briefs[entry.path], texts[read.key] = brief, (ARTICLE.decode(read.article), BODY.decode(read.body))
        rows.append(read)
        said = (*(d for d in said if d.place.path != place), *news)
    if not briefs:
        return before
    after = _with(before, briefs, texts, rows)
    return after._replace(diagnostics=said) if after else None


def _with(
    before: LoadedEdition, briefs: dict[str, Brief], texts: dict[str, Text], rows: Iterable[ReadText]
) -> LoadedEdition | None:
    """Put newer texts in the places of those of the same paths; None where related articles cannot be found."""
    old, library = before.edition.site, before.library.having(texts)
    merged = {**old.briefs, **briefs}
    site = msgspec.structs.replace(old, briefs=merged, stories=Stories(merged, old.places, library))
    edition = _related(before, before.edition._replace(site=site), rows)
    if edition is None:
        return None
    site = edition.site
    context = make_context(before.context.plain._replace(site=site), library, before.compiled, before.context.renderer)
    context.splicer.used.update(before.context.splicer.used)
    return before._replace(
        edition=edition,
        context=context,
        library=library,
        briefs={**before.briefs, **briefs},
    )


def _related(before: LoadedEdition, edition: Edition, rows: Iterable[ReadText]) -> Edition | None:
    """Find out what is related now: it goes by texts. None where the memory cannot be used."""
    if not edition.site.config.blocks[RELATED].count:
        return edition
    state = before.inputs.root / STATE
    try:
        with only_build(state, lambda: None):
            memo = Memo(state / MEMO, digest_of((our_salt(), before.options.name)))
            try:
                memo.add_texts(rows)
                edition = relate(edition, memo, Work(), None, "")
                memo.save()
            finally:
                memo.close()
    except (SiteProblem, MemoryDamaged, OSError):
        return None
    return edition
