"""The binary form of the index, described in docs/search-format.md. Bytes only; knows no articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

OPEN_BOUNDS: Final = tuple("|2|b|bi|c|ch|chi|co|d|di|du|g|h|ho|k|l|m|n|ng|nh|o|p|qu|s|t|th|thi|ti|tr|tu|v|x".split("|"))
"""The bounds of the shards of the open month: fixed, so that news does not move them."""


class Layer(NamedTuple):
    """One layer of the index of a span: its shards, and the head that says where each begins."""

    head: bytes
    shards: tuple[bytes, ...]


Forms = Mapping[int, bytes | bytearray]
"""The lists of a term by form."""


def varint(number: int) -> bytes:
    """Write a number, seven bits a byte, the lowest first; the high bit says that more follow."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def lay_out(lists: Mapping[str, Forms], shards: int | None) -> Layer:
    """Divide lists into `shards` shards of about equal size; without a number, into those of the open month."""
    terms = sorted(lists, key=lambda term: term.encode("utf-16-be"))  # the order of JavaScript's `<`
    bodies = [_body(lists[term]) for term in terms]
    cut = _cut_at(terms, OPEN_BOUNDS) if shards is None else _cut_evenly(bodies, shards)
    parts = [_shard(terms[start:end], bodies[start:end]) for start, end in pairwise(cut)]
    bounds = OPEN_BOUNDS if shards is None else tuple(_bounds(terms, cut))
    counts = [end - start for start, end in pairwise(cut)]
    return Layer(_head(bounds, counts, parts), tuple(parts))


def _body(forms: Forms) -> bytes:
    parts = [varint(len(forms))]
    for form, data in sorted(forms.items()):
        parts += (bytes((form,)), varint(len(data)), bytes(data))
    return b"".join(parts)


def _cut_evenly(bodies: Sequence[bytes], shards: int) -> list[int]:
    """Divide lists into parts of about equal size; a common word is one by itself. The last may be empty."""
    sizes = [len(body) for body in bodies]
    low, high = 1, sum(sizes) + 1
    while low < high:
        middle = (low + high) // 2
        if len(_filled(sizes, middle)) <= shards:
            high = middle
        else:
            low = middle + 1
    cut = _filled(sizes, low)
    return [*cut, *[len(bodies)] * (shards + 1 - len(cut))]


def _filled(sizes: Sequence[int], most: int) -> list[int]:
    """Return the beginnings of parts that are each filled up to a size."""
    cut, filled = [0], 0
    for at, size in enumerate(sizes):
        if filled and filled + size > most:
            cut.append(at)
            filled = 0
        filled += size
    return cut


def _cut_at(terms: Sequence[str], bounds: Sequence[str]) -> list[int]:
    cut: list[int] = []
    at = 0
    for bound in bounds:
        while at < len(terms) and terms[at] < bound:
            at += 1
        cut.append(at)
    return [*cut, len(terms)]


def _bounds(terms: Sequence[str], cut: Sequence[int]) -> Iterator[str]:
    """Yield for each shard the shortest text after all terms before it and not after its own first term."""
    for at in cut[:-1]:
        if at == 0:
            yield ""
        elif at == len(terms):
            yield terms[-1] + "\0"
        else:
            yield terms[at][: _shared(terms[at - 1], terms[at]) + 1]


def _shard(terms: Sequence[str], bodies: Sequence[bytes]) -> bytes:
    return b"".join(text + body for text, body in zip(_front_coded(terms), bodies, strict=True))


def _head(bounds: Sequence[str], counts: Sequence[int], shards: Sequence[bytes]) -> bytes:
    """Return the number of shards; then of each where it begins, how many terms it has, and its bytes."""
    rows = zip(_front_coded(bounds), counts, shards, strict=True)
    return varint(len(shards)) + b"".join(text + varint(count) + varint(len(shard)) for text, count, shard in rows)


def _front_coded(texts: Iterable[str]) -> Iterator[bytes]:
    """Yield each text as the length that it shares with the previous one, and the rest."""
    before = ""
    for text in texts:
        shared = _shared(before, text)
        rest = text[shared:].encode()
        yield varint(shared) + varint(len(rest)) + rest
        before = text


def _shared(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
