"""What the blocks of an article's page omit, so that none repeats another (`[blocks] distinct`).

In the order of the page, each block omits what those before it show: “Có thể bạn quan tâm” the strip of the running
story, “Nên xem” related articles, “Tin khác” both. A key names only articles that its block would really have shown,
and none that all pages omit. So the pages of most articles share one key for each section, and one new article renders
a few blocks in an archive of any size.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from typing import Final

from ssg.index.layouts import SPONSORED
from ssg.pages.reader import Reader

BETWEEN: Final = "\0"
"""Separates the paths of a key that omits several; no file name contains it."""
_CHOICE: Final = 5
"""Related articles from which one is chosen for a box in the text."""


def skipped(read: Reader, name: str, leave_out: Collection[str], wanted: int) -> list[str]:
    """Return those of `leave_out` that are among the first `wanted` others of a list, the newest first.

    Only their own positions are read, so that nothing else at the front of the list matters.
    """
    if not wanted:
        return []
    depth = wanted + len(leave_out)
    places = sorted((place, p) for p in leave_out if (place := read.at_front(name, p, depth)) is not None)
    return [path for number, (place, path) in enumerate(places) if place < wanted + number]


def shown(read: Reader, name: str, leave_out: Collection[str], wanted: int) -> list[str]:
    """Return the first `wanted` articles of a list that are not omitted."""
    return first_but(read.front(name, wanted + len(leave_out)), leave_out, wanted) if wanted else []


def first_but(paths: Iterable[str], leave_out: Collection[str], wanted: int) -> list[str]:
    """Return the first `wanted` of `paths` that are not omitted."""
    return list(islice((path for path in paths if path not in leave_out), wanted))


def taken(paths: Iterable[str]) -> str:
    """Return paths as a part of a key."""
    return BETWEEN.join(paths)


def given(names: str) -> list[str]:
    """Return the paths from a part of a key (`taken`)."""
    return names.split(BETWEEN) if names else []


def by_hand(read: Reader, path: str) -> set[str]:
    """Return what an editor has put on the page of an article: as related to it, or in a box of its text."""
    filed = read.metadata(path)
    return {*filed.picks, *filter(None, filed.boxed)}


def chosen_for_text(read: Reader, path: str) -> str:
    """Return the article in the box that a text has by itself; empty for none, and never a paid one."""
    return read.kept(f"in text {path}", lambda: _chosen_for_text(read, path))


def _chosen_for_text(read: Reader, path: str) -> str:
    found = related_to(read, path, _CHOICE)
    return next((other for other in found if read.metadata(other).layout != SPONSORED), "")


def in_text(read: Reader, path: str, boxed: Sequence[str]) -> list[str]:
    """Return the articles in boxes of an article's text; `boxed` are those of its metadata."""
    return [other or chosen_for_text(read, path) for other in boxed]


def related_to(read: Reader, path: str, wanted: int, but: Collection[str] = ()) -> list[str]:
    """Return what is related to an article, except for what its text and the strip of its running story show.

    Asked for with nothing left out, it is what a box in the text is chosen from.
    """
    if not wanted:
        return []
    topic, strip = read.metadata(path).topic, read.printed("topic")
    if not (read.config.distinct and topic and strip):
        return first_but(read.related(path, wanted + len(but)), but, wanted)
    # The strip shows the newest of the topic, but never what an editor has put on the page.
    leave_out = {path, *by_hand(read, path)}
    name, depth = f"topic/{topic}", strip + len(leave_out)
    left = [place for p in leave_out if (place := read.at_front(name, p, depth)) is not None]

    def is_in_strip(other: str) -> bool:
        place = None if other in leave_out else read.at_front(name, other, depth)
        return place is not None and place - sum(one < place for one in left) < strip

    found = read.related(path, wanted + strip + len(but))
    return first_but((p for p in found if not is_in_strip(p)), but, wanted)


def before_picks(read: Reader, path: str) -> set[str]:
    """Return what “Nên xem” omits on the page of an article."""
    if not read.config.distinct:
        return {path}
    boxed = read.metadata(path).boxed
    but = in_text(read, path, boxed) if boxed else ()
    return {
        path,
        *but,
        *read.in_a_row(f"related {path}", lambda: related_to(read, path, read.printed("lien-quan"), but)),
    }


def common_picks(read: Reader) -> Sequence[str]:
    """Return the picks that most article pages show, and that “Tin khác” therefore omits on all of them."""
    return read.front("picks", read.printed("nen-xem")) if read.config.distinct else ()


def before_others(read: Reader, path: str) -> set[str]:
    """Return what “Tin khác” omits on the page of an article."""
    earlier = before_picks(read, path)
    if not read.config.distinct:
        return earlier
    return earlier.union(shown(read, "picks", earlier, read.printed("nen-xem")))
