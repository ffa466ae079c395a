"""Stamps: short texts that are equal when, and only when, what they stand for is equal. Keys of pages are made of them.

A stamp costs a microsecond or two and is made of digests that exist already. It must hold all that a view takes from
the thing that it stands for; `tests/test_incremental.py` hunts for what one forgot.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from ssg.core.digest import digest_bytes, digest_of
from ssg.core.model import Brief
from ssg.pages.desk import Desk
from ssg.site.categories import ancestors
from ssg.site.stories import slugs

US = "\x1f"


class Stamps:
    """The stamps of one build; those of names are made once."""

    def __init__(self, desk: Desk) -> None:
        """Stamp what is on this desk."""
        self.desk = desk
        self._assets: dict[str, str] = {}
        self._cards: dict[str, str] = {}
        self._lines: dict[str, str] = {}
        self._people: dict[str, str] = {}

    @cached_property
    def config(self) -> str:
        """All of `site.toml` that pages are made of, and the menu."""
        return digest_of((self.desk.config.printed, self.desk.view))

    def asset(self, name: str) -> str:
        """The bytes of a file of the theme."""
        found = self._assets.get(name)
        if found is None:
            file = self.desk.assets.get(name)
            found = self._assets[name] = digest_bytes(file.data) if file else ""
        return found

    def card(self, path: str) -> str:
        """What other pages show of an article."""
        found = self._cards.get(path)
        if found is None:
            brief, places = self.desk.site.briefs[path], self.desk.site.places
            line = self.line(places.categories[path])
            found = f"{places.urls[path]} {brief.face} {line} {self.media(brief.picture)}"
            self._cards[path] = found
        return found

    def cards(self, paths: Sequence[str]) -> str:
        """What a list shows."""
        return US.join([self.card(path) for path in paths])

    def entry(self, path: str) -> str:
        """What a feed shows of an article, but its text."""
        brief = self.desk.site.briefs[path]
        return f"{self.card(path)} {self.names(brief)} {brief.id}"

    def whole(self, path: str) -> str:
        """All of an article."""
        brief = self.desk.site.briefs[path]
        return f"{brief.key} {self.card(path)} {self.names(brief)} {self.references(brief)}"

    def line(self, slug: str) -> str:
        """A category, with those above it."""
        found = self._lines.get(slug)
        if found is None:
            categories = self.desk.site.categories
            found = US.join(f"{s} {categories[s].name}" for s in ancestors(categories, slug))
            self._lines[slug] = found
        return found

    def person(self, slug: str) -> str:
        """An author."""
        found = self._people.get(slug)
        if found is None:
            found = self._people[slug] = digest_of(self.desk.person(slug))
        return found

    def media(self, path: str) -> str:
        """The bytes of a file beside the articles; what is said of it is in the article."""
        found = self.desk.site.media.get(path) if path else None
        return found.digest if found else ""

    def link(self, path: str) -> str:
        """A link to an article by its title."""
        return f"{self.desk.site.places.urls[path]} {self.desk.site.briefs[path].title}" if path else ""

    def names(self, brief: Brief) -> str:
        """Authors, tags and topic of an article."""
        site, places = self.desk.site, self.desk.site.places
        parts = [self.person(slug) for slug in slugs(brief.authors, places.authors)]
        parts += [f"{slug} {site.tags[slug].name}" for slug in slugs(brief.tags, places.tags)]
        if brief.topic:
            slug = places.topics[brief.topic]
            parts.append(f"{slug} {site.topics[slug].name}")
        return US.join(parts)

    def references(self, brief: Brief) -> str:
        """What an article's text points to."""
        if not brief.links and not brief.files:
            return ""
        links = self.desk.site.places.urls
        return US.join([*(links.get(path, "") for path in brief.links), *map(self.media, brief.files)])
