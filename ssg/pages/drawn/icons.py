"""Icons of the logo, each at its own URL, and the web manifest."""

from __future__ import annotations

from collections.abc import Iterator

from ssg.core.errors import Place, SiteProblem, error
from ssg.core.message import say
from ssg.draw.card import PAPER
from ssg.draw.icons import NoLogo, favicon, icon
from ssg.index import urls
from ssg.pages.json_text import to_json
from ssg.pages.lists import CONFIG
from ssg.pages.model import Page
from ssg.pages.reader import Planner, Reader

_URLS = (urls.FAVICON, urls.TOUCH_ICON, urls.ICON_32, urls.ICON_192, urls.ICON_512, urls.MASKABLE)


def pages(read: Planner) -> Iterator[Page]:
    """Yield all icons, if there is a logo."""
    for url in _URLS if read.config.logo else ():
        yield Page("icon", url, url[1:], (), say("an icon of the logo"), CONFIG)


def view(read: Reader, page: Page) -> bytes:
    """Draw an icon.

    Raises SiteProblem if the logo is not a picture. That there is one is checked before.
    """
    name = read.config.logo
    found = read.asset(name)
    try:
        return _drawn(found.data if found else b"", page.url)
    except NoLogo as problem:
        hint = say("save it as PNG; an SVG of the same name beside it is used as well")
        raise SiteProblem(
            error(
                "E759",
                say("cannot create an icon from {name}: {problem}", name=name, problem=str(problem)),
                Place(found.label) if found else CONFIG,
                hint,
            )
        ) from problem


def _drawn(logo: bytes, url: str) -> bytes:
    if url == urls.FAVICON:
        return favicon(logo)
    if url == urls.TOUCH_ICON:
        return icon(logo, 180, solid=True)
    if url == urls.MASKABLE:
        return icon(logo, 512, maskable=True)
    return icon(logo, {urls.ICON_32: 32, urls.ICON_192: 192, urls.ICON_512: 512}[url])


def manifest_pages(read: Planner) -> Iterator[Page]:
    """Yield the manifest, if there are icons."""
    if read.config.logo:
        yield Page("manifest", urls.MANIFEST, urls.MANIFEST[1:], (), say("the web manifest"), CONFIG)


def manifest_view(read: Reader, page: Page) -> bytes:
    """Return name, start URL and icons, for readers who install the newspaper on their home screen."""
    config = read.config
    paper = config.theme.colours.paper or PAPER
    icons = [
        {"src": read.href(url), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
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
        "start_url": read.href(urls.HOME),
        "scope": read.href(urls.HOME),
        "display": "minimal-ui",
        "background_color": paper,
        "theme_color": paper,
        "icons": icons,
    }
    return to_json(data, 1) + b"\n"
