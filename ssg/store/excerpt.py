"""Returns the line of a file that a diagnostic is about, safe to print. Never raises, never writes."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ssg.core.errors import Place
from ssg.core.text.cells import Cut, around
from ssg.core.text.normal import normalized
from ssg.store.layers import folder_of
from ssg.store.open import read_regular
from ssg.store.spelling import spelled

_WIDEST = 120  # columns: what fits on most terminals; in a wrapped line the caret would point elsewhere
# More than any article, table of addresses or log line is read of: what lies behind has no excerpt.
_MOST = 24_000_000


def excerpt_of(site: Path, place: Place) -> Cut | None:
    """Return the line of a place, cut around its column if it is long; None if there is none."""
    if not place.line:
        return None
    path = spelled(site, place.path)
    if place.path.startswith("<"):
        label, _, name = place.path.partition("/")
        folder = folder_of(label)
        if folder is None:
            return None
        path = folder / name
    try:
        info = path.stat()
        lines = _lines(path, info.st_mtime_ns, info.st_size)
    except (OSError, ValueError):
        return None
    if place.line > len(lines):
        return None
    line = lines[place.line - 1]
    column = min(place.column or 1, len(line) + 1)
    # Cut first: a line may be a whole article, with thousands of problems that each have an excerpt.
    start = max(0, column - 2 * _WIDEST)
    near = line[start : column + 2 * _WIDEST].replace("\t", " ")
    # Characters that a terminal would obey or hide are shown as visible marks.
    shown = "".join(c if c.isprintable() else "�" for c in near)
    return around(shown, column - 1 - start, _WIDEST)


@lru_cache(maxsize=1)
def _lines(path: Path, _mtime_ns: int, _size: int) -> tuple[str, ...]:
    """Read the lines of a file, once for all the problems in it."""
    text = read_regular(path, most=_MOST, cut=True).decode("utf-8-sig", "replace")
    return tuple(normalized("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n"))
