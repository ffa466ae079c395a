"""Tags, authors and topics: spellings of one name are unified, and each name gets a slug of its own. Pure.

Spellings that differ in case, Unicode form or white space are one name. So are the two ways of placing a tone mark
(`hoà`, `hòa`), with a notice. Names that differ in more than that (`bò`, `bơ`) stay two, although both fold to `bo`:
the one that was used first keeps the plain slug, which no later article can take away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
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


class Unified(NamedTuple):
    """The groups by slug, the slug of each spelling, and what there is to say."""

    groups: dict[str, Group]
    slugs: dict[str, str]
    diagnostics: tuple[Diagnostic, ...]


def unify(
    uses: Mapping[str, Sequence[str]],
    kind: str,
    fixed: dict[str, str],
    when: Callable[[str], float],
    place: Callable[[str], Place],
) -> Unified:
    """Gather the uses of tags, authors or topics (`kind`) into groups.

    `uses` has the paths of the articles that use each spelling, newest first; `when` gives an article's time. `fixed`
    holds the slugs that `site.toml` sets, by key; `place` says where an article's file uses a name. The name shown is
    the commonest spelling; of equally common ones the one that was used first. A name of which no letter survives in a
    URL takes `kind` as its slug.
    """
    by_key: dict[str, list[str]] = {}
    for name in uses:
        by_key.setdefault(same_name(name), []).append(name)

    def first(name: str) -> tuple[float, str, str]:
        oldest = uses[name][-1]
        return when(oldest), oldest, name

    for names in by_key.values():
        names.sort(key=first)
    groups: dict[str, Group] = {}
    slugs: dict[str, str] = {}
    said: list[Diagnostic] = []
    taken = set(fixed.values())
    for key, names in sorted(by_key.items(), key=lambda item: first(item[1][0])):
        slug = fixed.get(key) or _free_slug(slugify(key) or kind, taken)
        taken.add(slug)
        slugs.update(dict.fromkeys(names, slug))
        most = max(len(uses[name]) for name in names)
        name = next(name for name in names if len(uses[name]) == most)
        paths: Iterable[str] = uses[name]
        if len(names) > 1:
            paths = sorted((path for name in names for path in uses[name]), key=lambda p: (when(p), p), reverse=True)
            said.extend(_odd_spellings(names, name, uses, kind, place))
        groups[slug] = Group(slug, name, tuple(dict.fromkeys(paths)))
    return Unified(groups, slugs, tuple(said))


def _free_slug(wanted: str, taken: set[str]) -> str:
    slug, number = wanted, 2
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug


def _odd_spellings(
    names: list[str], name: str, uses: Mapping[str, Sequence[str]], kind: str, place: Callable[[str], Place]
) -> list[Diagnostic]:
    """Say where the other placement of a tone mark was taken for `name`: at each odd spelling's newest use."""
    shown = identity(name)
    return [
        notice(
            "N402", f"the {kind} “{odd}” is taken for “{name}”", place(uses[odd][0]), f"Write “{name}” here as well."
        )
        for odd in names
        if identity(odd) != shown
    ]
