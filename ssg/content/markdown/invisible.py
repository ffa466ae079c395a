"""Takes control characters out of a text before it is read: no page and no feed may hold them. The editor is told.

They come of pasting: a vertical tab is a line break of Word's, others are what was left of a PDF.
"""

from __future__ import annotations

import re
from typing import Final

from ssg.core.errors import Diagnostic, Place, warning

# All that XML 1.0 forbids or HTML calls a parse error, but for NUL, which markdown-it turns into U+FFFD as it does all
# references to such characters but the one to a form feed.
_FORBIDDEN: Final = re.compile(
    "&#(?:0{0,5}12|[xX]0{0,4}[cC]);|[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]"
)
_BREAKS: Final = "\x0b\x0c\x85&"


def without_controls(text: str, path: str, first_line: int) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return `text` (line ends as `\\n`) without them, and one warning where there were any.

    Those that broke a line for somebody become a space. `first_line` is the file's line of the first of `text`.
    """
    found = _FORBIDDEN.search(text)
    if found is None:
        return text, ()
    at = found.start()
    place = Place(path, first_line + text.count("\n", 0, at), at - text.rfind("\n", 0, at))
    clean, number = _FORBIDDEN.subn(lambda one: " " if one[0][0] in _BREAKS else "", text)
    others = f", and {number - 1:,} more" if number > 1 else ""
    message = f"an invisible control character (U+{_code(found[0]):04X}){others}: left out"
    return clean, (warning("W756", message, place, "It came of pasting: type the words around it anew."),)


def _code(found: str) -> int:
    return ord(found) if len(found) == 1 else 0x0C
