"""Starts from the edition published last: plans only what a few changed articles decide.

An edition is planned from the briefs of articles, from all other inputs, and from the time. If only some articles and
files beside them differ, the stored columns are updated with these (`ssg/index/amend.py`). In every other case, and
whenever anything is unusual, nothing is returned and everything is planned from the start, with the same result: all
diagnostics of a site come from `ssg/steps/edition.py`.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from gettext import NullTranslations
from typing import NamedTuple

import msgspec

from ssg.core.config import Config
from ssg.core.model import Brief, MediaFile
from ssg.core.shown import STATIC
from ssg.core.trace import Touched
from ssg.index.amend import Amended, Change, amended
from ssg.index.amendment import Unusual
from ssg.index.briefs import microseconds
from ssg.index.columns import Columns, media_names, media_of, order_of, rows_of, site_of, with_media
from ssg.index.layouts import layout_in, may_show, of_categories
from ssg.index.moments import ends, moments
from ssg.index.most_read import most_read
from ssg.index.permits import by_path, row_of
from ssg.index.pictures import as_they_are
from ssg.index.publicity import status
from ssg.index.register import Order
from ssg.inputs import CONTENT, Inputs
from ssg.render.assets import Assets
from ssg.request import Request
from ssg.steps.edition import Edition, plan_pages_of
from ssg.steps.kept_plan import KeptPlan, columns_in, files_in, name_of_inputs, of_edition, plan_in
from ssg.steps.new_rights import NO_RIGHTS, Known, NewRights, new_rights
from ssg.steps.page_changes import Former, page_change
from ssg.steps.pages import Pages, StoredPages
from ssg.steps.relations import lists_are_of
from ssg.steps.selection import has_errors, look
from ssg.steps.texts import Texts
from ssg.store.media import MediaRead
from ssg.store.memo import Memo
from ssg.store.outputs import is_intact
from ssg.store.plans import Plans
from ssg.store.seal import Damaged

_Look = Callable[[Iterable[str]], MediaRead]


class _Before(NamedTuple):
    """The stored plan, and everything that has changed since: articles, paths of files beside them, rights."""

    plans: Plans
    kept: KeptPlan
    columns: Columns
    changes: dict[str, Change]
    files: frozenset[str]
    rights: NewRights


def recall(
    request: Request, inputs: Inputs, texts: Texts, memo: Memo, assets: Assets, words: NullTranslations
) -> Edition | None:
    """Return the edition if it can be derived from the one published last; None if everything must be planned.

    Raises MemoryDamaged.
    """
    out_of_the_common = request.fresh or request.damaged or request.choice.preview_build
    if request.output is None or out_of_the_common or has_errors(texts.diagnostics):
        return None
    try:
        before = _before(request, inputs, texts, memo, lambda paths: look(inputs, paths, memo, request))
    except msgspec.MsgspecError as problem:
        raise Damaged(str(problem)) from problem
    if before is None or _speaks_of(before):
        return None
    return _amended(before, request, inputs, texts, memo, assets, words)


def _amended(
    before: _Before,
    request: Request,
    inputs: Inputs,
    texts: Texts,
    memo: Memo,
    assets: Assets,
    words: NullTranslations,
) -> Edition | None:
    """Return the stored edition with all changes applied; None if anything is unusual."""
    now = request.choice.now.astimezone(inputs.config.zone)
    try:
        found = amended(
            before.columns,
            before.plans,
            inputs.config,
            before.changes,
            texts.briefs,
            now,
            inputs.files,
            inputs.theme.templates,
        )
        columns = _with_files(before, found, inputs, texts, now, lambda paths: look(inputs, paths, memo, request))
    except Unusual:
        return None
    # If all published files are unchanged, they need not be checked one by one.
    intact = request.intact or (lambda: is_intact(memo.nodes(of_edition(request)).stats(), str(request.output)))
    if not intact():
        return None
    edition = _edition(before, found._replace(columns=columns), inputs, texts, now)
    if found.is_planned:
        return edition
    if (pages := _pages(before, edition, found.order, inputs, texts, assets, words)) is None:
        return None
    return edition._replace(pages=pages, all_moves=edition.all_moves if pages.change else None)


def _pages(
    before: _Before,
    edition: Edition,
    order: Order,
    inputs: Inputs,
    texts: Texts,
    assets: Assets,
    words: NullTranslations,
) -> Pages | None:
    """Return the stored pages with additions and removals; all of them are planned if more may be affected.

    None if two have the same output.
    """
    kept, site = before.kept, edition.site
    briefs = {path: old for path, (old, _) in before.changes.items() if old is not None}
    former = Former(
        site_of(
            before.columns,
            order_of(before.columns, before.plans),
            inputs.config,
            kept.since,
            ChainMap(briefs, texts.briefs),
            texts,
        ),
        before.plans,
        media_names(before.columns),
        kept.all_moves,
    )
    touched = edition.touched or Touched(frozenset(), frozenset())
    change = page_change(former, site, touched, before.changes, inputs, texts, assets, words)
    if change is None:
        return plan_pages_of(inputs, site, texts, assets, words)
    return StoredPages(before.plans, kept.readable + change.readable, order, change)


def _before(request: Request, inputs: Inputs, texts: Texts, memo: Memo, look: _Look) -> _Before | None:
    """Return the stored plan and what has changed since, if an edition can be derived from them."""
    plans = memo.plans(of_edition(request))
    kept, now = plan_in(plans), request.choice.now
    if kept is None:
        return None
    at = microseconds(now)
    if kept.texts != memo.texts_revision or not kept.since <= now or any(end <= at for end in kept.ends):
        return None
    if kept.inputs != name_of_inputs(request, inputs) or not lists_are_of(of_edition(request), inputs.config, memo):
        return None
    columns = columns_in(memo, of_edition(request))
    changes = texts.changes()
    for time, path in columns.left_out.scheduled:
        if time <= now and path in texts.briefs:
            changes.setdefault(path, (texts.briefs[path], texts.briefs[path]))
    files = {file.path for file in files_in(plans) ^ frozenset(inputs.files.values())}
    shown = files & media_names(columns) if files else files
    if shown and not (shown.issubset(inputs.files) and _are_as_they_were(shown, columns, look)):
        return None
    files -= shown
    rights: NewRights | None = NO_RIGHTS
    for old, new in changes.values():
        if (old is not None and old.rights is not None) or (new is not None and new.rights is not None):
            known = Known(kept.granted, media_names(columns), by_path(inputs.permits))
            rights = new_rights(changes.values(), inputs.files, known, at)
            break
    if rights is None or not files.isdisjoint(kept.granted):
        return None  # another picture may have no right to be shown, or have one again
    return _Before(plans, kept, columns, changes, frozenset(files), rights)


def _are_as_they_were(paths: Collection[str], columns: Columns, look: _Look) -> bool:
    """Return whether files that are shown have the same bytes, though their times differ or prove nothing."""
    found, known = look(sorted(paths)), media_of(columns)
    return not found.diagnostics and all(found.media.get(path) == known[path] for path in paths)


def _with_files(before: _Before, found: Amended, inputs: Inputs, texts: Texts, now: datetime, look: _Look) -> Columns:
    """Return the columns with the new files of articles, and with the most read articles.

    Raises Unusual if a file needs a diagnostic, or if the target of a redirect may change.
    """
    if found.is_planned:
        return found.columns
    static = {entry.path for entry in inputs.static}
    if inputs.redirects or any(file.path.removeprefix(STATIC) not in static for file in found.columns.named.values()):
        raise Unusual
    columns = with_media(found.columns, _news(before, inputs, microseconds(now), look))
    if not inputs.data.get("most-read"):
        return columns
    urls = dict(map(found.order.register.at, found.order.numbers.tolist()))
    named = most_read(inputs.data["most-read"], urls)
    if tuple(_most_read(named, found, inputs.config, texts.briefs)) != columns.most_read:
        raise Unusual
    return columns


def _most_read(named: Collection[str], found: Amended, config: Config, briefs: Mapping[str, Brief]) -> Iterator[str]:
    """Yield those of the articles that are read most that are shown among them."""
    slugs, by_category = list(found.columns.tree), of_categories(config)
    rows = rows_of(found.columns.categories)
    for path in named:
        layout = layout_in(briefs[path], slugs[int(rows[found.order.row(path)])], by_category, config.layouts)
        if may_show(config, "most-read", layout):
            yield path


def _news(before: _Before, inputs: Inputs, now: int, look: _Look) -> dict[str, MediaFile]:
    """Return the files that changed articles show and nothing showed before; none of an article that is not public."""
    public = (new for _, new in before.changes.values() if new is not None and not status(new, now))
    named = {path for new in public for path in new.files}
    wanted = sorted(named & inputs.files.keys() - media_names(before.columns))
    if not wanted:
        return {}
    permits = by_path(inputs.permits) if inputs.permits else {}
    if not before.kept.granted.isdisjoint(wanted) or any(row_of(permits, path) for path in wanted):
        raise Unusual  # it may have no right to be shown
    found = look(wanted)
    if found.diagnostics or len(found.media) < len(wanted):
        raise Unusual
    if any(as_they_are(found.media.values(), inputs.config.pictures)):
        raise Unusual
    permitted = before.rights.permitted(found.media)
    return {
        path: msgspec.structs.replace(one, permit=permitted[path]) if path in permitted else one
        for path, one in found.media.items()
    }


def _edition(before: _Before, found: Amended, inputs: Inputs, texts: Texts, now: datetime) -> Edition:
    kept, at = before.kept, microseconds(now)
    site = site_of(found.columns, found.order, inputs.config, now, texts.briefs, texts)
    new_media = media_names(found.columns) - media_names(before.columns)
    new_ends = before.rights.ends(new_media) if before.rights.said else ()
    times = before.rights.times() if before.rights.said else ()
    return Edition(
        site=site,
        pages=StoredPages(before.plans, kept.readable, found.order),
        diagnostics=kept.diagnostics,
        moves=kept.moves,
        all_moves=kept.all_moves,
        moments=tuple(time for time in sorted((*_changed(kept.moments, before.changes, moments), *times)) if time > at),
        ends=tuple(time for time in sorted((*_changed(kept.ends, before.changes, ends), *times)) if time > at),
        touched=Touched(found.articles, found.lists, new_media),
        columns=None if found.columns is before.columns else found.columns,
        leaves=found.moves,
        rights=tuple(sorted((*(one for one in kept.rights if one[0] > at), *new_ends))),
        refused=kept.refused,
        granted=kept.granted | before.rights.said.keys(),
    )


def _changed(
    times: Collection[int], changes: Mapping[str, Change], of: Callable[[Iterable[Brief]], Iterator[int]]
) -> list[int]:
    """Return the times of articles after some changes, sorted."""
    found = list(times)
    for before, now in changes.values():
        for time in of([before] if before else []):
            if time in found:
                found.remove(time)
        found += of([now] if now else [])
    return sorted(found)


def _speaks_of(before: _Before) -> bool:
    """Return whether a diagnostic concerns a changed file: it may no longer apply, or be elsewhere."""
    places = {place.path for found in before.kept.diagnostics for place in (found.place, *found.also)}
    names = {*before.changes, *before.files}
    for briefs in before.changes.values():
        names.update(path for brief in briefs if brief is not None for path in (brief.picture, *brief.files))
    return any(f"{CONTENT}/{name}" in places for name in names)
