"""Decides whether a request is answered at all, and which path it asks for. Pure; nothing here reads a file.

A preview shows drafts on the editor's own machine, so a page of another site that is open in the same browser must get
nothing of it: not by another name for this address (DNS rebinding), not by a request across origins, not by an odd
path.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

_ENCODED = re.compile(rb"%(?:00|2f|5c)", re.IGNORECASE)
_PORT = re.compile(r":[0-9]{1,5}")
# What a browser says of a request that a page of another site has made, other than by a link to us.
_FOREIGN = ("cross-site", "same-site")


class Refused(NamedTuple):
    """A request that is not answered: the status, and why, for whoever looks."""

    status: int
    reason: str


def host_of(header: str) -> str:
    """Give the name in a `Host` header, without its port, in lower case."""
    name = header.lower()
    if name.startswith("["):
        inside, bracket, rest = name.partition("]")
        return inside + bracket if not rest or _PORT.fullmatch(rest) else ""
    bare, colon, rest = name.partition(":")
    return bare if not colon or _PORT.fullmatch(colon + rest) else ""


def admit(
    method: str, target: bytes, query: bytes, headers: Iterable[tuple[bytes, bytes]], hosts: frozenset[str]
) -> str | Refused:
    """Give the decoded path of a request, or say why it is refused. `hosts` are the names under which we are known."""
    said: dict[str, list[str]] = {}
    for name, value in headers:
        said.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    given = said.get("host", [])
    if len(given) != 1 or host_of(given[0]) not in hosts:
        return Refused(403, "this is not an address of the preview")
    # Compared whole, with scheme and port: that it is a number, or on this machine, proves nothing.
    if any(origin != f"http://{given[0].lower()}" for origin in said.get("origin", [])):
        return Refused(403, "another site may not read the preview")
    if said.get("sec-fetch-site", [""])[0] in _FOREIGN and said.get("sec-fetch-mode", [""])[0] != "navigate":
        return Refused(403, "another site may not read the preview")
    if method not in ("GET", "HEAD"):
        return Refused(405, "the preview answers GET and HEAD only")
    return _path(target, query)


def _path(target: bytes, query: bytes) -> str | Refused:
    """Decode a path once; whatever could mean something else to another reader is refused."""
    if not target.startswith(b"/") or target.startswith(b"//") or b"#" in target or b"#" in query:
        return Refused(400, "this is not a path")
    if b"\\" in target or _ENCODED.search(target):
        return Refused(400, "this path holds what no path may hold")
    try:
        path = unquote_to_bytes(target).decode("utf-8")
    except UnicodeDecodeError:
        return Refused(400, "this path is not UTF-8")
    if any(unicodedata.category(c) == "Cc" for c in path) or any(part in (".", "..") for part in path.split("/")):
        return Refused(400, "this path holds what no path may hold")
    return unicodedata.normalize("NFC", path)
