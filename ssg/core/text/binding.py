"""Binds what must not be parted at the end of a line: numbers and their units, dates, titles of names, dashes. Pure.

Works on text that is escaped for HTML: a space becomes U+00A0, and a number with a hyphen, a dash or `/km` inside,
where browsers break, lies in `<span class="nobr">`. Never adds, removes or changes any other character.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from ssg.core.patterns import pattern

NO_BREAK: Final = "\u00a0"
_OPEN, _CLOSE = '<span class="nobr">', "</span>"
_LONGEST: Final = 16
"""Characters that a span holds at most: what does not fit into a narrow line pushes the page sideways."""

_COUNTED: Final = (
    "tỉ tỷ triệu nghìn ngàn vạn trăm đồng USD EUR VND VNĐ euro đô xu yên won tệ baht bảng rúp "
    "% ‰ °C °F độ km km² km2 km/h m m² m2 m³ m3 m/s cm mm ha hecta hécta kg g gram mg tạ tấn yến lít ml l "
    "kW kWh MW MWh GW W V GB MB TB GHz Hz giờ phút giây h tuổi người ca điểm"
).split()
_OF_TIME: Final = "ngày tuần tháng quý năm".split()
"""Units unless a number follows: “15 tháng” is one thing, “6 tháng 6” are two."""
_NUMBERED: Final = frozenset(
    (
        "ngày mồng mùng tháng năm quý thứ số điều khoản mục chương phần kỳ khóa khoá lớp hạng top trang hình bảng "
        "tầng lô quận phường lộ tuyến vòng tt. q. p. đ. usd vnd"
    ).split()
)
"""Words whose number belongs to them, in lower case."""


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_UNIT: Final = rf"(?:(?:{_any(_COUNTED)})(?!\w)|(?:{_any(_OF_TIME)})(?!\w)(?![ \u00a0][0-9]))"
# The groups tell a number with a hyphen, a slash or a unit from a plain one, which nearly all are.
_NUMBER: Final = pattern(
    rf"[0-9][0-9.,:/]*+((?:[-–][0-9][0-9.,:/]*+){{1,4}})?((?<=/)[a-z]{{1,4}}[²³23]?+(?!\w))?((?: {_UNIT}){{1,3}})?"
)
_UNIT_BEGINS: Final = pattern(rf" ?{_UNIT}")
_BEGIN: Final = "\x1e"
"""Stands before each of some texts that are bound as one; no text has it, as it is refused in files."""

# Each begins with one letter or mark, which `re` looks for at the speed of `str.find`.
_INITIAL: Final = pattern(r"\. (?=[A-ZĐ])(?<=[^\w.][A-ZĐ]\. )")
_DOCTOR: Final = pattern(r"S(?:(?<=\b[TGBLK]S)|(?<=\bThS)|(?<=\bKTS))(\.?) (?=[A-ZÀ-ỸĐ])")
_CITY: Final = pattern(r"TP(?<=\bTP)(\.?) (?=[A-ZÀ-ỸĐ0-9])")
_ARTIST: Final = pattern(r"NS(?<=\bNS)(ND|ƯT) (?=[A-ZÀ-ỸĐ])")


def bound(html: str) -> str:
    """Return escaped text with what belongs together bound together."""
    return _bound(_BEGIN + html)[1:]


def bound_each(texts: Sequence[str], escape: Callable[[str], str]) -> list[str]:
    """Return some texts escaped and bound: all in one pass, which takes two thirds of the time."""
    found = _bound(_BEGIN + escape(_BEGIN.join(texts))).split(_BEGIN)[1:]
    return found if len(found) == len(texts) else [bound(escape(text)) for text in texts]


def _bound(html: str) -> str:
    # One character is looked for at once, more of them take 5 µs in an article.
    if "–" in html:
        html = html.replace(" – ", NO_BREAK + "– ").replace(_BEGIN + "– ", f"{_BEGIN}–{NO_BREAK}")
    if "—" in html:
        html = html.replace(_BEGIN + "— ", f"{_BEGIN}—{NO_BREAK}")
    if "S" in html:
        html = _DOCTOR.sub(rf"S\1{NO_BREAK}", html)
        html = _ARTIST.sub(rf"NS\1{NO_BREAK}", html)
    if "TP" in html:
        html = _CITY.sub(rf"TP\1{NO_BREAK}", html)
    if ". " in html:
        html = _INITIAL.sub("." + NO_BREAK, html)
    # Numbers, and their units and the words that they belong to.
    out: list[str] = []
    at = 0
    for found in _NUMBER.finditer(html):
        start = found.start()
        before = html[start - 1]
        if before == " " and ends_with_word(html[max(start - 9, at) : start - 1]):
            out += (html[at : start - 1], NO_BREAK)
            at = start
        if found.lastindex is None and before != "-":
            continue
        number, space, units = found[0].partition(" ")
        if before == "-" or "-" in number or "–" in number or number[-1].isalpha():
            start = _start_of_name(html, start, at) if before == "-" else start
            whole = (html[start : found.start()] + number).rstrip(".,:/")
            if start >= 0 and not before.isalnum() and before not in "–#" and len(whole) <= _LONGEST:
                number = f"{_OPEN}{whole}{_CLOSE}{number[len(number.rstrip('.,:/')) :]}"
            else:
                start = found.start()
        elif not space:
            continue
        out += (html[at:start], number, NO_BREAK if space else "", units.replace(" ", NO_BREAK))
        at = found.end()
    return "".join([*out, html[at:]]) if out else html


def _start_of_name(html: str, hyphen_end: int, floor: int) -> int:
    """Return where a name such as `Covid-19` begins, whose number begins at `hyphen_end`; -1 if it is none."""
    start = max(html.rfind(" ", floor, hyphen_end), html.rfind(_BEGIN, floor, hyphen_end)) + 1 or floor
    start += len(html[start:hyphen_end]) - len(html[start:hyphen_end].lstrip("(“‘"))
    return start if html[start : hyphen_end - 1].isalpha() else -1


def ends_with_word(text: str) -> bool:
    """Return whether a text ends with a word that a number belongs to, such as “ngày”."""
    word = text[text.rfind(" ") + 1 :].lstrip('(“"').lower()
    return word in _NUMBERED or (_BEGIN in word and ends_with_word(word.rpartition(_BEGIN)[2]))


def begins_with_unit(text: str) -> bool:
    """Return whether a text begins with a unit, or a space and a unit."""
    return _UNIT_BEGINS.match(text) is not None
