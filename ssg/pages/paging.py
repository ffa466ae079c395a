"""Pages of a list, numbered from the oldest. Pure.

The front page of a list shows the newest; page 1 holds the oldest `size` articles, page 2 the next. A numbered page is
written once it is full and the front page still keeps `size` of its own, and then never changes as news arrives.
"""

from __future__ import annotations

from collections.abc import Sequence

from ssg.pages.desk import Desk
from ssg.pages.views.shared import Link, Pager
from ssg.site.urls import numbered_url


def numbered_pages(total: int, size: int) -> int:
    """How many numbered pages a list of `total` articles has: the front page keeps `size` to 2 × `size` − 1."""
    return max(0, total // size - 1)


def page_of(paths: Sequence[str], number: int, size: int) -> Sequence[str]:
    """Give the part of a list (newest first) that page `number` shows; 0 is the front page."""
    total = len(paths)
    if number == 0:
        return paths[: total - size * numbered_pages(total, size)]
    return paths[total - size * number : total - size * (number - 1)]


def pager(desk: Desk, list_url: str, number: int, total: int) -> Pager:
    """Say where page `number` of a list lies among the others."""
    last = numbered_pages(total, desk.config.per_page)
    older = last if number == 0 else number - 1
    return Pager(
        front=desk.href(list_url),
        number=number,
        older=desk.href(numbered_url(list_url, older)) if older else "",
        numbered=tuple(Link(str(n), desk.href(numbered_url(list_url, n))) for n in range(last, 0, -1))
        if number == 0
        else (),
    )
