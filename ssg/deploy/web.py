"""Asks web services: sends requests, and repeats those that a busy or unreachable server did not answer.

The only module of this room that uses the network itself (buckets and servers have libraries and programs of their
own). It decides nothing: an answer is returned, whatever its status.
"""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from ssg.core.loopback import is_loopback

_TRIES: Final = 4
_TIMEOUT: Final = 15.0  # seconds
_LONGEST_WAIT: Final = 60.0  # seconds


class Answer(NamedTuple):
    """The answer of a server: its status (0: unreachable, for the reason in `said`), text, and seconds to wait."""

    status: int
    said: str
    wait: float = 0.0


class Fetched(NamedTuple):
    """The answer to a request for a file: its status (0: unreachable), the reason, and the bytes of status 200."""

    status: int
    said: str
    data: bytes = b""


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Leaves a redirect as the answer that it is: followed, it would take our headers to wherever it says."""

    def redirect_request(self, *_: object) -> None:
        """Follow none."""


def fetch(url: str, headers: Mapping[str, str], sleep: Callable[[float], None], most: int) -> Fetched:
    """Fetch a file of at most `most` bytes, and retry later if the server is busy or unreachable.

    Redirects are not followed. This machine is asked without a proxy.
    """
    proxies: dict[str, str] | None = {} if is_loopback(urlsplit(url).hostname or "") else None
    sent = urllib.request.build_opener(_NoRedirects, urllib.request.ProxyHandler(proxies)).open
    request = urllib.request.Request(url, headers={"User-Agent": "ssg", **headers})  # noqa: S310 - the caller's scheme
    found = Fetched(0, "")
    for attempt in range(_TRIES):
        if attempt:
            sleep(2.0**attempt)
        try:
            with sent(request, timeout=2 * _TIMEOUT) as answer:
                data = answer.read(most + 1)
            return Fetched(answer.status, "", data) if len(data) <= most else Fetched(413, "Too Large")
        except urllib.error.HTTPError as problem:
            problem.close()
            found = Fetched(problem.code, f"{problem.code} {problem.reason}".strip())
            if problem.code != 429 and problem.code < 500:
                break
        except (OSError, http.client.HTTPException) as problem:
            found = Fetched(0, str(getattr(problem, "reason", None) or problem) or type(problem).__name__)
    return found


def ask(
    url: str,
    body: bytes | None,
    headers: Mapping[str, str],
    sleep: Callable[[float], None],
    method: str | None = None,
) -> Answer:
    """Send a request, and retry it later if the server is busy or unreachable."""
    answer = Answer(0, "")
    for attempt in range(_TRIES):
        if attempt:
            sleep(min(answer.wait or 2.0**attempt, _LONGEST_WAIT))
        answer = _send(url, body, headers, method)
        if answer.status not in (0, 429) and answer.status < 500:
            break
    return answer


def _send(url: str, body: bytes | None, headers: Mapping[str, str], method: str | None) -> Answer:
    # All addresses are checked when `site.toml` is read: http and https only.
    request = urllib.request.Request(url, body, {"User-Agent": "ssg-ping", **headers}, method=method)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:  # noqa: S310
            return Answer(answer.status, answer.read(10_000).decode("utf-8", "replace"))
    except urllib.error.HTTPError as problem:
        with problem:
            wait = problem.headers.get("Retry-After", "")
            said = problem.read(10_000).decode("utf-8", "replace")
        return Answer(problem.code, said, float(wait) if wait.isdecimal() else 0.0)
    except (OSError, http.client.HTTPException) as problem:
        reason = getattr(problem, "reason", None) or getattr(problem, "strerror", None) or problem
        return Answer(0, str(reason) or type(problem).__name__)
