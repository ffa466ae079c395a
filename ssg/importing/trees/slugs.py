"""How other generators make parts of addresses of names. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_SPACES: Final = re.compile(r"\s+")
_MARKS: Final = ("L", "M", "N")
_HUGO: Final = frozenset("._#~-@")
_PRETTY: Final = frozenset("._~!$&'()+,;=@")
_LETTERS: Final = str.maketrans(
    {"đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ß": "s", "Æ": "AE", "æ": "ae", "Ø": "O", "ø": "o", "Ł": "L", "ł": "l"}
)
_HEXO: Final = re.compile(r"[\s~`!@#$%^&*()\-_+=[\]{}|\\;:\"'<>,.?/\u3000\u3001\u3002]+")


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in _MARKS


def hugo_path(name: str, *, lower: bool = True, accents: bool = True) -> str:
    """Return a part of a path as Hugo makes it of a file's or a folder's name: each space is a hyphen."""
    kept = "".join(
        "-" if one.isspace() else one for one in name if one.isspace() or one in _HUGO or one in "+/" or _is_letter(one)
    )
    return _hugo(kept, lower=lower, accents=accents)


def hugo_title(title: str, *, lower: bool = True, accents: bool = True, slash: str = "-") -> str:
    """Return a part of a path as Hugo makes it of a title or a slug: spaces together are a hyphen."""
    kept = "".join(
        one for one in title.replace("/", slash) if one.isspace() or one in _HUGO or one == "/" or _is_letter(one)
    )
    parts = _SPACES.sub(" ", kept).strip().split(" ")
    done = ""
    for part in parts:  # a hyphen of its own, between spaces, is none more
        done += part if not done or done.endswith("-") else f"-{part.lstrip('-') if part.strip('-') else ''}"
    return _hugo(done, lower=lower, accents=accents)


def _hugo(text: str, *, lower: bool, accents: bool) -> str:
    if not accents:
        apart = unicodedata.normalize("NFD", text)
        text = unicodedata.normalize("NFC", "".join(one for one in apart if unicodedata.category(one) != "Mn"))
    return text.lower() if lower else text


def jekyll(text: str, mode: str = "default", *, cased: bool = False) -> str:
    """Return a slug of Jekyll: `default` keeps letters and digits of any script, `pretty` some signs as well."""
    allowed = _PRETTY if mode == "pretty" else frozenset()
    parts: list[str] = []
    for one in text:
        keeps = one in allowed or unicodedata.category(one)[0] in ("L", "M") or unicodedata.category(one) == "Nd"
        parts.append(one if keeps else "\0")
    slug = re.sub("\0+", "-", "".join(parts)).strip("-") if parts else ""
    return slug if cased else slug.lower()


def github(text: str) -> str:
    """Return a part of a path as github-slugger makes it: letters of any script stay, each space is a hyphen."""
    kept = (one for one in text.lower() if one in " -_" or _is_letter(one) or unicodedata.category(one) == "Pc")
    return "".join(kept).replace(" ", "-")


def hexo(text: str, case: int = 0) -> str:
    """Return a slug of Hexo: letters of any script without accents of Latin ones; signs and spaces are hyphens."""
    kept = _HEXO.sub("-", _without_accents(text)).strip("-")
    return {1: kept.lower(), 2: kept.upper()}.get(case, kept)


def _without_accents(text: str) -> str:
    """Return text with letters of Latin scripts as ASCII; others stay."""
    apart = unicodedata.normalize("NFD", text.translate(_LETTERS))
    kept: list[str] = []
    for one in apart:
        if unicodedata.combining(one) and kept and kept[-1].isascii():
            continue
        kept.append(one)
    return unicodedata.normalize("NFC", "".join(kept))
