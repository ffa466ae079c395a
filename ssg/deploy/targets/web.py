"""A folder that a web server shows: `https://cache.example.vn/bao`. It is only read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NoReturn
from urllib.parse import quote

from ssg.core.digest import digest_bytes
from ssg.core.message import Message, say
from ssg.deploy.objects import Upload
from ssg.deploy.targets.model import Found, Request, problem
from ssg.deploy.web import fetch

_MOST: Final = 1 << 30  # bytes of a file: no pack is near it


def open_web(request: Request, token: str, sleep: Callable[[float], None]) -> WebFolder:
    """Open a folder of a web server, with a token if it asks for one; `sleep` waits between attempts, in seconds."""
    return WebFolder(request.config.url, {"Authorization": f"Bearer {token}"} if token else {}, sleep)


class WebFolder:
    """A folder of a web server as a target from which files are only read."""

    def __init__(self, url: str, headers: Mapping[str, str], sleep: Callable[[float], None]) -> None:
        """Ask `url` with these headers; `sleep` waits between attempts, in seconds."""
        self._url, self._headers, self._sleep = url.rstrip("/"), headers, sleep

    def read(self, path: str) -> Found | None:
        """Return a file; None if it is missing."""
        found = fetch(f"{self._url}/{quote(path)}", self._headers, self._sleep, _MOST)
        if found.status == 200:
            return Found(found.data, digest_bytes(found.data))
        if found.status in (404, 410):
            return None
        if found.status in (401, 403):
            hint = say("set in the environment: {names}", names="SSG_CACHE_TOKEN")
            raise problem(self._url, say("the target does not accept the credentials"), hint)
        return self._refuse(say("the target cannot be reached, or refuses: {reason}", reason=found.said))

    def swap(self, path: str, data: bytes, version: str | None) -> str:
        """Refuse."""
        self._read_only()

    def write(self, path: str, data: bytes) -> None:
        """Refuse."""
        self._read_only()

    def send(self, uploads: Sequence[Upload], read: Callable[[Upload], bytes]) -> None:
        """Refuse."""
        self._read_only()

    def remove(self, paths: Sequence[str]) -> None:
        """Refuse."""
        self._read_only()

    def paths(self) -> Iterator[str]:
        """Refuse: web servers list nothing."""
        self._read_only()

    def close(self) -> None:
        """Hold nothing."""

    def _read_only(self) -> NoReturn:
        self._refuse(say("a cache on a web server is only read"))

    def _refuse(self, message: Message) -> NoReturn:
        raise problem(self._url, message)
