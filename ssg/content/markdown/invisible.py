"""Keeps control characters out of articles: out of the text before it is read, and out of all that leaves this package.

No page and no feed may hold them, and pages are put together at markers that begin with NUL. In a text they come of
pasting (a vertical tab is a line break of Word's, others are what was left of a PDF), and the editor is told. Decoding
may make others later, of percent signs and of character references.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from ssg.core.errors import Diagnostic, Place, warning
from ssg.core.message import NOTHING, say
from ssg.core.text.control import NONCHARACTERS

# All that XML 1.0 forbids or HTML calls a parse error; of the references to such characters, markdown-it decodes the
# one to a form feed alone. NUL becomes U+FFFD before, as CommonMark wants it.
_FORBIDDEN: Final = re.compile(
    f"&#(?:0{{0,5}}12|[xX]0{{0,4}}[cC]);|[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff{NONCHARACTERS}]"
)
_BREAKS: Final = "\x0b\x0c\x85&"

# What may not leave: the same, and NUL and carriage return.
NEVER: Final = re.compile(f"[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{NONCHARACTERS}]")
_SPACES: Final = "\x0b\x0c\r\x85"
_REFERENCE: Final = re.compile(r"&#(?:([0-9]++)|[xX]([0-9a-fA-F]++));?")
ENCODED: Final = re.compile("%[0-9a-fA-F]{2}")
"""A character as a link writes it. A text without one, without references and control characters, makes none."""
_LONGEST_REFERENCE: Final = 7  # digits; U+10FFFF has as many
REPLACEMENT: Final = "\ufffd"


def without_controls(text: str, path: str, first_line: int) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return `text` (line ends as `\\n`) without them, and one warning where there were any.

    Those that broke a line for somebody become a space. `first_line` is the file's line of the first of `text`.
    """
    text = text.replace("\0", REPLACEMENT)
    found = _FORBIDDEN.search(text)
    if found is None:
        return text, ()
    at = found.start()
    place = Place(path, first_line + text.count("\n", 0, at), at - text.rfind("\n", 0, at))
    clean, number = _FORBIDDEN.subn(lambda one: " " if one[0][0] in _BREAKS else "", text)
    others = say(", and {number:,} more", number=number - 1) if number > 1 else NOTHING
    message = say(
        "removed an invisible control character (U+{found:04X}){others}", found=_code(found[0]), others=others
    )
    return clean, (warning("W756", message, place, say("it was probably pasted: retype the words around it")),)


def harmless(text: str) -> str:
    """Return `text` with U+FFFD for each control character but tab and line end, and a space for those that part."""
    # Nearly all texts pass here, in a tenth of the time of the exact search.
    if text.replace("\n", "").replace("\u00a0", "").isprintable():
        return text
    return NEVER.sub(lambda one: " " if one[0] in _SPACES else REPLACEMENT, text)


def without_references(html: str) -> str:
    """Return raw HTML without character references to control characters: the sanitiser would decode them."""
    return _REFERENCE.sub(_checked, html) if "&#" in html else html


def _checked(found: re.Match[str]) -> str:
    digits = (found[1] or found[2]).lstrip("0")
    # Browsers and Python read 0x80 to 0x9F as Windows-1252, and Python leaves out what is no character.
    said = unescape(found[0]) if len(digits) <= _LONGEST_REFERENCE else ""
    shown = harmless(said)
    return found[0] if said and shown == said else shown or REPLACEMENT


def _code(found: str) -> int:
    return ord(found) if len(found) == 1 else 0x0C
