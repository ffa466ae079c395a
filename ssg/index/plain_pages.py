"""Plain pages and the texts of sections: their URLs and diagnostics. Pure; they are in no list."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from ssg.core.config import CategoryConfig
from ssg.core.config.meant import known_categories
from ssg.core.errors import Diagnostic, Place, error, warning
from ssg.core.message import say
from ssg.core.model import PAGE, PLAIN, Brief
from ssg.core.text.near import nearest
from ssg.core.text.scripts import slug_of
from ssg.core.text.slug import identity
from ssg.index.categories import likely_category
from ssg.index.model import Category
from ssg.index.permalinks import Permalinks, filled
from ssg.index.places import CONTENT
from ssg.index.urls import HOME, category_url, stable_id

_OF_FOLDER = ("index", "_index")


class Plain(NamedTuple):
    """The briefs and URLs of all plain pages and texts of sections, by path; the pages; the text of each section.

    `sections` has paths by the category's slug, that of the home page by "".
    """

    briefs: dict[str, Brief]
    urls: dict[str, str]
    pages: tuple[str, ...]
    sections: dict[str, str]
    diagnostics: tuple[Diagnostic, ...]


def arrange(
    public: Iterable[Brief], configured: tuple[CategoryConfig, ...], categories: Mapping[str, Category]
) -> Plain:
    """Assign each plain page its URL, and each text of a section the list that it is shown with."""
    pages: dict[str, Brief] = {}
    shown: dict[str, Brief] = {}
    sections: dict[str, str] = {}
    said: list[Diagnostic] = []
    known = {slug: slug for slug in categories} | known_categories(configured)
    for brief in sorted(public, key=lambda brief: brief.path):
        if brief.type == PAGE:
            pages[brief.path] = brief
            continue
        folder = posixpath.basename(posixpath.dirname(brief.path))
        slug = (known.get(identity(folder)) or known.get(slug_of(folder))) if folder else ""
        if slug is None:
            said.append(_no_section(brief, folder, (category.name for category in categories.values())))
        elif slug in sections:
            said.append(_two_texts(brief, sections[slug]))
        else:
            sections[slug] = brief.path
            shown[brief.path] = brief
    urls = {path: page_url(brief) for path, brief in pages.items()}
    urls |= {path: category_url(slug) if slug else HOME for slug, path in sections.items()}
    return Plain(pages | shown, urls, tuple(pages), sections, tuple(said))


def page_url(brief: Brief) -> str:
    """Return the URL of a plain page: its permalink, or its path, folded; that of `index.md` is its folder's.

    `slug` replaces the name of the file.
    """
    if brief.permalink:
        return filled(brief.permalink, brief)
    *parts, name = brief.path.rpartition(".")[0].split("/")
    if brief.slug:
        parts.append(brief.slug)
    elif name not in _OF_FOLDER:
        parts.append(name)
    return "/" + "".join(f"{slug_of(part) or stable_id(brief.path)}/" for part in parts)


def likely_url(brief: Brief, link: Permalinks, configured: Collection[CategoryConfig], fallback: str) -> str:
    """Return the URL that an article or a plain page would have if it were public. See `likely_category`."""
    return page_url(brief) if brief.type in PLAIN else link(brief, likely_category(brief, configured, fallback))


def _no_section(brief: Brief, folder: str, names: Iterable[str]) -> Diagnostic:
    hint = say("name the folder as a category, or write `type: page` for a plain page at the folder's address")
    if near := nearest(folder, names):
        hint = say("did you mean “{near}”? otherwise, {other}", near=near, other=hint)
    message = say("text of a section is not shown: no category is called “{folder}”", folder=folder)
    return warning("W451", message, Place(f"{CONTENT}/{brief.path}", 1), hint)


def _two_texts(brief: Brief, first: str) -> Diagnostic:
    message = say("two texts for one section; the other is {file}", file=f"{CONTENT}/{first}")
    places = (Place(f"{CONTENT}/{first}", 1),)
    return error("E450", message, Place(f"{CONTENT}/{brief.path}", 1), say("keep one"), places)
