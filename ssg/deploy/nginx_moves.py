"""Where nginx redirects old URLs: tables for `http.conf`, and the rules of `server.conf` that look into them. Pure.

A lookup in a table is one in a hash, however many old URLs there are. Keys of a table ignore case, `if` does not: a
second table has the old URL as it is written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from ssg.content.redirects import GONE
from ssg.core.config import Config
from ssg.core.digest import digest_bytes
from ssg.deploy.asked import Asked, asked, by_path, keys, value_of
from ssg.deploy.script_policy import NONCE
from ssg.index.redirects import Move

_URI = "$uri"


def tables(config: Config, moves: Sequence[Move]) -> Iterator[str]:
    """Yield the tables: for paths, and for each set of names of arguments."""
    site, base = site_name(config), config.base_path
    for number, one in enumerate(asked(moves)):
        for at, name in enumerate(one.names):
            yield from _map(
                "$args", f"$ssg_argument_{_argument(config, number, at)}", '""', [f'"~{value_of(name)}" $1']
            )
        source = _source(config, number, one)
        found = {base + key: move for move in one.moves for key in keys(move)}
        for status in _statuses(one.moves):
            yield from _map(f'"{source}"', f"$ssg_asked_{number}_{status}_{site}", '""', _targets(found, status))
        # Nearly all keys have letters in no case but that of the names, which are the same in each request.
        cased = [key for key in found if _cased(key)]
        yield from _map(f'"{source}"', f"$ssg_old_{number}_{site}", f'"{source}"', _exact(cased, found, f'"{source}"'))
    paths = {base + path: move for move in by_path(moves) for path in move.paths}
    for status in _statuses(by_path(moves)):
        yield from _map(_URI, f"$ssg_{status}_{site}", '""', _targets(paths, status))
    if paths:
        yield from _map(_URI, f"$ssg_old_{site}", '""', _exact(paths, paths, _URI))


def rules(config: Config, moves: Sequence[Move]) -> Iterator[str]:
    """Yield the rules: those with more arguments first, paths last."""
    site = site_name(config)
    for number, one in enumerate(asked(moves)):
        key = f"$ssg_key_{number}_{site}"
        yield f'set {key} "{_source(config, number, one)}";'
        for status in _statuses(one.moves):
            name = f"{number}_{status}_{site}"
            yield from _rule(status, f"$ssg_to_{name}", f"$ssg_asked_{name}", key, f"$ssg_old_{number}_{site}")
    for status in _statuses(by_path(moves)):
        yield from _rule(status, f"$ssg_to_{status}_{site}", f"$ssg_{status}_{site}", _URI, f"$ssg_old_{site}")


def site_name(config: Config) -> str:
    """Return the site's name for variables: host, path, and a digest that distinguishes `a-b.vn` from `a.b.vn`."""
    parts = urlsplit(config.base_url)
    return f"{re.sub('[^a-z0-9]+', '_', parts.netloc + parts.path)}_{digest_bytes(config.base_url.encode())[:4]}"


def quoted(text: str) -> str:
    """Return a text as a string of nginx; the mark of a nonce becomes the number of the request."""
    return f'"{_escaped(text).replace(NONCE, "$request_id")}"'


def _map(source: str, result: str, default: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield a table. Without `volatile` a value would be that of the first URL, and also be used for error pages."""
    yield from (f"map {source} {result} {{", "    volatile;", f"    default {default};")
    yield from (f"    {line};" for line in lines)
    yield "}"


def _statuses(moves: Sequence[Move]) -> list[int]:
    return sorted({move.status for move in moves})


def _targets(moves: Mapping[str, Move], status: int) -> Iterator[str]:
    """Yield the lines of a table of one status, by old URLs. They ignore case, unless they are regular expressions.

    So one line matches all that differ only in case and have the same target; others are expressions. `_exact` and the
    rules exclude old URLs in another case.
    """
    folded: dict[str, list[str]] = {}
    for key in moves:
        folded.setdefault(_folded(key), []).append(key)
    for alike in folded.values():
        first = moves[alike[0]]
        if len({(moves[key].target, moves[key].status) for key in alike}) == 1:
            lines = [(quoted(alike[0]), first)]
        else:
            lines = [(_pattern(key), moves[key]) for key in alike]
        yield from (f"{key} {_value(move)}" for key, move in lines if move.status == status)


def _exact(wanted: Iterable[str], every: Iterable[str], itself: str) -> Iterator[str]:
    """Yield the lines of a table from each old URL to itself. Tables ignore case, `if` does not."""
    folded = Counter(map(_folded, every))
    for key in wanted:
        if folded[_folded(key)] > 1 or "$" in key:  # `$` would name a variable in the value
            yield f"{_pattern(key)} {itself}"
        else:
            yield f"{quoted(key)} {quoted(key)}"


def _folded(key: str) -> str:
    """Return a key as tables compare it: they know the case of `a-z` alone."""
    return key.encode().lower().decode()


def _pattern(key: str) -> str:
    return quoted(f"~^{re.escape(key)}$")


def _cased(key: str) -> bool:
    """Return whether an old URL with arguments has letters that could be in another case, but for their names."""
    varying = re.sub(r"(?<=[?&])[A-Za-z0-9_.-]+=", "", key)
    return varying.lower() != varying.upper()


def _value(move: Move) -> str:
    """Return a target with the query of the request, unless it has its own. `$` would name a variable."""
    if move.status == GONE:
        return "1"
    plain = move.target.replace("$", "%24")
    own = move.query or "?" in plain or "#" in plain
    return f'"{_escaped(plain)}"' if own else f'"{_escaped(plain)}$is_args$args"'


def _argument(config: Config, number: int, at: int) -> str:
    return f"{number}_{at}_{site_name(config)}"


def _source(config: Config, number: int, one: Asked) -> str:
    """Return the text that is looked up: the path with the values that a request has for these names."""
    given = (f"{name}=$ssg_argument_{_argument(config, number, at)}" for at, name in enumerate(one.names))
    return f"{_URI}?{'&'.join(given)}"


def _rule(status: int, to: str, found: str, key: str, old: str) -> Iterator[str]:
    """Yield the rules of one status: old URLs in exactly this case, which tables ignore."""
    yield f"set {to} {found};"
    yield f'if ({key} != {old}) {{ set {to} ""; }}'
    yield f"if ({to}) {{ return {status if status == GONE else f'{status} {to}'}; }}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
