"""Where the state of related articles lies between builds: numbered blocks of bytes of a few kinds. Nothing else.

A block holds some kilobytes, so that an edit reads and writes only the few that it touches. `store/memo.py` keeps them
on the disk; here is what it must offer, and a shelf that is forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol


class Shelf(Protocol):
    """Blocks by kind and number."""

    def block(self, kind: str, number: int) -> bytes:
        """Give a block; one that is not there is empty."""

    def blocks(self, kind: str) -> Iterator[tuple[int, bytes]]:
        """Give all blocks of a kind with their numbers."""

    def put_blocks(self, kind: str, blocks: Iterable[tuple[int, bytes]]) -> None:
        """Keep blocks, in the place of those that were there; an empty one is as good as none."""

    def clear_blocks(self) -> None:
        """Forget all blocks."""


class LooseShelf:
    """A shelf in this process's memory."""

    def __init__(self) -> None:
        """Begin empty."""
        self._blocks: dict[tuple[str, int], bytes] = {}

    def block(self, kind: str, number: int) -> bytes:
        """Give a block."""
        return self._blocks.get((kind, number), b"")

    def blocks(self, kind: str) -> Iterator[tuple[int, bytes]]:
        """Give all blocks of a kind."""
        return iter([(number, data) for (of, number), data in self._blocks.items() if of == kind])

    def put_blocks(self, kind: str, blocks: Iterable[tuple[int, bytes]]) -> None:
        """Keep blocks."""
        self._blocks.update(((kind, number), data) for number, data in blocks)

    def clear_blocks(self) -> None:
        """Forget all blocks."""
        self._blocks.clear()
