"""A plain page for search engines: of the type that its URL suggests, or else a WebPage."""

from __future__ import annotations

from typing import Final

from ssg.core.model import Article
from ssg.core.text.dates import iso
from ssg.pages.reader import Reader
from ssg.pages.structured import site
from ssg.pages.structured.types import AboutPage, ContactPage, WebPage
from ssg.pages.views.shared import PictureView

_CONTACT: Final = frozenset("lien-he lien-lac contact contact-us contacts".split())
_ABOUT: Final = frozenset("gioi-thieu toa-soan ve-chung-toi about about-us".split())


def web_page(read: Reader, article: Article, url: str, description: str, pictures: tuple[PictureView, ...]) -> WebPage:
    """Return a page at a site-relative URL; `pictures` are those that it is shared with."""
    whole = read.absolute_url(url)
    name = url.strip("/").rpartition("/")[2].partition(".")[0]
    kind = ContactPage if name in _CONTACT else AboutPage if name in _ABOUT else WebPage
    return kind(
        id=f"{whole}#page",
        name=article.title,
        url=whole,
        description=description,
        in_language=article.language or read.config.language,
        is_part_of=site.site(read),
        publisher=site.publisher(read),
        date_modified=iso(article.updated) if article.updated else "",
        primary_image_of_page=site.image(read, pictures[0]) if pictures else None,
    )
