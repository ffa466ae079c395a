"""The rows that the search shows of the articles that it finds, in small files, numbered from the month's oldest.

News changes only the last file of the open month; a merge of months changes none.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

import msgspec

from ssg.core.text.search import words_of
from ssg.core.text.slug import fold
from ssg.core.text.words import excerpt
from ssg.index.urls import SEARCH, output_path
from ssg.pages.lists import CONFIG
from ssg.pages.model import Page
from ssg.pages.reader import Planner, Reader
from ssg.pages.search.parts import OWNER
from ssg.pages.views.shared import Card

ROWS: Final = 8
"""Articles a file: about 2 KB. Ten results are at worst in ten files."""
SAPO: Final = 240
"""Characters of a summary from which the page takes what stands around the words that were searched for."""
_THUMB: Final = 320
"""Pixels that a picture is wide at least, if it has a copy as wide: it is shown about half as wide."""
SLUG: Final = "*"
"""Replaces the folded words of the title in a URL, joined by hyphens; no other URL contains it."""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_ENCODER: Final = msgspec.json.Encoder()


def pages(read: Planner, month: str) -> Iterator[Page]:
    """Yield all rows of a month."""
    count = read.count(f"month/{month}") if read.config.search.enabled else 0
    for number in range(-(-count // ROWS)):
        url = f"{SEARCH}rows/{month}/{number}.json"
        yield Page("search-rows", url, output_path(url), (month, number), OWNER, CONFIG)


def view(read: Reader, page: Page) -> bytes:
    """Return for each article: title, beginning of the summary, URL, minutes since 1970 by the site's clock, category.

    Then, as far as they are not empty: 1 if the article's date is a day alone, else 0; what it is; a small picture.
    """
    rows: list[tuple[str | int, ...]] = []
    for path in reversed(read.slice(f"month/{page.subject[0]}", int(page.subject[1]) + 1, ROWS)):
        article, at = read.face(path), read.address(path)
        slug = "-".join(fold(word) for word in words_of(article.title))
        url = at.replace(slug, SLUG, 1) if slug and SLUG not in at else at
        minutes = (article.date.replace(tzinfo=UTC) - _EPOCH).total_seconds() // 60
        name = read.category_of(read.metadata(path).category).name
        card = read.card(path)
        row: tuple[str | int, ...] = (article.title, excerpt(article.summary, SAPO), url, int(minutes), name)
        more: list[str | int] = [int(not article.has_time), signs(card), thumb(card)]
        while more and not more[-1]:
            more.pop()
        rows.append((*row, *more))
    # `<` is escaped: the file contains no markup, even if it is taken for a page.
    return (b"[" + b",\n".join(map(_ENCODER.encode, rows)) + b"]\n").replace(b"<", b"\\u003c")


def signs(card: Card) -> str:
    """Return what an article is: letters for sponsored, live, video, opinion and audio; `p` and a number of photos."""
    layout = {"video": "v", "opinion": "o"}.get(card.layout, f"p{card.photos}" if card.photos else "")
    parts = ("s" if card.layout == "sponsored" else "", "l" if card.type == "live" else "", layout)
    return "".join((*parts, "a" if card.audio else ""))


def thumb(card: Card) -> str:
    """Return the URL of the narrowest copy of a card's picture that is wide enough; of the picture if it has none."""
    if card.picture is None:
        return ""
    copies = [copy.rpartition(" ") for copy in card.picture.srcset.split(", ") if copy]
    return next((url for url, _, width in copies if int(width[:-1]) >= _THUMB), card.picture.url)
