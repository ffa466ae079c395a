"""Documents of Ghost's editors as HTML: lexical (since 2023) and mobiledoc. They hold less than the HTML of Ghost."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from typing import Any, Final

from ssg.importing.ghost.cards import card, text
from ssg.importing.ghost.gated import GATED, is_gated
from ssg.importing.notes import Notes

_FORMATS: Final = ((16, "code"), (1, "strong"), (2, "em"), (4, "s"), (8, "u"), (32, "sub"), (64, "sup"), (128, "mark"))
_DEEPEST: Final = 60
_BREAKS: Final = frozenset(("linebreak", "soft-return"))


def lexical(document: str, notes: Notes) -> str:
    """Return a lexical document as HTML; "" if it is none."""
    root = _mapping(_parsed(document).get("root"))
    return _nodes(root, notes, 0)


def _nodes(node: Mapping[str, Any], notes: Notes, depth: int) -> str:
    children = node.get("children")
    if not isinstance(children, list) or depth > _DEEPEST:
        return ""
    return "".join(_node(_mapping(child), notes, depth + 1) for child in children)


def _node(node: Mapping[str, Any], notes: Notes, depth: int) -> str:
    kind = str(node.get("type", "")).removeprefix("extended-")
    if kind == "text":
        return _formatted(node)
    if kind in _BREAKS or kind == "tab":
        return "<br>" if kind in _BREAKS else " "
    if kind in ("link", "autolink", "at-link"):
        url = escape(text(node, "url"))
        return f'<a href="{url}">{_nodes(node, notes, depth) or url}</a>'
    tag = {
        "paragraph": "p",
        "quote": "blockquote",
        "aside": "blockquote",
        "listitem": "li",
        "heading": text(node, "tag") if text(node, "tag") in ("h1", "h2", "h3", "h4", "h5", "h6") else "h2",
        "list": "ol" if node.get("listType") == "number" else "ul",
    }.get(kind)
    if tag:
        start = node.get("start")
        given = f' start="{start}"' if tag == "ol" and isinstance(start, int) and start > 1 else ""
        return f"<{tag}{given}>{_nodes(node, notes, depth)}</{tag}>"
    if is_gated(node):
        notes.count(GATED, kind)
        return ""
    return card(kind, node, notes) if "children" not in node else _nodes(node, notes, depth)


def _formatted(node: Mapping[str, Any]) -> str:
    written = escape(str(node.get("text", "")), quote=False)
    given = node.get("format")
    marks = given if isinstance(given, int) else 0
    for bit, tag in _FORMATS:
        if marks & bit:
            written = f"<{tag}>{written}</{tag}>"
    return written


def mobiledoc(document: str, notes: Notes) -> str:
    """Return a mobiledoc document as HTML; "" if it is none."""
    data = _parsed(document)
    return "".join(_section(section, data, notes) for section in _list(data.get("sections")))


def _section(section: object, data: Mapping[str, Any], notes: Notes) -> str:
    """Return a section: 1 text, 2 a picture, 3 a list, 10 a card."""
    parts = _list(section)
    kind = parts[0] if parts else None
    if kind == 1 and len(parts) > 2:
        tag = parts[1] if parts[1] in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "aside") else "p"
        tag = "blockquote" if tag == "aside" else tag
        return f"<{tag}>{_markers(parts[2], data)}</{tag}>"
    if kind == 2 and len(parts) > 1:
        return f'<img src="{escape(str(parts[1]))}">'
    if kind == 3 and len(parts) > 2:
        tag = "ol" if parts[1] == "ol" else "ul"
        return f"<{tag}>{''.join(f'<li>{_markers(one, data)}</li>' for one in _list(parts[2]))}</{tag}>"
    if kind == 10 and len(parts) > 1:
        found = _at(data.get("cards"), parts[1])
        return card(str(found[0]), _mapping(found[1]), notes) if len(found) > 1 else ""
    return ""


def _markers(markers: object, data: Mapping[str, Any]) -> str:
    """Return the text of a section: each marker opens marks, has text or an atom, and closes the last of them."""
    out: list[str] = []
    open_: list[str] = []
    for marker in map(_list, _list(markers)):
        if len(marker) < 4:
            continue
        for number in _list(marker[1]):
            markup = _at(data.get("markups"), number)
            tag = str(markup[0]) if markup else "span"
            given = _list(markup[1]) if len(markup) > 1 else []
            href = str(given[given.index("href") + 1]) if "href" in given[:-1] else ""
            out.append(f'<a href="{escape(href)}">' if tag == "a" else f"<{tag}>")
            open_.append(tag)
        if marker[0] == 1:
            atom = _at(data.get("atoms"), marker[3])
            out.append("<br>" if atom and atom[0] in _BREAKS else escape(str(atom[1])) if len(atom) > 1 else "")
        else:
            out.append(escape(str(marker[3]), quote=False))
        closing = marker[2] if isinstance(marker[2], int) else 0
        out += [f"</{open_.pop()}>" for _ in range(min(closing, len(open_)))]
    return "".join(out) + "".join(f"</{tag}>" for tag in reversed(open_))


def _parsed(document: str) -> Mapping[str, Any]:
    try:
        return _mapping(json.loads(document))
    except (ValueError, RecursionError):
        return {}


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _at(value: object, number: object) -> list[Any]:
    found = _list(value)
    return _list(found[number]) if isinstance(number, int) and 0 <= number < len(found) else []
