"""Keys made of text: the slug of a URL, the key of the search, the identity of a name.

Called hundreds of thousands of times a build, so each is one `str.translate` in the common case. The Unicode form must
not matter: NFD and NFC of the same text give the same key.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from ssg.core.text.letters import MARKS, latin_letters
from ssg.core.text.normal import normalized

# File names that Windows reserves for devices, with any extension. "Con" is also a common Vietnamese word.
DEVICE_NAMES: Final = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"]
)

_FOLD: Final[dict[int, str | None]] = {
    **dict.fromkeys(MARKS),
    **{point: chr(point).lower() for point in range(0x41, 0x5B)},
    **dict(latin_letters()),
    ord("ς"): "σ",  # the same letter at the end of a word
}

# Quotes are removed ("Khí cười" → khi-cuoi, O'Brien → obrien), and so are invisible characters; everything else that is
# not a letter or a digit separates words.
_QUOTES: Final = "\"'`´‘’‚‛“”„‟′″‹›«»ʼ"
_INVISIBLE: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f"
_SLUG: Final[dict[int, str | None]] = {
    **dict.fromkeys((point for point in range(0x80) if not chr(point).isalnum()), " "),
    **dict.fromkeys((*range(0x80, 0xC0), 0xD7, 0xF7, *range(0x2000, 0x2070)), " "),
    **_FOLD,
    **{ord(c): None for c in _QUOTES + _INVISIBLE},
    **{ord(c): str(unicodedata.digit(c)) for c in "²³¹"},
    ord("ª"): "a",
    ord("º"): "o",
}

_THOUSANDS: Final = re.compile(r"(?<=[0-9])\.(?=[0-9]{3}(?![0-9]))")
_NOT_SLUG: Final = re.compile(r"[^a-z0-9 ]+")
# \x1c to \x1f count as white space for Python but are control characters: they stay, to be reported.
_WHITE_SPACE: Final = re.compile(r"[^\S\x1c-\x1f]+")


def fold(text: str) -> str:
    """Return the key of `text` in a search: NFC, lower case, without tones and accents, đ as d.

    Letters of other scripts lose the accents of U+0300–U+036F and nothing else. Idempotent.
    """
    folded = text.translate(_FOLD)
    if folded.isascii():
        return folded
    taken_apart = normalized("NFD", normalized("NFC", folded).lower())
    return normalized("NFC", taken_apart.translate(_FOLD))


def slugify(text: str, limit: int = 80) -> str:
    """Return `text` as a part of a URL: `a-z`, `0-9` and single hyphens, at most `limit` characters, cut at a word.

    `Nhịp sống Thủ đô` gives `nhip-song-thu-do`. The dot of a Vietnamese number is dropped (`1.696` → `1696`). A name
    that Windows reserves gets `-1` (`con` → `con-1`), which may pass the limit. May be "": nothing was left.
    """
    if "." in text:
        text = _THOUSANDS.sub("", text)
    plain = text.translate(_SLUG)
    if not plain.isascii():
        # Ligatures, full-width letters and the like (NFKD); what is of another script has no place in a slug.
        plain = _NOT_SLUG.sub(" ", normalized("NFKD", plain).translate(_SLUG))
    slug = "-".join(plain.split())
    if len(slug) > limit:
        end = slug.rfind("-", 0, limit + 1)
        slug = slug[: end if end > 0 else limit]
    return f"{slug}-1" if slug in DEVICE_NAMES else slug


def is_folded(text: str) -> bool:
    """Return whether all letters of a text have a place in a slug: those of Latin scripts, such as Vietnamese."""
    return text.isascii() or text.translate(_SLUG).isascii()


def identity(text: str) -> str:
    """Return the key under which two spellings of a tag, an author or a category are one.

    NFC, case folded, white space collapsed, invisible characters (soft hyphen, zero-width space, BOM) gone, the
    look-alike ð as đ. Tones stay: `hoà` and `hòa` are two identities (but fold to one search key).
    """
    if text.isascii():
        return " ".join(text.lower().split())
    for invisible in "\u00ad\u200b\u2060\ufeff":
        text = text.replace(invisible, "")
    composed = normalized("NFC", text).casefold().replace("ð", "đ")
    return normalized("NFC", " ".join(composed.split()))


def clean(text: str) -> str:
    """Return `text` in NFC, with each run of white space (no-break spaces and line ends too) as one space, stripped.

    Control characters that are not white space stay where they are, for `control_characters` to find.
    """
    return _WHITE_SPACE.sub(" ", normalized("NFC", text)).strip(" ")
