"""For Apache 2.4: an `.htaccess` in the output folder. Pure.

It needs `AllowOverride All`, or the lines that a server may keep from it (Options, FileInfo, Indexes).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ssg.content.redirects import GONE
from ssg.core.config import Config
from ssg.deploy.headers import FRESH, LASTING, LASTING_FOLDERS, UNLISTED_FOLDER, security_headers
from ssg.site.redirects import Move

_TYPES = (
    "text/html text/css text/plain text/javascript text/xml application/javascript application/json application/xml "
    "application/atom+xml application/rss+xml application/manifest+json image/svg+xml"
)


def htaccess(config: Config, moves: Sequence[Move]) -> str:
    """Write it. Redirects are exact: nothing below an old address is led away with it."""
    ssi = any(block.delivery == "ssi" for block in config.blocks.values())
    folders = "|".join(LASTING_FOLDERS)
    lines = [
        "# Written by ssg; every build replaces this file.",
        "DirectoryIndex index.html",
        "DirectorySlash On",
        f"Options -Indexes{' +IncludesNOEXEC' if ssi else ''}",
        "AddDefaultCharset utf-8",
        "AddType image/avif .avif",
        "AddType application/manifest+json .webmanifest",
        *[f"ErrorDocument {status} {config.base_path}/404.html" for status in (404, GONE)],
        *(["AddOutputFilter INCLUDES .html"] if ssi else []),
        "",
        "<IfModule mod_deflate.c>",
        f"AddOutputFilterByType DEFLATE {_TYPES}",
        "</IfModule>",
        "",
        "<IfModule mod_headers.c>",
        *[f"Header always set {name} {_quoted(value)}" for name, value in security_headers(config)],
        f'SetEnvIf Request_URI "^{re.escape(config.base_path)}/({folders})/" SSG_LASTING',
        f'Header set Cache-Control "{FRESH}" env=!SSG_LASTING',
        f'Header set Cache-Control "{LASTING}" env=SSG_LASTING',
        f'SetEnvIf Request_URI "^{re.escape(config.base_path)}/{UNLISTED_FOLDER}/" SSG_UNLISTED',
        "Header set X-Robots-Tag noindex env=SSG_UNLISTED",
        "</IfModule>",
        "",
        "<IfModule mod_rewrite.c>",
        "RewriteEngine On",
        "# Names that begin with a dot are nobody's business, but for those that the web knows.",
        r'RewriteRule "(^|/)\.(?!well-known/)" - [R=404,L]',
        *map(_rule, moves),
        "</IfModule>",
    ]
    return "\n".join(lines) + "\n"


def _rule(move: Move) -> str:
    old = re.escape(move.old.strip("/"))
    ending = "/?" if move.old.endswith("/") or "." not in move.old.rpartition("/")[2] else ""
    if move.status == GONE:
        return f"RewriteRule {_quoted(f'^{old}{ending}$')} - [G,L]"
    target = move.target.replace("\\", "\\\\").replace("%", "\\%").replace("$", "\\$")
    return f"RewriteRule {_quoted(f'^{old}{ending}$')} {_quoted(target)} [R={move.status},L,NE]"


def _quoted(text: str) -> str:
    escaped = text.replace('"', '\\"')
    return f'"{escaped}"'
