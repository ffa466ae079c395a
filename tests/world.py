"""A server that is notified: the site's key, IndexNow and a hub of WebSub."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

KEY = "abcdef0123456789"


class World(http.server.ThreadingHTTPServer):
    """The site, IndexNow (`/indexnow`) and a hub (`/hub`); answers by path, the last one for ever."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, bytes]] = []
        self.answers: dict[str, list[tuple[int, str]]] = {
            f"/{KEY}.txt": [(200, KEY)],
            "/indexnow": [(200, "")],
            "/hub": [(204, "")],
        }
        self.url = f"http://127.0.0.1:{self.server_address[1]}"


class Handler(http.server.BaseHTTPRequestHandler):
    server: World

    def do_GET(self) -> None:
        self.do_POST()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.asked.append((self.path, body))
        answers = self.server.answers.get(self.path, [(404, "")])
        status, text = answers.pop(0) if len(answers) > 1 else answers[0]
        self.send_response(status)
        if status == 429:
            self.send_header("Retry-After", "7")
        self.send_header("Content-Length", str(len(text.encode()) if status != 204 else 0))
        self.end_headers()
        self.wfile.write(text.encode() if status != 204 else b"")

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def a_world() -> Iterator[World]:
    """Run it."""
    server = World()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
