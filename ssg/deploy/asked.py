"""Redirects of old URLs with arguments (`/?p=12`), as servers look them up: a table for each set of names. Pure.

A server takes the values of these names from the query as it was sent, and looks for the path with them. So what is in
a table must be written as browsers write it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from ssg.core.text.arguments import arguments, forms, names
from ssg.index.redirects import Move


class Asked(NamedTuple):
    """The moves of one set of names."""

    names: tuple[str, ...]
    moves: tuple[Move, ...]


def asked(moves: Sequence[Move]) -> list[Asked]:
    """Return the moves with arguments; a set of more names comes first, as it matches less."""
    found: dict[tuple[str, ...], list[Move]] = {}
    for move in moves:
        if move.query:
            found.setdefault(names(move.query), []).append(move)
    return [Asked(one, tuple(found[one])) for one in sorted(found, key=lambda one: (-len(one), one))]


def by_path(moves: Sequence[Move]) -> list[Move]:
    """Return the moves without arguments."""
    return [move for move in moves if not move.query]


def keys(move: Move) -> tuple[str, ...]:
    """Return the keys of a move: each spelling of its path with each form of its values."""
    given = arguments(move.query)
    written = ["&".join(f"{name}={form}" for (name, _), form in zip(given, one, strict=True)) for one in _forms(move)]
    return tuple(f"{path}?{one}" for path in move.spellings for one in written)


def value_of(name: str) -> str:
    """Return the regular expression that finds the value of a name in a query, as its first group."""
    return f"(?:^|&){re.escape(name)}=([^&]*)"


def conditions(move: Move) -> Iterator[str]:
    """Yield regular expressions that all match the query of a request for a move."""
    for name, value in arguments(move.query):
        yield f"(?:^|&){re.escape(name)}=(?:{'|'.join(map(re.escape, forms(value)))})(?:&|$)"


def _forms(move: Move) -> Iterator[tuple[str, ...]]:
    return product(*(forms(value) for _, value in arguments(move.query)))
