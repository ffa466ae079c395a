"""Applies the rules of pasted text in order, and reports the lines that each changed. It parses no Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from ssg.content.pasted.chunks import Chunk, Line, chunks
from ssg.content.pasted.invisible import visible
from ssg.content.pasted.lists import bullets, indented_items
from ssg.content.pasted.prose import broken, headings, unindented, years
from ssg.content.pasted.tables import joined, rows, with_rules
from ssg.core.message import Message, say
from ssg.core.patterns import pattern


class Rule(NamedTuple):
    """A rule: its name in `[markdown]`, its diagnostic, what it does, and whether it may change items of a list.

    It changes no text in which `sign` is not found, which begins with a line end; if it is None, none without one of
    `CHARACTERS`.
    """

    name: str
    code: str
    message: Message
    apply: Callable[[list[Line]], list[Line]]
    sign: re.Pattern[str] | None
    in_lists: bool = True


_TAB: Final = pattern("\t")
_BULLETS: Final = pattern("\n[ \t]*[•‣▪●○◦■□▫➢➤►▸▹◆◇❖➔➜✦⁃∙\uf0b7\uf0a7\uf0d8·–—o§Ø]")
PASTED_RULES: Final = (
    Rule(
        "invisible",
        "N246",
        say("removed invisible characters (soft hyphens, zero-width marks, no-break spaces)"),
        visible,
        None,
    ),
    Rule("bullets", "N241", say("a line that begins with a bullet is read as an item of a list"), bullets, _BULLETS),
    Rule("bullets", "N241", say("an indented item is read as one of a list"), indented_items, _TAB, in_lists=False),
    Rule("rows", "N242", say("rows with tabs between their cells are read as a table"), rows, _TAB),
    Rule(
        "indents",
        "N240",
        say("an indented line is read as a paragraph, not as code"),
        unindented,
        pattern("\n(?:\t|    )"),
        in_lists=False,
    ),
    Rule("tables", "N243", say("rows between bars are read as a table"), with_rules, pattern(r"\|")),
    Rule(
        "numbers",
        "N244",
        say("a year at the beginning of a line is read as text, not as the number of a list"),
        years,
        pattern("\n[ >]*[12][0-9]{3}[.)]"),
    ),
    Rule("headings", "N250", say("a line that begins with `##` is read as a heading"), headings, pattern("\n {0,3}##")),
    Rule(
        "breaks",
        "N245",
        say("lines that begin with `a)`, `1/`, a dash or a symbol are read as lines of their own"),
        broken,
        pattern(""),
    ),
)

# Nearly all texts contain nothing that any rule looks for: one search decides.
CHARACTERS: Final = pattern(
    "[|\t\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060\u2066-\u2069\u3000\ufeff•‣▪●○◦■□▫►▸▹◆◇⁃∙\uf0b7\uf0a7\uf0d8]"
)
_BEGINNINGS: Final = pattern(
    r"\n(?!\n)(?:[ \t]*[·←-⇿①-⓿☀-➿⬀-⯿🌀-🫿]|    | {0,3}\||[ >]*[12][0-9]{3}[.)][ \t]|"
    r" {0,3}#{2,6}[^ \t\n#]|"
    r" {0,3}(?:[-+*]|[0-9]{1,2}[.)])[^\W\d_]| {0,3}(?:Điều|Khoản|Bước|Câu|Mục|Phần|Chương|Bài|Kỳ|Tập|Ngày|Tuần) [0-9]|"
    r" {0,3}(?:[a-zđ][).]|\([0-9a-zđ]{1,2}\)|[IVX]{1,4}[.)/]|[0-9]{1,2}/|[0-9]{1,2}\.[0-9][0-9.]*|[–—])[ \t])"
)


_MOST_PARTED: Final = 4


class Change(NamedTuple):
    """What a rule changed: the first line (from 0) of the text, and how many of its lines."""

    rule: Rule
    line: int
    lines: int


class Understood(NamedTuple):
    """A text after all rules. `origins` are the original lines of its lines; None if nothing changed."""

    text: str
    origins: tuple[int, ...] | None
    changes: tuple[Change, ...]


def understood(text: str, names: tuple[str, ...], *, maybe: bool = True) -> Understood:
    """Return `text` (line ends as `\\n`) as Markdown, by the rules of these `names`. Idempotent.

    A rule may part a chunk, such as a table from the line below it: then its parts are read as chunks of their own.
    `maybe`: one of `CHARACTERS` may be in the text.
    """
    rare = maybe and CHARACTERS.search(text) is not None
    if not names or not (rare or _BEGINNINGS.search(f"\n{text}")):
        return Understood(text, None, ())
    found = _once(text, names, rare=rare)
    for _ in range(_MOST_PARTED):
        more = _once(found.text, names, rare=True) if found.origins is not None else None
        if more is None or more.origins is None or found.origins is None:
            break
        known = {change.rule for change in found.changes}
        origins = found.origins
        others = (one._replace(line=origins[one.line]) for one in more.changes if one.rule not in known)
        changes = (*found.changes, *others)
        found = Understood(more.text, tuple(origins[line] for line in more.origins), changes)
    return found


def _once(text: str, names: tuple[str, ...], *, rare: bool) -> Understood:
    rules = [rule for rule in PASTED_RULES if rule.name in names]
    found: dict[Rule, tuple[int, int]] = {}
    done: list[Line] = []
    lines = f"\n{text}"
    likely = [rare if rule.sign is None else rule.sign.search(lines) is not None for rule in rules]
    parted = chunks(text)
    for chunk in joined(parted) if {"rows", "tables"} <= set(names) and ("\t" in text or "|" in text) else parted:
        done += _apply(chunk, rules, likely, found) if chunk.plain else _emptied(chunk.lines, names, found)
    changes = tuple(Change(rule, *found[rule]) for rule in rules if rule in found)
    if not changes:
        return Understood(text, None, ())
    return Understood("\n".join(line.text for line in done), tuple(line.origin for line in done), changes)


def _apply(chunk: Chunk, rules: list[Rule], likely: list[bool], found: dict[Rule, tuple[int, int]]) -> list[Line]:
    """Return the lines of a chunk after all rules: of those, only `likely` ones change it first."""
    lines = chunk.lines
    if lines[-1].origin - lines[0].origin >= len(lines):  # empty lines between the rows of a table are removed
        found.setdefault(next(rule for rule in rules if rule.name == "tables"), (lines[0].origin, len(lines)))
    for rule, may_change in zip(rules, likely, strict=True):
        if (chunk.listed and not rule.in_lists) or (lines is chunk.lines and not may_change):
            continue
        new = rule.apply(lines)
        if new != lines:
            before = set(lines)
            changed = sorted({line.origin for line in new if line.text and line not in before}) or [lines[0].origin]
            first, count = found.get(rule, (changed[0], 0))
            found[rule] = (first, count + len(changed))
            lines = new
    return lines


def _emptied(lines: list[Line], names: tuple[str, ...], found: dict[Rule, tuple[int, int]]) -> list[Line]:
    """Empty a line that only contains no-break spaces."""
    line = lines[0]
    if "invisible" not in names or not line.text or line.text.strip() or line.text.isascii():
        return lines
    rule = next(rule for rule in PASTED_RULES if rule.name == "invisible")
    first, count = found.get(rule, (line.origin, 0))
    found[rule] = (first, count + 1)
    return [Line("", line.origin)]
