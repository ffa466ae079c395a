"""Share pictures of articles without a picture, and of all other pages: redrawn only when they change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ssg.core.errors import Place, SiteProblem, error
from ssg.core.message import say
from ssg.draw.card import Card, draw
from ssg.draw.fonts import NoFont, font_of
from ssg.index import urls
from ssg.index.places import CONTENT
from ssg.pages.lists import CONFIG
from ssg.pages.model import Page
from ssg.pages.reader import Planner, Reader

_ANY_SIZE: Final = 24


def site_pages(read: Planner) -> Iterator[Page]:
    """Yield the picture of the site, if `[share]` asks for pictures."""
    if read.config.share.draw:
        url = urls.share_url(urls.HOME)
        yield Page("site-picture", url, url[1:], ("",), say("the picture of the site"), CONFIG)


def pages(read: Planner, path: str) -> Iterator[Page]:
    """Yield the picture of an article or plain page without one, if `[share]` asks for pictures."""
    if read.config.share.draw and not read.is_section(path) and not read.illustrated(path):
        url, owner = urls.share_url(read.url(path)), f"{CONTENT}/{path}"
        yield Page("share-picture", url, url[1:], (path,), say("the picture of {owner}", owner=owner), Place(owner, 1))


def view(read: Reader, page: Page) -> bytes:
    """Draw a share picture.

    Raises SiteProblem if a font is unreadable. That it is there is checked before.
    """
    path, config = str(page.subject[0]), read.config
    return draw(
        Card(
            masthead=config.title,
            kicker=_kicker(read, path) if path else "",
            title=read.title(path) if path else config.tagline or config.title,
            foot=config.tagline if path else config.base_url.partition("://")[2],
            serif=_font(read, config.share.font),
            sans=_font(read, config.share.small_font),
            accent=config.share.accent,
        )
    )


def _kicker(read: Reader, path: str) -> str:
    category = read.metadata(path).category
    return read.category(category).name if category else ""


def _font(read: Reader, name: str) -> bytes:
    found = read.asset(name)
    data, place = (found.data, Place(found.label)) if found else (b"", CONFIG)
    try:
        font_of(data, _ANY_SIZE)
    except NoFont as problem:
        message = say("cannot read a font of `[share]`: {problem}", problem=str(problem))
        raise SiteProblem(error("E759", message, place)) from problem
    return data
