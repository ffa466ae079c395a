"""The videos of an article, found in its HTML: in the boxes that `ssg/content/markdown/videos.py` prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Final
from urllib.parse import urljoin

from ssg.pages.desk import Desk
from ssg.pages.structured.types import VideoObject
from ssg.pages.views.shared import PictureView

_FIGURE: Final = re.compile(r'<figure class="video[^>]*>.*?</figure>', re.DOTALL)
_ATTRIBUTE: Final = re.compile(r'([a-z-]+)="([^"]*)"')
_CAPTION: Final = re.compile(r"<figcaption>(.*?)</figcaption>", re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")
_PLAYERS: Final = {
    "youtube": "https://www.youtube-nocookie.com/embed/{id}",
    "vimeo": "https://player.vimeo.com/video/{id}",
}


def videos_of(
    text: str, desk: Desk, page: str, title: str, published: str, picture: PictureView | None
) -> tuple[VideoObject, ...]:
    """The videos of a text on the page `page`.

    Search engines want a picture of each: its poster, else the provider's, else the article's. Without any it is not
    worth telling of.
    """
    if '<figure class="video' not in text:
        return ()
    fallback = desk.whole_picture(picture) if picture else ""
    found = (_video(figure, page, title, published, fallback) for figure in _FIGURE.findall(text))
    return tuple(video for video in found if video is not None)


def _video(figure: str, page: str, title: str, published: str, fallback: str) -> VideoObject | None:
    said = dict(_ATTRIBUTE.findall(figure.partition(">")[0]))
    provider, name = said.get("data-video-provider", ""), unescape(said.get("data-video-id", ""))
    embed = _PLAYERS.get(provider, "").format(id=name)
    content = "" if embed else _address(figure, "video", "src", page)
    thumbnail = _address(figure, "img", "src", page) or _address(figure, "video", "poster", page)
    if not thumbnail and provider == "youtube":
        thumbnail = f"https://i.ytimg.com/vi/{name}/hqdefault.jpg"
    thumbnail = thumbnail or fallback
    if not thumbnail or not (embed or content):
        return None
    caption = next(_captions(figure), "")
    return VideoObject(
        name=caption or title, thumbnail_url=thumbnail, upload_date=published, embed_url=embed, content_url=content
    )


def _address(figure: str, element: str, attribute: str, page: str) -> str:
    for tag in re.findall(rf"<{element}\b[^>]*>", figure):
        value = dict(_ATTRIBUTE.findall(tag)).get(attribute)
        if value:
            try:
                return urljoin(page, unescape(value))
            except ValueError:  # `https://[`, an address that no one can follow
                return ""
    return ""


def _captions(figure: str) -> Iterator[str]:
    for caption in _CAPTION.findall(figure):
        yield " ".join(unescape(_TAG.sub("", caption)).split())
