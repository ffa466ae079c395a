"""A page to write, and the type of a kind of page. Types only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal, NamedTuple

import msgspec

from ssg.core.errors import Place
from ssg.core.message import Message
from ssg.core.trace import BETWEEN
from ssg.pages.reader import Planner, Reader


class Page(msgspec.Struct, frozen=True):
    """A page of the site: its kind, URL (site-relative), output path, and what it is about (`subject`, plain data).

    `owner` describes in words why the page exists, `place` is the file that decides; both are for diagnostics.
    """

    kind: str
    url: str
    output: str
    subject: tuple[str | int, ...]
    owner: str | Message
    place: Place

    @property
    def about(self) -> str:
        """The subject of the page as the key of facts: an article's path; else the first of its subject, or ""."""
        return str(self.subject[0]) if self.subject and self.kind != "block" else ""

    @property
    def identity(self) -> str:
        """The identity of the page: while it is equal, only facts decide whether it is rendered again."""
        return BETWEEN.join((self.kind, self.url, *map(str, self.subject)))


class Each(NamedTuple):
    """The pages of a kind by subject: an article, a list or a file. They depend on nothing else.

    So a build that knows which subjects have changed plans only their pages. `about` names the kind of subject
    (`article`, `media`, a kind of lists, or `text`: articles, plain pages and texts of sections); lists with fewer than
    `least` articles have no page.
    """

    about: str
    pages: Callable[[Planner, str], Iterator[Page]]
    least: int = 1


Sort = Literal["article", "plain page", "home page", "list", "redirect", "other page"]
"""What the pages of a kind are for readers: the last lines of a build count by it."""


class PageKind(NamedTuple):
    """A kind of page: its template, its pages, and the view of a page.

    `pages` yields all of them, or is `Each`, which is right if their number grows with that of the articles.

    A view is made of what its reader returns; all reads are recorded, and the page is rendered again when one of those
    facts changes. The same is true of `data()` and of included templates.

    A kind without a template ("") is a file for machines: its `view` returns the bytes. Pages of a kind that is
    `together` are cut from one value if the first of their `subject` is the same: one process makes them all. Pages of
    a kind that is `drawn` are made by `ssg/draw/`: each takes as long as about thirty other pages, and changes of other
    code of ours do not redraw it. `layout` returns the template that replaces that of the kind on one page, or "".
    """

    name: str
    template: str
    pages: Callable[[Planner], Iterator[Page]] | Each
    view: Callable[[Reader, Page], Any]
    together: bool = False
    drawn: bool = False
    layout: Callable[[Reader, Page], str] | None = None
    sort: Sort = "other page"

    @property
    def is_page(self) -> bool:
        """Return whether this is a page for people, not a file for machines."""
        return self.template.endswith(".html")
