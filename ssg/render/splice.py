"""Puts blocks and assets' URLs in the places of their markers, and notes what stands where.

Each distinct block is rendered once a build. What was noted lets a page whose own text has not changed be joined again
from its published bytes, without being rendered.
"""

from __future__ import annotations

import weakref
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from ssg.core.digest import digest_bytes, digest_of
from ssg.core.errors import Place, SiteProblem, error
from ssg.core.model import Part
from ssg.core.parts import STATE
from ssg.pages.blocks import BLOCK, BlockProblem
from ssg.pages.blocks.model import Key
from ssg.pages.kinds import KINDS
from ssg.pages.model import Page
from ssg.pages.stamps import Stamps
from ssg.render.check import BLOCK_IN_BLOCK
from ssg.render.currency import Currency
from ssg.render.delivery import DEFERRED, DEFERRED_TEMPLATE, BlockFile, block_file_of, deferred, directive
from ssg.render.markers import Slot, split, written
from ssg.render.renderer import Renderer

# Blocks that single articles have for themselves are not worth keeping; those that pages share are few.
_KEPT = 4096
_NO_ASSET = "-" * STATE
_ENCODER = msgspec.json.Encoder(order="deterministic")


class Joined(NamedTuple):
    """The bytes of a page, and its parts."""

    data: bytes
    parts: tuple[Part, ...]


