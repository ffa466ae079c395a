"""Finds characters that are forbidden in a line of metadata. It never removes them: their places are reported.

They are refused because pages are spliced at NUL markers, XML 1.0 has no control characters, and a direction override
makes a headline read as something else.
"""

from __future__ import annotations

import re
from typing import Final

NONCHARACTERS: Final = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17)
)

# C0 (tab and line ends too), DEL and C1; line and paragraph separators; embeddings, overrides and isolates of
# direction; lone surrogates; noncharacters. Joiners and variation selectors are text: emoji and Indic need them.
FORBIDDEN_CLASS: Final = f"\\x00-\\x1f\\x7f-\\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff{NONCHARACTERS}"
_FORBIDDEN: Final = re.compile(f"[{FORBIDDEN_CLASS}]")


def control_characters(text: str) -> list[int]:
    """Return the positions in `text` (from 0) of the characters that one line of metadata may not hold."""
    if text.isprintable():  # none of them is
        return []
    return [found.start() for found in _FORBIDDEN.finditer(text)]
