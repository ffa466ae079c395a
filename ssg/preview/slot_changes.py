"""What editors change of the slots of a front page: the only thing that the preview ever writes.

Everything here runs in the thread that prints.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from ssg.content.front_editing import Unreadable, Value, empty, fill, swap
from ssg.core.i18n import Words
from ssg.core.message import Invalid
from ssg.core.system import reason_of
from ssg.core.text.dates import parse_time, stamp
from ssg.core.text.slug import clean
from ssg.preview.slots import SlotState, file_of, front_names, slots_of
from ssg.preview.snapshot import Snapshot
from ssg.preview.state import State
from ssg.store.fronts import Changed, replace_seen, text_seen

_LONGEST = 400  # characters of a headline
_REPLACED = ("title", "summary", "image", "until")


class Reply(NamedTuple):
    """An answer to a change: the status, what is announced, and the digest of the file as it is now."""

    status: int
    said: str
    version: str


class _Refused(Exception):
    """Raised for what cannot be asked for; says why."""


class _Change(NamedTuple):
    """A change that is asked for, and what there is."""

    text: str
    slot: str
    asked: Mapping[str, Any]
    states: Mapping[str, SlotState]
    snapshot: Snapshot
    words: Words


def change(state: State, asked: Mapping[str, Any], words: Words) -> Reply:
    """Make one change that an editor asks for: `pin`, `move`, `edit` or `unpin`."""
    _, snapshot, version = words.gettext, state.snapshot, str(asked.get("version", ""))
    front, slot = str(asked.get("front", "")), str(asked.get("slot", ""))
    if snapshot is None or front not in dict(front_names(snapshot)):
        return Reply(400, _("This front page does not exist."), version)
    states = {one.slot.name: one for one in slots_of(snapshot, front, state)}
    file = file_of(snapshot, front).path
    try:
        text = text_seen(state.options.root, file, version)
        after, said = _changed(_Change(text, slot, asked, states, snapshot, words))
        if after != text:
            version = replace_seen(state.options.root, file, after, version)
    except Changed:
        reply = Reply(409, _("The file has changed meanwhile. Nothing was written; look at it again."), "")
    except (Unreadable, UnicodeDecodeError):
        reply = Reply(409, _("The file has errors. Correct them first: {file}").format(file=file), version)
    except (Invalid, _Refused) as problem:
        why = state.options.words(problem.message) if isinstance(problem, Invalid) else str(problem)
        reply = Reply(400, why, version)
    except OSError as problem:
        why = state.options.words(reason_of(problem))
        reply = Reply(500, _("Cannot write {file}: {why}").format(file=file, why=why), version)
    else:
        reply = Reply(200, said, version)
    if reply.status in (200, 409):
        # At once: the watcher may not have told yet.
        state.changed({file})
        state.step()
    return reply


def _changed(one: _Change) -> tuple[str, str]:
    """Return the text of the file after a change, and what is announced."""
    _, does = one.words.gettext, {"pin": _pinned, "move": _asked_to_move, "edit": _edited, "unpin": _unpinned}
    make = does.get(str(one.asked.get("do", "")))
    if make is None or one.slot not in one.states:
        raise _Refused(_("This slot does not exist."))
    return make(one)


def _unpinned(one: _Change) -> tuple[str, str]:
    return empty(one.text, one.slot), one.words.gettext("{slot}: chosen automatically").format(slot=one.slot)


def _pinned(one: _Change) -> tuple[str, str]:
    """Put an article into a slot. One that is pinned elsewhere is moved, with all that is written of it."""
    path = str(one.asked.get("article", ""))
    brief = one.snapshot.loaded.edition.site.briefs.get(path)
    if brief is None or path not in one.snapshot.loaded.edition.site.times:
        raise _Refused(one.words.gettext("This article is not shown."))
    holder = next((name for name, its in one.states.items() if its.filled and its.filled.path == path), "")
    if holder:
        return _moved(one, holder, one.slot)
    values: dict[str, Value] = {"article": path, **dict.fromkeys(_REPLACED)}
    return fill(one.text, one.slot, values), f"{one.slot}: {brief.title}"


def _asked_to_move(one: _Change) -> tuple[str, str]:
    other = str(one.asked.get("to", ""))
    if other not in one.states:
        raise _Refused(one.words.gettext("This slot does not exist."))
    return _moved(one, one.slot, other)


def _moved(one: _Change, slot: str, other: str) -> tuple[str, str]:
    """Move what is in a slot to another; a pinned article that stands there comes back in exchange."""
    its = one.states[slot]
    said = f"{other}: {its.title}"
    if its.filled and its.is_shown:
        return (one.text if slot == other else swap(one.text, slot, other)), said
    if not its.path:
        raise _Refused(one.words.gettext("There is no article in this slot."))
    return fill(one.text, other, {"article": its.path, **dict.fromkeys(_REPLACED)}), said


def _edited(one: _Change) -> tuple[str, str]:
    """Set the headline and the time of a slot; what was chosen automatically is pinned by that."""
    its, _ = one.states[one.slot], one.words.gettext
    path = its.filled.path if its.filled else its.path
    if not path:
        raise _Refused(_("There is no article in this slot."))
    until: datetime | None = None
    if written := clean(str(one.asked.get("until") or "")):
        # Written without an offset: a time of the site's zone, as editors read it.
        zone = one.snapshot.loaded.inputs.config.zone
        until = parse_time(written, zone).replace(tzinfo=None, microsecond=0)
    title = clean(str(one.asked.get("title") or ""))[:_LONGEST] or None
    said = [_("{slot}: saved").format(slot=one.slot)]
    if until is not None:
        said.append(_("until {time}").format(time=stamp(until)))
    return fill(one.text, one.slot, {"article": path, "title": title, "until": until}), ", ".join(said)
