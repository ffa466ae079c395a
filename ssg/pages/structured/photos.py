"""The pictures of an article, found in its HTML: in the figures that `ssg/content/markdown/figures.py` prints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Final
from urllib.parse import urljoin

from ssg.content.markdown.reserved import PHOTO
from ssg.pages.structured.types import Country, Creator, ImageObject
from ssg.pages.views.shared import PictureView

_NOBODY: Final = PictureView("")
_ATTRIBUTE: Final = re.compile(r'([a-z-]+)="([^"]*)"')
_IMAGE: Final = re.compile(r"<img\b[^>]*>")
_CAPTION: Final = re.compile(r"<figcaption>(.*?)</figcaption>", re.DOTALL)
_CREDIT: Final = re.compile(r'<span class="credit">(.*?)</span>', re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")


def pictures_of(text: str, page: str, whose: Mapping[str, PictureView]) -> Iterator[ImageObject]:
    """Yield the pictures of a text on the page `page`, in their order; `whose` says by URL what files say."""
    for figure in text.split(PHOTO)[1:]:
        inside = figure.partition("</figure>")[0]
        image = _IMAGE.search(inside)
        said = dict(_ATTRIBUTE.findall(image[0])) if image else {}
        try:
            url = urljoin(page, unescape(said.get("src", "")))
        except ValueError:  # `https://[`, an address that no one can follow
            continue
        if not said.get("src"):
            continue
        caption = _CAPTION.search(inside)
        words = caption[1] if caption else ""
        credit = _CREDIT.search(words)
        own = whose.get(url, _NOBODY)
        yield ImageObject(
            url=url,
            content_url=url if own is not _NOBODY else "",
            width=_number(said.get("width", "")),
            height=_number(said.get("height", "")),
            caption=_plain(_CREDIT.sub("", words)),
            creator=Creator(name=own.creator) if own.creator else None,
            credit_text=_plain(credit[1]) if credit else "",
            copyright_notice=own.copyright,
            license=own.license,
            acquire_license_page=own.acquire,
            regions_allowed=tuple(Country(name=region) for region in own.regions),
        )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def _plain(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", html)).split())
