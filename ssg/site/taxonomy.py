"""Tags, authors and topics: spellings of one name are unified, and each name gets a slug of its own. Pure.

Spellings that differ in case, Unicode form or white space are one name. So are the two ways of placing a tone mark
(`hoà`, `hòa`), with a notice. Names that differ in more than that (`bò`, `bơ`) stay two, although both fold to `bo`:
the one that was used first keeps the plain slug, which no later article can take away.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from ssg.core.errors import Diagnostic, Place, notice
from ssg.core.text.slug import identity, slugify
from ssg.site.model import Group

_TONES = {  # tone on the second vowel → on the first, as it is written in an open syllable
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
# `quý` is the only spelling of that word: after q the u belongs to the consonant.
_NEW_TONES = re.compile(rf"(?<!q)(?:{'|'.join(_TONES)})(?!\w)")


def same_name(name: str) -> str:
    """Give the key under which two spellings are one tag, author or topic."""
    key = identity(name)
    return _NEW_TONES.sub(lambda found: _TONES[found[0]], key) if "o" in key or "u" in key else key


class Use(NamedTuple):
    """One article's use of a name: when (seconds since 1970), in which file, and as written."""

    time: float
    path: str
    name: str


class Unified(NamedTuple):
    """The groups by slug, the slug of each spelling, and what there is to say."""

    groups: dict[str, Group]
    slugs: dict[str, str]
    diagnostics: tuple[Diagnostic, ...]


def unify(uses: Iterable[Use], kind: str, fixed: dict[str, str], place: Callable[[str], Place]) -> Unified:
    """Gather the uses of tags, authors or topics (`kind`) into groups.

    `fixed` holds the slugs that `site.toml` sets, by key; `place` says where an article's file uses a name. The name
    shown is the commonest spelling; of equally common ones the one that was used first. A name of which no letter
    survives in a URL takes `kind` as its slug.
    """
    by_spelling: dict[str, list[Use]] = {}
    for use in uses:
        by_spelling.setdefault(use.name, []).append(use)
    by_key: dict[str, list[Use]] = {}
    keys = {name: same_name(name) for name in by_spelling}
    for name, found in by_spelling.items():
        by_key.setdefault(keys[name], []).extend(found)
    for found in by_key.values():
        found.sort()
    groups: dict[str, Group] = {}
    slugs: dict[str, str] = {}
    said: list[Diagnostic] = []
    taken = set(fixed.values())
    for key, found in sorted(by_key.items(), key=lambda item: item[1][0]):
        slug = slugs[key] = fixed.get(key) or _free_slug(slugify(key) or kind, taken)
        taken.add(slug)
        name = _commonest(found)
        groups[slug] = Group(slug, name, tuple(dict.fromkeys(use.path for use in reversed(found))))
        said.extend(_odd_spellings(found, name, kind, place))
    return Unified(groups, {name: slugs[key] for name, key in keys.items()}, tuple(said))


def _commonest(found: list[Use]) -> str:
    if len(found) == 1:
        return found[0].name
    counts = Counter(use.name for use in found)
    most = max(counts.values())
    return next(use.name for use in found if counts[use.name] == most)


def _free_slug(wanted: str, taken: set[str]) -> str:
    slug, number = wanted, 2
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug


def _odd_spellings(found: list[Use], name: str, kind: str, place: Callable[[str], Place]) -> list[Diagnostic]:
    """Say where the other placement of a tone mark was taken for `name`: at each odd spelling's newest use."""
    if all(use.name == name for use in found):
        return []
    shown = identity(name)
    odd = {use.name: use for use in found if use.name != name and identity(use.name) != shown}
    return [
        notice(
            "N402", f"the {kind} “{use.name}” is taken for “{name}”", place(use.path), f"Write “{name}” here as well."
        )
        for use in odd.values()
    ]
