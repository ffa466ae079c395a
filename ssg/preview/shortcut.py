"""The short cut for the commonest edit: an article's text, when nothing that others show of it has changed.

Then the plan is as it was but for that article, and need not be made anew. Whatever is not surely so is left to the
long way: `tests/preview/test_shortcut.py` hunts for a page on which the two differ.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from ssg.content.article import parse_article
from ssg.core.errors import Severity, SiteProblem
from ssg.core.model import Article, Body, SourceFile
from ssg.inputs import CONTENT
from ssg.press import make_press
from ssg.preview.edition import Resident
from ssg.store.source import FileEntry, read_file

_OF_TEXTS = "12"  # first digits of codes that parsing one file gives


def shortcut(before: Resident, entries: Iterable[FileEntry]) -> Resident | None:
    """Give the edition with some articles' texts as they are now; None where the long way must be gone.

    Where nothing has changed at all it is `before` itself.
    """
    stories, said, bodies = before.edition.site.stories, before.diagnostics, dict[str, Body]()
    news = {}
    for entry in entries:
        story = stories.get(entry.path)
        place = f"{CONTENT}/{entry.path}"
        about = [d for d in said if place in (d.place.path, *(other.path for other in d.also))]
        if story is None or any(d.severity is Severity.ERROR or d.code[1] not in _OF_TEXTS for d in about):
            return None
        try:
            data = read_file(before.inputs.content, entry, CONTENT)
        except SiteProblem:
            return None
        parsed = parse_article(SourceFile(entry.path, data), before.options)
        article, body = parsed.article, parsed.body
        if article is None or body is None or any(d.severity is Severity.ERROR for d in parsed.diagnostics):
            return None
        if article.digest == story.article.digest:
            continue
        if not same_plan(story.article, article):
            return None
        news[entry.path] = msgspec.structs.replace(story, article=article)
        bodies[entry.path] = body
        said = (*(d for d in said if d.place.path != place), *parsed.diagnostics)
    if not news:
        return before
    site = msgspec.structs.replace(before.edition.site, stories={**stories, **news})
    forme = before.press.forme._replace(site=site)
    shelf = before.shelf.having(bodies)
    return before._replace(
        edition=before.edition._replace(site=site),
        press=make_press(forme, shelf.body, before.compiled, before.press.renderer),
        shelf=shelf,
        diagnostics=said,
    )


def same_plan(before: Article, after: Article) -> bool:
    """Say whether an article differs only in what its own page alone shows."""
    if {(ref.kind, ref.target) for ref in before.refs} != {(ref.kind, ref.target) for ref in after.refs}:
        return False
    blank = {"digest": "", "marks": "", "refs": ()}
    return msgspec.structs.replace(before, **blank) == msgspec.structs.replace(after, **blank)
