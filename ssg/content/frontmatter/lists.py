"""Reads lists of texts in all their forms, with a mark for each item. It reports everything that it omits."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

import yaml

from ssg.content.frontmatter.notes import Notes
from ssg.content.frontmatter.plain import literal, tidy
from ssg.content.frontmatter.quoting import quoted, shown
from ssg.content.frontmatter.splitting import Part, Parts, split_names
from ssg.core.message import Message, say
from ssg.core.text.paths import is_web_address, odd_name
from ssg.core.text.slug import identity

# An old address becomes a file of the output: nothing may lead out of it, or never arrive there.
_NOT_IN_ALIAS: Final = ("..", "?", "#", "//", "\\")

_HALF_ENCODED: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
# A dot in the last part makes the address that of a file; which type it has, a server tells by its ending.
_DOWNLOADED: Final = re.compile(r"\.(?!s?html?$|xhtml$)[^/.]*$", re.IGNORECASE)

# A mark of a list that YAML reads as text: without a space behind it, or indented further than the item above.
_LIST_MARK: Final = re.compile(r"[-–•*+][ \t]*(?=[^\W_])")

_Item = tuple[str, yaml.Node, int]

_identity: Final = lru_cache(1 << 12)(identity)
"""Articles share authors and tags."""


def people(notes: Notes, name: str, subject: Message, node: yaml.Node) -> tuple[str, ...] | None:
    """Read names of people, as a list or as text; equal names are merged."""
    return _kept(notes, name, subject, _names(notes, subject, node, people=True), _identity)


def names(notes: Notes, name: str, subject: Message, node: yaml.Node) -> tuple[str, ...] | None:
    """Read names, as a list or as text with commas; equal names are merged."""
    return _kept(notes, name, subject, _names(notes, subject, node, people=False), _identity)


def _names(notes: Notes, subject: Message, node: yaml.Node, *, people: bool) -> list[_Item]:
    """Return the names of a list or a text; report a text that contains several."""
    found: list[_Item] = []
    in_list = isinstance(node, yaml.SequenceNode)
    for value, item, offset in _items(notes, subject, node):
        raw = item.value.rstrip("\n") if isinstance(item, yaml.ScalarNode) else value
        listed = _listed(notes, item, in_list=in_list) if item.end_mark.line > item.start_mark.line else None
        split = listed or split_names(raw, people=people, item=in_list)
        parts = [(tidy(part.text), item, part.offset) for part in split.parts]
        if split.certain:
            written = ", ".join(quoted(text) for text, _, _ in parts if text)
            message = say(
                "{value} in {subject} is read as {number} names",
                value=shown(value),
                subject=subject,
                number=len([1 for part in parts if part[0]]),
            )
            notes.notice("N149", notes.place(item, offset), message, say("write `[{written}]`", written=written))
        elif split.doubtful:
            message = say(
                "{doubtful} in {subject} may be two names; it is read as one",
                doubtful=shown(split.doubtful),
                subject=subject,
            )
            notes.warning("W148", notes.place(item, offset), message, say("if so, write them as a list: `[…, …]`"))
        found.extend(parts)
    return found


def _listed(notes: Notes, node: yaml.Node, *, in_list: bool) -> Parts | None:
    """Return the names of a list whose marks YAML reads as text, a line each; None for any other value."""
    start, end = node.start_mark, node.end_mark
    if not isinstance(node, yaml.ScalarNode) or node.style:
        return None
    lines = [line.strip() for line in notes.mended.lines[start.line : end.line + 1]]
    lines[0] = notes.mended.lines[start.line][start.column :].strip()
    marked = lines[1:] if in_list else lines
    if not all(map(_LIST_MARK.match, filter(None, marked))):
        return None
    return Parts(tuple(Part(_LIST_MARK.sub("", line, count=1), 0) for line in lines if line), certain=True)


def references(notes: Notes, name: str, subject: Message, node: yaml.Node) -> tuple[str, ...] | None:
    """Read a list of texts, or one text."""
    return _kept(notes, name, subject, _items(notes, subject, node), str)


def old_paths(notes: Notes, name: str, subject: Message, node: yaml.Node) -> tuple[str, ...] | None:
    """Read paths of the site itself."""
    items = _items(notes, subject, node)
    for path, item, offset in items:
        if (wrong := _wrong_with(path)) is not None:
            why, hint = wrong
            message = say("an old URL in {subject} {why}: {path}", subject=subject, why=why, path=shown(path))
            notes.error("E117", notes.place(item, offset), message, hint)
        elif _HALF_ENCODED.search(path):
            message = say(
                "an old URL in {subject} contains an invalid percent escape: {path}", subject=subject, path=shown(path)
            )
            notes.error("E117", notes.place(item, offset), message, say("write `%25` for a percent sign"))
        elif _DOWNLOADED.search(path):
            message = say(
                "browsers may download the old URL {path} instead of showing it, because of its extension",
                path=shown(path),
            )
            hint = say("name a server in `[deploy]`, which redirects it; on other hosts use `/a/`, `/a` or `/a.html`")
            notes.notice("N138", notes.place(item, offset), message, hint)
    return _kept(notes, name, subject, items, str)


def addresses(notes: Notes, name: str, subject: Message, node: yaml.Node) -> tuple[str, ...] | None:
    """Read whole URLs, as a list or one alone."""
    items = _items(notes, subject, node)
    for url, item, offset in items:
        if not is_web_address(url):
            message = say("{subject} must be whole URLs, not {value}", subject=subject, value=shown(url))
            hint = say("write them as `https://…`; a text of this site names its original by `translation_of`")
            notes.error("E114", notes.place(item, offset), message, hint)
    return _kept(notes, name, subject, items, str)


def _wrong_with(path: str) -> tuple[Message, Message] | None:
    """Return why a path cannot be an old URL, and what to do; None for one that can."""
    odd = next((part for part in _NOT_IN_ALIAS if part in path), "")
    if path and (odd or not path.startswith("/")):
        why = say("must not contain `{odd}`", odd=odd) if odd else say("must begin with `/`")
        return why, say("write the path of the old page on this site, such as `/thoi-su/tin-cu/`")
    if path.strip("/") and (bad := odd_name(unquote(path))) is not None:
        why = say("is not a valid file name on every system because of {bad}", bad=shown(bad))
        return why, say("to keep this URL, add a line to the redirect table")
    return None


def _items(notes: Notes, subject: Message, node: yaml.Node) -> list[_Item]:
    """Return the texts of a list (or one text), each with its node and its offset in the value."""
    if isinstance(node, yaml.SequenceNode):
        read = [
            (literal(notes, item, say("item {at} of {subject}", at=at, subject=subject)), item, 0)
            for at, item in enumerate(node.value, 1)
        ]
        return [(value, item, offset) for value, item, offset in read if value is not None]
    whole = literal(notes, node, subject)
    return [] if whole is None else [(whole, node, 0)]


def _kept(notes: Notes, name: str, subject: Message, items: list[_Item], key: Callable[[str], str]) -> tuple[str, ...]:
    """Return the texts that are not empty, each once, with their marks; report the others."""
    kept: dict[str, str] = {}
    empty = [notes.place(node, offset) for value, node, offset in items if not value]
    if empty:
        what = say("an empty item") if len(empty) == 1 else say("{number} empty items", number=len(empty))
        notes.notice("N132", empty[0], say("ignored {what} in {subject}", what=what, subject=subject))
    for value, node, offset in items:
        if not value:
            continue
        known = key(value)
        if known in kept:
            same = (
                say("{value} and {kept}", value=shown(value), kept=shown(kept[known]))
                if value != kept[known]
                else shown(value)
            )
            notes.notice(
                "N133",
                notes.place(node, offset),
                say("duplicate {same} in {subject}; it counts once", same=same, subject=subject),
            )
            continue
        notes.mark(f"{name}[{len(kept)}]", node, offset)
        kept[known] = value
    return tuple(kept.values())
