"""Settles which articles an edition is made of: all, or with `--keep-going` those without errors. Writes nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable
from gettext import NullTranslations

from ssg.content.article import ParseOptions
from ssg.core.digest import digest_of
from ssg.core.errors import Diagnostic, Severity, SiteProblem
from ssg.edition import Edition, plan_edition
from ssg.inputs import CONTENT, Inputs
from ssg.render.assets import Assets
from ssg.request import MEMO, STATE, Request
from ssg.store.files import cannot_write
from ssg.store.media import MediaRead, read_media
from ssg.store.memo import Memo, forget
from ssg.store.salt import salt
from ssg.texts import Texts


def open_memo(request: Request, options: ParseOptions) -> Memo:
    """Open the memory of this site. Who writes nothing looks into one that is there, but keeps nothing in it.

    Raises MemoryDamaged, and SiteProblem where the disk refuses.
    """
    file = request.root / STATE / MEMO
    if request.output is None and (request.fresh or not file.exists()):
        return Memo(None, "")
    try:
        if request.fresh:
            forget(file)
        return Memo(file, digest_of((salt(), options)))
    except OSError as problem:
        raise SiteProblem(cannot_write(file, problem)) from problem


def settle(
    inputs: Inputs, texts: Texts, assets: Assets, request: Request, words: NullTranslations, memo: Memo
) -> tuple[Edition, tuple[Diagnostic, ...]]:
    """Plan the edition. With `keep_going`, articles with errors count as they were before, or are left out.

    The second value holds what is said of those articles: it no longer stands in the way.
    """
    choice = request.choice._replace(now=request.choice.now.astimezone(inputs.config.zone))
    briefs = texts.briefs

    def plan() -> Edition:
        return plan_edition(
            inputs, briefs, texts, assets, choice, words, lambda paths: look(inputs, paths, memo, request)
        )

    edition = plan()
    said = (*texts.diagnostics, *edition.diagnostics)
    held: tuple[Diagnostic, ...] = ()
    everything = {entry.path for entry in inputs.articles}
    while request.keep_going and (bad := blamed(said) & everything):
        held += tuple(d for d in said if blamed([d]) & bad)
        good = {path: texts.last_good(path) for path in bad}
        briefs = {path: brief for path, brief in briefs.items() if path not in bad}
        briefs |= {path: brief for path, brief in good.items() if brief is not None}
        edition = plan()
        said = (*(d for d in texts.diagnostics if d not in held), *edition.diagnostics)
    return edition._replace(diagnostics=said), held


def look(inputs: Inputs, paths: Iterable[str], memo: Memo, request: Request) -> MediaRead:
    """Look at files beside the articles; remember what was found, and forget files that are gone."""
    known = memo.media()
    threads = (os.cpu_count() or 1) if request.workers else 1
    found = read_media(inputs.content, paths, inputs.files, known, request.clock_ns, threads)
    memo.add_media((path, *row) for path, row in found.news.items())
    memo.drop_media(path for path in known if path not in inputs.files)
    return found


def blamed(said: Iterable[Diagnostic]) -> set[str]:
    """Give the paths below `content/` of files to which errors are due: of several that clash, all but the first."""
    places = (place for d in said if d.severity is Severity.ERROR for place in d.also or (d.place,))
    return {place.path.removeprefix(f"{CONTENT}/") for place in places if place.path.startswith(f"{CONTENT}/")}


def has_errors(said: Iterable[Diagnostic]) -> bool:
    """Say whether anything here stops publication."""
    return any(d.severity is Severity.ERROR for d in said)
