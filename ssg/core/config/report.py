"""Gathers the problems of one `site.toml`, each at the line and column of the key or the value that it is about."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from datetime import date, datetime, time

from ssg.core.config.layout import KeyPath, Layout
from ssg.core.errors import Diagnostic, Place, error


class Report:
    """The problems found so far. Only grows, and only while one file is read."""

    def __init__(self, path: str, layout: Layout) -> None:
        """Report on the file at `path`, whose keys stand where `layout` says."""
        self.problems: list[Diagnostic] = []
        self._path = path
        self._layout = layout

    def at_value(self, code: str, message: str, path: KeyPath, hint: str = "", also: Iterable[KeyPath] = ()) -> None:
        """Add an error about the value at `path`; `also` names other values that have to do with it."""
        others = tuple(Place(self._path, *self._layout.value(other)) for other in also)
        self.problems.append(error(code, message, Place(self._path, *self._layout.value(path)), hint, others))

    def at_key(self, code: str, message: str, path: KeyPath, hint: str = "") -> None:
        """Add an error about the key at `path`, or about the table there."""
        self.problems.append(error(code, message, Place(self._path, *self._layout.key(path)), hint))


def dotted(path: KeyPath) -> str:
    """Name a key for a reader: `categories.slug`. Which of several entries it is, the line says."""
    name = ".".join(part for part in path if isinstance(part, str))
    name = "".join(character if character.isprintable() else f"\\u{ord(character):04x}" for character in name)
    return f"{name}[]" if path and isinstance(path[-1], int) else name


def closest(word: str, known: Iterable[str]) -> str:
    """Return the hint "did you mean …?" for the known word nearest to `word`, or "" if none is near."""
    by_key = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold().replace(" ", "_"), by_key, n=1, cutoff=0.6)
    return f"did you mean `{by_key[near[0]]}`?" if near else ""


def shown(value: object) -> str:
    """Write a TOML value for a message, the way that it looks in the file as far as that is short."""
    words = "a table"
    match value:
        case str():
            text = value if len(value) <= 60 else value[:60] + "…"
            words = f'the text "{text}"' if text.isprintable() else f"the text {text!r}"
        case bool():
            words = "true" if value else "false"
        case int() if value.bit_length() > 200:  # Python refuses to write out more than 4300 digits
            words = "a very large number"
        case int() | float():
            words = f"the number {value}"
        case datetime() | time():
            words = f"the time {value.isoformat()}"
        case date():
            words = f"the date {value.isoformat()}"
        case list():
            words = "a list"
        case _:
            pass
    return words
