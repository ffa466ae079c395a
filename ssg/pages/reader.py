"""What views read: values of the index, and the small views that many pages share. All reads are recorded.

A view gets a reader and nothing else, so that it depends exactly on what it reads. Nothing here renders, and nothing
outlives the build.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property, partial
from html import escape

from ssg.content.markdown.box_use import KIND
from ssg.core.model import PLAIN, SECTION, Article, Audio, MediaFile, Picture
from ssg.core.text.sound import audio_type, clock_of
from ssg.index import queries, urls
from ssg.index.boxes import FOLDER, Box
from ssg.index.layouts import fits, made_for
from ssg.index.pictures import distinct, largest, srcset
from ssg.index.queries import author_config
from ssg.index.targets import behind, fragment, is_remote, target_path
from ssg.index.taxonomy import same_name
from ssg.pages.boxes import quoted
from ssg.pages.details import DetailReader, Details
from ssg.pages.picture_addresses import address_of, cut_for_sharing, notes_in_text, view_of, view_of_file
from ssg.pages.source import Source
from ssg.pages.views.shared import AudioView, Card, Link, Person, PictureView


class Reader(DetailReader):
    """The source of views."""

    @cached_property
    def _menu_urls(self) -> frozenset[str]:
        menu = (*self._view.menu, *self._view.footer)
        children = (child.url for item in menu for child in item.children)
        return frozenset((*(item.url for item in menu), *children, self._view.search))

    def is_in_menu(self, url: str) -> bool:
        """Return whether the menu leads to a URL."""
        self.facts.add(("SITE", ""))
        return url in self._menu_urls

    def tag(self, slug: str) -> Link:
        """Return the link to a tag's page."""
        return Link(self.name("tag", slug), self.href(urls.tag_url(slug)))

    def topic(self, slug: str) -> Link:
        """Return the link to a topic's page."""
        return Link(self.name("topic", slug), self.href(urls.topic_url(slug)))

    def topic_summary(self, slug: str) -> str:
        """Return the summary of a topic in `site.toml`."""
        key = same_name(self.name("topic", slug))
        return next((t.summary for t in self._site.config.topics if same_name(t.name) == key), "")

    def person(self, slug: str) -> Person:
        """Return an author, with their entry in `site.toml`."""
        return self.kept(f"person {slug}", partial(self._person, slug))

    def _person(self, slug: str) -> Person:
        name = self.name("author", slug)
        said = author_config(self._site.config, name)  # included in the fact of the name
        return Person(
            name=name,
            url=self.href(urls.author_url(slug)),
            role=said.role if said else "",
            bio=said.bio if said else "",
            email=said.email if said else "",
            photo=self.picture("", Picture(said.photo, alt=name)) if said and said.photo else None,
            elsewhere=said.url if said else "",
        )

    def card(self, path: str) -> Card:
        """Return what other pages may know of an article.

        Raises KeyError for one that is not public.
        """
        return self.kept(f"card {path}", partial(self._card, path))

    def _card(self, path: str) -> Card:
        article = self.face(path)  # and with its fact the URL, the category and the picture
        places = self._site.places
        return Card(
            url=self.href(places.urls[path]),
            title=article.title,
            date=article.date,
            category=self.category(places.categories[path]),
            summary=article.summary,
            picture=self.picture(path, article.picture),
            updated=article.updated,
            type=article.type,
            has_time=article.has_time,
            layout=article.layout,
            photos=article.photos,
            audio=article.audio is not None,
            duration=clock_of(article.audio.duration) if article.audio else "",
            ended=article.ended,
            access=article.access,
            details=Details(weakref.proxy(self), path),  # we keep the card: a circle would keep a whole site alive
        )

    @property
    def layouts(self) -> tuple[str, ...]:
        """The names of the theme's layouts of articles, for messages: not recorded."""
        files = (name for name in self._source.templates if name.startswith("layouts/"))
        names = sorted(name.removeprefix("layouts/").removesuffix(".html") for name in files)
        return tuple(name for name in names if fits(self._source.templates, name, "article"))

    def printing(self, template: str) -> Mapping[str, int]:
        """Return the blocks that a template of the front page prints, each with its literal count (0: none)."""
        self.facts.add(("TEMPLATE", template))
        found = self._source.printing.get(template)
        return dict(found.blocks) if found else {}

    def summary(self, article: Article) -> str:
        """Return the sapo, or the beginning of the text where the article has none."""
        return article.summary or article.lede

    def picture(self, base: str, picture: Picture | None, *, own: bool = True) -> PictureView | None:
        """Resolve a picture named in the article `base`; None where there is none, or none that others may have."""
        if picture is None or not picture.src:
            return None
        if is_remote(picture.src):
            return view_of(self, picture)
        found = self.media_of(base, picture.src)
        if found is None or not (own or found.permit.partners):
            return None
        return view_of_file(self, found, picture, self.srcset(found))

    def srcset(self, media: MediaFile) -> str:
        """Return the smaller copies of a picture, as HTML's `srcset`."""
        name = f"srcset {media.path}"
        return self.kept(name, lambda: srcset(media, self.config.pictures, partial(address_of, self, media)))

    def pictures_to_share(self, path: str, picture: PictureView | None) -> tuple[PictureView, ...]:
        """Return the share pictures of an article: its own in several shapes, the widest first, or a drawn one."""
        if picture is None:
            return (self.drawn(self.address(path), self.title(path)),) if self.config.share.draw else ()
        metadata = self.metadata(path)
        media = self.media(metadata.picture)
        return (cut_for_sharing(self, media, metadata.focus, picture) if media else ()) or (picture,)

    def media_of(self, base: str, src: str) -> MediaFile | None:
        """Find a picture named in the article `base` among the files beside the articles."""
        return None if not src or is_remote(src) else self.media(target_path(base, src))

    def has_template(self, name: str) -> bool:
        """Return whether the theme has a template."""
        self.facts.add(("TEMPLATE", name))
        return name in self._source.templates

    def template_for(self, name: str, kind: str) -> str:
        """Return a template if the theme has it for pages of a kind; else ""."""
        return name if self.has_template(name) and made_for(name, self._source.templates) in ("", kind) else ""

    def layout(self, name: str, kind: str) -> str:
        """Return the template of a layout; "" where the theme has none of that name for pages of a kind."""
        return self.template_for(f"layouts/{name}.html", kind) if name else ""

    def box(self, name: str) -> Box | None:
        """Return what a box of the site's own declares; None where the theme has none of that name."""
        self.facts.add(("TEMPLATE", f"{FOLDER}{name}.html"))
        return self._source.boxes().get(name)

    def sound(self, path: str, audio: Audio | None) -> AudioView | None:
        """Return what there is to listen to of an article; None where its file is not there."""
        if audio is None:
            return None
        url = audio.src
        if not is_remote(url):
            media = self.media_of(path, url)
            if media is None:
                return None
            url = self.href(media.url)
        return AudioView(url, audio_type(url), audio.title, clock_of(audio.duration), audio.duration)

    def is_article(self, path: str) -> bool:
        """Return whether a path is that of a public article."""
        return self.exists(path) and self.metadata(path).type not in PLAIN

    def references(self, article: Article, *, copies: bool = True, own: bool = True) -> dict[int, str | None]:
        """Resolve the references of an article's text, as values for double-quoted attributes.

        A picture includes its size, and its smaller copies (`copies`), except in feeds. Feeds do not link to articles
        that are not public, either. What is not our `own` has no pictures that must not be passed on.
        """
        return {
            number: self._reference(article.path, ref.kind, ref.target, copies, own and copies)
            for number, ref in enumerate(article.refs)
            if ref.kind != KIND
        }

    def _reference(self, base: str, kind: str, target: str, copies: bool, own: bool) -> str | None:
        if kind == "related":
            return ""  # it stands in a box, which `ssg/pages/texts.py` fills
        path = target_path(base, target)
        if kind == "link":
            url = self.address(path)
            if url and not copies and self.preview_build and self.status(path):
                return None
            if url:
                return escape(self.href(url) + quoted(fragment(target)))
        media = self.media(path)
        if media is None or not (own or media.permit.partners):
            return None
        shown = (largest(media, self.config.pictures) if kind == "image" else None) or media
        as_it_lies = shown is media and (media.copies or not media.digest)
        url = escape(address_of(self, media, shown) + quoted(behind(target) if as_it_lies else fragment(target)))
        if kind != "image" or not media.width:
            return url
        url += notes_in_text(self, media) if any(media.rights) else ""
        size = f'" width="{shown.width}" height="{shown.height}'
        smaller = self.srcset(media) if copies else ""
        return (
            f'{url}" srcset="{escape(smaller)}" sizes="{escape(self.config.pictures.sizes)}{size}'
            if smaller
            else url + size
        )


