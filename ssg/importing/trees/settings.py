"""Reads the configuration of a generator in YAML, TOML or JSON as plain data, with keys in lower case. Runs nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final
from zoneinfo import ZoneInfo

from ssg.core.errors import Place, warning
from ssg.core.message import Invalid, say
from ssg.importing.notes import Notes
from ssg.importing.trees.folder import Tree
from ssg.importing.trees.front import data_of, lowered, table, text

_FORMS: Final = {"toml": "toml", "json": "json", "yaml": "yaml", "yml": "yaml"}


def settings_of(tree: Tree, names: Iterable[str], notes: Notes) -> dict[str, Any]:
    """Return the first configuration that exists; empty if there is none, or it cannot be read (reported)."""
    for path in names:
        if path in tree:
            return settings_at(tree, path, notes)
    return {}


def settings_at(tree: Tree, path: str, notes: Notes) -> dict[str, Any]:
    """Return the data of one file."""
    found = tree.text(path, notes)
    if found is None:
        return {}
    try:
        return lowered(data_of(found, _FORMS.get(path.rpartition(".")[2].lower(), "yaml"), path))
    except Invalid as wrong:
        message = say("configuration that cannot be read: {reason}; defaults are used", reason=wrong.message)
        notes.problem(warning("W812", message, Place(path, 1)))
        return {}


def merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Return two configurations as one; tables are merged, the second one's values count."""
    done = dict(below)
    for key, value in above.items():
        if isinstance(value, Mapping) and isinstance(done.get(key), Mapping):
            done[key] = merged(lowered(done[key]), lowered(value))
        else:
            done[key] = value
    return done


def zone_of(name: object) -> ZoneInfo:
    """Return a time zone by its name; UTC where there is none of that name."""
    try:
        return ZoneInfo(text(name) or "UTC")
    except (ValueError, OSError, KeyError):
        return ZoneInfo("UTC")


def deep(data: Mapping[str, Any], *keys: str) -> Any:  # noqa: ANN401 - plain data of any shape
    """Return a value below some tables; None if one of them is missing."""
    found: Any = data
    for key in keys:
        found = table(found).get(key)
    return found
