"""Gives the line of a file that a diagnostic speaks of, as it may be shown to people. Never raises, never writes."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ssg.core.errors import Place
from ssg.core.text.normal import normalized
from ssg.store.theme import default_theme_folder

_WIDEST = 200
# More than any article, table of addresses or log line is read of: what lies behind has no excerpt.
_MOST = 24_000_000


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
        info = path.stat()
        lines = _lines(path, info.st_mtime_ns, info.st_size)
    except OSError:
        return None
    if place.line > len(lines):
        return None
    # Cut first: a line may be a whole article, and each of thousands of problems in it has its excerpt.
    line = normalized("NFC", lines[place.line - 1][: 8 * _WIDEST]).replace("\t", " ")
    # What a terminal would obey or hide is shown as a mark of its own.
    shown = "".join(c if c.isprintable() else "�" for c in line)
    return shown if len(shown) <= _WIDEST else shown[:_WIDEST] + "…"


@lru_cache(maxsize=1)
def _lines(path: Path, _mtime_ns: int, _size: int) -> tuple[str, ...]:
    """Read the lines of a file, once for all the problems in it."""
    with path.open("rb") as file:
        text = file.read(_MOST).decode("utf-8-sig", "replace")
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
