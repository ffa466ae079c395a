"""How far `ssg serve` has read a large site, in the terminal: a bar, or two lines where there is none."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack
from typing import Final

import click

from ssg.cli.printing import wants_colour
from ssg.cli.progress import progress_bar
from ssg.core.catalogue import Catalogue
from ssg.core.message import Message, many, say
from ssg.preview.edition import WAIT

_FROM: Final = 500  # a smaller site is read before a line can be


class Starting:
    """The lines of one start. `show` may be called from another thread than the rest, `close` more than once."""

    def __init__(self, words: Catalogue, form: str) -> None:
        """Prepare; nothing is printed yet. Lines for programs (`form`) stand alone."""
        self._words = words
        self._stack = ExitStack()
        self._quiet = form != "text"
        self._total = 0
        self._bar: Callable[[str, int, int], None] = self._stack.enter_context(
            progress_bar(words, wanted=not self._quiet)
        )

    def show(self, stage: str, done: int, total: int) -> None:
        """Show how far a stage is."""
        self._bar(stage, done, total)
        if stage == WAIT:
            waits = say("another build of this site is running: waiting for it to finish")
            self._print(say("preview: {sentence}", sentence=waits))
        if stage == "parse" and total >= _FROM and not self._total:
            self._total = total
            if not wants_colour(sys.stderr):
                self._print(many("preview: reading {n:,} article", "preview: reading {n:,} articles", n=total))

    def _print(self, line: Message) -> None:
        if not self._quiet:
            click.echo(self._words(line), err=True)

    def close(self) -> None:
        """Take the bar away."""
        self._stack.close()

    def ready(self) -> None:
        """Take the bar away, and say that the site can be seen, where that took a while."""
        self.close()
        if self._total:
            self._print(say("preview: ready"))
