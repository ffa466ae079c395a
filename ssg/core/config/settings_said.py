"""Finds the lines of `site.toml` for what is said of servers, hosts and drawings, which know only its values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from ssg.core.config.layout import KeyPath
from ssg.core.config.schema import Config
from ssg.core.errors import Diagnostic, Place

FIRST_LINE: Final = Place("site.toml", 1)
"""The place of what is said of `site.toml` as a whole."""

_FILES: Final[KeyPath] = ("deploy", "files")
_REDIRECTS: Final[KeyPath] = ("redirects",)
_COMPRESS: Final[KeyPath] = ("compress",)
_OF_CODES: Final[dict[str, KeyPath]] = {
    "W747": _FILES,
    "N765": _FILES,
    "W788": _FILES,
    "W748": _REDIRECTS,
    "E749": _COMPRESS,
}


def settings_of(config: Config) -> list[KeyPath]:
    """Return the keys, of those that a site has, of which something may be said."""
    given = {_FILES: config.deploy.files, _REDIRECTS: config.redirects, _COMPRESS: config.compress}
    return [key for key, value in given.items() if value]


def at_settings(said: Iterable[Diagnostic], places: Mapping[KeyPath, Place]) -> tuple[Diagnostic, ...]:
    """Return diagnostics of `site.toml` as a whole at the lines of the settings that they are about."""
    return tuple(
        msgspec.structs.replace(one, place=places.get(_OF_CODES.get(one.code, ()), FIRST_LINE))
        if one.place == FIRST_LINE
        else one
        for one in said
    )
