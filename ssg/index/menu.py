"""Checks the menu entries that name a plain page by its file. Pure."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Sequence

from ssg.core.config import MenuItem
from ssg.core.errors import Diagnostic, Place, error, warning
from ssg.core.message import Message, say
from ssg.index.model import Site
from ssg.index.places import CONTENT


def check_menu(
    menu: Sequence[MenuItem], places: Sequence[Place], site: Site, every: Collection[str]
) -> Iterator[Diagnostic]:
    """Report entries whose plain page is missing. Menus omit these.

    `places` has the place where each entry names its page; `every` are the paths of all readable articles and pages.
    """
    for number, item in enumerate(menu):
        if not item.page or item.page in site.pages:
            continue
        place = places[number] if number < len(places) else Place("site.toml", 1)
        file = f"{CONTENT}/{item.page}"
        if item.page in site.briefs:
            hint = say("write `type: page` into the file, or name its address as `url`")
            yield error("E452", say("menu names an article as a page: {file}", file=file), place, hint)
        elif item.page in every:
            hint = say("the menu shows it once it is published")
            yield warning("W453", say("menu names a page that is not public: {file}", file=file), place, hint)
        else:
            message = say("menu names a page that does not exist: {file}", file=file)
            yield error("E452", message, place, _meant(item.page, site.pages))


def _meant(path: str, pages: Sequence[str]) -> Message:
    """Return the hint for a missing page: one of that name, or one with a similar name."""
    name = path.rpartition("/")[2]
    near = [page for page in pages if page.rpartition("/")[2] == name] or difflib.get_close_matches(path, pages, 1, 0.7)
    if not near:
        near = [page for page in pages if difflib.get_close_matches(name, [page.rpartition("/")[2]], 1, 0.8)]
    if near:
        return say("did you mean {near}?", near=f"{CONTENT}/{near[0]}")
    return say("a plain page is a file with `type: page`")
