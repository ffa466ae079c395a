"""Live articles: each top heading begins an entry, and begins with its time. `## 14:30 Mở cửa xả đáy`.

Entries come out newest first, whatever their order in the file, each under an anchor made of its time alone, so that a
link to it holds as long as the entry does. This module works on tokens, and knows nothing of other articles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from html import escape
from itertools import pairwise
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ssg.content.markdown.attributes import ATTRIBUTES, give
from ssg.content.markdown.notes import Notes, notes_of
from ssg.content.markdown.own_notes import footnotes, with_own_notes, without_a_part
from ssg.content.markdown.plaintext import plain, text_of
from ssg.content.markdown.tokens import children_of
from ssg.core.errors import error, notice, warning
from ssg.core.message import Invalid, say
from ssg.core.model import Entry
from ssg.core.patterns import pattern
from ssg.core.text.dates import iso, parse_time, stamp

KEY_CLASSES: Final = frozenset(("chinh", "key"))
"""What marks an entry as a key moment: `## 14:30 Mở cửa xả đáy {.chinh}`."""

_ENTRY: Final = "entry"
_ALONE: Final = "alone"
_HALF_A_DAY: Final = timedelta(hours=12)
# As readers of front matter know them; with a capital letter, `Chiều` begins a title.
_PART_OF_DAY: Final = pattern(r"(sáng|chiều|tối|SA|CH|AM|PM)\b[ \t]*(?P<mark>[-–—:|.,][ \t]+)?(?P<rest>.*)", re.DOTALL)
_DAY: Final = r"[0-9]{1,2}[/.-][0-9]{1,2}(?:[/.-][0-9]{4})?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
_FULL_DAY: Final = r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}"
_CLOCK: Final = (
    r"(?P<hour>[0-9]{1,2})(?:[:hg](?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?"
    r"|h(?![a-z0-9])| giờ(?: (?P<after>[0-9]{2})\b)?)"
)
_HEAD: Final = pattern(
    rf"(?:\*\*|__)?(?:(?P<day>{_DAY})(?:,? +|T))?{_CLOCK}(?:,? +(?P<day_after>{_FULL_DAY}))?(?:\*\*|__)?"
    r"(?:$|[ \t]*[-–—:|.][ \t]+|[ \t]+)(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)


class Live(NamedTuple):
    """A text in parts: what stands before the entries, the entries from the newest, all of it.

    Each part has its own footnotes at its end.
    """

    intro: str
    entries: tuple[Entry, ...]
    html: str


def install(md: MarkdownIt) -> None:
    """Take the times off the headings before these are read as text."""
    md.core.ruler.before("inline", "live", _times)


def _times(state: StateCore) -> None:
    notes = notes_of(state.env)
    if notes.live is None:
        return
    opens = [at for at, token in enumerate(state.tokens) if token.type == "heading_open" and token.level == 0]
    if not opens:
        return
    top = min(state.tokens[at].tag for at in opens)
    found = {at: _HEAD.match(state.tokens[at + 1].content) for at in opens if state.tokens[at].tag == top}
    if top > "h2" and not any(found.values()):
        return
    before: list[datetime] = []
    for at, head in found.items():
        _read(state.tokens[at], state.tokens[at + 1], head, notes, notes.live, before)


def _read(
    opening: Token,
    inline: Token,
    head: re.Match[str] | None,
    notes: Notes,
    day: datetime,
    before: list[datetime],
) -> None:
    """Note the time of an entry on its heading and in `before`, and leave the title in it."""
    where = notes.place((opening.map or [0])[0], 1)
    if head is None:
        hint = say(
            "write `## 14:30 …`, or `## 25/11/2026 00:15 …` for another day; headings within an entry begin with `###`"
        )
        notes.diagnostics.append(error("E770", say("an entry of a live article must begin with its time"), where, hint))
        return
    try:
        time = _time(head, day, before)
    except Invalid as wrong:
        notes.diagnostics.append(error("E770", say("invalid time of an entry of a live article"), where, wrong.message))
        return
    before.append(time)
    opening.meta = {_ENTRY: time, _ALONE: not (head["day"] or head["day_after"])}
    title = head["title"].strip()
    if (part := _PART_OF_DAY.match(title)) and (part["mark"] or not part["rest"][:1].islower()):
        title = part["rest"]  # but `8h sáng nay, nước lên` keeps its words
    if ATTRIBUTES.fullmatch(title):
        give(opening, title, notes, where)
        title = ""
    inline.content = title


def _time(head: re.Match[str], day: datetime, before: Sequence[datetime]) -> datetime:
    """Return the time that a heading names; `before` are those of the entries above it.

    A day without a year is the one nearest to the entry above (to the article's `day` in the first). A time alone is
    of the article's own day, or, where entries rise and that would go back, of the day of the entry above. Raises
    Invalid where there is no such time.
    """
    zone = day.tzinfo
    if not isinstance(zone, ZoneInfo):
        raise TypeError("the day of a live article is in the site's time zone")
    written = (head["day"] or head["day_after"] or "").replace(".", "/")
    if written[:4].isdecimal():
        year, month, of_month = written.split("-")
        written = f"{of_month}/{month}/{year}"
    written = written.replace("-", "/")
    clock = f"{head['hour']}:{head['minute'] or head['after'] or '00'}:{head['second'] or '00'}"
    if part := _PART_OF_DAY.match(head["title"]):
        clock = f"{clock} {part[1]}"
    above = before[-1] if before else day
    if not written:
        time = parse_time(f"{day:%d/%m}/{day.year:04} {clock}", zone)
        if before and before[0] < above and time < above and above.date() > day.date():
            same_day = parse_time(f"{above:%d/%m}/{above.year:04} {clock}", zone)
            return max(time, same_day) if same_day >= above else time
        return time
    if written.count("/") == 1:
        return _nearest(written, clock, above, zone)
    return parse_time(f"{written} {clock}", zone)


def _nearest(day_and_month: str, clock: str, to: datetime, zone: ZoneInfo) -> datetime:
    """Return the time of a day without a year that is nearest to another time."""
    times: list[datetime] = []
    for year in (to.year, to.year - 1, to.year + 1):
        try:
            times.append(parse_time(f"{day_and_month}/{year:04} {clock}", zone))
        except ValueError:
            if year == to.year + 1 and not times:
                raise
    return min(times, key=lambda time: abs(time - to))


def is_entry(token: Token) -> bool:
    """Return whether a heading's token begins an entry."""
    return _ENTRY in token.meta


def in_parts(tokens: Sequence[Token], notes: Notes, html_of: Callable[[Sequence[Token]], str]) -> Live | None:
    """Part a parsed text at its entries; None where it has none. `html_of` renders tokens."""
    starts = [at for at, token in enumerate(tokens) if token.type == "heading_open" and is_entry(token)]
    if not starts:
        return None
    end = next((at for at, token in enumerate(tokens) if token.type == "footnote_block_open"), len(tokens))
    written = footnotes(tokens[end:])
    times: list[datetime] = [tokens[at].meta[_ENTRY] for at in starts]
    rising = times[0] <= times[-1]
    _mind_order(times, [tokens[at] for at in starts], notes, rising=rising)
    # The older of two of the same minute is the one nearer to the end at which the others of its time stand.
    oldest_first = sorted(range(len(starts)), key=lambda n: (times[n], n if rising else -n))
    entries: list[Entry] = []
    for number in oldest_first:
        at, until = starts[number], starts[number + 1] if number + 1 < len(starts) else end
        entries.append(_entry(tokens[at], [tokens[at + 1], *tokens[at + 3 : until]], written, notes, html_of))
    entries.reverse()
    before, own = with_own_notes(tokens[: starts[0]], written, "", without_a_part(tokens[:end], written))
    intro = html_of(before) + html_of(own)
    day = notes.live
    whole = "".join(_section(entry, day) for entry in entries)
    return Live(intro, tuple(entries), intro + whole)


def _entry(
    opening: Token,
    inside: Sequence[Token],
    written: Mapping[int, Sequence[Token]],
    notes: Notes,
    html_of: Callable[[Sequence[Token]], str],
) -> Entry:
    """Make an entry of its heading's `opening` and what is `inside`: the title, then the text."""
    time: datetime = opening.meta[_ENTRY]
    anchor = str(opening.attrs.get("id") or notes.new_id(f"luc-{time:%Y%m%d-%H%M}"))
    classes = str(opening.attrs.get("class", "")).split()
    if others := [f".{name}" for name in classes if name not in KEY_CLASSES]:
        message = say(
            "ignored: {others} (an entry of a live article may have an id and the class .chinh)",
            others=", ".join(others),
        )
        notes.diagnostics.append(warning("W211", message, notes.place((opening.map or [0])[0], 1), say("remove it")))
    (inline, *tokens), own = with_own_notes(inside, written, anchor)
    return Entry(
        time=time,
        anchor=anchor,
        title=plain(children_of(inline)),
        heading=html_of([inline]) if inline.content else "",
        html=html_of(tokens) + html_of(own),
        text=text_of([*tokens, *own]),
        key=bool(KEY_CLASSES.intersection(classes)),
    )


def _section(entry: Entry, day: datetime | None) -> str:
    """Return an entry as a part of the whole text, for feeds, which have no entries."""
    same = day is not None and entry.time.date() == day.date()
    label = f"{entry.time:%H:%M}" if same else stamp(entry.time)
    time = f'<time datetime="{escape(iso(entry.time))}">{label}</time>'
    return f'<h2 id="{escape(entry.anchor)}">{time} {entry.heading}</h2>\n{entry.html}'


def _mind_order(times: Sequence[datetime], openings: Sequence[Token], notes: Notes, *, rising: bool) -> None:
    """Report where the order of the file breaks: usually a date is missing after midnight."""
    for (before, after), opening in zip(pairwise(times), openings[1:], strict=True):
        if (before > after) if rising else (before < after):
            message = say("entry out of order: {after} comes after {before}", after=stamp(after), before=stamp(before))
            hint = say("if it is from another day, write the date: `## 25/11/2026 00:15 …`")
            notes.diagnostics.append(notice("N771", message, notes.place((opening.map or [0])[0], 1), hint))
    if not any(one.code == "N771" for one in notes.diagnostics):
        for one, other in pairwise(openings):
            _mind_midnight(one, other, notes)


def _mind_midnight(one: Token, other: Token, notes: Notes) -> None:
    """Report an entry of 00:10 beside one of 23:50 of the same day, before the article itself: its day is missing."""
    early, late = sorted((one, other), key=lambda token: token.meta[_ENTRY])
    time: datetime = early.meta[_ENTRY]
    if not early.meta[_ALONE] or notes.live is None or time >= notes.live:
        return
    beside: datetime = late.meta[_ENTRY]
    if beside - time > _HALF_A_DAY and beside.date() == time.date():
        message = say("entry before the article: {time} beside one of {beside}", time=stamp(time), beside=stamp(beside))
        hint = say("if it is from another day, write the date: `## 25/11/2026 00:15 …`")
        notes.diagnostics.append(notice("N771", message, notes.place((early.map or [0])[0], 1), hint))
