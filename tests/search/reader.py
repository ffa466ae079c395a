"""Reads the search index as docs/search-format.md describes it: written from the page, not from the code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Bound(NamedTuple):
    """What a head says of a shard."""

    text: str
    terms: int
    size: int


class Reader:
    """Numbers and texts, one after the other."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0
        self.before = ""

    def number(self) -> int:
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def text(self) -> str:
        shared, length = self.number(), self.number()
        rest = self.data[self.at : self.at + length].decode()
        self.at += length
        self.before = self.before[:shared] + rest
        return self.before


def read_head(data: bytes) -> list[Bound]:
    reader = Reader(data)
    bounds = [Bound(reader.text(), reader.number(), reader.number()) for _ in range(reader.number())]
    assert reader.at == len(data)
    return bounds


def read_shard(data: bytes) -> Iterator[tuple[str, int, bytes]]:
    """Give term, form and list."""
    reader = Reader(data)
    while reader.at < len(data):
        term = reader.text()
        for _ in range(reader.number()):
            form = data[reader.at]
            reader.at += 1
            length = reader.number()
            yield term, form, data[reader.at : reader.at + length]
            reader.at += length


def read_list(data: bytes, bits: int) -> Iterator[tuple[int, int]]:
    """Give article and place of each occurrence."""
    reader, article = Reader(data), 0
    while reader.at < len(data):
        value = reader.number()
        article += value >> bits
        yield article, value & ((1 << bits) - 1)


def read_layer(folder: Path, layer: str) -> dict[tuple[str, int], list[tuple[int, int]]]:
    """Give all lists of a layer of a span, having seen that its head is true."""
    found: dict[tuple[str, int], list[tuple[int, int]]] = {}
    bounds = read_head((folder / f"{layer}.bin").read_bytes())
    last = ""
    for number, bound in enumerate(bounds):
        data = (folder / f"{layer}{number}.bin").read_bytes()
        assert len(data) == bound.size
        rows = list(read_shard(data))
        terms = list(dict.fromkeys(term for term, _, _ in rows))
        assert len(terms) == bound.terms
        if terms:
            assert last < bound.text <= terms[0] or (number == 0 and bound.text == "")
            last = terms[-1]
        for term, form, places in rows:
            found[term, form] = list(read_list(places, 5 if layer == "t" else 6))
    return found
