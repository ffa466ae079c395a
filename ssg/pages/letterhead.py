"""What every page of a site carries: whole addresses, the menu, the small view of the site, its `<head>`.

The part of the desk that knows no article. Nothing here outlives the build.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from functools import cached_property

import msgspec
from markupsafe import Markup

from ssg.core.theme import AssetFile
from ssg.draw.card import HEIGHT, WIDTH
from ssg.pages.views.shared import FeedLink, HeadView, Icon, Link, NavItem, PictureView, SiteView, Translation
from ssg.site import urls
from ssg.site.model import Site
from ssg.site.targets import is_remote

_NO_DATA = Markup("")

INDEXED = "max-image-preview:large, max-snippet:-1, max-video-preview:-1"
"""For pages that search engines may find: they may show as much of them as they like."""
HIDDEN = "noindex"
"""For pages that are not to be found."""

_FEEDS = (
    ("atom", "Atom", "application/atom+xml"),
    ("rss", "RSS", "application/rss+xml"),
    ("json-feed", "JSON", "application/feed+json"),
)


class Letterhead:
    """What pages have in common."""

    def __init__(self, site: Site, words: gettext.NullTranslations, assets: Mapping[str, AssetFile]) -> None:
        """Work for one build of `site`, in the language of `words`, with the theme's `assets`."""
        self.site = site
        self.config = site.config
        self.gettext = words.gettext
        self.assets = assets

    def href(self, url: str) -> str:
        """Add the sub-path of `base_url` to a site-relative URL."""
        return self.config.base_path + url

    @cached_property
    def origin(self) -> str:
        """`https://example.vn`: what goes before an address that begins with the site's path; empty without one."""
        return self.config.base_url.removesuffix(self.config.base_path)

    def whole(self, url: str) -> str:
        """Make a site-relative URL absolute as far as that can be done: without a `base_url` it stays as it is."""
        return self.config.base_url + url

    def whole_picture(self, picture: PictureView) -> str:
        """Give the absolute URL of a picture."""
        return picture.url if is_remote(picture.url) else self.origin + picture.url

    def absolute(self, url: str) -> str:
        """Make a site-relative URL absolute; empty where the site has no `base_url`."""
        return self.config.base_url + url if self.config.base_url else ""

    @cached_property
    def view(self) -> SiteView:
        """What every page may show of the site."""
        config, publisher = self.config, self.config.publisher
        return SiteView(
            title=config.title,
            tagline=config.tagline,
            language=config.language,
            url=self.href(urls.HOME),
            base_url=config.base_url,
            menu=self._menu(),
            publisher={name: getattr(publisher, name) for name in publisher.__struct_fields__},
            archive=self.href(urls.ARCHIVE),
            search=self.href(urls.SEARCH) if config.search.enabled else "",
            account=config.share.account,
            icons=self._icons() if config.logo else (),
            icon_svg=self._icon_svg(),
            manifest=self.href(urls.MANIFEST) if config.logo else "",
            params=config.params,
        )

    def _icons(self) -> tuple[Icon, ...]:
        return (
            Icon("icon", self.href(urls.FAVICON), "image/x-icon", "16x16 32x32 48x48"),
            Icon("icon", self.href(urls.ICON_32), "image/png", "32x32"),
            Icon("apple-touch-icon", self.href(urls.TOUCH_ICON), "image/png", "180x180"),
        )

    def _icon_svg(self) -> str:
        """The asset beside the logo that is the same as SVG, if there is one."""
        svg = f"{self.config.logo.rpartition('.')[0]}.svg" if self.config.logo else ""
        return svg if svg in self.assets else ""

    def _menu(self) -> tuple[NavItem, ...]:
        if not self.config.menu:
            return self.sections
        items: list[NavItem] = []
        for item in self.config.menu:
            if item.category:
                found = self.nav_item(item.category)
                items.append(NavItem(item.name or found.name, found.url, found.slug, found.children))
            else:
                items.append(NavItem(item.name, self.href(item.url) if item.url.startswith("/") else item.url))
        return tuple(items)

    @cached_property
    def sections(self) -> tuple[NavItem, ...]:
        """The main categories in order, with their children."""
        return tuple(self.nav_item(c.slug) for c in self.site.categories.values() if not c.parent and c.listed)

    def nav_item(self, slug: str) -> NavItem:
        """A category with the children that belong into a menu."""
        found = self.site.categories[slug]
        children = tuple(self.category(child) for child in found.children)
        return NavItem(found.name, self.href(urls.category_url(slug)), slug, children)

    def category(self, slug: str) -> Link:
        """The link to a category's page."""
        return Link(self.site.categories[slug].name, self.href(urls.category_url(slug)))

    def home(self) -> Link:
        """The link to the front page."""
        return Link(self.gettext("Home"), self.href(urls.HOME))

    def trail(self, *links: Link) -> tuple[Link, ...]:
        """A breadcrumb that begins at the home page."""
        return (self.home(), *links)

    def head(
        self,
        title: str,
        url: str,
        description: str = "",
        image: PictureView | None = None,
        *,
        kind: str = "website",
        robots: str = INDEXED,
        feeds: tuple[FeedLink, ...] = (),
        data: Markup = _NO_DATA,
    ) -> HeadView:
        """What goes into `<head>` of a page at a site-relative URL; `feeds` are its own, before those of the site."""
        site_title = self.config.title
        if image is None and self.config.share.draw:
            image = self._drawn(urls.HOME, site_title)
        pattern = self.config.title_pattern if title and title != site_title else "{site}"
        return HeadView(
            title=pattern.replace("{site}", site_title).replace("{title}", title),
            headline=title or site_title,
            description=description,
            canonical=self.absolute(url),
            robots=robots,
            type=kind,
            image=msgspec.structs.replace(image, url=self.whole_picture(image)) if image else None,
            feeds=(*feeds, *self._site_feeds[: 1 if feeds else None]),
            translations=self._translations(url) if url == urls.HOME else (),
            data=data,
        )

    def feeds(self, url: str, name: str) -> tuple[FeedLink, ...]:
        """The feeds of a list at a site-relative URL."""
        if not self.config.feeds.items:
            return ()
        return tuple(
            FeedLink(f"{name} ({label})", media_type, self.href(url + urls.FEEDS[kind]))
            for kind, label, media_type in _FEEDS
        )

    @cached_property
    def _site_feeds(self) -> tuple[FeedLink, ...]:
        return self.feeds(urls.HOME, self.config.title)

    def _translations(self, url: str) -> tuple[Translation, ...]:
        """The site in other languages; each page names itself, too, and is shown to those of no language."""
        if not self.config.translations or not self.config.base_url:
            return ()
        own = self.whole(url)
        others = (Translation(other.language, other.url) for other in self.config.translations)
        return Translation(self.config.language, own), *others, Translation("x-default", own)

    def _drawn(self, url: str, alt: str) -> PictureView:
        return PictureView(self.href(urls.share_url(url)), WIDTH, HEIGHT, alt)

    @property
    def logo(self) -> PictureView | None:
        """The logo as a picture, if the site has one."""
        return PictureView(self.href(urls.ICON_512), 512, 512, self.config.title) if self.config.logo else None
