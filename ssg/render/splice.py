"""Replaces markers with blocks and URLs of assets, and records their positions.

Each block that pages share is rendered once a build. The recorded positions allow splicing a page again from its
published bytes, without rendering it.
"""

from __future__ import annotations

import weakref
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import chain
from typing import Any, Final, NamedTuple

import msgspec

from ssg.core.digest import digest_bytes
from ssg.core.errors import Place, SiteProblem, error
from ssg.core.message import say, verbatim
from ssg.core.parts import STATE, Part
from ssg.core.trace import SELF, Fact, Trace, trace_of
from ssg.pages.blocks import BLOCK, BlockProblem, block_of
from ssg.pages.blocks.model import Key
from ssg.pages.blocks.names import base_of, identity_of, named, template_of
from ssg.pages.kinds import KINDS
from ssg.pages.model import Page
from ssg.pages.reader import Reader
from ssg.render.delivery import DEFERRED_TEMPLATE, BlockFile, block_file_of, deferred, directive
from ssg.render.markers import BLOCK_IN_BLOCK, Slot, encoded_parts, split, written
from ssg.render.renderer import Renderer

# Shared blocks are few, but a site with very many sections must not fill the memory.
_KEPT = 4096
_ENCODER = msgspec.json.Encoder(order="deterministic")
_OWN: Final = "="
"""The beginning of the digest of a block that belongs to one page."""


class Joined(NamedTuple):
    """The bytes of a page, its parts, and what its own blocks have read (None: unchanged)."""

    data: bytes
    parts: tuple[Part, ...]
    own: frozenset[Fact] | None = frozenset()


class _Place(NamedTuple):
    """The content of a slot of a page: an asset, or a block with its key, which may be a file, or the page's own.

    `facts` decide what the page's own block shows.
    """

    kind: str
    name: str
    key: Key
    file: bool
    own: bool
    facts: AbstractSet[Fact]


class BlockText(NamedTuple):
    """The text of a shared block, its digest, and what it has read."""

    data: bytes
    digest: str
    facts: frozenset[Fact]


