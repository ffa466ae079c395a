"""The stream of events that tells open pages of each step. One connection a browser, shared by all of its tabs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

_ALIVE = 15.0  # seconds between two signs of life: what has gone to sleep is noticed
_END = ""


class Stream:
    """Everyone who listens. Used by the event loop's thread alone."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._listeners: set[asyncio.Queue[str]] = set()
        self._over = False

    def __len__(self) -> int:
        """Count who listens."""
        return len(self._listeners)

    def tell(self, message: str) -> None:
        """Send a line of text to everyone."""
        for queue in self._listeners:
            queue.put_nowait(f"data: {message}\n\n")

    def end(self) -> None:
        """Let everyone go: the server stops."""
        self._over = True
        for queue in self._listeners:
            queue.put_nowait(_END)

    async def listen(self, first: str) -> AsyncIterator[str]:
        """Yield the stream of one listener, `first` at once."""
        queue: asyncio.Queue[str] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            yield f"retry: 1000\ndata: {first}\n\n"
            while not self._over:
                message = ": still here\n\n"
                with suppress(TimeoutError):
                    message = await asyncio.wait_for(queue.get(), _ALIVE)
                if message == _END:
                    return
                yield message
        finally:
            self._listeners.discard(queue)
