"""What of an invalid `site.toml` can still be used, so that one error does not hide those of the rest of the site.

Nothing is published with such a configuration. It reports nothing: `load_config` has reported all there is.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, Final, NamedTuple

import msgspec

from ssg.core.config.layout import Layout, TooDeep
from ssg.core.config.load import LONGEST, parsed
from ssg.core.config.schema import Config
from ssg.core.text.normal import normalized

_MOST_LINES: Final = 50  # lines that are left out until what is left is TOML
_AT: Final = re.compile(r"\(at line ([0-9]+)")
_TITLE: Final = "?"
# Tables that refer to others, to files or to servers: with an error anywhere in one, all of it is left out.
_WHOLE: Final = frozenset(
    (
        "access menu pages outputs topics authors translations deploy ping redirects share embeds boxes ads providers"
    ).split()
)
_ADDRESSES: Final = frozenset(
    ("base_url", "permalink", "permalinks", "categories", "redirects", "feeds", "search", "slugs", "output")
)
# Diagnostics of URLs: a category without its slug, or a permalink that is left out, moves all articles.
_OF_ADDRESSES: Final = ("W429", "W745", "W440", "E440", "W441", "E441", "N442")
# Diagnostics that may only be caused by an omitted part of the file.
_DOUBTFUL: Final = {
    "categories": ("N403", "E403", "N404", "W405", "W406"),
    "authors": ("W430",),
    "topics": ("N428",),
    "publisher": ("W425", "W433"),
    "title": ("W433",),
    "base_url": ("E751", "W752", "N753"),
    "feeds": ("N753",),
    "access": ("E473",),
    "embeds": ("W330",),
    "boxes": ("W236",),
    "markdown": ("W218", "E205", "E206", "W235", "W236"),
}


class Usable(NamedTuple):
    """A configuration without the invalid parts of the file, and the codes that their absence may cause."""

    config: Config
    doubtful: frozenset[str]


def usable_config(text: str) -> Usable:
    """Return what can be used of the text of a `site.toml` that has errors."""
    text = normalized("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n"))
    readable = _readable(text)
    found = parsed(readable)
    if found is None:
        return Usable(Config(title=_TITLE), _codes(_DOUBTFUL, addresses=True))
    good, wrong = found
    known = set(Config.__struct_fields__)
    wrong = wrong.union(*(get_close_matches(name, known, 1) for name in wrong - known))  # `[[categoris]]`
    if readable != text:
        wrong = (wrong | frozenset(_DOUBTFUL) | _ADDRESSES) - {"markdown"}
    kept = {name: value for name, value in good.items() if not (name in wrong and name in _WHOLE)}
    kept.setdefault("title", _TITLE)
    if "categories" in kept:
        kept["categories"] = _categories(kept["categories"])
    return Usable(_converted(kept), _codes(wrong, addresses=bool(wrong & _ADDRESSES)))


def _codes(wrong: Iterable[str], *, addresses: bool) -> frozenset[str]:
    """Return the codes that are in doubt with these keys."""
    return frozenset(
        (*(code for name in wrong for code in _DOUBTFUL.get(name, ())), *(_OF_ADDRESSES if addresses else ()))
    )


def _readable(text: str) -> str:
    """Return the text without the lines at which it is no TOML; "" if they are too many."""
    if len(text) > LONGEST:
        return ""
    lines = text.split("\n")
    for _ in range(_MOST_LINES):
        try:
            Layout("\n".join(lines))  # first: a line of ten thousand tables takes tomllib seconds
            tomllib.loads("\n".join(lines))
        except TooDeep as problem:
            lines[problem.line - 1] = ""
        except (ValueError, RecursionError) as problem:
            found = _AT.search(str(problem))
            at = min(int(found[1]), len(lines)) - 1 if found else len(lines) - 1
            while at > 0 and not lines[at].strip():  # an error at an end of line is named at the next one
                at -= 1
            lines[at] = ""
        else:
            return "\n".join(lines)
    return ""


def _categories(tables: Iterable[Any]) -> list[Any]:
    """Return the categories that have a slug of their own, below others that have one."""
    tables = [one for one in tables if isinstance(one, dict) and one.get("name") and one.get("slug")]
    counts = Counter(one["slug"] for one in tables)
    single = {one["slug"]: one for one in tables if counts[one["slug"]] == 1}
    for one in single.values():
        above, seen = one.get("parent", ""), {one["slug"]}
        while above in single and above not in seen:
            seen.add(above)
            above = single[above].get("parent", "")
        if above:
            one["parent"] = ""
    return list(single.values())


def _converted(good: dict[str, Any]) -> Config:
    """Return the configuration of the keys that can be converted, each for itself."""
    kept: dict[str, Any] = {}
    for name, value in good.items():
        items = [item for item in value if _fits(name, [item])] if isinstance(value, list) else value
        if _fits(name, items):
            kept[name] = items
    kept.setdefault("title", _TITLE)
    return msgspec.convert(kept, Config)


def _fits(name: str, value: object) -> bool:
    try:
        msgspec.convert({"title": _TITLE, name: value}, Config)
    except (msgspec.ValidationError, TypeError):
        return False
    return True
