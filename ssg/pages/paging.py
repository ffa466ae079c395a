"""Pages of a list, numbered from the oldest.

The front page of a list shows the newest articles; page 1 has the oldest `size` articles, page 2 the next. A numbered
page is written once it is full and the front page still has `size` of its own; news never changes it afterwards.
"""

from __future__ import annotations

from ssg.index.queries import numbered_parts
from ssg.index.urls import numbered_url
from ssg.pages.reader import Reader
from ssg.pages.views.shared import Link, Pager


def numbered_pages(read: Reader, name: str) -> int:
    """Return how many numbered pages a list has: the front page keeps `per_page` to 2 × `per_page` − 1 articles."""
    return numbered_parts(read.count(name), read.config.per_page)


def pager(read: Reader, name: str, list_url: str, number: int, last: int | None = None) -> Pager:
    """Return the links from a page of the list `name` to the others. Only the front page reads their number.

    `last` is that of a list whose pages do not count articles.
    """
    last = 0 if number else numbered_pages(read, name) if last is None else last
    older = last if number == 0 else number - 1
    return Pager(
        front=read.href(list_url),
        number=number,
        older=read.href(numbered_url(list_url, older)) if older else "",
        numbered=tuple(Link(str(n), read.href(numbered_url(list_url, n))) for n in range(last, 0, -1))
        if number == 0
        else (),
    )