class Splicer:
    """Joins the pages of one build.

    `rendered` counts the blocks that were rendered; `used` holds, by output path, the blocks that are files of their
    own, as far as pages were seen that use them.
    """

    def __init__(
        self,
        stamps: Stamps,
        renderer: Renderer,
        assets: Mapping[str, str],
        salts: Mapping[str, str],
        places: Mapping[str, Place],
    ) -> None:
        """Fill parts from the desk of `stamps` and from `assets` (URL by name).

        `salts` names by block what its text depends on besides its view; `places` says where templates print it.
        """
        self._stamps = stamps
        self._desk = stamps.desk
        self._renderer = renderer
        self._assets = assets
        self._salts = salts
        self._places = places
        self._digests: dict[tuple[str, Key], str] = {}
        self._texts: dict[tuple[str, Key], bytes] = {}
        blocks = self._desk.config.blocks
        self._delivery = {name: b.delivery for name, b in blocks.items() if b.delivery != "inline"}
        # What a page has for itself; a block that is a file must be asked for, or the file would go.
        self._own = frozenset(("lien-quan",)).difference(self._delivery)
        self._stand_ins: dict[tuple[str, Key], tuple[bytes, str]] = {}
        self.used: dict[str, BlockFile] = {}
        self._asset_digests = {name: digest_bytes(url.encode())[:STATE] for name, url in assets.items()}
        # In a circle we would keep a whole site alive in the preview, long after another edition has taken its place.
        us = weakref.proxy(self)
        self._currency = Currency(
            self._desk,
            lambda page, kind, name, arguments: us._digest(page, kind, name, _arguments(arguments)),
            lambda page, name, arguments: us._key(page, name, _arguments(arguments)),
        )
        self.rendered = 0

    def join(self, page: Page, text: str) -> Joined:
        """Put everything in its place in a freshly rendered page.

        Raises SiteProblem where a block cannot be made.
        """
        pieces: list[bytes] = []
        parts: list[Part] = []
        at = 0
        for part in self._split(KINDS[page.kind].template, text):
            if isinstance(part, str):
                piece = part.encode()
            else:
                piece, digest = self._fill(page, part.kind, part.name, part.arguments)
                arguments = _ENCODER.encode(part.arguments).decode()
                parts.append(Part(part.kind, part.name, arguments, digest, at, len(piece)))
            pieces.append(piece)
            at += len(piece)
        return Joined(b"".join(pieces), tuple(parts))

    def is_current(self, page: Page, frame: str, state: str, *, settled: bool = False) -> bool:
        """Say whether all parts of a page (packed as in the manifest) are as they would be now.

        A `settled` page shows the same related articles as when it was made, and they look as they did.
        """
        if settled:
            return self._currency.stands(page, frame, state, self._own)
        return self._currency.state(page, frame) == state

    def changed(self, page: Page, parts: tuple[Part, ...]) -> list[str]:
        """Name the parts of a page that are not as they would be now."""
        found = (p for p in parts if self._digest(page, p.kind, p.name, _arguments(p.arguments)) != p.digest)
        return list(dict.fromkeys(f"{part.kind} {part.name}" for part in found))

    def rejoin(self, page: Page, published: bytes, parts: tuple[Part, ...]) -> Joined:
        """Put those parts of a page that have changed into its published bytes; all else stays.

        Raises SiteProblem where a block cannot be made.
        """
        pieces: list[bytes] = []
        new: list[Part] = []
        read = at = 0
        for part in parts:
            arguments = _arguments(part.arguments)
            digest = self._digest(page, part.kind, part.name, arguments)
            if digest == part.digest:
                piece = published[part.start : part.start + part.length]
            else:
                piece, digest = self._fill(page, part.kind, part.name, arguments)
            between = published[read : part.start]
            at += len(between)
            new.append(Part(part.kind, part.name, part.arguments, digest, at, len(piece)))
            pieces += (between, piece)
            at += len(piece)
            read = part.start + part.length
        return Joined(b"".join([*pieces, published[read:]]), tuple(new))

    def _split(self, template: str, text: str) -> list[str | Slot]:
        try:
            return split(text)
        except ValueError as problem:
            raise SiteProblem(error("E608", str(problem), self._renderer.place(template))) from problem

    def _key(self, page: Page, name: str, arguments: dict[str, Any]) -> Key:
        try:
            return BLOCK[name].key(self._desk, page, arguments)
        except BlockProblem as problem:
            place = self._places.get(written(name, arguments)) or self._places.get(name, page.place)
            raise SiteProblem(error("E605", str(problem), place)) from problem

    def _digest(self, page: Page, kind: str, name: str, arguments: dict[str, Any]) -> str:
        if kind == "asset":
            return self._asset_digests.get(name, _NO_ASSET)
        return self._part_digest(name, self._key(page, name, arguments))

    def _part_digest(self, name: str, key: Key) -> str:
        return self._stand_in(name, key)[1] if name in self._delivery else self.block_digest(name, key)

    def block_digest(self, name: str, key: Key) -> str:
        """Name the text of a block."""
        found = self._digests.get((name, key))
        if found is None:
            block = BLOCK[name]
            own = block.stamp(self._stamps, key) if block.stamp else None
            shown = digest_of(block.view(self._desk, key)) if own is None else own
            found = digest_bytes(f"{self._salts[name]}\0{shown}".encode())[:STATE]
            if own is None:
                self._digests[name, key] = found
        return found

    def _stand_in(self, name: str, key: Key) -> tuple[bytes, str]:
        """What a page holds instead of a block that is a file of its own, and the name of that."""
        found = self._stand_ins.get((name, key))
        if found is None:
            file = block_file_of(self._desk, name, key)
            self.used[file.output] = file
            if self._delivery[name] == "ssi":
                text = directive(self._desk, file.output)
                found = text.encode(), digest_bytes(text.encode())[:STATE]
            else:
                view = deferred(self._desk, file)
                digest = digest_bytes(f"{self._salts[DEFERRED]}\0{digest_of(view)}".encode())[:STATE]
                found = self._with_assets(DEFERRED_TEMPLATE, self._renderer.block(DEFERRED_TEMPLATE, view)), digest
            self._stand_ins[name, key] = found
        return found

    def _fill(self, page: Page, kind: str, name: str, arguments: dict[str, Any]) -> tuple[bytes, str]:
        if kind == "asset":
            return self._assets[name].encode(), self._asset_digests[name]
        key = self._key(page, name, arguments)
        if name in self._delivery:
            return self._stand_in(name, key)
        return self.block(name, key), self.block_digest(name, key)

    def block(self, name: str, key: Key) -> bytes:
        """Render a block.

        Raises SiteProblem where it cannot be made.
        """
        found = self._texts.get((name, key))
        if found is None:
            view = BLOCK[name].view(self._desk, key)
            text = "" if view is None else self._renderer.block(BLOCK[name].template, view)
            found = self._with_assets(BLOCK[name].template, text)
            self.rendered += view is not None
            if len(self._texts) >= _KEPT:
                self._texts.clear()
            self._texts[name, key] = found
        return found

    def _with_assets(self, template: str, text: str) -> bytes:
        parts = self._split(template, text)
        for part in parts:
            if isinstance(part, Slot) and part.kind != "asset":
                message = f"{BLOCK_IN_BLOCK}; a file that this one takes in prints {part.name!r}"
                raise SiteProblem(error("E605", message, self._renderer.place(template)))
        return "".join(part if isinstance(part, str) else self._assets[part.name] for part in parts).encode()


@lru_cache(4096)
def _arguments(text: str) -> dict[str, Any]:
    """Read the arguments of a part; there are few of them, on very many pages. Never changed by anyone."""
    return dict(msgspec.json.decode(text))


def changed_blocks(before: tuple[Part, ...], after: tuple[Part, ...]) -> str:
    """Say in words which parts of a page are not as they were."""
    pairs = zip(before, after, strict=True)
    return ", ".join(dict.fromkeys(f"{new.kind} {new.name}" for old, new in pairs if old.digest != new.digest))
