"""The files of the index: for each span of months the heads and shards of two layers, as bytes.

All files of a span are cut from one index of its months.
"""

from __future__ import annotations

from collections.abc import Iterator

from ssg.core.digest import digest_of
from ssg.core.message import say
from ssg.index.urls import SEARCH, output_path
from ssg.pages.lists import CONFIG
from ssg.pages.model import Page
from ssg.pages.reader import Planner, Reader
from ssg.pages.search.index import Segment, index_span, shard_counts
from ssg.pages.search.layout import OPEN_BOUNDS, Layer
from ssg.pages.search.spans import Span, month_number, months_of, spans_of

FORMAT = "1"
ROW = "2"
"""The form of rows: readers may keep those of another form as long as they like."""
HEAD = -1
OWNER = say("the index of the search")
LAYERS = ("t", "s")


def pages(read: Planner) -> Iterator[Page]:
    """Yield the files of all spans, the newest span first; those of a span together."""
    if read.config.search.enabled:
        for span in spans(read):
            yield from _files(read, span)


def spans(read: Reader) -> tuple[Span, ...]:
    """Return the spans of months that are indexed together; the newest first."""
    return spans_of(dict(read.query("counts", "month")), texts=read.config.search.body)


def _files(read: Reader, span: Span) -> Iterator[Page]:
    counts = shard_counts(span, body=read.config.search.body)
    for layer, count in zip(LAYERS, counts, strict=True):
        for number in range(HEAD, len(OPEN_BOUNDS) if count is None else count):
            url = f"{SEARCH}{span.name}/{layer}{'' if number == HEAD else number}.bin"
            subject = (span.name, layer, number, int(span.is_open))
            yield Page("search-part", url, output_path(url), subject, OWNER, CONFIG)


def version(read: Reader, span: Span) -> str:
    """Return the version of everything that the files of a span, and its rows, are made of."""
    body = read.config.search.body
    versions = [read.version(f"month/{month}", texts=body) for month in span.months]
    lines = [[read.category_of(above).name for above in read.line(slug)] for slug in read.names("category")]
    widths = read.config.pictures.widths
    return digest_of((FORMAT, ROW, span.is_open, body, versions, lines, widths))


def view(read: Reader, page: Page) -> bytes:
    """Return one file."""
    name, layer, number = str(page.subject[0]), str(page.subject[1]), int(page.subject[2])
    # Only of its own months: news of another month does not change these files.
    months = months_of(name)
    counts = tuple(read.count(f"month/{month}") for month in months)
    span = Span(month_number(months[0]), counts, is_open=bool(page.subject[3]))
    segment: Segment = read.cut_from(f"search {name}", lambda: index_span(read, span))
    found: Layer = segment.t if layer == "t" else segment.s
    return found.head if number == HEAD else found.shards[number]
