"""The filters that templates may use. Pure; what `docs/templates.md` says of each is the first line of its docstring.

Filters of times take a time, a day, or a text of data that names one. A text without an offset is in the site's zone.
"""

from __future__ import annotations

import base64
import gettext
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import wraps
from typing import Any, Final
from zoneinfo import ZoneInfo

import msgspec
from jinja2 import Environment, Undefined, pass_context, pass_environment
from jinja2.filters import make_attrgetter
from jinja2.runtime import Context
from markupsafe import Markup, escape

from ssg.content.markdown.tags import pieces
from ssg.core.i18n import marked
from ssg.core.message import Invalid, say
from ssg.core.text import dates, numbers
from ssg.core.text.binding import bound
from ssg.core.text.collate import collation_key
from ssg.core.text.plain import plain_text
from ssg.core.text.slug import slugify
from ssg.core.text.words import excerpt
from ssg.pages.views.shared import Link, Person, PictureView
from ssg.render.inline import inline_css

_WEEKDAYS = (
    marked("Monday"),
    marked("Tuesday"),
    marked("Wednesday"),
    marked("Thursday"),
    marked("Friday"),
    marked("Saturday"),
    marked("Sunday"),
)
_CONTAINERS: Final = frozenset(
    "article aside blockquote details div dl figure form header footer li ol section table ul video".split()
)
"""Elements whose paragraphs are none of the text itself."""
_USUAL: Final = "VND"
_DONG: Final = marked("dong")
_ZONE: Final = ZoneInfo("UTC")
When = datetime | date


def stamp(when: When) -> str:
    """Return a time with its day; of a day alone, the day."""
    return dates.stamp(when) if isinstance(when, datetime) else date_only(when)


def date_only(when: When) -> str:
    """Return the day of a time."""
    return f"{when.day:02d}/{when.month:02d}/{when.year:04d}"


def clock(when: When) -> str:
    """Return the time of the day."""
    timed = _timed(when)
    return f"{timed.hour:02d}:{timed.minute:02d}"


def iso(when: When, *, seconds: bool = True) -> str:
    """Return a time for `<time datetime>`, with its offset, to the second or the minute; of a day alone, the day."""
    return dates.iso(when, seconds=seconds) if isinstance(when, datetime) else when.isoformat()


def rfc822(when: When) -> str:
    """Return a time for RSS."""
    return dates.rfc822(_timed(when))


@pass_environment
def collate(environment: Environment, items: list[Any], attribute: str = "") -> list[Any]:
    """Return a list in the order of the Vietnamese dictionary, by an attribute if one is named."""
    value = make_attrgetter(environment, attribute or None)
    return sorted(items, key=lambda item: collation_key(str(value(item))))


def slug(text: str) -> str:
    """Return a text as a part of a URL."""
    return slugify(text)


def beginning(text: str, limit: int = 200) -> str:
    """Return the beginning of a text in at most so many characters, whole words."""
    return excerpt(text, limit)


def in_base64(text: str) -> str:
    """Return a text in Base64, as addresses of some services ask for."""
    _refuse_missing(text)
    return base64.b64encode(text.encode()).decode()


def plain(text: str) -> str:
    """Return HTML as plain text, an empty line between paragraphs."""
    _refuse_missing(text)
    return plain_text(str(text))


def bind(text: str) -> Markup:
    """Return a text in which no line ends between a number and its unit, inside a date, or after `TP.`"""
    _refuse_missing(text)
    return Markup(bound(str(escape(text))))  # noqa: S704 - escaped, and then only spaces and a class of ours


