"""Says which video a URL names: YouTube's and Vimeo's many forms, and video files. Pure text, no network."""

from __future__ import annotations

import re
from typing import Final

import msgspec

_YOUTUBE: Final = re.compile(
    r"https?://(?:(?:www\.|m\.|music\.)?youtube(?:-nocookie)?\.com/(?:watch\?(?:[^#\s]*&)?v=|shorts/|embed/|live/|v/)"
    r"|youtu\.be/)([\w-]{11})(?![\w-])(\S*)",
    re.ASCII | re.IGNORECASE,
)
_VIMEO: Final = re.compile(
    r"https?://(?:www\.|player\.)?vimeo\.com/(?:video/|channels/[\w-]+/)?([0-9]{3,15})"
    r"(?:(?:/|\?(?:\S*&)?h=)([0-9a-f]{6,20}))?(?:[/?#&]\S*)?",
    re.ASCII | re.IGNORECASE,
)
_START: Final = re.compile(
    r"[?&#](?:t|start)=(?:([0-9]{1,2})h)?(?:([0-9]{1,4})m)?(?:([0-9]{1,6})s?)?(?=[&#]|$)", re.ASCII
)
_FILE: Final = re.compile(
    r"(?:https?://[^?#\s]+|(?!//|[A-Za-z][A-Za-z0-9+.-]*:)[^?#]+)\.(?:mp4|webm)(?:[?#]\S*)?", re.IGNORECASE
)


class Video(msgspec.Struct, frozen=True):
    """A video: provider `youtube`, `vimeo` or `file`; `url` is where a click leads, or the file.

    `start` is in seconds; `secret` is what Vimeo asks for with an unlisted video.
    """

    provider: str
    url: str
    id: str = ""
    start: int = 0
    secret: str = ""


def video_of(url: str) -> Video | None:
    """Return the video that `url` names; None if it names none that can be shown."""
    found = _YOUTUBE.fullmatch(url)
    if found:
        # Whatever stands before `v=` may hold the start, too.
        start = _seconds(url[: found.start(1)]) or _seconds(found.group(2))
        watch = f"https://www.youtube.com/watch?v={found.group(1)}" + (f"&t={start}s" if start else "")
        return Video("youtube", watch, found.group(1), start)
    found = _VIMEO.fullmatch(url)
    if found:
        secret = found.group(2) or ""
        page = f"https://vimeo.com/{found.group(1)}" + (f"/{secret}" if secret else "")
        return Video("vimeo", page, found.group(1), _seconds(url), secret)
    return Video("file", url) if _FILE.fullmatch(url) else None


def _seconds(text: str) -> int:
    """Return the moment at which `text`, a part of a URL, says to start (`t=90`, `t=1m30s`), in seconds."""
    found = _START.search(text)
    if not found:
        return 0
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds
