"""What a picture's own notes add where an article does not say it: caption, credit, licence. Pure.

Pictures in texts pass through here as an attribute that no editor can write, and that no page ever has.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from typing import Final

from ssg.content.markdown.reserved import PHOTO
from ssg.core.config.picture_keys import PicturesConfig
from ssg.core.licences import licence_page
from ssg.core.model import Picture
from ssg.core.picture_rights import Rights
from ssg.index.pictures import CREDITED

NOTES: Final = "data-ssg-notes"
"""The attribute of a picture in a text until its figure has its caption and credit."""

_NOTES: Final = re.compile(rf' {NOTES}="([^"]*)"')
_TAG: Final = re.compile(r"<[^>]*>")
_CREDIT: Final = '<span class="credit">'
_BETWEEN: Final = "\x1f"


def allowed(rights: Rights, config: PicturesConfig) -> Rights:
    """Return what `[pictures] notes` lets pages show of a file's notes; addresses only those of the web.

    That software made a picture is not the site's to leave out.
    """
    shown = config.notes
    credit, licence = "credit" in shown, "licence" in shown
    return Rights(
        artist=rights.artist if credit else "",
        copyright=rights.copyright if licence else "",
        credit=rights.credit if credit else "",
        statement=_web(rights.statement) or licence_page(rights.statement) if licence else "",
        terms=rights.terms if licence else "",
        licensor=_web(rights.licensor) if licence else "",
        caption=rights.caption if "caption" in shown else "",
        source=rights.source,
    )


def said_by(picture: Picture, rights: Rights) -> Rights:
    """Return what is known of whose a picture is: what the article says, or else the file."""
    return rights._replace(
        artist=picture.creator or rights.artist,
        copyright=picture.copyright or rights.copyright,
        statement=picture.licence or rights.statement,
        licensor=picture.acquire or rights.licensor,
    )


def added(rights: Rights, caption: str, credit: str, worded: Callable[[], str]) -> tuple[str, str]:
    """Return caption and credit of a picture: those of the article, or else those of the file.

    `worded` returns how a credit is written: `Photo: {name}`.
    """
    name = rights.credit or rights.artist
    if rights.artist and rights.credit and rights.artist.casefold() not in rights.credit.casefold():
        name = f"{rights.artist}/{rights.credit}"
    if not name or credit or CREDITED.search(caption):
        return caption or rights.caption, credit
    return caption or rights.caption, name if CREDITED.search(name) else worded().format(name=name)


def attribute_of(rights: Rights, worded: Callable[[], str]) -> str:
    """Return what a picture in a text passes on of its notes, behind the value of another attribute; "" if nothing."""
    caption, credit = added(rights, "", "", worded)
    return f'" {NOTES}="{escape(caption + _BETWEEN + credit)}' if caption or credit else ""


def with_notes(html: str) -> str:
    """Return HTML whose figures have the captions and credits that their pictures pass on."""
    first, *figures = html.split(PHOTO)
    parts = [_NOTES.sub("", first)]
    for figure in figures:
        inside, end, rest = figure.partition("</figure>")
        parts.append(_filled(inside) + end + _NOTES.sub("", rest))
    return PHOTO.join(parts)


def _filled(inside: str) -> str:
    """Return the inside of a figure with what its picture passes on and its caption does not say."""
    found = _NOTES.search(inside)
    inside = _NOTES.sub("", inside)
    if found is None:
        return inside
    caption, _, credit = unescape(found[1]).partition(_BETWEEN)
    before, _, own = inside.partition("<figcaption>")
    own = own.partition("</figcaption>")[0]
    words, has_credit, its = own.partition(_CREDIT)
    if has_credit or CREDITED.search(_TAG.sub("", words)):
        credit = ""
    words = words.strip() or escape(caption, quote=False)
    its = has_credit + its if has_credit else f"{_CREDIT}{escape(credit, quote=False)}</span>" if credit else ""
    said = " ".join(filter(None, (words, its)))
    return f"{before}<figcaption>{said}</figcaption>\n" if said else inside


def _web(address: str) -> str:
    return address if address.startswith(("https://", "http://")) else ""
