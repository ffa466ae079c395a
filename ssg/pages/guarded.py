"""The whole text of a guarded article, in the one file that a server shows to those who may read it, and to no others.

It lies in a folder of its own, `/access/`, so that a server guards all of them by one rule. Search engines must not
index it, no sitemap names it, and no other page has anything of it.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ssg.core.errors import Place
from ssg.core.message import say
from ssg.index import urls
from ssg.index.briefs import shows_lead
from ssg.index.layouts import PHOTO
from ssg.index.places import CONTENT
from ssg.pages.head import HIDDEN
from ssg.pages.model import Page
from ssg.pages.reader import Planner, Reader
from ssg.pages.shapes import with_numbers
from ssg.pages.texts import filled, values_of, with_zoom
from ssg.pages.views.article import GuardedPage
from ssg.pages.views.shared import Link
from ssg.pages.views.text import Text


def pages(read: Planner, path: str) -> Iterator[Page]:
    """Yield the file of a guarded article, unless the site leaves it out."""
    level = read.other_file(path)
    if level in ("", "live") or (read.config.access and read.config.access.paid_body == "omit"):
        return
    url = urls.guarded_url(level, read.url(path))
    owner = say("the guarded text of {content}/{path}", content=CONTENT, path=path)
    yield Page("guarded", url, urls.output_path(url), (path,), owner, Place(f"{CONTENT}/{path}", 1))


def view(read: Reader, page: Page) -> GuardedPage:
    """Return the whole text; the canonical URL is that of the article."""
    path = str(page.subject[0])
    article, body, filed, url = read.article(path), read.body(path), read.metadata(path), read.address(path)
    picture = read.picture(path, article.picture)
    html = with_zoom(filled(read, article, body.html + body.rest, values_of(read, article)))
    if filed.layout == PHOTO and article.type != "live":
        html, _ = with_numbers(html, 1 + shows_lead(article), read.gettext("Photo {number}/{total}"))
    whole, paragraphs = Text(html), Text(body.html).paragraphs
    return GuardedPage(
        head=msgspec.structs.replace(read.head(article.title, url, language=filed.language), robots=HIDDEN),
        url=read.href(page.url),
        article=Link(article.title, read.href(url)),
        title=article.title,
        summary=article.summary,
        date=article.date,
        updated=article.updated,
        has_time=article.has_time,
        authors=tuple(read.person(slug) for slug in filed.authors),
        picture=picture if picture and shows_lead(article) else None,
        audio=read.sound(path, article.audio) if article.audio else None,
        body=whole.before(paragraphs),
        rest=whole.after(paragraphs),
        uses=body.uses,
        level=filed.access,
    )
