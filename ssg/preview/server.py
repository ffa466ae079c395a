"""Listens and serves: sockets, uvicorn, and the watcher, from the first request to Ctrl+C. The only place with uvicorn.

Imported by `ssg serve` alone.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import secrets
import socket
import sys
from collections.abc import Callable
from typing import NamedTuple

import uvicorn

from ssg.inputs import CONFIG_FILE
from ssg.preview.app import App
from ssg.preview.room import News, Options, Room
from ssg.preview.watch import Watcher
from ssg.workforce import Workers

_TRIES = 20  # ports after the usual one
_LOOK = 10.0  # seconds between two looks at the clock
LOOPBACK = frozenset(("127.0.0.1", "localhost", "[::1]"))


class Taken(Exception):
    """Raised where nobody can listen at an address; says why."""


class Listening(NamedTuple):
    """A socket that is bound, so that whoever asks early waits; and its port."""

    socket: socket.socket
    port: int


def listen(host: str, port: int, *, exactly: bool) -> Listening:
    """Listen at a port, or unless `exactly` at one of the next.

    Raises Taken where that cannot be.
    """
    last = ""
    for tried in range(port, min(port + (1 if exactly else _TRIES), 65_536)):
        try:
            bound = _bind(host, tried)
        except OSError as problem:
            last = problem.strerror or str(problem)
            if problem.errno not in (errno.EADDRINUSE, errno.EACCES):
                break
        else:
            return Listening(bound, bound.getsockname()[1])
    raise Taken(f"{host}:{port}: {last}")


def _bind(host: str, port: int) -> socket.socket:
    known = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, kind, proto, _, address = known[0]
    bound = socket.socket(family, kind, proto)
    try:
        if sys.platform != "win32":  # there it would share the port with whoever has it
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
        bound.listen(512)
    except OSError:
        bound.close()
        raise
    return bound


def own_addresses() -> tuple[str, ...]:
    """Give the addresses of this machine in its networks, the one that leads out first. Sends nothing."""
    found: dict[str, None] = {}
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # an address for documentation: chooses a way, and no packet goes it
        found[probe.getsockname()[0]] = None
    with contextlib.suppress(OSError):
        for entry in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET):
            found[str(entry[4][0])] = None
    return tuple(address for address in found if not address.startswith(("127.", "0.")))


class _Server(uvicorn.Server):
    """Lets listeners go before it waits for connections to end."""

    def __init__(self, config: uvicorn.Config, ending: Callable[[], None]) -> None:
        super().__init__(config)
        self._ending = ending

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._ending()
        await super().shutdown(sockets)


def run(
    options: Options,
    listening: Listening,
    hosts: frozenset[str],
    workers: Workers | None,
    opened: Callable[[], None],
    trouble: Callable[[str], None],
) -> None:
    """Plan the site, then serve it until interrupted. `opened` is called when the first page can be had."""
    loops: list[asyncio.AbstractEventLoop] = []

    def tell(news: News) -> None:
        if loops:
            loops[0].call_soon_threadsafe(app.tell, news)

    room = Room(options, tell)
    app = App(room, secrets.token_hex(4), hosts)
    room.begin(workers)
    watcher = Watcher(options.root, room.changed, trouble)

    async def main() -> None:
        loops.append(asyncio.get_running_loop())
        watcher.start()
        clock = asyncio.create_task(_mind_the_clock(room))
        opened()
        try:
            await server.serve(sockets=[listening.socket])
        finally:
            clock.cancel()

    config = uvicorn.Config(
        app,
        http="h11",
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        log_level="error",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=2,
        backlog=512,
    )
    server = _Server(config, app.stream.end)
    try:
        asyncio.run(main())
    finally:
        watcher.stop()
        room.thread.shutdown(wait=False, cancel_futures=True)
        listening.socket.close()


async def _mind_the_clock(room: Room) -> None:
    """Take a step when an article's time has come: nothing on the disk tells."""
    while True:
        await asyncio.sleep(_LOOK)
        if room.due:
            room.changed({CONFIG_FILE})
