"""The theme's assets under names with the digest of their content, so that they can be cached for ever. Pure.

In style sheets, `url(…)` and `@import` of other assets are rewritten to those names, and comments are left out.
"""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from typing import Final, NamedTuple

from ssg.core.config import Config
from ssg.core.digest import digest_bytes, in_name
from ssg.core.errors import Diagnostic, Place, error
from ssg.core.message import say
from ssg.core.theme import Theme
from ssg.deploy.script_policy import digest

_URL = re.compile(r"""(url\(\s*|@import\s+)(["']?)([^"')\s]+)\2""")
_COMMENT = re.compile(
    r"""(?P<gone>(?<!\S)/\*(?![!#]).*?(?:\*/|\Z)|/\*(?![!#])(?:(?!\*/).)*(?:\*/(?!\S)|\Z))"""
    r"""|/\*.*?(?:\*/|\Z)|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|url\([^)"']*\)""",
    re.DOTALL,
)
_LEFT_OUT = re.compile(r"^[ \t]*\0[ \t]*\n|[ \t]+\0(?=\s|\Z)|\0", re.MULTILINE)
_FOLDER = "assets"


SCRIPT: Final = "script "
"""Before the name of an asset: the attributes of a `<script>` that loads it, in place of its URL."""
NONCED: Final = f'"asset","{SCRIPT}'
"""What the parts of a page have that loads scripts."""
_NONCES: Final = {
    "ssi": """ nonce='<!--#echo var="request_id" -->'""",
    "caddy": """ nonce='<!--#placeholder "http.request.uuid" -->'""",
}
"""How a page asks the server for its nonce; see `[deploy] includes`."""


class Asset(NamedTuple):
    """An asset as it is published: URL (site-relative) and bytes."""

    url: str
    data: bytes


class Assets(NamedTuple):
    """Published assets by name, and their problems."""

    by_name: dict[str, Asset]
    diagnostics: tuple[Diagnostic, ...]


def script_attributes(config: Config, url: str, data: bytes) -> str:
    """Return the attributes of a `<script>` that loads an asset, so that the site's policy allows it."""
    if config.deploy.scripts == "nonce":
        return f'src="{url}"{_NONCES[config.deploy.includes]}'
    return f'src="{url}" integrity="{digest(data)}"' if config.deploy.scripts == "digests" else f'src="{url}"'


def fingerprint(theme: Theme) -> Assets:
    """Name every asset by the digest of its content, style sheets after the assets that they refer to."""
    done: dict[str, Asset] = {}
    said: list[Diagnostic] = []
    for name in sorted(theme.assets):
        _finish(theme, name, done, said, ())
    return Assets(done, tuple(said))


def _finish(theme: Theme, name: str, done: dict[str, Asset], said: list[Diagnostic], within: tuple[str, ...]) -> Asset:
    if name not in done:
        file = theme.assets[name]
        data = _rewritten(theme, name, done, said, (*within, name)) if name.endswith(".css") else file.data
        stem, ending = posixpath.splitext(name)
        done[name] = Asset(f"/{_FOLDER}/{stem}.{in_name(digest_bytes(data))}{ending}", data)
    return done[name]


def _rewritten(
    theme: Theme, name: str, done: dict[str, Asset], said: list[Diagnostic], within: tuple[str, ...]
) -> bytes:
    file = theme.assets[name]
    try:
        text = file.data.decode("utf-8")
    except UnicodeDecodeError:
        said.append(error("E607", say("style sheet is not UTF-8"), Place(file.label)))
        return file.data

    def put(found: re.Match[str]) -> str:
        before, quote, written = found.groups()
        if written.startswith(("/", "#", "data:")) or "://" in written:
            return found[0]
        path, mark, rest = written.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
        place = Place(file.label, text.count("\n", 0, found.start()) + 1)
        if target not in theme.assets:
            said.append(error("E606", say("asset not found: {written}", written=written), place))
            return found[0]
        if target in within:
            said.append(
                error(
                    "E606", say("circular import of style sheets: {value}", value=" → ".join((*within, target))), place
                )
            )
            return found[0]
        url = _finish(theme, target, done, said, within).url
        here = posixpath.dirname(f"/{_FOLDER}/{name}")
        return f"{before}{quote}{posixpath.relpath(url, here)}{mark}{rest}{quote}"

    return without_comments(_URL.sub(put, text)).encode()


@lru_cache(maxsize=64)  # what a preview has once removed from a theme's style sheets
def without_comments(style: str) -> str:
    """Return a style sheet without its comments, a sixth of what readers would fetch of the theme's.

    Those that begin with `/*!` (licences) or `/*#` (source maps) stay, and those that touch code on both sides, where
    nothing and a blank would both be something else.
    """
    return _LEFT_OUT.sub("", _COMMENT.sub(lambda found: "\0" if found["gone"] else found[0], style))
