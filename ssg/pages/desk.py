"""The desk at which views are made: the site, the bodies, and the few small views that every page shares.

Shared views are made once a build and kept here. Nothing here renders, and nothing here outlives the build.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from html import escape
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

import msgspec

from ssg.core.model import Body, MediaFile, Picture
from ssg.core.theme import AssetFile
from ssg.pages.letterhead import Letterhead
from ssg.pages.search.spans import Span, spans_of
from ssg.pages.views.feeds import FeedEntry
from ssg.pages.views.shared import Card, Link, Person, PictureView
from ssg.site import urls
from ssg.site.addresses import below
from ssg.site.briefs import microseconds
from ssg.site.library import Library
from ssg.site.model import Site
from ssg.site.pictures import shapes, srcset
from ssg.site.publicity import status
from ssg.site.stories import Story
from ssg.site.targets import fragment, is_remote, resolve_body, target_path
from ssg.site.taxonomy import same_name

# Cards kept at hand: those of a few hundred pages. All of an archive would be 100 MB in each worker.
_KEPT = 20_000


def _no_original(path: str) -> bytes:
    raise LookupError(path)


class Desk(Letterhead):
    """What view functions read from."""

    def __init__(
        self,
        site: Site,
        library: Library,
        words: gettext.NullTranslations,
        assets: Mapping[str, AssetFile] = MappingProxyType({}),
        printed: Iterable[tuple[str, int]] = (),
        original: Callable[[str], bytes] = _no_original,
    ) -> None:
        """Work for one build of `site`, with bodies from `library`, in the language of `words`.

        `assets` are the theme's: pictures are drawn with its fonts and of its logo. `printed` has the blocks that an
        article's page prints, with the count that its template gives (0: none). `original` reads a picture beside the
        articles by its path.
        """
        super().__init__(site, words, assets)
        self.original = original
        self._library = library
        self.entries: dict[str, FeedEntry] = {}
        self._cards: dict[str, Card] = {}
        self._people: dict[str, Person] = {}
        self._sets: dict[str, str] = {}
        self._positions: dict[str, dict[str, int]] = {}
        self._shared: tuple[str, Any] = ("", None)
        self._names: dict[str, str] = {}
        self._printed: dict[str, int] = {}
        for name, asked in printed:
            if name in self.config.blocks:
                wanted = asked or self.config.blocks[name].count
                self._printed[name] = max(wanted, self._printed.get(name, 0))
        # What the blocks of the article in work leave out, by its path; `ssg.pages.blocks.distinct` keeps it.
        self.repeats: dict[str, set[str]] = {}

    def bodies(self, path: str) -> Body:
        """Give an article's body by path: only what a page really shows."""
        return self._library.body(self.site.briefs[path])

    def shared(self, name: str, make: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever was made
        """Give what several pages are cut from, making it once for as long as they follow one another."""
        if self._shared[0] != name:
            self._shared = name, make()
        return self._shared[1]

    def once(self, name: str, make: Callable[[], str]) -> str:
        """Give a short text that costs a pass over many articles, making it once a build."""
        found = self._names.get(name)
        if found is None:
            found = self._names[name] = make()
        return found

    @cached_property
    def spans(self) -> dict[str, Span]:
        """The spans of months that are indexed together for the search, by name; the newest first."""
        return {span.name: span for span in spans_of(self.site.by_month, texts=self.config.search.body)}

    @cached_property
    def topic_slugs(self) -> dict[str, str]:
        """The slug of each topic, by the key of its name (`same_name`) and by itself."""
        topics = self.site.topics.values()
        return {same_name(group.name): group.slug for group in topics} | {group.slug: group.slug for group in topics}

    @cached_property
    def menu_urls(self) -> frozenset[str]:
        """Every URL that the menu leads to."""
        menu = self.view.menu
        children = (child.url for item in menu for child in item.children)
        return frozenset((*(item.url for item in menu), *children, self.view.search))

    def positions(self, slug: str) -> dict[str, int]:
        """Where each article stands in the list of a category, which begins with the newest. Made when first asked."""
        found = self._positions.get(slug)
        if found is None:
            found = {path: place for place, path in enumerate(self.site.by_category[slug])}
            self._positions[slug] = found
        return found

    def printed(self, name: str) -> int:
        """How many articles a block shows on an article's page; 0 where the theme does not print it there."""
        return self._printed.get(name, 0)

    def tag(self, slug: str) -> Link:
        """The link to a tag's page."""
        return Link(self.site.tags[slug].name, self.href(urls.tag_url(slug)))

    def topic(self, slug: str) -> Link:
        """The link to a topic's page."""
        return Link(self.site.topics[slug].name, self.href(urls.topic_url(slug)))

    def person(self, slug: str) -> Person:
        """An author, with what `site.toml` says of them."""
        if slug not in self._people:
            name = self.site.authors[slug].name
            said = next((a for a in self.config.authors if same_name(a.name) == same_name(name)), None)
            self._people[slug] = Person(
                name=name,
                url=self.href(urls.author_url(slug)),
                role=said.role if said else "",
                bio=said.bio if said else "",
                email=said.email if said else "",
                photo=self.picture("", Picture(said.photo, alt=name)) if said and said.photo else None,
                elsewhere=said.url if said else "",
            )
        return self._people[slug]

    def card(self, path: str) -> Card:
        """What other pages may know of an article."""
        found = self._cards.get(path)
        if found is None:
            if len(self._cards) >= _KEPT:
                self._cards.clear()
            story = self.site.stories[path]
            article = story.article
            found = self._cards[path] = Card(
                url=self.href(story.url),
                title=article.title,
                date=article.date,
                category=self.category(story.category),
                summary=self.summary(story),
                picture=self.picture(path, article.picture),
                updated=article.updated,
                type=article.type,
            )
        return found

    def section(self, path: str) -> str:
        """The slug of the main category of an article."""
        return self.site.places.sections[self.site.places.categories[path]]

    def topic_of(self, path: str) -> str:
        """The slug of an article's topic, or nothing."""
        topic = self.site.briefs[path].topic
        return self.site.places.topics[topic] if topic else ""

    def summary(self, story: Story) -> str:
        """The sapo, or the beginning of the text where the article has none."""
        return story.article.summary or story.article.lede

    def picture(self, base: str, picture: Picture | None) -> PictureView | None:
        """Resolve a picture named in the article `base`; None where there is none."""
        if picture is None or not picture.src:
            return None
        url, width, height, srcset = picture.src, 0, 0, ""
        if not is_remote(picture.src):
            found = self.media_of(base, picture.src)
            if found is None:
                return None
            url, width, height, srcset = self.href(found.url), found.width, found.height, self.srcset(found)
        alt = picture.alt or picture.caption
        return PictureView(url, width, height, alt, picture.caption, picture.credit, picture.focus, srcset)

    def srcset(self, media: MediaFile) -> str:
        """The smaller copies of a picture, as HTML's `srcset`."""
        found = self._sets.get(media.path)
        if found is None:
            if len(self._sets) >= _KEPT:
                self._sets.clear()
            found = self._sets[media.path] = srcset(media, self.config.pictures, self.config.base_path)
        return found

    def pictures_to_share(self, path: str, picture: PictureView | None) -> tuple[PictureView, ...]:
        """The pictures that an article is shared with: its own in several shapes, the widest first, or a drawn one."""
        brief = self.site.briefs[path]
        if picture is None:
            return (self._drawn(self.site.places.urls[path], brief.title),) if self.config.share.draw else ()
        media = self.site.media.get(brief.picture)
        found = shapes(media, brief.focus, self.config.pictures) if media else ()
        cut = tuple(
            msgspec.structs.replace(picture, url=self.href(one.url), width=one.width, height=one.height, srcset="")
            for one in found
        )
        return cut or (picture,)

    def media_of(self, base: str, src: str) -> MediaFile | None:
        """Find a picture named in the article `base` among the files beside the articles."""
        return None if not src or is_remote(src) else self.site.media.get(target_path(base, src))

    @cached_property
    def _now(self) -> int:
        return microseconds(self.site.now)

    def status(self, path: str) -> str:
        """`draft`, `scheduled` or `expired` for an article that is only shown because a build asked for it."""
        return status(self.site.briefs[path], self._now)

    def text(self, story: Story, *, copies: bool = True) -> str:
        """An article's text as HTML, with all its references resolved."""
        html = below(self.bodies(story.path).html, self.config.base_path)
        return resolve_body(html, self.references(story, copies=copies))

    def references(self, story: Story, *, copies: bool = True) -> dict[int, str | None]:
        """Resolve what an article's text points to, each value ready to stand in a double-quoted attribute.

        A picture brings its size with it, and its smaller copies (`copies`), but for those who read it elsewhere.
        """
        return {
            number: self._reference(story.path, ref.kind, ref.target, copies)
            for number, ref in enumerate(story.article.refs)
        }

    def _reference(self, base: str, kind: str, target: str, copies: bool) -> str | None:
        path = target_path(base, target)
        if kind == "link":
            url = self.site.places.urls.get(path)
            return None if url is None else escape(self.href(url) + _quoted(fragment(target)))
        media = self.site.media.get(path)
        if media is None:
            return None
        url = escape(self.href(media.url) + _quoted(fragment(target)))
        if kind != "image" or not media.width:
            return url
        size = f'" width="{media.width}" height="{media.height}'
        smaller = self.srcset(media) if copies else ""
        return f'{url}" srcset="{smaller}" sizes="{self._sizes}{size}' if smaller else url + size

    @cached_property
    def _sizes(self) -> str:
        return escape(self.config.pictures.sizes)


def _quoted(part: str) -> str:
    return "#" + quote(part[1:], safe="-._~!$&'()*+,;=:@/?%") if part else ""
