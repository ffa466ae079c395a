"""Renders the boxes of a site's own in an article's text, with what their arguments point to. All of it is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from ssg.content.markdown.box_use import use_of
from ssg.content.markdown.targets import decoded
from ssg.core.errors import Place
from ssg.core.model import Article
from ssg.index.boxes import CHARTS, Box, faults, number_of, pointing, switch_of, values_of
from ssg.index.pictures import largest
from ssg.index.places import CONTENT
from ssg.index.targets import behind, fragment, target_path
from ssg.pages.charts.figure import chart_html
from ssg.pages.picture_addresses import address_of
from ssg.pages.views.boxes import BoxFile

if TYPE_CHECKING:
    from ssg.pages.reader import Reader

_PLAIN: Final = "-._~!$&'()*+,;=:@/?%"


def box_html(read: Reader, article: Article, number: int, content: str, *, copies: bool) -> str:
    """Render a box: what the reference with this number says. A use that nobody could make sense of is its content."""
    ref = article.refs[number]
    use = use_of(ref.target)
    box = read.box(use.name)
    place = Place(f"{CONTENT}/{article.path}", ref.line, ref.column)
    if box is None or any(faults({box.name: box}, use, place)):
        return content
    if box.name in CHARTS:
        return chart_html(read, article, values_of(box, use), content, copies=copies)
    values = {
        name: _argument(read, article.path, box, name, value, copies) for name, value in values_of(box, use).items()
    }
    return read.render_box(box.template, values, content, article.language, place)


def _argument(read: Reader, base: str, box: Box, name: str, value: str, copies: bool) -> object:
    """Return an argument of a box as its template is given it."""
    declared = box.argument(name)
    kind = declared.type if declared else "text"
    if kind == "number":
        return number_of(value)
    if kind == "switch":
        return switch_of(value)
    points = pointing(box, name, value)
    if not points:
        return read.href(value) if kind == "url" and value.startswith("/") else value
    path = target_path(base, decoded(value))
    if points == "link":
        url = read.address(path)
        return read.href(url) + quoted(fragment(value)) if url else ""
    return _file(read, path, value, kind, copies=copies and points == "image")


def _file(read: Reader, path: str, value: str, kind: str, *, copies: bool) -> object:
    """Return a file as it is shown, or its address where that is what is asked for; nothing if it is not there."""
    media = read.media(path)
    if media is None:
        return ""
    shown = (largest(media, read.config.pictures) if kind == "file" else None) or media
    url = address_of(read, media, shown)
    if kind == "url":
        return url + quoted(behind(value) if media.copies or not media.digest else fragment(value))
    srcset = read.srcset(media) if copies else ""
    return BoxFile(url, shown.width, shown.height, srcset, read.config.pictures.sizes if srcset else "", media.size)


def quoted(part: str) -> str:
    """Return what follows a path as it stands in an address."""
    query, mark, part = part.partition("#")
    return quote(query, safe=_PLAIN) + mark + quote(part, safe=_PLAIN)
