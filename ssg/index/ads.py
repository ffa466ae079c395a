"""Which house advertisements are shown at a time, and in which slot: what `data/ads/` says, and `[ads]` has. Pure.

Nothing here is ever an error: what cannot be shown is left out, with a warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from ssg.content.ads import OPEN, Ad, AdFile, named
from ssg.core.config import Config
from ssg.core.config.house_ad_keys import AdKeys
from ssg.core.errors import Diagnostic, Place, notice, warning
from ssg.core.message import say
from ssg.core.text.dates import stamp
from ssg.core.text.near import nearest
from ssg.index.briefs import microseconds
from ssg.index.files import Files
from ssg.index.suggestion import nearest_file
from ssg.index.targets import PICTURE_TYPES, ending, is_remote, target_path

_FOR_EVER: Final = 1 << 62


class AdChange(NamedTuple):
    """A time to come, in microseconds, at which an advertisement begins or ends: with its file, and which of both."""

    time: int
    file: str
    begins: bool


class Ads(NamedTuple):
    """The advertisements that run now, by slot; what is said; when one begins or ends."""

    slots: Mapping[str, tuple[Ad, ...]]
    diagnostics: tuple[Diagnostic, ...]
    changes: tuple[AdChange, ...]


def running(files: Iterable[AdFile], config: Config, known: Files, now: int) -> Ads:
    """Return the advertisements that run at a time, in microseconds."""
    said: list[Diagnostic] = []
    changes: list[AdChange] = []
    slots: dict[str, list[Ad]] = {slot.name: [] for slot in config.ads.slots}
    alone: dict[str, list[AdFile]] = {}
    for file in sorted(files, key=lambda file: file.name):
        if file.keys is None:
            continue
        begins, ends = _span(file)
        if ends <= now:
            message = say("advertisement that ended {time}; not shown", time=stamp(file.ends) if file.ends else "")
            said.append(notice("N469", message, file.place("until"), say("remove the file, or change `until`")))
            continue
        found = list(_wrong(file, file.keys, slots, known))
        said += found
        if file.keys.slot not in slots or any(one.code == "W465" for one in found):
            continue
        path = file.place("").path
        both = (AdChange(begins, path, begins=True), AdChange(ends, path, begins=False))
        changes += [one for one in both if now < one.time < _FOR_EVER]
        if file.keys.exclusive:
            alone.setdefault(file.keys.slot, []).append(file)
        if begins <= now:
            slots[file.keys.slot].append(Ad(file.name, file.keys.slot, file.keys.weight, file.keys))
    for booked in alone.values():
        said += _overlapping(booked)
    shown = {name: tuple(one for one in ads if one.keys.exclusive)[:1] or tuple(ads) for name, ads in slots.items()}
    return Ads({name: ads for name, ads in shown.items() if ads}, tuple(said), tuple(sorted(changes)))


def pictures(files: Iterable[AdFile], known: Files) -> Iterator[tuple[str, Place]]:
    """Yield the pictures of advertisements with their places, as far as there are such files."""
    for src, place in named(files):
        if not is_remote(src) and _is_there(src, known):
            yield src, place


def _span(file: AdFile) -> tuple[int, int]:
    """Return from when until when an advertisement runs."""
    return (
        microseconds(file.begins) if file.begins else 0,
        microseconds(file.ends) if file.ends else _FOR_EVER,
    )


def _wrong(file: AdFile, keys: AdKeys, slots: Iterable[str], known: Files) -> Iterator[Diagnostic]:
    """Yield what is wrong with an advertisement: its slot, its end, its pictures."""
    if keys.slot not in slots:
        near = nearest(keys.slot, tuple(slots))
        hint = say("did you mean `{near}`?", near=near) if near else say("slots: {slots}", slots=", ".join(slots))
        if not slots:
            hint = say("declare it in site.toml with `[[ads.slots]]`")
        yield warning("W467", say("no advertising slot `{slot}`; not shown", slot=keys.slot), file.place("slot"), hint)
    elif file.ends is None and not file.is_open:
        hint = say('write `until = 2026-12-31T23:59:59`, or `until = "{word}"` if that is meant', word=OPEN)
        yield warning("W466", say("advertisement without an end"), file.place(""), hint)
    for src, place in named((file,)):
        if is_remote(src):
            hint = say("save the picture below `content/` or `static/`")
            why = say("its picture is on another site: {src}", src=src)
            yield warning("W465", say("advertisement left out: {why}", why=why), place, hint)
        elif not _is_there(src, known):
            names = [name for name in (*known.content, *known.static) if ending(name) in PICTURE_TYPES]
            hint = nearest_file(target_path("", src) or src, names, in_static=True)
            why = say("picture not found: {src}", src=src)
            yield warning("W465", say("advertisement left out: {why}", why=why), place, hint)


def _is_there(src: str, known: Files) -> bool:
    path = target_path("", src)
    return ending(path) in PICTURE_TYPES and bool(known.find(path))


def _overlapping(booked: Iterable[AdFile]) -> Iterator[Diagnostic]:
    """Yield exclusive advertisements of one slot that run at one time."""
    last: AdFile | None = None
    for file in sorted(booked, key=_span):
        if last is not None and _span(file)[0] < _span(last)[1]:
            slot = file.keys.slot if file.keys else ""
            message = say("two exclusive advertisements at one time in the slot `{slot}`", slot=slot)
            hint = say("change `from` or `until`, or remove `exclusive`; until then, the first by name is shown")
            yield warning("W468", message, file.place("exclusive"), hint, (last.place("exclusive"),))
        last = file if last is None else max(last, file, key=lambda one: _span(one)[1])
