"""The entries of a live article as a small file beside it, for readers' browsers to poll."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ssg.core.errors import Place
from ssg.core.message import say
from ssg.index import urls
from ssg.index.places import CONTENT
from ssg.pages.article import ended_of, entries_of, html_of
from ssg.pages.model import Page
from ssg.pages.reader import Planner, Reader
from ssg.pages.texts import values_of
from ssg.pages.views.article import LivePage


def pages(read: Planner, path: str) -> Iterator[Page]:
    """Yield the file of a public live article, unless it is guarded."""
    if read.other_file(path) == "live":
        url = urls.live_url(read.url(path))
        owner = say("the entries of {content}/{path}", content=CONTENT, path=path)
        yield Page("live", url, urls.output_path(url), (path,), owner, Place(f"{CONTENT}/{path}", 1))


def view(read: Reader, page: Page) -> LivePage:
    """Return the entries, and the time of the last one. Its canonical URL is that of the article."""
    path = str(page.subject[0])
    article, body, url = read.article(path), read.body(path), read.address(path)
    values = values_of(read, article)
    return LivePage(
        head=msgspec.structs.replace(read.head(article.title, url), robots="noindex"),
        url=read.href(page.url),
        title=article.title,
        date=article.date,
        updated=article.updated,
        intro=html_of(read, article, body.intro, values),
        entries=entries_of(read, article, body, values),
        ended=ended_of(read, article),
    )
