"""Writes text so that YAML returns exactly that text. It never decides whether quoting is needed."""

from __future__ import annotations

import re
from typing import Final

from ssg.core.patterns import pattern
from ssg.core.text.control import FORBIDDEN_CLASS

# U+FEFF would be lost at the start of a line; the others are not printable in YAML or would end the line.
_ESCAPED: Final = pattern(rf'["\\\ufeff{FORBIDDEN_CLASS}]')
_INVISIBLE: Final = pattern(rf"[\ufeff{FORBIDDEN_CLASS}]")
_SHORT: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}


def quoted(text: str) -> str:
    """Return `text` as a double-quoted scalar of YAML 1.1 and 1.2 on one line.

    Every character survives, except that a lone surrogate, which no YAML file can hold, becomes U+FFFD.
    """
    return f'"{_ESCAPED.sub(_escape, text)}"'


def shown(text: str, limit: int = 60) -> str:
    """Return `text` in single quotes on one line for a message, cut after `limit` characters, controls escaped."""
    cut = text if len(text) <= limit else text[:limit] + "…"
    return f"'{_INVISIBLE.sub(_escape, cut)}'"


def _escape(found: re.Match[str]) -> str:
    """Return one character as YAML's escape."""
    character = found[0]
    if character in _SHORT:
        return _SHORT[character]
    point = ord(character)
    if 0xD800 <= point <= 0xDFFF:
        return "\ufffd"
    if point <= 0xFF:
        return f"\\x{point:02X}"
    return f"\\u{point:04X}" if point <= 0xFFFF else f"\\U{point:08X}"
