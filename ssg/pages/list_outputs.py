"""Further lists of articles (`[[outputs]]`): feeds for partners, newsletters, widgets, JSON; each a file by a template.

Which articles are in one is a query of `site.toml`. An output with `every` has editions: their days follow from the
calendar, and each is the list of what was published since the one before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

import msgspec

from ssg.core.config.output_keys import OutputConfig
from ssg.core.message import say
from ssg.index import urls
from ssg.index.article_query import ArticleQuery
from ssg.index.briefs import microseconds
from ssg.index.editions import EditionTime, edition_of, editions, url_of
from ssg.index.targets import is_remote
from ssg.pages.feeds.ids import tag_uri
from ssg.pages.head import HIDDEN
from ssg.pages.lists import CONFIG
from ssg.pages.model import Page
from ssg.pages.output_entries import output_entry
from ssg.pages.queries import QueryProblem, asked_for
from ssg.pages.reader import Planner, Reader
from ssg.pages.views.outputs import OutputPage, PodcastView
from ssg.pages.views.shared import HeadView

# The time of a list without articles, as in feeds: no clock may be read.
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_PODCASTS = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The namespace of podcasts."""


def pages(read: Planner) -> Iterator[Page]:
    """Yield the file of each list, and those of editions that have articles."""
    for output in read.config.outputs:
        if output.kind != "list":
            continue
        if not output.every:
            yield _page(output, output.url, "")
            continue
        zone = ZoneInfo(read.config.timezone)
        for edition in editions(output, read.now, zone):
            if _paths(read, output, edition, 1):
                yield _page(output, url_of(output, edition.day), edition.day.isoformat())


def _page(output: OutputConfig, url: str, day: str) -> Page:
    owner = say("output “{name}” of site.toml", name=output.name)
    return Page("list-output", url, urls.output_path(url), (output.name, day), owner, CONFIG)


def newest(read: Planner, output: OutputConfig) -> Sequence[str]:
    """Return the articles of a list, or of its latest edition; none of an output of each article."""
    if output.kind != "list":
        return ()
    zone = ZoneInfo(read.config.timezone)
    edition = next(editions(output, read.now, zone), None) if output.every else None
    return _paths(read, output, edition, output.count)


def layout(read: Reader, page: Page) -> str:
    """Return the template that `site.toml` names for an output, if the theme has it."""
    return read.template_for(config_of(read, page).template_used, "list-output")


def view(read: Reader, page: Page) -> OutputPage:
    """Return a list, or an edition."""
    output, day = config_of(read, page), str(page.subject[1])
    edition = edition_of(output, date.fromisoformat(day), ZoneInfo(read.config.timezone)) if day else None
    entries = tuple(output_entry(read, path) for path in _paths(read, output, edition, output.count))
    query = _query_of(read, output)
    category = query.category if query else ""
    language = (str(read.query("category-language", category)) if category else "") or read.config.language
    title, about = output.title or read.config.title, output.description or read.config.tagline or read.config.title
    url = read.absolute_url(page.url)
    return OutputPage(
        name=output.name,
        head=_head(title, about, url, language),
        id=tag_uri(read.config, page.url),
        url=url,
        home=read.absolute_url(urls.category_url(category) if category else urls.HOME),
        title=title,
        description=about,
        updated=max((one.updated for one in entries), default=edition.until if edition else _NEVER),
        language=language,
        hub=read.config.ping.hub,
        since=edition.since if edition else None,
        until=edition.until if edition else None,
        podcast=_podcast(read, output, page.url),
        params=output.params,
        entries=entries,
    )


def _head(title: str, about: str, url: str, language: str) -> HeadView:
    return HeadView(title=title, headline=title, description=about, canonical=url, robots=HIDDEN, language=language)


def _podcast(read: Reader, output: OutputConfig, url: str) -> PodcastView | None:
    """Return what makes an output a podcast. Its UUID is that of its URL, as Podcasting 2.0 computes it."""
    said = output.podcast
    if said is None:
        return None
    address = read.absolute_url(url).partition("://")[2].rstrip("/")
    return PodcastView(
        image=said.image if is_remote(said.image) else read.absolute_url(said.image),
        category=said.category,
        subcategory=said.subcategory,
        author=said.author or read.config.publisher.name or read.config.title,
        email=said.email,
        explicit=said.explicit,
        type=said.type,
        guid=said.guid or str(uuid5(_PODCASTS, address)),
    )


def config_of(read: Reader, page: Page) -> OutputConfig:
    """Return what `site.toml` says of the output of a page; no other output is read."""
    found: OutputConfig = read.query("output", page.about)
    return found


def _paths(read: Reader, output: OutputConfig, edition: EditionTime | None, most: int) -> Sequence[str]:
    """Return the first articles of an output: what is public, in preview builds too."""
    query = _query_of(read, output)
    if query is None:
        return ()
    if edition:
        since, until = microseconds(edition.since), microseconds(edition.until)
        query = msgspec.structs.replace(query, since=since, until=until)
    return read.front(read.told(msgspec.structs.replace(query, skip=output.skip).name), most)


def _query_of(read: Reader, output: OutputConfig) -> ArticleQuery | None:
    """Return the query of an output; None if it selects nothing."""
    try:
        return asked_for(read, output.given).query
    except QueryProblem:  # said when the site is planned
        return None
