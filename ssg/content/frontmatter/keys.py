"""Looks up the keys of front matter, which `declared` lists, and what an unknown key may mean."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from ssg.content.frontmatter.declared import FIELDS
from ssg.content.frontmatter.forms import Form
from ssg.core.text.near import distance
from ssg.core.text.normal import normalized
from ssg.core.text.slug import slugify

FORMS: Final[dict[str, Form]] = {field.names[0]: field.form for field in FIELDS}
INNER_KEYS: Final[dict[str, tuple[str, ...]]] = {
    name: tuple(part.name for part in parts)
    for field in FIELDS
    for name, parts in (
        (field.names[0], field.parts),
        *((f"{field.names[0]}.{part.name}", part.parts) for part in field.parts),
    )
    if parts
}
"""The keys inside of a value, by its name; inside of such a key, by both names: `image.rights`."""

_CANONICAL: Final[dict[str, str]] = {name: field.names[0] for field in FIELDS for name in field.names}
_FOLDED: Final[dict[str, str]] = {slugify(name): name for field in FIELDS for name in field.names}
# With fewer letters than this, 0.8 would make `uid` a misspelt `id`.
_SHORTEST: Final = 3


def keys_of(*forms: Form) -> frozenset[str]:
    """Return the keys whose values have one of these forms."""
    return frozenset(name for name, form in FORMS.items() if form in forms)


def canonical(key: str) -> str:
    """Return the contract's name of a key written in any case, composition and spacing; "" if it has none."""
    name = _CANONICAL.get(key)
    return _CANONICAL.get(spelled(key), "") if name is None else name


@lru_cache(1 << 10)  # the same few keys in each article
def spelled(key: str) -> str:
    """Return the common form of all spellings of one key: NFC, case folded, single spaces."""
    if key.isascii():
        return " ".join(key.lower().split())
    return normalized("NFC", " ".join(normalized("NFC", key).casefold().split()))


def suggestion(key: str) -> str:
    """Return the known key that an unknown one resembles (0.8 of difflib, without accents), or ""."""
    folded = slugify(key)
    if len(folded) < _SHORTEST:
        return ""
    close = get_close_matches(folded, _candidates(folded, _FOLDED), n=1, cutoff=0.8)
    return _FOLDED[close[0]] if close else ""


def slip(key: str) -> str:
    """Return the known key that a short unknown one is one letter from (`sapp`, `tgas`), or "": a weaker guess.

    Two letters that changed places count as one.
    """
    folded = slugify(key)
    if len(folded) <= _SHORTEST:
        return ""
    letters = {*folded}
    for name, key_of in _FOLDED.items():
        likely = len(name) > _SHORTEST and abs(len(name) - len(folded)) <= 1 and len(letters ^ {*name}) <= 2
        if likely and distance(folded, name) == 1:
            return key_of
    return ""


def inner_suggestion(key: str, known: Iterable[str]) -> str:
    """Return the one of `known` that an unknown key or word resembles, or ""."""
    close = get_close_matches(slugify(key), list(known), n=1, cutoff=0.6)
    return close[0] if close else ""


def _candidates(folded: str, names: Iterable[str]) -> list[str]:
    """Return the names whose similarity may be 0.8 (2m/(a+b), m letters in common), to save difflib work.

    What one has in common with another is at most its letters that occur in the other.
    """
    letters = set(folded)
    likely = []
    for name in names:
        if len(name) >= _SHORTEST:
            needed = 0.4 * (len(folded) + len(name)) - 1e-9
            if len(folded) >= needed and sum(letter in letters for letter in name) >= needed:
                others = set(name)
                if sum(letter in others for letter in folded) >= needed:
                    likely.append(name)
    return likely