class Splicer:
    """Splices the pages of one build.

    `rendered` counts the blocks that were rendered; `shared` has the texts of shared ones, by identity, and `fresh` the
    digests and traces of those that were not reported to the caller yet; `used` has the block files, by output path, of
    the pages so far; `blocks` has the names of all blocks.
    """

    def __init__(
        self,
        read: Reader,
        renderer: Renderer,
        assets: Mapping[str, str],
        places: Mapping[str, Place],
        clean: dict[str, str],
    ) -> None:
        """Fill slots from `read` and from `assets` (URL by name).

        `places` has the lines where templates print a block. `clean` has, by identity, the digest of each unchanged
        shared block: it does not have to be rendered for a comparison.
        """
        self._read = read
        self._renderer = renderer
        self._assets = assets
        self._urls: dict[str, tuple[bytes, str]] = {}
        self._places = places
        self.clean = clean
        self.shared: dict[str, BlockText] = {}
        self.fresh: dict[str, tuple[str, Trace]] = {}
        self.used: dict[str, BlockFile] = {}
        self.rendered = 0
        blocks = read.config.blocks
        self.blocks = frozenset((*BLOCK, *read.config.own_blocks))
        self._delivery = {name: blocks[name].delivery for name in self.blocks if name in blocks}
        us = weakref.proxy(self)  # a renderer may outlive us in the preview
        renderer.asked = lambda page, name, arguments: bool(us.is_empty(page, name, arguments))

    def join(self, page: Page, text: str) -> Joined:
        """Fill all slots of a freshly rendered page.

        Raises SiteProblem if a block cannot be rendered.
        """
        texts, slots = self._split(KINDS[page.kind].template, text)
        first, *others = encoded_parts(texts)
        data = [first]
        parts: list[Part] = []
        own: set[Fact] = set()
        at = len(first)
        for slot, behind in zip(slots, others, strict=True):
            if slot.kind == "asset":
                piece, digest = self._asset(slot.name)
            else:
                piece, digest = self._fill(page, self._look(page, slot.kind, slot.name, slot.arguments), own)
            parts.append(Part(slot.kind, slot.name, slot.written, digest, at, len(piece)))
            data += (piece, behind)
            at += len(piece) + len(behind)
        return Joined(b"".join(data), tuple(parts), frozenset(own))

    def rejoin(self, page: Page, published: bytes, parts: tuple[Part, ...], *, own: bool) -> Joined:
        """Replace the changed parts of a page in its published bytes.

        The page's own blocks are rendered again if what they have read has changed (`own`), or if one of them is new.
        Raises SiteProblem if a block cannot be rendered.
        """
        places = [self._look(page, part.kind, part.name, _arguments(part.arguments)) for part in parts]
        own = own or any(
            place.own and not part.digest.startswith(_OWN) for place, part in zip(places, parts, strict=True)
        )
        facts: set[Fact] = set()
        pieces: list[bytes] = []
        new: list[Part] = []
        start = at = 0
        for place, part in zip(places, parts, strict=True):
            piece, digest = published[part.start : part.start + part.length], part.digest
            if own if place.own else self._known(place) != digest:
                piece, digest = self._fill(page, place, facts)
            between = published[start : part.start]
            at += len(between)
            new.append(Part(part.kind, part.name, part.arguments, digest, at, len(piece)))
            pieces += (between, piece)
            at += len(piece)
            start = part.start + part.length
        data = b"".join([*pieces, published[start:]])
        return Joined(data, tuple(new), frozenset(facts) if own else None)

    def _known(self, place: _Place) -> str:
        """Return the digest of a shared block's text if it is known without rendering, and record the read."""
        identity = identity_of(place.name, place.key) if place.kind == "block" and not place.file else ""
        digest = self.clean.get(identity, "")
        if digest:
            self._read.facts.add(("BLOCK", identity))
        return digest

    def _split(self, template: str, text: str) -> tuple[list[str], list[Slot]]:
        try:
            return split(text, self._renderer.nonce)
        except ValueError as problem:
            raise SiteProblem(error("E608", verbatim(str(problem)), self._renderer.place(template))) from problem

    def _key(self, page: Page, name: str, arguments: dict[str, Any]) -> Key:
        try:
            return block_of(name).key(self._read, page, arguments)
        except BlockProblem as problem:
            place = self._places.get(written(name, arguments)) or self._places.get(name, page.place)
            raise SiteProblem(error("E605", problem.message, place)) from problem

    def _look(self, page: Page, kind: str, name: str, arguments: dict[str, Any]) -> _Place:
        """Return the content of a slot of a page, and record the facts that determine it."""
        if kind == "asset":
            return _Place(kind, name, (), False, False, frozenset())
        with self._read.recording() as facts:
            facts.add(("CONFIG", f"blocks.{name}.delivery"))
            key = self._key(page, name, arguments)
        # The front page changes with its blocks anyway, and is what most readers see first.
        file = page.kind != "home" and self._delivery.get(name, "inline") != "inline"
        # The reads of a block that belongs to one article page are reads of the page: it is no node.
        own = block_of(name).own and not file and page.kind == "article" and page.about in key
        if not own:
            self._read.facts |= facts
        return _Place(kind, named(name, arguments), key, file, own, facts if own else frozenset())

    def _fill(self, page: Page, place: _Place, own: set[Fact]) -> tuple[bytes, str]:
        """Return the bytes of a slot, and their digest. Reads of the page's own blocks are added to `own`."""
        if place.kind == "asset":
            return self._asset(place.name)
        if place.file:
            piece = self._stand_in(page, place.name, place.key)
            return piece, digest_bytes(piece)[:STATE]
        if place.own:
            with self._read.recording() as facts:
                piece = self.block(place.name, place.key)
            own |= facts | place.facts
            return piece, _OWN + digest_bytes(piece)[len(_OWN) : STATE]
        identity = identity_of(place.name, place.key)
        self._read.facts.add(("BLOCK", identity))
        found = self.shared_block(identity, place.name, place.key)
        return found.data, found.digest

    def _asset(self, name: str) -> tuple[bytes, str]:
        """Return the URL of an asset and its digest."""
        self._read.facts.add(("ASSET", name))
        found = self._urls.get(name)
        if found is None:
            piece = self._assets[name].encode()
            found = self._urls[name] = piece, digest_bytes(piece)[:STATE]
        return found

    def shared_block(self, identity: str, name: str, key: Key) -> BlockText:
        """Render a block that pages share, or return it if it is already rendered.

        Raises SiteProblem if it cannot be rendered.
        """
        found = self.shared.get(identity)
        if found is None:
            with self._read.recording() as facts:
                data = self.block(name, key)
            if len(self.shared) >= _KEPT:
                self.shared.clear()
            found = self.shared[identity] = BlockText(data, digest_bytes(data)[:STATE], frozenset(facts))
            self.fresh[identity] = found.digest, trace_of(facts, "")
        return found

    def is_empty(self, page: Page, name: str, arguments: dict[str, Any]) -> bool:
        """Return whether a block shows nothing on a page that is being rendered, and record what decides that.

        Of a block that pages share that is only whether it is empty, so that no other change renders the page again.
        """
        key = self._key(page, name, arguments)
        if block_of(name).own and page.kind == "article" and page.about in key:
            return not self.block(named(name, arguments), key)
        name = named(name, arguments)
        identity = identity_of(name, key)
        self._read.facts.add(("EMPTY", identity))
        return (self.clean.get(identity) or self.shared_block(identity, name, key).digest) == EMPTY

    def _stand_in(self, page: Page, name: str, key: Key) -> bytes:
        """Return the directive or placeholder of a block file."""
        alone = page.kind == "article"
        written_key = [SELF if alone and part == page.about else part for part in key]
        self._read.facts.add(("USES", _ENCODER.encode([name, *written_key]).decode()))
        file = block_file_of(self._read, name, key)
        self.used[file.output] = file
        if self._delivery[base_of(name)] == "ssi":
            return directive(self._read, file.output).encode()
        return self._read.kept(f"deferred {file.output}", lambda: self._deferred(file))

    def _deferred(self, file: BlockFile) -> bytes:
        view = deferred(self._read, file)
        return self._with_assets(DEFERRED_TEMPLATE, self._renderer.block(DEFERRED_TEMPLATE, view))

    def block(self, name: str, key: Key) -> bytes:
        """Render a block.

        Raises SiteProblem if it cannot be rendered.
        """
        self._read.facts.add(("CODE", ""))
        view = block_of(base_of(name)).view(self._read, key)
        if view is None:
            return b""
        template = template_of(self._read, name)
        text = self._renderer.block(template, view)
        self.rendered += 1
        return self._with_assets(template, "" if text.isspace() else text)

    def _with_assets(self, template: str, text: str) -> bytes:
        texts, slots = self._split(template, text)
        for slot in slots:
            if slot.kind != "asset":
                message = say(
                    "{block_in_block}; an included template prints {name}",
                    block_in_block=BLOCK_IN_BLOCK,
                    name=repr(slot.name),
                )
                raise SiteProblem(error("E605", message, self._renderer.place(template)))
        self._read.facts.update(("ASSET", slot.name) for slot in slots)
        urls = (self._assets[slot.name] for slot in slots)
        return encoded_parts((texts[0] + "".join(chain.from_iterable(zip(urls, texts[1:], strict=True))),))[0]


EMPTY: Final = digest_bytes(b"")[:STATE]
"""The digest of a block that shows nothing."""


@lru_cache(4096)
def _arguments(text: str) -> dict[str, Any]:
    """Return the arguments of a part, cached: there are few, on very many pages. They must not be changed."""
    return dict(msgspec.json.decode(text))
