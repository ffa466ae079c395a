"""The files of the index: for each span of months the heads and shards of two layers, as bytes.

All files of a layer of a span are cut from one index of its months.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ssg.core.digest import digest_of
from ssg.core.message import say
from ssg.index.urls import SEARCH, output_path
from ssg.pages.lists import CONFIG
from ssg.pages.model import Page
from ssg.pages.reader import Planner, Reader
from ssg.pages.search.index import index_texts, index_titles, shard_counts
from ssg.pages.search.layout import OPEN_BOUNDS
from ssg.pages.search.spans import Span, months_of, spans_of

FORMAT = "1"
ROW = "2"
"""The form of rows: readers may keep those of another form as long as they like."""
HEAD = -1
OWNER = say("the index of the search")
TITLES, TEXTS = "t", "s"
LAYERS: Final = {TITLES: index_titles, TEXTS: index_texts}


def pages(read: Planner) -> Iterator[Page]:
    """Yield the files of all spans, the newest span first; those of a span together."""
    if read.config.search.enabled:
        for span in spans(read):
            yield from _files(read, span)


def spans(read: Reader) -> tuple[Span, ...]:
    """Return the spans of months that are indexed together; the newest first."""
    return spans_of(dict(read.query("counts", "month")), texts=read.config.search.body)


def _files(read: Reader, span: Span) -> Iterator[Page]:
    counts = shard_counts(span.total, is_open=span.is_open, body=read.config.search.body)
    for layer, count in zip(LAYERS, counts, strict=True):
        for number in range(HEAD, len(OPEN_BOUNDS) if count is None else count):
            url = f"{SEARCH}{span.name}/{layer}{'' if number == HEAD else number}.bin"
            subject = (f"{span.name} {layer}", number, int(span.is_open))
            yield Page("search-part", url, output_path(url), subject, OWNER, CONFIG)


def version(read: Reader, span: Span) -> str:
    """Return the version of everything that the files of a span, and its rows, are made of."""
    body = read.config.search.body
    versions = [read.version(f"month/{month}", texts=body) for month in span.months]
    lines = [[read.category_of(above).name for above in read.line(slug)] for slug in read.names("category")]
    widths = read.config.pictures.widths
    return digest_of((FORMAT, ROW, span.is_open, body, versions, lines, widths))


def view(read: Reader, page: Page) -> bytes:
    """Return one file. It is made of its own months: news of another month does not change it."""
    cut_from, number, is_open = str(page.subject[0]), int(page.subject[1]), bool(page.subject[2])
    span, layer = cut_from.split()
    months = months_of(span)
    found = read.in_a_row(f"search {cut_from}", lambda: LAYERS[layer](read, months, is_open=is_open))
    return found.head if number == HEAD else found.shards[number]
