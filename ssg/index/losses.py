"""Reports URLs of articles that nothing answers any more, at the line that decides them, with a remedy. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from ssg.core.errors import Diagnostic, Place, Severity
from ssg.core.message import Message, say
from ssg.index.moved import Lost, Taken
from ssg.index.places import CONTENT

MOVED, REMOVED, TAKEN = "440", "441", "N442"
CODES: Final = frozenset(("W440", "E440", "W441", "E441", TAKEN))
"""Codes that are reported once, by the build that causes them."""
# Reading an article for the line of a key takes about 30 µs; a new pattern in `site.toml` moves a whole archive.
_MOST_PLACES: Final = 1_000
_REASONS: Final = {"draft": ("draft", say("it is a draft")), "scheduled": ("date", say("it is scheduled"))}
_FILE_IS_GONE: Final = ("", say("its file is gone"))


class Around(NamedTuple):
    """The articles of an edition, as far as the diagnostics need them.

    `urls` are those of public ones by path; `status` returns why an article is not public ("" if the file is missing);
    `decided` returns the keys that make its URL differ from another one, `place` the place of the first of some keys.
    """

    urls: Mapping[str, str]
    status: Callable[[str], str]
    decided: Callable[[str, str], tuple[str, ...]]
    place: Callable[[str, tuple[str, ...]], Place]


def said_of(lost: Iterable[Lost], taken: Iterable[Taken], around: Around, *, strict: bool) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each URL that is lost, or is that of another article now."""
    for number, one in enumerate(lost):
        yield _moved(one, around, strict, number) if one.path in around.urls else _removed(one, around, strict)
    for found in taken:
        message = say(
            "{url} was the URL of {before}; it is now that of {now}",
            url=found.url,
            before=f"{CONTENT}/{found.path}",
            now=f"{CONTENT}/{found.by}",
        )
        hint = say("links of readers and search engines lead to the other article now; give it a different `slug`")
        yield Diagnostic(TAKEN, Severity.NOTICE, message, around.place(found.by, ("slug", "title")), hint)


def _moved(one: Lost, around: Around, strict: bool, number: int) -> Diagnostic:
    place = Place(f"{CONTENT}/{one.path}", 1)
    if number < _MOST_PLACES:
        keys = ("aliases",) if one.alias else around.decided(one.path, one.url)
        place = around.place(one.path, keys) if keys else place
    message = say(
        "URL changed from {old} to {new}; nothing answers the old one", old=one.url, new=around.urls[one.path]
    )
    if one.alias:
        message = say("nothing answers {old} any more, which led to this article", old=one.url)
    hint = say("write `aliases: [{old}]`, as `ssg fix --addresses` does, or undo the change", old=one.url)
    return _of(MOVED, message, place, hint, strict)


def _removed(one: Lost, around: Around, strict: bool) -> Diagnostic:
    key, why = _REASONS.get(around.status(one.path), _FILE_IS_GONE)
    message = say("public article removed: {why}; nothing answers {old}", why=why, old=one.url)
    if key:
        hint = say(
            "to take it down, write `withdrawn:` and the day; for another page, add a redirect from {old}", old=one.url
        )
        return _of(REMOVED, message, around.place(one.path, (key,)), hint, strict)
    hint = say("bring the file back with `withdrawn:` and the day, or add a redirect from {old}", old=one.url)
    return _of(REMOVED, message, Place(f"{CONTENT}/{one.path}"), hint, strict)


def _of(code: str, message: Message, place: Place, hint: Message, strict: bool) -> Diagnostic:
    severity, letter = (Severity.ERROR, "E") if strict else (Severity.WARNING, "W")
    return Diagnostic(f"{letter}{code}", severity, message, place, hint)
