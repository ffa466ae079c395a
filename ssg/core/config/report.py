"""Collects the problems of one `site.toml`, each at the line and column of its key or value."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from ssg.core.config.layout import KeyPath, Layout
from ssg.core.errors import Diagnostic, Place, error
from ssg.core.message import NOTHING, Message, say, verbatim
from ssg.core.text.near import likest


class Report:
    """The problems found so far, and the keys of the first level that have any. It only grows."""

    def __init__(self, path: str, layout: Layout) -> None:
        """Report on the file at `path`, whose keys stand where `layout` says."""
        self.problems: list[Diagnostic] = []
        self.wrong: set[str] = set()
        self._path = path
        self._layout = layout
        self._said: list[KeyPath] = []

    def at_value(
        self, code: str, message: Message, path: KeyPath, hint: Message = NOTHING, also: Iterable[KeyPath] = ()
    ) -> None:
        """Add an error about the value at `path`; `also` names related values."""
        self._note(path)
        others = tuple(Place(self._path, *self._layout.value(other)) for other in also)
        self.problems.append(error(code, message, Place(self._path, *self._layout.value(path)), hint, others))

    def at_key(self, code: str, message: Message, path: KeyPath, hint: Message = NOTHING) -> None:
        """Add an error about the key at `path`, or about the table there."""
        self._note(path)
        self.problems.append(error(code, message, Place(self._path, *self._layout.key(path)), hint))

    def has(self, path: KeyPath) -> bool:
        """Return whether there is a problem at `path` or below it: what lacks its value is then not also missing."""
        return any(one[: len(path)] == path for one in self._said)

    def _note(self, path: KeyPath) -> None:
        self.wrong.add(str(path[0]) if path else "")
        self._said.append(path)


def dotted(path: KeyPath) -> str:
    """Return the name of a key for a message: `categories.slug`. The line says which of several entries it is."""
    name = ".".join(part for part in path if isinstance(part, str))
    name = "".join(character if character.isprintable() else f"\\u{ord(character):04x}" for character in name)
    return f"{name}[]" if path and isinstance(path[-1], int) else name


def closest(word: str, known: Iterable[str]) -> Message:
    """Return the hint "did you mean …?" for the known word nearest to `word`, or nothing if none is near."""
    by_key = {name.casefold(): name for name in known}
    near = likest(word.casefold().replace(" ", "_"), by_key)
    return say("did you mean `{near}`?", near=by_key[near]) if near else NOTHING


def shown(value: object) -> Message:
    """Return a TOML value for a message, as it looks in the file if it is short."""
    words = say("a table")
    match value:
        case str():
            text = value if len(value) <= 60 else value[:60] + "…"
            words = say("the text {text}", text=f'"{text}"' if text.isprintable() else repr(text))
        case bool():
            words = verbatim("true" if value else "false")
        case int() if value.bit_length() > 200:  # Python refuses to write out more than 4300 digits
            words = say("a very large number")
        case int() | float():
            words = say("the number {number}", number=str(value))
        case datetime() | time():
            words = say("the time {time}", time=value.isoformat())
        case date():
            words = say("the date {date}", date=value.isoformat())
        case list():
            words = say("a list")
        case _:
            pass
    return words
