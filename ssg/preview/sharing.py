"""The shared preview: what a link opens, to all who have it, on a port of its own. Reads the site; changes nothing.

A link leads to `/_share/<token>`, which puts the token into a cookie and leads on to the page: so the site's own
addresses work as they are, and the token is in no address that a page could pass on. Everything else is 403, and says
nothing: not whether a page exists, not why.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping
from html import unescape
from typing import Final
from urllib.parse import quote, unquote, urljoin, urlsplit

from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from ssg.core.content_types import HTML, type_of
from ssg.core.errors import SiteProblem
from ssg.index.redirects import Move
from ssg.pages.model import Page
from ssg.preview.copied import copied
from ssg.preview.limits import Limit
from ssg.preview.snapshot import Moved, Snapshot
from ssg.preview.start import Start
from ssg.preview.state import State
from ssg.preview.tokens import verify
from ssg.render.delivery import BLOCK_KIND
from ssg.resident.gate import Refused, admit
from ssg.steps.copies import Copy
from ssg.store.seal import MemoryDamaged
from ssg.store.shared import Link, Shares

OPENS: Final = "/_share/"
_COOKIE: Final = "ssg-share-"
_MOST_COOKIES: Final = 32
_HEAD: Final = re.compile(rb"<head(?:\s[^>]*)?>", re.IGNORECASE)
_META: Final = b'<meta name="robots" content="noindex, nofollow"><meta name="referrer" content="no-referrer">'
# What a page may load: values of attributes, candidates of `srcset`, `url()` of style sheets, and imports of scripts.
_NAMED: Final = re.compile(
    r"""(?:src|href|poster|data-[a-z-]+|srcset|content)\s*=\s*(?:"([^"]*)"|'([^']*)')|url\(\s*["']?([^"')]+)"""
    r"""|(?:from|import)\s*\(?\s*["']([^"']+)["']"""
)
_ALWAYS: Final = {
    "Cache-Control": "private, no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
_FILES: Final = ("icon", "manifest", "site-picture", "share-picture", BLOCK_KIND)
_DEEP: Final = 3  # a page names a script, which imports another, which loads a file


class Shared:
    """The application. `origin` is where it is reached (`https://preview.example.vn`), `hosts` the names in `Host`."""

    def __init__(
        self,
        state: State,
        start: Start,
        shares: Shares,
        policy: Callable[[str], str],
        origin: str,
        hosts: frozenset[str],
        monotonic: Callable[[], float],
    ) -> None:
        """Answer for a state, as soon as `start` is over; `policy` returns the policy of a path of the site."""
        self._state = state
        self._start = start
        self._shares = shares
        self._policy = policy
        self._origin = origin
        self._hosts = hosts
        self._asked = Limit(600, 30, monotonic)
        self._refused = Limit(100, 2, monotonic)  # a page may ask for some files that its link does not open
        self._files: tuple[Snapshot, str, frozenset[str]] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        address = str((scope.get("client") or ("",))[0])
        if self._asked.is_over(address) or self._refused.is_over(address):
            response: Response = PlainTextResponse("too many requests\n", 429)
        else:
            self._asked.take(address)
            response = await self._answer(scope)
            if response.status_code == 403:
                self._refused.take(address)
        for name, value in _ALWAYS.items():
            response.headers[name] = value
        await response(scope, receive, send)

    async def _answer(self, scope: Scope) -> Response:
        path = self._path(scope)
        if not path:
            return refused()
        try:
            key, links = self._shares.key(), {link.id: link for link in self._shares.links()}
        except OSError:
            return refused()
        now = int(self._state.options.clock(None).timestamp())
        if path.startswith(OPENS):
            token = path.removeprefix(OPENS)
            link = links.get(verify(key, token, now))
            return await self._opened(link, token, now) if link else refused()
        cookies = cookie_parser(dict(scope["headers"]).get(b"cookie", b"").decode("latin-1"))
        tokens = [value for name, value in cookies.items() if name.startswith(_COOKIE)][:_MOST_COOKIES]
        given = [link for token in tokens if (link := links.get(verify(key, token, now)))]
        return await self._ask(lambda: self._shown(path, given)) if given else refused()

    def _path(self, scope: Scope) -> str:
        """Return the path of an allowed request; empty for any other."""
        headers = scope["headers"]
        origins = [value.decode("latin-1") for name, value in headers if name.lower() == b"origin"]
        rest = [(name, value) for name, value in headers if name.lower() != b"origin"]
        if scope["method"] not in ("GET", "HEAD") or any(origin != self._origin for origin in origins):
            return ""
        found = admit(scope["method"], scope["raw_path"], b"", rest, self._hosts)
        return "" if isinstance(found, Refused) else found

    async def _ask(self, what: Callable[[], Response]) -> Response:
        """Ask the printing thread."""
        if not await self._start.is_over():
            return PlainTextResponse("this page cannot be shown at the moment\n", 503, {"Retry-After": "1"})
        try:
            return await asyncio.get_running_loop().run_in_executor(self._state.thread, what)
        except (SiteProblem, MemoryDamaged):
            return PlainTextResponse("this page cannot be shown at the moment\n", 503)

    async def _opened(self, link: Link, token: str, now: int) -> Response:
        """Put the token into a cookie of its own, and lead on to the page."""

        def target() -> Response:
            snapshot = self._of(link)
            at = _start(snapshot, link) if snapshot else ""
            return Response(b"", 302, {"Location": at}) if at else refused()

        response = await self._ask(target)
        if response.status_code == 302:
            response.set_cookie(
                f"{_COOKIE}{link.id[:8]}",
                token,
                max_age=max(0, link.expires - now),
                path="/",
                secure=self._origin.startswith("https:"),
                httponly=True,
                samesite="lax",
            )
        return response

    def _of(self, link: Link) -> Snapshot | None:
        return self._state.shared(link.article) if link.article else self._state.snapshot

    def _shown(self, path: str, links: list[Link]) -> Response:
        """Return what one of the links opens at a path."""
        for link in links:
            snapshot = self._of(link)
            found = snapshot.find(path) if snapshot else None
            if snapshot is None or found is None or (link.article and not self._is_needed(snapshot, link, path)):
                continue
            return self._sent(snapshot, found, path)
        return refused()

    def _sent(self, snapshot: Snapshot, found: Page | Copy | Moved | Move, path: str) -> Response:
        if isinstance(found, Moved):
            return Response(b"", 302, {"Location": quote(found.path)})
        if isinstance(found, Move):
            local = found.target.startswith("/") and not found.target.startswith("//")
            return Response(b"", 302, {"Location": found.target}) if local else refused()
        if isinstance(found, Copy):
            response = copied(found, type_of(found.output))
            return response if response.status_code == 200 else refused()
        data, kind = snapshot.included(snapshot.printed(found)), type_of(found.output)
        response = Response(unindexed(data) if kind == HTML else data, 200, media_type=kind)
        response.headers["Content-Security-Policy"] = self._policy(path) or "default-src 'none'"
        return response

    def _is_needed(self, snapshot: Snapshot, link: Link, path: str) -> bool:
        """Return whether a path is that of the article of a link, or of a file that its page needs."""
        start = _start(snapshot, link)
        if not start:
            return False
        if path in (unquote(start), unquote(start).rstrip("/")):
            return True
        if self._files is None or self._files[:2] != (snapshot, start):
            self._files = (snapshot, start, needed(snapshot, start))
        return path in self._files[2]


def refused() -> Response:
    """Return the one answer to everything that no link opens."""
    return PlainTextResponse("forbidden\n", 403)


def unindexed(data: bytes) -> bytes:
    """Ask search engines to leave a page out, and browsers to tell nobody of it."""
    found = _HEAD.search(data, 0, 4096)
    return data[: found.end()] + _META + data[found.end() :] if found else data


def _start(snapshot: Snapshot, link: Link) -> str:
    """Return the path at which a link begins; empty if its article is not there."""
    return quote(unquote(snapshot.url_of("article", (link.article,)))) if link.article else snapshot.href("/")


def needed(snapshot: Snapshot, start: str) -> frozenset[str]:
    """Return the paths of all files, but no pages, that the page at a path names, and that those name in turn."""
    known: dict[str, None] = {}
    texts: Mapping[str, str] = {start: _text(snapshot, unquote(start))}
    for _ in range(_DEEP):
        found: dict[str, str] = {}
        for base, text in texts.items():
            for path in _named(text, base):
                one = snapshot.find(path) if path not in known else None
                if isinstance(one, Copy) or (isinstance(one, Page) and one.kind in _FILES):
                    known[path] = None
                    if path.endswith((".css", ".js", ".mjs", ".webmanifest")):
                        found[quote(path)] = _text(snapshot, path)
        texts = found
    return frozenset(known)


def _named(text: str, base: str) -> list[str]:
    """Return the paths that a text names, of this host."""
    found: list[str] = []
    for match in _NAMED.finditer(text):
        value = unescape(next(part for part in match.groups() if part is not None))
        for one in value.split(",") if "," in value else (value,):
            words = one.split()
            parts = urlsplit(urljoin(base, words[0])) if words else None
            if parts and parts.path.startswith("/"):
                found.append(unquote(parts.path))
    return found


def _text(snapshot: Snapshot, path: str) -> str:
    found = snapshot.find(path)
    if isinstance(found, Page):
        return snapshot.included(snapshot.printed(found)).decode("utf-8", "replace")
    if isinstance(found, Copy):
        return found.read().decode("utf-8", "replace")
    return ""
