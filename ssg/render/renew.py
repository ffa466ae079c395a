"""Replaces the texts of shared blocks in published pages, where nothing else of a page changes.

It never finds out which blocks a page has: where a page's parts do not tell, `Splicer.rejoin` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from ssg.core.parts import Part
from ssg.pages.blocks.model import VARIANT
from ssg.pages.blocks.names import key_of, named
from ssg.render.splice import Joined, Splicer

Texts = Mapping[tuple[str, str], str]
"""The identity of each changed block of a page, by its name and the digest of the text that it had before."""

NO_TEXTS: Final[Texts] = {}  # no `MappingProxyType`: workers are sent it


def texts_of(blocks: Iterable[str], known: Mapping[str, str], changed: Mapping[str, str]) -> Texts:
    """Return which texts of a page's `blocks`, given by identity, have changed; nothing if its parts cannot tell.

    `known` has the digest that each block's text had, `changed` that which it has now ("": it cannot be rendered).
    """
    alike: dict[tuple[str, str], list[str]] = {}
    for identity in blocks:
        alike.setdefault((key_of(identity)[0], known.get(identity, "")), []).append(identity)
    found: dict[tuple[str, str], str] = {}
    for (name, digest), identities in alike.items():
        if changed.keys().isdisjoint(identities):
            continue
        if len(identities) > 1 or not digest or not changed[identities[0]]:
            return NO_TEXTS
        found[name, digest] = identities[0]
    return found


def renew(splicer: Splicer, published: bytes, parts: tuple[Part, ...], texts: Texts) -> Joined:
    """Put the present texts of changed blocks into the published bytes of a page.

    Raises SiteProblem if a block cannot be rendered.
    """
    pieces: list[bytes] = []
    new: list[Part] = []
    start = shift = 0
    for part in parts:
        identity = texts.get((_name(part), part.digest)) if part.kind == "block" else None
        if identity is None:
            new.append(msgspec.structs.replace(part, start=part.start + shift) if shift else part)
            continue
        text = splicer.shared_block(identity, *key_of(identity))
        pieces += (published[start : part.start], text.data)
        size = len(text.data)
        new.append(Part(part.kind, part.name, part.arguments, text.digest, part.start + shift, size))
        shift += size - part.length
        start = part.start + part.length
    return Joined(b"".join([*pieces, published[start:]]), tuple(new), None)


def _name(part: Part) -> str:
    """Return the name of a part's block, with its variant."""
    return named(part.name, msgspec.json.decode(part.arguments)) if VARIANT in part.arguments else part.name


def changed_blocks(before: tuple[Part, ...], after: tuple[Part, ...]) -> str:
    """Return the changed parts of a page in words."""
    pairs = zip(before, after, strict=True)
    return ", ".join(dict.fromkeys(f"{new.kind} {new.name}" for old, new in pairs if old.digest != new.digest))
