"""Decides whether a request is answered at all, and which path it asks for. Pure; nothing here reads a file.

A preview shows drafts on the editor's own machine, so a page of another site that is open in the same browser must get
nothing of it: not by another name for this address (DNS rebinding), not by a request across origins, not by an odd
path.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

WRITES = "/_preview/front/"
"""The one path that takes what is sent: changes of the slots of front pages."""
LOOPBACK = frozenset(("127.0.0.1", "localhost", "[::1]"))
"""The names of this machine, for itself."""
_ENCODED = re.compile(rb"%(?:00|2f|5c)", re.IGNORECASE)
_PORT = re.compile(r":[0-9]{1,5}")
# What a browser says of a request that a page of another site has made, other than by a link to us.
_FOREIGN = ("cross-site", "same-site")


class Refused(NamedTuple):
    """A request that is not answered: the status, and why, for the log."""

    status: int
    reason: str


def host_of(header: str) -> str:
    """Return the name in a `Host` header, without its port, in lower case."""
    name = header.lower()
    if name.startswith("["):
        inside, bracket, rest = name.partition("]")
        return inside + bracket if not rest or _PORT.fullmatch(rest) else ""
    bare, colon, rest = name.partition(":")
    return bare if not colon or _PORT.fullmatch(colon + rest) else ""


def is_local(address: str) -> bool:
    """Return whether an address is of this machine, and reached from nowhere else."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return (mapped or found).is_loopback


def admit(
    method: str, target: bytes, query: bytes, headers: Iterable[tuple[bytes, bytes]], hosts: frozenset[str]
) -> str | Refused:
    """Return the decoded path of a request, or why it is refused. `hosts` are our own names."""
    said: dict[str, list[str]] = {}
    for name, value in headers:
        said.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    given = said.get("host", [])
    if len(given) != 1 or host_of(given[0]) not in hosts:
        return Refused(403, "host not allowed")
    # Compared whole, with scheme and port: that it is a number, or on this machine, proves nothing.
    if any(origin != f"http://{given[0].lower()}" for origin in said.get("origin", [])):
        return Refused(403, "cross-site requests are not allowed")
    if said.get("sec-fetch-site", [""])[0] in _FOREIGN and said.get("sec-fetch-mode", [""])[0] != "navigate":
        return Refused(403, "cross-site requests are not allowed")
    if method == "POST":
        return _writing(target, query, said, given[0])
    if method not in ("GET", "HEAD"):
        return Refused(405, "only GET and HEAD are allowed")
    return _path(target, query)


def _writing(target: bytes, query: bytes, said: Mapping[str, list[str]], host: str) -> str | Refused:
    """Admit a request that writes: to the one path that takes it, from a page of ours, under a name of this machine."""
    path = _path(target, query)
    if path != WRITES or query:
        return Refused(405, "only GET and HEAD are allowed")
    if said.get("origin") != [f"http://{host.lower()}"] or host_of(host) not in LOOPBACK:
        return Refused(403, "cross-site requests are not allowed")
    if said.get("content-type") != ["application/json"]:
        return Refused(415, "the body must be JSON")
    return path


def _path(target: bytes, query: bytes) -> str | Refused:
    """Decode a path once; whatever could mean something else to another reader is refused."""
    if not target.startswith(b"/") or target.startswith(b"//") or b"#" in target or b"#" in query:
        return Refused(400, "invalid path")
    if b"\\" in target or _ENCODED.search(target):
        return Refused(400, "invalid character in path")
    try:
        path = unquote_to_bytes(target).decode("utf-8")
    except UnicodeDecodeError:
        return Refused(400, "path is not UTF-8")
    if any(unicodedata.category(c) == "Cc" for c in path) or any(part in (".", "..") for part in path.split("/")):
        return Refused(400, "invalid character in path")
    return unicodedata.normalize("NFC", path)
