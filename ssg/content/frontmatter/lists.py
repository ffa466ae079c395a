"""Reads lists of texts, however they are written, with a mark for each item. Nothing is left out without a word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from urllib.parse import unquote

import yaml

from ssg.content.frontmatter.notes import Notes
from ssg.content.frontmatter.plain import literal, tidy
from ssg.content.frontmatter.quoting import shown
from ssg.core.text.paths import odd_name
from ssg.core.text.slug import identity

# An old address becomes a file of the output: nothing may lead out of it, or never arrive there.
_NOT_IN_ALIAS: Final = ("..", "?", "#", "//", "\\")

_Item = tuple[str, yaml.Node, int]


def names(notes: Notes, name: str, subject: str, node: yaml.Node) -> tuple[str, ...] | None:
    """Read names, as a list or as text with commas; those that are one and the same name are merged."""
    return _kept(notes, name, subject, _items(notes, subject, node, commas=True), identity)


def references(notes: Notes, name: str, subject: str, node: yaml.Node) -> tuple[str, ...] | None:
    """Read a list of texts, or one text."""
    return _kept(notes, name, subject, _items(notes, subject, node, commas=False), str)


def old_paths(notes: Notes, name: str, subject: str, node: yaml.Node) -> tuple[str, ...] | None:
    """Read paths of the site itself."""
    items = _items(notes, subject, node, commas=False)
    for path, item, offset in items:
        odd = next((part for part in _NOT_IN_ALIAS if part in path), "")
        if path and (odd or not path.startswith("/")):
            why = f"cannot hold `{odd}`" if odd else "must begin with `/`"
            hint = "write the path of the old page in this site, such as /thoi-su/tin-cu/"
            notes.error("E117", notes.place(item, offset), f"an old address in {subject} {why}: {shown(path)}", hint)
        elif path.strip("/") and (bad := odd_name(unquote(path))) is not None:
            why = f"cannot be a file on every system, because of {shown(bad)}"
            hint = "an address that must be so can lead on by a line of the table of `redirects`"
            notes.error("E117", notes.place(item, offset), f"an old address in {subject} {why}: {shown(path)}", hint)
    return _kept(notes, name, subject, items, str)


def _items(notes: Notes, subject: str, node: yaml.Node, *, commas: bool) -> list[_Item]:
    """Return the texts of a list (or of one text), each with its node and where in its value it begins."""
    if isinstance(node, yaml.SequenceNode):
        read = [(literal(notes, item, f"item {at} of {subject}"), item, 0) for at, item in enumerate(node.value, 1)]
        return [(value, item, offset) for value, item, offset in read if value is not None]
    whole = literal(notes, node, subject)
    if whole is None or not isinstance(node, yaml.ScalarNode):
        return []
    if not commas or "," not in whole:
        return [(whole, node, 0)]
    found: list[_Item] = []
    offset = 0
    for part in node.value.split(","):
        found.append((tidy(part), node, offset + len(part) - len(part.lstrip())))
        offset += len(part) + 1
    return found


def _kept(notes: Notes, name: str, subject: str, items: list[_Item], key: Callable[[str], str]) -> tuple[str, ...]:
    """Return the texts that are not empty, each once, with their marks; say which were left out."""
    kept: dict[str, str] = {}
    empty = [notes.place(node, offset) for value, node, offset in items if not value]
    if empty:
        what = "an empty item" if len(empty) == 1 else f"{len(empty)} empty items"
        notes.notice("N132", empty[0], f"{what} of {subject} left out")
    for value, node, offset in items:
        if not value:
            continue
        known = key(value)
        if known in kept:
            same = f"{shown(value)} and {shown(kept[known])}" if value != kept[known] else shown(value)
            notes.notice("N133", notes.place(node, offset), f"{subject} names {same} twice; it counts once")
            continue
        notes.mark(f"{name}[{len(kept)}]", node, offset)
        kept[known] = value
    return tuple(kept.values())
