"""Series: the order of their parts, and diagnostics of their numbers. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from ssg.core.errors import Diagnostic, Place, notice, warning
from ssg.core.message import many, say
from ssg.core.model import Article, Brief
from ssg.index.model import Group
from ssg.index.places import place_of

_MOST_NAMED = 5


def numbered(briefs: Iterable[Brief]) -> tuple[tuple[str, int], ...]:
    """Return paths in the order of their parts, each with its number.

    Parts without a number follow the others by date. Where no part has one, they are counted from the oldest.
    """
    by_time = sorted(briefs, key=lambda brief: (brief.time, brief.path))
    if not any(brief.part for brief in by_time):
        return tuple((brief.path, number) for number, brief in enumerate(by_time, 1))
    # `sorted` is stable: of two with one number the older comes first.
    ordered = sorted(by_time, key=lambda brief: (not brief.part, brief.part))
    return tuple((brief.path, brief.part) for brief in ordered)


def check_series(
    groups: Mapping[str, Group], briefs: Mapping[str, Brief], articles: Callable[[Brief], Article]
) -> Iterator[Diagnostic]:
    """Report numbers that two parts have, that no part has, and parts without one beside others that have one."""
    for group in groups.values():
        parts = [briefs[path] for path, _ in numbered(briefs[path] for path in group.paths)]
        with_number = [brief for brief in parts if brief.part]
        if not with_number:
            continue

        def place(brief: Brief) -> Place:
            return place_of(articles(brief), "series.part", "series")

        yield from _twice(group.name, with_number, place)
        yield from _missing(group.name, with_number, place)
        for brief in parts[len(with_number) :]:
            message = say("part of the series “{name}” without a number, though others have one", name=group.name)
            hint = say("write `series: {{name: {name}, part: …}}`; until then it is the last", name=group.name)
            yield notice("N498", message, place(brief), hint)


def _twice(name: str, parts: list[Brief], place: Callable[[Brief], Place]) -> Iterator[Diagnostic]:
    first: dict[int, Brief] = {}
    for brief in parts:
        other = first.setdefault(brief.part, brief)
        if other is not brief:
            message = say("two parts {part} of the series “{name}”: the older comes first", part=brief.part, name=name)
            yield warning("W496", message, place(brief), say("correct one of the numbers"), (place(other),))


def _missing(name: str, parts: list[Brief], place: Callable[[Brief], Place]) -> Iterator[Diagnostic]:
    known = {brief.part for brief in parts}
    last = parts[-1]
    gaps = [number for number in range(1, last.part) if number not in known]
    if not gaps:
        return
    shown = ", ".join(map(str, gaps[:_MOST_NAMED])) + ("…" if len(gaps) > _MOST_NAMED else "")
    message = many(
        "the series “{name}” has a part {last}, but no part {shown}",
        "the series “{name}” has a part {last}, but no parts {shown}",
        n=len(gaps),
        name=name,
        last=last.part,
        shown=shown,
    )
    yield notice("N497", message, place(last), say("a part that is not public yet is missing, too"))
