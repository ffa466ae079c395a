"""Checks of lead pictures: large enough, with a text for those who cannot see them, and with a credit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ssg.core.errors import Diagnostic, notice, warning
from ssg.core.message import say
from ssg.index import queries
from ssg.index.model import Site
from ssg.index.places import place_of
from ssg.index.targets import is_remote, target_path

if TYPE_CHECKING:
    from ssg.index.checks import Surroundings

_WIDE: Final = 1200  # pixels: below that search engines do not show a picture large
_CREDITED: Final = re.compile(
    r"\b(?:ảnh|photo|nguồn|source|credit)\s*:|©|\((?:ảnh|photo|nguồn|source)\b", re.IGNORECASE
)


def pictures(site: Site, around: Surroundings) -> Iterator[Diagnostic]:
    """Lead pictures that are too small to be shown large, say nothing to those who cannot see them, or not whose."""
    for story in site.stories.values():
        picture = story.article.picture
        if picture is None or not picture.src:
            continue
        place = place_of(story.article, "image")
        if not picture.alt and not picture.caption:
            hint = say('say what it shows: `image: {{src: {src}, alt: "…"}}`', src=picture.src)
            yield warning("W424", say("lead picture has neither alt text nor a caption"), place, hint)
        if not picture.credit and not _CREDITED.search(picture.caption):
            hint = say('say whose it is: `image: {{src: {src}, credit: "…"}}`', src=picture.src)
            yield notice("N438", say("lead picture has no credit"), place, hint)
        media = None if is_remote(picture.src) else queries.media(site, target_path(story.path, picture.src))
        if media is not None and 0 < media.width < _WIDE:
            message = say(
                "lead picture too small: {width} pixels wide; search engines show it large from {wide}",
                width=media.width,
                wide=_WIDE,
            )
            yield warning("W423", message, place)
