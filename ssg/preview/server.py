"""Listens and serves: sockets, uvicorn, and the watcher, from the first request to Ctrl+C. The only place with uvicorn.

Imported by `ssg serve` alone.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import secrets
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from ssg.core.message import Message
from ssg.inputs import CONFIG_FILE
from ssg.jobs.early import Early, started
from ssg.jobs.signals import heeded
from ssg.jobs.workers import Workers
from ssg.preview.app import App
from ssg.preview.connections import most_connections, protocol_of
from ssg.preview.glance import Glance
from ssg.preview.options import Options
from ssg.preview.sharing import Shared
from ssg.preview.start import Start
from ssg.preview.state import News, State
from ssg.resident.watch import Watcher
from ssg.store.shared import Shares
from ssg.work import Work

_TRIES = 20  # ports after the usual one
_LOOK = 10.0  # seconds between two looks at the clock
_FIRST_ANSWERS = 1.0  # seconds after reading, in which who waited gets a page
_PATIENCE = 0.3  # seconds that open connections have to end


class Taken(Exception):
    """Raised where nobody can listen at an address; says why, and whether another port of the host would do."""

    def __init__(self, why: str, *, is_port: bool = True) -> None:
        """Take both."""
        super().__init__(why)
        self.is_port = is_port


class Listening(NamedTuple):
    """A socket that is bound, so that early requests wait; its port, and the address that it is bound to."""

    socket: socket.socket
    port: int
    address: str


class Sharing(NamedTuple):
    """How the shared preview is reached: its socket, its origin, the names in `Host`; and its key and links."""

    listening: Listening
    origin: str
    hosts: frozenset[str]
    shares: Shares


class Told(NamedTuple):
    """Who is told what: how far the site is read (from another thread), that it is, that the first answers have been
    given, and what hinders watching the site.
    """

    show: Callable[[str, int, int], None]
    ready: Callable[[], None]
    answered: Callable[[], None]
    trouble: Callable[[Message], None]


def listen(host: str, port: int, *, exactly: bool) -> Listening:
    """Listen at a port, or unless `exactly` at one of the next.

    Raises Taken where that cannot be.
    """
    last, is_port = "", True
    for tried in range(port, min(port + (1 if exactly else _TRIES), 65_536)):
        try:
            bound = _bind(host, tried)
        except (OSError, UnicodeError) as problem:  # a name that is no domain name is the latter
            last = (problem.strerror if isinstance(problem, OSError) else None) or str(problem)
            is_port = isinstance(problem, OSError) and problem.errno in (errno.EADDRINUSE, errno.EACCES)
            if not is_port:
                break
        else:
            address, number, *_ = bound.getsockname()
            return Listening(bound, number, address.partition("%")[0])
    raise Taken(f"{host}:{port}: {last}", is_port=is_port)


def _bind(host: str, port: int) -> socket.socket:
    known = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, kind, proto, _, address = known[0]
    bound = socket.socket(family, kind, proto)
    try:
        if sys.platform != "win32":  # there it would share the port with whoever has it
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6 and address[0] == "::":  # all addresses: those of IPv4, too
            bound.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        bound.bind(address)
        bound.listen(512)
    except OSError:
        bound.close()
        raise
    return bound


def own_addresses() -> tuple[str, ...]:
    """Return the addresses of this machine in its networks, the one that leads out first. Sends nothing."""
    found: dict[str, None] = {}
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # an address for documentation: chooses a way, and no packet goes it
        found[probe.getsockname()[0]] = None
    with contextlib.suppress(OSError):
        for entry in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET):
            found[str(entry[4][0])] = None
    return tuple(address for address in found if not address.startswith(("127.", "0.")))


class _Server(uvicorn.Server):
    """Lets listeners go before it waits for connections to end, and ends by every signal that asks for it."""

    def __init__(self, config: uvicorn.Config, ending: Callable[[], None]) -> None:
        super().__init__(config)
        self._ending = ending

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._ending()
        asyncio.get_running_loop().call_later(_PATIENCE, self._hurry)
        await super().shutdown(sockets)

    def _hurry(self) -> None:
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # an answer that is cut off is no error
        self.force_exit = True

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Let the signals end the server; then have them do what they would have done."""
        with heeded(self.handle_exit):
            yield
        for captured in self._captured_signals[:1]:
            signal.raise_signal(captured)


def run(
    options: Options,
    listening: Listening,
    hosts: frozenset[str],
    workers: Workers | None,
    told: Told,
    sharing: Sharing | None = None,
) -> None:
    """Read the site and serve it until interrupted; who asks before it is read gets a page that waits."""
    early = started(workers)
    loops: list[asyncio.AbstractEventLoop] = []
    failures: list[BaseException] = []

    def tell(news: News) -> None:
        loops[0].call_soon_threadsafe(app.tell, news)

    start = Start(options.words, told.show)
    state = State(options, tell)
    glance = Glance(options, wanted=workers is not None)  # without workers, reading parses here too
    app = App(state, start, glance, secrets.token_hex(4), hosts, "" if options.read_only else secrets.token_urlsafe(24))
    served = app if sharing is None else _parted(app, state, start, sharing)
    sockets = [listening.socket, *([sharing.listening.socket] if sharing else [])]
    watcher = Watcher(options.root, state.changed, told.trouble, state.table, lambda: state.themes)

    def then(problem: BaseException | None) -> None:
        if problem is not None:
            failures.append(problem)
            server.should_exit = True
            return
        told.ready()
        options.report(state.everything)
        start.end()
        glance.end()
        app.tell(News(state.epoch, ()))
        watcher.start()
        loops[0].call_later(_FIRST_ANSWERS, told.answered)

    async def main() -> None:
        loops.append(asyncio.get_running_loop())
        start.begin(partial(_read, state, early), app.tell_start, then)
        clock = asyncio.create_task(_mind_the_clock(state))
        try:
            await server.serve(sockets=sockets)
        finally:
            clock.cancel()

    def ending() -> None:
        watcher.end()
        app.stream.end()

    server = _Server(_config(served), ending)
    try:
        asyncio.run(main())
    finally:
        watcher.stop()
        state.thread.shutdown(wait=False, cancel_futures=True)
        for one in sockets:
            one.close()
    for problem in failures:
        raise problem


def _config(served: ASGIApp) -> uvicorn.Config:
    most = most_connections()
    return uvicorn.Config(
        served,
        http=protocol_of(most),
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        log_level="error",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=1,
        backlog=most,  # as many are accepted at once, before the first of them is heard
    )


def _read(state: State, early: Early, work: Work) -> None:
    """Read the site with workers that run already, and end them."""
    try:
        state.begin(early.workers, work)
    finally:
        early.end()


def _parted(app: App, state: State, start: Start, sharing: Sharing) -> ASGIApp:
    """Answer by the port that was asked: what is shared is never decided by what a request says of itself."""
    shared = Shared(state, start, sharing.shares, app.policy, sharing.origin, sharing.hosts, time.monotonic)

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        port = (scope.get("server") or ("", 0))[1]
        await (shared if port == sharing.listening.port else app)(scope, receive, send)

    return answer


async def _mind_the_clock(state: State) -> None:
    """Take a step when an article's time has come: nothing on the disk tells."""
    while True:
        await asyncio.sleep(_LOOK)
        if state.due:
            state.changed({CONFIG_FILE})
