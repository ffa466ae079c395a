"""What an article writes behind `:::` to use a box of the site's own: a name, then `key=value` pairs. Pure text.

It knows no theme: whether there is such a box, and what an argument may be, is decided when the site is planned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from ssg.content.markdown.targets import decoded, kind_of
from ssg.core.text.slug import slugify

KIND: Final = "box"
"""The kind of a `Ref` that is a use of a box; its target is what is written, from the name on."""

_NAME: Final = re.compile(r"[^\s{}\[\]=]++")
_ARGUMENT: Final = re.compile(
    r"""([^\W\d_][\w-]*+)(?:\s*+=\s*+(?:"([^"]*+)"|“([^”]*+)”|'([^']*+)'|([^\s"“']\S*+)))?+(?=\s|$)"""
)


class Given(NamedTuple):
    """An argument as it is written: its name, its value (None: a word alone), and where it begins behind the name."""

    name: str
    value: str | None
    at: int


class Use(NamedTuple):
    """A use of a box: its folded name, its arguments, and what behind it is no argument, with where that begins."""

    name: str
    given: tuple[Given, ...]
    stray: tuple[tuple[str, int], ...] = ()


def use_of(written: str) -> Use:
    """Read a use, as it is written from the name on."""
    found = _NAME.match(written)
    name = slugify(found[0]) if found else ""
    given: list[Given] = []
    stray: list[tuple[str, int]] = []
    at = found.end() if found else 0
    while at < len(written):
        if written[at].isspace():
            at += 1
        elif argument := _ARGUMENT.match(written, at):
            values = [value for value in argument.groups()[1:] if value is not None]
            given.append(Given(argument[1], values[0] if values else None, at))
            at = argument.end()
        else:
            word = written[at:].split(maxsplit=1)[0]
            stray.append((word, at))
            at += len(word)
    return Use(name, tuple(given), tuple(stray))


def written_use(name: str, given: Iterator[tuple[str, str]] | dict[str, str]) -> str:
    """Return a use as it is written; a quotation mark that both kinds of quotes would end is left out."""
    pairs = given.items() if isinstance(given, dict) else given
    return " ".join([name, *(f"{key}={_quoted(value)}" for key, value in pairs)])


def _quoted(value: str) -> str:
    return f'"{value}"' if '"' not in value else f"'{value.replace(chr(39), '’')}'"


def targets_of(written: str) -> Iterator[tuple[str, str]]:
    """Yield what arguments may point to: `link` or `file`, and the target. Whether they do, the theme decides."""
    for one in use_of(written).given:
        kind = kind_of(one.value) if one.value else ""
        if one.value and kind in ("link", "file") and "." in one.value:
            yield kind, decoded(one.value)
