"""The categories of an import: those of its head, and others that items name. Pure.

An item names a category by the slug or the name of the old system; its slug in the new site is one that ssg can have.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import unquote

import msgspec

from ssg.core.config import Config
from ssg.core.reserved import free
from ssg.core.text.scripts import slug_of
from ssg.core.text.slug import clean, identity
from ssg.importing.model import Term


class Categories:
    """All categories that are known, by what items write."""

    def __init__(self, terms: Iterable[Term], config: Config | None) -> None:
        """Take the categories of the head, and the new site's own."""
        self._by: dict[str, Term] = {}
        self._slugs: dict[str, Term] = {}
        self._used: set[str] = set()
        for one in config.categories if config is not None else ():
            self._add(Term(name=one.name, slug=one.slug))
        for term in [self._add(term) for term in terms]:  # a parent may stand after what lies below it
            above = self.of(term.parent) if term.parent else None
            self._slugs[term.slug] = msgspec.structs.replace(term, parent=above.slug if above is not None else "")

    def __contains__(self, written: str) -> bool:
        """Return whether a category is known."""
        return self._found(written) is not None

    def of(self, written: str) -> Term:
        """Return a category by what an item writes; one that is not known yet is added."""
        found = self._found(written)
        return found if found is not None else self._add(Term(name=clean(unquote(written))))

    @property
    def all(self) -> tuple[Term, ...]:
        """All categories, with slugs of the new site, `parent` likewise."""
        return tuple(self._slugs.values())

    def use(self, slug: str) -> None:
        """Note that an article is in a category."""
        while slug and slug not in self._used and slug in self._slugs:
            self._used.add(slug)
            slug = self._slugs[slug].parent

    @property
    def used(self) -> tuple[Term, ...]:
        """The categories that articles are in, and those above them."""
        return tuple(term for slug, term in self._slugs.items() if slug in self._used)

    def _found(self, written: str) -> Term | None:
        return self._by.get(written) or self._by.get(identity(written))

    def _add(self, term: Term) -> Term:
        slug = free(slug_of(unquote(term.slug)) or slug_of(term.name) or "tin-tuc")
        if slug in self._slugs:
            kept = self._slugs[slug]
            self._by.setdefault(identity(term.name), kept)
            self._by.setdefault(term.slug or slug, kept)
            return kept
        kept = msgspec.structs.replace(term, name=clean(term.name) or slug, slug=slug)
        self._slugs[slug] = kept
        self._by[term.slug or slug] = kept
        self._by.setdefault(identity(kept.name), kept)
        return kept
