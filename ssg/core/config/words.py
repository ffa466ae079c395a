"""Checks `[words]` of `site.toml`: words that are very nearly those of a catalogue, and fields in braces."""

from __future__ import annotations

import string
from typing import Any, Final

from ssg.core.config.report import Report
from ssg.core.i18n import known_words
from ssg.core.message import say
from ssg.core.text.near import likest

_NEAR: Final = 0.85
_TABLE: Final = "words"


def check_words(good: dict[str, Any], report: Report) -> None:
    """Report replaced words that no template can mean, and replacements that lose or invent a field."""
    words = good.get(_TABLE)
    if not isinstance(words, dict):
        return
    known, wrong = known_words(), set[str]()
    for key, text in words.items():
        if not isinstance(text, str):
            continue
        close = likest(key, known, _NEAR) if key not in known else ""
        if close:
            message = say("unknown words “{words}”", words=key)
            report.at_key("E503", message, (_TABLE, key), say("did you mean “{close}”?", close=close))
        elif (wanted := _fields(key)) != _fields(text):
            message = say("replacement must have the fields of the words: {fields}", fields=" ".join(wanted) or "–")
            report.at_value("E505", message, (_TABLE, key))
            wrong.add(key)
    good[_TABLE] = {key: text for key, text in words.items() if key not in wrong}  # no template fails by them


def _fields(text: str) -> list[str]:
    """Return the fields in braces of a text, such as `{count}`."""
    try:
        return sorted({f"{{{field}}}" for _, field, _, _ in string.Formatter().parse(text) if field is not None})
    except ValueError:
        return ["?"]
