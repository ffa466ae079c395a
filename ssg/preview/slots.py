"""What is in the slots of a front page: what editors have put there, and what was chosen automatically. Reads only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ssg.content.front import Filled, FrontFile
from ssg.core.slots import HOME, LIST, Declared
from ssg.core.slots import slots_of as declared_slots
from ssg.core.text.search import words_of
from ssg.core.text.slug import fold
from ssg.index.fronts import template_of
from ssg.pages.blocks.arrangement import lead, shown
from ssg.pages.category import front_paths
from ssg.preview.snapshot import Snapshot
from ssg.preview.state import State

_FOUND = 20  # articles that a search shows


class SlotState(NamedTuple):
    """A slot: what the page shows there (`path`), and what the file says of it (None: nothing, it is automatic).

    `is_shown`: the article that the file names is what the page shows. `trouble` says why not.
    """

    slot: Declared
    path: str
    title: str
    filled: Filled | None
    is_shown: bool
    trouble: tuple[str, ...]


def front_names(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Yield the front pages: names, and what they are called ("": the front page)."""
    yield HOME, ""
    for category in snapshot.loaded.edition.site.categories.values():
        yield category.slug, category.name


def file_of(snapshot: Snapshot, front: str) -> FrontFile:
    """Return the file of a front page; an empty one where there is none."""
    files = (file for file in snapshot.loaded.inputs.fronts if file.name == front)
    return next(files, FrontFile(front, (), ""))


def slots_of(snapshot: Snapshot, front: str, state: State) -> list[SlotState]:
    """Return all slots of a front page, in the order in which its template declares them."""
    site, theme = snapshot.loaded.edition.site, snapshot.loaded.inputs.theme
    slots = declared_slots(theme, template_of(site, front, theme.templates))
    file = file_of(snapshot, front)
    written: dict[str, Filled] = {}
    effective = {slot.name: slot.path for slot in site.fronts.get(front, ())}
    for one in file.slots or ():
        if one.name not in written or effective.get(one.name) == one.path:
            written[one.name] = one
    places = _contents(snapshot, front, slots.values())
    return [_state(snapshot, state, slot, places, written.get(slot.name), effective) for slot in slots.values()]


def _state(
    snapshot: Snapshot,
    state: State,
    slot: Declared,
    places: Mapping[tuple[str, int], str],
    filled: Filled | None,
    effective: Mapping[str, str],
) -> SlotState:
    is_shown = filled is not None and effective.get(slot.name) == filled.path
    path = places.get((slot.section, slot.place), "")
    brief = snapshot.loaded.briefs.get(path)
    title = brief.title if brief else ""
    if filled is not None and is_shown and filled.title:
        title = filled.title
    trouble: tuple[str, ...] = ()
    if filled is not None and not is_shown:
        lines = {place.line for place in filled.places.values()}
        where = filled.places[""].path
        about = (d for d in snapshot.loaded.diagnostics if d.place.path == where and d.place.line in lines)
        trouble = tuple(state.options.words(d.message) for d in about)
    return SlotState(slot, path, title, filled, is_shown, trouble)


def _contents(snapshot: Snapshot, front: str, slots: Iterable[Declared]) -> dict[tuple[str, int], str]:
    """Return the articles that a front page shows, by section and place."""
    read = snapshot.loaded.context.read
    most: dict[str, int] = {}
    for slot in slots:
        most[slot.section] = max(slot.place, most.get(slot.section, 0))
    found: dict[tuple[str, int], str] = {}
    with read.recording():
        for section, wanted in most.items():
            if section == LIST and front != HOME:
                paths = front_paths(read, front)
            elif section not in read.config.home.sections or front != HOME:
                continue
            else:
                paths = lead(read, wanted) if section == "lead" else shown(read, section, "", wanted)
            found |= {(section, place): path for place, path in enumerate(paths, 1)}
    return found


def search(snapshot: Snapshot, asked: str) -> list[str]:
    """Return the newest articles whose headline or path has words that begin with all that are asked for."""
    wanted = [fold(word) for word in words_of(asked)]
    found: list[str] = []
    site = snapshot.loaded.edition.site
    for path in site.order:
        if not wanted or _has(wanted, f"{site.briefs[path].title} {path}"):
            found.append(path)
            if len(found) == _FOUND:
                break
    return found


def _has(wanted: Sequence[str], text: str) -> bool:
    words = [fold(word) for word in words_of(text)]
    return all(any(word.startswith(one) for word in words) for one in wanted)
