"""Where old addresses lead that no item has: lists, people, single pictures, redirects of the old site. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Iterator
from itertools import chain
from typing import Final, Protocol

from ssg.core.message import say
from ssg.core.text.scripts import slug_of
from ssg.core.text.slug import identity
from ssg.importing.media import Files
from ssg.importing.model import Head
from ssg.importing.notes import Notes
from ssg.importing.packed import Packed
from ssg.importing.place import Places, Where
from ssg.importing.terms import Categories

_PLAIN: Final = re.compile(r"(?:/[A-Za-z0-9._~-]+)+/?")


class Written(Protocol):
    """What an import has written.

    `used` are the tags of public items, as `tag/slug`; `signed` those who sign, by identity; `answers` the addresses of
    public items, as `Places.key` returns them.
    """

    @property
    def categories(self) -> Categories:
        """The categories."""

    @property
    def places(self) -> Places:
        """The places of items."""

    @property
    def files(self) -> Files:
        """The files that were copied."""

    @property
    def style(self) -> str:
        """The style of slugs of the new site."""

    @property
    def used(self) -> Container[str]:
        """The tags and people."""

    @property
    def months(self) -> Collection[tuple[str, str]]:
        """The months of public articles, as `yyyy` and `mm`."""

    @property
    def answers(self) -> Packed:
        """The addresses."""

    @property
    def asked(self) -> Iterable[tuple[str, str]]:
        """The addresses of public items that have arguments, and where they lead."""


class Rows:
    """Rows of the redirect table, as one text: an import may have 100,000."""

    def __init__(self) -> None:
        """Begin empty."""
        self._data = bytearray()

    def add(self, olds: Iterable[str], target: str) -> None:
        """Add the old addresses of an item."""
        for old in olds:
            self._data += f"{old}\t{target}\n".encode()

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield old address and target."""
        at = 0
        while (end := self._data.find(b"\n", at)) >= 0:
            old, _, target = self._data[at:end].decode().partition("\t")
            yield old, target
            at = end + 1


def target_of(where: Where, content: str) -> str:
    """Return the target of redirects to an item: its address if it is sure to stay, else its file."""
    return where.permalink if _PLAIN.fullmatch(where.permalink) else f"{content}/{where.file}"


def redirects(head: Head, written: Written, notes: Notes) -> Iterator[tuple[str, str]]:
    """Yield the rows of the redirect table: an old path, and a path of the new site or a whole URL."""
    places = written.places
    own = ((old, places.local(new) or new) for old, new in chain(head.redirects, _file_pages(head, written, notes)))
    for old, target in chain(_with_feeds(head, written), _archives(head, written), own):
        path = places.local(old) if old and "?" not in old else ""
        if path and path not in ("/", target) and places.is_free(path):
            yield path, target
        elif asked := places.asked(old):
            yield asked, target
    yield from written.asked


def _with_feeds(head: Head, written: Written) -> Iterator[tuple[str, str]]:
    """Yield the lists of the old site, and their feeds: tags have none here, their pages answer."""
    for old, new in _lists(head, written):
        yield old, new
        for feed in head.feeds if old and "?" not in old else ():
            yield feed.replace("{list}", old.rstrip("/")), new if new.startswith("/tag/") else f"{new}rss.xml"


def _archives(head: Head, written: Written) -> Iterator[tuple[str, str]]:
    """Yield the lists by year and by month that the new site has."""
    for pattern in head.archives:
        for year, month in sorted(written.months):
            old = pattern.replace("{yyyy}", year).replace("{mm}", month)
            yield old, f"/archive/{year}/{month}/" if "{mm}" in pattern else f"/archive/{year}/"


def _lists(head: Head, written: Written) -> Iterator[tuple[str, str]]:
    """Yield the lists of the old site that the new one has."""
    categories = written.categories
    used = {term.slug for term in categories.used}
    for term in head.categories:
        slug = categories.of(term.slug or term.name).slug
        if slug in used:
            yield from ((url, f"/{slug}/") for url in (term.url, *term.others))
    for term in head.tags:
        slug = slug_of(term.name, written.style)
        if f"tag/{slug}" in written.used:
            yield from ((url, f"/tag/{slug}/") for url in (term.url, *term.others))
        elif term.name in categories and (slug := categories.of(term.name).slug) in used:
            yield term.url, f"/{slug}/"  # the first label of an article
    for person in head.people:
        if f"author/{identity(person.name)}" in written.used:
            yield from (
                (url, f"/author/{slug_of(person.name, written.style)}/") for url in (person.url, *person.others)
            )


def _file_pages(head: Head, written: Written, notes: Notes) -> Iterator[tuple[str, str]]:
    """Yield the pages of single pictures: to the article that the picture belongs to, else to the picture."""
    for page in head.file_pages():
        is_public = bool(page.owner) and written.places.key(page.owner) in written.answers
        if new := page.owner if is_public else written.files.copied_to(page.file):
            yield from ((url, new) for url in page.urls)
        else:
            notes.count(say("page of a picture, lost: neither it nor its article is on the site"), page.urls[0])
