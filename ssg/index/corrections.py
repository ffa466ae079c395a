"""The corrections of all articles in one list, and the URL of the page that shows them. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ssg.index.model import Site

CORRECTED: Final = "has/correction"
"""The list of all articles with corrections."""
_VIETNAMESE, _OTHER = "/dinh-chinh/", "/corrections/"


def corrections(site: Site, paths: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Return all corrections of articles, the newest first: each as its article and its number in the file, from 0."""
    found = [(time, path, number) for path in paths for number, time in enumerate(site.briefs[path].corrected)]
    return tuple((path, number) for _, path, number in sorted(found, reverse=True))


def url_of(site: Site) -> str:
    """Return the URL of their page; empty if there is to be none.

    The usual URL gives way to a category, a plain page or a page of `[[pages]]`; one of `site.toml` does not.
    """
    said = site.config.corrections
    if said.url or not said.enabled:
        return said.url if said.enabled else ""
    usual = _VIETNAMESE if site.config.language.partition("-")[0].lower() == "vi" else _OTHER
    taken = {f"/{slug}/" for slug in site.categories}.union(
        (page.url for page in site.config.pages), (site.places.urls[path] for path in site.pages)
    )
    return "" if usual in taken else usual
