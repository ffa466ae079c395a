"""Notify others of changes after a deploy: IndexNow (search engines) and a WebSub hub (readers' feeds).

Requests that time out are repeated, and each outcome is described in a sentence.
"""

from __future__ import annotations

import urllib.parse
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

import msgspec

from ssg.core.message import Message, many, say, verbatim
from ssg.deploy.web import Answer, ask
from ssg.index.urls import GUARDED

INDEXNOW: Final = "https://api.indexnow.org/indexnow"
MOST_URLS: Final = 10_000
"""The most URLs that IndexNow accepts in one request."""
_FEEDS: Final = ("feed.xml", "rss.xml", "feed.json")
_NO_PAGES: Final = ("_blocks/", f"{GUARDED}/", "404.html")
_MEANING: Final = {
    400: say("it did not understand the request"),
    403: say("it does not accept the key: is its file where it should be?"),
    422: say("it says that these pages are not of this site, or that the key is another's"),
    429: say("it has been asked too often"),
}


class Told(NamedTuple):
    """An outcome in a sentence, and whether it succeeded."""

    good: bool
    sentence: Message


def changed_pages(base_url: str, written: Sequence[str], removed: Sequence[str]) -> list[str]:
    """Return the URLs of all pages that were written or removed, without block files and files for machines."""
    paths = (p for p in (*written, *removed) if p.endswith(".html") and not p.startswith(_NO_PAGES))
    return [f"{base_url}/{urllib.parse.quote(path.removesuffix('index.html'))}" for path in paths]


def changed_feeds(base_url: str, written: Sequence[str]) -> list[str]:
    """Return the URLs of the feeds that were written."""
    return [f"{base_url}/{urllib.parse.quote(p)}" for p in written if p.rpartition("/")[2] in _FEEDS]


def tell_indexnow(
    endpoint: str, base_url: str, key: str, urls: Sequence[str], sleep: Callable[[float], None]
) -> Iterator[Told]:
    """Submit URLs to IndexNow once the key file is reachable."""
    location = f"{base_url}/{key}.txt"
    found = ask(location, None, {}, sleep)
    if found.status != 200 or found.said.strip() != key:
        why = say("another text") if found.status == 200 else say("status {status}", status=found.status)
        why = verbatim(found.said) if found.status == 0 else why
        yield Told(False, say("IndexNow: the key is not at {url} ({why}): deploy first", url=location, why=why))
        return
    host = urllib.parse.urlsplit(base_url).netloc
    for start in range(0, len(urls), MOST_URLS):
        part = urls[start : start + MOST_URLS]
        body = msgspec.json.encode({"host": host, "key": key, "keyLocation": location, "urlList": part})
        answer = ask(endpoint, body, {"Content-Type": "application/json; charset=utf-8"}, sleep)
        number = many("IndexNow: {n:,} page", "IndexNow: {n:,} pages", n=len(part))
        yield _outcome(answer, number, endpoint)


def tell_hub(hub: str, feeds: Sequence[str], sleep: Callable[[float], None]) -> Iterator[Told]:
    """Notify a WebSub hub of changed feeds. Hubs read the feed's URL from one of two parameters."""
    for feed in feeds:
        form = {"hub.mode": "publish", "hub.topic": feed, "hub.url": feed}
        answer = ask(hub, urllib.parse.urlencode(form).encode(), {}, sleep)
        yield _outcome(answer, verbatim(f"WebSub: {feed}"), hub)


def _outcome(answer: Answer, what: Message, address: str) -> Told:
    if 200 <= answer.status < 300:
        return Told(True, say("{what}: told", what=what))
    if answer.status == 0:
        unreachable = say(
            "{what}: {address} cannot be reached: {reason}", what=what, address=address, reason=answer.said
        )
        return Told(False, unreachable)
    said = answer.said.strip().split("\n")[0][:200]
    meaning = _MEANING.get(answer.status) or verbatim(said) or say("no reason given")
    refused = say(
        "{what}: {address} answers {status}: {meaning}",
        what=what,
        address=address,
        status=answer.status,
        meaning=meaning,
    )
    return Told(False, refused)
