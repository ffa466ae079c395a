"""What a page contains instead of a block file: a directive for the server, or a placeholder for a script.

It depends on the block's key alone, never on its content: that is why no page changes when the block does.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ssg.core.message import say
from ssg.pages.blocks import block_of
from ssg.pages.blocks.files import block_file, count_of
from ssg.pages.blocks.model import Key
from ssg.pages.blocks.names import base_of
from ssg.pages.blocks.views import DeferredBlock
from ssg.pages.lists import CONFIG
from ssg.pages.model import Page
from ssg.pages.reader import Reader

BLOCK_KIND: Final = "block"
DIRECTIVE: Final = re.compile(rb'<!--#include (?:virtual=)?"([^"]+)" -->')
"""A directive in a page, in either form, with the URL of the block's file."""
DEFERRED_TEMPLATE: Final = "blocks/deferred.html"


class BlockFile(NamedTuple):
    """A block that pages use and that is a file of its own: its output path, and what it is."""

    output: str
    name: str
    key: Key


def block_file_of(read: Reader, name: str, key: Key) -> BlockFile:
    """Return the name of the file of a block."""
    return BlockFile(block_file(read, name, key), name, key)


def page_of(file: BlockFile) -> Page:
    """Take a block for a page, to be made and published like one."""
    owner = say("the block {name}", name=file.name)
    return Page(BLOCK_KIND, f"/{file.output}", file.output, (file.name, *file.key), owner, CONFIG)


def directive(read: Reader, output: str) -> str:
    """Return the directive that the server replaces with the file (nginx and Apache, or Caddy). The path is ASCII."""
    name = "" if read.config.deploy.includes == "caddy" else "virtual="
    return f'<!--#include {name}"{read.href("/" + output)}" -->'


def deferred(read: Reader, file: BlockFile) -> DeferredBlock:
    """Return the placeholder of a block until a script has loaded it, and permanently without scripts."""
    name = base_of(file.name)
    more = block_of(name).more
    return DeferredBlock(
        name=name,
        url=read.href("/" + file.output),
        more=more(read, file.key) if more else read.home(),
        count=count_of(file.key),
    )
