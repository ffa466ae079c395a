"""Values of `site.toml` for views: each value that is read is recorded by its full key. Nothing is decided here."""

from __future__ import annotations

from typing import Any, cast

import msgspec

from ssg.core.trace import Fact
from ssg.pages.recording import Notes


class Settings:
    """Values of `site.toml` for views: each value that is read is recorded by its full key."""

    def __init__(self, value: object, prefix: str, notes: Notes) -> None:
        """Wrap the values of a section; `prefix` is its dotted name, with a dot behind it."""
        self._value = value
        self._prefix = prefix
        self._known: dict[str, tuple[object, Fact]] = {}
        self._entries: dict[str, object] = {}
        self._notes = notes  # which refers to us: a reference cycle would keep a whole site alive in the preview

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the section holds
        """Return a value, or a section."""
        known = self._known.get(name)
        if known is None:
            return self._given(name, getattr(self._value, name))
        self._notes.facts.add(known[1])
        return known[0]

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - as above
        """Return an entry of a table of sections, such as the settings of a block."""
        found = self._entries.get(name)
        if found is None:
            found = self._given(name, cast("dict[str, object]", self._value)[name])
            if isinstance(found, Settings):  # of anything else each read is to be recorded
                self._entries[name] = found
        return found

    def __contains__(self, name: str) -> bool:
        """Return whether a table has an entry: the entries are fixed by our own code."""
        return name in cast("dict[str, object]", self._value)

    def _given(self, name: str, value: object) -> object:
        section = isinstance(value, msgspec.Struct) or (name == "blocks" and isinstance(value, dict))
        if not section:
            fact = ("CONFIG", self._prefix + name)
            self._known[name] = value, fact
            self._notes.facts.add(fact)
            return value
        found = Settings(value, f"{self._prefix}{name}.", self._notes)
        if isinstance(self._value, msgspec.Struct):
            self.__dict__[name] = found  # sections are read many times
        return found
