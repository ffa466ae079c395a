"""The two ways of placing a Vietnamese tone mark (`hoà`, `hòa`) as one. Pure."""

from __future__ import annotations

import re
from typing import Final

_TONES: Final = {  # tone on the second vowel → on the first, in an open syllable
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
# `quý` is the only spelling of that word: after q the u belongs to the consonant.
_NEW_TONES: Final = re.compile(rf"(?<!q)(?:{'|'.join(_TONES)})(?!\w)")


def old_tones(text: str) -> str:
    """Return `text`, lower case and NFC, with each tone mark where it was written first: `hoà` gives `hòa`."""
    return _NEW_TONES.sub(lambda found: _TONES[found[0]], text) if "o" in text or "u" in text else text
