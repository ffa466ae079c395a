"""The files of a shared cache, and their checks. Pure; never trusts a value that it decodes.

    index.json.gz   which trees there are; replaced only by who has read the last one
    trees/NAME      one pushed state: its files, and the packs that hold their bytes
    packs/NAME      objects (blocks of the state, output files), each named by its digest

A name is the digest of the file's bytes and that of the push, so that a removal never meets a file of another push.
"""

from __future__ import annotations

import gzip
import hmac
import re
import zlib
from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from ssg.core.digest import digest_bytes
from ssg.core.inflate import GZIP, ZLIB, inflated

FORMAT: Final = 1
INDEX: Final = "index.json.gz"
BLOCK: Final = 1 << 16
"""Bytes of a block of the state: SQLite changes pages where they are, so equal blocks stay equal."""
LARGEST_OBJECT: Final = 256 << 20
"""Bytes of the largest file that is stored, and of the largest pack in memory."""
LARGEST_STATE: Final = 8 << 30
DIGEST: Final = 16

_LARGEST_INDEX: Final = 64 << 20
_LARGEST_TREE: Final = 256 << 20
_NAME: Final = re.compile(r"[0-9a-f]{32}-[0-9a-f]{8}")
_FILE: Final = re.compile(r"(?:trees|packs)/[0-9a-f]{32}-[0-9a-f]{8}")


class Unusable(ValueError):
    """Raised if a file of a cache is not what a push wrote."""


class Pushed(msgspec.Struct, frozen=True, kw_only=True):
    """A tree in the index: whose it is, when it was pushed (seconds since 1970), and the bytes of each of its files.

    `versions` is a digest of everything that decides bytes; `mac` proves that who pushed it knows the secret.
    """

    name: str
    site: str
    output: str
    versions: str
    branch: str = ""
    at: int = 0
    files: dict[str, int] = {}
    mac: str = ""


class Index(msgspec.Struct, frozen=True, kw_only=True):
    """The index. `leaving` has files that no tree names any more, and since when; `swept` is the last listing."""

    format: int = FORMAT
    trees: tuple[Pushed, ...] = ()
    versions: dict[str, dict[str, str]] = {}
    leaving: dict[str, int] = {}
    swept: int = 0


class Pack(msgspec.Struct, frozen=True, array_like=True):
    """A pack: its name and bytes, and of each object in it the digest (16 bytes) and the length."""

    name: str
    size: int
    digests: bytes
    lengths: tuple[int, ...]

    def objects(self) -> Iterator[tuple[bytes, int]]:
        """Yield digest and length of each object."""
        for number, length in enumerate(self.lengths):
            yield self.digests[number * DIGEST : (number + 1) * DIGEST], length


class StateFile(msgspec.Struct, frozen=True, array_like=True):
    """A file of the state: name, size, digest of the whole, digests of its blocks."""

    name: str
    size: int
    digest: str
    blocks: bytes

    def block_digests(self) -> Iterator[bytes]:
        """Yield the digest of each block."""
        for at in range(0, len(self.blocks), DIGEST):
            yield self.blocks[at : at + DIGEST]


class Tree(msgspec.Struct, frozen=True, kw_only=True):
    """A pushed state. Which output files it has is in the state itself."""

    format: int = FORMAT
    site: str
    output: str
    versions: str
    state: tuple[StateFile, ...]
    packs: tuple[Pack, ...]


_INDEX = msgspec.json.Decoder(Index)
_TREE = msgspec.msgpack.Decoder(Tree)


def encode_index(index: Index) -> bytes:
    """Return the bytes of an index."""
    return gzip.compress(msgspec.json.encode(index), 6, mtime=0)


