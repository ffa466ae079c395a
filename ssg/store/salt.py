"""The salt of the state: our own code, the libraries that results depend on, and Python's version."""

from __future__ import annotations

import sys
import unicodedata
import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ssg import __version__
from ssg.core.digest import digest_bytes
from ssg.store.installed import installed_version
from ssg.store.open import read_regular

_LIBRARIES = (
    "jinja2 markupsafe markdown-it-py mdit-py-plugins python-frontmatter pyyaml nh3 msgspec tzdata".split()
    + "pillow pillow-heif css-inline".split()
)
# What only some results depend on, and no stored one.
_MORE = "pygments latex2mathml segno anyascii crawler-user-agents numpy brotli zstandard".split()
_PACKAGE = Path(__file__).parent.parent
_DRAWING = ("draw", "pages/drawn")


@cache
def salt() -> str:
    """Return the digest of this code and its libraries; 10 ms, most of it for reading our own files."""
    parts = [sys.implementation.name, *map(str, sys.version_info[:2])]
    parts += [f"{name} {installed_version(name)}".rstrip() for name in _LIBRARIES]
    files = [file for ending in ("py", "mo", "terms") for file in sorted(_PACKAGE.rglob(f"*.{ending}"))]
    return digest_bytes("\n".join([*parts, *map(_named, files)]).encode())


@cache
def salt_of_drawing() -> str:
    """Return the digest for drawings, which are expensive and depend only on a few of our modules and Pillow."""
    files = [file for folder in _DRAWING for file in sorted((_PACKAGE / folder).rglob("*.py"))]
    return digest_bytes("\n".join([installed_version("pillow"), *map(_named, files)]).encode())


@cache
def versions() -> Mapping[str, str]:
    """Return the version of everything that decides bytes, by name: equal ones give equal bytes, on any machine."""
    found = {"ssg": f"{__version__} ({salt()[:8]})", "python": ".".join(map(str, sys.version_info[:2]))}
    found |= {"unicode": unicodedata.unidata_version, "zlib": zlib.ZLIB_RUNTIME_VERSION}
    return found | {name: version for name in (*_LIBRARIES, *_MORE) if (version := installed_version(name))}


def _named(file: Path) -> str:
    return f"{file.relative_to(_PACKAGE).as_posix()} {digest_bytes(read_regular(file))}"
