"""Reads values that have parts: sources, corrections, sound, picks. Pictures are read in `pictures.py`.

Each may be written as text where that can be meant.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final, NamedTuple
from urllib.parse import urlsplit

import yaml

from ssg.content.frontmatter.elsewhere import switch
from ssg.content.frontmatter.keys import INNER_KEYS, inner_suggestion
from ssg.content.frontmatter.notes import Notes
from ssg.content.frontmatter.plain import as_text, is_absent, kind_of, literal, pairs, resolved
from ssg.content.frontmatter.quoting import shown
from ssg.content.frontmatter.readers import flag, moment, number, rank, url
from ssg.core.message import Message, say, verbatim
from ssg.core.model import Assistance, Audio, Correction, Credit, Installment
from ssg.core.text.sound import is_no_sound

MOST_PARTS: Final = 10_000
WITHDRAWN: Final = "`withdrawn: 2026-11-24 08:24`"
"""How a withdrawal is written."""

_DURATION: Final = re.compile(r"(?:(?:(\d{1,2}):)?(\d{1,2}):)?(\d{1,5})")


def credit(notes: Notes, name: str, subject: Message, node: yaml.Node) -> Credit | None:
    """Read where a text comes from: a name, a URL, or `{name, url}`."""
    if isinstance(node, yaml.ScalarNode):
        value = literal(notes, node, subject)
        if value and value.lower().startswith(("http://", "https://")):
            return _named_by(url(notes, node, subject))
        return Credit(value) if value else None
    parts = parts_of(notes, name, subject, node, say("a name, or {form}", form=form_of("source")))
    if parts is None:
        return None
    title, address = text_of(notes, name, subject, parts, "name"), url_of(notes, name, subject, parts, "url")
    if not title and "url" not in parts:
        notes.error(
            "E114",
            node,
            say("missing `name` in {subject}", subject=subject),
            say("write `name:` and the name of the source"),
        )
        return None
    return Credit(title, address) if title else _named_by(address)


def corrections(notes: Notes, name: str, subject: Message, node: yaml.Node) -> tuple[Correction, ...] | None:
    """Read corrections: a list of `{date, text}`, or one of them."""
    items = node.value if isinstance(node, yaml.SequenceNode) else [node]
    found = []
    for at, item in enumerate(items):
        what = (
            say("item {at} of {subject}", at=at + 1, subject=subject)
            if isinstance(node, yaml.SequenceNode)
            else subject
        )
        parts = parts_of(notes, "corrections", what, item, verbatim(form_of("corrections")))
        if parts is None:
            continue
        place = f"{name}[{at}]"
        notes.mark(place, item)
        for key in INNER_KEYS["corrections"]:
            if key not in parts:
                notes.error(
                    "E114",
                    item,
                    say("missing `{key}` in {what}", key=key, what=what),
                    say("write {form}", form=form_of("corrections")),
                )
        said = text_of(notes, place, what, parts, "text")
        date = moment(notes, place, say("`date` of {what}", what=what), parts["date"]) if "date" in parts else None
        if date is not None:
            notes.mark(f"{place}.date", parts["date"])
            found.append(Correction(date, said))
    return tuple(found)


def series(notes: Notes, name: str, subject: Message, node: yaml.Node) -> Installment | None:
    """Read which series an article is a part of: its name, or `{name, part}`."""
    if isinstance(node, yaml.ScalarNode):
        value = literal(notes, node, subject)
        return Installment(value) if value else None
    parts = parts_of(notes, name, subject, node, say("a name, or {form}", form=form_of("series")))
    if parts is None:
        return None
    title, part = text_of(notes, name, subject, parts, "name"), 0
    if "part" in parts:
        notes.mark(f"{name}.part", parts["part"])
        part = number(notes, say("`part` of {subject}", subject=subject), parts["part"], MOST_PARTS) or 0
    if not title:
        message = say("missing `name` in {subject}", subject=subject)
        notes.error("E114", node, message, say("write `name:` and the name of the series"))
        return None
    return Installment(title, part)


class Pick(NamedTuple):
    """An editors' pick: how high it stands, and until when it is one."""

    rank: int
    until: datetime | None


def pick(notes: Notes, name: str, subject: Message, node: yaml.Node) -> int | Pick | None:
    """Read whether an article is a pick: true, false, a number, or `{rank, until}`."""
    if not isinstance(node, yaml.MappingNode):
        return rank(notes, name, subject, node)
    parts = parts_of(notes, name, subject, node, verbatim(form_of("featured")))
    if parts is None:
        return None
    found: int | None = 1
    if "rank" in parts:
        notes.mark(f"{name}.rank", parts["rank"])
        found = rank(notes, f"{name}.rank", say("`rank` of {subject}", subject=subject), parts["rank"])
    until = None
    if "until" in parts:
        notes.mark(f"{name}.until", parts["until"])
        until = moment(notes, f"{name}.until", say("`until` of {subject}", subject=subject), parts["until"])
    return None if found is None else Pick(found, until)


def withdrawal(notes: Notes, name: str, subject: Message, node: yaml.Node) -> datetime | None:
    """Read the time of a withdrawal: a time, or `{date, reason}`. The reason stays in the file."""
    if isinstance(node, yaml.ScalarNode):
        return _since(notes, name, subject, node)
    parts = parts_of(notes, name, subject, node, say("a date and time, or {form}", form=form_of("withdrawn")))
    if parts is None:
        return None
    if "date" not in parts:
        message = say("missing `date` in {subject}: the article is not taken down", subject=subject)
        notes.error("E114", node, message, say("write `date:` and the day of the withdrawal"))
        return None
    notes.mark(f"{name}.date", parts["date"])
    return _since(notes, f"{name}.date", say("`date` of {subject}", subject=subject), parts["date"])


