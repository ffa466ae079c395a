"""For Caddy 2.6 and later: a snippet to import in the block of the site. Pure.

By default Caddy's templates use `{{` and `}}` and would execute them in articles. With the delimiters of server-side
includes, which no article can contain, only our directives are executed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ssg.content.redirects import GONE
from ssg.core.config import Config
from ssg.deploy.asked import Asked, asked, by_path, keys, value_of
from ssg.deploy.headers import (
    NOT_LASTING,
    PRIVATE,
    UNLISTED_FOLDER,
    caching,
    cms_folder,
    cms_headers,
    compressed_types,
    guarded,
    lasting,
    security_headers,
    types_of,
    unlisted,
)
from ssg.deploy.model import DeployFiles
from ssg.deploy.own_policies import POLICY, of_outputs, replaced
from ssg.deploy.script_policy import NONCE
from ssg.index.redirects import Move

_COMMENT = "# Written by ssg; every build replaces this file."


def write(config: Config, moves: Sequence[Move]) -> DeployFiles:
    """Write the snippet `ssg`, and its lines alone: two sites of one Caddy cannot share a snippet name."""
    lines = _lines(config, moves)
    snippet = [
        f"{_COMMENT} Import it at the top level of the Caddyfile, then write",
        "# `import ssg` in the block of the site, beside its `root`.",
        "(ssg) {",
        *(f"\t{line}" for line in lines),
        "}",
    ]
    alone = [f"{_COMMENT} Import it in the block of the site, beside its `root`.", *lines]
    return DeployFiles(beside={"caddy/ssg.caddy": _text(snippet), "caddy/site.caddy": _text(alone)})


def _cms_excluded(config: Config) -> Iterator[str]:
    """Yield the headers that pages of the CMS and some outputs have in another form, for all other pages."""
    own, outputs = dict(cms_headers(config)), of_outputs(config)
    if own:
        yield f"@pages not path {cms_folder(config)}*"
    if outputs:
        yield "@policy {"
        yield from [f"\tnot path {cms_folder(config)}*"] if own else []
        yield from (f"\tnot path_regexp {_quoted(paths)}" for paths, _ in outputs)
        yield "}"
    for name, value in security_headers(config):
        if name == POLICY and outputs:
            yield f"header @policy {name} {_quoted(value)}"
        elif name in own:
            yield f"header @pages {name} {_quoted(value)}"
    for number, (paths, value) in enumerate(outputs):
        yield f"@output{number} path_regexp {_quoted(paths)}"
        yield f"header @output{number} {POLICY} {_quoted(value)}"


def _text(lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _lines(config: Config, moves: Sequence[Move]) -> list[str]:
    base, (lasts, fresh) = config.base_path, caching(config)
    kept = [name for name in ("zstd", "br", "gzip") if name in config.compress]
    serve = ["file_server {", f"\tprecompressed {' '.join(kept)}", "}"] if kept else ["file_server"]
    own = cms_headers(config)
    security = [f"\t{name} {_quoted(value)}" for name, value in security_headers(config)]
    moved, leads = _moved(base, moves)
    included = ["templates {", '\tbetween "<!--#" "-->"', "}"] if _has_includes(config) else []
    stays = " && ".join(f'{{{name}}} == ""' for name in leads)  # of two lines, the last would count
    return [
        *moved,
        *included,
        *_compression(config),
        *_cms_excluded(config),
        "header {",
        *(line for line in security if line.split()[0] not in replaced(config)),
        "\t-Server",
        "}",
        # A page without its last slash: Caddy itself would answer 308.
        "map {uri} {ssg_folder} {",
        '\t~^/+([^?]*[^/?])([?].*)?$ "/${1}/${2}"',
        '\tdefault ""',
        "}",
        "@folder {",
        "\tnot path */",
        "\tfile {path}/index.html",
        "}",
        "redir @folder {ssg_folder} 301",
        # Set before the result of the request is known: redirects are excluded here, errors set their own.
        "@lasting {",
        f"\tpath_regexp {_quoted(lasting(base))}",
        f"\tnot path_regexp {_quoted(NOT_LASTING)}",
        *([f"\texpression `{stays}`"] if stays else []),
        "}",
        f"header @lasting Cache-Control {_quoted(lasts)}",
        *(f"header {folder}* Cache-Control {_quoted(PRIVATE)}" for folder in guarded(config)),
        *(f"header {folder}* X-Robots-Tag noindex" for folder in guarded(config)),
        f"header ?Cache-Control {_quoted(fresh)}",
        *_types(config),
        *(f"header {cms_folder(config)}* {name} {_quoted(value)}" for name, value in own),
        *(f"header {base}/{UNLISTED_FOLDER}/* X-Robots-Tag {value}" for value in unlisted(config)),
        *(line for folder in guarded(config) for line in _denied(folder)),
        "@hidden {",
        "\tpath */.*",
        "\tnot path /.well-known/*",
        "}",
        "error @hidden 404",
        *serve,
        # The headers above are not sent with errors.
        "handle_errors {",
        "\theader {",
        *(f"\t{line}" for line in security),
        f"\t\tCache-Control {_quoted(fresh)}",
        "\t\t-Server",
        "\t}",
        *(f"\t{line}" for line in included),
        f"\trewrite * {base}/404.html",
        "\tfile_server",
        "}",
    ]


def _compression(config: Config) -> list[str]:
    """Return what compresses files while they are sent."""
    kinds = [f"\t\theader Content-Type {kind}*" for kind in compressed_types(config)]
    return ["encode zstd gzip {", "\tmatch {", *kinds, "\t}", "}"]


def _denied(folder: str) -> Iterator[str]:
    """Yield what keeps guarded texts from everybody: lines of the site's own say for which of them it asks."""
    yield "@guarded {"
    yield f"\tpath {folder}*"
    yield "\tnot vars ssg_access asked"
    yield "}"
    yield "error @guarded 403"


