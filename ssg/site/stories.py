"""The public articles in their places, each made when it is asked for: planning goes by briefs, and never needs all.

Going through all stories reads all articles from the memory; only checks may do that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from ssg.core.model import Article, Brief
from ssg.site.library import Library

# Stories at hand: those of a few hundred pages. All of an archive would be 100 MB in each process.
_KEPT = 20_000


class Story(msgspec.Struct, frozen=True):
    """A public article in its place: its URL (site-relative), category and the slugs of what it belongs to."""

    article: Article
    url: str
    category: str
    section: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    topic: str

    @property
    def path(self) -> str:
        """The article's path below `content/`, which is its identity."""
        return self.article.path


class Places(msgspec.Struct, frozen=True):
    """Where the public articles stand: URL and category by path, and the slugs of the names that they are written with.

    `sections` gives the main category of each category.
    """

    urls: dict[str, str]
    categories: dict[str, str]
    sections: dict[str, str]
    tags: dict[str, str]
    authors: dict[str, str]
    topics: dict[str, str]


class Stories(Mapping[str, Story]):
    """Stories by path, newest first. Without a library only their paths can be had."""

    def __init__(self, briefs: dict[str, Brief], places: Places, library: Library | None) -> None:
        """Make stories of `briefs`, with articles from `library`."""
        self._briefs = briefs
        self._places = places
        self._library = library
        self._made: dict[str, Story] = {}

    def read_from(self, library: Library) -> Stories:
        """Give the same stories, with articles from another library."""
        return Stories(self._briefs, self._places, library)

    def __reduce__(self) -> tuple[type[Stories], tuple[dict[str, Brief], Places, None]]:
        """Leave the library behind."""
        return Stories, (self._briefs, self._places, None)

    def __getitem__(self, path: str) -> Story:
        """Give the story of an article.

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
        places, category = self._places, self._places.categories[brief.path]
        return Story(
            article=self._library.article(brief),
            url=places.urls[brief.path],
            category=category,
            section=places.sections[category],
            authors=slugs(brief.authors, places.authors),
            tags=slugs(brief.tags, places.tags),
            topic=places.topics[brief.topic] if brief.topic else "",
        )

    def __contains__(self, path: object) -> bool:
        """Say whether an article is public."""
        return path in self._briefs

    def __iter__(self) -> Iterator[str]:
        """Give the paths, newest first."""
        return iter(self._briefs)

    def __len__(self) -> int:
        """Count the public articles."""
        return len(self._briefs)


def slugs(names: tuple[str, ...], known: dict[str, str]) -> tuple[str, ...]:
    """The slugs of names as written; two spellings of one name count once."""
    if len(names) == 1:
        return (known[names[0]],)
    return tuple(dict.fromkeys([known[name] for name in names]))
