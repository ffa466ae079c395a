"""Answers `/healthz` and `/metrics` on a local address. Reads nothing but the record of the publisher."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from ssg.publishing import health, metrics
from ssg.publishing.health import Snapshot
from ssg.resident.gate import Refused, admit

_SECONDS: Final = 5.0  # for a whole request: who sends slowly holds a thread no longer
_MOST: Final = 16  # requests at once
_PLAIN: Final = "text/plain; charset=utf-8"


def _ignored(request: Any, client_address: Any) -> None:  # noqa: ANN401 - as the library has it
    """Do nothing about an error."""


class StatusServer(ThreadingHTTPServer):
    """Listens at an address; `hosts` are the names that requests may use for it.

    Raises OSError if nobody can listen there.
    """

    daemon_threads = True

    def __init__(self, address: tuple[str, int], hosts: frozenset[str], snapshot: Callable[[], Snapshot]) -> None:
        """Bind the address."""
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        self.hosts = hosts
        self.snapshot = snapshot
        self.free = threading.BoundedSemaphore(_MOST)
        super().__init__(address, _Answer)

    def server_bind(self) -> None:
        """Bind without asking for the name of the address, which may take long."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def verify_request(self, request: Any, client_address: Any) -> bool:  # noqa: ANN401 - as the library has it
        """Return whether to answer: not if too many are busy."""
        return self.free.acquire(blocking=False)

    handle_error = staticmethod(_ignored)  # clients that go away

    @property
    def url(self) -> str:
        """The address of `/healthz`."""
        host = f"[{self.server_name}]" if ":" in self.server_name else self.server_name
        return f"http://{host}:{self.server_port}/healthz"

    def start(self) -> None:
        """Answer from now on, in a thread."""
        threading.Thread(target=self.serve_forever, args=(0.5,), daemon=True).start()


class _Answer(BaseHTTPRequestHandler):
    server: StatusServer
    timeout = _SECONDS
    connection: socket.socket

    def setup(self) -> None:
        """Open the streams; end a connection that takes too long."""
        self._late = threading.Timer(_SECONDS, self._cut)
        self._late.daemon = True
        self._late.start()
        super().setup()

    def finish(self) -> None:
        """Close them."""
        try:
            super().finish()
        finally:
            self._late.cancel()
            self.server.free.release()

    def _cut(self) -> None:
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def do_GET(self) -> None:
        """Answer with a body."""
        self._answer(body=True)

    def do_HEAD(self) -> None:
        """Answer without one."""
        self._answer(body=False)

    def do_POST(self) -> None:
        """Refuse."""
        self._answer(body=True)

    def version_string(self) -> str:
        """Return the name of the server; the library tells Python's version to everybody."""
        return "ssg"

    def log_message(self, format: str, *arguments: object) -> None:
        """Log nothing: monitoring asks every few seconds."""

    def _answer(self, *, body: bool) -> None:
        status, kind, data = self._found()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.end_headers()
        if body:
            self.wfile.write(data)

    def _found(self) -> tuple[int, str, bytes]:
        path, _, query = _bytes(self.path).partition(b"?")
        headers = [(_bytes(name), _bytes(text)) for name, text in self.headers.items()]
        asked = admit(self.command, path, query, headers, self.server.hosts)
        if isinstance(asked, Refused):
            return asked.status, _PLAIN, f"{asked.reason}\n".encode()
        now = time.time()
        if asked == "/healthz":
            well, data = health.as_json(self.server.snapshot(), now)
            return 200 if well else 503, "application/json", data
        if asked == "/metrics":
            return 200, metrics.TYPE, metrics.metrics_text(self.server.snapshot(), now).encode()
        return 404, _PLAIN, b"/healthz or /metrics\n"


def _bytes(text: str) -> bytes:
    return text.encode("latin-1", "replace")
