"""Removes rows from sorted lists and inserts others, by bisection. Pure arithmetic: it knows no article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np

from ssg.index.columns import Lists, bytes_of, rows_of
from ssg.index.paths import Rows, Times

GONE: Final = -1


class Merged(NamedTuple):
    """An order after articles were removed and added.

    `table` maps each old row to its new one (`GONE`: removed), `left` has the remaining old rows; `places` are the
    positions of the added ones among these, `rows` their new rows, both in the order in which they were passed.
    """

    table: Rows
    left: Rows
    places: Rows
    rows: tuple[int, ...]


def merge(order: Sequence[str], times: Times, gone: Sequence[int], come: Sequence[tuple[int, str]]) -> Merged:
    """Remove and add articles. `order` and `times` are paths and times of all, newest first; `gone` are rows.

    `come` has time and path of each added article, newest first.
    """
    stays = np.ones(len(order), dtype=bool)
    stays[list(gone)] = False
    left = np.nonzero(stays)[0].astype(np.int32)
    older = -times[left]
    places = np.array([_place(order, left, older, time, path) for time, path in come], dtype=np.int32)
    table = np.full(len(order), GONE, dtype=np.int32)
    table[left] = np.arange(len(left)) + np.searchsorted(places, np.arange(len(left)), side="right")
    return Merged(table, left, places, tuple((places + np.arange(len(places))).tolist()))


def _place(order: Sequence[str], left: Rows, older: Times, time: int, path: str) -> int:
    """Return how many of the remaining articles are newer than one: of equal time, those with a greater path."""
    first = int(np.searchsorted(older, -time, side="left"))
    last = int(np.searchsorted(older, -time, side="right"))
    return first + sum(1 for row in left[first:last].tolist() if order[row] > path)


def edited(lists: Lists, table: Rows, put: Mapping[str, Sequence[int]]) -> Lists:
    """Return lists in a new order: `table` maps each old row to its new one. `put` has the rows to insert.

    Raises KeyError for an unknown list.
    """
    number = {name: at for at, name in enumerate(lists.names)} if put else {}
    owner = np.repeat(np.arange(len(lists.names)), lists.sizes)
    rows = table[rows_of(lists.rows)]
    stays = rows != GONE
    rows, owner = rows[stays], owner[stays]
    sizes = np.bincount(owner, minlength=len(lists.names))
    begins = np.concatenate(([0], np.cumsum(sizes)))
    pairs: list[tuple[int, int, int]] = []
    for name, new in put.items():
        at = number[name]
        own = rows[begins[at] : begins[at + 1]]
        pairs += [(int(begins[at] + np.searchsorted(own, row)), at, row) for row in new]
        sizes[at] += len(new)
    pairs.sort(key=lambda pair: pair[:2])  # the end of a list is the beginning of the next one
    rows = np.insert(rows, [place for place, _, _ in pairs], [row for _, _, row in pairs])
    return Lists(lists.names, tuple(sizes.tolist()), bytes_of(rows), lists.shown)


def last_of(lists: Lists, names: Sequence[str]) -> dict[str, int]:
    """Return the last row of each list by name; empty lists are omitted."""
    number = {name: at for at, name in enumerate(lists.names)}
    ends, rows = np.cumsum(lists.sizes), rows_of(lists.rows)
    found = ((name, number[name]) for name in names if name in number)
    return {name: int(rows[ends[at] - 1]) for name, at in found if lists.sizes[at]}


def firsts(lists: Lists) -> Rows:
    """Return the first row of each list; none of them may be empty."""
    begins = np.concatenate(([0], np.cumsum(lists.sizes)[:-1])).astype(np.int64)
    return rows_of(lists.rows)[begins] if lists.names else rows_of(b"")
