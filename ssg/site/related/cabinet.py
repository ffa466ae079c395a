"""Where the state of related articles lies between builds: numbered sheets of bytes of a few kinds. Nothing else.

A sheet holds some kilobytes, so that an edit reads and writes only the few that it touches. `store/cabinet.py` keeps
them on the disk; here is what it must offer, and a cabinet that is forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, Protocol

Kind = Literal["columns", "postings", "lists"]


class Cabinet(Protocol):
    """Sheets by kind and number."""

    def sheet(self, kind: Kind, number: int) -> bytes:
        """Give a sheet; one that is not there is empty."""

    def put_sheets(self, kind: Kind, sheets: Iterable[tuple[int, bytes]]) -> None:
        """Keep sheets, in the place of those that were there."""

    def clear_sheets(self) -> None:
        """Forget all sheets."""


class LooseCabinet:
    """A cabinet in this process's memory."""

    def __init__(self) -> None:
        """Begin empty."""
        self._sheets: dict[tuple[str, int], bytes] = {}

    def sheet(self, kind: Kind, number: int) -> bytes:
        """Give a sheet."""
        return self._sheets.get((kind, number), b"")

    def put_sheets(self, kind: Kind, sheets: Iterable[tuple[int, bytes]]) -> None:
        """Keep sheets."""
        self._sheets.update(((kind, number), data) for number, data in sheets)

    def clear_sheets(self) -> None:
        """Forget all sheets."""
        self._sheets.clear()