def _types(config: Config) -> Iterator[str]:
    """Yield the types of files that Caddy may not know: it goes by the table of the system."""
    for ending, kind in types_of(config).items():
        value = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
        yield f"@{ending} path *.{ending}"
        yield f"header @{ending} ?Content-Type {_quoted(value)}"


def _has_includes(config: Config) -> bool:
    return config.deploy.scripts == "nonce" or any(block.delivery == "ssi" for block in config.blocks.values())


def _moved(base: str, moves: Sequence[Move]) -> tuple[list[str], list[str]]:
    """Return maps of old URLs, the rules that use their results, and the names of the results."""
    lines = [line for number, one in enumerate(asked(moves)) for line in _of_arguments(base, number, one)]
    names, moves = [], by_path(moves)
    if any(map(_keeps_query, moves)):
        # `{?query}` is for later versions of Caddy.
        lines += ["map {query} {ssg_query} {", '\t~^(.+)$ "?${1}"', '\tdefault ""', "}"]
    for status, keeps in sorted({(move.status, _keeps_query(move)) for move in moves}):
        name = f"ssg_{status}_query" if keeps else f"ssg_{status}"
        lines.append(f"map {{path}} {{{name}}} {{")
        for move in moves:
            if (move.status, _keeps_query(move)) == (status, keeps):
                value = _quoted("gone" if status == GONE else move.target)
                lines += [f"\t{_quoted(base + path)} {value}" for path in move.paths]
        lines += ['\tdefault ""', "}", f'@{name} expression `{{{name}}} != ""`']
        to = f"{{{name}}}{{ssg_query}}" if keeps else f"{{{name}}}"
        lines.append(f"error @{name} 410" if status == GONE else f"redir @{name} {to} {status}")
        names.append(name)
    return lines, names


def _of_arguments(base: str, number: int, one: Asked) -> Iterator[str]:
    """Yield the maps of a set of names, and rules that look into them if a request has the names."""
    found = [f"ssg_argument_{number}_{at}" for at in range(len(one.names))]
    for name, argument in zip(one.names, found, strict=True):
        yield from (f"map {{query}} {{{argument}}} {{", f'\t~{value_of(name)} "${{1}}"')
        yield from ('\tdefault ""', "}")
    source = "&".join(f"{name}={{{argument}}}" for name, argument in zip(one.names, found, strict=True))
    for status in sorted({move.status for move in one.moves}):
        result = f"ssg_arguments_{number}_{status}"
        yield f'map "{{path}}?{source}" {{{result}}} {{'
        for move in one.moves:
            if move.status == status:
                value = _quoted("gone" if status == GONE else move.target)
                yield from (f"\t{_quoted(base + key)} {value}" for key in keys(move))
        yield from ('\tdefault ""', "}")
        given = " && ".join(f'{{{name}}} != ""' for name in (*found, result))
        yield f"@{result} expression `{given}`"
        yield f"error @{result} 410" if status == GONE else f"redir @{result} {{{result}}} {status}"


def _keeps_query(move: Move) -> bool:
    """Return whether the query string is kept: unless the target has its own query or fragment."""
    return move.status != GONE and "?" not in move.target and "#" not in move.target


def _quoted(text: str) -> str:
    """Return a token of a Caddyfile. Braces would name a placeholder; in quotation marks, backslashes are two."""
    escaped = text.replace("{", "\\{").replace("}", "\\}").replace(NONCE, "{http.request.uuid}")
    if "\\" in text and "`" not in text:
        return f"`{escaped}`"
    return '"' + escaped.replace('"', '\\"') + '"'
