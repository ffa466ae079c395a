"""Slugs of text in any script: its own letters, or Latin ones. Latin letters are unaccented, as in `slugify`. Pure."""

from __future__ import annotations

import unicodedata
from typing import Final, Literal

from ssg.core.text.normal import normalized
from ssg.core.text.slug import is_folded, slugify

SlugStyle = Literal["auto", "letters", "latin", "ascii"]
"""`auto`: own letters if most are of other scripts; `letters`: all of them; `latin`: transliterated; `ascii`: none."""

_LONGEST: Final = 180  # bytes: names of files have 255, and a slug may get a number
_QUOTES: Final = "\"'`´‘’‚‛“”„‟′″‹›«»ʼ\u00ad\u200b\u200c\u200d\u2060\ufeff"


def slug_of(text: str, style: str = "auto", limit: int = 80) -> str:
    """Return `text` as a part of a URL, in a style; "" if nothing of it can be in one.

    `北京新闻` gives `北京新闻`, or `bei-jing-xin-wen` in the style `latin`; Vietnamese is the same in every style.
    """
    plain = slugify(text, limit)
    if is_folded(text) or not (others := _others(text)):
        return plain
    if style == "ascii":
        return plain or _own(text, limit)
    if style == "latin":
        return _latin(text, limit) or _own(text, limit)
    most = style == "letters" or others > sum(map(str.isalpha, plain))
    return (_own(text, limit) if most else plain) or _own(text, limit)


def _others(text: str) -> int:
    """Count the letters of scripts that `slugify` leaves out."""
    odd = {one for one in set(text) if not one.isascii() and one.isalpha() and not slugify(one)}
    return sum(one in odd for one in text) if odd else 0


def _own(text: str, limit: int) -> str:
    """Return a slug with the letters of all scripts, Latin ones unaccented; cut at a hyphen, or between letters."""
    parts: list[str] = []
    for one in normalized("NFC", normalized("NFKD", text)):
        latin = slugify(one)
        if latin:
            parts.append(latin.removesuffix("-1") if len(one) == 1 else latin)
        elif unicodedata.category(one)[0] in "LMN":
            parts.append(one.lower())
        elif one not in _QUOTES:
            parts.append(" ")
    slug = "-".join(normalized("NFC", "".join(parts)).split())
    return _cut(slug, limit)


def _cut(slug: str, limit: int) -> str:
    if len(slug) <= limit and len(slug.encode()) <= _LONGEST:
        return slug
    short = slug[:limit].encode()[:_LONGEST].decode("utf-8", "ignore")
    end = short.rfind("-")
    if end > len(short) // 2:
        return short[:end]
    while short and unicodedata.category(slug[len(short)])[0] == "M":  # a mark belongs to its letter
        short = short[:-1]
    return short.strip("-")


def _latin(text: str, limit: int) -> str:
    from anyascii import anyascii  # for sites that ask for it: its tables are 0.4 MB

    spaced = "".join(f" {one} " if unicodedata.category(one) == "Lo" and _is_ideograph(one) else one for one in text)
    return slugify(anyascii(normalized("NFC", spaced)), limit)


def _is_ideograph(one: str) -> bool:
    """Return whether a letter is a word of its own, as in Chinese."""
    return unicodedata.name(one, "").startswith("CJK")
