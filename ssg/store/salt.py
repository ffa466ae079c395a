"""The salt of the state: our own code, the libraries that results depend on, and Python's version."""

from __future__ import annotations

import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ssg.core.digest import digest_bytes
from ssg.store.open import read_regular

_LIBRARIES = (
    "jinja2 markupsafe markdown-it-py mdit-py-plugins python-frontmatter pyyaml nh3 msgspec tzdata".split()
    + "pillow pillow-heif".split()
)
_PACKAGE = Path(__file__).parent.parent
_DRAWING = ("draw", "pages/drawn")


@cache
def salt() -> str:
    """Return the digest of this code and its libraries; 10 ms, most of it for reading our own files."""
    parts = [sys.implementation.name, *map(str, sys.version_info[:2])]
    for name in _LIBRARIES:
        try:
            parts.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            parts.append(name)
    files = [file for ending in ("py", "mo", "terms") for file in sorted(_PACKAGE.rglob(f"*.{ending}"))]
    return digest_bytes("\n".join([*parts, *map(_named, files)]).encode())


@cache
def salt_of_drawing() -> str:
    """Return the digest for drawings, which are expensive and depend only on a few of our modules and Pillow."""
    files = [file for folder in _DRAWING for file in sorted((_PACKAGE / folder).rglob("*.py"))]
    return digest_bytes("\n".join([version("pillow"), *map(_named, files)]).encode())


def _named(file: Path) -> str:
    return f"{file.relative_to(_PACKAGE).as_posix()} {digest_bytes(read_regular(file))}"
