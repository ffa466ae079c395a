"""Says what is wrong with a template that jinja2 cannot read: in our words, at its place, with what to write. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from jinja2.exceptions import TemplateSyntaxError

from ssg.core.message import NOTHING, Message, say
from ssg.core.text.near import likest
from ssg.core.theme import Line, TemplateFile
from ssg.render.undefined import message_of

TAGS: Final = (
    *("autoescape", "block", "call", "extends", "filter", "for", "from", "if", "import", "include", "macro", "print"),
    *("raw", "set", "trans", "with", "elif", "else", "endautoescape", "endblock", "endcall", "endfilter", "endfor"),
    *("endif", "endmacro", "endraw", "endset", "endtrans", "endwith", "pluralize"),
)
_OTHERS: Final = {
    "do": say("templates change no values: `{{% set %}}` makes new ones"),
    "break": say("a slice ends a loop early: `{{% for x in items[:5] %}}`; so does `{{% for x in items if … %}}`"),
    "continue": say("`{{% for x in items if … %}}` passes over the others"),
    "assign": say("write `{{% set x = … %}}`"),
    "capture": say("write `{{% set x %}}` … `{{% endset %}}`"),
    "comment": say("write `{{# … #}}`"),
    "unless": say("write `{{% if not … %}}`"),
    "elseif": say("write `{{% elif … %}}`"),
    "elsif": say("write `{{% elif … %}}`"),
    "switch": say("write `{{% if … %}}` and `{{% elif … %}}`"),
    "case": say("write `{{% if … %}}` and `{{% elif … %}}`"),
    "static": say('write `{{{{ asset("…") }}}}`'),
    "url": say("pages and cards have a `url`"),
    "load": say("there is nothing to load: remove it"),
}
"""Tags of other systems, and what to write."""
_CHARACTERS: Final = {
    "“": say("write straight quotes"),
    "”": say("write straight quotes"),
    "‘": say("write straight quotes"),
    "’": say("write straight quotes"),
    "«": say("write straight quotes"),
    "'": say("end the text with the quote that it begins with"),
    '"': say("end the text with the quote that it begins with"),
    "&": say("write `and`"),
    "!": say("write `not`"),
    "?": say("write `a if x else b`"),
    "|": say("a filter has one `|`; for either of two values write `or`"),
}
_UNEXPECTED: Final = {
    ".": say("names begin with no dot: `page.title`"),
    "}": say("a value ends in `}}}}`, a tag in `%}}`"),
    "=": say("`==` compares, `{{% set x = … %}}` gives a name"),
}
_AT: Final = re.compile(r"unexpected char (?P<char>'.*'|\".*\") at (?P<at>\d+)\Z", re.DOTALL)
_BEGINS: Final = re.compile(r"\{%[-+]?\s*(?P<tag>\w+)|\{\{|\{#")


class Said(NamedTuple):
    """What is said of a template: its line, what is wrong, and what to write."""

    line: int
    message: Message
    hint: Message = NOTHING


def syntax_problem(problem: TemplateSyntaxError, file: TemplateFile) -> Said:
    """Return what to say of a template that cannot be read."""
    text = str(problem.message)
    for pattern, said in _PROBLEMS:
        if found := pattern.match(text):
            return said(problem, file, found)
    message = message_of(problem)
    return Said(problem.lineno, say("invalid template: {message}", message=message))


def _character(problem: TemplateSyntaxError, file: TemplateFile, found: re.Match[str]) -> Said:
    at = int(found["at"])
    character = file.text[at] if at < len(file.text) else "�"
    line = Line(problem.lineno, at - file.text.rfind("\n", 0, at))
    hint = _CHARACTERS.get(character, NOTHING)
    if character == "&" and file.text[at : at + 5] in ("&amp;", "&quot"):
        hint = say("write the character itself, not its name in HTML")
    return Said(line, say("unexpected character `{character}` in a template's tag", character=character), hint)


def _unknown_tag(problem: TemplateSyntaxError, _file: TemplateFile, found: re.Match[str]) -> Said:
    tag, innermost = found["tag"], found["open"]
    line = problem.lineno
    if found["nested"] or (tag.startswith("end") and tag in TAGS):
        if innermost is None:
            return Said(line, say("`{tag}` closes nothing", tag=tag), say("remove it, or write what it closes"))
        message = say("`{tag}`, but `{open}` is still open", tag=tag, open=innermost)
        return Said(line, message, say("write `{end}` first", end=f"{{% end{innermost} %}}"))
    hint = _OTHERS.get(tag, NOTHING)
    if not hint and tag.startswith("end") and innermost is not None:
        hint = say("write `{end}`", end=f"{{% end{innermost} %}}")
    elif not hint and (close := likest(tag, TAGS)):
        hint = say("did you mean `{near}`?", near=close)
    return Said(line, say("unknown tag `{tag}`", tag=tag), hint)


def _open(problem: TemplateSyntaxError, file: TemplateFile, found: re.Match[str]) -> Said:
    """Return the place where the tag begins whose end is missing: the end of the file is no help."""
    tag = found["open"]
    if tag is None:
        return _unclosed(problem, file, found)
    return _never(problem, file, tag)


def _never(problem: TemplateSyntaxError, file: TemplateFile, tag: str) -> Said:
    line = _begin_of(file, tag) or problem.lineno
    return Said(line, say("`{tag}` is not closed", tag=tag), say("write `{end}`", end=f"{{% end{tag} %}}"))


def _unclosed(problem: TemplateSyntaxError, file: TemplateFile, _found: re.Match[str]) -> Said:
    hint = say("write `}}}}` or `%}}` at its end")
    return Said(_begin_before(file, problem.lineno), say("tag is not closed"), hint)


def _expected(problem: TemplateSyntaxError, file: TemplateFile, found: re.Match[str]) -> Said:
    wanted, got, line = found["wanted"], found["got"], problem.lineno
    another_line = int(_begin_before(file, line)) < int(line)
    if wanted.startswith("end of") and (got in ("{", "%") or (another_line and got in ("<", "%"))):
        return _unclosed(problem, file, found)
    message = say("`{got}` where `{wanted}` was expected", got=_token(got), wanted=_token(wanted))
    return Said(line, message, _hint_for(wanted, got, file, line))


def _hint_for(wanted: str, got: str, file: TemplateFile, line: int) -> Message:
    written = file.text.split("\n")[line - 1] if line <= file.text.count("\n") + 1 else ""
    if got == "if" and "else if" in written:
        return say("write `{{% elif … %}}`")
    if got == ":":
        return say("values of filters stand in brackets: `|name(value)`")
    if got == "=":
        return say("`==` compares, `{{% set x = … %}}` gives a name")
    if got == "limit":
        return say("a slice takes the first ones: `{{% for x in items[:5] %}}`")
    if "endblock" in written and wanted.startswith("end of"):
        return say("`endblock` names the block that it closes, or none")
    return NOTHING


def _token(name: str) -> str:
    """Return how a token is written."""
    return {"end of print statement": "}}", "end of statement block": "%}"}.get(name, name)


def _expression(problem: TemplateSyntaxError, _file: TemplateFile, found: re.Match[str]) -> Said:
    return Said(problem.lineno, say("a value is missing before `{got}`", got=_token(found["got"])))


def _named_first(problem: TemplateSyntaxError, _file: TemplateFile, _found: re.Match[str]) -> Said:
    return Said(problem.lineno, say("named arguments come behind all others"))


def _dot(problem: TemplateSyntaxError, _file: TemplateFile, found: re.Match[str]) -> Said:
    message = say("unexpected `{character}`", character=found["char"])
    hint = _UNEXPECTED.get(found["char"], NOTHING)
    return Said(problem.lineno, message, hint)


def _comment(problem: TemplateSyntaxError, file: TemplateFile, found: re.Match[str]) -> Said:
    del found
    return Said(_last(file, problem.lineno, "{#"), say("comment is not closed"), say("write `#}}` at its end"))


def _raw(problem: TemplateSyntaxError, file: TemplateFile, found: re.Match[str]) -> Said:
    del found
    return _never(problem, file, "raw")


def _twice(problem: TemplateSyntaxError, file: TemplateFile, found: re.Match[str]) -> Said:
    name = found["name"]
    places = [one.start() for one in re.finditer(rf"\{{%[-+]?\s*block\s+{re.escape(name)}\b", file.text)]
    line = _line_at(file, places[1]) if len(places) > 1 else problem.lineno
    hint = say("print it again with `{{{{ self.{name}() }}}}`", name=name)
    return Said(line, say("a second Jinja block {name}", name=repr(name)), hint)


def _line_at(file: TemplateFile, at: int) -> Line:
    return Line(file.text.count("\n", 0, at) + 1, at - file.text.rfind("\n", 0, at))


def _begin_of(file: TemplateFile, tag: str) -> Line | None:
    """Return the line of the last such tag that is not closed behind it."""
    depth = 0
    for found in reversed(list(re.finditer(rf"\{{%[-+]?\s*(end)?{tag}\b", file.text))):
        depth += 1 if found[1] else -1
        if depth < 0:
            return _line_at(file, found.start())
    return None


def _begin_before(file: TemplateFile, line: int) -> int:
    """Return where the tag begins that jinja2 was reading when it failed."""
    if not isinstance(line, Line):
        return line
    at = sum(len(one) + 1 for one in file.text.split("\n")[: line - 1]) + line.column - 1
    begins = [found.start() for found in _BEGINS.finditer(file.text, 0, at)]
    return _line_at(file, begins[-1]) if begins else line


def _last(file: TemplateFile, line: int, mark: str) -> Line:
    return _line_at(file, max(file.text.rfind(mark), 0)) if mark in file.text else Line(line, 1)


_Say = Callable[[TemplateSyntaxError, TemplateFile, "re.Match[str]"], Said]
_INNERMOST: Final = r"(?:.*needs to be closed is '(?P<open>\w+)'\.)?\Z"
_PROBLEMS: Final[tuple[tuple[re.Pattern[str], _Say], ...]] = (
    (_AT, _character),
    (re.compile(rf"Encountered unknown tag '(?P<tag>\w+)'\.(?P<nested> You probably)?{_INNERMOST}"), _unknown_tag),
    (re.compile(rf"Unexpected end of template\.{_INNERMOST}"), _open),
    (re.compile(r"unexpected end of template, expected '.*'\."), _unclosed),
    (re.compile(r"expected token '(?P<wanted>.*)', got '(?P<got>.*)'\Z"), _expected),
    (re.compile(r"Expected an expression, got '(?P<got>.*)'\Z"), _expression),
    (re.compile(r"unexpected 'end of template'\Z"), _unclosed),
    (re.compile(r"unexpected '(?P<got>end of .*)'\Z"), _expression),
    (re.compile(r"unexpected '(?P<got>.)', expected '(?P<wanted>.)'\Z"), _expected),
    (re.compile(r"unexpected '(?P<char>.*)'\Z"), _dot),
    (re.compile(r"invalid syntax for function call expression"), _named_first),
    (re.compile(r"Missing end of comment tag"), _comment),
    (re.compile(r"Missing end of raw directive"), _raw),
    (re.compile(r"block '(?P<name>\w+)' defined twice"), _twice),
)
