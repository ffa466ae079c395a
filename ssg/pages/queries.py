"""`articles(…)`: what a query of a template or of `site.toml` shows, read through the reader like all else.

Arguments are literals or values of the page. A category or a layout that does not exist is an error. What articles
alone name (tags, topics, authors, and categories where `site.toml` has none) selects nothing when the last of them is
gone: an article that expires must not stop the newspaper. Nothing here knows how a list is selected.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from ssg.core.config.query_keys import BOUNDS, CHOICES, KEYS, LAYOUTS, NAMES, SWITCHES, TIMES, USUAL_COUNT
from ssg.core.message import NOTHING, Invalid, Message, say, verbatim
from ssg.core.text.dates import parse_time, read_time
from ssg.core.text.near import nearest
from ssg.index.article_query import ArticleQuery
from ssg.index.briefs import microseconds
from ssg.index.taxonomy import same_name
from ssg.pages.reader import Reader

_LISTED: Final = 12
"""Names that a message lists; of more it only guesses which one is meant."""
_WITHOUT_ARTICLES: Final = {
    "category": say("category without public articles: {name}; its query shows nothing"),
    "tag": say("tag without public articles: {name}; its query shows nothing"),
    "topic": say("topic without public articles: {name}; its query shows nothing"),
    "author": say("author without public articles: {name}; its query shows nothing"),
}


class QueryProblem(Exception):
    """Raised for a query that cannot be answered: the code of the diagnostic, the message, a hint, and the key."""

    def __init__(self, code: str, message: Message, hint: Message = NOTHING, key: str = "") -> None:
        """Store what is said."""
        super().__init__(str(message))
        self.code = code
        self.message = message
        self.hint = hint
        self.key = key


class Asked(NamedTuple):
    """What a query asks for: the articles (None: none), how many of them, how many are passed over.

    `unseen` is None where the query does not say whether it repeats what the page shows already.
    """

    query: ArticleQuery | None
    most: int
    skip: int
    unseen: bool | None


def selected(read: Reader, asked: Asked, leave_out: Collection[str] = ()) -> tuple[str, ...]:
    """Return the articles that a query shows, without some."""
    if asked.query is None:
        return ()
    if not leave_out:  # what is passed over does not matter
        return tuple(read.front(msgspec.structs.replace(asked.query, skip=asked.skip).name, asked.most))
    end = asked.skip + asked.most
    first = read.front(asked.query.name, end + len(leave_out))
    return tuple(islice((path for path in first if path not in leave_out), asked.skip, end))


def asked_for(read: Reader, given: Mapping[str, Any]) -> Asked:
    """Return what a query asks for. Raises QueryProblem."""
    for message, hint in faults(given):
        raise QueryProblem("E636", message, hint)
    values = {key: value for key, value in given.items() if value is not None or key in (*NAMES, "layout")}
    found: dict[str, Any] = {}
    for key, value in values.items():
        if key in (*NAMES, "layout"):
            name = _name_of(value)
            found[key] = name and (layout(read, name) if key == "layout" else slug(read, key, name))
        elif key in TIMES:
            found[key] = _time(read, key, value)
        elif key not in (*BOUNDS, "unseen"):
            found[key] = value
    if not all(found[key] for key in found if key in (*NAMES, "layout")):
        return Asked(None, 1, 0, values.get("unseen"))
    count, skip = values.get("count", USUAL_COUNT), values.get("skip", 0)
    return Asked(ArticleQuery(**found), count, skip, values.get("unseen"))


def faults(given: Mapping[str, Any]) -> Iterator[tuple[Message, Message]]:
    """Yield what is wrong with the keys of a query and the types of their values, each with a hint. Reads nothing."""
    for key, value in given.items():
        hint = NOTHING
        if key not in KEYS:
            hint = _meant(key, KEYS, say("keys: {keys}", keys=", ".join(KEYS)))
            yield say("unknown key of a query: {key}", key=repr(key)), hint
            continue
        wanted = None if value is None else _wanted(key, value)
        if wanted is not None:
            if key in CHOICES and isinstance(value, str):
                hint = _meant(value, CHOICES[key], NOTHING)
            yield say("`{key}` must be {wanted}, not {value}", key=key, wanted=wanted, value=_shown(value)), hint


def _wanted(key: str, value: object) -> Message | None:
    """Return what the value of a key must be, if it is not that."""
    if key in CHOICES:
        values = ", ".join(f'"{one}"' for one in CHOICES[key])
        return None if value in CHOICES[key] else say("one of {values}", values=values)
    if key in SWITCHES:
        return None if isinstance(value, bool) else say("true or false")
    if key in BOUNDS:
        least, most = BOUNDS[key]
        right = isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
        return None if right else say("a whole number from {least} to {most}", least=least, most=most)
    if key in TIMES:
        return None if isinstance(value, str | date) else say('a time, such as "2026-11-24" or `page.date`')
    return None if isinstance(_name_of(value), str) else say("a name or a slug")


def slug(read: Reader, kind: str, name: str) -> str:
    """Return the slug of a category, tag, topic or author; empty for one that has no public articles.

    Raises QueryProblem for a category that `site.toml` does not have, if it has any.
    """
    found = read.slug(kind, name)
    if not found and kind == "category" and read.config.categories:
        raise _unknown("E637", say("unknown category {name}"), kind, name, _known(read, kind))
    return found


def without_articles(read: Reader, given: Mapping[str, Any]) -> Iterator[QueryProblem]:
    """Yield the names of a query that neither a public article nor `site.toml` has, each with what may be meant."""
    for kind in NAMES:
        name = given.get(kind)
        if kind == "category" and read.config.categories:
            continue
        if name and isinstance(name, str) and not (read.slug(kind, name) or _is_announced(read, kind, name)):
            yield _unknown("W661", _WITHOUT_ARTICLES[kind], kind, name, _known(read, kind))


def _known(read: Reader, kind: str) -> tuple[str, ...]:
    slugs = read.names(kind, 0)
    return tuple(read.category_of(one).name if kind == "category" else read.name(kind, one) for one in slugs)


def _is_announced(read: Reader, kind: str, name: str) -> bool:
    if kind == "topic":
        return any(name == topic.slug or same_name(name) == same_name(topic.name) for topic in read.config.topics)
    return kind == "author" and any(same_name(name) == same_name(author.name) for author in read.config.authors)


def layout(read: Reader, name: str) -> str:
    """Return a layout that articles may have. Raises QueryProblem."""
    if name in LAYOUTS or read.layout(name, "article"):
        return name
    known = tuple(dict.fromkeys((*LAYOUTS, *read.layouts)))
    raise _unknown("E637", say("unknown layout {name}"), "layout", name, known)


def _unknown(code: str, said: Message, kind: str, name: str, known: tuple[str, ...]) -> QueryProblem:
    listed = say("there are: {known}", known=", ".join(known)) if 0 < len(known) <= _LISTED else NOTHING
    message = Message(said.template, values=(("name", repr(name)),))
    return QueryProblem(code, message, _meant(name, known, listed), kind)


def _meant(name: str, known: Collection[str], otherwise: Message) -> Message:
    near = nearest(name, known)
    return say("did you mean `{near}`?", near=near) if near else otherwise


def _name_of(value: object) -> Any:  # noqa: ANN401 - whatever a template gives
    """Return a name, or that of a view: the category of a card, a tag of the page."""
    found = getattr(value, "name", value)
    return "" if found is None else found


def _time(read: Reader, key: str, value: str | date) -> int:
    """Return a time of a query: `until` a day includes it."""
    zone = ZoneInfo(read.config.timezone)
    try:
        if isinstance(value, str):
            written = read_time(value, zone)
            has_time, moment = written.has_time, written.moment
        else:
            has_time, moment = isinstance(value, datetime), parse_time(value, zone)
        if key == "until" and not has_time and moment.date() < date.max:  # "9999-12-31" means for ever
            moment = parse_time(moment.date() + timedelta(days=1), zone)
    except (Invalid, OverflowError) as problem:
        said = problem.message if isinstance(problem, Invalid) else verbatim(str(problem))
        message = say("`{key}`: {problem}", key=key, problem=said)
        raise QueryProblem("E636", message, say('write a day or a time, such as "2026-11-24"'), key) from problem
    return microseconds(moment)


def _shown(value: object) -> Message:
    return verbatim(repr(value)) if isinstance(value, str | int | float) else say("a {kind}", kind=type(value).__name__)