def _since(notes: Notes, name: str, subject: Message, node: yaml.Node) -> datetime | None:
    """Read since when an article is taken down. Whoever writes `true` must know that it is not."""
    word = switch(node)
    if word is None:
        return moment(notes, name, subject, node, say(": the article is not taken down"))
    message = say(
        "{subject} says since when the article is taken down; with {value} it is not",
        subject=subject,
        value=shown(str(node.value)),
    )
    hint = say("remove the line, or write since when: {example}", example=WITHDRAWN)
    if word:
        hint = say(
            "write since when: {example}; a build after that time takes it down, until then it stays public",
            example=WITHDRAWN,
        )
    notes.error("E115", node, message, hint)
    return None


def audio(notes: Notes, name: str, subject: Message, node: yaml.Node) -> Audio | None:
    """Read what there is to listen to: its path or URL, or `{src, title, duration}`."""
    if isinstance(node, yaml.ScalarNode):
        source = _sound(notes, node, subject, url(notes, node, subject))
        return Audio(source) if source else None
    parts = parts_of(notes, name, subject, node, say("a path, or {form}", form=form_of("audio")))
    if parts is None:
        return None
    if "src" not in parts:
        message = say("missing `src` in {subject}", subject=subject)
        notes.error("E114", node, message, say("write `src:` and the path of the sound file"))
        return None
    source, title = url_of(notes, name, subject, parts, "src"), text_of(notes, name, subject, parts, "title")
    source = _sound(notes, parts["src"], subject, source)
    return Audio(source, title, _duration(notes, name, subject, parts)) if source else None


def _sound(notes: Notes, node: yaml.Node, subject: Message, source: str) -> str:
    """Return the path or URL of a sound file; "" after reporting that of another file."""
    if not source or not is_no_sound(source):
        return source
    message = say("{subject} is no sound file: {value}", subject=subject, value=shown(source))
    notes.error("E162", node, message, say("supported: {allowed}", allowed="mp3, m4a, ogg, wav"))
    return ""


def assistance(notes: Notes, name: str, subject: Message, node: yaml.Node) -> Assistance | None:
    """Read whether artificial intelligence helped: true, false, a sentence that says how, or `{used, how}`."""
    if isinstance(node, yaml.ScalarNode):
        if isinstance(resolved(node.value), bool) or switch(node) is not None:
            return Assistance() if flag(notes, name, subject, node) else None
        said = literal(notes, node, subject)
        return Assistance(said) if said else None
    parts = parts_of(notes, name, subject, node, say("true, a sentence, or {form}", form=form_of("ai")))
    if parts is None:
        return None
    said = text_of(notes, name, subject, parts, "how")
    used = True
    if "used" in parts:
        notes.mark(f"{name}.used", parts["used"])
        used = bool(flag(notes, f"{name}.used", say("`used` of {subject}", subject=subject), parts["used"]))
    return Assistance(said) if used else None


def _duration(notes: Notes, name: str, subject: Message, parts: dict[str, yaml.Node]) -> int:
    """Return a length in seconds that is written as `12:30`, `1:02:03` or `750`; 0 if there is none."""
    written = text_of(notes, name, subject, parts, "duration")
    if not written:
        return 0
    found = _DURATION.fullmatch(written)
    if found is None:
        message = say("`duration` of {subject} is ignored: {value}", subject=subject, value=shown(written))
        notes.warning("W161", parts["duration"], message, say("write minutes and seconds: `12:30`"))
        return 0
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return 3600 * hours + 60 * minutes + seconds


def parts_of(notes: Notes, name: str, subject: Message, node: yaml.Node, form: Message) -> dict[str, yaml.Node] | None:
    """Return the values of a mapping by their keys, without those that are empty; report unknown keys."""
    if not isinstance(node, yaml.MappingNode):
        message = say("{subject} must be {form}, not {node}", subject=subject, form=form, node=kind_of(node))
        notes.error("E114", node, message, as_text(subject, node))
        return None
    known = INNER_KEYS[name]
    result = {}
    for written, key_node, value in pairs(notes, node.value, str.lower):
        key = written.lower()
        if key in known:
            if not is_absent(value):
                result[key] = value
            continue
        meant = inner_suggestion(key, known)
        hint = (
            say("did you mean `{meant}`?", meant=meant)
            if meant
            else say("allowed: {known}", known=", ".join(f"`{one}`" for one in known))
        )
        notes.warning(
            "W125",
            key_node,
            say("unknown key `{written}` in {subject}; it is ignored", written=written, subject=subject),
            hint,
        )
    return result


def text_of(notes: Notes, name: str, subject: Message, parts: dict[str, yaml.Node], key: str) -> str:
    """Return the text of a part, or "" if there is none."""
    if key not in parts:
        return ""
    notes.mark(f"{name}.{key}", parts[key])
    return literal(notes, parts[key], say("`{key}` of {subject}", key=key, subject=subject)) or ""


def url_of(notes: Notes, name: str, subject: Message, parts: dict[str, yaml.Node], key: str) -> str:
    """Return the URL of a part, or "" if there is none."""
    if key not in parts:
        return ""
    notes.mark(f"{name}.{key}", parts[key])
    return url(notes, parts[key], say("`{key}` of {subject}", key=key, subject=subject))


def _named_by(address: str) -> Credit | None:
    """Return a source that is named by its host."""
    return Credit((urlsplit(address).hostname or address).removeprefix("www."), address) if address else None


def form_of(name: str) -> str:
    """Return how a value with parts is written."""
    return f"{{{', '.join(INNER_KEYS[name])}}}"
