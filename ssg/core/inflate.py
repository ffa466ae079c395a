"""Decompresses data from strangers, never to more than the caller allows. Pure."""

from __future__ import annotations

import zlib
from typing import Final

GZIP: Final = zlib.MAX_WBITS | 16
ZLIB: Final = zlib.MAX_WBITS


def inflated(data: bytes, form: int, most: int) -> bytes:
    """Return the decompressed bytes. `form` is GZIP or ZLIB.

    Raises ValueError if they are damaged, cut short, or more than `most`.
    """
    unpack = zlib.decompressobj(form)
    try:
        found = unpack.decompress(data, most + 1)
    except zlib.error as problem:
        raise ValueError(str(problem)) from problem
    if len(found) > most or not unpack.eof:
        raise ValueError("cut short, or larger than it may be")
    return found
