"""Redirects: a stub page at each old URL (`aliases`) that sends readers and search engines to the article."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from ssg.core.message import say
from ssg.index import urls
from ssg.index.places import CONTENT, place_of
from ssg.index.redirects import stubs
from ssg.pages.head import HIDDEN
from ssg.pages.model import Page
from ssg.pages.reader import Planner, Reader
from ssg.pages.views.singles import RedirectPage


def pages(read: Planner, path: str) -> Iterator[Page]:
    """Yield one stub for each alias of a public article."""
    aliases = read.aliases(path)
    for alias in stubs(aliases, read.url(path)) if aliases else ():
        owner = say("the alias {alias} of {content}/{path}", alias=alias, content=CONTENT, path=path)
        place = place_of(read.article(path), "aliases")
        yield Page("redirect", alias, urls.output_path(unquote(alias)), (path,), owner, place)


def view(read: Reader, page: Page) -> RedirectPage:
    """Return the target: the canonical URL is that of the article."""
    path = str(page.subject[0])
    url, title = read.address(path), read.title(path)
    return RedirectPage(
        head=read.head(title, url, robots=HIDDEN),
        url=read.href(page.url),
        target=read.href(url),
        title=title,
    )
