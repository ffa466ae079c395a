"""For Caddy 2.6 and later: a snippet, to be imported in the block of the site. Pure.

Its templates stand between `{{` and `}}` unless told otherwise, and would run what articles say there. Between the
marks of server-side includes, which nothing in an article can be, only our directives are.
"""

from __future__ import annotations

from collections.abc import Sequence

from ssg.content.redirects import GONE
from ssg.core.config import Config
from ssg.deploy.headers import FRESH, LASTING, LASTING_FOLDERS, UNLISTED_FOLDER, security_headers
from ssg.site.redirects import Move

_NAMES = {"gzip": "gzip", "br": "br", "zstd": "zstd"}


def caddyfile(config: Config, moves: Sequence[Move]) -> str:
    """Write the snippet `ssg`."""
    base = config.base_path
    lasting = " ".join(f"{base}/{folder}/*" for folder in LASTING_FOLDERS)
    kept = [name for name in ("zstd", "br", "gzip") if name in config.compress]
    serve = f"file_server {{\n\t\tprecompressed {' '.join(kept)}\n\t}}" if kept else "file_server"
    lines = [
        "# Written by ssg; every build replaces this file. Import it at the top level of the Caddyfile, then write",
        "# `import ssg` in the block of the site, beside its `root`.",
        "(ssg) {",
        *_moved(base, moves),
        *(["\ttemplates {", '\t\tbetween "<!--#" "-->"', "\t}"] if _has_includes(config) else []),
        "\tencode zstd gzip",
        "\theader {",
        *(f"\t\t{name} {_quoted(value)}" for name, value in security_headers(config)),
        "\t\t-Server",
        "\t}",
        f"\t@lasting path {lasting}",
        f"\theader @lasting Cache-Control {_quoted(LASTING)}",
        f"\t@fresh not path {lasting}",
        f"\theader @fresh Cache-Control {_quoted(FRESH)}",
        f"\theader {base}/{UNLISTED_FOLDER}/* X-Robots-Tag noindex",
        "\t@hidden {",
        "\t\tpath */.*",
        "\t\tnot path /.well-known/*",
        "\t}",
        "\terror @hidden 404",
        f"\t{serve}",
        "\thandle_errors {",
        f"\t\theader Cache-Control {_quoted(FRESH)}",
        f"\t\trewrite * {base}/404.html",
        "\t\tfile_server",
        "\t}",
        "}",
    ]
    return "\n".join(lines) + "\n"


def _has_includes(config: Config) -> bool:
    return any(block.delivery == "ssi" for block in config.blocks.values())


def _moved(base: str, moves: Sequence[Move]) -> list[str]:
    lines = []
    for status in sorted({move.status for move in moves}):
        found = [move for move in moves if move.status == status]
        lines += [f"\tmap {{path}} {{ssg_{status}}} {{"]
        for move in found:
            value = "gone" if status == GONE else move.target
            lines += [f"\t\t{_quoted(path)} {_quoted(value)}" for path in _spellings(base + move.old)]
        lines += ['\t\tdefault ""', "\t}", f'\t@moved_{status} expression `{{ssg_{status}}} != ""`']
        end = "error @moved_410 410" if status == GONE else f"redir @moved_{status} {{ssg_{status}}} {status}"
        lines.append(f"\t{end}")
    return lines


def _spellings(path: str) -> tuple[str, ...]:
    """A page in a folder may be asked for with and without the slash at its end."""
    if path.endswith("/"):
        return path, path[:-1]
    return (path,) if "." in path.rpartition("/")[2] else (path, path + "/")


def _quoted(text: str) -> str:
    """A token of a Caddyfile. Braces would name a placeholder."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("{", "\\{").replace("}", "\\}")
    return f'"{escaped}"'
