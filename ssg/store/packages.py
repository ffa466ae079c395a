"""Reads files out of a package of npm: an archive as `npm pack` makes it, or its unpacked folder. Never writes."""

from __future__ import annotations

import gzip
import io
import tarfile
import zlib
from pathlib import Path
from typing import Final

from ssg.store.open import read_regular

_MOST: Final = 64_000_000  # bytes of an archive
_LARGEST: Final = 20_000_000  # bytes of a file in it


def read_packaged(package: Path, *names: str) -> dict[str, bytes]:
    """Return those of some files that a package has, by their paths within it.

    Raises OSError if it cannot be read.
    """
    found: dict[str, bytes] = {}
    if package.is_dir():
        for name in names:
            if (package / name).is_file():
                found[name] = read_regular(package / name, package, most=_LARGEST)
        return found
    data = read_regular(package, most=_MOST)
    try:
        with tarfile.TarFile(fileobj=gzip.GzipFile(fileobj=io.BytesIO(data))) as archive:
            for member in archive:
                name = member.name.partition("/")[2]
                if name in names and member.isfile() and member.size <= _LARGEST:
                    opened = archive.extractfile(member)
                    found[name] = opened.read() if opened else b""
    except (tarfile.TarError, EOFError, zlib.error) as problem:
        raise OSError(str(problem)) from problem
    return found
