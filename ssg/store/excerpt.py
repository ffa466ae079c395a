"""Gives the line of a file that a diagnostic speaks of, as it may be shown to people. Never raises, never writes."""

from __future__ import annotations

from pathlib import Path

from ssg.core.errors import Place
from ssg.core.text.normal import normalized
from ssg.store.theme import default_theme_folder

_WIDEST = 200


def excerpt_of(site: Path, place: Place) -> str | None:
    """Give the line of a place; None where there is none."""
    if not place.line:
        return None
    path = site / place.path
    if place.path.startswith("<theme>/"):
        path = default_theme_folder() / place.path.removeprefix("<theme>/")
    try:
        if not path.is_file():
            return None
        text = path.read_bytes().decode("utf-8-sig", "replace")
    except OSError:
        return None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if place.line > len(lines):
        return None
    line = normalized("NFC", lines[place.line - 1]).replace("\t", " ")
    # What a terminal would obey or hide is shown as a mark of its own.
    shown = "".join(c if c.isprintable() else "�" for c in line)
    return shown if len(shown) <= _WIDEST else shown[:_WIDEST] + "…"
