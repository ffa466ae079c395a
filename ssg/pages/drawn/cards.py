"""The pictures that articles without one, and all other pages, are shared with: drawn again only when they change."""

from __future__ import annotations

from collections.abc import Iterator

from ssg.core.errors import Place, SiteProblem, error
from ssg.draw.card import Card, draw
from ssg.draw.fonts import NoFont
from ssg.pages.desk import Desk
from ssg.pages.lists import CONFIG
from ssg.pages.model import Page
from ssg.pages.stamps import Stamps
from ssg.site import urls
from ssg.site.model import Site
from ssg.site.places import CONTENT


def plan(site: Site) -> Iterator[Page]:
    """One for the site, and one for each article without a picture; none unless the site wants them."""
    if not site.config.share.draw:
        return
    url = urls.share_url(urls.HOME)
    yield Page("share-picture", url, url[1:], ("",), "the picture of the site", CONFIG)
    for path, page in site.places.urls.items():
        if not site.briefs[path].illustrated:
            url, owner = urls.share_url(page), f"{CONTENT}/{path}"
            yield Page("share-picture", url, url[1:], (path,), f"the picture of {owner}", Place(owner, 1))


PARTS = ("fonts and masthead", "category", "headline")


def key(stamps: Stamps, page: Page) -> tuple[str, ...]:
    """All that is printed on it, and the fonts."""
    desk, path = stamps.desk, str(page.subject[0])
    config, share = desk.config, desk.config.share
    fonts = f"{stamps.asset(share.font)} {stamps.asset(share.small_font)} {share.accent}"
    site = f"{fonts} {config.title}\n{config.tagline}"
    if not path:
        return f"{site}\n{config.base_url}", "", ""
    return site, _kicker(desk, path), desk.site.briefs[path].title


def view(desk: Desk, page: Page) -> bytes:
    """Draw it.

    Raises SiteProblem where a font is missing or cannot be read.
    """
    path, config = str(page.subject[0]), desk.config
    try:
        return draw(
            Card(
                masthead=config.title,
                kicker=_kicker(desk, path) if path else "",
                title=desk.site.briefs[path].title if path else config.tagline or config.title,
                foot=config.tagline if path else config.base_url.partition("://")[2],
                serif=_font(desk, config.share.font),
                sans=_font(desk, config.share.small_font),
                accent=config.share.accent,
            )
        )
    except NoFont as problem:
        raise SiteProblem(error("E759", f"a font of [share] cannot be read: {problem}", CONFIG)) from problem


def _kicker(desk: Desk, path: str) -> str:
    return desk.site.categories[desk.site.places.categories[path]].name


def _font(desk: Desk, name: str) -> bytes:
    found = desk.assets.get(name)
    if found is None:
        hint = "Name a font below templates/assets/, or set `draw = false`."
        raise SiteProblem(error("E759", f"[share] names a font that the theme does not have: {name}", CONFIG, hint))
    return found.data
