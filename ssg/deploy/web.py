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

_TRIES: Final = 4
_TIMEOUT: Final = 15.0  # seconds
_LONGEST_WAIT: Final = 60.0  # seconds


class Answer(NamedTuple):
    """The answer of a server: its status (0: unreachable, for the reason in `said`), text, and seconds to wait."""

    status: int
    said: str
    wait: float = 0.0


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
