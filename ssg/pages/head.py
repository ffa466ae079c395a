"""What all pages of a site have: absolute URLs, the menu, the small view of the site, `<head>`. No articles."""

from __future__ import annotations

from functools import cached_property, partial
from typing import Any, Final

import msgspec
from markupsafe import Markup

from ssg.core.config.schema import Publisher
from ssg.core.config.theme_keys import PRESETS
from ssg.core.i18n import own_name
from ssg.core.look import SHEET, ending
from ssg.core.model import PAGE
from ssg.draw.card import HEIGHT, WIDTH
from ssg.index import urls
from ssg.index.targets import is_remote
from ssg.pages.views.shared import (
    AdSlot,
    FeedLink,
    FontFile,
    HeadView,
    Icon,
    Link,
    NavItem,
    PictureView,
    SiteView,
    Translation,
    Version,
)
from ssg.pages.whole_lists import WholeLists

_NO_DATA = Markup("")
_CONFIG = "site.toml"

INDEXED = "max-image-preview:large, max-snippet:-1, max-video-preview:-1"
"""For pages that search engines may index: they may show excerpts and pictures of any size, if `[robots]` says no less.
"""
HIDDEN = "noindex"
"""For pages that search engines must not index."""

_PATH: Final = ("CONFIG", "base_path")
_BASE: Final = ("CONFIG", "base_url")
_FEEDS = (
    ("atom", "Atom", "application/atom+xml"),
    ("rss", "RSS", "application/rss+xml"),
    ("json-feed", "JSON", "application/feed+json"),
)


