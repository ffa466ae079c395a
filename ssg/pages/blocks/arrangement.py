"""How articles are spread over the front page: each section shows what those before it leave, so that none comes twice.

First come the slots that editors have filled (`data/front/home.toml`), each in its place. Then each section takes its
articles, in the order of `[home] sections`; `lead` and `ticker` come before all others, wherever they stand. Sections
that the page's template does not print take nothing. Without `[blocks] distinct` only the lead's articles are not
repeated, by the lists of the newest articles and of picks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec

from ssg.core.slots import HOME, Slot, count_of
from ssg.pages.blocks.lists import list_of
from ssg.pages.model import Page
from ssg.pages.reader import Reader
from ssg.pages.source import COMPUTED
from ssg.pages.views.shared import Card

BLOCK_OF: Final[Mapping[str, str]] = {
    "lead": "lead",
    "ticker": "ticker",
    "topic": "topic",
    "topics": "topic",
    "latest": "latest",
    "picks": "nen-xem",
    "most-read": "most-read",
    "opinion": "opinion",
    "photos": "photos",
    "videos": "videos",
    "panels": "panel",
}
"""The block that each section of the front page is printed by."""
_FIRST: Final = ("lead", "ticker")
_NEWEST, _TOPICS = 200, 3
# A pick leads for three days at most; then the newest article does. News on the front page may not grow old there.
_FRESH: Final = 3 * 86_400_000_000  # microseconds


class Section(NamedTuple):
    """A section, with the category or topic that it is about, if it is one of several; and how many it shows."""

    name: str
    about: str
    wanted: int


class Arranged(NamedTuple):
    """What a section shows, and what is shown so far."""

    paths: tuple[str, ...]
    taken: frozenset[str]


def topics(read: Reader) -> Sequence[str]:
    """Return the running stories of the front page: those with the newest articles."""
    found: Sequence[str] = read.query("running-topics", _NEWEST, _TOPICS)
    return found


def panels(read: Reader) -> tuple[str, ...]:
    """Return the categories that the front page has panels of: main ones with articles, in order."""
    unwanted, with_articles = {c.slug for c in read.config.categories if not c.panel}, read.names("category")
    return tuple(item.slug for item in read.sections if item.slug not in unwanted and item.slug in with_articles)


def template(read: Reader) -> str:
    """Return the template of the front page."""
    path = read.query("section-text", "")
    return (read.layout(read.metadata(path).layout, "home") if path else "") or "home.html"


def sections(read: Reader) -> tuple[Section, ...]:
    """Return all sections that take articles, in the order in which they do."""
    return read.kept("sections of the front page", lambda: tuple(_sections(read)))


def _sections(read: Reader) -> Iterator[Section]:
    printing, own = read.printing(template(read)), read.config.own_blocks
    wanted = dict.fromkeys(read.config.home.sections)
    for name in sorted(wanted, key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST)):
        asked = printing.get(BLOCK_OF.get(name, name), 0 if name in own and COMPUTED in printing else None)
        if asked is None:
            continue
        running = topics(read) if name in ("topic", "topics") else ()
        abouts = {"topic": running[:1], "topics": running[1:]}.get(name, ("",))
        for about in panels(read) if name == "panels" else abouts:
            yield Section(name, about, asked or count_of(read.config, name))
    for name in own:  # what the template prints besides sections comes after them
        if name in printing and name not in wanted:
            yield Section(name, "", printing[name] or count_of(read.config, name))


def shown(read: Reader, name: str, about: str, wanted: int) -> tuple[str, ...]:
    """Return what the front page shows in a section.

    In one that is none of its own it is what the front page does not show elsewhere.
    """
    every = sections(read)
    names = (name, "topics") if name == "topic" else (name,)
    for at, section in enumerate(every):
        if section.name in names and section.about == about:
            return _arranged(read, at).paths[:wanted]
    one = Section(name, about, wanted)
    taken = _arranged(read, len(every) - 1).taken if every and read.config.distinct else _least(read, one)
    return tuple(_chosen(read, one, taken))


def on_front(read: Reader) -> frozenset[str]:
    """Return all articles that the sections of the front page show, and those that editors have put there."""
    every = sections(read)
    return _arranged(read, len(every) - 1).taken if every else frozenset(pins(read))


def lead(read: Reader, wanted: int) -> tuple[str, ...]:
    """Return the lead story and those beside it: fresh picks first, then the newest articles.

    Fresh is measured against the newest article, not against the clock, so that only an article changes the choice.
    """
    pinned = pins(read)
    fresh = read.query("fresh-picks", _FRESH)
    newest = read.query("may-lead", wanted + len(fresh) + len(pinned))
    others = (path for path in dict.fromkeys((*fresh, *newest)) if path not in pinned)
    return tuple(placed({s.place: s.path for s in pinned.values() if s.section == "lead"}, others, wanted))


def pins(read: Reader) -> Mapping[str, Slot]:
    """Return the slots that editors have filled on the front page, by the path of the article."""
    found: Sequence[Slot] = read.query("slots", HOME)
    return {slot.path: slot for slot in found}


def placed(pinned: Mapping[int, str], others: Iterable[str], wanted: int) -> Iterator[str]:
    """Yield as many articles as wanted: the pinned ones in their places (from 1), the others around them, in order."""
    rest = iter(others)
    for place in range(1, wanted + 1):
        path = pinned.get(place) or next(rest, "")
        if path:
            yield path


def cards(read: Reader, page: str, paths: Iterable[str]) -> tuple[Card, ...]:
    """Return the cards of a front page (`home`, or a category's slug), with what its slots replace."""
    filled: Mapping[str, Slot] = {slot.path: slot for slot in read.query("slots", page)}
    return tuple(_card(read, path, filled.get(path)) for path in paths)


def home_cards(read: Reader, paths: Iterable[str]) -> tuple[Card, ...]:
    """Return cards as the front page shows them."""
    return cards(read, HOME, paths)


def on_home(page: Page) -> int:
    """Return, for the key of a block, whether it stands on the front page."""
    return int(page.kind == "home")


def _card(read: Reader, path: str, slot: Slot | None) -> Card:
    card = read.card(path)
    if slot is None:
        return card
    picture = read.picture("", slot.image) if slot.image else None
    return msgspec.structs.replace(
        card,
        title=slot.title or card.title,
        summary=slot.summary or card.summary,
        picture=picture or card.picture,
    )


def _arranged(read: Reader, at: int) -> Arranged:
    """Return what the section of a number shows."""
    return read.kept(f"section {at} of the front page", lambda: _arrange(read, at))


def _arrange(read: Reader, at: int) -> Arranged:
    before = _arranged(read, at - 1).taken if at else frozenset(pins(read))
    section = sections(read)[at]
    paths = tuple(_chosen(read, section, before if read.config.distinct else _least(read, section)))
    return Arranged(paths, before.union(paths))


def _least(read: Reader, section: Section) -> frozenset[str]:
    """Return what a section leaves out where sections may repeat one another."""
    leave_out = frozenset(pins(read))
    if section.name in ("ticker", "latest", "picks"):
        leave_out = leave_out.union(lead(read, count_of(read.config, "lead")))
    return leave_out


def _chosen(read: Reader, section: Section, leave_out: Collection[str]) -> Iterator[str]:
    """Yield the articles of a section: those that are pinned there, and others that are not left out."""
    name, about, wanted = section
    if name == "lead":
        return iter(lead(read, wanted))
    pinned = {s.place: s.path for s in pins(read).values() if s.section == name}
    first = read.front(_list(read, name, about), wanted + len(leave_out)) if wanted else ()
    return placed(pinned, (path for path in first if path not in leave_out), wanted)


def _list(read: Reader, name: str, about: str) -> str:
    if name in ("topic", "topics"):
        return f"topic/{about}"
    if name == "panels":
        return f"category/{about}"
    return list_of(read, BLOCK_OF.get(name, name), about)
