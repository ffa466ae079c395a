"""Recognises what an address embeds, by the table of providers, and files that are shown in place. Pure text.

It asks no network: an address that only a request could follow is nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import cos, radians
from typing import Final
from urllib.parse import quote

import msgspec

from ssg.content.markdown.providers import EMBEDS, END, SHORTENED, Kind, Provider

LONGEST: Final = 2_000
"""Characters of an address; a longer one is nobody's."""

# The host takes no `@` and no port, so that `https://youtu.be@evil.example/` is what it is: an address of evil.example.
_ADDRESS: Final = re.compile(r"https?://(?:www\.|m\.|mobile\.)?([a-z0-9.-]+)((?:[/?#][^\s\\<>\"\x00-\x20]*)?)", re.I)
_OPTIONAL: Final = re.compile(r"\[([^\[\]]*)\]")
_FIELD: Final = re.compile(r"\{([a-z]+)\}")
_SAFE: Final = "-._~!$'()*+,;=:@/%&"
_START: Final = re.compile(
    r"[?&#](?:t|start)=(?:([0-9]{1,2})h)?(?:([0-9]{1,4})m)?(?:([0-9]{1,6})s?)?(?=[&#]|$)", re.ASCII
)


_FILE: Final = re.compile(
    r"(?:https?://[^?#\s]+|(?!//|[A-Za-z][A-Za-z0-9+.-]*:)[^?#]+)\.(mp4|webm|mp3|m4a|ogg|oga|wav|pdf)(?:[?#]\S*)?",
    re.IGNORECASE,
)
_VIDEOS: Final = frozenset(("mp4", "webm"))


class Embed(msgspec.Struct, frozen=True):
    """What an address embeds: the provider, where a link leads, and the address and the size of the frame."""

    provider: str
    name: str
    kind: Kind
    page: str
    frame: str
    aspect: str = ""
    height: int = 0


def embed_of(url: str, own: Sequence[Provider] = ()) -> Embed | None:
    """Return what an address embeds, by the site's `own` providers first; None for an address of nobody's."""
    found = _ADDRESS.fullmatch(url) if len(url) <= LONGEST else None
    if found is None:
        return None
    address = found[1].lower() + (found[2] or "/")
    for provider in _rows(own):
        for pattern in provider.addresses:
            fields = _compiled(pattern).fullmatch(address)
            if fields is not None:
                return _embed(provider, url, fields.groupdict(""))
    return None


def file_kind(target: str) -> str:
    """Return how a file is shown in place: `video`, `audio`, `pdf` (of this site alone); "" for any other target."""
    found = _FILE.fullmatch(target)
    if found is None:
        return ""
    ending = found[1].lower()
    if ending == "pdf":
        return "" if "://" in target else "pdf"
    return "video" if ending in _VIDEOS else "audio"


def is_shortened(url: str) -> bool:
    """Return whether only a request could tell where an address leads."""
    found = _ADDRESS.fullmatch(url)
    return found is not None and found[1].lower() in SHORTENED


def names_of(own: Iterable[Provider] = ()) -> tuple[str, ...]:
    """Return the names of all providers, each once."""
    return tuple(dict.fromkeys(provider.name for provider in _rows(own)))


def sources_of(used: Iterable[str], own: Iterable[Provider] = ()) -> tuple[str, ...]:
    """Return what a Content-Security-Policy must allow for the providers with these ids, sorted."""
    wanted = frozenset(used)
    return tuple(sorted({source for row in _rows(own) if row.id in wanted for source in row.sources}))


def _rows(own: Iterable[Provider]) -> Iterator[Provider]:
    """Yield all rows: the site's own first, which take the place of built-in ones with their ids."""
    first = tuple(own)
    taken = {row.id for row in first}
    yield from first
    yield from (row for row in EMBEDS if row.id not in taken)


def expression_of(pattern: str) -> str:
    """Return the regular expression of a pattern of `site.toml`: `https://bieudo.example.vn/{id}`.

    A field stands for letters, digits, `.`, `_`, `-`; the last part of an address may be a query, which is ignored.
    """
    host = re.sub(r"^https://(?:www\.)?", "", pattern)
    parts = re.split(r"\{([a-z]+)\}", host)
    return (
        "".join(re.escape(part) if not at % 2 else rf"(?P<{part}>[\w.-]{{1,200}})" for at, part in enumerate(parts))
        + END
    )


@lru_cache(256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


def _embed(provider: Provider, url: str, fields: dict[str, str]) -> Embed:
    start = _seconds(url)
    fields |= {"start": str(start) if start else "", "bbox": _bounds(fields)}
    if not fields.get("place") and fields.get("lat"):
        fields["place"] = f"{fields['lat']},{fields['lon']}"
    page = _filled(provider.page, fields) if provider.page else _as_written(url)
    fields["url"] = page
    frame = _filled(provider.frame, fields)
    return Embed(provider.id, provider.name, provider.kind, page, frame, provider.aspect, provider.height)


def _filled(template: str, fields: Mapping[str, str]) -> str:
    """Fill the fields of a template in; what stands in brackets goes where one of its fields is empty."""

    def optional(found: re.Match[str]) -> str:
        return found[1] if all(fields.get(name) for name in _FIELD.findall(found[1])) else ""

    def field(found: re.Match[str]) -> str:
        value = fields.get(found[1], "")
        return quote(value, safe="") if found[1] == "url" else quote(value, safe=_SAFE)

    return _FIELD.sub(field, _OPTIONAL.sub(optional, template))


def _as_written(url: str) -> str:
    """Return an address as a link leads to it: by https."""
    scheme, _, rest = url.partition("://")
    return f"https://{rest}" if scheme.lower() == "http" else url


def _seconds(text: str) -> int:
    """Return the moment at which an address says to start (`t=90`, `t=1m30s`), in seconds."""
    found = _START.search(text)
    if not found:
        return 0
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds


def _bounds(fields: Mapping[str, str]) -> str:
    """Return the corners of a map of 640 × 480 pixels around a point, as OpenStreetMap wants them; "" for no map."""
    try:
        zoom, lat, lon = int(fields["zoom"]), float(fields["lat"]), float(fields["lon"])
    except (KeyError, ValueError):
        return ""
    east = 360 / 2**zoom * 640 / 256 / 2
    north = east * 3 / 4 * max(0.01, cos(radians(lat)))
    return "%2C".join(f"{corner:.5f}" for corner in (lon - east, lat - north, lon + east, lat + north))


def field_names(template: str) -> frozenset[str]:
    """Return the fields of a pattern or of a template."""
    return frozenset(_FIELD.findall(template))
