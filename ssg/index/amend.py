"""Updates the columns of a site with a few articles that are added, removed or filed elsewhere. Pure.

The result equals that of planning the whole site. If more than these articles would have to be read, there is none.
Lists stay sorted: removed articles are cut out, added ones are inserted by bisection.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final, NamedTuple

import msgspec

from ssg.core.config import Config
from ssg.core.model import PLAIN, Brief
from ssg.core.theme import TemplateFile
from ssg.index.amendment import Amendment, Unusual
from ssg.index.briefs import microseconds
from ssg.index.columns import Columns, rows_of, times_of
from ssg.index.layouts import is_odd
from ssg.index.model import LeftOut
from ssg.index.publicity import split_public
from ssg.index.register import Order, Register
from ssg.index.removals import FEW
from ssg.index.targets import PICTURE_TYPES, ending

NO_TEMPLATES: Final[Mapping[str, TemplateFile]] = MappingProxyType({})
MOST: Final = 200
"""With more changed articles, the whole site is planned."""

Change = tuple[Brief | None, Brief | None]
"""The brief of an article before and now; None if it did not or does not exist."""


class Amended(NamedTuple):
    """Updated columns, and what may have changed: articles by path, lists by name."""

    columns: Columns
    order: Order
    articles: frozenset[str]
    lists: frozenset[str]
    is_planned: bool = False
    """Whether all pages are the same as before."""
    moves: bool = False
    """Whether an article is no longer at its URL, which must be reported."""


def is_alike(before: Brief, now: Brief) -> bool:
    """Return whether two briefs are equal for planning, which ignores what only pages show of an article."""
    shown = {"title": now.title, "face": now.face, "summary": now.summary, "updated": now.updated}
    shown |= {"corrections": now.corrections}
    return msgspec.structs.replace(before, key=now.key, **shown) == now


def amended(
    columns: Columns,
    register: Register,
    config: Config,
    changes: Mapping[str, Change],
    briefs: Mapping[str, Brief],
    now: datetime,
    files: Collection[str] = (),
    templates: Mapping[str, TemplateFile] = NO_TEMPLATES,
) -> Amended:
    """Update columns with `changes`, by path. `briefs` has the current briefs of all articles.

    `files` are the paths of all files beside the articles, `templates` those of the theme.

    Raises Unusual.
    """
    order = Order(rows_of(columns.order), register)
    public = frozenset(path for path in changes if path in columns.plain or order.row(path) >= 0)
    shown, left_out = split_public([new for _, new in changes.values() if new is not None], now)
    come = {brief.path: brief for brief in shown}
    gone: dict[str, Brief] = {}
    for path in public:
        old, new = changes[path][0], come.get(path)
        if old is None:  # a public article has a brief, unless the records belong to another state
            raise Unusual
        if new is not None and is_alike(old, new):
            del come[path]
        else:
            gone[path] = old
    if any(brief.type in PLAIN for brief in (*come.values(), *gone.values())):
        raise Unusual  # a plain page is added, removed or moved: few sites have a hundred of them
    if any(brief is not None and brief.withdrawn for change in changes.values() for brief in change):
        raise Unusual  # files for servers have its URL
    if any(
        brief.original or brief.elsewhere or brief.path in columns.translations
        for brief in (*come.values(), *gone.values())
    ):
        raise Unusual  # the other versions of a text link to it
    if any(brief.series for brief in (*come.values(), *gone.values())):
        raise Unusual  # the numbers of its parts may need a diagnostic
    if any(is_odd(brief, templates, config) for brief in (*come.values(), *gone.values())):
        raise Unusual  # something is to be said of it, or is to be said no more
    left = _left_out(columns.left_out, changes, left_out)
    same = ((path, *changes[path]) for path in public - gone.keys())
    later = {path: new for path, old, new in same if old and new and old.updated != new.updated}
    columns = _corrected(columns, order, later) if later else columns
    if not gone and not come:
        columns = columns if left == columns.left_out else msgspec.structs.replace(columns, left_out=left)
        return Amended(columns, order, public, frozenset(), is_planned=True)
    if len(gone) + len(come) > MOST or len(gone.keys() - come.keys()) > FEW:
        raise Unusual
    _refuse_what_is_pointed_to(columns, order, gone, come, files)
    newest_first = sorted(come.values(), key=lambda brief: (brief.time, brief.path), reverse=True)
    found = Amendment(columns, config, order, gone, newest_first)
    after = found.columns(briefs, microseconds(now), left)
    articles = frozenset(found.articles() | public | come.keys())
    return Amended(after, found.order_now, articles, frozenset(found.touched), moves=found.moves)


def _corrected(columns: Columns, order: Order, briefs: Mapping[str, Brief]) -> Columns:
    """Return the columns with the times of the last changes of some articles."""
    found = times_of(columns.changed).copy()
    for path, brief in briefs.items():
        if (row := order.row(path)) >= 0:  # not a plain page
            found[row] = brief.updated or brief.time
    return msgspec.structs.replace(columns, changed=found.tobytes())


def _left_out(left: LeftOut, changes: Mapping[str, Change], new: LeftOut) -> LeftOut:
    """Return which articles are left out now; `new` are those of the changed ones."""
    scheduled = [one for one in left.scheduled if one[1] not in changes]
    return LeftOut(
        drafts=tuple(sorted((*(path for path in left.drafts if path not in changes), *new.drafts))),
        expired=tuple(sorted((*(path for path in left.expired if path not in changes), *new.expired))),
        scheduled=tuple(sorted((*scheduled, *new.scheduled))),
        withdrawn=left.withdrawn,
    )


def _refuse_what_is_pointed_to(
    columns: Columns,
    every: Container[str],
    gone: Mapping[str, Brief],
    come: Mapping[str, Brief],
    files: Collection[str],
) -> None:
    """Raise Unusual if a link, a pick or a picture may have changed, or if a diagnostic is due."""

    def shown(paths: Iterable[str]) -> bool:
        return all(path in come or (path in every and path not in gone) for path in paths)

    if any(columns.pointed.get(path) for path in come.keys() ^ gone.keys()):
        raise Unusual
    uses = {path: brief.boxes for path, brief in gone.items() if brief.boxes}
    if uses != {path: brief.boxes for path, brief in come.items() if brief.boxes}:
        raise Unusual  # only the theme knows what is wrong with a use of a box, and what it points to
    wanted = {path for brief in come.values() for path in brief.files}
    for brief in come.values():
        boxed = {*filter(None, brief.boxed)}
        if brief.path in boxed or not shown(boxed):
            raise Unusual
        linked = (path for path in brief.links if path not in columns.plain)
        if brief.path in brief.picks or not shown(linked) or not shown(brief.picks):
            raise Unusual
    if not all((path in files or path in columns.named) and ending(path) in PICTURE_TYPES for path in wanted):
        raise Unusual
    if not all(wanted.issuperset(brief.files) for brief in gone.values()):  # other articles may show them as well
        raise Unusual
