"""`_redirects` and `_headers`, as Netlify and Cloudflare Pages both read them, each differently. Pure.

Caching is left to these hosts: they purge their caches with each deploy, and their patterns cannot distinguish a file
with a digest in its name from one without.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple
from urllib.parse import quote, unquote, urlsplit

from ssg.content.redirects import GONE
from ssg.core.config import Config
from ssg.core.errors import Diagnostic
from ssg.core.message import say
from ssg.core.text.arguments import arguments
from ssg.deploy.asked import asked, by_path
from ssg.deploy.headers import (
    PRIVATE,
    UNLISTED_FOLDER,
    Staged,
    cms_folder,
    cms_headers,
    guarded,
    security_headers,
    unlisted,
)
from ssg.deploy.model import left_out
from ssg.deploy.own_policies import POLICY, prefixes
from ssg.index.redirects import Move

# What ends an old path in `_redirects`, or stands for others there.
_NO_RULE: Final = re.compile(r"\s|/:|\*$")


class Rules(NamedTuple):
    """How a host reads `_redirects`. `force` follows each status; one with a page for 410 gets what is `gone`.

    `statuses` it reads in place of others. `safe`: what an old path has as it is; the rest is percent-encoded.
    `decodes`: it compares decoded paths, so these are written as well. `exact`: it tells `/a` from `/a/` and `/A`, so
    both forms are written, the second of as many as fit into `most` lines.
    """

    force: str = ""
    gone: bool = False
    statuses: Mapping[int, int] = {}
    safe: str = "/-._~"
    decodes: bool = False
    exact: bool = False
    most: int = 0


def redirects(config: Config, moves: Sequence[Move], rules: Rules) -> str:
    """Write `_redirects`, without the redirects that could match a page."""
    lines = list(_of_arguments(config, moves, rules))
    others: list[str] = []
    for move in by_path(moves):
        if _hidden(move, rules) or (move.status == GONE and not rules.gone):
            continue
        target, status = _answer(config, move, rules)
        sources = _sources(move)
        for path in (*sources, *(path for path in move.paths if rules.exact and path not in sources)):
            found = [f"{old} {target} {status}" for old in _written(config.base_path + path, rules)]
            (lines if path in sources else others).extend(found)
    return "".join(f"{line}\n" for line in (*lines, *others[: max(0, rules.most - len(lines))]))


def _written(path: str, rules: Rules) -> tuple[str, ...]:
    """Return how an old path is written: encoded, after its decoded form if that can be compared and can be a rule."""
    encoded = quote(path, safe=rules.safe)
    return (path, encoded) if rules.decodes and path != encoded and not _NO_RULE.search(path) else (encoded,)


def _answer(config: Config, move: Move, rules: Rules) -> tuple[str, str]:
    target = f"{config.base_path}/404.html" if move.status == GONE else move.target
    return target, f"{rules.statuses.get(move.status, move.status)}{rules.force}"


def _of_arguments(config: Config, moves: Sequence[Move], rules: Rules) -> Iterator[str]:
    """Yield the lines of old URLs with arguments, as Netlify reads them: it compares decoded values."""
    for one in asked(moves):
        for move in one.moves:
            if not is_unwritable(config.base_path, move):
                target, status = _answer(config, move, rules)
                given = " ".join(f"{name}={value}" for name, value in arguments(move.query))
                for old in _written(config.base_path + move.spellings[0], rules):
                    yield f"{old} {given} {target} {status}"


def is_unwritable(base: str, move: Move) -> bool:
    """Return whether a host that keeps the query would redirect for ever, or cannot read a value.

    A space ends a value here, a colon begins a placeholder.
    """
    if not move.query:
        return False
    target = unquote(urlsplit(move.target).path).rstrip("/")
    circular = move.status != GONE and target in {(base + path).rstrip("/") for path in move.spellings}
    return circular or any(value.split() != [value] or value[0] == ":" for _, value in arguments(move.query))


def _hidden(move: Move, rules: Rules) -> list[str]:
    """Return the pages that a redirect could match: none may be hidden.

    These hosts show `/a.html` at `/a`, and one of them ignores case.
    """
    return [address for address in move.alike if not rules.exact or address.endswith(".html")]


def ignored(config: Config, moves: Sequence[Move], rules: Rules) -> tuple[Diagnostic, ...]:
    """Report how many redirects are omitted because they could match a page, unless they redirect to that very page."""
    why = say("on this host their old URL may match a page that differs only in case or extension")
    base = config.base_path
    return left_out(sum(any(move.target != quote(base + page) for page in _hidden(move, rules)) for move in moves), why)


def headers(config: Config, *, detaches: bool = False) -> str:
    """Write `_headers`. `detaches`: a host that can take back a header of a pattern above (`! Name`)."""
    lines = [f"{config.base_path}/*", *(f"  {name}: {value}" for name, value in security_headers(config))]
    if isinstance(config.deploy, Staged):
        lines.append(f"  Cache-Control: {PRIVATE}")
    for value in unlisted(config):
        lines += [f"{config.base_path}/{UNLISTED_FOLDER}/*", f"  X-Robots-Tag: {value}"]
    for folder in guarded(config):
        lines += [f"{folder}*", f"  Cache-Control: {PRIVATE}", "  X-Robots-Tag: noindex"]
    if detaches and (own := cms_headers(config)):
        lines += [f"{cms_folder(config)}*", *(f"  ! {name}" for name, _ in own)]
        lines += [f"  {name}: {value}" for name, value in own]
    for path, value in prefixes(config) if detaches else ():
        lines += [path, f"  ! {POLICY}", f"  {POLICY}: {value}"]
    return "".join(f"{line}\n" for line in lines)


def _sources(move: Move) -> list[str]:
    """Return the old URL as written, and in its other Unicode form, without the final slash."""
    found: dict[str, str] = {}
    for path in (move.old, *move.paths):
        if path in move.paths:
            found.setdefault(path.rstrip("/"), path)
    return list(found.values())
