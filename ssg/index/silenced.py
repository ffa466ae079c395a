"""Leaves out warnings and notices that an editor has silenced where they are: `ssg: ignore W435` in a comment. Pure.

In front matter and `site.toml` a comment counts for all of it; in a text, for its own line, and for the paragraph below
if it stands alone. An error cannot be silenced. Light to import, so fences are found by their looks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from ssg.core.errors import Diagnostic, Severity
from ssg.core.silence import silenced_codes
from ssg.core.text.paths import is_markdown

_ALONE: Final = re.compile(r"[\s>]*<!--\s*ssg:\s*ignore\s[^>]*-->\s*")
_COMMENT_OF_TOML: Final = re.compile(r"^\s*#(.*)$", re.MULTILINE)


def unsilenced(said: Iterable[Diagnostic], source: Callable[[str], str]) -> Iterator[Diagnostic]:
    """Yield the diagnostics that are not silenced. `source` returns the text of a file by its path in the site."""
    known: dict[str, dict[int, frozenset[str]]] = {}
    for one in said:
        path = one.place.path
        if one.severity is Severity.ERROR or not (is_markdown(path) or path.endswith(".toml")):
            yield one
            continue
        if path not in known:
            known[path] = dict(_silent(path, source(path)))
        by_line = known[path]
        if not by_line or one.code not in by_line.get(one.place.line, by_line.get(0, frozenset())):
            yield one


def _silent(path: str, text: str) -> Iterator[tuple[int, frozenset[str]]]:
    """Yield the codes that are silenced on each line; those of line 0 are silenced where nothing else is said."""
    if "ssg:" not in text:
        return
    if not is_markdown(path):
        yield 0, silenced_codes("\n".join(_COMMENT_OF_TOML.findall(text)))
        return
    lines = text.split("\n")
    above = _front_matter(lines)
    of_front_matter = silenced_codes("\n".join(_COMMENT_OF_TOML.findall("\n".join(lines[:above]))))
    yield from ((number, of_front_matter) for number in range(above + 1) if of_front_matter)
    below = frozenset[str]()
    begun = False
    for number, line in enumerate(lines[above:], above + 1):
        here = silenced_codes(line)
        if _ALONE.fullmatch(line):
            below, begun = (here if begun else below | here), False
        elif line.strip():
            begun = True
        elif begun:
            below = frozenset()
        if here or below:
            yield number, here | below


def _front_matter(lines: list[str]) -> int:
    """Return how many lines the front matter has, with its fences."""
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    fence = lines[first].strip()[:3]
    if fence not in ("---", "+++"):
        return 0
    ends = (fence, "...") if fence == "---" else (fence,)
    return next((number + 1 for number in range(first + 1, len(lines)) if lines[number].rstrip() in ends), 0)
