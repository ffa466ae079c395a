"""HTML of a text as plain text, a line for each of its blocks: for programs and messages without markup. Pure."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

# A tag as a whole, with `>` in the values of its attributes; or a comment.
_TAG: Final = re.compile(
    r"<!--.*?-->|<(/?)([a-z][a-z0-9]*)(?:[^>\"']++|\"[^\"]*\"|'[^']*')*+>", re.IGNORECASE | re.DOTALL
)
_UNSEEN: Final = re.compile(r"<(script|style|template|svg)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_INLINE: Final = frozenset(
    "a abbr b bdi bdo cite code data del dfn em i img ins kbd mark math mfrac mi mn mo mrow msub msup q s samp small "
    "span strong sub sup time u var wbr".split()
)
_SPACES: Final = re.compile(r"[ \t\r\f\v\n]+")


def plain_text(html: str) -> str:
    """Return what HTML says: paragraphs with an empty line between them, and `- ` before what is listed."""
    html = _UNSEEN.sub("", html)
    lines: list[str] = []
    parts: list[str] = []
    mark, at = "", 0

    def end() -> None:
        nonlocal mark
        if line := _SPACES.sub(" ", unescape("".join(parts))).strip(" "):
            lines.append(mark + line)
            mark = ""
        parts.clear()

    for tag in _TAG.finditer(html):
        parts.append(html[at : tag.start()])
        at = tag.end()
        name = (tag[2] or "span").lower()
        if name not in _INLINE:
            end()
            if name == "li":
                mark = "" if tag[1] else "- "
    parts.append(html[at:])
    end()
    return "".join(f"{line}\n" if _belongs(line, after) else f"{line}\n\n" for line, after in _pairs(lines)).rstrip(
        "\n"
    )


def _pairs(lines: list[str]) -> list[tuple[str, str]]:
    """Return each line with the one behind it."""
    return list(zip(lines, [*lines[1:], ""], strict=True))


def _belongs(line: str, after: str) -> bool:
    """Return whether a line and the one behind it are of one list."""
    return line.startswith("- ") and after.startswith("- ")
