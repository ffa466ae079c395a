"""For Apache 2.4: an `.htaccess` in the output folder. Pure.

It needs `AllowOverride All`, or the directive classes Options, FileInfo and Indexes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ssg.content.redirects import GONE
from ssg.core.config import Config
from ssg.deploy.asked import Asked, asked, by_path, conditions, value_of
from ssg.deploy.headers import (
    NOT_LASTING,
    PRIVATE,
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
from ssg.deploy.own_policies import replaced
from ssg.index.redirects import Move
from ssg.index.urls import GUARDED

_DENIED = (
    "# Guarded texts: nobody reads them but who is signed in, by an AuthType and Require of your own.",
    'RewriteCond "%{REMOTE_USER}" "^$"',
    f'RewriteRule "^{GUARDED}/" - [F,L]',
)


def write(config: Config, moves: Sequence[Move]) -> DeployFiles:
    """Write `.htaccess`."""
    return DeployFiles(inside={".htaccess": htaccess(config, moves)})


def htaccess(config: Config, moves: Sequence[Move]) -> str:
    """Write it. Redirects are exact: nothing below an old URL is redirected with it."""
    lasts, fresh = caching(config)
    ssi = any(block.delivery == "ssi" for block in config.blocks.values())
    named = f"%{{REQUEST_URI}} =~ m#{lasting(config.base_path)}# && %{{REQUEST_URI}} !~ m#{NOT_LASTING}#"
    stays = f"%{{REQUEST_STATUS}} -in {{'200', '206', '304'}} && {named}"
    types = types_of(config)
    own = [(name, *one) for name, others in replaced(config).items() for one in others]
    lines = [
        "# Written by ssg; every build replaces this file.",
        "DirectoryIndex index.html",
        "DirectorySlash On",
        f"Options -Indexes{' +IncludesNOEXEC' if ssi else ''}",
        "AddDefaultCharset utf-8",
        *[f"AddType {kind} .{ending}" for ending, kind in types.items()],
        f"AddCharset utf-8 {' '.join(f'.{ending}' for ending, kind in types.items() if kind.startswith('text/'))}",
        *[f"ErrorDocument {status} {config.base_path}/404.html" for status in (404, GONE)],
        *(["AddOutputFilter INCLUDES .html"] if ssi else []),
        "",
        "<IfModule mod_deflate.c>",
        f"AddOutputFilterByType DEFLATE {' '.join(compressed_types(config))}",
        "</IfModule>",
        "",
        "<IfModule mod_headers.c>",
        *[f"Header always set {name} {_quoted(value)}" for name, value in security_headers(config)],
        *[
            f"Header always set {name} {_quoted(value)} {_quoted(f'expr=%{{REQUEST_URI}} =~ m#{paths}#')}"
            for name, paths, value in own
        ],
        "# `always` is for redirects and errors too.",
        f'Header always set Cache-Control "{fresh}"',
        f'Header always set Cache-Control "{lasts}" "expr={stays}"',
        f'SetEnvIf Request_URI "^{re.escape(config.base_path)}/{UNLISTED_FOLDER}/" SSG_UNLISTED',
        *(f"Header always set X-Robots-Tag {value} env=SSG_UNLISTED" for value in unlisted(config)),
        *(line for folder in guarded(config) for line in _of_guarded(folder)),
        "</IfModule>",
        "",
        "<IfModule mod_rewrite.c>",
        "RewriteEngine On",
        *(line for _ in guarded(config) for line in _DENIED),
        *(line for one in asked(moves) for line in _of_arguments(one)),
        *map(_rule, by_path(moves)),
        "# Names that begin with a dot are nobody's business, but for those that the web knows.",
        r'RewriteRule "(^|/)\.(?!well-known/)" - [R=404,L]',
        "# A folder without a page.",
        "RewriteCond %{REQUEST_FILENAME} -d",
        "RewriteCond %{REQUEST_FILENAME}/index.html !-f",
        'RewriteRule "^" - [R=404,L]',
        "</IfModule>",
    ]
    return "\n".join(lines) + "\n"


def _of_guarded(folder: str) -> Iterator[str]:
    """Yield the headers of guarded texts."""
    found = f'"expr=%{{REQUEST_URI}} =~ m#^{re.escape(folder)}#"'
    yield f'Header always set Cache-Control "{PRIVATE}" {found}'
    yield f"Header always set X-Robots-Tag noindex {found}"


def _of_arguments(one: Asked) -> Iterator[str]:
    """Yield the rules of a set of names; a request without one of them passes over all of them at once."""
    for at, name in enumerate(one.names):
        more = "" if at + 1 == len(one.names) else " [OR]"
        yield f'RewriteCond "%{{QUERY_STRING}}" "!{value_of(name)}"{more}'
    yield f'RewriteRule "^" - [S={len(one.moves)}]'
    for move in one.moves:
        yield from (f'RewriteCond "%{{QUERY_STRING}}" {_expression(found)}' for found in conditions(move))
        yield _rule(move)


def _rule(move: Move) -> str:
    """Return a rule for exactly the paths of a move; case-sensitive."""
    paths = [path.removeprefix("/") for path in move.paths or move.spellings]
    both = [path[:-1] for path in paths if path.endswith("/") and path[:-1] in paths]
    one = [path for path in paths if path not in both and path.removesuffix("/") not in both]
    ways = "|".join([*(f"{re.escape(path)}/?" for path in both), *map(re.escape, one)])
    pattern = _expression(f"^({ways})$" if len(both) + len(one) > 1 else f"^{ways}$")
    if move.status == GONE:
        return f"RewriteRule {pattern} - [G,L]"
    target = move.target.replace("\\", "\\\\").replace("%", "\\%").replace("$", "\\$")
    # A query would be added behind the fragment.
    drops = move.query or "#" in target
    flags = f"R={move.status},L,NE" + (",QSD" if drops and "?" not in target else "")
    return f"RewriteRule {pattern} {_quoted(target)} [{flags}]"


def _expression(text: str) -> str:
    """Return a regular expression for mod_rewrite, which ends a text at the next quotation mark, escaped or not."""
    return '"' + text.replace('"', r"\x22") + '"'


def _quoted(text: str) -> str:
    escaped = text.replace('"', '\\"')
    return f'"{escaped}"'
