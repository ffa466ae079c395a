"""What the search shows of the articles that it finds: rows, in files of a few, numbered from the month's oldest.

So news changes only the last file of the open month; a merge of months changes none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Final

import msgspec

from ssg.core.text.search import words_of
from ssg.core.text.slug import fold
from ssg.core.text.words import excerpt
from ssg.pages.desk import Desk
from ssg.pages.lists import CONFIG
from ssg.pages.model import Page
from ssg.pages.search.parts import FORMAT, OWNER
from ssg.pages.stamps import Stamps
from ssg.site.model import Site
from ssg.site.urls import SEARCH, output_path

ROWS: Final = 8
"""Articles a file: some 2 KB. Ten results are at worst in ten files."""
SAPO: Final = 120
"""Characters of a summary that are shown."""
SLUG: Final = "*"
"""Stands in a URL for the words of the title, folded, with hyphens between; no other URL has it."""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_ENCODER: Final = msgspec.json.Encoder()


def plan(site: Site) -> Iterator[Page]:
    """All rows of all months."""
    if not site.config.search.enabled:
        return
    for month, paths in site.by_month.items():
        for number in range(-(-len(paths) // ROWS)):
            url = f"{SEARCH}rows/{month}/{number}.json"
            yield Page("search-rows", url, output_path(url), (month, number), OWNER, CONFIG)


PARTS = ("its articles",)


def key(stamps: Stamps, page: Page) -> tuple[str, ...]:
    """The cards of the articles; what a row shows is part of them."""
    return (f"{FORMAT} {stamps.cards(_paths(stamps.desk.site, page))}",)


def _paths(site: Site, page: Page) -> Sequence[str]:
    """The articles of a file, oldest first."""
    paths = site.by_month[str(page.subject[0])]
    end = len(paths) - int(page.subject[1]) * ROWS
    return paths[max(end - ROWS, 0) : end][::-1]


def view(desk: Desk, page: Page) -> bytes:
    """For each article: title, beginning of the summary, URL, minutes since 1970 by the site's clock, category."""
    rows = []
    for path in _paths(desk.site, page):
        story = desk.site.stories[path]
        article = story.article
        slug = "-".join(fold(word) for word in words_of(article.title))
        url = story.url.replace(slug, SLUG, 1) if slug and SLUG not in story.url else story.url
        minutes = (article.date.replace(tzinfo=UTC) - _EPOCH).total_seconds() // 60
        name = desk.site.categories[story.category].name
        rows.append((article.title, excerpt(desk.summary(story), SAPO), url, int(minutes), name))
    # No `<` as it is: whoever takes the file for a page finds no markup in it.
    return (b"[" + b",\n".join(map(_ENCODER.encode, rows)) + b"]\n").replace(b"<", b"\\u003c")
