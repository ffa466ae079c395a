"""Stamps made of text: equal stamps mean equal values. Pure; it knows no fact."""

from __future__ import annotations

from ssg.core.digest import digest_bytes


def short(digest: str) -> str:
    """Return 80 bits of a digest: short, as an article has eight facts, but collisions do not occur in practice."""
    return digest[:20]


def named(text: str) -> str:
    """Return the stamp of a text."""
    return short(digest_bytes(text.encode("utf-8", "surrogatepass")))


def link_stamp(url: str, title: str) -> str:
    """Return the stamp of `LINK` of an article with this URL and title."""
    return named(f"{url} {title}")
