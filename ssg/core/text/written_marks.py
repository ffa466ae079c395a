"""Puts a written time into the plain form that the patterns of `written.py` read: one spelling of marks and words.

Labels (`Đăng lúc`, `Cập nhật:`), a place before the day (`Hà Nội, ngày …`) and odd punctuation go; digits and their
order stay. It never decides what a time means.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from ssg.core.message import NOTHING, Message, say
from ssg.core.patterns import pattern
from ssg.core.text.slug import fold

# "the label, and how it goes on": `Ngày đăng: `, `Cập nhật lúc `, `Published on `.
_LABEL: Final = pattern(
    r"^(?:(?:ngay |thoi gian |gio )?(?:dang(?: tai| bai| tin)?|xuat ban|cap nhat|phat hanh|tao)|thoi gian|ngay gio"
    r"|(?:last )?(?:published|posted|updated)|date|time)(?:(?: ngay| vao luc| vao| luc| hoi| on| at)?:? )(?=.*[0-9])"
)
_PLACE: Final = pattern(
    r"^(?!(?:thu|chu|sang|trua|chieu|toi|dem|hom|khuya|rang|nua|giua|luc|tu|ngay)\b)[a-z][a-z .]{1,28}, (?=ngay )"
)
_HYPHENS: Final = pattern(r"(?<=[0-9])[\u2010-\u2015\u2212](?=[0-9])")
# A year after the clock, as Unix and Twitter write it: `Fri Nov 20 08:30:00 +0700 2026`.
_LATE_YEAR: Final = pattern(r"\b([a-z]{3} [0-9]{1,2}) ([0-9:]{5,8}(?: ?[+-][0-9]{4})?) ([0-9]{4})$")
_ZONE_TOLD: Final = pattern(r"(?<=[0-9]) ?\((?:[a-z]+ )+time\)$")  # JavaScript: `GMT+0700 (Indochina Time)`
_ZONE: Final = pattern(r"\basia/(?:ho_chi_minh|saigon|bangkok|hanoi)\b")
# Without marks the order shows in the year: no month is 19 or 20.
_DIGITS: Final = pattern(
    r"^((?:19|20)[0-9]{2})(0[1-9]|1[0-2])([0-9]{2})(?:[t _-]?([0-9]{2})([0-9]{2})([0-9]{2})?)?(?=z?$)"
)
_DIGITS_DAY_FIRST: Final = pattern(r"^([0-9]{2})([0-9]{2})((?:19|20)[0-9]{2})$")
_SPACED: Final = pattern(r"^([0-9]{1,2}) ([0-9]{1,2}) ([0-9]{4})(?![0-9])")
_SHORT_OF: Final = pattern(r"\b([0-9]{1,2}) ?(?:h|g|gio) kem ([0-9]{1,2})(?: ?(?:phut|p)\b)?")
_PLAIN: Final = (
    (pattern(r"(?<=[0-9]) ?: ?(?=[0-9]{2})"), ":"),
    (pattern(r"(?<=[0-9])(h|g):(?=[0-9])"), r"\1"),
    (pattern(r"(?<=:[0-9]{2}) ?(?:h|gio|hrs?)\b"), ""),
    (pattern(r"(?<=[0-9])ph(?= |$)"), "p"),
    (pattern(r"(?<=[0-9]{4}),(?=[0-9])"), ", "),
    (pattern(r"(?<=[0-9])\\(?=[0-9])"), "/"),
    (pattern(r"\b(?:rang|tang tang|dau|giua|cuoi) sang\b"), "sang"),
    (pattern(r"\b(?:xe|dau|giua|cuoi) chieu\b"), "chieu"),
    (pattern(r"\bchap toi\b"), "toi"),
    (pattern(r"(?<![0-9]h )(?<!:[0-9]{2} )(?<!gio )\bgiua trua\b|\bnoon\b"), "12:00"),
    (pattern(r"(?<![0-9]h )(?<!:[0-9]{2} )(?<!gio )\bnua dem\b|\bmidnight\b"), "12:00 dem"),
    (pattern(r"\b(?:giua|dung) trua\b"), "trua"),
    (pattern(r"\bnua dem\b"), "dem"),
)
_LUNAR: Final = pattern(r"\bthang (?:gieng|chap)\b|\b(?:mung|mong) [0-9]|\bram\b|\bam lich\b|\bal\b")
_WITHOUT_YEAR: Final = pattern(r"(?<![0-9/.\-:])[0-9]{1,2}(?: ?[/.\-] ?| thang )[0-9]{1,2}(?![0-9/.\-:h])")
_WITHOUT_DAY: Final = pattern(
    r"^(?:(?:thang )?[0-9]{1,2}(?: ?[/.\-] ?| nam )[0-9]{4}|(?:nam )?[0-9]{4}(?: ?[/.\-] ?[0-9]{1,2})?"
    r"|[0-9]{1,2}(?::[0-9]{2}| ?(?:h|gio)(?: ?[0-9]{2})?)(?: ?(?:sa|ch|am|pm|sang|trua|chieu|toi))?)$"
)
_OTHER_ZONE: Final = pattern(
    r"(?:19|20)[0-9]{2}.*[:h][0-9]{2}[ (]+(?!(?:sa|ch|am|pm|sang|trua|chieu|toi|dem|khuya)\b)[a-z]{2,5}\)?$"
)


# Quotation marks of a word processor, which are none for YAML; a mark behind a number alone is that of minutes.
_QUOTED: Final = pattern(r"\A\s*[“„«‘](.*)[”“»’]\s*\Z")
_ALIKE: Final = str.maketrans({"″": '"', "’": "'", "′": "'", "∕": "/", "⁄": "/"})


def plain_form(text: str) -> str:
    """Return a written time folded (lower case, no accents), with the marks and words that the patterns know."""
    composed = unicodedata.normalize("NFKC", _QUOTED.sub(r"\1", text).translate(_ALIKE))
    seen = "".join([c for c in composed if unicodedata.category(c) != "Cf"])
    plain = fold(" ".join(seen.split())).rstrip(" .,;")
    plain = _PLACE.sub("", _LABEL.sub("", plain))
    plain = _ZONE.sub("ict", _ZONE_TOLD.sub("", _HYPHENS.sub("-", plain)))
    plain = _LATE_YEAR.sub(r"\1 \3 \2", plain)
    plain = _SPACED.sub(r"\1/\2/\3", _DIGITS_DAY_FIRST.sub(r"\1/\2/\3", _DIGITS.sub(_parted, plain)))
    for written, form in _PLAIN:
        plain = written.sub(form, plain)
    return _SHORT_OF.sub(_earlier, plain)


def why_unread(text: str) -> Message:
    """Return what is missing in a text that is no whole date, as a clause; nothing if that is not known."""
    plain = plain_form(text)
    if _WITHOUT_DAY.search(plain):
        return say("has no day")
    if not re.search(r"(?:19|20)[0-9]{2}", plain) and _WITHOUT_YEAR.search(plain):
        return say("has no year")
    if _OTHER_ZONE.search(plain):
        return say("has a time zone that is not known (write an offset, such as +07:00)")
    return NOTHING


def is_lunar(plain: str) -> bool:
    """Return whether a plain form names a day of the lunar calendar, or may: `mùng 5`, `tháng Giêng`, `âm lịch`."""
    return _LUNAR.search(plain) is not None


def _parted(found: re.Match[str]) -> str:
    year, month, day, hour, minute, second = found.groups()
    clock = f" {hour}:{minute}:{second or '00'}" if hour else ""
    return f"{year}-{month}-{day}{clock}"


def _earlier(found: re.Match[str]) -> str:
    """Return `9 giờ kém 15` as `8:45`; what is no such time stays."""
    hour, less = int(found[1]), int(found[2])
    return f"{hour - 1}:{60 - less:02}" if 1 <= hour <= 24 and 0 < less < 60 else found[0]
