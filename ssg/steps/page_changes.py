"""Finds the pages that are added and removed when a few articles change. Plans no others, and renders none.

Pages of an article, a list or a file depend on it alone (`Each`), so those of touched subjects are planned twice:
before and after the change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from gettext import NullTranslations
from typing import NamedTuple, Protocol

from ssg.core.model import Brief
from ssg.core.text.paths import clash_key
from ssg.core.trace import Touched
from ssg.index.amend import Change
from ssg.index.library import Library
from ssg.index.model import Site
from ssg.index.redirects import Move, concerned
from ssg.inputs import Inputs
from ssg.pages.kinds import KINDS
from ssg.pages.model import Page
from ssg.render.assets import Assets
from ssg.steps.edition import is_free_of_clashes, outputs_beside, plan_touched_pages
from ssg.steps.pages import PageChange


class Outputs(Protocol):
    """The outputs of all pages of an edition, which are looked up."""

    def has_page(self, output: str) -> bool:
        """Return whether there is a page with an output."""

    def in_the_way(self, key: str) -> Iterator[str]:
        """Yield the outputs that a disk may take for a new one with this `clash_key`, or for a folder of either."""


class Former(NamedTuple):
    """The last publication: the site, the outputs of its pages, the files that it shows, and all its redirects."""

    site: Site
    outputs: Outputs
    shown: frozenset[str]
    moves: tuple[Move, ...]


def page_change(
    former: Former,
    site: Site,
    touched: Touched,
    changes: Mapping[str, Change],
    inputs: Inputs,
    library: Library,
    assets: Assets,
    words: NullTranslations,
) -> PageChange | None:
    """Return the pages that are added and removed between the `former` site and this one.

    None if other pages may be affected: then all are planned.
    """
    if not _own_alone(former.shown, changes):
        return None
    old = plan_touched_pages(inputs, former.site, library, words, touched)
    new = plan_touched_pages(inputs, site, library, words, touched)
    come = [page for output, page in new.items() if output not in old or old[output].identity != page.identity]
    gone = {output: page for output, page in old.items() if output not in new or page.identity != new[output].identity}
    coming = frozenset(page.output for page in come)
    has_page = former.outputs.has_page
    if not all(map(has_page, gone)) or any(map(has_page, coming - gone.keys())):
        return None
    if concerned(former.moves, (*gone, *coming)) or not is_free_of_clashes(inputs, site, coming, assets):
        return None
    others = set(outputs_beside(inputs, site, assets)).difference(outputs_beside(inputs, former.site, assets))
    ways = (former.outputs.in_the_way(clash_key(output)) for output in (*coming, *others))
    if any(output not in gone for way in ways for output in way):
        return None
    return PageChange(tuple(come), frozenset(gone), _readable(come) - _readable(gone.values()))


def _own_alone(shown: frozenset[str], changes: Mapping[str, Change]) -> bool:
    """Return whether only the pages of changed articles, their lists and their new files can differ.

    Redirects are checked against all pages, and the copies of a picture go by all articles that have it as their own.
    """
    leads: Counter[tuple[str, str]] = Counter()
    for old, new in changes.values():
        if any(brief is not None and brief.aliases for brief in (old, new)):
            return False
        leads.update(_lead(old))
        leads.subtract(_lead(new))
    return not any(count and picture in shown for (picture, _), count in leads.items())


def _lead(brief: Brief | None) -> list[tuple[str, str]]:
    return [] if brief is None or not brief.picture else [(brief.picture, brief.focus)]


def _readable(pages: Iterable[Page]) -> int:
    return sum(KINDS[page.kind].is_page for page in pages)
