"""The public articles with URL and names, each created when needed: planning goes by briefs, and never needs all.

Iterating over all stories reads all articles from the state; only checks may do that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import msgspec

from ssg.core.model import Article, Brief
from ssg.index.library import Library

# Cached stories: those of a few hundred pages. A whole archive would be 100 MB in each process.
_KEPT = 20_000


class Story(msgspec.Struct, frozen=True):
    """A public article with its URL (site-relative), category and the slugs of its names."""

    article: Article
    url: str
    category: str
    section: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    topic: str
    series: str
    versions: tuple[tuple[str, str], ...] = ()

    @property
    def path(self) -> str:
        """The article's path below `content/`, which is its identity."""
        return self.article.path


class Places(msgspec.Struct, frozen=True):
    """URL and category of public articles by path, and the slugs of the names as written.

    `sections` gives the main category of each category. `unusual` are the names of tags, authors and topics whose slug
    does not follow from the name alone. `translations` has the languages of a text with the path of each, by its path.
    """

    urls: Mapping[str, str]
    categories: Mapping[str, str]
    sections: dict[str, str]
    tags: dict[str, str]
    authors: dict[str, str]
    topics: dict[str, str]
    series: dict[str, str]
    unusual: frozenset[str] = frozenset()
    translations: dict[str, tuple[tuple[str, str], ...]] = {}


class Filing(NamedTuple):
    """Where an article is filed, as slugs. `section` is its main category. All are empty for a plain page."""

    category: str
    section: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    topic: str
    series: str
    versions: tuple[tuple[str, str], ...] = ()


_NOWHERE = Filing("", "", (), (), "", "")


def filing(places: Places, brief: Brief) -> Filing:
    """Return where a public article is filed."""
    category = places.categories.get(brief.path)
    versions = places.translations.get(brief.path, ())
    if category is None:
        return _NOWHERE._replace(versions=versions) if versions else _NOWHERE
    return Filing(
        category,
        places.sections[category],
        slugs(brief.authors, places.authors),
        slugs(brief.tags, places.tags),
        places.topics[brief.topic] if brief.topic else "",
        places.series[brief.series] if brief.series else "",
        versions,
    )


class Stories(Mapping[str, Story]):
    """Stories by path, newest first. Without a library only their paths are available."""

    def __init__(self, briefs: Mapping[str, Brief], places: Places, library: Library | None) -> None:
        """Create stories of `briefs`, with articles from `library`."""
        self._briefs = briefs
        self._places = places
        self._library = library
        self._made: dict[str, Story] = {}

    def read_from(self, library: Library) -> Stories:
        """Return the same stories, with articles from another library."""
        return Stories(self._briefs, self._places, library)

    def __reduce__(self) -> tuple[type[Stories], tuple[Mapping[str, Brief], Places, None]]:
        """Pickle without the library."""
        return Stories, (self._briefs, self._places, None)

    def __getitem__(self, path: str) -> Story:
        """Return the story of an article.

        Raises KeyError for one that is not public.
        """
        found = self._made.get(path)
        if found is None:
            if len(self._made) >= _KEPT:
                self._made.clear()
            found = self._made[path] = self._make(self._briefs[path])
        return found

    def _make(self, brief: Brief) -> Story:
        if self._library is None:
            raise LookupError("stories without a library")
        article = self._library.article(brief)
        return Story(article, self._places.urls[brief.path], *filing(self._places, brief))

    def __contains__(self, path: object) -> bool:
        """Return whether an article is public."""
        return path in self._briefs

    def __iter__(self) -> Iterator[str]:
        """Yield the paths, newest first."""
        return iter(self._briefs)

    def __len__(self) -> int:
        """Count the public articles."""
        return len(self._briefs)


def slugs(names: tuple[str, ...], known: dict[str, str]) -> tuple[str, ...]:
    """Return the slugs of names as written; two spellings of one name count once."""
    if len(names) == 1:
        return (known[names[0]],)
    return tuple(dict.fromkeys([known[name] for name in names]))
