"""Fetches files of the old site: the only part of an import that uses the network, and only for hosts that are named.

Only `https:`, never an address of a private network, no file larger than a limit, one at a time. A host that does not
answer is left alone after a few failures. What the site has already is not fetched again: an import can be resumed.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Collection
from typing import Final, NamedTuple, Protocol
from urllib.parse import SplitResult, quote, urljoin

from ssg.core.message import say
from ssg.core.text.paths import parts_of
from ssg.importing.notes import Notes

LARGEST: Final = 100_000_000
"""Bytes of a file."""
_SECONDS: Final = 20
_LONGEST: Final = 300
"""Seconds for a file, however slowly it comes."""
_REDIRECTS: Final = 3
_FAILURES: Final = 5
"""Failures in a row after which a host is left alone."""
_LONGEST_WAIT: Final = 60
_BUSY: Final = (429, 503)
_PAUSE: Final = 0.05
_AGENT: Final = "ssg-import (moves its owner's site)"
_SAFE: Final = "/-._~!$&'()*+,;=:@%"


class Answer(NamedTuple):
    """An answer of a host: status, headers in lower case, and the bytes."""

    status: int
    headers: dict[str, str]
    data: bytes


class Ask(Protocol):
    """Sends a request to a host: over TLS, to a public address."""

    def __call__(self, host: str, target: str) -> Answer:
        """Return the answer. Raises OSError, http.client.HTTPException, ValueError."""


class Web:
    """Files from named hosts. See `Media`."""

    resumes = True

    def __init__(self, hosts: Collection[str], notes: Notes, sleep: Callable[[float], None], ask: Ask) -> None:
        """Take the hosts that may be asked, whom to tell, how to wait, and how to ask."""
        self._hosts = frozenset(host.lower() for host in hosts)
        self._notes, self._sleep, self._ask = notes, sleep, ask
        self._failures: dict[str, int] = {}

    def has_host(self, host: str) -> bool:
        """Return whether a host is named."""
        return host.lower() in self._hosts

    def data(self, url: str, path: str) -> bytes | None:
        """Return a file by its URL; None if it cannot be had."""
        for _ in range(_REDIRECTS + 1):
            parts = parts_of(url)
            if parts is None or parts.scheme not in ("http", "https") or not self._may_ask(parts):
                return None
            host = (parts.hostname or "").lower()
            target = quote(parts.path or "/", safe=_SAFE) + (
                f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
            )
            answer = self._answer(host, target, url)
            if answer is None:
                return None
            if answer.status in (301, 302, 303, 307, 308):
                after = answer.headers.get("location", "")
                url = urljoin(url, after) if parts_of(after) is not None else ""
                continue
            return self._file(answer, url)
        self._notes.count(say("file that redirects without end"), url)
        return None

    def _may_ask(self, parts: SplitResult) -> bool:
        try:
            return (parts.hostname or "").lower() in self._hosts and parts.port in (None, 80, 443)
        except ValueError:  # a port that is no number
            return False

    def _answer(self, host: str, target: str, url: str) -> Answer | None:
        """Return the answer of a host, which is waited for if it is busy; None if it does not answer."""
        for _ in range(3):
            if self._failures.get(host, 0) >= _FAILURES:
                self._notes.count(say("file of {host}, which does not answer", host=host), url)
                return None
            self._sleep(_PAUSE)
            try:
                answer = self._ask(host, target)
            except (OSError, http.client.HTTPException, ValueError) as problem:
                self._failures[host] = self._failures.get(host, 0) + 1
                self._notes.count(say("file that could not be fetched from {host}", host=host), f"{url}: {problem}")
                return None
            self._failures[host] = 0
            if answer.status not in _BUSY:
                return answer
            wait = answer.headers.get("retry-after", "")
            self._sleep(min(int(wait), _LONGEST_WAIT) if wait.isascii() and wait.isdigit() else 5)
        self._notes.count(say("file of {host}, which is too busy", host=host), url)
        return None

    def _file(self, answer: Answer, url: str) -> bytes | None:
        if answer.status != 200:
            self._notes.count(say("file with the answer {status}", status=answer.status), url)
            return None
        if answer.headers.get("content-type", "").startswith("text/html"):
            self._notes.count(say("page in place of a file"), url)
            return None
        return answer.data


def ask_over_tls(host: str, target: str) -> Answer:
    """Send a request to a public address of a host, over TLS, and return the answer, bounded in size and time.

    Raises OSError, http.client.HTTPException; ValueError for a private address or a file that is too large.
    """
    address = public_address(host)
    connection = http.client.HTTPSConnection(host, 443, timeout=_SECONDS)
    plain = socket.create_connection((address, 443), timeout=_SECONDS)
    try:
        # Connected to the address that was checked: a second look-up might give another one.
        connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
        connection.request("GET", target, headers={"User-Agent": _AGENT, "Accept": "*/*"})
        response = connection.getresponse()
        headers = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, headers, bounded(response.read1))
    finally:
        connection.close()
        plain.close()


def bounded(read: Callable[[int], bytes], most: int = LARGEST) -> bytes:
    """Read to the end, in parts. Raises ValueError if there is more than `most`, OSError if it takes too long."""
    parts: list[bytes] = []
    total, end = 0, time.monotonic() + _LONGEST
    while part := read(65_536):
        if time.monotonic() > end:
            raise TimeoutError("too slow")
        total += len(part)
        if total > most:
            raise ValueError(f"larger than {most:,} bytes")
        parts.append(part)
    return b"".join(parts)


def public_address(host: str) -> str:
    """Return an address of a host. Raises ValueError if one of them is not public, OSError if there is none."""
    found = [str(info[4][0]) for info in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)]
    if not found:
        raise OSError(f"{host} has no address")
    for address in found:
        known = ipaddress.ip_address(address.partition("%")[0])
        known = getattr(known, "ipv4_mapped", None) or known
        if not known.is_global or known.is_multicast:
            raise ValueError(f"{host} is {address}, which is not public")
    return found[0]
