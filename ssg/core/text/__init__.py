"""Pure functions over text: slugs, search keys, Vietnamese order, words, times, safe names.

They take text and return text, a key or a number. None of them may read a file, the clock, the locale or the
environment, or keep state between calls.
"""

from __future__ import annotations

from ssg.core.text.collate import collation_key
from ssg.core.text.control import control_characters
from ssg.core.text.dates import iso, parse_time, rfc822, stamp
from ssg.core.text.paths import clash_key, is_safe_url, odd_name, safe_segment
from ssg.core.text.slug import clean, fold, identity, slugify
from ssg.core.text.words import excerpt, reading_minutes

__all__ = [
    "clash_key",
    "clean",
    "collation_key",
    "control_characters",
    "excerpt",
    "fold",
    "identity",
    "is_safe_url",
    "iso",
    "odd_name",
    "parse_time",
    "reading_minutes",
    "rfc822",
    "safe_segment",
    "slugify",
    "stamp",
]
