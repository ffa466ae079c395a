"""Checks the texts that pages of `site.toml` take: each is a plain page with the same URL. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from ssg.core.config.layout import KeyPath
from ssg.core.config.page_keys import PageConfig
from ssg.core.errors import Diagnostic, Place, error, warning
from ssg.core.message import say
from ssg.index.model import Site
from ssg.index.places import CONTENT
from ssg.index.suggestion import nearest_file

Places = Mapping[KeyPath, Place]
"""Where the keys of `site.toml` stand that a site may contradict."""


def check_sources(
    pages: Sequence[PageConfig], places: Places, site: Site, every: Collection[str]
) -> Iterator[Diagnostic]:
    """Report the texts of pages that cannot be shown; `every` are the paths of all readable articles and pages."""
    for number, page in enumerate(pages):
        if not page.source:
            continue
        place, file = places.get(("pages", number, "source"), Place("site.toml", 1)), f"{CONTENT}/{page.source}"
        if page.source in site.pages:
            theirs = site.places.urls[page.source]
            if theirs != page.url:
                message = say("{file} has another URL than its page: {url}", file=file, url=theirs)
                hint = say("write `permalink: {url}` into the file, or change `url`", url=page.url)
                yield error("E645", message, place, hint)
        elif page.source in site.briefs:
            hint = say("write `type: page` into the file")
            yield error("E644", say("`source` names an article, not a plain page: {file}", file=file), place, hint)
        elif page.source in every:
            message = say("`source` names a page that is not public: {file}; published without its text", file=file)
            yield warning("W660", message, place)
        else:
            message = say("`source` names a file that does not exist: {file}; published without its text", file=file)
            yield warning("W660", message, place, nearest_file(page.source, every))
