"""Pictures as pages show them: addresses (ours, or an image server's), and what files say. All reads are recorded."""

from __future__ import annotations

import msgspec

from ssg.core.model import MediaFile, Picture
from ssg.core.picture_rights import Rights
from ssg.index.pictures import Variant, largest, served, shapes
from ssg.pages.head import HeadReader
from ssg.pages.picture_notes import added, allowed, attribute_of, said_by
from ssg.pages.views.shared import PictureView


def address_of(read: HeadReader, media: MediaFile, shown: Variant | MediaFile) -> str:
    """Return the address of a picture or of a copy: that of the image server, if one makes the copies."""
    service = read.config.pictures.service
    if not service or not isinstance(shown, Variant):
        return read.href(shown.url)
    origin = read.config.base_url.removesuffix(read.config.base_path)
    return served(service, read.href(media.url), shown.width, shown.height, origin)


def cut_for_sharing(read: HeadReader, media: MediaFile, focus: str, picture: PictureView) -> tuple[PictureView, ...]:
    """Return a lead picture in the shapes that search engines ask for, the widest first."""
    return tuple(
        msgspec.structs.replace(
            picture, url=address_of(read, media, one), width=one.width, height=one.height, srcset=""
        )
        for one in shapes(media, focus, read.config.pictures)
    )


def view_of(read: HeadReader, picture: Picture) -> PictureView:
    """Return a picture elsewhere on the web: what the article says of it."""
    own = said_by(picture, Rights())
    caption, credit = added(own, picture.caption, picture.credit, lambda: read.gettext("Photo: {name}"))
    alt, whose = picture.alt or caption, (own.artist, own.copyright, own.statement, own.licensor)
    return PictureView(picture.src, 0, 0, alt, caption, credit, picture.focus, "", *whose)


def view_of_file(read: HeadReader, media: MediaFile, picture: Picture, srcset: str) -> PictureView:
    """Return a picture with what its file says where the article says nothing."""
    shown = largest(media, read.config.pictures) or media
    url, caption, credit = address_of(read, media, shown), picture.caption, picture.credit
    own = media.rights
    own = allowed(own, read.config.pictures) if any(own) else own
    if picture.creator or picture.copyright or picture.licence or picture.acquire:
        own = said_by(picture, own)
    if any(own):
        caption, credit = added(own, caption, credit, lambda: read.gettext("Photo: {name}"))
    whose = (own.artist, own.copyright, own.statement, own.licensor)
    alt, size = picture.alt or caption, (shown.width, shown.height)
    return PictureView(url, *size, alt, caption, credit, picture.focus, srcset, *whose, *media.permit, own.source)


def notes_in_text(read: HeadReader, media: MediaFile) -> str:
    """Return what a picture in a text says of itself; see `picture_notes.attribute_of`."""
    own = allowed(media.rights, read.config.pictures)
    return attribute_of(own, lambda: read.gettext("Photo: {name}"))
