"""`_redirects` and `_headers`, as Netlify and Cloudflare Pages both read them, each differently. Pure.

Caching is left to these hosts: they purge their caches with each deploy, and their patterns cannot distinguish a file
with a digest in its name from one without.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from ssg.content.redirects import GONE
from ssg.core.config import Config
from ssg.core.errors import Diagnostic
from ssg.core.message import say
from ssg.deploy.headers import PRIVATE, UNLISTED_FOLDER, Staged, cms_folder, cms_headers, security_headers, unlisted
from ssg.deploy.model import left_out
from ssg.index.redirects import Move


def redirects(config: Config, moves: Sequence[Move], *, force: str = "", gone: bool = False) -> str:
    """Write `_redirects`. `force` follows each status; a host that supports 410 gets what is `gone`.

    These hosts redirect `/a.html` to `/a` and `/a/` or the other way round, and one of them ignores case: a redirect
    that could match a page is omitted.
    """
    lines = []
    for move in moves:
        target, status = move.target, f"{move.status}{force}"
        if move.status == GONE:
            if not gone:
                continue
            target = f"{config.base_path}/404.html"
        if not move.alike:
            lines += [f"{quote(config.base_path + path, safe='/-._~')} {target} {status}" for path in _sources(move)]
    return "".join(f"{line}\n" for line in lines)


def ignored(config: Config, moves: Sequence[Move]) -> tuple[Diagnostic, ...]:
    """Report how many redirects are omitted because they could match a page, unless they redirect to that very page."""
    why = say("on this host their old URL may match a page that differs only in case or extension")
    base = config.base_path
    return left_out(sum(any(move.target != quote(base + page) for page in move.alike) for move in moves), why)


def headers(config: Config, *, detaches: bool = False) -> str:
    """Write `_headers`. `detaches`: a host that can take back a header of a pattern above (`! Name`)."""
    lines = [f"{config.base_path}/*", *(f"  {name}: {value}" for name, value in security_headers(config))]
    if isinstance(config.deploy, Staged):
        lines.append(f"  Cache-Control: {PRIVATE}")
    for value in unlisted(config):
        lines += [f"{config.base_path}/{UNLISTED_FOLDER}/*", f"  X-Robots-Tag: {value}"]
    if detaches and (own := cms_headers(config)):
        lines += [f"{cms_folder(config)}*", *(f"  ! {name}" for name, _ in own)]
        lines += [f"  {name}: {value}" for name, value in own]
    return "".join(f"{line}\n" for line in lines)


def _sources(move: Move) -> list[str]:
    """Return the old URL as written, and in its other Unicode form, without the final slash."""
    found: dict[str, str] = {}
    for path in (move.old, *move.paths):
        if path in move.paths:
            found.setdefault(path.rstrip("/"), path)
    return list(found.values())
