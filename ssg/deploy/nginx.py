"""For nginx: `http.conf` with tables, for the `http` block, and `server.conf` for the `server` block of the site. Pure.

Several sites may share one nginx, so variable names contain the site's name, and `once.conf`, the same for every site,
contains what nginx allows only once. Tested with nginx 1.22 and later. Needs only modules of nginx's own and Debian's
packages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ssg.core.config import Config
from ssg.deploy.headers import (
    NOT_LASTING,
    PRIVATE,
    TYPES,
    UNLISTED_FOLDER,
    caching,
    compressed_types,
    guarded,
    lasting,
    security_headers,
    types_of,
    unlisted,
)
from ssg.deploy.model import DeployFiles
from ssg.deploy.nginx_moves import quoted, rules, site_name, tables
from ssg.deploy.own_policies import replaced
from ssg.index.redirects import Move

# Those of `TYPES` that nginx's own table lacks, or has otherwise.
_NEW_TYPES = ("avif", "webmanifest", "js", "mjs", "vtt", "csv", "ico", "m4a")
_ONCE: Final = """\
# Written by ssg; every build replaces this file. Include it in the http block, before any map: once, however many sites
# this nginx serves. Where other configuration sets these two, leave it out, and see that they are as large.
map_hash_bucket_size 2048;
map_hash_max_size 262144;
"""


def write(config: Config, moves: Sequence[Move]) -> DeployFiles:
    """Write the three files."""
    beside = {"nginx/once.conf": _ONCE, "nginx/http.conf": http_conf(config, moves)}
    return DeployFiles(beside=beside | {"nginx/server.conf": server_conf(config, moves)})


def http_conf(config: Config, moves: Sequence[Move]) -> str:
    """Write the tables: how long files are cached, and where old URLs redirect."""
    site, (lasts, fresh) = site_name(config), caching(config)
    lines = [
        "# Written by ssg; every build replaces this file. Include it in the http block, after once.conf.",
        f'map "$status $uri" $ssg_cache_{site} {{',
        f'    default "{fresh}";',
        *(f"    {quoted('~^[0-9]+ ' + re.escape(folder))} {quoted(PRIVATE)};" for folder in guarded(config)),
        f"    {quoted(f'~{NOT_LASTING}')} {quoted(fresh)};",
        f"    {quoted('~^(200|206|304) ' + lasting(config.base_path).removeprefix('^'))} {quoted(lasts)};",
        "}",
        f"map $uri $ssg_robots_{site} {{",
        '    default "";',
        *(f'    "~^{re.escape(config.base_path)}/{UNLISTED_FOLDER}/" "{value}";' for value in unlisted(config)),
        *(f"    {quoted('~^' + re.escape(folder))} {quoted('noindex')};" for folder in guarded(config)),
        "}",
    ]
    for number, (name, others) in enumerate(replaced(config).items()):
        usual = dict(security_headers(config))[name]
        lines += [f"map $uri $ssg_cms_{number}_{site} {{", f"    default {quoted(usual)};"]
        lines += [*(f"    {quoted('~' + paths)} {quoted(value)};" for paths, value in others), "}"]
    lines += tables(config, moves)
    return "\n".join(lines) + "\n"


def _security(config: Config) -> Iterator[tuple[str, str]]:
    """Yield name and value of each header; the value is a variable where some files have another one."""
    own = list(replaced(config))
    for name, value in security_headers(config):
        yield name, f"$ssg_cms_{own.index(name)}_{site_name(config)}" if name in own else quoted(value)


def server_conf(config: Config, moves: Sequence[Move]) -> str:
    """Write what belongs in the site's `server` block, beside `listen`, `server_name`, `root` and certificates."""
    base, site, types = config.base_path, site_name(config), types_of(config)
    compressed = [kind for kind in compressed_types(config) if kind != "text/html"]  # which nginx always compresses
    own = [ending for ending in types if ending in _NEW_TYPES or ending not in TYPES]
    lines = [
        "# Written by ssg; every build replaces this file. Include it in the server block of the site, whose root",
        f"# holds the site{f' in the folder {base}' if base else ''}. http.conf must be included in the http block.",
        "index index.html;",
        "charset utf-8;",
        f"charset_types {' '.join(sorted({kind for kind in types.values() if kind.startswith('text/')}))};",
        "absolute_redirect off;",
        "server_tokens off;",
        f"error_page 404 410 {base}/404.html;",
        f"error_page 403 =404 {base}/404.html;  # a folder without a page",
        *rules(config, moves),
        "",
        *[f"add_header {name} {value} always;" for name, value in _security(config)],
        f"add_header Cache-Control $ssg_cache_{site} always;",
        f"add_header X-Robots-Tag $ssg_robots_{site} always;",
        "",
        "gzip on;",
        "gzip_vary on;",
        "gzip_proxied any;",
        "gzip_min_length 1024;",
        f"gzip_types {' '.join(compressed)};",
        *_static(config),
        "",
        f"location {base}/ {{ try_files $uri $uri/ =404; }}",
        *_guarded(config),
        "# Names that begin with a dot are nobody's business, but for those that the web knows.",
        r"location ~ /\.(?!well-known/) { return 404; }",
        *[f"location ~ \\.{ending}$ {{ types {{ }} default_type {types[ending]}; }}" for ending in own],
        *_includes(config),
    ]
    return "\n".join(lines) + "\n"


def _guarded(config: Config) -> Iterator[str]:
    """Yield what keeps guarded texts from everybody: a longer path of a location of the site's own opens them again."""
    for folder in guarded(config):
        yield "# Guarded texts: nobody reads them but by a location of your own, such as ^~ " + folder + "paid/."
        yield f"location ^~ {folder} {{ return 403; }}"


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
    """Return the directives for server-side includes, and those that block direct requests for their files."""
    deliveries = {block.delivery for block in config.blocks.values()}
    if "ssi" not in deliveries and config.deploy.scripts != "nonce":
        return []
    lines = ["", "# Blocks and nonces are put into pages here.", "ssi on;", "ssi_silent_errors on;"]
    return (
        lines
        if "client" in deliveries or "ssi" not in deliveries
        else [*lines, f"location ^~ {config.base_path}/{UNLISTED_FOLDER}/ {{ internal; }}"]
    )
