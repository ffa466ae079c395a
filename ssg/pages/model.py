"""A page to be written, and what a kind of page is. Types only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import msgspec

from ssg.core.errors import Place
from ssg.pages.desk import Desk
from ssg.pages.stamps import Stamps
from ssg.site.model import Site


class Page(msgspec.Struct, frozen=True):
    """A page of the site: its kind, URL (site-relative), output path, and what it is about (`subject`, plain data).

    `owner` says in words who wants this page, `place` which file decides; both are for diagnostics.
    """

    kind: str
    url: str
    output: str
    subject: tuple[str | int, ...]
    owner: str
    place: Place


class PageKind(NamedTuple):
    """A kind of page: its template, what pages of it there are, the view of one of them, and the key of that view.

    The key has a stamp for each of `parts`, which say in words what it stands for. As long as all stamps are equal, the
    view is equal, and the page is not rendered again.

    A kind without a template ("") is no page but a file for machines: its `view` gives the bytes, and its key must
    cover all of `site.toml` that they are made of. Pages of a kind that is `together` are cut from one thing if the
    first of their `subject` is the same: one process makes them all. A kind that is `drawn` is made by `ssg/draw/` of
    nothing but what its key names: making one takes as long as some thirty pages, and is not done again because other
    code of ours has changed.

    `showing` gives those of its pages that show the text of an article; a kind without it shows none. Where only texts
    have changed, no other page is looked at: a key that is made of a text (`Brief.key`) needs a `showing`.

    `about` says what the first of `subject` is: "article", or a kind of list ("tag", "month"). The keys of such pages
    may go by nothing but that article or the articles of that list, their names, and what `ssg/changes.py` knows of.
    """

    name: str
    template: str
    plan: Callable[[Site], Iterator[Page]]
    view: Callable[[Desk, Page], Any]
    parts: tuple[str, ...]
    key: Callable[[Stamps, Page], tuple[str, ...]]
    together: bool = False
    showing: Callable[[Site, str], Iterator[Page]] | None = None
    about: str = ""
    drawn: bool = False

    @property
    def is_page(self) -> bool:
        """Say whether this is a page for people, not a file for machines."""
        return self.template.endswith(".html")
