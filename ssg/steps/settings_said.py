"""Finds the lines of `site.toml` for what is said of servers and hosts, which know only its values."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

from ssg.core.config.layout import KeyPath
from ssg.core.errors import Diagnostic, Place
from ssg.inputs import CONFIG_FILE, places_in_config

FIRST_LINE: Final = Place(CONFIG_FILE, 1)
"""The place of what is said of `site.toml` as a whole."""

_FILES: Final[KeyPath] = ("deploy", "files")
_KEYS: Final[dict[str, KeyPath]] = {
    "W747": _FILES,
    "N765": _FILES,
    "W788": _FILES,
    "W748": ("redirects",),
    "E749": ("compress",),
}


def at_settings(said: Sequence[Diagnostic], root: Path) -> tuple[Diagnostic, ...]:
    """Return diagnostics of `site.toml` as a whole at the lines of the settings that they are about."""
    keys = {code: key for code, key in _KEYS.items() if any(one.code == code for one in said)}
    places = dict(zip(keys, places_in_config(root, list(keys.values())), strict=False))
    return tuple(
        msgspec.structs.replace(one, place=places.get(one.code, FIRST_LINE)) if one.place == FIRST_LINE else one
        for one in said
    )
