"""What stands in a page for a block that is a file of its own: a directive for the server, or a place for a script.

It depends on the block's key alone, never on what the block shows: that is why no page changes when the block does.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ssg.pages.blocks import BLOCK
from ssg.pages.blocks.files import block_file, count_of
from ssg.pages.blocks.model import Key
from ssg.pages.blocks.views import DeferredBlock
from ssg.pages.desk import Desk
from ssg.pages.lists import CONFIG
from ssg.pages.model import Page

BLOCK_KIND: Final = "block"
DIRECTIVE: Final = re.compile(rb'<!--#include (?:virtual=)?"([^"]+)" -->')
"""A directive in a page, in either form, with the URL of the block's file."""
DEFERRED: Final = "deferred"
DEFERRED_TEMPLATE: Final = "blocks/deferred.html"


class BlockFile(NamedTuple):
    """A block that pages use and that is a file of its own: its output path, and what it is."""

    output: str
    name: str
    key: Key


def block_file_of(desk: Desk, name: str, key: Key) -> BlockFile:
    """Name the file of a block."""
    return BlockFile(block_file(desk, name, key), name, key)


def page_of(file: BlockFile) -> Page:
    """Take a block for a page, to be made and published like one."""
    owner = f"the block {file.name}"
    return Page(BLOCK_KIND, f"/{file.output}", file.output, (file.name, *file.key), owner, CONFIG)


def directive(desk: Desk, output: str) -> str:
    """What the server replaces by the file: nginx and Apache, or Caddy. The path is plain ASCII."""
    name = "" if desk.config.deploy.includes == "caddy" else "virtual="
    return f'<!--#include {name}"{desk.href("/" + output)}" -->'


def deferred(desk: Desk, file: BlockFile) -> DeferredBlock:
    """What stands in for a block until a script has fetched it, and for good where none runs."""
    more = BLOCK[file.name].more
    return DeferredBlock(
        name=file.name,
        url=desk.href("/" + file.output),
        more=more(desk, file.key) if more else desk.home(),
        count=count_of(file.key),
    )
