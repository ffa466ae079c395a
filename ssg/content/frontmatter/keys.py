"""The names of front matter's keys, and what an unknown one was perhaps meant to be. Data and lookup only."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from ssg.core.text.normal import normalized
from ssg.core.text.slug import slugify

# Every key of the contract, and the other names that are accepted for it. The first name is the one in `marks`.
KEYS: Final[tuple[tuple[str, ...], ...]] = (
    ("title", "tiêu đề"),
    ("date", "timestamp", "ngày"),
    ("category", "chuyên mục"),
    ("summary", "sapo", "description"),
    ("authors", "author", "tác giả"),
    ("tags", "từ khóa", "từ khoá"),
    ("image", "ảnh"),
    ("updated",),
    ("slug",),
    ("id",),
    ("aliases",),
    ("featured",),
    ("related",),
    ("topic",),
    ("source", "nguồn"),
    ("draft",),
    ("expires",),
    ("type",),
    ("corrections",),
    ("breaking",),
)

# The keys inside of a value that is a mapping.
INNER_KEYS: Final[dict[str, tuple[str, ...]]] = {
    "image": ("src", "alt", "caption", "credit", "focus"),
    "source": ("name", "url"),
    "corrections": ("date", "text"),
}

_CANONICAL: Final[dict[str, str]] = {name: names[0] for names in KEYS for name in names}
_FOLDED: Final[dict[str, str]] = {slugify(name): name for names in KEYS for name in names}
# With fewer letters than this, 0.8 would make `uid` a misspelt `id`.
_SHORTEST: Final = 3


def canonical(key: str) -> str:
    """Return the contract's name of a key written in any case, composition and spacing; "" if it has none."""
    name = _CANONICAL.get(key)
    return _CANONICAL.get(spelled(key), "") if name is None else name


def spelled(key: str) -> str:
    """Return what two spellings of one key have in common: NFC, case folded, single spaces."""
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


def inner_suggestion(key: str, known: Iterable[str]) -> str:
    """Return the one of `known` that an unknown key or word resembles, or ""."""
    close = get_close_matches(slugify(key), list(known), n=1, cutoff=0.6)
    return close[0] if close else ""


def _candidates(folded: str, names: Iterable[str]) -> list[str]:
    """Return the names that may have a likeness of 0.8 (2m/(a+b), m letters in common): spares difflib the others.

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
