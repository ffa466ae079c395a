"""How a site writes its keys, so that a form loses nothing: names of keys and shapes of values in its articles. Pure.

A CMS drops a value whose shape its widget does not know (`image: anh.jpg` where it has fields for the parts of a
picture); a key without a widget it leaves alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

from ssg.content.frontmatter.keys import canonical

Shape = Literal["text", "list", "parts"]


class Habit(NamedTuple):
    """How a key is written: its commonest name, and the shapes of its values."""

    name: str
    shapes: frozenset[Shape]


def habits(articles: Iterable[Mapping[str, Any]]) -> dict[str, Habit]:
    """Return how the keys of some articles are written, by their first names. Empty values say nothing."""
    names: dict[str, Counter[str]] = {}
    shapes: dict[str, set[Shape]] = {}
    for front in articles:
        for key, value in front.items():
            name = canonical(key)
            if name and value not in (None, "", [], {}):
                names.setdefault(name, Counter())[key] += 1
                shapes.setdefault(name, set()).add(_shape(value))
    return {name: Habit(found.most_common(1)[0][0], frozenset(shapes[name])) for name, found in names.items()}


def _shape(value: object) -> Shape:
    if isinstance(value, Mapping):
        return "parts"
    return "list" if isinstance(value, list) else "text"
