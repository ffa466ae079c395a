"""A small static server as the contract wants one: `/dir/` is its index.html, and the policy allows only ourselves."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

POLICY = "default-src 'self'"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".xml": "application/xml",
    ".json": "application/json",
}


class Folder(http.server.BaseHTTPRequestHandler):
    """Answers GET from `root`; what is not there gets 404.html, as from a real host."""

    root: Path
    policy: str
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send a file."""
        path = unquote(urlsplit(self.path).path)
        file = self.root / path.lstrip("/")
        if path.endswith("/"):
            file /= "index.html"
        status = HTTPStatus.OK
        if not file.is_file():
            file, status = self.root / "404.html", HTTPStatus.NOT_FOUND
        data = file.read_bytes()
        self.send_response(status)
        self.send_header("Content-Type", TYPES.get(file.suffix, "application/octet-stream"))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Content-Security-Policy", self.policy)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class Server(http.server.ThreadingHTTPServer):
    """Does not complain when the browser hangs up on it."""

    daemon_threads = True
    request_queue_size = 256  # a crawler knocks a hundred times at once

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a browser drops connections as it likes."""


@contextmanager
def serve(root: Path, policy: str = POLICY) -> Iterator[str]:
    """Serve `root` on a free port of 127.0.0.1; gives the address, without a slash at its end."""
    server = Server(("127.0.0.1", 0), type("Here", (Folder,), {"root": root, "policy": policy}))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
