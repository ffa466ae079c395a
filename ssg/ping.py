"""Tells others, after a deploy, what has changed: IndexNow (search engines) and a WebSub hub (readers' feeds).

The only place that uses the network. What failed for want of time is tried again; each outcome is a sentence.
"""

from __future__ import annotations

import http.client
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

import msgspec

INDEXNOW: Final = "https://api.indexnow.org/indexnow"
MOST_URLS: Final = 10_000
"""What IndexNow takes in one request."""
_TRIES: Final = 4
_TIMEOUT: Final = 15.0  # seconds
_LONGEST_WAIT: Final = 60.0  # seconds
_FEEDS: Final = ("feed.xml", "rss.xml", "feed.json")
_NO_PAGES: Final = ("_blocks/", "404.html")
_MEANING: Final = {
    400: "it did not understand the request",
    403: "it does not accept the key: is its file where it should be?",
    422: "it says that these pages are not of this site, or that the key is another's",
    429: "it has been asked too often",
}


class Answer(NamedTuple):
    """What a server said: its status (0: it could not be reached, and `said` tells why), text, and seconds to wait."""

    status: int
    said: str
    wait: float = 0.0


class Told(NamedTuple):
    """An outcome, in a sentence, and whether it is good."""

    good: bool
    sentence: str


def changed_pages(base_url: str, written: Sequence[str], removed: Sequence[str]) -> list[str]:
    """Give the URLs of all pages that were written or removed, without parts of pages and files for machines."""
    paths = (p for p in (*written, *removed) if p.endswith(".html") and not p.startswith(_NO_PAGES))
    return [f"{base_url}/{urllib.parse.quote(path.removesuffix('index.html'))}" for path in paths]


def changed_feeds(base_url: str, written: Sequence[str]) -> list[str]:
    """Give the URLs of the feeds that were written."""
    return [f"{base_url}/{urllib.parse.quote(p)}" for p in written if p.rpartition("/")[2] in _FEEDS]


def tell_indexnow(
    endpoint: str, base_url: str, key: str, urls: Sequence[str], sleep: Callable[[float], None]
) -> Iterator[Told]:
    """Tell IndexNow of URLs, once the key's file is seen where it belongs."""
    location = f"{base_url}/{key}.txt"
    found = _ask(location, None, {}, sleep)
    if found.status != 200 or found.said.strip() != key:
        why = found.said if found.status == 0 else "another text" if found.status == 200 else f"status {found.status}"
        yield Told(False, f"IndexNow: the key is not at {location} ({why}): deploy first")
        return
    host = urllib.parse.urlsplit(base_url).netloc
    for start in range(0, len(urls), MOST_URLS):
        part = urls[start : start + MOST_URLS]
        body = msgspec.json.encode({"host": host, "key": key, "keyLocation": location, "urlList": part})
        answer = _ask(endpoint, body, {"Content-Type": "application/json; charset=utf-8"}, sleep)
        number = "1 page" if len(part) == 1 else f"{len(part):,} pages"
        yield _outcome(answer, f"IndexNow: {number}", endpoint)


def tell_hub(hub: str, feeds: Sequence[str], sleep: Callable[[float], None]) -> Iterator[Told]:
    """Tell a WebSub hub of feeds that have changed. Hubs differ in which of two names they read the feed from."""
    for feed in feeds:
        form = {"hub.mode": "publish", "hub.topic": feed, "hub.url": feed}
        answer = _ask(hub, urllib.parse.urlencode(form).encode(), {}, sleep)
        yield _outcome(answer, f"WebSub: {feed}", hub)


def _outcome(answer: Answer, what: str, address: str) -> Told:
    if 200 <= answer.status < 300:
        return Told(True, f"{what}: told")
    if answer.status == 0:
        return Told(False, f"{what}: {address} cannot be reached: {answer.said}")
    said = answer.said.strip().split("\n")[0][:200]
    meaning = _MEANING.get(answer.status, "") or said or "no reason given"
    return Told(False, f"{what}: {address} answers {answer.status}: {meaning}")


def _ask(url: str, body: bytes | None, headers: dict[str, str], sleep: Callable[[float], None]) -> Answer:
    """Send a request; again, after a while, where the server is busy or cannot be reached."""
    answer = Answer(0, "")
    for attempt in range(_TRIES):
        if attempt:
            sleep(min(answer.wait or 2.0**attempt, _LONGEST_WAIT))
        answer = _send(url, body, headers)
        if answer.status not in (0, 429) and answer.status < 500:
            break
    return answer


def _send(url: str, body: bytes | None, headers: dict[str, str]) -> Answer:
    # Both kinds of addresses are checked when `site.toml` is read: http and https only.
    request = urllib.request.Request(url, body, {"User-Agent": "ssg-ping", **headers})  # noqa: S310
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
