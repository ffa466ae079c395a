"""Another folder that is kept equal to an output folder: written file by file, each whole, no link followed.

What else lies there stays. Knows nothing of manifests.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ssg.core.digest import digest_bytes
from ssg.store.files import write_whole
from ssg.store.inside import way_is_plain
from ssg.store.lock import only_build
from ssg.store.open import read_regular


def read_in(root: Path, path: str) -> bytes:
    """Return the bytes of a file.

    Raises OSError.
    """
    return read_regular(root / path, follow=False)


def write_in(root: Path, path: str, data: bytes) -> None:
    """Write or replace a file in one step, and create its folders.

    Raises OSError.
    """
    file = root / path
    root.mkdir(exist_ok=True)
    for folder in list(reversed(file.relative_to(root).parents))[1:]:
        if not way_is_plain(str(root), folder.as_posix()):
            break  # through a link, a folder elsewhere would be created
        (root / folder).mkdir(exist_ok=True)
    if not way_is_plain(str(root), path):
        raise NotADirectoryError(0, "its folder is a symbolic link", str(file))
    write_whole(file, data)


def remove_in(root: Path, path: str) -> None:
    """Remove a file, and its folders as far as they are empty. A missing one is removed already.

    Raises OSError.
    """
    if not way_is_plain(str(root), path):
        return
    file = root / path
    if file.is_dir() and not file.is_symlink():
        return  # a page that became a folder
    file.unlink(missing_ok=True)
    for folder in file.relative_to(root).parents:
        if folder == Path():
            break
        try:
            (root / folder).rmdir()
        except OSError:
            break


def files_in(root: Path) -> Iterator[str]:
    """Yield the path of every file. Raises OSError."""
    if not root.is_dir():
        return
    for folder, _, names in os.walk(root):
        at = Path(folder).relative_to(root)
        yield from ((at / name).as_posix() for name in names)


def swap_in(root: Path, path: str, data: bytes, version: str | None) -> str | None:
    """Replace a file if it is still of a version (None: missing); return the new version, None if it is not.

    A lock beside it keeps others of this machine out for the moment. Raises SiteProblem, OSError.
    """
    file = root / path
    with only_build(file.parent, lambda: None):
        found: str | None = None
        with suppress(FileNotFoundError):
            found = digest_bytes(read_in(root, path))
        if found != version:
            return None
        write_whole(file, data)
    return digest_bytes(data)


@contextmanager
def scratch() -> Iterator[Path]:
    """Return a folder for files that another program reads or writes; it is removed at the end of the block."""
    with tempfile.TemporaryDirectory(prefix="ssg-") as folder:
        yield Path(folder)
