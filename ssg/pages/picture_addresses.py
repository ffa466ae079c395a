"""The addresses of pictures and their copies on a page: ours, or those of an image server. All reads are recorded."""

from __future__ import annotations

import msgspec

from ssg.core.model import MediaFile
from ssg.index.pictures import Variant, served, shapes
from ssg.pages.head import HeadReader
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
