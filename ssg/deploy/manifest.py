"""The manifest of a target: which bytes it holds, kept at the target itself. Pure.

Its *head* is small, and replaced only by who has read the last one. It names a *base* (path to object, written once)
and holds what has changed since. Paths that are just being written or removed are in `doubt`: the deploy after a
killed one writes them again.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Mapping
from typing import Final

import msgspec

from ssg.core.digest import digest_bytes
from ssg.core.inflate import GZIP, ZLIB, inflated

FOLDER: Final = ".ssg-deploy"
HEAD: Final = f"{FOLDER}/head.json.gz"
FORMAT: Final = 1
UNKNOWN: Final = "?"
"""The kind of a file that was found when the manifest was missing: nobody knows who put it there."""
LEAVING: Final = "x"
"""The kind of a file in doubt that was being removed."""
# A head is read and written by every deploy: a new base is made before it has some hundreds of kilobytes.
_FEW: Final = 2000
_SETTLED_PART, _RUNNING_PART = 16, 2


class Object(msgspec.Struct, frozen=True, array_like=True):
    """An object of a target: digest of its bytes (empty: in doubt), size, name of its headers, kind."""

    digest: str
    size: int = 0
    headers: str = ""
    kind: str = ""


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """The head of a manifest. `by` is the machine and folder, `name` what it is called, `run` the deploy, `at` when.

    `unpurged` are paths whose copies a cache may still have.
    """

    format: int = FORMAT
    site: str
    generation: int = 0
    by: str = ""
    name: str = ""
    run: str = ""
    at: int = 0
    running: bool = False
    base: str = ""
    changed: dict[str, Object | None] = {}
    doubt: dict[str, str] = {}
    unpurged: tuple[str, ...] = ()
    old_bases: tuple[str, ...] = ()


class Unreadable(ValueError):
    """Raised if a head or a base is not what a deploy wrote."""


_HEAD = msgspec.json.Decoder(Head)
_BASE = msgspec.msgpack.Decoder(dict[str, Object])
_LARGEST: Final = 1 << 30


def encode_head(head: Head) -> bytes:
    """Return the bytes of a head."""
    return gzip.compress(msgspec.json.encode(head), 6, mtime=0)


def decode_head(data: bytes) -> Head:
    """Return a head; raises Unreadable."""
    try:
        head = _HEAD.decode(inflated(data, GZIP, _LARGEST))
    except (msgspec.MsgspecError, ValueError) as problem:
        raise Unreadable(str(problem)) from problem
    if head.format != FORMAT:
        raise Unreadable(f"format {head.format}")
    return head


def encode_base(objects: Mapping[str, Object]) -> tuple[str, bytes]:
    """Return the name and the bytes of a base."""
    data = zlib.compress(msgspec.msgpack.encode(dict(objects)), 1)
    return digest_bytes(data), data


def decode_base(name: str, data: bytes) -> dict[str, Object]:
    """Return the objects of a base; raises Unreadable, also if its bytes are not those of its name."""
    if digest_bytes(data) != name:
        raise Unreadable("another digest")
    try:
        return _BASE.decode(inflated(data, ZLIB, _LARGEST))
    except (msgspec.MsgspecError, ValueError) as problem:
        raise Unreadable(str(problem)) from problem


def base_file(name: str) -> str:
    """Return the path of a base at a target."""
    return f"{FOLDER}/base-{name}"


def known(base: Mapping[str, Object], head: Head) -> dict[str, Object]:
    """Return what a target holds, by path; what is in doubt has no digest."""
    found = dict(base)
    for path, one in head.changed.items():
        if one is None:
            found.pop(path, None)
        else:
            found[path] = one
    for path, kind in head.doubt.items():
        found[path] = Object("", 0, "", kind)
    return found


def needs_base(changed: int, base: int, *, running: bool) -> bool:
    """Return whether so much has changed since the base that a new one is cheaper."""
    return changed > max(_FEW, base // (_RUNNING_PART if running else _SETTLED_PART))
