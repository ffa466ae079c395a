"""What is said of sound files: their media types, by their names, and lengths as people and as machines read them."""

from __future__ import annotations

from typing import Final

_TYPES: Final = {
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "mp4": "audio/mp4",
    "aac": "audio/aac",
    "ogg": "audio/ogg",
    "oga": "audio/ogg",
    "opus": "audio/ogg",
    "wav": "audio/wav",
}
_OTHERS: Final = frozenset("jpg jpeg png gif webp svg pdf doc docx xls xlsx ppt pptx txt md csv zip html htm".split())


def audio_type(url: str) -> str:
    """Return the media type of a sound file, by its name; that of MP3 where the name says nothing."""
    return _TYPES.get(_ending(url), "audio/mpeg")


def is_no_sound(url: str) -> bool:
    """Return whether a path names no sound file, or a URL surely none: that of a stream may have any form."""
    if "://" not in url:
        return not is_sound(url)
    return _ending(url) in _OTHERS


def is_sound(file: str) -> bool:
    """Return whether a file is one of sound, by its name."""
    return _ending(file) in _TYPES


def _ending(url: str) -> str:
    return url.partition("#")[0].partition("?")[0].rpartition(".")[2].lower()


def clock_of(seconds: int) -> str:
    """Return a length as `12:30` or `1:02:03`; nothing for none."""
    if not seconds:
        return ""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def iso_duration(seconds: int) -> str:
    """Return a length as ISO 8601 has it, `PT12M30S`; nothing for none."""
    if not seconds:
        return ""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "H"), (minutes, "M"), (rest, "S"))
    return "PT" + "".join(f"{number}{unit}" for number, unit in parts if number)
