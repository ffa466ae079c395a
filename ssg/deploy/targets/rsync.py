"""A server with rsync: `rsync://host/module/folder` (its daemon) or `ssh://host/folder` (over ssh).

Neither can replace a file only if it is unchanged: two deploys that begin within the same second may both go on. Each
reads back what it has claimed, which leaves only that moment.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

from ssg.core.digest import digest_bytes
from ssg.core.errors import SiteProblem
from ssg.core.message import NOTHING, Message, say
from ssg.deploy.objects import Upload
from ssg.deploy.targets.model import Found, Request, Superseded, problem
from ssg.jobs.programs import Ended, run
from ssg.store.mirror import read_in, scratch, write_in

_PARTIAL: Final = 23  # rsync: some files were not transferred, here because they are missing
_VANISHED: Final = 24
_CUT: Final = (10, 12)  # the connection broke, also while it was closed at the end; each call may be repeated


def open_server(request: Request) -> ServerTarget:
    """Open a server; nothing is asked of it yet."""
    parts = urlsplit(request.config.url)
    return ServerTarget(request.config.url, _address(parts), _shell(parts), request)


def _address(parts: SplitResult) -> str:
    """Return the folder as rsync names it, with a slash at its end."""
    user = f"{parts.username}@" if parts.username else ""
    path = unquote(parts.path).rstrip("/") + "/"
    if parts.scheme == "ssh":
        return f"{user}{parts.hostname}:{path}"
    port = f":{parts.port}" if parts.port else ""
    return f"rsync://{user}{parts.hostname}{port}{path}"


def _shell(parts: SplitResult) -> tuple[str, ...]:
    port = f" -p {parts.port}" if parts.port else ""
    return ("-e", f"ssh -o BatchMode=yes{port}") if parts.scheme == "ssh" else ()


class ServerTarget:
    """A folder of a server as a target."""

    def __init__(self, url: str, address: str, shell: tuple[str, ...], request: Request) -> None:
        """Use the folder at `address`, over the remote shell `shell`."""
        self._url, self._address, self._output = url, address, request.output
        seconds = str(int(request.patience))
        waits = () if shell else ("--contimeout", seconds)
        self._rsync = ("rsync", "-s", "--timeout", seconds, *waits, *shell)
        self._environment: Mapping[str, str] = request.environment

    def read(self, path: str) -> Found | None:
        """Return a file; None if it is missing."""
        with scratch() as folder:
            done = self._run((self._address + path, str(folder / "found")), allowed=(_PARTIAL,))
            try:
                data = read_in(folder, "found")
            except FileNotFoundError:
                if done.status == _PARTIAL and not _is_missing(done.said):
                    raise self._refused(done) from None
                return None
            return Found(data, digest_bytes(data))

    def swap(self, path: str, data: bytes, version: str | None) -> str:
        """Replace a file that is of a version, and read it back."""
        there = self.read(path)
        if (there.version if there else None) != version:
            raise Superseded
        self.write(path, data)
        again = self.read(path)
        if again is None or again.data != data:
            raise Superseded
        return again.version

    def write(self, path: str, data: bytes) -> None:
        """Write a file."""
        with scratch() as folder:
            write_in(folder, path, data)
            self._send(folder, [path])

    def send(self, uploads: Sequence[Upload], read: Callable[[Upload], bytes]) -> None:
        """Write files; rsync renames each when it is whole."""
        for upload in uploads:
            read(upload)
        self._send(self._output, [upload.source for upload in uploads])

    def remove(self, paths: Sequence[str]) -> None:
        """Remove files, and the folders that the output folder does not have any more."""
        folders = {folder for path in paths for folder in Path(path).parents if folder != Path()}
        gone: dict[int, list[str]] = {}
        for folder in folders:
            if not (self._output / folder).is_dir():
                gone.setdefault(len(folder.parts), []).append(folder.as_posix())
        missing = ("-d", "--delete-missing-args", *_FROM_LIST)
        with scratch() as empty:
            for names in (list(paths), *(gone[depth] for depth in sorted(gone, reverse=True))):
                given = _listed(names)
                self._run((*missing, f"{empty}/", self._address), given, allowed=(_PARTIAL, _VANISHED))

    def paths(self) -> Iterator[str]:
        """Yield the paths of all files."""
        done = self._run(("-r", "--list-only", "-8", self._address), allowed=(_PARTIAL,))
        for line in done.out.split(b"\n"):
            if line.startswith(b"-"):
                # `-rw-r--r--          1,234 2026/11/30 10:00:00 a b.html`
                yield os.fsdecode(line.split(None, 4)[4])

    def close(self) -> None:
        """Hold nothing."""

    def _send(self, folder: Path, paths: Sequence[str]) -> None:
        if paths:
            how = ("--ignore-times", "--perms", "--chmod=D755,F644", "--times")
            self._run((*how, *_FROM_LIST, f"{folder}/", self._address), _listed(paths))

    def _run(self, arguments: Sequence[str], given: bytes = b"", allowed: Sequence[int] = ()) -> Ended:
        try:
            done = run((*self._rsync, *arguments), given, self._environment)
            if done.status in _CUT:
                done = run((*self._rsync, *arguments), given, self._environment)
        except FileNotFoundError as missing:
            hint = say("install it (Debian: `apt-get install rsync`)")
            raise problem(self._url, say("missing program: rsync"), hint, "E780") from missing
        if done.status and done.status not in allowed:
            raise self._refused(done)
        return done

    def _refused(self, done: Ended) -> SiteProblem:
        message, hint = _told(done)
        return problem(self._url, message, hint)


_FROM_LIST: Final = ("--from0", "--files-from=-")


def _listed(paths: Sequence[str]) -> bytes:
    return b"".join(os.fsencode(path) + b"\0" for path in paths)


def _is_missing(said: str) -> bool:
    return "No such file or directory" in said


def _told(done: Ended) -> tuple[Message, Message]:
    """Return what is wrong and what to do about it, by the status of rsync and what it or ssh said."""
    said = done.said
    if "Permission denied (13)" in said:
        hint = say("give the folder to the user that rsync runs as")
        return say("the server may not write to the folder"), hint
    if "Permission denied (" in said or "auth failed" in said or "@ERROR: auth" in said:
        hint = say("for ssh, add a key to the agent; for the daemon, set RSYNC_PASSWORD in the environment")
        return say("the server does not accept the credentials"), hint
    if "Host key verification failed" in said:
        return say("the host key of the server is unknown or has changed"), say(
            "connect once with `ssh`, and compare it"
        )
    if "Unknown module" in said:
        return say("the server has no such module"), say("correct `url` of the target in site.toml")
    if _is_missing(said):
        return say("folder not found at the server"), say("create it, or correct `url` of the target in site.toml")
    noise = ("file has vanished", "directory has vanished", "WARNING: ")  # about files that were to be removed
    lines = [line for line in said.splitlines() if line.strip() and not line.startswith(noise)]
    lines = lines or [f"status {done.status}"]
    return say("the target cannot be reached, or refuses: {reason}", reason=lines[0][:300]), NOTHING
