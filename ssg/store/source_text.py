"""Reads the text of a file of the site as diagnostics count its lines and columns. Light to import; never writes."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ssg.core.text.normal import normalized
from ssg.store.open import read_regular
from ssg.store.spelling import spelled

_MOST: Final = 24_000_000  # bytes of a file: the rest of a larger one has no lines


def source_of(root: Path, path: str) -> str:
    """Return the text of a file of the site in NFC, with plain line ends; "" if it cannot be read."""
    try:
        found = read_regular(spelled(root, path), most=_MOST, cut=True).decode("utf-8-sig", "replace")
    except (OSError, ValueError):
        return ""
    return normalized("NFC", found.replace("\r\n", "\n").replace("\r", "\n"))
