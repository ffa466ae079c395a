"""Counts how often articles were read, from hits in the order of their time. Pure; it keeps no address.

A read is a GET of an article's page with the status 200 (or 304, from the reader's own cache), not by a program, and
not by the same reader (address and agent) who requested the same page less than half an hour before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final
from urllib.parse import unquote, urlsplit

from ssg.core.text.accesslog import Hit

AGAIN: Final = 1800  # seconds
_INDEX: Final = "index.html"


@dataclass
class Readership:
    """The reads of each article by path, and the number of ignored hits: by programs, repeated, of other files."""

    reads: dict[str, int] = field(default_factory=dict)
    programs: int = 0
    repeated: int = 0
    others: int = 0

    def most_read(self, top: int) -> list[tuple[str, int]]:
        """Return the `top` most read articles; equal ones are ordered by path."""
        return sorted(self.reads.items(), key=lambda item: (-item[1], item[0]))[:top]


def count_reads(
    hits: Iterable[Hit], articles: Mapping[str, str], host: str, is_program: Callable[[str], bool], since: int
) -> Readership:
    """Count the reads among `hits`, which are in order of time.

    `articles` has the path of an article by its URL's path; `host` is the site's, or empty: hits of other hosts are
    ignored. `is_program` judges an agent. Hits before `since` (seconds since 1970) are ignored.
    """
    found = Readership()
    last: dict[int, int] = {}
    swept = since
    for hit in hits:
        path = _article(hit, articles, host) if hit.time >= since else ""
        if not path:
            found.others += 1
        elif hit.agent in ("", "-") or is_program(hit.agent):
            found.programs += 1
        else:
            if hit.time - swept > AGAIN:
                last = {reader: time for reader, time in last.items() if hit.time - time < AGAIN}
                swept = hit.time
            reader = _reader(hit, path)
            if hit.time - last.get(reader, hit.time - AGAIN) < AGAIN:
                found.repeated += 1
            else:
                found.reads[path] = found.reads.get(path, 0) + 1
            last[reader] = hit.time
    return found


def _article(hit: Hit, articles: Mapping[str, str], host: str) -> str:
    """Return the path of the article that a hit reads; empty for other hits."""
    if hit.method != "GET" or hit.status not in (200, 304) or not _is_ours(hit.host, host):
        return ""
    target = hit.target
    if not target.startswith("/"):
        try:
            parts = urlsplit(target)
        except ValueError:
            return ""
        if not parts.hostname or not _is_ours(parts.hostname, host):
            return ""
        target = parts.path
    at = unquote(target.partition("?")[0].partition("#")[0])
    return articles.get(at.removesuffix(_INDEX) if at.endswith(f"/{_INDEX}") else at, "")


def _is_ours(named: str, host: str) -> bool:
    return not named or not host or named.removeprefix("www.") == host.removeprefix("www.")


def _reader(hit: Hit, path: str) -> int:
    """Return an anonymous key of a reader and a page: nothing stored identifies the reader."""
    return int.from_bytes(blake2b(f"{hit.address}\0{hit.agent}\0{path}".encode(), digest_size=8).digest())
