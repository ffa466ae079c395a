"""What every reader returns: the site that is moved, and its items one by one. Frozen; no behaviour.

A reader understands one system; it knows nothing of files and URLs of the new site, which `writer.py` decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

import msgspec

Kind = Literal["article", "page", "section"]
"""A `section` is the text of the list of its category."""
Status = Literal["public", "draft", "private", "password", "members", "trash"]
"""Who may read an item in the old system. All but `public` become drafts. One to come is public, with a later date.
What is in the trash is written only if an earlier import has written it: then it must not stay public."""
Guard = Literal["", "registered", "paid"]
"""Readers who may read an article of members whole, by the names of ssg's `access`; "" if ssg has no such group."""
Markup = Literal["html", "markdown"]


class Picture(msgspec.Struct, frozen=True):
    """A picture: its URL in the old site (or a path of its folder), and what is written of it."""

    src: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    creator: str = ""
    copyright: str = ""
    licence: str = ""
    acquire: str = ""


class Term(msgspec.Struct, frozen=True):
    """A category or a tag of the old site. `parent` is the name of the category above; `url` its old list page."""

    name: str
    slug: str = ""
    parent: str = ""
    description: str = ""
    url: str = ""
    others: tuple[str, ...] = ()
    """Other addresses of the list."""


class Person(msgspec.Struct, frozen=True):
    """Somebody who signs articles. `url` is their old page in the old site, `photo` a picture's URL."""

    name: str
    bio: str = ""
    email: str = ""
    website: str = ""
    photo: str = ""
    url: str = ""
    others: tuple[str, ...] = ()
    """Other addresses of the page."""


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """An article or a page of the old site.

    `id` is what the old system calls it, unique in an export and the same in a later one. `url` is its address there,
    whole or from `/`; `aliases` are others that lead to it. `base` is what relative paths in its text begin from: a URL
    or a path from `/` of the old site (default: `url`), or, with `folder`, a folder on the disk. The first of
    `categories` (slugs or names) is the main one; the others become tags. `featured` is a pick of editors. With
    `guard`, an article of members is published for these readers, if the new site guards articles; else it is a draft.
    `extra` is written below the key `imported` of the front matter. `place` says where it stands, for messages:
    `export.xml:1204`, `content/post/a.md`.
    """

    id: str
    kind: Kind = "article"
    status: Status = "public"
    guard: Guard = ""
    title: str
    body: str
    markup: Markup = "html"
    url: str = ""
    aliases: tuple[str, ...] = ()
    slug: str = ""
    date: datetime | None = None
    updated: datetime | None = None
    expires: datetime | None = None
    summary: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    picture: Picture | None = None
    featured: bool = False
    language: str = ""
    base: str = ""
    folder: Path | None = None
    extra: Mapping[str, Any] = MappingProxyType({})
    place: str = ""
    source: str = ""
    """Of a text in Markdown: what it was, without marks that readers never saw. Its words must be in `body`."""


class FilePage(NamedTuple):
    """A page that showed a picture or file alone: its addresses, that of the item it belongs to, that of the file."""

    urls: tuple[str, ...]
    owner: str
    file: str


def _nothing(number: str) -> None:
    return None


def _none() -> Iterator[FilePage]:
    return iter(())


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What a source says of the site as a whole. `base_url` is where it was: pictures and links there are its own."""

    title: str = ""
    tagline: str = ""
    base_url: str = ""
    language: str = ""
    timezone: str = ""
    categories: tuple[Term, ...] = ()
    tags: tuple[Term, ...] = ()
    people: tuple[Person, ...] = ()
    feeds: tuple[str, ...] = ()
    """Addresses of the feeds of lists, with `{list}` for that of a list, without its last slash."""
    archives: tuple[str, ...] = ()
    """Addresses of lists by date, with `{yyyy}` and, if it is of a month, `{mm}`."""
    redirects: tuple[tuple[str, str], ...] = ()
    """Old addresses of the site's own redirects, and where they lead (an old address or a whole URL)."""
    file_pages: Callable[[], Iterator[FilePage]] = _none
    """Yields the pages that the old site had for single pictures and files."""
    by_number: Callable[[str], str | None] = _nothing
    """Returns the address of an item by its number, for links such as `/?p=12`."""


class Given(NamedTuple):
    """A file that the old site publishes as it is: its address, a path from `/`, and where it lies."""

    address: str
    file: Path


class Export(NamedTuple):
    """A source that is open: its head, and its items, which are read while they are asked for.

    `files` are copied to `static/`, so that their addresses go on working; nothing outside of `root` is.
    """

    head: Head
    items: Iterator[Item]
    files: Sequence[Given] = ()
    root: Path | None = None
