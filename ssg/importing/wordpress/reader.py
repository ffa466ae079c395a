"""The second pass over an export: its items, each as an article or a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Final

from ssg.core.i18n import normal_tag
from ssg.core.message import say
from ssg.core.text.paths import parts_of
from ssg.importing.model import Export, Item, Picture, Status
from ssg.importing.names import name_of, plain_of, title_of
from ssg.importing.newest import OLDER
from ssg.importing.notes import Notes
from ssg.importing.wordpress.fields import Fields
from ssg.importing.wordpress.guarded import guard_of
from ssg.importing.wordpress.paragraphs import footnotes, with_blocks, with_paragraphs
from ssg.importing.wordpress.shortcodes import Shortcodes
from ssg.importing.wordpress.survey import Survey, survey
from ssg.importing.xml import Element, elements

_STATUSES: Final[dict[str, Status]] = {
    "publish": "public",
    "future": "public",
    "private": "private",
    "trash": "trash",
}
_GONE: Final = frozenset(("auto-draft", "inherit"))
# Types that are no texts of the site.
_INTERNAL: Final = frozenset(
    "attachment revision nav_menu_item wp_block guest-author custom_css customize_changeset oembed_cache user_request "
    "wp_template wp_template_part wp_global_styles wp_navigation wp_font_family wp_font_face wpcf7_contact_form".split()
)
_PRIMARY: Final = ("_yoast_wpseo_primary_category", "rank_math_primary_category", "_primary_term_category")
_NO_CATEGORY: Final = frozenset(("uncategorized", "chua-phan-loai", "chua-duoc-phan-loai", "khong-phan-loai"))
# Taxonomies in which plugins keep notes for themselves.
_NO_TERMS: Final = frozenset("post_translations term_translations translation_priority nav_menu wp_theme".split())
_ATTACHED: Final = re.compile(r"<a\s[^<>]*\bwp-att-([0-9]+)\b[^<>]*>")
_HREF: Final = re.compile(r"href\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_NEXT: Final = re.compile(r"<!--\s*nextpage\s*-->")


def read(paths: Sequence[Path], notes: Notes) -> Export:
    """Open an export. Raises SiteProblem if a file is none, OSError."""
    found = survey(paths, Notes())  # the second pass reports
    return Export(found.head(), _Items(found, notes).of(paths))


class _Items:
    """Reads items."""

    def __init__(self, found: Survey, notes: Notes) -> None:
        self._found, self._notes = found, notes
        self._zone = found.zone
        self._shortcodes = Shortcodes(found.library, notes)

    def of(self, paths: Sequence[Path]) -> Iterator[Item]:
        for path in paths:
            for element in elements(path, "item", (), self._notes):
                item = self._item(element, f"{path.name}:{element.sourceline or 0}", self._found.ranks[path])
                if item is not None:
                    yield item

    def _item(self, element: Element, place: str, rank: int) -> Item | None:
        """Return an item; None for what is no text of the site."""
        fields = Fields(element)
        kind, status = fields["post_type"], fields["status"]
        self._notes.place = place
        if kind in _INTERNAL:
            if kind in ("nav_menu_item", "wpcf7_contact_form"):
                self._notes.count(say("item of the type `{kind}`", kind=kind), fields["title"])
            return None
        if self._found.newest.is_newer(fields.id, fields.stamp or rank):
            self._notes.count(OLDER, fields["title"])
            return None
        if status in _GONE:
            self._notes.count(say("item in the trash or never saved"), fields["title"])
            return None
        if kind not in ("post", "page"):
            self._notes.count(say("item of the type `{kind}`, now a page", kind=kind), fields["title"])
        if comments := fields.comments():
            self._notes.count(say("comment of a reader; none is imported"), fields["title"], comments)
        return self._text(fields, place)

    def _text(self, fields: Fields, place: str) -> Item:
        meta = fields.all_meta()
        known = dict(meta)
        date, updated = fields.times(self._zone)
        link = fields["link"]
        body, pages = self._body(fields, known)
        categories, tags, authors = self._terms(fields, known)
        old = [value for key, value in meta if key == "_wp_old_slug" and value]
        is_page = fields["post_type"] != "post"
        status: Status = "password" if fields["post_password"] else _STATUSES.get(fields["status"], "draft")
        guarded, guard = guard_of(known, fields.encoded("content"))
        if guarded and status == "public":
            status = "members"
            self._notes.count(say("item that a plugin guards, or a part of it"), fields["title"])
        return Item(
            id=fields.id,
            kind="page" if is_page else "article",
            status=status,
            guard=guard,
            title=title_of(fields["title"]),
            body=body,
            url=link,
            aliases=(*_siblings(link, old), *_pages(link, pages), *self._numbered(fields)),
            slug=fields["post_name"],
            date=date,
            updated=updated,
            summary=plain_of(fields.encoded("excerpt")),
            authors=authors or self._author(fields["creator"]),
            categories=categories,
            tags=tags,
            picture=self._picture(known.get("_thumbnail_id", "")),
            featured=fields["is_sticky"] == "1",
            language=self._language(fields),
            place=place,
        )

    def _numbered(self, fields: Fields) -> Iterator[str]:
        """Yield the addresses that any item has by its number."""
        number, base = fields["post_id"], self._found.base
        if number and base:
            yield f"{base}/?p={number}"
        if number and base and fields["post_type"] == "page":
            yield f"{base}/?page_id={number}"

    def _body(self, fields: Fields, meta: dict[str, str]) -> tuple[str, int]:
        """Return the text as HTML, and the number of pages that it had."""
        text = with_blocks(fields.encoded("content"), self._found.reusable, self._notes)
        pages = len(_NEXT.findall(text)) + 1
        text = _ATTACHED.sub(self._picture_of, text)
        text = with_paragraphs(self._shortcodes.replaced(_NEXT.sub("\n\n", text), fields["post_id"]))
        return text + footnotes(meta.get("footnotes", "")), pages

    def _picture_of(self, found: re.Match[str]) -> str:
        """Return a link to the page of a picture, which is no text of the site, as one to the picture."""
        known = self._found.library.get(found[1])
        return _HREF.sub(lambda _: f'href="{escape(known.url)}"', found[0]) if known and known.url else found[0]

    def _terms(self, fields: Fields, meta: dict[str, str]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Return the categories, the main one first, the tags, and the authors of an item that has several."""
        categories: list[str] = []
        tags: list[str] = []
        authors: list[str] = []
        for taxonomy, slug, name in fields.terms():
            if taxonomy == "category":
                categories.append(slug or name)
            elif taxonomy == "post_tag":
                tags.append(name_of(name))
            elif taxonomy == "author":
                authors.append(name_of(name) or self._found.names.get(slug.removeprefix("cap-"), slug))
            elif taxonomy in _NO_TERMS:
                self._notes.count(say("term of the taxonomy `{name}`; it is left out", name=taxonomy), name)
            elif taxonomy not in ("post_format", "language"):
                self._notes.count(say("term of the taxonomy `{name}`, now a tag", name=taxonomy), name)
                tags.append(name)
        primary = next((self._found.numbers.get(meta[key], "") for key in _PRIMARY if meta.get(key)), "")
        if primary in categories:
            categories.remove(primary)
            categories.insert(0, primary)
        named = [one for one in categories if one not in _NO_CATEGORY]
        return tuple(named or categories), tuple(tags), tuple(authors)

    def _language(self, fields: Fields) -> str:
        """Return the language of an item of Polylang; "" for that of the site."""
        slugs = (slug for taxonomy, slug, _ in fields.terms() if taxonomy == "language")
        own = normal_tag(next(slugs, ""))
        return own if own != self._found.language else ""

    def _author(self, login: str) -> tuple[str, ...]:
        return (self._found.names.get(login, login),) if login else ()

    def _picture(self, number: str) -> Picture | None:
        found = self._found.library.get(number) if number else None
        if found is None or not found.url:
            if number and number != "0":
                self._notes.count(say("lead picture that the export does not have"), number)
            return None
        return Picture(found.url, found.alt, plain_of(found.caption))


def _siblings(link: str, slugs: list[str]) -> Iterator[str]:
    """Yield the addresses that an item had under older slugs."""
    parts = parts_of(link)
    path = parts.path if parts is not None else ""
    name = path.rstrip("/").rpartition("/")[2]
    if name and "?" not in link:
        for slug in slugs:
            before, _, after = link.rpartition(name)
            ending = name[name.index(".") :] if "." in name else ""
            yield f"{before}{slug}{ending}{after}"


def _pages(link: str, pages: int) -> Iterator[str]:
    """Yield the addresses of the other pages of an item that had several."""
    if "?" not in link:
        yield from (f"{link.rstrip('/')}/{page}/" for page in range(2, pages + 1))
