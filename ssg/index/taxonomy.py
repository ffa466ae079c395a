"""Tags, authors and topics: spellings of one name are unified, and each name gets a slug of its own. Pure.

Spellings that differ in case, Unicode form or white space are one name. So are the two ways of placing a tone mark
(`hoà`, `hòa`), and a name that is surely another one typed without accents (`Nguyen Van A`), with a notice. Names
that differ in more than that (`bò`, `bơ`) stay two, although both fold to `bo`: the one that was used first keeps the
plain slug, which no later article can take away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from ssg.core.errors import Diagnostic, Place, notice
from ssg.core.message import Message, say
from ssg.core.text.scripts import slug_of
from ssg.core.text.slug import identity
from ssg.index.model import Group

_TONES = {  # tone on the second vowel → on the first, as it is written in an open syllable
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
# `quý` is the only spelling of that word: after q the u belongs to the consonant.
_NEW_TONES = re.compile(rf"(?<!q)(?:{'|'.join(_TONES)})(?!\w)")


def same_name(name: str) -> str:
    """Return the key under which two spellings are one tag, author or topic."""
    key = identity(name)
    return _NEW_TONES.sub(lambda found: _TONES[found[0]], key) if "o" in key or "u" in key else key


class Unified(NamedTuple):
    """The groups by slug, the slug of each spelling and of each name (`same_name`), and diagnostics.

    `unusual` are the spellings whose slug does not follow from the name alone: `site.toml` or another name decides.
    """

    groups: dict[str, Group]
    slugs: dict[str, str]
    names: dict[str, str]
    unusual: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]


def unify(
    uses: Mapping[str, Sequence[str]],
    kind: str,
    fixed: dict[str, str],
    when: Callable[[str], float],
    place: Callable[[str], Place],
    style: str = "auto",
) -> Unified:
    """Gather the uses of tags, authors, topics or series (`kind`) into groups.

    `uses` has the paths of the articles that use each spelling, newest first; `when` gives an article's time. `fixed`
    holds the slugs that `site.toml` sets, by key, `style` is that of the others; `place` says where an article's file
    uses a name. The name shown is the commonest spelling; of equally common ones the one that was used first. A name of
    which no letter survives in a URL takes `kind` as its slug.
    """
    by_key: dict[str, list[str]] = {}
    for name in uses:
        by_key.setdefault(same_name(name), []).append(name)
    plain_of = {key: slug_of(key, style) or kind for key in by_key}
    bare = _without_accents(plain_of, kind, fixed)
    for key, meant in bare.items():
        by_key[meant].extend(by_key.pop(key))

    def first(name: str) -> tuple[float, str, str]:
        oldest = uses[name][-1]
        return when(oldest), oldest, name

    for names in by_key.values():
        names.sort(key=first)
    groups: dict[str, Group] = {}
    slugs: dict[str, str] = {}
    of: dict[str, str] = {}
    unusual: set[str] = set()
    said: list[Diagnostic] = []
    taken = set(fixed.values())
    for key, names in sorted(by_key.items(), key=lambda item: first(item[1][0])):
        plain = plain_of[key]
        slug = fixed.get(key) or _free_slug(plain, taken)
        if slug != plain:
            unusual.update(names)
        taken.add(slug)
        of[key] = slug
        slugs.update(dict.fromkeys(names, slug))
        shown = [name for name in names if same_name(name) == key]
        most = max(len(uses[name]) for name in shown)
        name = next(name for name in shown if len(uses[name]) == most)
        paths: Iterable[str] = uses[name]
        if len(names) > 1:
            paths = sorted((path for name in names for path in uses[name]), key=lambda p: (when(p), p), reverse=True)
            said.extend(_odd_spellings(names, name, uses, kind, place))
        groups[slug] = Group(slug, name, tuple(dict.fromkeys(paths)))
    of |= {key: of[meant] for key, meant in bare.items()}
    return Unified(groups, slugs, of, frozenset(unusual), tuple(said))


def _without_accents(plain_of: Mapping[str, str], kind: str, fixed: Collection[str]) -> dict[str, str]:
    """Return the names that are written without any accent, and the one name with accents that each certainly is."""
    spelled: dict[str, list[str]] = {}
    for key, slug in plain_of.items():
        if not key.isascii():
            spelled.setdefault(slug, []).append(key)
    found: dict[str, str] = {}
    for key, slug in plain_of.items():
        others = spelled.get(slug, ()) if " " in key and key.isascii() and key not in fixed else ()
        if len(others) == 1 and is_same_without_accents(key, others[0], people=kind == "author"):
            found[key] = others[0]
    return found


def is_same_without_accents(bare: str, spelled: str, *, people: bool) -> bool:
    """Return whether a name without accents is surely another one, whose letters it has: `nguyen van a`.

    Two words or more differ, or the surname does. `Minh Anh` and `Minh Ánh` may be two people, `xe dap` a slip.
    """
    one, other = bare.split(), spelled.split()
    if len(one) != len(other):
        return False
    different = [at for at, (mine, its) in enumerate(zip(one, other, strict=True)) if mine != its]
    return len(different) > 1 or (people and different == [0])


def _free_slug(wanted: str, taken: set[str]) -> str:
    slug, number = wanted, 2
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug


def _read_as(kind: str) -> Callable[[str, str], Message]:
    """Return what says that a spelling is read as another."""
    return {
        "tag": lambda odd, name: say("tag “{odd}” is read as “{name}”", odd=odd, name=name),
        "author": lambda odd, name: say("author “{odd}” is read as “{name}”", odd=odd, name=name),
        "topic": lambda odd, name: say("topic “{odd}” is read as “{name}”", odd=odd, name=name),
        "series": lambda odd, name: say("series “{odd}” is read as “{name}”", odd=odd, name=name),
    }[kind]


def _odd_spellings(
    names: list[str], name: str, uses: Mapping[str, Sequence[str]], kind: str, place: Callable[[str], Place]
) -> list[Diagnostic]:
    """Describe where the other placement of a tone mark was taken for `name`: at each odd spelling's newest use."""
    shown = identity(name)
    return [
        notice(
            "N402",
            _read_as(kind)(odd, name),
            place(uses[odd][0]),
            say("write “{name}” here as well", name=name),
        )
        for odd in names
        if identity(odd) != shown
    ]
