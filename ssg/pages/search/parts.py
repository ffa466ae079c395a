"""The files of the index: for each span of months the heads and shards of two layers. Written as they are, as bytes.

While none of its months has changed, neither have the files of a span: the stamps of months are made once a build.
"""

from __future__ import annotations

from collections.abc import Iterator

from ssg.core.digest import digest_bytes
from ssg.pages.desk import Desk
from ssg.pages.lists import CONFIG
from ssg.pages.model import Page
from ssg.pages.search.index import Segment, index_span, shard_counts
from ssg.pages.search.layout import OPEN_BOUNDS, Layer
from ssg.pages.search.spans import Span, month_name, spans_of
from ssg.pages.stamps import Stamps
from ssg.site.categories import ancestors
from ssg.site.model import Site
from ssg.site.urls import SEARCH, output_path

FORMAT = "1"
HEAD = -1
OWNER = "the index of the search"
LAYERS = ("t", "s")


def plan(site: Site) -> Iterator[Page]:
    """The files of all spans, the newest span first; those of a span together."""
    if site.config.search.enabled:
        for span in spans_of(site.by_month, texts=site.config.search.body):
            yield from _files(site, span)


def showing(site: Site, path: str) -> Iterator[Page]:
    """The files of the span of an article, if its text is indexed."""
    if site.config.search.enabled and site.config.search.body:
        day = site.briefs[path].day
        month = month_name(day // 10_000 * 12 + day // 100 % 100 - 1)
        yield from _files(site, next(span for span in spans_of(site.by_month, texts=True) if month in span.months))


def _files(site: Site, span: Span) -> Iterator[Page]:
    counts = shard_counts(span, body=site.config.search.body)
    for layer, count in zip(LAYERS, counts, strict=True):
        for number in range(HEAD, len(OPEN_BOUNDS) if count is None else count):
            url = f"{SEARCH}{span.name}/{layer}{'' if number == HEAD else number}.bin"
            yield Page("search-part", url, output_path(url), (span.name, layer, number), OWNER, CONFIG)


PARTS = ("its months",)


def key(stamps: Stamps, page: Page) -> tuple[str, ...]:
    """Everything that is indexed of the months of the span."""
    return (version(stamps.desk, stamps.desk.spans[str(page.subject[0])]),)


def version(desk: Desk, span: Span) -> str:
    """Name all that the files of a span are made of, and its rows."""
    return desk.once(f"search {span.name}", lambda: _version(desk, span))


def _version(desk: Desk, span: Span) -> str:
    site, places, body = desk.site, desk.site.places, desk.config.search.body
    lines = {
        slug: " ".join(f"{s} {site.categories[s].name}" for s in ancestors(site.categories, slug))
        for slug in site.categories
    }
    parts = [f"{FORMAT} {span.is_open} {body}"]
    for month in span.months:
        for path in site.by_month[month]:
            brief = site.briefs[path]
            tags, text = "\x1f".join(brief.tags), brief.key if body else ""
            parts.append(f"{places.urls[path]} {brief.face} {lines[places.categories[path]]} {tags} {text}")
    return digest_bytes("\n".join(parts).encode())


def view(desk: Desk, page: Page) -> bytes:
    """One file."""
    name, layer, number = str(page.subject[0]), str(page.subject[1]), int(page.subject[2])
    segment: Segment = desk.shared(f"search {name}", lambda: index_span(desk, desk.spans[name]))
    found: Layer = segment.t if layer == "t" else segment.s
    return found.head if number == HEAD else found.shards[number]
