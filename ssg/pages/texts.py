"""The text of an article as a page shows it: references resolved, boxes of related articles filled, by its layout.

Text in, text out; what it reads of other articles is recorded. It never looks at how a page is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Final, NamedTuple

from ssg.content.markdown.own_boxes import MARK
from ssg.content.markdown.own_boxes import filled as with_boxes
from ssg.content.markdown.reserved import PHOTO
from ssg.core.model import Article
from ssg.index.addresses import below
from ssg.index.bodies import resolve_body
from ssg.index.layouts import SPONSORED
from ssg.index.targets import target_path
from ssg.pages.blocks.distinct import chosen_for_text
from ssg.pages.boxes import box_html
from ssg.pages.picture_notes import NOTES, with_notes
from ssg.pages.reader import Reader
from ssg.pages.views.shared import Card, PictureView

_BOX: Final = re.compile(r'<aside class="see-also">((?:<p class="\0\d+\0"></p>)+)</aside>\n?')
_IN_BOX: Final = re.compile(r"\0(\d+)\0")
_PICTURE: Final = re.compile(r'(<figure class="picture[^>]*>)(<img src="([^"]*)"[^>]* alt="[^"][^>]*>)')
_LINK: Final = re.compile(r"<a\b([^>]*)>")
_HREF: Final = re.compile(r'\shref="(https?://[^"]*)"', re.IGNORECASE)
_REL: Final = re.compile(r'\srel="([^"]*)"')


class Values(NamedTuple):
    """What stands in the places of markers: addresses by number, and boxes of related articles (`None`: none)."""

    addresses: Mapping[int, str | None]
    boxed: Mapping[int, str | None]
    is_sponsored: bool


def values_of(read: Reader, article: Article, *, copies: bool = True, own: bool = True) -> Values:
    """Resolve all that an article's text points to; see `Reader.references`."""
    addresses = read.references(article, copies=copies, own=own)
    filed = read.metadata(article.path)
    boxed = dict(_boxed(read, article, copies=copies)) if filed.boxed else {}
    return Values(addresses, boxed, filed.layout == SPONSORED)


def filled(read: Reader, article: Article, html: str, values: Values, *, copies: bool = True) -> str:
    """Return HTML of an article's text with everything in its place, boxes of the site's own included."""
    if not html:
        return ""
    html = below(html, read.config.base_path)
    if values.boxed:
        label = escape(read.gettext_in(article.language, "See also"))
        html = _BOX.sub(lambda found: _box(found[1], values.boxed, label, copies=copies), html)
    html = resolve_body(html, values.addresses)
    if NOTES in html:
        html = with_notes(html)
    if MARK in html:
        html = with_boxes(html, lambda number, content: box_html(read, article, number, content, copies=copies))
    return with_sponsored_links(html, read.config.base_url) if values.is_sponsored else html


def with_zoom(html: str) -> str:
    """Return HTML in which each picture of its own figure, if it says what it shows, leads to itself."""
    return _PICTURE.sub(r'\1<a class="zoom" href="\3">\2</a>', html) if PHOTO in html else html


def whole_text(read: Reader, article: Article, *, copies: bool = True) -> str:
    """Return the whole text of an article as HTML."""
    values = values_of(read, article, copies=copies)
    return filled(read, article, read.body(article.path).html, values, copies=copies)


def _boxed(read: Reader, article: Article, *, copies: bool) -> Iterator[tuple[int, str | None]]:
    """Yield the related articles in boxes of a text, by the number of the reference."""
    for number, ref in enumerate(article.refs):
        if ref.kind != "related":
            continue
        path = target_path(article.path, ref.target) if ref.target else chosen_for_text(read, article.path)
        hidden = not copies and read.preview_build and bool(path) and bool(read.status(path))
        shown = bool(path) and path != article.path and read.is_article(path) and not hidden
        yield number, _entry(read.card(path), copies=copies) if shown else None


def _entry(card: Card, *, copies: bool) -> str:
    """Return an article in a box; for who reads it elsewhere (not `copies`), a plain link."""
    title, url = escape(card.title), escape(card.url)
    if not copies or card.picture is None:
        return f'<a href="{url}">{title}</a>'
    return f'<a href="{url}">{_thumb(card.picture)}<span>{title}</span></a>'


def _thumb(picture: PictureView) -> str:
    size = f' width="{picture.width}" height="{picture.height}"' if picture.width else ""
    copies = f' srcset="{escape(picture.srcset)}" sizes="6rem"' if picture.srcset else ""
    return f'<img class="crop" src="{escape(picture.url)}"{copies} alt=""{size} loading="lazy" decoding="async">'


def _box(inside: str, boxed: Mapping[int, str | None], label: str, *, copies: bool) -> str:
    """Return a box of related articles; nothing if none of them can be shown."""
    numbers = dict.fromkeys(int(number) for number in _IN_BOX.findall(inside))
    links = list(dict.fromkeys(found for number in numbers if (found := boxed.get(number))))
    if not links:
        return ""
    if not copies:
        return "".join(f"<p>{label}: {link}</p>\n" for link in links)
    items = "".join(f"<li>{link}</li>" for link in links)
    return f'<aside class="see-also" aria-label="{label}"><p class="label">{label}</p><ul>{items}</ul></aside>\n'


def with_sponsored_links(html: str, base_url: str) -> str:
    """Return HTML in which each link to another site says that it is paid for (`rel="sponsored"`)."""

    def marked(found: re.Match[str]) -> str:
        attributes = found[1]
        href = _HREF.search(attributes)
        if href is None or (base_url and f"{href[1]}/".startswith(f"{base_url}/")):
            return found[0]
        rel = _REL.search(attributes)
        words = " ".join(dict.fromkeys(["sponsored", *(rel[1].split() if rel else ())]))
        return f'<a{_REL.sub("", attributes)} rel="{words}">'

    return _LINK.sub(marked, html) if "<a" in html else html
