"""A folder of this machine, or of a disk that it has mounted: `file:///srv/www/example.vn`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NoReturn
from urllib.parse import unquote, urlsplit

from ssg.core.digest import digest_bytes
from ssg.core.errors import SiteProblem
from ssg.core.message import say
from ssg.core.system import reason_of
from ssg.deploy.objects import Upload
from ssg.deploy.targets.model import Found, Request, Superseded, problem
from ssg.store.mirror import files_in, read_in, remove_in, swap_in, write_in
from ssg.store.open import real


def open_folder(request: Request) -> FolderTarget:
    """Open the folder of a target. Raises SiteProblem."""
    root = Path(unquote(urlsplit(request.config.url).path))
    here, output = real(root), real(request.output)
    if here == output or output in here.parents or here in output.parents:
        message = say("the target must not be, contain or lie inside the output folder")
        raise problem(request.config.url, message, say("choose a folder beside it"), "E780")
    return FolderTarget(request.config.url, root)


class FolderTarget:
    """A folder as a target. Its parent must exist: a disk that is not mounted is not filled."""

    def __init__(self, url: str, root: Path) -> None:
        """Use the folder `root`, which is created if only it is missing."""
        self._url, self._root = url, root

    def read(self, path: str) -> Found | None:
        """Return a file; None if it is missing."""
        try:
            if not self._root.parent.is_dir():
                raise FileNotFoundError(2, "No such file or directory", str(self._root.parent))  # noqa: TRY301
            data = read_in(self._root, path)
        except (FileNotFoundError, NotADirectoryError) as wrong:
            if not self._root.parent.is_dir():
                hint = say("create it, or mount the disk")
                raise problem(self._url, say("folder not found: {path}", path=str(self._root.parent)), hint) from wrong
            return None
        except OSError as wrong:
            self._refuse(wrong)
        return Found(data, digest_bytes(data))

    def swap(self, path: str, data: bytes, version: str | None) -> str:
        """Replace a file that is of a version."""
        try:
            new = swap_in(self._root, path, data, version)
        except SiteProblem as wrong:  # the lock beside the file
            if not isinstance(wrong.__cause__, OSError):
                raise
            self._refuse(wrong.__cause__, path)
        except OSError as wrong:
            self._refuse(wrong, path)
        if new is None:
            raise Superseded
        return new

    def write(self, path: str, data: bytes) -> None:
        """Write a file."""
        try:
            write_in(self._root, path, data)
        except OSError as wrong:
            self._refuse(wrong, path)

    def send(self, uploads: Sequence[Upload], read: Callable[[Upload], bytes]) -> None:
        """Write files, each in one step."""
        for upload in uploads:
            self.write(upload.path, read(upload))

    def remove(self, paths: Sequence[str]) -> None:
        """Remove files, and folders that are empty then."""
        try:
            for path in paths:
                remove_in(self._root, path)
        except OSError as wrong:
            self._refuse(wrong)

    def paths(self) -> Iterator[str]:
        """Yield the paths of all files."""
        try:
            yield from files_in(self._root)
        except OSError as wrong:
            self._refuse(wrong)

    def close(self) -> None:
        """Hold nothing."""

    def _refuse(self, wrong: OSError, path: str = "") -> NoReturn:
        """Raise SiteProblem with the file that the system names, else with that of `path`: a full disk names none."""
        file = wrong.filename or str(self._root / path)
        message = say("cannot write to the target: {reason}", reason=f"{file}: {reason_of(wrong)}")
        raise problem(self._url, message) from wrong
