"""Says in an editor's words what the YAML parser says in its own. It never decides whether something is an error."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

import yaml

from ssg.content.frontmatter.loader import DEEPEST, Refusal
from ssg.content.frontmatter.phrases import PHRASES, QUOTE_IT, TAB
from ssg.content.frontmatter.quoting import quoted, shown


class Complaint(NamedTuple):
    """What is wrong with a piece of YAML, where (line and column from 0), and what to do about it."""

    code: str
    message: str
    line: int
    column: int
    hint: str = ""


_PAIR: Final = re.compile(r"(?P<key>[ \t]*(?:- )*[^\s:#'\"][^:]*+): ++(?P<value>[^'\"\[{|>].*\S)")


def complaint(problem: yaml.YAMLError | Refusal, lines: list[str], where: str = " in front matter") -> Complaint:
    """Return what is wrong with the piece of YAML that `lines` are; `where` is said of what is never read."""
    if isinstance(problem, Refusal):
        return _refusal(problem, where)
    said = " ".join(filter(None, (getattr(problem, "problem", None), getattr(problem, "context", None))))
    words = next((words for words in PHRASES if words.phrase in said), None)
    line, column = _position(problem, lines, context=words is not None and words.context)
    if words is None:
        return Complaint("E110", f"this is not valid YAML: {said or problem}", line, column, QUOTE_IT)
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


def _example(line: str) -> str:
    """Return the line as it is probably meant, if that is a matter of quotation marks around a value with a colon."""
    pair = _PAIR.fullmatch(line.rstrip())
    if pair is None or ": " not in pair["value"]:
        return ""
    return f"if the colon is part of the text, write {pair['key'].strip()}: {quoted(pair['value'])}"


def _refusal(refusal: Refusal, where: str) -> Complaint:
    """Say why YAML of this kind is not read."""
    kind, line, column, name = refusal
    if kind == "deep":
        return Complaint(
            "E107", f"lists and mappings are nested deeper than {DEEPEST} levels", line, column, "make it flat"
        )
    if kind == "tag":
        message = f"YAML's tags are not read{where}: {shown(name)}"
        return Complaint("E108", message, line, column, f"if it is part of the text, {QUOTE_IT}")
    what = "names for values (anchors)" if kind == "anchor" else "references to other values (aliases)"
    hint = f"write the value itself; if `{name[0]}` is part of the text, {QUOTE_IT}"
    return Complaint("E108", f"YAML's {what} are not read{where}: {shown(name)}", line, column, hint)
