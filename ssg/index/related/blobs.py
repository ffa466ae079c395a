"""Storage of related articles between builds: numbered blobs of bytes of a few kinds. Nothing else.

A blob has a few kilobytes, so that an edit reads and writes only the few that it affects. `store/blobs.py` keeps them
on the disk; this module has the interface, and a store in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal, Protocol

Kind = Literal["columns", "postings", "lists"]


class BlobStore(Protocol):
    """Blobs by kind and number."""

    def get(self, kind: Kind, number: int) -> bytes:
        """Return a blob; a missing one is empty."""

    def put(self, kind: Kind, blobs: Iterable[tuple[int, bytes]]) -> None:
        """Store blobs, replacing those with the same numbers."""

    def clear(self) -> None:
        """Delete all blobs."""


class MemoryBlobs:
    """Blobs in this process's memory."""

    def __init__(self, blobs: Mapping[tuple[str, int], bytes] = MappingProxyType({})) -> None:
        """Start with blobs by kind and number."""
        self._blobs: dict[tuple[str, int], bytes] = dict(blobs)

    def get(self, kind: Kind, number: int) -> bytes:
        """Return a blob."""
        return self._blobs.get((kind, number), b"")

    def put(self, kind: Kind, blobs: Iterable[tuple[int, bytes]]) -> None:
        """Store blobs."""
        self._blobs.update(((kind, number), data) for number, data in blobs)

    def clear(self) -> None:
        """Delete all blobs."""
        self._blobs.clear()
