"""Translates the YAML parser's messages for editors. It never decides whether something is an error."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

import yaml

from ssg.content.frontmatter.loader import DEEPEST, Refusal
from ssg.content.frontmatter.phrases import PHRASES, QUOTE_IT, TAB
from ssg.content.frontmatter.quoting import quoted, shown
from ssg.core.message import NOTHING, Message, say

_IN_FRONT_MATTER: Final = say(" in front matter")


class Complaint(NamedTuple):
    """The problem of a piece of YAML, where it is (line and column from 0), and a hint."""

    code: str
    message: Message
    line: int
    column: int
    hint: Message = NOTHING


_PAIR: Final = re.compile(r"(?P<key>[ \t]*(?:- )*[^\s:#'\"][^:]*+): ++(?P<value>[^'\"\[{|>].*\S)")


def complaint(problem: yaml.YAMLError | Refusal, lines: list[str], where: Message = _IN_FRONT_MATTER) -> Complaint:
    """Return the problem of the piece of YAML in `lines`; `where` completes messages about unsupported syntax."""
    if isinstance(problem, Refusal):
        return _refusal(problem, where)
    said = " ".join(filter(None, (getattr(problem, "problem", None), getattr(problem, "context", None))))
    words = next((words for words in PHRASES if words.phrase in said), None)
    line, column = _position(problem, lines, context=words is not None and words.context)
    if words is None:
        return Complaint("E110", say("invalid YAML: {value}", value=str(said or problem)), line, column, QUOTE_IT)
    if lines[line][column : column + 1] == "\t":
        return Complaint("E110", TAB.message, line, column, TAB.hint)
    return Complaint("E110", words.message, line, column, _example(lines[line]) or words.hint)


def _position(problem: yaml.YAMLError, lines: list[str], *, context: bool) -> tuple[int, int]:
    """Return the line and column (from 0) to show, inside of `lines`."""
    mark = getattr(problem, "problem_mark", None)
    if context or mark is None:
        mark = getattr(problem, "context_mark", None) or mark
    if mark is None:
        return 0, 0
    line = min(mark.line, len(lines) - 1)
    return line, min(mark.column, len(lines[line])) if line == mark.line else len(lines[line])


def _example(line: str) -> Message:
    """Return the line as it is probably meant, if that is a matter of quotation marks around a value with a colon."""
    pair = _PAIR.fullmatch(line.rstrip())
    if pair is None or ": " not in pair["value"]:
        return NOTHING
    return say(
        "if the colon is part of the text, write `{pair}: {pair2}`",
        pair=pair["key"].strip(),
        pair2=quoted(pair["value"]),
    )


def _refusal(refusal: Refusal, where: Message) -> Complaint:
    """Return why YAML of this kind is not supported."""
    kind, line, column, name = refusal
    if kind == "deep":
        return Complaint(
            "E107",
            say("lists and mappings nested more than {deepest} levels deep", deepest=DEEPEST),
            line,
            column,
            say("flatten the structure"),
        )
    if kind == "tag":
        message = say("YAML tags are not supported{where}: {name}", where=where, name=shown(name))
        return Complaint("E108", message, line, column, say("if it is part of the text, {quote_it}", quote_it=QUOTE_IT))
    what = say("anchors") if kind == "anchor" else say("aliases")
    hint = say("write the value itself; if `{name}` is part of the text, {quote_it}", name=name[0], quote_it=QUOTE_IT)
    return Complaint(
        "E108",
        say("YAML {what} are not supported{where}: {name}", what=what, where=where, name=shown(name)),
        line,
        column,
        hint,
    )
