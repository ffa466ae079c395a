"""What readers meet in an output folder at some moment: whole files, and links that lead somewhere. For tests only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from ssg.index.urls import output_path

ENTRANCES = ("index.html", "feed.xml", "rss.xml", "feed.json", "sitemap.xml", "404.html")
_ARTICLE = re.compile(r"thoi-su/\d{4}/\d\d/[^/]+/index\.html")
_LINK = re.compile(
    rb"""(?:href|src|data-block)="(?:https://example\.vn)?(/[^"#?]*)|"url": ?"https://example\.vn(/[^"#?]*)"""
    rb"""|<(?:loc|link)>https://example\.vn(/[^<#?]*)|<!--#include virtual="(/[^"]*)\""""
)

Tree = Mapping[str, bytes]


def tree_of(public: Path) -> dict[str, bytes]:
    """Read all that is served; temporary files are nobody's."""
    files = (file for file in public.rglob("*") if file.is_file() and not file.name.startswith(".ssg-"))
    return {file.relative_to(public).as_posix(): file.read_bytes() for file in files}


@lru_cache(maxsize=4_000)
def links(data: bytes) -> frozenset[str]:
    """Give the outputs to which a page, feed or sitemap leads."""
    found = (next(part for part in parts if part) for parts in _LINK.findall(data) if any(parts))
    return frozenset(output_path(unquote(url.decode())) for url in found)


def check(now: Tree, old: Tree, new: Tree) -> None:
    """Fail where a file is not whole, as it is in one of two states, or where a reader can come upon a dead link.

    What can be reached from the entrances leads only to what is there; lists that nothing leads to yet do so as well.
    """
    for path, data in now.items():
        assert data in (old.get(path), new.get(path)), f"{path} is of neither state of the site"
    seen = set()
    waiting = [path for path in ENTRANCES if path in now]
    while waiting:
        page = waiting.pop()
        if page in seen:
            continue
        seen.add(page)
        for target in links(now[page]) if page.endswith((".html", ".xml", ".json")) else ():
            assert target in now, f"{page} leads to {target}, which is not there"
            waiting.append(target)
    for page in now.keys() & new.keys() - seen:
        if page.endswith(".html") and not _ARTICLE.fullmatch(page):
            dead = {target for target in links(now[page]) if _ARTICLE.fullmatch(target)} - now.keys()
            assert not dead, f"{page} lists {dead}"