class Planner(Reader):
    """The source for planning pages: it may iterate over everything, and records nothing."""

    def __init__(self, source: Source, articles: Iterable[str] | None = None) -> None:
        """Read from `source`. Only these `articles` show new files (None: all may)."""
        super().__init__(source)
        self._looked_at = articles

    @property
    def now(self) -> datetime:
        """The time of the build."""
        return self._site.now

    def subjects(self, about: str, least: int = 1) -> Iterable[str]:
        """Return all subjects of a kind, in the order of publication; see `Each`."""
        if about == "article":
            return self.public()
        if about == "text":
            return (*self._site.pages, *self._site.sections.values(), *self._site.order)
        if about == "media":
            return [media.path for media in distinct((*self._site.media.values(), *self._in_static()))]
        return self.names(about, least)

    def has(self, about: str, subject: str, least: int = 1) -> bool:
        """Return whether a subject exists; see `Each`."""
        if about == "article":
            return subject in self._site.places.categories
        if about == "text":
            return subject in self._site.places.urls
        if about == "media":
            return queries.media(self._site, subject) is not None
        return subject in self.names(about, least)

    def _in_static(self) -> Iterator[MediaFile]:
        """Yield the pictures of `static/` that are shown."""
        return (media for media in self._site.named.values() if media.copies)

    def public(self) -> Iterator[str]:
        """Yield the paths of all public articles, newest first."""
        return iter(self._site.order)

    def aliases(self, path: str) -> tuple[str, ...]:
        """Return the old URLs of a public article."""
        return self._site.briefs[path].aliases

    def other_file(self, path: str) -> str:
        """Return what other file an article has: its entries (`live`), or who reads its guarded text (`paid`)."""
        brief = self._site.briefs[path]
        return brief.guard.partition(" ")[0] or ("live" if brief.type == "live" else "")

    def is_section(self, path: str) -> bool:
        """Return whether a text is that of a section, which has no page of its own."""
        return self._site.briefs[path].type == SECTION

    def illustrated(self, path: str) -> bool:
        """Return whether a public article has a lead picture that exists, possibly elsewhere on the web."""
        brief = self._site.briefs[path]
        return brief.illustrated and (not brief.picture or self.media(brief.picture) is not None)

    def focuses(self, url: str) -> Iterable[str]:
        """Return the focus of a picture by the URL of each article that has it as its own."""
        return self._focuses.get(url, ())

    @cached_property
    def _focuses(self) -> dict[str, dict[str, None]]:
        found: dict[str, dict[str, None]] = {}
        paths = self._site.briefs if self._looked_at is None else self._looked_at
        for brief in map(self._site.briefs.__getitem__, paths):
            if brief.picture and (media := self.media(brief.picture)) is not None:
                found.setdefault(media.url, {})[brief.focus] = None
        return found

    def url(self, path: str) -> str:
        """Return the site-relative URL of a public article."""
        return self._site.places.urls[path]
