"""The keys of `[[pages]]`: pages of a site's own, each with a query; and what their types cannot say. Pure."""

from __future__ import annotations

import posixpath
import re
from typing import Annotated, Any, Final

import msgspec

from ssg.core.config.layout import KeyPath
from ssg.core.config.lengths import path_fault
from ssg.core.config.picture_keys import Name
from ssg.core.config.query_keys import QueryConfig, QueryOrder
from ssg.core.config.report import Report
from ssg.core.message import NOTHING, say
from ssg.core.reserved import RESERVED

_URL: Final = re.compile(r"/(?:[A-Za-z0-9](?:[A-Za-z0-9._~-]*[A-Za-z0-9_~-])?/)+")
_NUMBERED: Final = re.compile(r"/page/[0-9]+/\Z")


class PageConfig(QueryConfig, frozen=True, kw_only=True):
    """A page of the site's own, with its URL and its articles: one `[[pages]]`."""

    url: str
    """Where it is, such as `/video/`."""
    title: Name
    """Its heading."""
    description: str = ""
    """A sentence for readers and search engines."""
    template: str = ""
    """The template that prints it, such as `video.html`; unless given, `listing.html`."""
    source: str = ""
    """The file of a plain page whose text it shows, e.g. `content/video.md`; once read, always below `content/`."""
    count: Annotated[int, msgspec.Meta(ge=0, le=200)] = 0
    """How many articles it shows; unless given, all of them on numbered pages."""
    order: QueryOrder = "latest"
    """In which order they are."""
    feed: bool = False
    """Whether it has feeds."""


def check_pages(tables: list[tuple[KeyPath, dict[str, Any]]], report: Report) -> None:
    """Report URLs that a page cannot have, or two have; and keys that need another one."""
    first: dict[str, KeyPath] = {}
    for path, table in tables:
        if table.get("source"):
            table["source"] = posixpath.normpath(table["source"].lstrip("/")).removeprefix("content/")
        where = (*path, "url")
        url = table.get("url", "")
        is_good = "url" in table and _is_url(url, where, report)
        if is_good and (other := first.setdefault(url.lower(), where)) is not where:
            hint = say("keep one, or give one of them another `url`")
            report.at_value("E641", say("two pages with the URL {url}", url=url), where, hint, also=(other,))
        _check_query(path, table, report)


def _is_url(url: str, where: KeyPath, report: Report) -> bool:
    part = url.strip("/").partition("/")[0]
    if not _URL.fullmatch(url):
        written = f"/{url.strip('/')}/"
        hint = say("write `{written}`", written=written) if _URL.fullmatch(written) else say("for example `/video/`")
        message = say("invalid URL of a page: `{url}` (use letters, digits, hyphens; `/` at both ends)", url=url)
    elif part.lower() in RESERVED or _NUMBERED.search(url):
        message = say("ssg publishes its own pages in {url}", url=f"/{part}/" if part in RESERVED else "page/…/")
        hint = NOTHING
    elif fault := path_fault(url):
        message, hint = say("the URL of a page cannot be published: {fault}", fault=fault), say("for example `/video/`")
    else:
        return True
    report.at_value("E640", message, where, hint)
    return False


def _check_query(path: KeyPath, table: dict[str, Any], report: Report) -> None:
    """Report what only makes sense with another key."""
    has_query = (
        any(table.get(key) for key in (*QueryConfig.__struct_fields__, "order")) or table.get("featured") is False
    )
    if table.get("feed") and not has_query:
        message, hint = say("feed of a page without a query"), say('say which articles, such as `tag = "…"`')
        report.at_value("E642", message, (*path, "feed"), hint)
    for key in ("order", "skip"):
        if table.get(key, "latest" if key == "order" else 0) not in ("latest", 0) and not table.get("count"):
            message = say("`{key}` needs a `count`: numbered pages begin with the latest articles", key=key)
            report.at_value("E642", message, (*path, key), say("add a line `count = 20`"))
    if table.get("count") and not has_query:
        message = say("`count` of a page without a query")
        report.at_value("E642", message, (*path, "count"), say('say which articles, such as `tag = "…"`'))
