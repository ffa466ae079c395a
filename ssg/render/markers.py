"""Markers, which a template prints in place of a block or an asset's URL. Pure data, replaced after rendering.

A marker is `NUL nonce kind US name US arguments US check NUL`; the check shows whether a filter has changed it. The
nonce is random for each set-up of the templates, so that no content can write a marker, whatever characters it holds.
It never reaches an output or the state: every text is split in the process that rendered it, before anything is kept of
it. A page's text does not change when a block on it does.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple
from zlib import crc32

import msgspec
from markupsafe import Markup

from ssg.core.message import say

NUL, US = "\0", "\x1f"
BLOCK_IN_BLOCK: Final = say("blocks cannot be nested")
_BOTH_CASES: Final = "aZ"
"""Stands before the checksum in a marker: no filter that changes the case of letters leaves it as it is."""
_DIGITS: Final = 20
_CHANGED: Final = "template changes a marker; print block() and asset() as they are, without a filter"
_ENCODER = msgspec.json.Encoder(order="deterministic")

# Forbidden in pages and feeds: control characters except tab, line feed and carriage return, and U+FFFE and U+FFFF.
_CONTROLS: Final = bytes(sorted({*range(0x20), 0x7F} - {0x09, 0x0A, 0x0D}))
_FORBIDDEN: Final = re.compile(b"[%b]|\xef\xbf[\xbe\xbf]" % re.escape(_CONTROLS))
_UNUSED: Final = re.compile(b"\xef\xbf[\xbe\xbf]")
_SPACES: Final = (b"\x0b", b"\x0c")


class Slot(NamedTuple):
    """A place in a page's text that is filled after rendering; `written` are its arguments as JSON."""

    kind: str
    name: str
    arguments: dict[str, Any]
    written: str


def new_nonce() -> str:
    """Return a nonce: digits alone, which no filter for text changes."""
    return f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"


def marker(nonce: str, kind: str, name: str, arguments: Mapping[str, Any]) -> Markup:
    """Make the marker that a template prints."""
    inside = f"{kind}{US}{name}{US}{_ENCODER.encode(arguments).decode()}"
    return Markup(f"{NUL}{nonce}{inside}{US}{_BOTH_CASES}{crc32(inside.encode())}{NUL}")  # noqa: S704 - data


def written(name: str, arguments: Mapping[str, Any]) -> str:
    """Return the name of a block as a template prints it."""
    return f"{name} {_ENCODER.encode(arguments).decode()}"


def split(text: str, nonce: str) -> tuple[list[str], list[Slot]]:
    """Split a rendered text at its markers: return the texts before, between and after them, and their slots.

    Raises ValueError for a marker that is not as it was made: its nonce must not reach a page.
    """
    if nonce[::-1] in text:
        raise ValueError(_CHANGED)
    before, *others = text.split(nonce)
    texts: list[str] = []
    slots: list[Slot] = []
    for other in others:
        if before[-1:] != NUL:
            raise ValueError(_CHANGED)
        texts.append(before[:-1])
        inside, end, before = other.partition(NUL)
        if not end:
            raise ValueError(_CHANGED)
        slots.append(_slot(inside))
    texts.append(before)
    return texts, slots


@lru_cache(4096)
def _slot(inside: str) -> Slot:
    """Return the slot of a marker without its ends, cached: there are few, on very many pages. Nobody changes it."""
    inside, _, check = inside.rpartition(US)
    pieces = inside.split(US)
    if len(pieces) != 3 or check != f"{_BOTH_CASES}{crc32(inside.encode())}":
        raise ValueError(_CHANGED)
    try:
        return Slot(pieces[0], pieces[1], msgspec.json.decode(pieces[2]), pieces[2])
    except msgspec.DecodeError as problem:
        raise ValueError(_CHANGED) from problem


def encoded(text: str) -> bytes:
    """Return text as the bytes that are published, with U+FFFD or a space for each control character."""
    return encoded_parts([text])[0]


def encoded_parts(texts: Sequence[str]) -> list[bytes]:
    """Return several texts as the bytes that are published, each as `encoded` does.

    The last step: a template, a value of `site.toml` or a data file may contain what content cannot.
    """
    data = NUL.join(texts).encode(errors="replace")
    controls = len(data) - len(data.translate(None, _CONTROLS))
    # One byte is found a hundred times as fast as three; U+F000 and above are rare.
    if controls < len(texts) and (b"\xef" not in data or not _UNUSED.search(data)):
        return data.split(b"\0")
    every = (text.encode(errors="replace") for text in texts)
    return [_FORBIDDEN.sub(lambda one: b" " if one[0] in _SPACES else b"\xef\xbf\xbd", one) for one in every]