class HeadReader(WholeLists):
    """Reads what pages have in common."""

    def href(self, url: str) -> str:
        """Add the sub-path of `base_url` to a site-relative URL, as it stands in a page: escaped where it must be."""
        self.facts.add(_PATH)
        return self._bases[1] + (url if url.isascii() else urls.escaped(url))

    @property
    def origin(self) -> str:
        """`https://example.vn`: the prefix of a URL that begins with the site's path; empty without `base_url`."""
        self.facts.add(_BASE)
        self.facts.add(_PATH)
        return self._bases[2]

    def absolute_url(self, url: str) -> str:
        """Make a site-relative URL absolute; without a `base_url` it only gets the site's path."""
        self.facts.add(_BASE)
        return self._bases[0] + (url if url.isascii() else urls.escaped(url))

    def whole_picture(self, picture: PictureView) -> str:
        """Return the absolute URL of a picture."""
        return picture.url if is_remote(picture.url) else self.origin + picture.url

    def canonical(self, url: str) -> str:
        """Return a site-relative URL as absolute; empty without `base_url`."""
        return self.absolute_url(url) if self.config.base_url else ""

    @property
    def view(self) -> SiteView:
        """The view of the site that every page may show. It is one fact."""
        self.facts.add(("SITE", ""))
        return self._view

    @cached_property
    def _view(self) -> SiteView:
        with self.recording():
            config, publisher = self.config, self.config.publisher
            return SiteView(
                title=config.title,
                tagline=config.tagline,
                language=config.language,
                url=self.href(urls.HOME),
                base_url=config.base_url,
                menu=self._menu("header") or self.sections,
                footer=self._menu("footer"),
                editions=tuple(
                    [Version(t.language, t.name or own_name(t.language), t.url) for t in config.translations]
                ),
                publisher={name: getattr(publisher, name) for name in Publisher.__struct_fields__},
                archive=self.href(urls.ARCHIVE),
                search=self.href(urls.SEARCH) if config.search.enabled else "",
                account=config.share.account,
                google_news=config.share.google_news,
                terms=config.robots.license_url if config.robots else "",
                icons=self._icons() if config.logo else (),
                icon_svg=self._icon_svg(),
                manifest=self.href(urls.MANIFEST) if config.logo else "",
                ads=tuple([AdSlot(slot.name, slot.place, slot.after) for slot in config.ads.slots]),
                consent=bool(config.providers),
                params=config.params,
                **self._look(),
            )

    def _look(self) -> dict[str, Any]:
        """Return what `[theme]` says; files that are not there are reported elsewhere."""
        theme = self._site.config.theme
        look = self.asset(SHEET)
        return {
            "logo": self._there(theme.logo),
            "logo_dark": self._there(theme.logo_dark),
            "look": SHEET if look is not None and look.label == _CONFIG else "",
            "styles": tuple(filter(self._there, theme.styles)),
            "scripts": tuple([name for name in theme.scripts if name.endswith(".js") and self._there(name)]),
            "serif": self._font(theme.fonts.serif.file),
            "sans": self._font(theme.fonts.sans.file),
            "preset": self._there(PRESETS[theme.preset]),
            "paper": theme.colours.paper,
            "paper_dark": theme.dark.paper,
        }

    def _there(self, name: str) -> str:
        return name if name and self.asset(name) else ""

    def _font(self, name: str) -> FontFile | None:
        return FontFile(name, f"font/{ending(name)[1:]}") if self._there(name) else None

    def _icons(self) -> tuple[Icon, ...]:
        return (
            Icon("icon", self.href(urls.FAVICON), "image/x-icon", "16x16 32x32 48x48"),
            Icon("icon", self.href(urls.ICON_32), "image/png", "32x32"),
            Icon("apple-touch-icon", self.href(urls.TOUCH_ICON), "image/png", "180x180"),
        )

    def _icon_svg(self) -> str:
        """Return the SVG asset beside the logo with the same name, if there is one."""
        svg = f"{self.config.logo.rpartition('.')[0]}.svg" if self.config.logo else ""
        return svg if svg and self.asset(svg) else ""

    def _menu(self, place: str) -> tuple[NavItem, ...]:
        """Return the entries of one menu, without those whose pages are not public."""
        items: list[NavItem] = []
        for item in self.config.menu:
            if item.place != place:
                continue
            if item.category:
                found = self.nav_item(item.category)
                items.append(NavItem(item.name or found.name, found.url, found.slug, found.children))
            elif not item.page:
                items.append(NavItem(item.name, self.href(item.url) if item.url.startswith("/") else item.url))
            elif item.page in self.query("pages", "pages"):  # it can change only if everything is planned again
                items.append(NavItem(item.name, self.href(self.address(item.page))))
        return tuple(items)

    @property
    def sections(self) -> tuple[NavItem, ...]:
        """The main categories in order, with their children."""
        every = (self.category_of(slug) for slug in self.names("category", 0))
        return tuple(self.nav_item(c.slug) for c in every if not c.parent and c.listed)

    def nav_item(self, slug: str) -> NavItem:
        """Return a category with the children that belong in a menu."""
        found = self.category_of(slug)
        children = tuple(self.category(child) for child in found.children)
        return NavItem(found.name, self.href(urls.category_url(slug)), slug, children)

    def category(self, slug: str) -> Link:
        """Return the link to a category's page."""
        return Link(self.category_of(slug).name, self.href(urls.category_url(slug)))

    def home(self, language: str = "") -> Link:
        """Return the link to the front page, in the words of a language; an empty one is the site's."""
        return Link(self.gettext_in(language, "Home"), self.href(urls.HOME))

    def trail(self, *links: Link, language: str = "") -> tuple[Link, ...]:
        """Return a breadcrumb that begins at the home page, on a page in that language."""
        return (self.home(language), *links)

    def head(
        self,
        title: str,
        url: str,
        description: str = "",
        image: PictureView | None = None,
        *,
        kind: str = "website",
        of_type: str = "",
        robots: str = "",
        feeds: tuple[FeedLink, ...] = (),
        data: Markup = _NO_DATA,
        language: str = "",
        translations: tuple[Translation, ...] = (),
    ) -> HeadView:
        """Return the `<head>` of a page at a site-relative URL; `feeds` are its own, before those of the site.

        `language` is that of the page, if it is not the site's, `of_type` the type of its text. `robots` is for search
        engines, if it is not what they may do with all pages.
        """
        site_title, rules = self.config.title, self.config.robots
        if image is None and self.config.share.draw:
            image = self.drawn(urls.HOME, site_title)
        pattern = self.config.title_pattern if title and title != site_title else "{site}"
        return HeadView(
            title=pattern.replace("{site}", site_title).replace("{title}", title),
            headline=title or site_title,
            description=description,
            canonical=self.canonical(url),
            robots=HIDDEN if self.preview_build else robots or (self._ruled(of_type) if rules else INDEXED),
            type=kind if of_type in ("", PAGE) else "article",
            image=msgspec.structs.replace(image, url=self.whole_picture(image)) if image else None,
            feeds=(*feeds, *self.kept("feeds", partial(self.feeds, urls.HOME, site_title))[: 1 if feeds else None]),
            translations=self._translations(url) if url == urls.HOME else translations,
            language=language or self.config.language,
            data=data,
        )

    def _ruled(self, of_type: str) -> str:
        """Return how much search engines may show of a page that they may index, by `[robots]`."""
        said: Any = self.config.robots
        own = said.types.get(of_type)
        usual = (said.max_image_preview, said.max_snippet, said.max_video_preview)
        given = (own.max_image_preview, own.max_snippet, own.max_video_preview) if own else (None, None, None)
        image, snippet, video = (mine if mine is not None else other for mine, other in zip(given, usual, strict=True))
        # Bing has no crawler of its own for models: it heeds these two words instead.
        bing = ", noarchive" if said.ai_input is False else ", nocache" if said.ai_train is False else ""
        return f"max-image-preview:{image}, max-snippet:{snippet}, max-video-preview:{video}{bing}"

    def feeds(self, url: str, name: str) -> tuple[FeedLink, ...]:
        """Return the feeds of a list at a site-relative URL."""
        if not self.config.feeds.items:
            return ()
        return tuple(
            FeedLink(f"{name} ({label})", media_type, self.href(url + urls.FEEDS[kind]))
            for kind, label, media_type in _FEEDS
        )

    def _translations(self, url: str) -> tuple[Translation, ...]:
        """Return the site in other languages and itself, which is for all further languages unless another one is."""
        if not self.config.translations or not self.config.base_url:
            return ()
        own = self.absolute_url(url)
        others = (Translation(other.language, other.url) for other in self.config.translations)
        default = next((other.url for other in self.config.translations if other.default), own)
        return Translation(self.config.language, own), *others, Translation("x-default", default)

    def drawn(self, url: str, alt: str) -> PictureView:
        """Return the drawn picture that a page is shared with."""
        return PictureView(self.href(urls.share_url(url)), WIDTH, HEIGHT, alt)

    @property
    def logo(self) -> PictureView | None:
        """The logo as a picture, if the site has one."""
        return PictureView(self.href(urls.ICON_512), 512, 512, self.config.title) if self.config.logo else None
