"""Markers: what a template prints where a block or an asset's URL belongs. Pure data, put in place after rendering.

A marker is `NUL kind US name US arguments NUL`. Content cannot forge one: control characters are refused in metadata
and data files, and Markdown has no NUL. So a page's text does not change when a block on it does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec
from markupsafe import Markup

NUL, US = "\0", "\x1f"
_STRAY = "the template prints a NUL character"
_ENCODER = msgspec.json.Encoder(order="deterministic")


class Slot(NamedTuple):
    """A place in a page's text that is filled after rendering."""

    kind: str
    name: str
    arguments: dict[str, Any]


def marker(kind: str, name: str, arguments: Mapping[str, Any]) -> Markup:
    """Make the marker that a template prints."""
    return Markup(f"{NUL}{kind}{US}{name}{US}{_ENCODER.encode(arguments).decode()}{NUL}")  # noqa: S704 - data, not markup


def written(name: str, arguments: Mapping[str, Any]) -> str:
    """Name a block as a template prints it."""
    return f"{name} {_ENCODER.encode(arguments).decode()}"


def split(text: str) -> list[str | Slot]:
    """Split a rendered text at its markers: text and slots in turn, text first and last.

    Raises ValueError for a NUL that is not part of a marker.
    """
    parts: list[str | Slot] = []
    for number, part in enumerate(text.split(NUL)):
        if number % 2 == 0:
            parts.append(part)
            continue
        pieces = part.split(US)
        if len(pieces) != 3:
            raise ValueError(_STRAY)
        parts.append(Slot(pieces[0], pieces[1], msgspec.json.decode(pieces[2])))
    if len(parts) % 2 == 0:
        raise ValueError(_STRAY)
    return parts
