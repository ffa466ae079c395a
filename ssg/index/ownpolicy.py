"""Finds what the site's own Content-Security-Policy would block in HTML, and sources that are too broad. Pure.

Frames, scripts, styles and event handlers in trusted HTML and in templates of the site: browsers block them silently.
This module knows the policy as text and changes nothing.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from html import unescape
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from ssg.content.markdown.tags import Piece, pieces
from ssg.core.message import NOTHING, Message, say

_STRICT: Final = "'strict-dynamic'"
UNKNOWN: Final = "\0"
"""Replaces what is known only when a page is rendered: a URL that ssg writes, or a value of Jinja."""

_FALLBACK: Final = {
    **dict.fromkeys(("script-src", "style-src", "frame-src", "object-src", "connect-src", "media-src"), "default-src"),
}
# Elements that load something: the attribute and the directive.
_LOADS: Final = {
    "iframe": ("src", "frame-src"),
    "frame": ("src", "frame-src"),
    "script": ("src", "script-src"),
    "embed": ("src", "object-src"),
    "object": ("data", "object-src"),
    "form": ("action", "form-action"),
}
_SCRIPT_TYPES: Final = frozenset(
    ("", "module", "text/javascript", "application/javascript", "text/ecmascript", "application/ecmascript")
)
_NOT_ADDED: Final = frozenset(("object-src", "base-uri"))  # `[deploy.policy]` has no such directives
_RUNS: Final = frozenset(("default-src", "script-src", "style-src", "frame-src", "worker-src", "connect-src"))
_DATA: Final = frozenset(("default-src", "script-src", "frame-src", "worker-src"))
_EVERYWHERE: Final = frozenset(("*", "https:", "http:", "https://*", "http://*", "ws:", "wss:"))
_JINJA: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)


class Stopped(NamedTuple):
    """Something that a browser would block: what it is, where it begins in the HTML, and how to allow it."""

    what: Message
    at: int
    hint: Message


def without_jinja(text: str) -> str:
    """Return a template's text with `UNKNOWN` for each character of Jinja's; lines and positions stay."""

    def blank(found: re.Match[str]) -> str:
        inside = re.sub(r"[^\n]", UNKNOWN, found.group())
        return inside if found.group().startswith("{{") else f" {inside[1:-1]} "  # a tag separates two attributes

    return _JINJA.sub(blank, text)


def stopped(html: str, policy: str, given: Mapping[str, str], base_url: str) -> Iterator[Stopped]:
    """Yield what the policy (a header's value) would block in `html`. `given` are the sources of `[deploy.policy]`."""
    allowed = _Policy(policy, given, base_url)
    script: Piece | None = None
    style: Piece | None = None
    for piece in pieces(html):
        if piece.kind == "raw":
            inline = html[piece.begin : piece.end]
            if script is not None and piece.name == "script" and inline.strip():
                yield from allowed.inline("script-src", inline, say("inline script"), script.begin)
            if style is not None and piece.name == "style" and inline.strip():
                yield from allowed.inline("style-src", inline, say("inline style sheet"), style.begin)
        if piece.kind != "open":
            continue
        values = {one.name: unescape(one.value) for one in reversed(piece.attributes)}
        script = piece if piece.name == "script" and _runs(values) and "src" not in values else None
        style = piece if piece.name == "style" else None
        yield from allowed.element(piece, values)
        yield from _attributes(piece, values)


def _runs(values: Mapping[str, str]) -> bool:
    """Return whether browsers run a `script`; otherwise it is data."""
    return values.get("type", "").strip().lower() in _SCRIPT_TYPES


def _attributes(piece: Piece, values: Mapping[str, str]) -> Iterator[Stopped]:
    """Yield handlers, styles and scripts in attributes: no line of `site.toml` can allow only one of them."""
    for name, value in values.items():
        if name.startswith("on") and name.isalpha() and value:
            hint = say("write it into a script of the theme, `templates/assets/js/`, with `addEventListener`")
            yield Stopped(say("event handler `{name}`", name=name), piece.begin, hint)
        elif name == "style" and value.strip():
            hint = say("give the element a class, and write the style into a style sheet of the theme")
            yield Stopped(say("`style` attribute"), piece.begin, hint)
        elif name in ("href", "src", "action") and value.strip().lower().startswith("javascript:"):
            hint = say("write it into a script of the theme, `templates/assets/js/`, with `addEventListener`")
            yield Stopped(say("script in `{name}`", name=name), piece.begin, hint)


class _Policy:
    """The directives of a policy, and the lines that would add to them."""

    def __init__(self, policy: str, given: Mapping[str, str], base_url: str) -> None:
        parts = (directive.split() for directive in policy.split(";"))
        self._sources = {name: sources for name, *sources in (part for part in parts if part)}
        self._given = given
        self._own = urlsplit(base_url)

    def element(self, piece: Piece, values: Mapping[str, str]) -> Iterator[Stopped]:
        """Yield what an element would load but must not."""
        attribute, directive = _LOADS.get(piece.name, ("", ""))
        if piece.name == "script" and not _runs(values):
            return
        if piece.name == "link" and "stylesheet" in values.get("rel", "").lower().split():
            attribute, directive = "href", "style-src"
        if piece.name == "base":
            yield Stopped(say("`<base>`"), piece.begin, say("remove it: addresses are relative to the page"))
        address = values.get(attribute, "").strip()
        if piece.name == "script" and address and _STRICT in self._of("script-src"):
            yield from self._trusted(piece, values)
            return
        if not address or UNKNOWN in address or address.lower().startswith(("javascript:", "about:")):
            return
        if self._allows(directive, address):
            return
        what = say("`<{name}>` from {address}", name=piece.name, address=address if len(address) < 80 else address[:80])
        yield Stopped(what, piece.begin, self._line(directive, _origin(address)))

    def _trusted(self, piece: Piece, values: Mapping[str, str]) -> Iterator[Stopped]:
        """Yield a script that a strict policy does not know: by its nonce, or by its digest."""
        known = self._of("script-src")
        if not any(UNKNOWN in name for name in values) and f"'{values.get('integrity', '')}'" not in known:
            hint = say('write `<script {{{{ script("js/name.js") }}}}>`, for a file of `templates/assets/`')
            yield Stopped(say("`<script>` without a nonce or a digest"), piece.begin, hint)

    def inline(self, directive: str, text: str, what: Message, at: int) -> Iterator[Stopped]:
        """Yield an inline script or style sheet whose hash is not allowed."""
        move = say("move it into a file below `templates/assets/`")
        if UNKNOWN in text:
            yield Stopped(what, at, move)
            return
        digest = f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
        if digest not in self._of(directive):
            line = self._line(directive, digest)
            yield Stopped(what, at, say("{move}, or {line}", move=move, line=line))

    def _of(self, directive: str) -> list[str]:
        fallback = self._sources.get(_FALLBACK.get(directive, ""), [])
        return self._sources.get(directive, fallback)

    def _line(self, directive: str, source: str) -> Message:
        """Return the line that allows a source."""
        if directive in _NOT_ADDED or not source:
            return say("use an `<iframe>` or a link")
        sources = f"{self._given.get(directive, '')} {source}".strip()
        return say(
            'add to `[deploy.policy]` of site.toml: `{directive} = "{sources}"`', directive=directive, sources=sources
        )

    def _allows(self, directive: str, address: str) -> bool:
        """Return whether a URL may be loaded."""
        sources = self._of(directive)
        if directive == "form-action" and directive not in self._sources:
            return True
        url = urlsplit(address)
        if not url.scheme and not url.netloc:
            return "'self'" in sources or "*" in sources
        return any(
            self._matches(source, url.scheme.lower() or "https", url.netloc.lower(), url.path) for source in sources
        )

    def _matches(self, source: str, scheme: str, host: str, path: str) -> bool:
        if source.startswith("'") or source == "*":
            own = source == "'self'" and bool(self._own.netloc) and host == self._own.netloc.lower()
            return own or (source == "*" and scheme in ("http", "https"))
        if source.endswith(":"):
            return source == f"{scheme}:"
        written, _, rest = source.rpartition("://")
        if written and written != scheme and (written, scheme) != ("http", "https"):
            return False
        name, slash, folder = rest.partition("/")
        fits = name in ("*", host) or (name.startswith("*.") and host.endswith(name[1:]))
        if not slash or not folder:
            return fits
        return fits and (path.startswith(f"/{folder}") if folder.endswith("/") else path == f"/{folder}")


def _origin(address: str) -> str:
    """Return the source for a URL: its scheme and host; "" if it has none that could be allowed."""
    url = urlsplit(address)
    if url.scheme in ("data", "blob"):
        return ""
    return f"{url.scheme or 'https'}://{url.netloc.lower()}" if url.netloc else "'self'"


def too_open(directive: str, sources: str) -> Message:
    """Return a diagnostic of sources that allow more than their site needs, if any."""
    for source in sources.split():
        if source.startswith("'nonce-"):
            return say("a nonce that is the same in every response allows any script that copies it")
        if directive in _RUNS and (
            source in _EVERYWHERE or re.fullmatch(r"(?:https?://)?\*(?:\.[a-z]+)?(?::\*)?", source)
        ):
            return say("`{source}` allows every site", source=source)
        if directive in _DATA and source in ("data:", "blob:", "filesystem:"):
            return say("`{source}` allows whatever is written into a page", source=source)
        if source in ("'unsafe-hashes'", "'strict-dynamic'"):
            return say("`{source}` allows more than the sources that are named", source=source)
    return NOTHING
