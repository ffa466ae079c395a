"""Divides lists into parts that are numbered from the oldest: pages of lists, sitemaps. Pure arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

_T = TypeVar("_T")


def part_of(paths: Sequence[_T], number: int, size: int) -> Sequence[_T]:
    """Return a part of a list. Parts of `size` are numbered from 1, the oldest; 0 is the front page of a paged list."""
    total = len(paths)
    if number == 0:
        return paths[: total - size * numbered_parts(total, size)]
    return paths[max(0, total - size * number) : total - size * (number - 1)]


def numbered_parts(total: int, size: int) -> int:
    """Return how many numbered pages a paged list has: the front page keeps `size` to 2 × `size` − 1 articles."""
    return max(0, total // size - 1)
