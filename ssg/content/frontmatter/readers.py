"""Reads single values: text, times, switches, numbers, URLs. One small function for each kind of value.

Every reader takes the notes of the file, the key's name in `marks`, the name of the value in messages (`subject`) and
its node. It returns the value, or None if there is none, or an invalid one: that is reported.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

import yaml

from ssg.content.frontmatter.elsewhere import PAGE_TYPES, PLAIN_TYPES, folded, switch
from ssg.content.frontmatter.keys import inner_suggestion
from ssg.content.frontmatter.notes import Notes
from ssg.content.frontmatter.plain import kind_of, literal, resolved
from ssg.content.frontmatter.quoting import quoted, shown
from ssg.core.message import NOTHING, Invalid, Message, one_of, say, verbatim
from ssg.core.model import USUAL_LAYOUTS
from ssg.core.text.dates import read_time
from ssg.core.text.paths import is_safe_url, odd_name
from ssg.core.text.scripts import slug_of
from ssg.core.text.slug import clean
from ssg.core.text.written import Reading

TYPES: Final = ("article", "live", "page")

_LETTERS: Final = "letters"  # a written slug keeps its letters, in every style
_ID: Final = re.compile(r"[A-Za-z0-9_-]+")
_PAGE: Final = re.compile(r"(?:/index)?\.(?:html?|php|aspx?)$", re.IGNORECASE)
_OF_COMPUTER: Final = re.compile(r"[A-Za-z]:[\\/]|(?:file|blob|data):", re.IGNORECASE)
HIGHEST_RANK: Final = 1_000_000
"""The largest number of a pick."""


def text(notes: Notes, name: str, subject: Message, node: yaml.Node) -> str | None:
    """Read one text, literally as it is written."""
    return literal(notes, node, subject)


def headline(notes: Notes, name: str, subject: Message, node: yaml.Node) -> str | None:
    """Read a text that stays text even if YAML reads a list or a mapping (`Hà Nội: …` on a line of its own)."""
    if isinstance(node, yaml.ScalarNode):
        return literal(notes, node, subject)
    start, end = node.start_mark, _end(node)
    lines = notes.mended.lines[start.line : end.line + 1]
    lines[-1] = lines[-1][: end.column]
    lines[0] = lines[0][start.column :]
    written = clean(" ".join(lines))
    notes.notice(
        "N130",
        node,
        say("{subject} is read as plain text: YAML would read {node}", subject=subject, node=kind_of(node)),
        say("write `{subject}: {written}`", subject=str(subject).strip("`"), written=quoted(written)),
    )
    return written


def moment(notes: Notes, name: str, subject: Message, node: yaml.Node, so: Message = NOTHING) -> datetime | None:
    """Read a time; it is returned in the site's time zone. `so` is what follows if it is none."""
    must = say("{subject} must be a date and time such as 2026-11-24 08:24, not", subject=subject)
    if not isinstance(node, yaml.ScalarNode):
        notes.error("E115", node, say("{must} {node}{so}", must=must, node=kind_of(node), so=so))
        return None
    try:
        found = read_time(node.value, notes.zone)
    except Invalid as wrong:
        notes.error("E115", node, say("{must} {value}{so}", must=must, value=shown(node.value), so=so), wrong.message)
        return None
    _compare(notes, subject, node, found)
    if not found.has_time:
        notes.days.add(name)
    return found.moment


def _compare(notes: Notes, subject: Message, node: yaml.ScalarNode, found: Reading) -> None:
    """Report a weekday that is not that of the day, and a year of two digits."""
    # The day as it was written: an offset may have moved the time to another one in the site's zone.
    if found.weekday:
        message = say(
            "{subject}: {day}/{year} is not a {weekday} but a {fits}",
            subject=subject,
            day=f"{found.day:%d/%m}",
            year=found.day.year,
            weekday=found.weekday,
            fits=found.fits,
        )
        notes.warning("W145", node, message, say("correct the date, or remove the weekday"))
    if found.short_year:
        written = f"{found.day:%d/%m}/{found.day.year:04}"
        notes.notice(
            "N146",
            node,
            say("{subject} {value} is read as {written}", subject=subject, value=shown(node.value), written=written),
            say("write `{written}`", written=written),
        )


def flag(notes: Notes, name: str, subject: Message, node: yaml.Node) -> bool | None:
    """Read `true` or `false`; a word for one of them (`yes`, `"true"`, `0`, `có`) with a notice."""
    value = _resolved(node)
    if isinstance(value, bool):
        return value
    word = switch(node)
    if word is not None:
        written = str(word).lower()
        message = say("{subject} {value} is read as `{kept}`", subject=subject, value=_told(node), kept=written)
        notes.notice("N139", node, message, say("write `{written}`", written=written))
        return word
    hint = say("write `true` or `false`, without quotation marks")
    notes.error(
        "E114", node, say("{subject} must be true or false, not {node}", subject=subject, node=_told(node)), hint
    )
    return None


def rank(notes: Notes, name: str, subject: Message, node: yaml.Node) -> int | None:
    """Read a whole number from 0; `true` is 1 and `false` is 0."""
    value = _resolved(node)
    if isinstance(value, int) and 0 <= value <= HIGHEST_RANK:
        return int(value)
    hint = say(
        "write `true`, or a whole number from 0 to {highest_rank}; higher numbers come first",
        highest_rank=HIGHEST_RANK,
    )
    notes.error(
        "E114",
        node,
        say("{subject} must be true, false or a whole number, not {node}", subject=subject, node=_told(node)),
        hint,
    )
    return None


