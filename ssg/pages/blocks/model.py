"""What a block is: a fragment that many pages show, rendered once a build for each distinct key. Types only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ssg.pages.desk import Desk
from ssg.pages.model import Page
from ssg.pages.stamps import Stamps
from ssg.pages.views.shared import Link

Key = tuple[str | int, ...]
Arguments = Mapping[str, Any]


class BlockProblem(Exception):
    """Raised by a key function for an argument that names nothing; the message is for the template's author."""


class Block(NamedTuple):
    """A pair of pure functions, and the arguments that a template may give.

    `key` finds the smallest key that decides what the block shows on a page; `view` makes the view from the key
    alone, or None where there is nothing to show. The template is `blocks/<name>.html`. A block that many pages have
    each for themselves gives a `stamp` as well: as long as it is equal, the view is, and need not be made. A stamp of
    None leaves it to the view. `more` is where readers find what the block shows if it does not come; the front page
    unless it is given. It is made of the key, and of nothing that news changes.
    """

    name: str
    arguments: tuple[str, ...]
    key: Callable[[Desk, Page, Arguments], Key]
    view: Callable[[Desk, Key], Any]
    stamp: Callable[[Stamps, Key], str | None] | None = None
    more: Callable[[Desk, Key], Link] | None = None

    @property
    def template(self) -> str:
        """The template that prints this block."""
        return f"blocks/{self.name}.html"
