"""The type of a block: a fragment that many pages show, rendered once a build for each distinct key. Types only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from ssg.core.message import Message
from ssg.pages.model import Page
from ssg.pages.reader import Reader
from ssg.pages.views.shared import Link

VARIANT: Final = "variant"
"""The argument that every block accepts; see `ssg/pages/blocks/names.py`."""

Key = tuple[str | int, ...]
Arguments = Mapping[str, Any]


class BlockProblem(Exception):
    """Raised by a key function for an unknown name in an argument; the message is for the template's author."""

    def __init__(self, message: Message) -> None:
        """Store the message."""
        super().__init__(str(message))
        self.message = message


class Block(NamedTuple):
    """A pair of pure functions, and the arguments that a template may give besides a variant.

    `key` returns the smallest key that determines what the block shows on a page; `view` creates the view from the key
    and what it reads, or returns None if there is nothing to show. The template is `blocks/<name>.html`. `more` is the
    page that readers can open instead if the block fails to load; by default the front page.

    `own`: most article pages have a block of their own, with the article's path in the key: such a block belongs to its
    page, and is no node.

    The reads of both are recorded. A block is rendered once for all pages with the same key, and again when a fact that
    `view` has read changes; a page is spliced again when its key or the text of the block changes.
    """

    name: str
    arguments: tuple[str, ...]
    key: Callable[[Reader, Page, Arguments], Key]
    view: Callable[[Reader, Key], Any]
    more: Callable[[Reader, Key], Link] | None = None
    own: bool = False

    @property
    def accepted(self) -> tuple[str, ...]:
        """The arguments that a template may give."""
        return *self.arguments, VARIANT

    @property
    def template(self) -> str:
        """The template that prints this block."""
        return f"blocks/{self.name}.html"
