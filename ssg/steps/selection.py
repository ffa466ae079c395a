"""Selects the articles of an edition: all, or with `--keep-going` those without errors. Writes nothing.

It also refuses an edition that lacks many of the published articles: usually their files are missing by mistake.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from gettext import NullTranslations
from typing import NamedTuple

from ssg.content.article import ParseOptions
from ssg.core.digest import digest_of
from ssg.core.errors import Diagnostic, Place, Severity, SiteProblem, error
from ssg.core.message import say
from ssg.core.model import Brief
from ssg.core.trace import BETWEEN
from ssg.index.removals import are_too_many, too_many_gone
from ssg.inputs import CONTENT, Inputs
from ssg.render.assets import Assets
from ssg.request import MEMO, STATE, Request
from ssg.steps.edition import Edition, plan_edition
from ssg.steps.texts import Texts
from ssg.store.files import Foreign, cannot_write
from ssg.store.media import Damaged, MediaRead, read_media
from ssg.store.memo import Memo, forget
from ssg.store.outputs import name_of
from ssg.store.salt import salt


def open_memo(request: Request, options: ParseOptions) -> Memo:
    """Open the state of this site. A caller that writes nothing reads an existing one and saves nothing.

    Raises MemoryDamaged, and SiteProblem where the disk refuses.
    """
    file = request.root / STATE / MEMO
    if request.output is None and (request.fresh or not file.exists()):
        return Memo(None, "")
    try:
        if request.fresh and not request.keeps_outputs:
            forget(file)
        return Memo(file, digest_of((salt(), options.name)), request.held, clean=request.fresh)
    except Foreign as problem:
        if request.output is None:
            return Memo(None, "")
        raise SiteProblem(_foreign(problem)) from problem
    except OSError as problem:
        raise SiteProblem(cannot_write(file, problem)) from problem


def _foreign(problem: Foreign) -> Diagnostic:
    """Report that the state belongs to another user: what it has is whole, and may not be replaced unasked."""
    hint = say("give .ssg/ and the output folder to a common group that may write them, with umask 002 for all users")
    return error("E726", say("build cache cannot be used: {why}", why=problem.said), Place(f"{STATE}/{MEMO}"), hint)


_SHOWS_ALL = "shows all "
_COPIES = "copies"  # the note of the copies that are made of pictures


class Selection(NamedTuple):
    """The edition, its diagnostics, those of omitted articles (`held`), and the articles with errors."""

    edition: Edition
    diagnostics: tuple[Diagnostic, ...]
    held: tuple[Diagnostic, ...] = ()
    bad: frozenset[str] = frozenset()


def select(
    inputs: Inputs, texts: Texts, assets: Assets, request: Request, words: NullTranslations, memo: Memo
) -> Selection:
    """Plan the edition. With `keep_going`, articles with errors keep their last good version, or are omitted.

    A broken link, a missing picture or a file that cannot be listed is reported and omitted.
    """
    choice = request.choice._replace(now=request.choice.now.astimezone(inputs.config.zone))
    briefs: Mapping[str, Brief] = texts.briefs

    def plan() -> Edition:
        return plan_edition(
            inputs, briefs, texts, assets, choice, words, lambda paths: look(inputs, paths, memo, request)
        )

    edition = plan()
    said = (*texts.diagnostics, *edition.diagnostics)
    if not request.keep_going:
        bad = blamed(said, edition, {})
        return Selection(edition, (*said, *edition.lacks), (), frozenset(bad))
    known = {entry.path for entry in inputs.articles} | set(texts.out_of_reach)
    held = tuple(d for d in inputs.diagnostics if is_light(d))
    every: set[str] = set()
    published = _published(request, inputs, memo) if has_errors(edition.diagnostics) else {}
    bad = set(texts.out_of_reach) | (blamed(said, edition, published) & known)
    while bad:
        every |= bad
        held += tuple(d for d in said if blamed([d], edition, published) & bad)
        good = {path: texts.last_good(path) for path in sorted(bad)}
        kept = {path: brief for path, brief in briefs.items() if path not in bad}
        briefs = kept | {path: brief for path, brief in good.items() if brief is not None}
        edition = plan()
        said = (*(d for d in texts.diagnostics if d not in held), *edition.diagnostics)
        published = published or (_published(request, inputs, memo) if has_errors(edition.diagnostics) else {})
        bad = blamed(said, edition, published) & known
    return Selection(edition, said, (*held, *edition.lacks), frozenset(every))


def is_light(said: Diagnostic) -> bool:
    """Return whether an error of the inputs concerns an article, a line of the redirect table, or a front page."""
    light = said.code in ("E743", "E488", "E155") or said.place.path.startswith(f"{CONTENT}/")
    return said.severity is Severity.ERROR and light


def look(inputs: Inputs, paths: Iterable[str], memo: Memo, request: Request) -> MediaRead:
    """Read the files that articles show; store what was found, and drop removed files from the state."""
    known = memo.media()
    threads = (os.cpu_count() or 1) if request.workers else 1
    copies = digest_of(inputs.config.pictures).encode()
    damaged = Damaged(request.damaged, memo.recall(_COPIES) == copies)
    originals = inputs.originals
    found = read_media(originals, paths, known, request.clock_ns, threads, damaged)
    if not damaged.same_copies:
        memo.note(_COPIES, copies)
    memo.add_media((path, *row) for path, row in found.news.items())
    memo.drop_media(path for path in known if not originals.has(path))
    return found


def refuse_removals(
    request: Request, inputs: Inputs, edition: Edition, memo: Memo, renamed: Collection[str]
) -> tuple[Diagnostic, ...]:
    """Report that too many published articles are missing. A check compares with the default output folder.

    Those that are `renamed` are not missing: only their paths changed.

    Neither are expired and withdrawn articles, nor drafts that only a preview build has shown.
    """
    if request.allow_removals or edition.touched is not None:
        return ()
    output = _output(request, inputs)
    before = memo.nodes(output).articles()
    if not are_too_many(len(before - edition.site.briefs.keys()), len(before)):
        return ()
    published = _published(request, inputs, memo)
    left = edition.site.left_out
    expected = {*left.expired, *left.withdrawn, *renamed}
    if memo.recall(f"{_SHOWS_ALL}{output}"):
        expected.update(left.drafts, (path for _, path in left.scheduled))
    found = too_many_gone(published, edition.site.places.urls, expected)
    return (found,) if found else ()


def note_choice(request: Request, memo: Memo) -> None:
    """Record whether this publication shows drafts or scheduled articles."""
    if request.output is not None:
        output = name_of(request.root, request.output)
        memo.note(f"{_SHOWS_ALL}{output}", b"1" if request.choice.preview_build else b"")


def blamed(said: Iterable[Diagnostic], edition: Edition, published: Mapping[str, str]) -> set[str]:
    """Return the paths below `content/` of the files that cause errors.

    Of several files with one URL, all but the first cause it; the first is the one that has the URL among those
    `published`, if any. If something else has the URL, all of them do.
    """
    found: set[str] = set()
    for d in said:
        if d.severity is not Severity.ERROR:
            continue
        places = [place.path for place in (d.place, *d.also)]
        paths = [path.removeprefix(f"{CONTENT}/") for path in places if path.startswith(f"{CONTENT}/")]
        if d.code == "E401" and len(paths) == len(places):
            urls = edition.site.places.urls
            first = next((path for path in paths if published.get(path, "") == urls.get(path)), paths[0])
            paths = [path for path in paths if path != first]
        found.update(paths)
    return found


def _published(request: Request, inputs: Inputs, memo: Memo) -> dict[str, str]:
    """Return the URLs of the published articles, by path. A check uses the default output folder."""
    identities = memo.nodes(_output(request, inputs)).identities("article").values()
    return {path: url for _, url, path in (identity.split(BETWEEN) for identity in identities)}


def _output(request: Request, inputs: Inputs) -> str:
    return name_of(request.root, request.output or request.root / inputs.config.output)


def has_errors(said: Iterable[Diagnostic]) -> bool:
    """Return whether any diagnostic stops publication."""
    return any(d.severity is Severity.ERROR for d in said)
