"""The videos of an article, found in its HTML: in the figures that `ssg/content/markdown/embeds.py` prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Final
from urllib.parse import urljoin

from ssg.pages.reader import Reader
from ssg.pages.structured.types import VideoObject
from ssg.pages.views.shared import PictureView

_FIGURE: Final = re.compile(r'<figure class="(?:embed )?video[^>]*>.*?</figure>', re.DOTALL)
_ATTRIBUTE: Final = re.compile(r'([a-z-]+)="([^"]*)"')
_CAPTION: Final = re.compile(r"<figcaption>(.*?)</figcaption>", re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")
_YOUTUBE: Final = re.compile(r"https://www\.youtube-nocookie\.com/embed/([\w-]{11})", re.ASCII)


def videos_of(
    text: str, read: Reader, page: str, title: str, published: str, picture: PictureView | None
) -> tuple[VideoObject, ...]:
    """Return the videos of a text on the page `page`.

    Search engines require a picture of each: its poster, else the provider's, else the article's. Without any it is
    omitted.
    """
    if '<figure class="' not in text:
        return ()
    fallback = read.whole_picture(picture) if picture else ""
    found = (_video(figure, page, title, published, fallback) for figure in _FIGURE.findall(text))
    return tuple(video for video in found if video is not None)


def _video(figure: str, page: str, title: str, published: str, fallback: str) -> VideoObject | None:
    said = dict(_ATTRIBUTE.findall(figure.partition(">")[0]))
    embed = _player(unescape(said.get("data-embed-frame", "")))
    content = "" if embed else _address(figure, "video", "src", page)
    thumbnail = _address(figure, "img", "src", page) or _address(figure, "video", "poster", page)
    if not thumbnail and (found := _YOUTUBE.match(embed)):
        thumbnail = f"https://i.ytimg.com/vi/{found[1]}/hqdefault.jpg"
    thumbnail = thumbnail or fallback
    if not thumbnail or not (embed or content):
        return None
    caption = next(_captions(figure), "")
    return VideoObject(
        name=caption or title, thumbnail_url=thumbnail, upload_date=published, embed_url=embed, content_url=content
    )


def _player(frame: str) -> str:
    """Return the address of a frame that does not begin to play by itself."""
    base, _, query = frame.partition("?")
    kept = "&".join(part for part in query.split("&") if part and not part.startswith("autoplay="))
    return f"{base}?{kept}" if kept else base


def _address(figure: str, element: str, attribute: str, page: str) -> str:
    for tag in re.findall(rf"<{element}\b[^>]*>", figure):
        value = dict(_ATTRIBUTE.findall(tag)).get(attribute)
        if value:
            try:
                return urljoin(page, unescape(value))
            except ValueError:  # `https://[`, an invalid URL
                return ""
    return ""


def _captions(figure: str) -> Iterator[str]:
    for caption in _CAPTION.findall(figure):
        yield " ".join(unescape(_TAG.sub("", caption)).split())
