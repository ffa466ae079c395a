"""Icons of the logo, each at an address of its own, and the web manifest."""

from __future__ import annotations

from collections.abc import Iterator

from ssg.core.errors import SiteProblem, error
from ssg.draw.card import PAPER
from ssg.draw.icons import NoLogo, favicon, icon
from ssg.pages.desk import Desk
from ssg.pages.json_text import to_json
from ssg.pages.lists import CONFIG
from ssg.pages.model import Page
from ssg.pages.stamps import Stamps
from ssg.site import urls
from ssg.site.model import Site

_URLS = (urls.FAVICON, urls.TOUCH_ICON, urls.ICON_32, urls.ICON_192, urls.ICON_512, urls.MASKABLE)


def plan(site: Site) -> Iterator[Page]:
    """All of them, if there is a logo."""
    for url in _URLS if site.config.logo else ():
        yield Page("icon", url, url[1:], (), "an icon of the logo", CONFIG)


PARTS = ("the logo",)


def key(stamps: Stamps, page: Page) -> tuple[str, ...]:
    """The logo."""
    return (f"{stamps.desk.config.logo} {stamps.asset(stamps.desk.config.logo)}",)


def view(desk: Desk, page: Page) -> bytes:
    """Draw one.

    Raises SiteProblem where the logo is missing, or no picture.
    """
    name = desk.config.logo
    found = desk.assets.get(name)
    if found is None:
        hint = "Name a square PNG below templates/assets/, of 512 pixels or more."
        raise SiteProblem(error("E759", f"`logo` names an asset that the theme does not have: {name}", CONFIG, hint))
    try:
        return _drawn(found.data, page.url)
    except NoLogo as problem:
        hint = "Save it as PNG; an SVG of the same name beside it is used as well."
        raise SiteProblem(error("E759", f"no icon can be made of {name}: {problem}", CONFIG, hint)) from problem


def _drawn(logo: bytes, url: str) -> bytes:
    if url == urls.FAVICON:
        return favicon(logo)
    if url == urls.TOUCH_ICON:
        return icon(logo, 180, solid=True)
    if url == urls.MASKABLE:
        return icon(logo, 512, maskable=True)
    return icon(logo, {urls.ICON_32: 32, urls.ICON_192: 192, urls.ICON_512: 512}[url])


def plan_manifest(site: Site) -> Iterator[Page]:
    """The one manifest, if there are icons."""
    if site.config.logo:
        yield Page("manifest", urls.MANIFEST, urls.MANIFEST[1:], (), "the web manifest", CONFIG)


MANIFEST_PARTS = ("site.toml",)


def manifest_key(stamps: Stamps, page: Page) -> tuple[str, ...]:
    """What the site is called, and where it is."""
    config = stamps.desk.config
    return (f"{config.base_path}\n{config.language}\n{config.title}\n{config.tagline}",)


def manifest_view(desk: Desk, page: Page) -> bytes:
    """Name, start and icons, for who puts the newspaper on their home screen."""
    config = desk.config
    icons = [
        {"src": desk.href(url), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for url, size, purpose in (
            (urls.ICON_192, 192, "any"),
            (urls.ICON_512, 512, "any"),
            (urls.MASKABLE, 512, "maskable"),
        )
    ]
    data = {
        "name": config.title,
        "short_name": config.title,
        "description": config.tagline or config.title,
        "lang": config.language,
        "start_url": desk.href(urls.HOME),
        "scope": desk.href(urls.HOME),
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": icons,
    }
    return f"{to_json(data, 1)}\n".encode()