def number(notes: Notes, subject: Message, node: yaml.Node, most: int) -> int | None:
    """Read a whole number from 1."""
    value = _resolved(node)
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= most:
        return value
    form = say("{subject} must be a whole number from 1 to {most:,}, not", subject=subject, most=most)
    notes.error("E114", node, say("{must} {node}", must=form, node=_told(node)))
    return None


def kind(notes: Notes, name: str, subject: Message, node: yaml.Node) -> str | None:
    """Read the type of an article, one of TYPES."""
    value = literal(notes, node, subject)
    if value is None or value.lower() in TYPES:
        return value and value.lower()
    if folded(value) in PLAIN_TYPES:
        notes.notice(
            "N137",
            node,
            say("{subject} {value} is read as `article`", subject=subject, value=shown(value)),
            say("remove the line"),
        )
        return "article"
    if folded(value) in PAGE_TYPES:
        message = say("{subject} {value} is read as `page`", subject=subject, value=shown(value))
        notes.notice("N137", node, message, say("write `type: page`"))
        return "page"
    meant = inner_suggestion(value, TYPES)
    hint = say("did you mean `{meant}`?", meant=meant) if meant else say("remove the line for an ordinary article")
    notes.error(
        "E114",
        node,
        say(
            "{subject} must be {types}, not {value}",
            subject=subject,
            types=one_of(f"`{one}`" for one in TYPES),
            value=shown(value),
        ),
        hint,
    )
    return None


def layout(notes: Notes, name: str, subject: Message, node: yaml.Node) -> str | None:
    """Read the name of a layout; what other systems call an ordinary article (`post`) is none."""
    value = literal(notes, node, subject)
    if value is None or value.lower() in USUAL_LAYOUTS or folded(value) not in PLAIN_TYPES:
        return value and value.strip().removesuffix(".html")
    told = f"{str(subject).strip('`')}: {value}"
    notes.notice("N137", node, say("`{told}` is read as an ordinary article", told=told), say("remove the line"))
    return None


def ident(notes: Notes, name: str, subject: Message, node: yaml.Node) -> str | None:
    """Read an article's own id."""
    value = literal(notes, node, subject)
    if value is None or (_ID.fullmatch(value) and odd_name(value) is None):
        return value
    if _ID.fullmatch(value):
        hint = say("some systems reserve this name, or it is too long: choose another")
        notes.error(
            "E118", node, say("{subject} cannot be part of a URL: {value}", subject=subject, value=shown(value)), hint
        )
        return None
    hint = say("use only a-z, A-Z, 0-9, `-` and `_`")
    notes.error(
        "E118", node, say("{subject} contains invalid characters: {value}", subject=subject, value=shown(value)), hint
    )
    return None


def slug(notes: Notes, name: str, subject: Message, node: yaml.Node) -> str | None:
    """Read a part of a URL, folded as titles are; of a path, the last part."""
    value = literal(notes, node, subject)
    if value is None:
        return None
    part = _PAGE.sub("", value.strip("/")).rpartition("/")[2] if "/" in value else value
    folded_part = slug_of(part, _LETTERS)
    if not folded_part:
        notes.error(
            "E118",
            node,
            say("{subject} contains no letter or digit for a URL: {value}", subject=subject, value=shown(value)),
        )
        return None
    if "/" in value:
        message = say(
            "{subject} must not be a path: {value} is shortened to {folded_part}",
            subject=subject,
            value=shown(value),
            folded_part=shown(folded_part),
        )
        hint = say(
            "write `slug: {folded_part}`; if readers know the old path, add `aliases: [{value}]`",
            folded_part=folded_part,
            value=_rooted(value),
        )
        notes.warning("W128", node, message, hint)
    elif slug_of(value, _LETTERS, len(value) + 2) != folded_part:
        notes.notice(
            "N131",
            node,
            say("{subject} is cut to {number} characters", subject=subject, number=len(folded_part)),
            say("write `slug: {folded_part}`", folded_part=folded_part),
        )
    elif folded_part != value:
        message = say(
            "{subject} becomes {folded_part}, not {value}",
            subject=subject,
            folded_part=shown(folded_part),
            value=shown(value),
        )
        notes.notice("N131", node, message, say("write `slug: {folded_part}`", folded_part=folded_part))
    return folded_part


def _rooted(path: str) -> str:
    return path if path.startswith("/") else f"/{path}"


def url(notes: Notes, node: yaml.Node, subject: Message) -> str:
    """Read a safe URL; return "" after reporting an unsafe one."""
    value = literal(notes, node, subject) or ""
    if "\\" in value and ":" not in value and is_safe_url(written := value.replace("\\", "/")):
        notes.notice(
            "N249",
            node,
            say("{value} is read as `{written}`", value=shown(value), written=written),
            say("write `{written}`", written=written),
        )
        return written
    if value and not is_safe_url(value):
        hint = say("write a path, or a URL that begins with `https://` or `http://`")
        if _OF_COMPUTER.match(value):
            hint = say("readers cannot open it: save the file beside the article, and write its name")
        notes.error(
            "E116", node, say("{subject} is not a safe URL: {value}", subject=subject, value=shown(value)), hint
        )
        return ""
    return value


def _end(node: yaml.Node) -> yaml.Mark:
    """Return the place of the last character of a node: for YAML, a block ends only where the next begins."""
    while isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node.end_mark


def _resolved(node: yaml.Node) -> object:
    """Return the value of a scalar without quotation marks; None for everything else."""
    is_plain = isinstance(node, yaml.ScalarNode) and not node.style and not node.tag
    return resolved(node.value) if is_plain else None


def _told(node: yaml.Node) -> Message:
    """Return a value for a message."""
    if not isinstance(node, yaml.ScalarNode):
        return kind_of(node)
    if node.style in ("'", '"'):
        return say("the text {text}", text=quoted(node.value))
    return verbatim(shown(node.value))
