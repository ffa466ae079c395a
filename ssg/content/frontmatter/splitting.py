"""Splits a text into names: authors, tags. It splits where that is certain, and reports where it is likely.

Certain are commas and semicolons outside quotation marks, bars, and hashtags one after the other. `và`, `&` and dashes
part two people only where both sides are written as names of people are: `Sở Y tế - Hà Nội` is one author.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ssg.core.text.slug import fold

_SEPARATOR: Final = re.compile(r"[,;\n，、；]")
_SEMICOLON: Final = re.compile(r"[;；]")
_COMMA: Final = re.compile(r"[,\n，、]")
_BAR: Final = re.compile(r"\|")
_HASHTAG: Final = re.compile(r"#(?=[^\W\d_])[^\s#,;]+")
_CODE: Final = re.compile(r"&#?\w{1,32};|[<>={}|\\\[\]]")
_QUOTES: Final = {'"': '"', "“": "”", "'": "'"}
_LONGEST_QUOTED: Final = 200  # characters: what is longer is no name, and its quotation mark was not closed
_AND: Final = re.compile(r"\s+(?:và|and|&)\s+", re.IGNORECASE)
_DASH: Final = re.compile(r"\s+[-–—/]\s+|\s*/\s*")
_SURNAMES: Final = frozenset(
    "an au bach bui cao chau chu cu cung dam dang dao diep dinh do doan dong duong giang ha ho hoang hua huynh kha "
    "khuat kieu kim la lac lai lam le lieu lo luong luu ly mac mai ngo nghiem nguyen nhu ninh ong pham phan phi phung "
    "quach ta than thach thai to ton tong tran trieu trinh truong tu van vi vo vu vuong xa yen".split()
)
_PLACES: Final = frozenset(
    "ha noi/ho chi minh/da nang/ha nam/ha giang/ha tinh/an giang/lam dong/ha long/cao bang/lai chau/kim boi/lac son/"
    "vu thu/phan thiet/phan rang/thai binh/thai nguyen/dong nai/dong thap/ninh binh/ninh thuan/yen bai".split("/")
)
_SHORTEST, _LONGEST = 2, 5  # syllables of a name


class Part(NamedTuple):
    """A name, and its offset in the text."""

    text: str
    offset: int


class Parts(NamedTuple):
    """The names of a text. `certain`: split at more than commas. `doubtful`: perhaps there are two in one of them."""

    parts: tuple[Part, ...]
    certain: bool = False
    doubtful: str = ""


def split_names(text: str, *, people: bool, item: bool = False) -> Parts:
    """Return the names in a text with commas or semicolons; with `people`, also those parted by `và` and the like.

    `item`: the text is an item of a list, in which commas and quotation marks are part of the name.
    """
    if not people and text.lstrip()[:1] == "#" and not _HASHTAG.sub("", text).strip(" \t\n,;"):
        tags = tuple(Part(one.group()[1:].replace("_", " "), one.start() + 1) for one in _HASHTAG.finditer(text))
        return Parts(tags, certain=len(tags) > 1 and "," not in text)
    if not item and "|" in text and not set(text) & set(",;<>=") and all(map(_has_letter, text.split("|"))):
        return Parts(tuple(_pieces(text, _BAR)), certain=True)
    semicolons = _part_names(text)
    if item:
        pieces = _pieces(text, _SEMICOLON) if semicolons else [Part(text.strip(), len(text) - len(text.lstrip()))]
    else:
        pieces = _pieces(text, _SEPARATOR if semicolons else _COMMA)
    if len(pieces) > 1 and not item:
        pieces = [_unquoted(piece) for piece in pieces]
    if not people and "#" in text:
        pieces = [_untagged(piece) for piece in pieces]
    parts: list[Part] = []
    certain, doubtful = len(pieces) > 1 and semicolons, ""
    for piece in pieces:
        between = _between(piece.text) if people else None
        if between is None:
            parts.append(piece)
        elif _are_people(piece.text, between):
            certain = True
            parts.extend(_both(piece, between))
        else:
            doubtful = doubtful or (piece.text if _may_be_people(piece.text, between) else "")
            parts.append(piece)
    return Parts(tuple(parts), certain, doubtful)


def _has_letter(text: str) -> bool:
    return any(map(str.isalpha, text))


def _part_names(text: str) -> bool:
    """Return whether semicolons separate names: there are letters on all sides, and none is part of code (`&amp;`)."""
    pieces = _SEMICOLON.split(text)
    if len(pieces) == 1 or _CODE.search(text):
        return False
    return all(any(map(str.isalpha, piece)) for piece in (pieces if pieces[-1].strip() else pieces[:-1]))


def _pieces(text: str, separator: re.Pattern[str]) -> list[Part]:
    """Split a text at its separators, except those in quotation marks around a whole piece."""
    pieces: list[Part] = []
    start = 0
    while True:
        begin = start
        while begin < len(text) and text[begin] in " \t":
            begin += 1
        search = start
        closing = _QUOTES.get(text[begin : begin + 1])
        if closing is not None:
            end = text.find(closing, begin + 1, begin + 1 + _LONGEST_QUOTED)
            rest = end + 1
            while end >= 0 and rest < len(text) and text[rest] in " \t":
                rest += 1
            if end >= 0 and (rest == len(text) or separator.match(text, rest)):
                search = rest
        found = separator.search(text, search)
        piece = text[start : found.start() if found else len(text)]
        pieces.append(Part(piece.strip(), start + len(piece) - len(piece.lstrip())))
        if found is None:
            return pieces
        start = found.end()


def _unquoted(piece: Part) -> Part:
    """Remove the quotation marks around a whole name: straight ones, and curly ones that keep it together."""
    closing = _QUOTES.get(piece.text[:1])
    whole = closing is not None and len(piece.text) > 2 and piece.text.find(closing, 1) == len(piece.text) - 1
    if not whole or (closing == "”" and not _SEPARATOR.search(piece.text)):
        return piece
    inner = piece.text[1:-1]
    return Part(inner.strip(), piece.offset + 1 + len(inner) - len(inner.lstrip()))


def _untagged(piece: Part) -> Part:
    """Remove the mark of a hashtag with spaces in it (`#Bão số 9`); `#1` and `C#` are names."""
    marked = piece.text.count("#") == 1 and piece.text[0] == "#" and piece.text[1:2].isalpha()
    return Part(piece.text[1:], piece.offset + 1) if marked else piece


def _between(text: str) -> re.Match[str] | None:
    """Return the separators between two names."""
    return _AND.search(text) or _DASH.search(text)


def _both(piece: Part, between: re.Match[str]) -> tuple[Part, Part]:
    return (
        Part(piece.text[: between.start()], piece.offset),
        Part(piece.text[between.end() :], piece.offset + between.end()),
    )


def _are_people(text: str, between: re.Match[str]) -> bool:
    one, other = text[: between.start()], text[between.end() :]
    if not (_is_name(one) and _is_name(other)):
        return False
    return bool(_AND.fullmatch(between[0])) or (_has_surname(one) and _has_surname(other))


def _may_be_people(text: str, between: re.Match[str]) -> bool:
    one, other = text[: between.start()].split(), text[between.end() :].split()
    sides = (one, other)
    short = all(1 <= len(side) <= _LONGEST and all(word[:1].isupper() for word in side) for side in sides)
    return short and not any(word.isupper() and len(word) > 1 for word in other) and not _is_place(" ".join(other))


def _is_name(text: str) -> bool:
    words = text.split()
    if not _SHORTEST <= len(words) <= _LONGEST or _is_place(text):
        return False
    return all(word[:1].isupper() and (word[1:].islower() or len(word) == 1 or word[1:2] == ".") for word in words)


def _is_place(text: str) -> bool:
    return fold(text).lower() in _PLACES


def _has_surname(text: str) -> bool:
    return fold(text.split(maxsplit=1)[0]).lower() in _SURNAMES
