"""For nginx: `http.conf` with tables, for the `http` block, and `server.conf` for the `server` block of the site. Pure.

Tested with nginx 1.22 and later. Only modules that its own and Debian's packages have are needed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ssg.content.redirects import GONE
from ssg.core.config import Config
from ssg.deploy.headers import FRESH, LASTING, LASTING_FOLDERS, UNLISTED_FOLDER, security_headers
from ssg.site.redirects import Move

_TYPES = (
    "text/css text/plain text/javascript text/xml application/javascript application/json application/xml "
    "application/atom+xml application/rss+xml application/feed+json application/manifest+json image/svg+xml"
)
# What nginx's own table of types does not know yet.
_NEW_TYPES = (("avif", "image/avif"), ("webmanifest", "application/manifest+json"))


def http_conf(config: Config, moves: Sequence[Move]) -> str:
    """Write the tables: how long files may be kept, and where old addresses lead."""
    folders = "|".join(LASTING_FOLDERS)
    longest = max((len((config.base_path + move.old).encode()) for move in moves), default=0)
    lines = [
        "# Written by ssg; every build replaces this file. Include it in the http block, before any map of your own.",
        f"map_hash_bucket_size {max(256, 1 << (longest + 32).bit_length())};",
        f"map_hash_max_size {max(2048, 4 * len(moves))};",
        "map $uri $ssg_cache {",
        f'    default "{FRESH}";',
        f'    "~^{re.escape(config.base_path)}/({folders})/" "{LASTING}";',
        "}",
        "map $uri $ssg_robots {",
        '    default "";',
        f'    "~^{re.escape(config.base_path)}/{UNLISTED_FOLDER}/" "noindex";',
        "}",
    ]
    for status in sorted({move.status for move in moves}):
        lines += [f"map $uri $ssg_{status} {{", '    default "";']
        lines += _entries(config.base_path, [move for move in moves if move.status == status])
        lines.append("}")
    return "\n".join(lines) + "\n"


def _entries(base: str, moves: Sequence[Move]) -> list[str]:
    """Lines of a map. It does not tell upper from lower case: paths that differ in it only are regular expressions."""
    paths = {path: move for move in moves for path in _spellings(base + move.old)}
    folded = Counter(path.lower() for path in paths)
    lines = []
    for path, move in paths.items():
        key = path if folded[path.lower()] == 1 else f"~^{re.escape(path)}$"
        value = "1" if move.status == GONE else _value(move.target)
        lines.append(f"    {_quoted(key)} {value};")
    return lines


def _spellings(path: str) -> tuple[str, ...]:
    """A page in a folder may be asked for with and without the slash at its end."""
    if path.endswith("/"):
        return path, path[:-1]
    return (path,) if "." in path.rpartition("/")[2] else (path, path + "/")


def _value(target: str) -> str:
    """A target with the query that readers came with, unless it has one of its own. `$` would name a variable."""
    plain = target.replace("$", "%24")
    return f'"{_escaped(plain)}"' if "?" in plain or "#" in plain else f'"{_escaped(plain)}$is_args$args"'


def _quoted(text: str) -> str:
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def server_conf(config: Config, moves: Sequence[Move]) -> str:
    """Write what belongs into the site's `server` block, beside `listen`, `server_name`, `root` and certificates."""
    base = config.base_path
    lines = [
        "# Written by ssg; every build replaces this file. Include it in the server block of the site, whose root",
        f"# holds the site{f' in the folder {base}' if base else ''}. http.conf must be included in the http block.",
        "index index.html;",
        "charset utf-8;",
        "absolute_redirect off;",
        "server_tokens off;",
        f"error_page 404 410 {base}/404.html;",
        *_moved(moves),
        "",
        *[f"add_header {name} {_quoted(value)} always;" for name, value in security_headers(config)],
        "add_header Cache-Control $ssg_cache always;",
        "add_header X-Robots-Tag $ssg_robots always;",
        "",
        "gzip on;",
        "gzip_vary on;",
        "gzip_proxied any;",
        "gzip_min_length 1024;",
        f"gzip_types {_TYPES};",
        *_static(config),
        "",
        f"location {base}/ {{ try_files $uri $uri/ =404; }}",
        f"location = {base}/404.html {{ internal; }}",
        "# Names that begin with a dot are nobody's business, but for those that the web knows.",
        r"location ~ /\.(?!well-known/) { return 404; }",
        *[f"location ~ \\.{ending}$ {{ types {{ }} default_type {kind}; }}" for ending, kind in _NEW_TYPES],
        *_includes(config),
    ]
    return "\n".join(lines) + "\n"


def _moved(moves: Sequence[Move]) -> list[str]:
    statuses = sorted({move.status for move in moves})
    return [f"if ($ssg_{s}) {{ return {s}{'' if s == GONE else f' $ssg_{s}'}; }}" for s in statuses]


def _static(config: Config) -> list[str]:
    lines = ["gzip_static on;"] if "gzip" in config.compress else []
    if "br" in config.compress:
        lines.append(
            "# For .br files: load the module (Debian: libnginx-mod-http-brotli-static), and beside the include"
        )
        lines.append("# of this file write: brotli_static on;")
    if "zstd" in config.compress:
        lines.append("# For .zst files: a module that nginx does not bring (zstd-nginx-module), then: zstd_static on;")
    return lines


def _includes(config: Config) -> list[str]:
    """Server-side includes, and that nobody asks for their files by themselves."""
    deliveries = {block.delivery for block in config.blocks.values()}
    if "ssi" not in deliveries:
        return []
    lines = ["", "# Blocks are put into pages here.", "ssi on;", "ssi_silent_errors on;"]
    return (
        lines
        if "client" in deliveries
        else [*lines, f"location ^~ {config.base_path}/{UNLISTED_FOLDER}/ {{ internal; }}"]
    )
