"""Decides which published files stay for a while after no page names them. Never touches the output folder.

Browsers, proxies and search engines hold pages that name the style sheet, picture or block of an earlier build. So a
file whose name carries a digest stays for the time of `[deploy] keep`, and is removed by the first build after that.
A file that shows part of an article is removed at once when that article is removed; a picture also when the right to
it ends, or when it belongs to the part of a text that is published no more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Final, NamedTuple

import msgspec

from ssg.core.trace import BETWEEN
from ssg.store.grace import DAY, Grace, Left, read
from ssg.store.media import media_url
from ssg.store.nodes import Entry, Nodes
from ssg.store.publish import Publication

UNNAMED: Final = "no page names it any more"
_DIGEST: Final = re.compile(r"[.]([0-9a-f]{8})(?:[.][A-Za-z0-9]+)?$")
_BLOCK: Final = re.compile(r"_blocks/.+_[0-9a-f]{10}[.]html")
_COPY: Final = re.compile(r"(.+)[.](?:gz|br|zst)")
_FILES: Final = "media/"
_SHOWING: Final = ("article", "page")
_ADDRESSES: Final = (*_SHOWING, "redirect")
"""The kinds of pages which show that an article still exists, perhaps at another URL."""


class Stay(NamedTuple):
    """The days for which files stay, the time, and a function that returns the kind of the page of an output.

    The pictures and folders of `refused`, as articles name them, do not stay; nor do pictures and other files that an
    article showed whose page is among `withheld`: what it shows by now is all that everybody may see.
    """

    days: int
    now: datetime
    kind_of: Callable[[str], str]
    refused: tuple[str, ...] = ()
    withheld: Callable[[], frozenset[str]] = frozenset


def _begins(pictures: Iterable[str]) -> tuple[str, ...]:
    """Return how the outputs of pictures and their copies begin; a folder with its slash is all that is in it.

    Others may begin so as well.
    """
    stems = ((path, stem) for path in pictures for stem in _stems(f"{path}x.x" if path.endswith("/") else path))
    return tuple(
        begin
        for path, stem in stems
        for begin in ([stem.rpartition("/")[0] + "/"] if path.endswith("/") else [f"{stem}.", f"{stem}-"])
    )


def spare(publication: Publication, nodes: Nodes, noted: bytes | None, stay: Stay) -> bytes:
    """Keep files that no page names any more in a publication that has all others; return the new note.

    `nodes` are those of the build before. Raises MemoryDamaged.
    """
    unnamed = sorted(publication.unwanted()) if stay.days else []
    if not unnamed:
        return b""
    found = dict(_staying(unnamed, publication, nodes, read(noted).files, stay))
    copies = {path: copied[1] for path in unnamed if (copied := _COPY.fullmatch(path)) and copied[1] in found}
    found |= {path: found[text] for path, text in copies.items()}
    found = {path: left for path, left in found.items() if publication.leave(path, UNNAMED)}
    if not found:
        return b""
    until = min(left.since for left in found.values()) + stay.days * DAY
    return msgspec.msgpack.encode(Grace(until, found))


def _staying(
    unnamed: Iterable[str], publication: Publication, nodes: Nodes, noted: Mapping[str, Left], stay: Stay
) -> Iterator[tuple[str, Left]]:
    """Yield the files that stay, without their compressed copies."""
    shown, now = _Shown(nodes), int(stay.now.timestamp())
    refused, withheld = _begins(stay.refused) if stay.refused else (), cache(stay.withheld)
    for path in unnamed:
        left = noted.get(path) or _left(path, publication.before(path), shown, now)
        if left is None or path.startswith(refused):
            continue
        if path.startswith(_FILES) and not withheld().isdisjoint(left.pages):
            continue
        if left.since > now:  # the clock was set back
            left = Left(now, left.pages)
        if now < left.since + stay.days * DAY and all(stay.kind_of(page) in _ADDRESSES for page in left.pages):
            yield path, left


def _left(path: str, entry: Entry | None, shown: _Shown, now: int) -> Left | None:
    """Return the record of a file that pages named until now; None if it does not stay."""
    if entry is None:
        return None
    if _BLOCK.fullmatch(path) and entry.identity:
        return Left(now, tuple(sorted(shown.by_block(path))))
    digest = _DIGEST.search(path.rpartition("/")[2])
    if path.startswith("assets/"):
        return Left(now) if digest and entry.digest.startswith(digest[1]) else None
    if path.startswith(_FILES) and digest:
        pages = shown.by_picture(path, entry)
        return Left(now, tuple(sorted(pages))) if pages else None
    return None


class _Shown:
    """The article pages that show a picture, and the articles that a block shows, in the previous build."""

    def __init__(self, nodes: Nodes) -> None:
        self._nodes = nodes
        self._pictures: dict[str, set[str]] | None = None
        self._stems: dict[str, list[str]] = {}

    def by_picture(self, path: str, entry: Entry) -> set[str]:
        """Return the pages of the articles that show a picture or a copy of it."""
        if self._pictures is None:
            self._pictures = {}
            for picture, output in self._nodes.pictures_of(_SHOWING):
                self._pictures.setdefault(picture, set()).add(output)
            for picture in self._pictures:
                for stem in _stems(picture):
                    self._stems.setdefault(stem, []).append(picture)
        kind, *subject = entry.identity.split(BETWEEN)
        names = subject[1:2] if kind == "picture" else self._stems.get(path.rsplit(".", 2)[0], [])
        return {output for name in names for output in self._pictures.get(name, ())}

    def by_block(self, path: str) -> set[str]:
        """Return the pages of the articles that a block's file shows."""
        read = {key for facts in self._nodes.trace(path).values() for _, key in facts}
        return {output for key in read for output in self._nodes.pages_about(key, "article")}


def _stems(picture: str) -> Iterator[str]:
    """Yield the beginnings of the outputs that a picture below `content/` may have: all but digest and extension."""
    for ending in ("", ".x"):
        yield media_url(picture, "", ending).rsplit(".", 2)[0][1:]
