"""Paths of the files that articles show, below `content/` and below `static/`. Pure text."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

CONTENT: Final = "content"
STATIC: Final = "../static/"
"""The beginning of the path of a file of `static/`: its path from `content/`."""


def address_of(path: str) -> str:
    """Return the URL of a file that is published under its own path, such as one of `static/`: `/images/a.png`."""
    return "/" + quote(path, safe="-._~!$&'()*+,;=:@/")


def file_of(path: str) -> str:
    """Return the file, from the site's folder, that has this path below `content/`."""
    return path.removeprefix("../") if path.startswith(STATIC) else f"{CONTENT}/{path}"


def path_of(file: str) -> str:
    """Return the path for which `file_of` returns this file."""
    return f"../{file}" if f"../{file}".startswith(STATIC) else file.removeprefix(f"{CONTENT}/")
