"""Records what is read while a node is made. With the readers that build on it, it alone reads the index.

Every method returns a value and records the fact that determines it. A cached value is stored with its facts, which are
recorded again for each caller. Nothing here knows what a page looks like.
"""

from __future__ import annotations

import weakref
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache, partial
from typing import Any, TypeVar, cast

from ssg.core.config import Config
from ssg.core.errors import Place
from ssg.core.i18n import translations
from ssg.core.model import Article, Body, MediaFile
from ssg.core.theme import AssetFile
from ssg.core.trace import BETWEEN, Fact, Trace, joined, trace_of
from ssg.index import queries
from ssg.index.briefs import microseconds
from ssg.index.layouts import layout_of, photos_shown
from ssg.index.metadata import Metadata, metadata_of
from ssg.index.model import Category
from ssg.index.parts import part_of
from ssg.index.publicity import has_ended, status
from ssg.index.related.picked import related
from ssg.index.selected import Lists
from ssg.pages.recording import Recording
from ssg.pages.settings import Settings
from ssg.pages.source import Face, Source

_T = TypeVar("_T")
_MOST = 20_000
"""The values of a kind that are kept."""
_WORDS = {("CONFIG", "language"), ("CONFIG", "words")}


class Recorder:
    """Reads the index, and adds each fact to `facts`: the set of the node that is being made."""

    def __init__(self, source: Source) -> None:
        """Read from `source`; reads outside of `recording` are ignored."""
        self._source = source
        self._site = source.site
        self._lists = Lists(source.site)
        self.facts: set[Fact] = set()
        self.recording = partial(Recording, weakref.proxy(self))
        """Yields the set of facts that are read in a block, which are not added to the surrounding one."""
        self.fronts: set[tuple[str, int]] = set()
        """The lists and depths of which `at_front` was read."""
        given = source.site.config
        self._bases = given.base_url, given.base_path, given.base_url.removesuffix(given.base_path)
        self.config = cast("Config", Settings(given, "", weakref.proxy(self)))
        self._kept = OrderedDict[str, tuple[Any, frozenset[Fact]]]()
        self._now = microseconds(source.site.now)
        self._in_a_row = ""
        self._traces: dict[frozenset[Fact], frozenset[Fact]] = {}
        self._common: set[Fact] = set()
        self._metadata_of = lru_cache(_MOST)(partial(metadata_of, source.site))
        self._depths: dict[tuple[str, int], dict[str, int]] = {}

    def trace(self, facts: AbstractSet[Fact], subject: str) -> Trace:
        """Return the trace of a node that has read `facts`. Traces that many nodes share are one object."""
        found = trace_of(facts, subject, self._common)
        if len(self._traces) >= _MOST:
            self._traces.clear()
        return Trace(self._traces.setdefault(found.shared, found.shared), found.alone, found.about)

    def kept(self, name: str, make: Callable[[], _T]) -> _T:
        """Return the value of a name, computed once; each caller records the facts that it was made of.

        At most `_MOST` values are kept, those that were asked for last.
        """
        found = self._kept.get(name)
        if found is None:
            with self.recording() as facts:
                value = make()
            if len(self._kept) >= _MOST:
                self._kept.popitem(last=False)
            found = self._kept[name] = value, frozenset(facts)
        else:
            self._kept.move_to_end(name)
        self.facts |= found[1]
        kept: _T = found[0]
        return kept

    def in_a_row(self, name: str, make: Callable[[], _T]) -> _T:
        """Return a value that is asked for several times in a row, computed once; the next one takes its place.

        For what is large, or of no use to any other page.
        """
        if self._in_a_row != name:
            self._kept.pop("in a row", None)
            self._in_a_row = name
        return self.kept("in a row", make)

    def gettext(self, message: str) -> str:
        """Translate our own words into the site's language."""
        self.facts |= _WORDS
        return self._source.words.gettext(message)

    def gettext_in(self, language: str, message: str) -> str:
        """Translate words of our own into a page's language; an empty one is the site's."""
        own = self.gettext(message)
        return translations(language).gettext(message) if language else own

    def article(self, path: str) -> Article:
        """Return a public article without its body.

        Raises KeyError for any other.
        """
        self.facts.add(("TEXT", path))
        return self._source.library.article(self._site.briefs[path])

    def body(self, path: str) -> Body:
        """Return the body of a public article; raises as `article`."""
        self.facts.add(("TEXT", path))
        return self._source.library.body(self._site.briefs[path])

    def face(self, path: str) -> Face:
        """Return what other pages show of a public article; raises as `article`."""
        self.facts.add(("CARD", path))
        brief = self._site.briefs[path]
        article, layout = self._source.library.article(brief), layout_of(self._site, brief)
        return Face(
            *(article.title, article.date, article.summary or article.lede, article.picture, article.updated),
            *(article.type, article.has_time, article.audio),
            layout,
            photos_shown(brief, layout) if layout else 0,
            has_ended(brief, self._now),
            brief.guard and brief.guard.partition(" ")[0],
        )

    def metadata(self, path: str) -> Metadata:
        """Return where a public article is filed, and its times; raises as `article`."""
        self.facts.add(("METADATA", path))
        return self._metadata_of(path)

    def title(self, path: str) -> str:
        """Return the title of a public article; raises as `article`."""
        self.facts.add(("LINK", path))
        return self._site.briefs[path].title

    def address(self, path: str) -> str:
        """Return the site-relative URL of an article; empty for one that is not public."""
        self.facts.add(("ADDRESS", path))
        return self._site.places.urls.get(path, "")

    def exists(self, path: str) -> bool:
        """Return whether an article is public."""
        return self.address(path) != ""

    def status(self, path: str) -> str:
        """Return `draft`, `scheduled` or `expired` for an article that only preview builds show."""
        self.facts.add(("STATUS", path))
        return status(self._site.briefs[path], self._now)

    @property
    def preview_build(self) -> bool:
        """Return whether this is a preview build, which search engines must not see."""
        self.facts.add(("AUDIENCE", ""))
        return self._site.preview_build

    def told(self, name: str) -> str:
        """Return the name of the public part of a list, or of a kind of lists, for feeds and sitemaps."""
        return f"{queries.PUBLIC}{name}" if self.preview_build else name

    def neighbours(self, path: str) -> tuple[str, str]:
        """Return the next newer and the next older article of the same category; empty if there is none."""
        self.facts.add(("NEIGHBOURS", path))
        return self._site.neighbours[path]

    def related(self, path: str, count: int) -> tuple[str, ...]:
        """Return up to `count` related articles: the hand-picked ones, then those that were found, the best first."""
        self.facts.add(("RELATED", path))
        return related(self._site, path, count)

    def media(self, path: str) -> MediaFile | None:
        """Return the file that articles name by a path; None if it is missing or not shown."""
        self.facts.add(("MEDIA", path))
        return queries.media(self._site, path)

    def original(self, path: str) -> bytes:
        """Return the bytes of a picture beside the articles.

        Raises SiteProblem where they cannot be read.
        """
        self.facts.add(("MEDIA", path))
        return self._source.original(path)

    def asset(self, name: str) -> AssetFile | None:
        """Return a file of the theme below `templates/assets/`."""
        self.facts.add(("ASSET", name))
        return self._source.assets.get(name)

    def data(self, name: str) -> Any:  # noqa: ANN401 - plain data of the site's own making
        """Return a data file.

        Raises KeyError where there is none.
        """
        self.facts.add(("DATA", name))
        return self._source.data[name]

    def category_of(self, slug: str) -> Category:
        """Return a category.

        Raises KeyError where there is none.
        """
        self.facts.add(("NAME", f"category{BETWEEN}{slug}"))
        return self._site.categories[slug]

    def line(self, slug: str) -> tuple[str, ...]:
        """Return the slugs from the main category down to a category itself."""
        found = [slug]
        while parent := self.category_of(found[0]).parent:
            found.insert(0, parent)
        return tuple(found)

    def name(self, kind: str, slug: str) -> str:
        """Return the name of a tag, author or topic; raises as `category_of`."""
        self.facts.add(("NAME", f"{kind}{BETWEEN}{slug}"))
        return queries.groups(self._site, kind)[slug].name

    def slug(self, kind: str, name: str) -> str:
        """Return the slug of a category, tag, author or topic by name in any spelling, or by slug; empty: none."""
        self.facts.add(("SLUG", joined(kind, name)))
        return queries.slug_of(self._site, kind, name)

    def names(self, kind: str, least: int = 1) -> tuple[str, ...]:
        """Return the slugs of all categories, tags, authors, topics or months with at least `least` articles."""
        self.facts.add(("NAMES", joined(kind, least)))
        return queries.names(self._site, kind, least)

    def slice(self, name: str, number: int, size: int = 0) -> Sequence[str]:
        """Return a page of a list: 0 is the front page, the others are numbered from the oldest.

        A page has `size` articles; unless given, as many as `site.toml` says.
        """
        size = size or self.config.per_page
        self.facts.add(("SLICE", joined(name, number, size)))
        return part_of(self._lists(name), number, size)

    def count(self, name: str) -> int:
        """Return the number of articles in a list."""
        self.facts.add(("COUNT", name))
        return len(self._lists(name))

    def front(self, name: str, most: int) -> Sequence[str]:
        """Return the newest articles of a list, `most` at most."""
        self.facts.add(("FRONT", f"{name}{BETWEEN}{most}"))
        return self._lists(name)[:most]

    def at_front(self, name: str, path: str, depth: int) -> int | None:
        """Return an article's position (from 0) among the first `depth` of a list; None if it is not among them.

        Its neighbours do not matter: that is why one new article does not affect the pages of an archive.
        """
        self.facts.add(("AT_FRONT", f"{name}{BETWEEN}{path}{BETWEEN}{depth}"))
        self.fronts.add((name, depth))
        found = self._depths.get((name, depth))
        if found is None:
            first = self._lists(name)[:depth]
            found = self._depths[name, depth] = {other: place for place, other in enumerate(first)}
        return found.get(path)

    def after(self, name: str, path: str, depth: int) -> Sequence[str]:
        """Return up to `depth` articles that follow one in a list: those that are older."""
        self.facts.add(("AFTER", joined(name, path, depth)))
        return queries.after(self._site, name, path, depth)

    stamps: Callable[[Fact], str]
    """Returns the stamp of a fact; set by the creator of the reader."""
    render_box: Callable[[str, Mapping[str, object], str, str, Place], str]
    """Renders a box: its template, arguments, content, language, and where it is used. Set likewise."""

    def query(self, name: str, *arguments: str | int) -> Any:  # noqa: ANN401 - see `ssg/index/queries.py`
        """Ask one of `QUERIES`."""
        self.facts.add(("QUERY", joined(name, *arguments)))
        return queries.QUERIES[name].answer(self._site, *map(str, arguments))

    def printed(self, name: str) -> int:
        """Return the number of articles in a block on an article page; 0 if the theme does not print it there."""
        self.facts |= {("CONFIG", f"blocks.{name}.count"), ("TEMPLATE", "article.html")}
        return self._source.printed.get(name, 0)
