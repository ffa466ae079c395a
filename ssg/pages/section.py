"""The text of a section or of the home page (`_index.md`), for the pages that show it."""

from __future__ import annotations

from ssg.pages.model import Page
from ssg.pages.reader import Reader
from ssg.pages.texts import whole_text
from ssg.pages.views.page import SectionText
from ssg.pages.views.text import Text


def title_of(read: Reader, slug: str) -> str:
    """Return the title of a category in its text; empty for none. Nothing else of the text is read."""
    path = read.query("section-text", slug)
    return read.title(path) if path else ""


def text_of(read: Reader, slug: str) -> SectionText | None:
    """Return the text of a category, or with "" of the home page."""
    path = read.query("section-text", slug)
    return text_in(read, path) if path else None


def text_in(read: Reader, path: str) -> SectionText:
    """Return the text of a public file as a list page shows it."""
    article, body = read.article(path), read.body(path)
    return SectionText(
        title=article.title,
        summary=article.summary,
        picture=read.picture(path, article.picture),
        body=Text(whole_text(read, article)),
        uses=body.uses,
        layout=article.layout,
        status=read.status(path),
        extra=body.extra,
    )


def layout(read: Reader, page: Page) -> str:
    """Return the template that the text of a page's section names, if the theme has it; else that of its category."""
    slug = str(page.subject[0]) if page.subject else ""
    path = read.query("section-text", slug)
    found = read.layout(read.metadata(path).layout, page.kind) if path else ""
    own = "" if found or not slug else str(read.query("category-template", slug))
    return found or (read.template_for(own, page.kind) if own else "")
