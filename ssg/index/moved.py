"""Compares the URLs at which articles were public with those of a new edition. Pure; it knows no text and no file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple
from urllib.parse import unquote

import msgspec

from ssg.index.model import Site
from ssg.index.redirects import Move, bare
from ssg.index.urls import output_path

_FOR_GOOD: Final = (301, 308)


class Lost(msgspec.Struct, frozen=True, array_like=True):
    """A URL at which an article was public, and the current path of its file.

    `alias`: it redirected to the article, as one of its aliases.
    """

    path: str
    url: str
    alias: bool = False


class Taken(NamedTuple):
    """A URL at which an article (`path`) was public, and now another one is (`by`)."""

    path: str
    url: str
    by: str


class Compared(NamedTuple):
    """URLs that articles have left, those that other articles have now, and renamed files: old path to new.

    A URL that was `left` may still be answered by a redirect or a file.
    """

    left: tuple[Lost, ...] = ()
    taken: tuple[Taken, ...] = ()
    renamed: Mapping[str, str] = {}


def moved_urls(site: Site, moves: Iterable[Move]) -> dict[str, str]:
    """Return the present URL for each old one, without its last slash: aliases, and permanent rows of the table."""
    urls, base = site.places.urls, site.config.base_path
    found = {bare(unquote(alias)): urls[path] for path, brief in site.briefs.items() for alias in brief.aliases}
    for move in moves:
        if move.status in _FOR_GOOD and move.target.startswith(f"{base}/"):
            found[bare(move.old)] = unquote(move.target.removeprefix(base))
    there = {bare(url) for url in urls.values()}
    return {old: new for old, new in found.items() if old not in there}


def compare(before: Mapping[str, str], now: Mapping[str, str], same: Callable[[str, Sequence[str]], str]) -> Compared:
    """Compare URLs by path. `same` finds a removed article among the paths of new ones, or "".

    An article of which only the file was renamed has not moved.
    """
    gone = {path: url for path, url in before.items() if now.get(path) != url}
    if not gone:
        return Compared()
    owners = {output_path(url): path for path, url in now.items()}
    new = [path for path in now if path not in before]
    left: list[Lost] = []
    taken: list[Taken] = []
    renamed: dict[str, str] = {}
    heirs: set[str] = set()
    for path, url in gone.items():
        owner = owners.get(output_path(url), "")
        if path not in now:
            heir = owner if owner and owner not in before else same(path, new)
            if heir and heir not in heirs:
                renamed[path] = heir
                heirs.add(heir)
        name = renamed.get(path, path)
        if not owner:
            left.append(Lost(name, url))
        elif owner != name:
            taken.append(Taken(name, url, owner))
    return Compared(tuple(left), tuple(taken), renamed)
