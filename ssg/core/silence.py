"""Comments that silence warnings and notices, `ssg: ignore W435`: the codes in them, and what is wrong with them. Pure.

It never decides for which lines a comment counts: that is done in `ssg/index/silenced.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ssg.core.errors import Diagnostic, Place, warning
from ssg.core.message import Message, say
from ssg.core.text.near import distance

# What is meant as a code; words behind codes explain them: `ssg: ignore W435: tiếng địa phương`.
_CODE: Final = r"(?:(?=[A-Za-z]{1,2}\w{0,4}[0-9])[A-Za-z]\w{1,5}|[0-9]{3})(?!\w)"
_CODES: Final = re.compile(rf"{_CODE}(?:[\s,;]+{_CODE})*")
_IGNORE: Final = re.compile(rf"ssg:\s*ignore\s+({_CODES.pattern})", re.IGNORECASE)
_ONE: Final = re.compile(_CODE)
_MEANT: Final = r"[ \t]*ssg\b[ \t]*(?P<colon>:)?[ \t]*(?P<word>\w*)[ \t]*(?P<rest>(?:(?!-->)[^\n])*)"
_OF_TOML: Final = re.compile(rf"^[ \t]*#{_MEANT}", re.IGNORECASE | re.MULTILINE)
_OF_HTML: Final = re.compile(rf"(?<!`)<!--{_MEANT}", re.IGNORECASE)
_CODE_BLOCK: Final = re.compile(r"^[ >]*(```|~~~).*?(?:^[ >]*\1|\Z)", re.MULTILINE | re.DOTALL)
_EXAMPLE: Final = "`ssg: ignore W435`"


def silenced_codes(text: str) -> frozenset[str]:
    """Return the codes that the comments in a text name."""
    return frozenset(code.upper() for found in _IGNORE.finditer(text) for code in _ONE.findall(found[1]))


def silence_faults(text: str, path: str, body_line: int = 0) -> Iterator[Diagnostic]:
    """Yield the comments of a file that silence nothing, as a code in them is mistyped.

    Lines before `body_line` are front matter; 0 if the file is one of TOML as a whole.
    """
    lines = text.split("\n")
    of_front_matter = "\n".join(lines[: body_line - 1] if body_line else lines)
    of_body = "\n".join(lines[body_line - 1 :]) if body_line else ""
    for part, pattern, first in ((of_front_matter, _OF_TOML, 1), (of_body, _OF_HTML, body_line)):
        shown = [block.span() for block in _CODE_BLOCK.finditer(part)] if pattern is _OF_HTML else []
        for found in pattern.finditer(part):
            if any(start < found.start() < end for start, end in shown):
                continue
            for at, message, hint in _faults(found):
                line = part.count("\n", 0, at)
                yield warning("W446", message, Place(path, first + line, at - part.rfind("\n", 0, at)), hint)


def _faults(found: re.Match[str]) -> Iterator[tuple[int, Message, Message]]:
    """Yield what is wrong with a comment: the offset, the message, the hint."""
    word = found["word"]
    is_ignore = word.lower() == "ignore"
    if not found["colon"] and not is_ignore:
        return  # an ordinary comment about ssg
    if not found["colon"] or not is_ignore:
        written = f"ssg{found['colon'] or ''} {word}".strip()
        message = say("unknown comment `{written}`; it silences nothing", written=written)
        yield found.start("word"), message, say("write {example}", example=_EXAMPLE)
        return
    codes = _CODES.match(found["rest"])
    if codes is None:
        message = say("`ssg: ignore` without a code; it silences nothing")
        yield found.start("word"), message, say("name the code: {example}", example=_EXAMPLE)
        return
    for one in _ONE.finditer(codes[0]):
        if wrong := _wrong(one[0]):
            yield found.start("rest") + one.start(), *wrong


def _wrong(written: str) -> tuple[Message, Message] | None:
    """Return what is wrong with a code, and a hint; None if it is one that can be silenced."""
    from ssg.core.codes import CODES  # only where a comment names codes

    code = written.upper()
    if code in CODES and not code.startswith("E"):
        return None
    if code in CODES:
        message = say("errors cannot be silenced: `{code}`", code=code)
        return message, say("correct what the error names, and remove the code")
    message = say("unknown code `{code}`; it silences nothing", code=written)
    meant = _nearest(code, [one for one in CODES if not one.startswith("E")])
    if meant:
        return message, say("did you mean `{meant}`?", meant=meant)
    return message, say("write it as the message shows it: {example}", example=_EXAMPLE)


def _nearest(code: str, known: list[str]) -> str:
    """Return the known code that is one slip away, first one with the same digits; or ""."""
    with_letter = [one for one in known if one[1:] == code.lstrip("EWN")]
    near = [one for one in known if distance(one, code) == 1]
    near.sort(key=lambda one: sorted(one) != sorted(code))  # two swapped digits before another one
    return next(iter((*with_letter, *near)), "")