def after_paragraph(text: str, number: int, what: object) -> Markup:
    """Return a text of an article with something printed behind a paragraph, unless that is the last one."""
    _refuse_missing(text)
    html, depth, seen, place = escape(text), 0, 0, 0 if number == 0 else -1
    for piece in pieces(html):
        if piece.name in _CONTAINERS and piece.kind in ("open", "close"):
            depth += 1 if piece.kind == "open" else -1
        elif piece.name == "p" and depth == 0:
            seen += piece.kind == "close"
            if piece.kind == "close" and seen == number:
                place = piece.end
            elif piece.kind == "open" and place >= 0:
                return html[:place] + escape(what) + html[place:]
    return html


def json_value(value: object) -> object:
    """Return what `tojson` writes for a time, a name with its URL, a person or a picture.

    Raises TypeError for anything else that is no plain data.
    """
    if isinstance(value, date):
        return iso(value)
    if isinstance(value, Link | Person | PictureView):
        return msgspec.structs.asdict(value)
    _refuse_missing(value)
    raise TypeError(f"a {type(value).__name__} is no JSON: print its fields")


def filters(
    words: gettext.NullTranslations, zone: Callable[[], ZoneInfo] = lambda: _ZONE
) -> dict[str, Callable[..., Any]]:
    """Return all filters by name, in the language of `words`. `zone` gives that of the site, and records the read."""

    def day(when: When) -> str:
        """Return the day of a time with its weekday."""
        return f"{words.gettext(_WEEKDAYS[when.weekday()])}, {date_only(when)}"

    def month(when: When) -> str:
        """Return the month of a time."""
        return words.gettext("Month {month}/{year}").format(month=when.month, year=when.year)

    def number(value: object, digits: int | None = None) -> str:
        """Return a number with the separators of the language, rounded to so many decimals if they are given."""
        return numbers.number(_decimal(value), words.gettext(numbers.SAMPLE), digits)

    def money(value: object, currency: str = _USUAL) -> str:
        """Return an amount with its currency; hundredths only where there are some, and of the đồng never."""
        amount, code = _decimal(value), str(currency)
        text = numbers.number(amount, words.gettext(numbers.SAMPLE), numbers.decimals_of(amount, code))
        return f"{text}{numbers.NO_BREAK}{words.gettext(_DONG) if code == _USUAL else code}"

    of_times = {
        "stamp": stamp,
        "date_only": date_only,
        "clock": clock,
        "iso": iso,
        "rfc822": rfc822,
        "day": day,
        "month": month,
    }
    return {
        **{name: _of_time(write, zone) for name, write in of_times.items()},
        "number": number,
        "money": money,
        "slugify": slug,
        "excerpt": beginning,
        "base64": in_base64,
        "bind": bind,
        "plain": plain,
        "after_paragraph": after_paragraph,
        "inline_css": inline_css,
        "collate": collate,
    }


def _of_time(write: Callable[..., str], zone: Callable[[], ZoneInfo]) -> Callable[..., str]:
    """Return the filter that reads a time and writes it, as options say."""

    # With the context, jinja2 computes it for each page: computed once, the zone would be that of an earlier build.
    @pass_context
    @wraps(write)
    def of_time(_: Context, value: object, **options: bool) -> str:
        # The times of pages, some 30 on each.
        known = value.__class__ is datetime and value.tzinfo is not None
        return write(value if known else _read(value, zone), **options)

    return of_time


def _read(value: object, zone: Callable[[], ZoneInfo]) -> When:
    """Return the time or the day that a value names.

    Raises Invalid if it names none.
    """
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone())
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        found = dates.read_time(value, zone())
        return found.moment if found.has_time else found.day
    _refuse_missing(value)
    raise Invalid(say("a value of type {kind} is not a time", kind=type(value).__name__))


def _timed(when: When) -> datetime:
    if not isinstance(when, datetime):
        raise Invalid(say("{day} is a day without a time", day=when.isoformat()))
    return when


def _decimal(value: object) -> Decimal:
    _refuse_missing(value)
    return numbers.decimal(value)


def _refuse_missing(value: object) -> None:
    """Raise the message for a missing name or field."""
    if isinstance(value, Undefined):
        str(value)
