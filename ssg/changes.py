"""Works out which pages may be others than those published last, so that a build need not work out the keys of all.

An archive's pages go by little of what a newsroom does in an hour: a new article is on its own page, on those of its
neighbours and of articles that it is related to, and in its lists. Those are named here, rather too many than too few;
every other page of such a kind (`PageKind.about`) has the key that it had. Where something unusual has happened (an
article is gone, or moved to another place in the order), the answer is that any page may be another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from ssg.core.digest import digest_of
from ssg.core.model import Brief
from ssg.press import Press
from ssg.site.briefs import microseconds
from ssg.site.categories import ancestors
from ssg.site.model import Group, Site
from ssg.texts import Edit

About = tuple[str, str]
"""What a page is about: "article" and a path, or the kind of a list and the slug of what it lists."""


class Names(msgspec.Struct, frozen=True):
    """What pages of one publication go by besides articles: templates and the menu, and what names there are.

    By kind of name (tag, author, topic): the slug of each spelling, and what pages say of each slug.
    """

    salts: str
    categories: str
    slugs: dict[str, dict[str, str]]
    said: dict[str, dict[str, str]]


def names_of(press: Press) -> Names:
    """Give the names of the edition that is on the press."""
    stamps, site = press.stamps, press.forme.site
    places = site.places
    return Names(
        digest_of(press.salts),
        digest_of(site.categories),
        {"tag": places.tags, "author": places.authors, "topic": places.topics},
        {
            "tag": {slug: group.name for slug, group in site.tags.items()},
            "author": {slug: stamps.person(slug) for slug in site.authors},
            "topic": {slug: group.name for slug, group in site.topics.items()},
        },
    )


def touched(
    site: Site, edits: Iterable[Edit] | None, related: frozenset[str], before: Names | None, now: Names
) -> frozenset[About] | None:
    """Name all that may be another, None if that may be anything.

    `before` are the names of the last publication, None if something else than articles has changed since. `edits` are
    the articles that have, None if that is not known; `related` those whose list of related ones has.
    """
    if before is None or edits is None or (before.salts, before.categories) != (now.salts, now.categories):
        return None
    at = microseconds(site.now)
    seen = [edit for edit in edits if edit.now.path in site.briefs or not _was_never_seen(edit, at)]
    if not all(_stays_in_place(edit, site) for edit in seen):
        return None
    paths = {edit.now.path for edit in seen}
    groups = set(_renamed(before, now))
    found: set[About] = set()
    for edit in seen:
        lists = {*_groups_of(edit.before, before), *_groups_of(edit.now, now)}
        found.update(lists, _lists_of(edit, site))
        groups.update(about for about in lists if about[0] == "topic")  # their strips
        found.update(("article", path) for path in (edit.now.path, *site.neighbours[edit.now.path]))
    found.update(("article", path) for path in related)
    found.update(("article", path) for path in _pointing_to(site, paths))
    for kind, slug in groups:
        group = _group(site, kind, slug)
        found.add((kind, slug))
        found.update(("article", path) for path in (group.paths if group else ()))
    return frozenset(found)


def _was_never_seen(edit: Edit, at: int) -> bool:
    """Say whether an article was and is a draft, or not out yet."""
    return all(brief is None or brief.draft or brief.time > at for brief in edit)


def _stays_in_place(edit: Edit, site: Site) -> bool:
    """Say whether an article that is public now was at the same place in all lists, or nowhere."""
    before, now = edit
    if now.path not in site.briefs:
        return False
    if before is None:
        return True
    return (before.time, before.day, before.category) == (now.time, now.day, now.category)


def _lists_of(edit: Edit, site: Site) -> Iterator[About]:
    """The categories and the month that an article is in."""
    for slug in ancestors(site.categories, site.places.categories[edit.now.path]):
        yield "category", slug
    yield "month", f"{edit.now.day // 10_000:04d}-{edit.now.day // 100 % 100:02d}"


def _groups_of(brief: Brief | None, names: Names) -> Iterator[About]:
    """The groups that an article was in when names were such; a hidden one may have names that none is known by."""
    if brief is None:
        return
    for kind, written in (("tag", brief.tags), ("author", brief.authors), ("topic", (brief.topic,))):
        slugs = names.slugs[kind]
        yield from ((kind, slugs[name]) for name in written if name in slugs)


def _renamed(before: Names, now: Names) -> Iterator[About]:
    """The groups that have another name or slug, or were not there."""
    for kind, said in now.said.items():
        known = before.said[kind]
        yield from ((kind, slug) for slug, text in said.items() if known.get(slug) != text)
        known = before.slugs[kind]
        for name, slug in now.slugs[kind].items():
            if known.get(name, slug) != slug:
                yield kind, slug
                yield kind, known[name]


def _group(site: Site, kind: str, slug: str) -> Group | None:
    groups: Mapping[str, Group] = {"tag": site.tags, "author": site.authors, "topic": site.topics}[kind]
    return groups.get(slug)


def _pointing_to(site: Site, paths: set[str]) -> Iterator[str]:
    """The articles that link to one of some, or show it as related."""
    for brief in site.briefs.values():
        pointed = brief.links or brief.picks
        if pointed and not (paths.isdisjoint(brief.links) and paths.isdisjoint(brief.picks)):
            yield brief.path
    yield from site.related.showing(paths)
