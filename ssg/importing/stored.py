"""What items of an export refer to by number, such as a library of pictures: packed, not as objects. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

import msgspec

from ssg.importing.packed import Packed

T = TypeVar("T")
_WIDTH = 4


class Stored(Generic[T]):
    """Values of one type by text, as bytes one after the other."""

    def __init__(self, kind: type[T]) -> None:
        """Begin empty."""
        self._decode = msgspec.msgpack.Decoder(tuple[str, kind]).decode  # type: ignore[valid-type]
        self._encode = msgspec.msgpack.Encoder().encode
        self._data = bytearray()
        self._at = Packed()

    def __contains__(self, name: str) -> bool:
        """Return whether there is a value."""
        return name in self._at

    def get(self, name: str) -> T | None:
        """Return a value; None if there is none."""
        place = self._at.get(name)
        found = self.at(place) if place is not None else None
        return found[1] if found is not None and found[0] == name else None

    def put(self, name: str, value: T) -> int:
        """Keep a value, in place of any other; return where it is."""
        place = len(self._data)
        record = self._encode((name, value))
        self._data += len(record).to_bytes(_WIDTH) + record
        self._at.put(name, place)
        return place

    def values(self) -> Iterator[T]:
        """Yield all values, also those in whose place others are."""
        place = 0
        while place < len(self._data):
            yield self.at(place)[1]
            place += _WIDTH + int.from_bytes(self._data[place : place + _WIDTH])

    def at(self, place: int) -> tuple[str, T]:
        """Return what `put` has kept at a place, with its name."""
        begin = place + _WIDTH
        end = begin + int.from_bytes(self._data[place:begin])
        return self._decode(self._data[begin:end])
