"""The first pass over an export: what items refer to by number. It keeps no text, so that memory stays small."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from ssg.core.i18n import normal_tag
from ssg.importing.model import FilePage, Head, Person, Term
from ssg.importing.names import name_of
from ssg.importing.newest import Newest
from ssg.importing.notes import Notes
from ssg.importing.packed import Packed
from ssg.importing.stored import Stored
from ssg.importing.times import time_of
from ssg.importing.wordpress.fields import Fields, child_text
from ssg.importing.xml import Element, elements, local
from ssg.store.open import open_named

Listed = TypeVar("Listed", Term, Person)
_SITE = ("title", "link", "description", "language", "base_site_url", "base_blog_url")
_TAGS = (*_SITE, "author", "category", "tag", "term")
_EXPORTED = re.compile(rb"<pubDate>([^<>]{1,40})</pubDate>")
_HEAD = 65_536
_UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)
_OFFICIAL = "category"  # WordPress's own base of category lists; the export does not name another


class Attachment(NamedTuple):
    """A picture or file of the library. `page` is the address of its own page, `parent` the item it was uploaded to."""

    url: str
    alt: str = ""
    caption: str = ""
    parent: str = ""
    page: str = ""
    number: str = ""
    before: int = -1
    """Where the one is that was uploaded to the same item before it."""


class Library:
    """The pictures and files of a site, by number; those of an item."""

    def __init__(self) -> None:
        """Begin empty."""
        self._all = Stored(Attachment)
        self._last = Packed()

    def get(self, number: str) -> Attachment | None:
        """Return one; None if the export does not have it."""
        return self._all.get(number)

    def add(self, number: str, one: Attachment) -> None:
        """Add one."""
        before = self._last.get(one.parent)
        at = self._all.put(number, one._replace(before=-1 if before is None else before))
        self._last.put(one.parent, at)

    def all(self) -> Iterator[Attachment]:
        """Yield all of them."""
        return self._all.values()

    def of(self, parent: str) -> list[Attachment]:
        """Return those that were uploaded to an item, in the order of the export."""
        found: list[Attachment] = []
        at = self._last.get(parent)
        while at is not None and at >= 0:
            _, one = self._all.at(at)
            found.append(one)
            at = one.before
        return found[::-1]


class Survey:
    """Everything that items of an export refer to."""

    def __init__(self) -> None:
        """Begin without anything."""
        self.site: dict[str, str] = {}
        self.names: dict[str, str] = {}
        """Names of authors by login."""
        self.people: list[Person] = []
        self.categories: dict[str, Term] = {}
        self.numbers: dict[str, str] = {}
        """Slugs of categories by their number."""
        self.tags: list[Term] = []
        self.library = Library()
        self.newest = Newest()
        self.ranks: dict[Path, int] = {}
        """How late each file was exported."""
        self.links = Stored(str)
        """Addresses of items by their number."""
        self.reusable: dict[str, str] = {}
        """HTML of reusable blocks by their number."""
        self.named: dict[str, str] = {}
        """Names of categories by their slug, as items have them: an export of posts alone lists no categories."""
        self.offsets: Counter[timedelta] = Counter()
        """How far the clock of the old site was before UTC, and how often."""

    @property
    def base(self) -> str:
        """The address of the old site."""
        return (self.site.get("base_blog_url") or self.site.get("link") or "").rstrip("/")

    @property
    def zone(self) -> tzinfo:
        """The commonest offset of the old site, for items that do not tell theirs."""
        return timezone(self.offsets.most_common(1)[0][0]) if self.offsets else UTC

    @property
    def language(self) -> str:
        """The language of the old site; "" if it is not known."""
        found = normal_tag(self.site.get("language", ""))
        return found if found.startswith("zh") else found.partition("-")[0]

    def head(self) -> Head:
        """Return what the export says of the site."""
        feeds = (("/feed/", "/rss.xml"), ("/feed/rss2/", "/rss.xml"), ("/feed/atom/", "/feed.xml"))
        base = self.base
        return Head(
            title=name_of(self.site.get("title", "")),
            tagline=name_of(self.site.get("description", "")),
            base_url=base,
            language=self.language,
            categories=tuple(self.categories.values()),
            tags=tuple(self.tags),
            people=tuple(self.people),
            redirects=tuple((f"{base}{old}", new) for old, new in feeds) if base else (),
            feeds=("{list}/feed/",),
            archives=(f"{base}/{{yyyy}}/", f"{base}/{{yyyy}}/{{mm}}/") if base else (),
            by_number=self.links.get,
            file_pages=self._file_pages,
        )

    def _file_pages(self) -> Iterator[FilePage]:
        for one in self.library.all():
            owner = self.links.get(one.parent) or ""
            asked = f"{self.base}/?attachment_id={one.number}"
            yield FilePage(tuple(dict.fromkeys(filter(None, (one.page, asked)))), owner, one.url)


def survey(paths: Sequence[Path], notes: Notes) -> Survey:
    """Read all files once. Raises SiteProblem if one is no export, OSError."""
    found = Survey()
    found.ranks = _ranks(paths)
    for path in paths:
        for element in elements(path, "item", _TAGS, notes):
            name = local(element)
            if name == "item":
                _item(found, element, found.ranks[path])
            elif name in ("author", "category", "tag", "term"):
                _TERMS[name](found, element)
            else:
                found.site.setdefault(name, (element.text or "").strip())
    _addresses(found)
    return found


def _ranks(paths: Sequence[Path]) -> dict[Path, int]:
    """Return how late each file was exported, as numbers from 1."""
    times: dict[Path, datetime] = {}
    for path in paths if len(paths) > 1 else ():
        with open_named(path) as file:
            date = _EXPORTED.search(file.read(_HEAD))
        times[path] = (time_of(date[1].decode("ascii", "replace")) if date is not None else None) or _UNKNOWN
    order = sorted(set(times.values()))
    return {path: order.index(times[path]) + 1 if path in times else 1 for path in paths}


def _item(found: Survey, element: Element, rank: int) -> None:
    fields = Fields(element)
    number, kind = fields["post_id"], fields["post_type"]
    if kind == "attachment":
        alt = fields.meta().get("_wp_attachment_image_alt", "")
        url = fields["attachment_url"] or fields["guid"]
        found.links.put(number, url)  # who asks for the page of a picture gets the picture
        caption, parent = fields.encoded("excerpt"), fields["post_parent"]
        found.library.add(number, Attachment(url, name_of(alt), caption, parent, fields["link"], number))
    elif kind == "wp_block":
        found.reusable[number] = fields.encoded("content")
    elif kind == "guest-author":
        meta = fields.meta()
        found.names.setdefault(meta.get("cap-user_login", ""), meta.get("cap-display_name", "") or fields["title"])
    else:
        found.newest.note(fields.id, fields.stamp or rank)
        if "?" not in fields["link"]:
            found.links.put(number, fields["link"])
        if (offset := fields.offset()) is not None:
            found.offsets[offset] += 1
        for taxonomy, slug, name in fields.terms():
            if taxonomy == "category" and slug:
                found.named.setdefault(slug, name_of(name))


def _author(found: Survey, element: Element) -> None:
    login = child_text(element, "author_login")
    name = name_of(child_text(element, "author_display_name")) or login
    if not login or login in found.names:
        return
    found.names[login] = name
    number = child_text(element, "author_id")
    others = (f"/?author={number}",) if number else ()
    found.people.append(Person(name=name, url=f"/author/{login.lower().replace(' ', '-')}/", others=others))


def _category(found: Survey, element: Element) -> None:
    slug, name = child_text(element, "category_nicename"), name_of(child_text(element, "cat_name"))
    if slug and slug not in found.categories:
        found.numbers[child_text(element, "term_id")] = slug
        text = child_text(element, "category_description")
        found.categories[slug] = Term(name or slug, slug, child_text(element, "category_parent"), text)


def _tag(found: Survey, element: Element) -> None:
    slug, name = child_text(element, "tag_slug"), name_of(child_text(element, "tag_name"))
    if slug and name:
        found.tags.append(Term(name, slug, url=f"/tag/{slug}/", others=(f"/?tag={slug}",)))


def _term(found: Survey, element: Element) -> None:
    """Note a term of any taxonomy: newer exports have categories here as well."""
    slug, name = child_text(element, "term_slug"), name_of(child_text(element, "term_name"))
    if child_text(element, "term_taxonomy") == "category" and slug and slug not in found.categories:
        found.numbers[child_text(element, "term_id")] = slug
        found.categories[slug] = Term(name or slug, slug, child_text(element, "term_parent"))


_TERMS = {"author": _author, "category": _category, "tag": _tag, "term": _term}


def _addresses(found: Survey) -> None:
    """Give categories, tags and people the addresses of their lists."""
    base = found.base
    for slug, name in found.named.items():
        found.categories.setdefault(slug, Term(name or slug, slug))
    by_number = {slug: f"{base}/?cat={number}" for number, slug in found.numbers.items() if number}
    for slug, term in found.categories.items():
        path, above, met = slug, term.parent, {slug}
        while above in found.categories and above not in met:
            met.add(above)
            path, above = f"{above}/{path}", found.categories[above].parent
        asked = (by_number[slug],) if slug in by_number else ()
        url = f"{base}/{_OFFICIAL}/{path}/"
        found.categories[slug] = Term(term.name, slug, term.parent, term.description, url, asked)
    found.tags = [_based(one, base) for one in found.tags]
    found.people = [_based(one, base) for one in found.people]


def _based(one: Listed, base: str) -> Listed:
    """Return a tag or a person with whole addresses."""
    return msgspec.structs.replace(one, url=base + one.url, others=tuple(base + url for url in one.others))
