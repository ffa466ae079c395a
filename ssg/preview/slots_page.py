"""The page on which editors fill the slots of front pages, `/_preview/front/`, as HTML. Text is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from typing import NamedTuple
from urllib.parse import quote

from ssg.core.i18n import Words
from ssg.core.slots import HOME
from ssg.core.text.dates import stamp
from ssg.preview.bar import badge_of
from ssg.preview.slots import SlotState, file_of, front_names, search, slots_of
from ssg.preview.snapshot import Snapshot
from ssg.preview.state import State

URL = "/_preview/front/"


class Asked(NamedTuple):
    """What a request asks for: the front page, the words of a search, and whether who asks may write (`token`)."""

    front: str
    find: str
    token: str


def slots_page(snapshot: Snapshot, state: State, asked: Asked, words: Words) -> str:
    """Return the inside of the page."""
    _, names = words.gettext, dict(front_names(snapshot))
    front = asked.front if asked.front in names else HOME
    file, slots = file_of(snapshot, front), slots_of(snapshot, front, state)
    home, nav, view = _("Front page"), _("Front pages"), _("Show the page")
    url = snapshot.href("/" if front == HOME else f"/{front}/")
    links = "".join(
        f'<li><a href="{URL}?page={quote(name)}"{_current(name == front)}>{escape(label or home)}</a></li>'
        for name, label in names.items()
    )
    title = _("Slots of {page}").format(page=names[front] or home)
    parts = [
        f"<h1>{escape(title)}</h1>",
        f'<nav aria-label="{escape(nav)}"><ul class="fronts">{links}</ul></nav>',
        f'<p><code>{escape(file.path)}</code> · <a href="{escape(url)}">{escape(view)}</a></p>',
        '<p id="said" role="status" aria-live="polite"></p>',
    ]
    if not asked.token:
        note = _("Read-only: changes are made on the computer that runs the preview.")
        parts.append(f'<p class="note">{escape(note)}</p>')
    if file.slots is None:
        note = _("The file has errors. Correct them first: {file}").format(file=file.path)
        parts.append(f'<p class="note bad">{escape(note)}</p>')
    if not slots:
        note = _("The theme declares no slots for this page.")
        parts.append(f'<p class="none">{escape(note)}</p>')
    writes = bool(asked.token) and file.slots is not None
    inside = "".join(_sections(snapshot, slots, words, writes=writes))
    found = _search(snapshot, slots, asked, front, words) if writes and slots else ""
    parts.append(
        f'<div class="arranging"><div id="slots" data-front="{escape(front)}" data-version="{escape(file.digest)}"'
        f' data-token="{escape(asked.token if writes else "")}">{inside}</div>{found}</div>'
        f'<script src="/_preview/slots.js"></script>'
    )
    return "".join(parts)


def _current(is_current: bool) -> str:
    return ' aria-current="page"' if is_current else ""


def _sections(snapshot: Snapshot, slots: Iterable[SlotState], words: Words, *, writes: bool) -> Iterator[str]:
    _ = words.gettext
    names = {
        "lead": _("Top stories"),
        "picks": _("Editors' picks"),
        "opinion": _("Opinion"),
        "photos": _("Photos"),
        "videos": _("Videos"),
        "list": _("Latest"),
    }
    for section, states in groupby(slots, key=lambda one: one.slot.section):
        inside = "".join(_slot(snapshot, one, words, writes=writes) for one in states)
        yield f'<section><h2>{escape(names[section])}</h2><ol class="slots">{inside}</ol></section>'


def _slot(snapshot: Snapshot, one: SlotState, words: Words, *, writes: bool) -> str:
    _, name, site = words.gettext, escape(one.slot.name), snapshot.loaded.edition.site
    kind = "pinned" if one.is_shown else "wrong" if one.filled else "automatic"
    labels = {"pinned": _("Pinned"), "wrong": _("Not shown"), "automatic": _("Automatic")}
    badges = [f'<b class="badge {kind}">{escape(labels[kind])}</b>']
    if one.filled and one.filled.until:
        until = _("until {time}").format(time=stamp(one.filled.until.astimezone(site.now.tzinfo)))
        badges.append(f"<span>{escape(until)}</span>")
    if one.path in site.briefs and (badge := badge_of(site, one.path, words)):
        badges.append(f'<b class="badge {badge.state}">{escape(badge.label)}</b>')
    nothing = _("Nothing")
    title = escape(one.title) or f'<span class="none">{escape(nothing)}</span>'
    own = site.briefs[one.path].title if one.path in site.briefs and one.filled and one.filled.title else ""
    inside = [f'<p class="title"><code>{name}</code> {title}</p>', f'<p class="about">{" ".join(badges)}']
    if own and one.is_shown:
        said = _("Headline of the article: {title}").format(title=own)
        inside.append(f" <span>{escape(said)}</span>")
    if one.path:
        inside.append(f" <code>content/{escape(one.path)}</code>")
    inside.append("</p>")
    inside += [f'<p class="trouble">{escape(said)}</p>' for said in one.trouble]
    if writes:
        inside.append(_controls(one, words))
    drag = ' draggable="true"' if writes else ""
    return f'<li class="slot {kind}" id="slot-{name}" data-slot="{name}"{drag}>{"".join(inside)}</li>'


def _controls(one: SlotState, words: Words) -> str:
    """Return the buttons and the form of a slot; each is named with the slot, for those who hear them."""
    _, name = words.gettext, one.slot.name

    def button(does: str, label: str, spoken: str) -> str:
        said = escape(spoken.format(slot=name))
        return f'<button type="button" data-do="{does}" aria-label="{said}">{escape(label)}</button>'

    buttons = [
        button("up", "↑", _("Move {slot} up")),
        button("down", "↓", _("Move {slot} down")),
        button("choose", _("Choose…"), _("Choose an article for {slot}")),
    ]
    if one.filled:
        buttons.append(button("unpin", _("Unpin"), _("Unpin {slot}")))
    elif one.path:
        buttons.append(button("pin", _("Pin"), _("Pin what is in {slot}")))
    title = one.filled.title if one.filled else ""
    until = f"{one.filled.until:%Y-%m-%dT%H:%M}" if one.filled and one.filled.until else ""
    more, headline, end, save = _("Headline and time"), _("Headline here"), _("Until"), _("Save")
    form = (
        f'<details><summary aria-label="{escape(more)}: {name}">{escape(more)}</summary><form data-do="edit">'
        f'<label>{escape(headline)} <input name="title" value="{escape(title)}" maxlength="400"></label> '
        f'<label>{escape(end)} <input type="datetime-local" name="until" value="{until}"></label> '
        f"<button>{escape(save)}</button></form></details>"
    )
    return f'<div class="buttons">{"".join(buttons)}</div>{form}'


def _search(snapshot: Snapshot, slots: Iterable[SlotState], asked: Asked, front: str, words: Words) -> str:
    """Return the search for articles, which works without a script, too."""
    _ = words.gettext
    options = "".join(f"<option>{escape(one.slot.name)}</option>" for one in slots)
    found = "".join(_found(snapshot, path, words) for path in search(snapshot, asked.find))
    title, label, find, target = _("Find an article"), _("Words of the headline"), _("Search"), _("Put into")
    return (
        f'<section id="find"><h2>{escape(title)}</h2><form action="{URL}" role="search">'
        f'<input type="hidden" name="page" value="{escape(front)}">'
        f'<label>{escape(label)} <input type="search" name="find" value="{escape(asked.find)}"'
        f' autocomplete="off"></label> <button>{escape(find)}</button> '
        f'<label>{escape(target)} <select id="target">{options}</select></label></form>'
        f'<ul class="found">{found}</ul></section>'
    )


def _found(snapshot: Snapshot, path: str, words: Words) -> str:
    site, label = snapshot.loaded.edition.site, words.gettext("Put here")
    brief = site.briefs[path]
    badge = badge_of(site, path, words)
    state = f' <b class="badge {badge.state}">{escape(badge.label)}</b>' if badge else ""
    spoken = words.gettext("Put “{title}” into the slot").format(title=brief.title)
    return (
        f'<li draggable="true" data-article="{escape(path)}"><button type="button" data-do="put"'
        f' aria-label="{escape(spoken)}">{escape(label)}</button> {escape(brief.title)}{state}'
        f" <code>content/{escape(path)}</code></li>"
    )
