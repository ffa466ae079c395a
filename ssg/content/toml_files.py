"""Reads the text of a TOML file that editors write below `data/`, and says what is wrong with it. Pure.

It knows no key: what the tables mean is decided by who asks.
"""

from __future__ import annotations

import tomllib
from typing import Any

from ssg.core.config.layout import Layout, TooDeep
from ssg.core.config.syntax import syntax_error
from ssg.core.errors import Place
from ssg.core.message import NOTHING, Message, say
from ssg.core.text.normal import normalized


class Unreadable(Exception):
    """Raised for a file that is no TOML: why, and where."""

    def __init__(self, place: Place, why: Message, hint: Message = NOTHING, also: tuple[Place, ...] = ()) -> None:
        """Carry the parts of a diagnostic."""
        super().__init__(str(why))
        self.place = place
        self.why = why
        self.hint = hint
        self.also = also


def read_toml(raw: bytes, file: str, longest: int) -> tuple[dict[str, Any], Layout]:
    """Return the tables of a file, given as path from the site's folder and bytes, and where its values stand.

    Raises Unreadable, also for more than `longest` characters.
    """
    try:
        text = normalized("NFC", raw.decode("utf-8-sig").replace("\r\n", "\n"))
        if len(text) > longest:
            raise Unreadable(Place(file), say("longer than {longest:,} characters", longest=longest))
        layout = Layout(text)
    except UnicodeDecodeError as problem:
        raise Unreadable(Place(file), say("not UTF-8")) from problem
    except TooDeep as problem:
        raise Unreadable(Place(file, problem.line, problem.column), problem.message) from problem
    try:
        return tomllib.loads(text), layout
    except (ValueError, RecursionError) as problem:
        wrong = syntax_error(str(problem), text, layout, file)
        raise Unreadable(wrong.place, wrong.message, wrong.hint, wrong.also) from problem
