"""What the blocks of one article's page leave out, so that none repeats another (`[blocks] distinct`). Pure.

In the order of the page, each block leaves out what those before it show: “Có thể bạn quan tâm” the running story's
strip, “Nên xem” what is related, “Tin khác” both. A key names only what its block would really have shown, and nothing
that follows for every page: the pages of all articles that neither are, nor list as related, one that such blocks show
share one key for each section, so that one new article renders a few blocks in an archive of any size.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from typing import Final

from ssg.pages.desk import Desk
from ssg.site.related.picked import related

BETWEEN: Final = "\0"
"""Between the paths of a key that leaves out several; no file's name can hold it."""


def walk(paths: Sequence[str], leave_out: Collection[str], wanted: int) -> tuple[list[str], list[str]]:
    """Give the first `wanted` of `paths` that are not left out, and those left out on the way."""
    shown: list[str] = []
    skipped: list[str] = []
    for path in paths if wanted else ():
        if path in leave_out:
            skipped.append(path)
            continue
        shown.append(path)
        if len(shown) == wanted:
            break
    return shown, skipped


def taken(paths: Iterable[str]) -> str:
    """Name paths in a key."""
    return BETWEEN.join(paths)


def given(names: str) -> list[str]:
    """Give the paths that `taken` named."""
    return names.split(BETWEEN) if names else []


def strip_of(desk: Desk, path: str) -> list[str]:
    """The running story's newest that an article's page shows beside it: never what is hand-picked as related."""
    slug, wanted = desk.topic_of(path), desk.printed("topic")
    if not slug or not wanted:
        return []
    return walk(desk.site.topics[slug].paths, {path, *desk.site.briefs[path].picks}, wanted)[0]


def related_to(desk: Desk, path: str, wanted: int) -> tuple[str, ...]:
    """What “Có thể bạn quan tâm” shows."""
    if not wanted:
        return ()
    strip = strip_of(desk, path) if desk.config.distinct else []
    found = related(desk.site, path, wanted + len(strip))
    return tuple(islice((other for other in found if other not in strip), wanted))


def before_picks(desk: Desk, path: str) -> set[str]:
    """What “Nên xem” leaves out on the page of an article."""
    known = desk.repeats.get(path)
    if known is None:
        known = {path}
        if desk.config.distinct:
            known.update(related_to(desk, path, desk.printed("lien-quan")))
        desk.repeats.clear()  # several blocks of one page ask in turn
        desk.repeats[path] = known
    return known


def common_picks(desk: Desk) -> Sequence[str]:
    """The picks that most articles' pages show, and that “Tin khác” therefore leaves out on all of them."""
    return desk.site.picks[: desk.printed("nen-xem")] if desk.config.distinct else ()


def before_others(desk: Desk, path: str) -> set[str]:
    """What “Tin khác” leaves out on the page of an article."""
    earlier = before_picks(desk, path)
    if not desk.config.distinct:
        return earlier
    return earlier.union(walk(desk.site.picks, earlier, desk.printed("nen-xem"))[0])
