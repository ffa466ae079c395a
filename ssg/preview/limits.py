"""Bounds how often one address may ask. Holds a bounded number of addresses; knows nothing of what is asked."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Final

_MOST_ADDRESSES: Final = 4_096


class Limit:
    """A number of requests at once, of which some come back each second."""

    def __init__(self, at_once: float, each_second: float, clock: Callable[[], float]) -> None:
        """Count by `clock`, in seconds."""
        self._at_once = at_once
        self._each_second = each_second
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def is_over(self, address: str) -> bool:
        """Return whether an address has none left."""
        return self._of(address) < 1

    def take(self, address: str) -> None:
        """Count one request."""
        left = max(0.0, self._of(address) - 1)
        self._left[address] = left, self._clock()
        self._left.move_to_end(address)
        if len(self._left) > _MOST_ADDRESSES:
            self._left.popitem(last=False)

    def _of(self, address: str) -> float:
        left, then = self._left.get(address, (self._at_once, 0.0))
        return min(self._at_once, left + (self._clock() - then) * self._each_second)
