"""Escapes text so that Markdown shows it as it is: "1986. Đó là" stays a sentence, "- Vâng" dialogue. Pure."""

from __future__ import annotations

import re
from typing import Final

# A character that begins a mark anywhere. An underscore between letters is none.
_MARKS: Final = re.compile(
    r"[\\`*\[\]<{]|(?<![^\W_])_|_(?![^\W_])|(?<!~)~|\^|==|!(?=\[)|&(?=#|[A-Za-z][A-Za-z0-9]{1,30};)|\|"
)
_ADDRESS: Final = re.compile(r"(https?://[^\s<>\"]+)")
_IN_ADDRESS: Final = re.compile(r"[*_~^`\[\]\\|]|==")
_SPECIAL: Final = re.compile(r"[\\`*\[\]<{_~^=!&|]")
_IN_TARGET: Final = re.compile(r"[ <>\"\\`\n\t|()]")
# What begins a block at the beginning of a line.
_BEGINS: Final = re.compile(r"#{1,6}(?=\s|$)|>|[-+](?=\s|$)|(?:[-=]+|(?:-[ ]*){3,})$|:(?=\s|::)|~~~|\$\$")
_NUMBER: Final = re.compile(r"(\d{1,9})([.)])(?=\s|$)")


def escaped(text: str) -> str:
    """Return running text with the characters escaped that Markdown would read as marks."""
    if _SPECIAL.search(text) is None:
        return text
    if "://" not in text:
        return _MARKS.sub(_escape, text)
    parts = _ADDRESS.split(text)
    return "".join(_address(part) if number % 2 else _MARKS.sub(_escape, part) for number, part in enumerate(parts))


def _address(url: str) -> str:
    """Return an address in running text, which is a link: between angle brackets if it has characters of marks."""
    if "\\" in url:
        return _MARKS.sub(_escape, url)
    bare = url.partition("]")[0] if "[" not in url else url
    bare = bare.rstrip(".,;:!?)'")
    after = _MARKS.sub(_escape, url[len(bare) :])
    return f"<{bare}>{after}" if _IN_ADDRESS.search(bare) else bare + after


def _escape(found: re.Match[str]) -> str:
    mark = found[0]
    return "&amp;" if mark == "&" else "&lt;" if mark == "<" else "\\=\\=" if mark == "==" else f"\\{mark}"


def at_line_start(line: str) -> str:
    """Return a line of escaped text so that it begins no list, heading, quotation or rule."""
    if number := _NUMBER.match(line):
        return f"{number[1]}\\{line[number.end(1) :]}"
    return f"\\{line}" if _BEGINS.match(line) else line


def code_span(text: str) -> str:
    """Return text as a code span, between more backticks than it contains in a row."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    marks = "`" * (longest + 1)
    space = " " if text.startswith("`") or text.endswith("`") or (text[:1] == text[-1:] == " " and text.strip()) else ""
    return f"{marks}{space}{text}{space}{marks}"


def fence(text: str) -> str:
    """Return the fence of a block of code, longer than any in it."""
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    return "`" * (longest + 1)


def target(url: str) -> str:
    """Return the target of a link or a picture, which holds no space and no unbalanced parenthesis."""
    return _IN_TARGET.sub(lambda found: f"%{ord(found[0]):02X}", url.strip())


def title(text: str) -> str:
    """Return a text as the title of a link or a picture, in quotation marks."""
    return '"' + escaped(" ".join(text.split())).replace('"', '\\"') + '"'
