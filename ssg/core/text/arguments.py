"""What stands behind the question mark of an old URL: `p=12`, in one form for all of its spellings. Pure.

A redirect of `/?p=12` is for every request of that path that has the argument, whatever else it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import quote, quote_plus, unquote_plus

from ssg.core.text.control import control_characters

_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,63}")
_MOST: Final = 6
"""Arguments of a URL: servers get a table for each set of names."""
_LONGEST: Final = 500
_PLAIN: Final = re.compile(r"[A-Za-z0-9_.-]+")
"""A value that has one form. Nearly all are numbers: a table may have 100,000."""
_SENT: Final = "-._~!$'()*,;:@/?"
"""What browsers send as it is."""

Arguments = tuple[tuple[str, str], ...]


def canonical(query: str) -> str:
    """Return a query in one form: names in their order, values percent-encoded; "" for one that cannot be redirected.

    Each argument must have a name of letters and digits, and a value; no name may be there twice.
    """
    name, _, value = query.partition("=")
    if _PLAIN.fullmatch(value) and _NAME.fullmatch(name) and len(value) <= _LONGEST:
        return query
    parts = [part.partition("=") for part in query.split("&") if part]
    found = {name: unquote_plus(value) for name, _, value in parts}
    if not 0 < len(found) == len(parts) <= _MOST:
        return ""
    if not all(_NAME.fullmatch(name) and 0 < len(value) <= _LONGEST for name, value in found.items()):
        return ""
    if any(control_characters(value) or "\ufffd" in value for value in found.values()):
        return ""
    return "&".join(f"{name}={quote(found[name], safe='')}" for name in sorted(found))


def arguments(query: str) -> Arguments:
    """Return the names and values of a query in canonical form."""
    return tuple((name, unquote_plus(value)) for name, _, value in (part.partition("=") for part in query.split("&")))


def names(query: str) -> tuple[str, ...]:
    """Return the names of a query in canonical form."""
    return tuple(part.partition("=")[0] for part in query.split("&"))


def forms(value: str) -> tuple[str, ...]:
    """Return how a value may be written in a request."""
    if _PLAIN.fullmatch(value):
        return (value,)
    return tuple(dict.fromkeys((quote(value, safe=_SENT), quote(value, safe=""), quote_plus(value))))


def sets_of(moved: Iterable[tuple[str, str]]) -> dict[str, list[tuple[str, ...]]]:
    """Return the sets of names that redirects ask for by path, the largest first. Queries are in canonical form."""
    found: dict[str, dict[tuple[str, ...], None]] = {}
    for path, query in moved:
        found.setdefault(path, {})[names(query)] = None
    return {path: sorted(sets, key=lambda one: (-len(one), one)) for path, sets in found.items()}


def matching(query: str, sets: Iterable[tuple[str, ...]]) -> list[str]:
    """Return, for each set of names that a written query has, these arguments alone, in canonical form."""
    given = {name: value for name, _, value in (part.partition("=") for part in query.split("&"))}
    return [canonical("&".join(f"{name}={given[name]}" for name in one)) for one in sets if given.keys() >= set(one)]
