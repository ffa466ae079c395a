"""Bounds what connections without a request may hold: a client that sends its headers slowly starves nobody.

uvicorn and h11 set no time limit for headers. Knows nothing of what is asked or answered.
"""

from __future__ import annotations

import asyncio
from typing import Any, Final

from uvicorn.protocols.http.h11_impl import H11Protocol

SECONDS: Final = 10.0
"""The longest time from the first byte of a request (or from the connection) to the end of its headers."""
_LEAST: Final = 4
_MOST: Final = 256
_OTHERS: Final = 32  # files that the preview itself has open, about


def most_connections() -> int:
    """Return how many connections may be open at once: at most half of the files that this process may open."""
    try:
        import resource
    except ImportError:  # Windows, which has no such limit
        return _MOST
    soft = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    if soft == resource.RLIM_INFINITY:
        return _MOST
    return max(_LEAST, min(_MOST, (soft - _OTHERS) // 2))


def protocol_of(most: int, seconds: float = SECONDS) -> type[H11Protocol]:
    """Return the protocol of a server with at most so many connections; the oldest idle one gives way to a new one."""
    open_now: dict[Bounded, None] = {}

    class Bounded(H11Protocol):
        """One connection."""

        _timer: asyncio.TimerHandle | None = None

        def connection_made(self, transport: Any) -> None:  # noqa: ANN401 - as uvicorn has it
            super().connection_made(transport)
            open_now[self] = None
            if len(open_now) > most:
                idle = next((one for one in open_now if one is not self and not one.is_busy()), None)
                if idle is not None:
                    idle.end()
            self._wait()

        def connection_lost(self, exc: Exception | None) -> None:
            open_now.pop(self, None)
            self._stop_waiting()
            super().connection_lost(exc)

        def data_received(self, data: bytes) -> None:
            if not self.is_busy():
                self._wait()
            super().data_received(data)
            if self.is_busy():
                self._stop_waiting()

        def is_busy(self) -> bool:
            """Return whether a request is being answered."""
            return self.cycle is not None and not self.cycle.response_complete

        def end(self) -> None:
            """End the connection without an answer."""
            open_now.pop(self, None)
            self.transport.abort()

        def _wait(self) -> None:
            if self._timer is None:
                self._timer = self.loop.call_later(seconds, self._too_late)

        def _stop_waiting(self) -> None:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None

        def _too_late(self) -> None:
            self._timer = None
            if not self.is_busy():
                self.end()

    return Bounded
