"""The pictures of an article, found in its HTML: in the figures that `ssg/content/markdown/figures.py` prints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Final
from urllib.parse import urljoin

import msgspec

from ssg.content.markdown.reserved import PHOTO
from ssg.core.model import Article, Picture
from ssg.pages.reader import Reader
from ssg.pages.structured.site import source_type
from ssg.pages.structured.types import Country, Creator, ImageObject
from ssg.pages.views.shared import PictureView

_NOBODY: Final = PictureView("")
_ATTRIBUTE: Final = re.compile(r'([a-z-]+)="([^"]*)"')
_IMAGE: Final = re.compile(r"<img\b[^>]*>")
_CAPTION: Final = re.compile(r"<figcaption>(.*?)</figcaption>", re.DOTALL)
_CREDIT: Final = re.compile(r'<span class="credit">(.*?)</span>', re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")


def whose_of(read: Reader, article: Article) -> dict[str, PictureView]:
    """Return the pictures of a text whose files or rights say something, by absolute URL."""
    sources = dict.fromkeys(ref.target for ref in article.refs if ref.kind == "image")
    views = (read.picture(article.path, Picture(source)) for source in sources)
    return {read.whole_picture(view): view for view in views if view and _says_something(view)}


def pictures_of(text: str, page: str, whose: Mapping[str, PictureView]) -> Iterator[ImageObject]:
    """Yield the pictures of a text on the page `page`, in their order; `whose` says by URL what files say."""
    for figure in text.split(PHOTO)[1:]:
        inside = figure.partition("</figure>")[0]
        image, caption = _IMAGE.search(inside), _CAPTION.search(inside)
        found = _object(image[0], caption[1] if caption else "", page, whose) if image else None
        if found is not None:
            yield found


def licensed(read: Reader, article: Article, text: str, others: Iterable[ImageObject]) -> Iterator[ImageObject]:
    """Yield the pictures of a text of which it is known whose they are, each once, and none of the `others`.

    Those in figures come first: these have captions.
    """
    page, whose = read.absolute_url(read.address(article.path)), whose_of(read, article)
    seen = {other.url for other in others}
    first, *figures = text.split(PHOTO)
    around = "".join((first, *(figure.partition("</figure>")[2] for figure in figures)))
    in_lines = (_object(image, "", page, whose) for image in _IMAGE.findall(around)) if whose else ()
    for found in (*pictures_of(text, page, whose), *in_lines):
        if found is not None and found.url not in seen and (found.url in whose or found.credit_text):
            seen.add(found.url)
            yield msgspec.structs.replace(found, content_url=found.url)


def _says_something(view: PictureView) -> bool:
    names = (view.creator, view.copyright, view.license, view.acquire, view.credit, view.source)
    return any(names) or bool(view.regions)


def _object(image: str, caption: str, page: str, whose: Mapping[str, PictureView]) -> ImageObject | None:
    """Return a picture by its tag and the HTML of its caption; None without an address that one can follow."""
    said = dict(_ATTRIBUTE.findall(image))
    try:
        url = urljoin(page, unescape(said.get("src", "")))
    except ValueError:  # `https://[`
        return None
    if not said.get("src"):
        return None
    credit = _CREDIT.search(caption)
    own = whose.get(url, _NOBODY)
    return ImageObject(
        url=url,
        content_url=url if own is not _NOBODY else "",
        width=_number(said.get("width", "")),
        height=_number(said.get("height", "")),
        caption=_plain(_CREDIT.sub("", caption)),
        creator=Creator(name=own.creator) if own.creator else None,
        credit_text=_plain(credit[1]) if credit else "" if caption else own.credit,
        copyright_notice=own.copyright,
        license=own.license,
        acquire_license_page=own.acquire,
        regions_allowed=tuple(Country(name=region) for region in own.regions),
        digital_source_type=source_type(own.source) if own.source else "",
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def _plain(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", html)).split())
