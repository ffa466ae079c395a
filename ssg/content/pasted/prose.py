"""Indents, numbers and letters at the beginning of lines, as word processors leave them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Final

from ssg.content.pasted.chunks import Line, as_text
from ssg.core.patterns import pattern

_INDENT: Final = pattern(r"(?:\t| {4,})[ \t]*(?=\S)")
_BEGINS: Final = pattern(r"[\w“\"‘'(«–—…]")
_CODE: Final = pattern(
    r"[{}\\`]|\(\)|=>|->|::|==|</|//(?<!://)|[;{,=]\s*$(?<!,)(?<!, )|^[<#$@%]|\w=[\w\"']|^\w+\s*=|"
    r"^(?:def|class|import|from|for|if|while|return|const|let|var|function|sudo|cd|git|npm|pip|SELECT|INSERT|UPDATE|"
    r"DELETE)\b(?=.*[(:*.=;\"'])"
)
_SENTENCE_END: Final = pattern(r"[.!?…:;”\"’)]\s*$")
_NAME: Final = pattern(r"[A-Z][A-Za-z]+(?:[ .,/-]+[A-Z0-9(][\w.)]*)+[.:]?\s*$")
_FEWEST_WORDS: Final = 3

# Not `1985)`, which is not used, and not more digits: `12345. ` is not a year.
_YEAR: Final = pattern(r"^([ ]{0,3}(?:>[ ]?)*)([12][0-9]{3})([.)])(?=[ \t]+\S)")

_TIGHT_HEADING: Final = pattern(r"^( {0,3}#{2,6})(?=[^\W\d_]|[0-9]{1,2}[.)]|[“\"‘*])")
_ALPHABET: Final = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
_PLAIN: Final = "abcdefghijklmnopqrstuvwxyz"
_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_NUMBERED: Final = pattern(
    r" {0,3}(?:(?P<letter>[a-zđ])[).]|(?P<roman>[IVX]{1,4})[.)/]|(?P<slash>[0-9]{1,2})/|"
    r"(?P<parts>[0-9]{1,2}(?:\.[0-9]{1,2})+)\.?"
    r"|(?P<dash>[–—])|\((?P<round>[0-9]{1,2}|[a-zđ])\)|(?P<symbol>[←-⇿①-⓿☀-➿⬀-⯿🌀-🫿])\ufe0f?"
    r"|(?P<word>(?:Điều|Khoản|Bước|Câu|Mục|Phần|Chương|Bài|Kỳ|Tập|Ngày|Tuần) [0-9]{1,3})[.:])[ \t\u00a0]+\S"
    # Without the space that would make them items: `-Một`, `*Một`, `1.Một`.
    r"| {0,3}(?:(?P<tight>[-+]|\*(?=[^*]*$))|(?P<number>[0-9]{1,2})[.)])(?=[^\W\d_])"
)


def is_prose(text: str) -> bool:
    """Return whether a line is clearly prose, or a name or a heading, and not code."""
    if not _BEGINS.match(text) or _CODE.search(text):
        return False
    words = text.split()
    if not text.isascii():
        return len(words) > 1
    return _NAME.match(text) is not None or (len(words) >= _FEWEST_WORDS and _SENTENCE_END.search(text) is not None)


def unindented(lines: list[Line]) -> list[Line]:
    """Remove the indents of paragraphs that begin with a tab or four spaces, and separate them by empty lines."""
    indents = [_INDENT.match(line.text) for line in lines]
    if not any(indents):
        return lines
    prose = [is_prose(line.text.strip()) for line, indent in zip(lines, indents, strict=True) if indent]
    if prose.count(True) * 3 < len(prose) * 2 or (len(prose) == 1 and not prose[0]):  # a line of figures among prose
        return lines
    if not indents[0] and not all(_SENTENCE_END.search(lines[at - 1].text) for at, one in enumerate(indents) if one):
        return lines  # lines that are wrapped below their first, not paragraphs
    done: list[Line] = []
    for line, indent in zip(lines, indents, strict=True):
        if indent and done and line.text[0] == "\t":
            done.append(Line("", line.origin))
        done.append(Line(as_text(line.text[indent.end() :]), line.origin) if indent else line)
    return done


def headings(lines: list[Line]) -> list[Line]:
    """Add the missing space of a heading: `##Đầu mục`. One `#` before a letter is a hashtag."""
    return [Line(_TIGHT_HEADING.sub(r"\1 ", line.text, count=1), line.origin) for line in lines]


def years(lines: list[Line]) -> list[Line]:
    """Keep a year that begins a sentence (`1985. Một năm …`) from being read as the number of a list."""
    return [Line(_YEAR.sub(r"\1\2\\\3", line.text, count=1), line.origin) for line in lines]


def broken(lines: list[Line]) -> list[Line]:
    """End the line before `b) …` below `a) …`, `2/ …` below `1/ …`, `✓ …` below `✓ …` with a line break."""
    found = [_NUMBERED.match(line.text) for line in lines]
    if sum(one is not None for one in found) < 2:
        return lines
    done = list(lines)
    last: re.Match[str] | None = None
    for at, (above, here) in enumerate(pairwise(found), 1):
        last = above or last
        if last and here and _follows(last, here):
            text = done[at - 1].text
            if not text.endswith(("\\", "  ")):
                done[at - 1] = Line(f"{text.rstrip()}\\", done[at - 1].origin)
    return done


def _follows(one: re.Match[str], two: re.Match[str]) -> bool:
    """Return whether the mark of a line is the successor of another."""
    kind = one.lastgroup or ""
    if two.lastgroup != kind:
        return False
    a, b = one[kind], two[kind]
    if kind == "round":
        kind = "number" if a.isdigit() and b.isdigit() else "letter"
    return _FOLLOWS.get(kind, _is_next)(a, b)


def _is_next(a: str, b: str) -> bool:
    return int(a) + 1 == int(b)


def _is_next_letter(a: str, b: str) -> bool:
    return any(a in letters and letters.find(a) + 1 == letters.find(b) for letters in (_ALPHABET, _PLAIN)) or (
        (a, b) in (("d", "đ"), ("đ", "e"))
    )


def _is_next_roman(a: str, b: str) -> bool:
    return a in _ROMAN and b in _ROMAN and _ROMAN.index(a) + 1 == _ROMAN.index(b)


def _is_next_word(a: str, b: str) -> bool:
    (name, number), (other, its) = a.split(), b.split()
    return name == other and _is_next(number, its)


def _is_later_part(a: str, b: str) -> bool:
    return [int(part) for part in a.split(".")] < [int(part) for part in b.split(".")]


_FOLLOWS: Final[Mapping[str, Callable[[str, str], bool]]] = {
    "dash": str.__eq__,
    "tight": str.__eq__,
    "symbol": lambda _a, _b: True,
    "letter": _is_next_letter,
    "roman": _is_next_roman,
    "word": _is_next_word,
    "parts": _is_later_part,
}
