"""Names of blocks within a build: with the variant, such as `panel--opinion`, and with the key, an identity. Pure.

A variant changes only the template: `block("panel", variant="opinion")` is printed by `blocks/panel--opinion.html` if
there is one. Its text is another one than that of the block alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import msgspec

from ssg.core.text.scripts import slug_of
from ssg.core.trace import BETWEEN
from ssg.pages.blocks import BLOCK
from ssg.pages.blocks.model import VARIANT, Arguments, Key
from ssg.pages.blocks.own import TEMPLATE
from ssg.pages.reader import Reader

SEPARATOR: Final = "--"
_ENCODER = msgspec.json.Encoder(order="deterministic")
_NAME: Final = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")  # as the slugs of categories


def is_name(variant: str) -> bool:
    """Return whether a text can name a variant; an empty one names none."""
    if variant.isascii():
        return not variant or _NAME.fullmatch(variant) is not None
    return slug_of(variant, "letters") == variant


def named(name: str, given: Arguments) -> str:
    """Return the name of a block with the variant of its arguments."""
    variant = given.get(VARIANT)
    return f"{name}{SEPARATOR}{variant}" if variant else name


def base_of(name: str) -> str:
    """Return the name of a block without its variant."""
    return name.partition(SEPARATOR)[0]


def template_name(name: str) -> str:
    """Return the file of the template of a block with a variant."""
    return f"blocks/{name}.html"


def template_of(read: Reader, name: str) -> str:
    """Return the template that prints a block, and record whether its variant has one of its own."""
    own, usual = template_name(name), template_name(base_of(name))
    if own != usual and read.has_template(own):
        return own
    return usual if base_of(name) in BLOCK or read.has_template(usual) else TEMPLATE


def identity_of(name: str, key: Key) -> str:
    """Return the identity of a block that pages share."""
    return f"{name}{BETWEEN}{_ENCODER.encode(key).decode()}"


def key_of(identity: str) -> tuple[str, Key]:
    """Return the name and the key of a block from its identity."""
    name, _, key = identity.partition(BETWEEN)
    return name, tuple(msgspec.json.decode(key))


def variants(templates: Iterable[str], block: str = "") -> list[str]:
    """Return the variants that a theme has of a block, or of any, in order."""
    parts = (template.removesuffix(".html").partition(SEPARATOR) for template in templates)
    wanted = {template_name(block)} if block else {one.template for one in BLOCK.values()}
    return sorted({variant for name, _, variant in parts if variant and f"{name}.html" in wanted})
