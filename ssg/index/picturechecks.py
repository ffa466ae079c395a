"""Checks of pictures: large enough, with a text for those who cannot see them, a credit, and what is not published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ssg.core.errors import Diagnostic, Place, notice, warning
from ssg.core.message import say
from ssg.core.model import MediaFile
from ssg.core.shown import file_of
from ssg.index import queries
from ssg.index.model import Site
from ssg.index.pictures import CREDITED
from ssg.index.places import place_of
from ssg.index.targets import is_remote, target_path

if TYPE_CHECKING:
    from ssg.index.checks import Surroundings

_TELLS: Final = re.compile(r"\bAI\b|(?i:trí tuệ nhân tạo|artificial intelligence)")
_WIDE: Final = 1200  # pixels: below that search engines do not show a picture large


def pictures(site: Site, around: Surroundings) -> Iterator[Diagnostic]:
    """Lead pictures that are too small to be shown large, say nothing to those who cannot see them, or not whose."""
    for story in site.stories.values():
        picture = story.article.picture
        if picture is None or not picture.src:
            continue
        media = None if is_remote(picture.src) else queries.media(site, target_path(story.path, picture.src))
        place = place_of(story.article, "image")
        if not picture.alt and not picture.caption:
            hint = say('say what it shows: `image: {{src: {src}, alt: "…"}}`', src=picture.src)
            yield warning("W424", say("lead picture has neither alt text nor a caption"), place, hint)
        if not (picture.credit or picture.creator or CREDITED.search(picture.caption) or _names_someone(site, media)):
            hint = say('say whose it is: `image: {{src: {src}, credit: "…"}}`', src=picture.src)
            yield notice("N438", say("lead picture has no credit"), place, hint)
        if media is not None and 0 < media.width < _WIDE:
            message = say(
                "lead picture too small: {width} pixels wide; search engines show it large from {wide}",
                width=media.width,
                wide=_WIDE,
            )
            yield warning("W423", message, place)


def credentials(site: Site, around: Surroundings) -> Iterator[Diagnostic]:
    """Yield pictures with Content Credentials, which sign the file with all its camera data."""
    found = {media.path: media for media in (*site.media.values(), *site.named.values()) if media.credentials}
    for path, media in sorted(found.items()):
        if media.copies:
            kept = say("its file keeps them, its smaller copies do not")
            yield notice("N439", say("picture has Content Credentials (C2PA); {kept}", kept=kept), Place(file_of(path)))
            continue
        message = say("picture has Content Credentials (C2PA), which are not published: they sign its camera data too")
        hint = say("to publish the file with all that it holds, place included, move it to static/")
        yield notice("N439", message, Place(file_of(path)), hint)


def synthetic(site: Site, around: Surroundings) -> Iterator[Diagnostic]:
    """Yield pictures that software made, as their files say, of articles that say nothing of it.

    `ai` in the front matter says it, and so do the letters in the line that names the picture.
    """
    for path, story in site.stories.items():
        article, leads = story.article, story.article.picture
        shown = [
            (ref.target, Place(file_of(path), ref.line, ref.column)) for ref in article.refs if ref.kind == "image"
        ]
        if leads and leads.src and not _TELLS.search(f"{leads.caption} {leads.credit} {leads.creator}"):
            shown.insert(0, (leads.src, place_of(article, "image")))
        for src, place in shown:
            media = None if is_remote(src) else queries.media(site, target_path(path, src))
            if media is None or not media.rights.source or around.bodies(path).ai or _told(around, src, place):
                continue
            message = say(
                "by its file, software made this picture or a part of it ({term}); readers are not told",
                term=media.rights.source,
            )
            hint = say('say so: "Ảnh: AI" in its caption, or `ai:` in the front matter')
            yield warning("W445", message, place, hint)


def _told(around: Surroundings, src: str, place: Place) -> bool:
    lines = around.source(place.path).split("\n")[place.line - 1 : place.line]
    return any(_TELLS.search(line.replace(src, "")) for line in lines)


def _names_someone(site: Site, media: MediaFile | None) -> bool:
    """Return whether a page shows a credit that the file itself has."""
    shown = media is not None and "credit" in site.config.pictures.notes
    return shown and media is not None and bool(media.rights.credit or media.rights.artist)
