"""The short cut for the commonest edit: an article's text, when nothing that others show of it has changed.

Then the plan is as it was but for that article, and need not be made anew. Whatever is not surely so is left to the
long way: `tests/preview/test_shortcut.py` hunts for a page on which the two differ.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from ssg.core.errors import Diagnostic, Severity
from ssg.core.model import Brief
from ssg.inputs import CONTENT
from ssg.press import make_press
from ssg.preview.edition import ARTICLE, BODY, Resident, Text
from ssg.site.model import Site
from ssg.site.stories import Stories
from ssg.store.source import FileEntry
from ssg.workers import parse_batch

_BRIEF = msgspec.msgpack.Decoder(Brief)
_SAID = msgspec.msgpack.Decoder(tuple[Diagnostic, ...])
_OF_TEXTS = "12"  # first digits of codes that parsing one file gives


def shortcut(before: Resident, entries: Iterable[FileEntry]) -> Resident | None:
    """Give the edition with some articles' texts as they are now; None where the long way must be gone.

    Where nothing has changed at all it is `before` itself.
    """
    said, briefs, texts = before.diagnostics, dict[str, Brief](), dict[str, Text]()
    for entry in entries:
        known, place = before.edition.site.briefs.get(entry.path), f"{CONTENT}/{entry.path}"
        about = [d for d in said if place in (d.place.path, *(other.path for other in d.also))]
        if known is None or any(d.severity is Severity.ERROR or d.code[1] not in _OF_TEXTS for d in about):
            return None
        (read,) = parse_batch(str(before.inputs.content), [entry], before.options)
        if read.key == known.key:
            continue
        # As a build has them: through the memory's own form, which knows less of a time zone than parsing does.
        news = _SAID.decode(read.said) if read.said else ()
        if not read.brief or any(d.severity is Severity.ERROR for d in news):
            return None
        brief = _BRIEF.decode(read.brief)
        if not same_plan(known, brief):
            return None
        briefs[entry.path], texts[read.key] = brief, (ARTICLE.decode(read.article), BODY.decode(read.body))
        said = (*(d for d in said if d.place.path != place), *news)
    return _with(before, briefs, texts)._replace(diagnostics=said) if briefs else before


def same_plan(before: Brief, after: Brief) -> bool:
    """Say whether an article differs only in what its own page alone shows: planning goes by briefs."""
    return msgspec.structs.replace(before, key="") == msgspec.structs.replace(after, key="")


def _with(before: Resident, briefs: dict[str, Brief], texts: dict[str, Text]) -> Resident:
    """Put newer texts in the places of those of the same paths."""
    old, shelf = before.edition.site, before.shelf.having(texts)
    merged = {**old.briefs, **briefs}
    site: Site = msgspec.structs.replace(old, briefs=merged, stories=Stories(merged, old.places, shelf))
    press = make_press(before.press.forme._replace(site=site), shelf, before.compiled, before.press.renderer)
    press.splicer.used.update(before.press.splicer.used)
    return before._replace(
        edition=before.edition._replace(site=site),
        press=press,
        shelf=shelf,
        briefs={**before.briefs, **briefs},
    )
