"""Reads single values: text, times, switches, numbers, URLs. One small function for each kind of value.

Every reader takes the notes of the file, the key's name in `marks`, how to call the value in a message (`subject`)
and its node, and returns the value, or None if there is none, or none that can be read: then it has said why.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

import yaml

from ssg.content.frontmatter.keys import inner_suggestion
from ssg.content.frontmatter.notes import Notes
from ssg.content.frontmatter.plain import kind_of, literal, resolved
from ssg.content.frontmatter.quoting import quoted, shown
from ssg.core.text.dates import parse_time
from ssg.core.text.paths import is_safe_url, odd_name
from ssg.core.text.slug import clean, slugify

TYPES: Final = ("article", "live")

_ID: Final = re.compile(r"[A-Za-z0-9_-]+")
_HIGHEST_RANK: Final = 1_000_000


def text(notes: Notes, name: str, subject: str, node: yaml.Node) -> str | None:
    """Read one text, literally as it is written."""
    return literal(notes, node, subject)


def headline(notes: Notes, name: str, subject: str, node: yaml.Node) -> str | None:
    """Read a text that stays one even where YAML sees a list or a mapping (`Hà Nội: …` on a line of its own)."""
    if isinstance(node, yaml.ScalarNode):
        return literal(notes, node, subject)
    start, end = node.start_mark, _end(node)
    lines = notes.mended.lines[start.line : end.line + 1]
    lines[-1] = lines[-1][: end.column]
    lines[0] = lines[0][start.column :]
    written = clean(" ".join(lines))
    notes.notice(
        "N130",
        node,
        f"{subject} is taken as the text that it is: YAML would take it for {kind_of(node)}",
        f"write {subject.strip('`')}: {quoted(written)}",
    )
    return written


def moment(notes: Notes, name: str, subject: str, node: yaml.Node) -> datetime | None:
    """Read a time; it is returned in the site's time zone."""
    must = f"{subject} must be a date and time such as 2026-11-24 08:24, not"
    if not isinstance(node, yaml.ScalarNode):
        notes.error("E115", node, f"{must} {kind_of(node)}")
        return None
    try:
        return parse_time(node.value, notes.zone)
    except ValueError as wrong:
        notes.error("E115", node, f"{must} {shown(node.value)}", str(wrong))
        return None


def flag(notes: Notes, name: str, subject: str, node: yaml.Node) -> bool | None:
    """Read `true` or `false`, and nothing else."""
    value = _resolved(node)
    if isinstance(value, bool):
        return value
    hint = "write true or false, without quotation marks"
    notes.error("E114", node, f"{subject} must be true or false, not {_told(node)}", hint)
    return None


def rank(notes: Notes, name: str, subject: str, node: yaml.Node) -> int | None:
    """Read a whole number from 0; `true` is 1 and `false` is 0."""
    value = _resolved(node)
    if isinstance(value, int) and 0 <= value <= _HIGHEST_RANK:
        return int(value)
    hint = f"write true, or a whole number from 0 to {_HIGHEST_RANK}: the higher, the further up"
    notes.error("E114", node, f"{subject} must be true, false or a whole number, not {_told(node)}", hint)
    return None


def kind(notes: Notes, name: str, subject: str, node: yaml.Node) -> str | None:
    """Read the type of an article, one of TYPES."""
    value = literal(notes, node, subject)
    if value is None or value.lower() in TYPES:
        return value and value.lower()
    meant = inner_suggestion(value, TYPES)
    hint = f"did you mean `{meant}`?" if meant else "leave it out for an ordinary article"
    notes.error("E114", node, f"{subject} must be {' or '.join(f'`{one}`' for one in TYPES)}, not {shown(value)}", hint)
    return None


def ident(notes: Notes, name: str, subject: str, node: yaml.Node) -> str | None:
    """Read an article's own id."""
    value = literal(notes, node, subject)
    if value is None or (_ID.fullmatch(value) and odd_name(value) is None):
        return value
    if _ID.fullmatch(value):
        hint = "some systems keep this name for a device, or have no room for it: write another"
        notes.error("E118", node, f"{subject} can be no part of an address: {shown(value)}", hint)
        return None
    hint = "write a-z, A-Z, 0-9, - and _ only"
    notes.error("E118", node, f"{subject} has characters that an id cannot have: {shown(value)}", hint)
    return None


def slug(notes: Notes, name: str, subject: str, node: yaml.Node) -> str | None:
    """Read a part of a URL, folded as titles are."""
    value = literal(notes, node, subject)
    if value is None:
        return None
    folded = slugify(value)
    if not folded:
        notes.error("E118", node, f"{subject} has no letter or digit that a URL can have: {shown(value)}")
        return None
    if folded != value:
        notes.notice("N131", node, f"{subject} becomes {shown(folded)}, not {shown(value)}", f"write slug: {folded}")
    return folded


def url(notes: Notes, node: yaml.Node, subject: str) -> str:
    """Read a URL that may stand in a page; "" after saying why there is none."""
    value = literal(notes, node, subject) or ""
    if value and not is_safe_url(value):
        hint = "write a path, or a URL that begins with https:// or http://"
        notes.error("E116", node, f"{subject} is no URL that may stand in a page: {shown(value)}", hint)
        return ""
    return value


def _end(node: yaml.Node) -> yaml.Mark:
    """Return where the last character of a node stands: a block ends, for YAML, only where the next begins."""
    while isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node.end_mark


def _resolved(node: yaml.Node) -> object:
    """Return what a scalar without quotation marks means; None for everything else."""
    is_plain = isinstance(node, yaml.ScalarNode) and not node.style and not node.tag
    return resolved(node.value) if is_plain else None


def _told(node: yaml.Node) -> str:
    """Return a value for a message."""
    if not isinstance(node, yaml.ScalarNode):
        return kind_of(node)
    return f"the text {quoted(node.value)}" if node.style in ("'", '"') else shown(node.value)
