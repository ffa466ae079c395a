"""For Netlify and Cloudflare Pages: `_redirects` and `_headers` in the output folder. Pure.

How long pages are kept is left to the host: it knows when a new edition is there, and empties its own caches then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import quote

from ssg.content.redirects import GONE
from ssg.core.config import Config
from ssg.core.errors import Diagnostic, Place, warning
from ssg.deploy.headers import LASTING, LASTING_FOLDERS, UNLISTED_FOLDER, security_headers
from ssg.site.redirects import Move

CLOUDFLARE_MOST: Final = 2000
CLOUDFLARE_LONGEST_MOVE: Final = 1000
CLOUDFLARE_LONGEST_HEADER: Final = 2000


def redirects(config: Config, moves: Sequence[Move], *, netlify: bool) -> str:
    """Write `_redirects`. Netlify shows a file that is there (the stub of an alias) unless the status has a `!`."""
    force = "!" if netlify else ""
    lines = []
    for move in moves:
        old = quote(config.base_path + move.old, safe="/-._~")
        if move.status != GONE:
            lines.append(f"{old} {move.target} {move.status}{force}")
        elif netlify:
            lines.append(f"{old} {config.base_path}/404.html {GONE}{force}")
    return "".join(f"{line}\n" for line in lines)


def headers(config: Config) -> str:
    """Write `_headers`."""
    lines = [f"{config.base_path}/*", *(f"  {name}: {value}" for name, value in security_headers(config))]
    for folder in LASTING_FOLDERS:
        lines += [f"{config.base_path}/{folder}/*", f"  Cache-Control: {LASTING}"]
    lines += [f"{config.base_path}/{UNLISTED_FOLDER}/*", "  X-Robots-Tag: noindex"]
    return "".join(f"{line}\n" for line in lines)


def limits(redirect_lines: str, header_lines: str, place: Place) -> Iterator[Diagnostic]:
    """What Cloudflare would not read."""
    lines = redirect_lines.splitlines()
    if len(lines) > CLOUDFLARE_MOST:
        message = f"{len(lines):,} redirects: Cloudflare reads the first {CLOUDFLARE_MOST:,} of /_redirects"
        yield warning("W747", message, place, "Put the others into a list of bulk redirects of the account.")
    long = sum(len(line) > CLOUDFLARE_LONGEST_MOVE for line in lines)
    if long:
        message = f"{long:,} redirects are longer than the {CLOUDFLARE_LONGEST_MOVE:,} characters that Cloudflare reads"
        yield warning("W747", message, place)
    if any(len(line) > CLOUDFLARE_LONGEST_HEADER for line in header_lines.splitlines()):
        message = f"a header is longer than the {CLOUDFLARE_LONGEST_HEADER:,} characters that Cloudflare reads"
        yield warning("W747", message, place, "Shorten [deploy.policy].")
