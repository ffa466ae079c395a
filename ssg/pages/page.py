"""Plain pages (`type: page`): in no list, each at a URL made of its path."""

from __future__ import annotations

from collections.abc import Iterator

from ssg.core.errors import Place
from ssg.index import urls
from ssg.index.places import CONTENT
from ssg.pages.model import Page
from ssg.pages.reader import Planner, Reader
from ssg.pages.structured.page import web_page
from ssg.pages.structured.photos import licensed
from ssg.pages.structured.site import breadcrumb, graph
from ssg.pages.texts import whole_text, with_zoom
from ssg.pages.versions import alternates, versions
from ssg.pages.views.article import HeadingView
from ssg.pages.views.page import PlainPage
from ssg.pages.views.shared import Link
from ssg.pages.views.text import Text


def pages(read: Planner) -> Iterator[Page]:
    """Yield the page of each public plain page, but for those whose text a page of `site.toml` shows at its URL."""
    sources = {one.source for one in read.config.pages}
    for path in read.query("pages", "pages"):
        if path in sources:
            continue
        url, owner = read.url(path), f"{CONTENT}/{path}"
        yield Page("page", url, urls.output_path(url), (path,), owner, Place(owner, 1))


def layout(read: Reader, page: Page) -> str:
    """Return the template that the page's file names, if the theme has it."""
    return read.layout(read.metadata(str(page.subject[0])).layout, page.kind)


def view(read: Reader, page: Page) -> PlainPage:
    """Return everything that the page shows."""
    path = str(page.subject[0])
    article, body, url, filed = read.article(path), read.body(path), read.address(path), read.metadata(path)
    picture, summary = read.picture(path, article.picture), read.summary(article)
    shared = read.pictures_to_share(path, picture)
    trail = read.trail(*_above(read, url), language=filed.language)
    described, text = web_page(read, article, url, summary, shared), whole_text(read, article)
    leading = (described.primary_image_of_page,) if described.primary_image_of_page else ()
    head = read.head(
        article.title,
        url,
        summary,
        shared[0] if shared else None,
        of_type=article.type,
        language=filed.language,
        translations=alternates(read, path) if filed.versions else (),
        data=graph(read, described, *licensed(read, article, text, leading), breadcrumb(read, trail)),
    )
    return PlainPage(
        head=head,
        url=read.href(url),
        breadcrumb=trail,
        title=article.title,
        summary=article.summary,
        picture=picture,
        body=Text(with_zoom(text)),
        headings=tuple(HeadingView(h.level, h.id, h.text) for h in body.headings),
        uses=body.uses,
        updated=article.updated,
        layout=filed.layout,
        versions=versions(read, path) if filed.versions else (),
        status=read.status(path),
        extra=body.extra,
    )


def _above(read: Reader, url: str) -> Iterator[Link]:
    """Yield the pages, or else the sections, at the URLs above that of a page, from the top."""
    parts = url.strip("/").split("/")[:-1]
    for depth in range(1, len(parts) + 1):
        above = f"/{'/'.join(parts[:depth])}/"
        path = read.query("page-at", above)
        if path:
            yield Link(read.title(path), read.href(above))
        elif depth == 1 and parts[0] in read.names("category", 0):
            yield read.category(parts[0])