def decode_index(data: bytes) -> Index:
    """Return an index; raises Unusable."""
    try:
        index = _INDEX.decode(inflated(data, GZIP, _LARGEST_INDEX))
    except (msgspec.MsgspecError, ValueError) as problem:
        raise Unusable(str(problem)) from problem
    names = [path for tree in index.trees for path in tree.files] + list(index.leaving)
    whole = all(tree_file(tree.name) in tree.files and min(tree.files.values()) >= 0 for tree in index.trees)
    if index.format != FORMAT or not whole or not all(map(_FILE.fullmatch, names)):
        raise Unusable("invalid index")
    return index


def encode_tree(tree: Tree) -> bytes:
    """Return the bytes of a tree."""
    return zlib.compress(msgspec.msgpack.encode(tree), 6)


def decode_tree(pushed: Pushed, data: bytes) -> Tree:
    """Return a tree that the index names; raises Unusable, also if it is not the one that was pushed."""
    refuse_other(pushed.name, data)
    try:
        tree = _TREE.decode(inflated(data, ZLIB, _LARGEST_TREE))
    except (msgspec.MsgspecError, ValueError) as problem:
        raise Unusable(str(problem)) from problem
    same = (tree.site, tree.output, tree.versions) == (pushed.site, pushed.output, pushed.versions)
    if tree.format != FORMAT or not same or not all(map(_is_pack, tree.packs)) or not all(map(_is_state, tree.state)):
        raise Unusable("invalid tree")
    return tree


def _is_pack(pack: Pack) -> bool:
    fits = len(pack.digests) == DIGEST * len(pack.lengths) and all(length >= 0 for length in pack.lengths)
    return bool(_NAME.fullmatch(pack.name)) and fits and sum(pack.lengths) <= LARGEST_OBJECT


def _is_state(file: StateFile) -> bool:
    return 0 <= file.size <= LARGEST_STATE and len(file.blocks) == DIGEST * -(-file.size // BLOCK)


def unpacked(pack: Pack, data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield digest and bytes of each object of a pack; raises Unusable if one is not what its digest says."""
    refuse_other(pack.name, data)
    try:
        whole = memoryview(inflated(data, ZLIB, sum(pack.lengths)))
    except ValueError as problem:
        raise Unusable(str(problem)) from problem
    if len(whole) != sum(pack.lengths):
        raise Unusable("cut short")
    at = 0
    for digest, length in pack.objects():
        found = bytes(whole[at : at + length])
        at += length
        if digest_bytes(found) != digest.hex():
            raise Unusable("another digest")
        yield digest, found


def refuse_other(name: str, data: bytes) -> None:
    """Raise Unusable if bytes are not those that a name promises."""
    if name.partition("-")[0] != digest_bytes(data):
        raise Unusable("another digest")


def name_of(data: bytes, push: str) -> str:
    """Return the name of new bytes; `push` is a random name of eight digits."""
    return f"{digest_bytes(data)}-{push}"


def tree_file(name: str) -> str:
    """Return the path of a tree."""
    return f"trees/{name}"


def pack_file(name: str) -> str:
    """Return the path of a pack."""
    return f"packs/{name}"


def is_ours(path: str) -> bool:
    """Return whether a path is that of a tree or a pack: nothing else is ever removed."""
    return bool(_FILE.fullmatch(path))


def mac_of(secret: str, name: str) -> str:
    """Return the proof that somebody who knows the secret has pushed a tree; empty without a secret."""
    return hmac.new(secret.encode(), name.encode(), "sha256").hexdigest() if secret else ""


def is_signed(pushed: Pushed, secret: str) -> bool:
    """Return whether a tree may be used: with a secret, only one that was pushed with it."""
    return not secret or hmac.compare_digest(mac_of(secret, pushed.name), pushed.mac)


def differences(theirs: Mapping[str, str], ours: Mapping[str, str]) -> tuple[str, str, str]:
    """Return the first thing whose version differs, with their version and ours; `-` is for none."""
    name = next((name for name in (*ours, *theirs) if ours.get(name) != theirs.get(name)), "")
    return name, theirs.get(name, "-"), ours.get(name, "-")
