"""Keeps what macros print of cards: an article looks the same in all lists that show it alike. For one reader.

A macro of an imported template sees its arguments, the site, and what it reads; what it reads is recorded again for
each page. One that asks something about the page itself is called each time. What a macro calls on its way is a part of
what it prints, and not kept once more.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Final, NamedTuple, Protocol

from jinja2.nodes import EvalContext
from jinja2.runtime import Macro

from ssg.core.trace import Fact
from ssg.pages.views.shared import Card

_MOST: Final = 20_000
"""The texts that are kept: those that were asked for last, of about a kilobyte each."""
_PLAIN: Final = frozenset((str, int, bool, type(None)))
"""The types of arguments of which nothing but the value counts."""


class Notes(Protocol):
    """A recorder of facts."""

    facts: set[Fact]

    def recording(self) -> AbstractContextManager[set[Fact]]:
        """Yield the set of facts that are read in the block."""


class _Printed(NamedTuple):
    """What a macro printed of a card, and what it read. Holds both: their ids are in the key."""

    macro: Macro
    card: Card
    text: Any
    facts: frozenset[Fact]


class Cards:
    """What macros printed of cards. What answers something that differs from page to page sets `of_page`."""

    def __init__(self, notes: Callable[[], Notes]) -> None:
        """Keep nothing yet; `notes` gives the recorder."""
        self._notes = notes
        self._kept = OrderedDict[tuple[object, ...], _Printed]()
        self._of_pages: set[int] = set()
        self._inside = False
        self.shared: dict[int, Macro] = {}
        """The macros of imported templates, by id: they are made once, and see no page."""
        self.of_page = False

    def clear(self) -> None:
        """Forget all: of another reader, the same article may be another one."""
        self._kept.clear()

    def call(self, macro: Macro, context: EvalContext, args: tuple[Any, ...], given: dict[str, Any]) -> Any:  # noqa: ANN401
        """Call a macro with a card as its first argument, or return what it printed of it."""
        name = id(macro)
        if self._inside or name not in self.shared or name in self._of_pages:
            return macro(context, *args, **given)
        values = (*args[1:], *given.values())
        kinds = tuple(map(type, values))
        if not _PLAIN.issuperset(kinds):
            return macro(context, *args, **given)
        key = (name, id(args[0]), context.autoescape, values, kinds, tuple(given))
        found = self._kept.get(key)
        notes = self._notes()
        if found is None:
            before, self.of_page, self._inside = self.of_page, False, True
            try:
                with notes.recording() as facts:
                    text = macro(context, *args, **given)
            finally:
                self._inside = False
            notes.facts |= facts
            if self.of_page:
                self._of_pages.add(name)
            else:
                if len(self._kept) >= _MOST:
                    self._kept.popitem(last=False)
                self._kept[key] = _Printed(macro, args[0], text, frozenset(facts))
            self.of_page = self.of_page or before
            return text
        self._kept.move_to_end(key)
        if found.facts:
            notes.facts |= found.facts
        return found.text
