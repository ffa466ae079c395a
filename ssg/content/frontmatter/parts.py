"""Reads values that have parts: pictures, sources, corrections. Each may be written as text where that can be meant."""

from __future__ import annotations

from urllib.parse import urlsplit

import yaml

from ssg.content.frontmatter.keys import INNER_KEYS, inner_suggestion
from ssg.content.frontmatter.notes import Notes
from ssg.content.frontmatter.plain import is_absent, kind_of, literal, pairs
from ssg.content.frontmatter.readers import moment, url
from ssg.core.model import Correction, Credit, Picture


def picture(notes: Notes, name: str, subject: str, node: yaml.Node) -> Picture | None:
    """Read a picture: its path or URL, or `{src, alt, caption, credit, focus}`."""
    if isinstance(node, yaml.ScalarNode):
        source = url(notes, node, subject)
        return Picture(source) if source else None
    parts = _parts(notes, name, subject, node, f"a path, or {_form('image')}")
    if parts is None:
        return None
    texts = {key: _text(notes, name, subject, parts, key) for key in INNER_KEYS["image"] if key != "src"}
    source = _url(notes, name, subject, parts, "src")
    if "src" not in parts:
        notes.error("E114", node, f"{subject} has no `src`", "write src: and the path of the picture")
    return Picture(source, **texts) if source else None


def credit(notes: Notes, name: str, subject: str, node: yaml.Node) -> Credit | None:
    """Read where a text comes from: a name, a URL, or `{name, url}`."""
    if isinstance(node, yaml.ScalarNode):
        value = literal(notes, node, subject)
        if value and value.lower().startswith(("http://", "https://")):
            return _named_by(url(notes, node, subject))
        return Credit(value) if value else None
    parts = _parts(notes, name, subject, node, f"a name, or {_form('source')}")
    if parts is None:
        return None
    title, address = _text(notes, name, subject, parts, "name"), _url(notes, name, subject, parts, "url")
    if not title and "url" not in parts:
        notes.error("E114", node, f"{subject} has no `name`", "write name: and what the source is called")
        return None
    return Credit(title, address) if title else _named_by(address)


def corrections(notes: Notes, name: str, subject: str, node: yaml.Node) -> tuple[Correction, ...] | None:
    """Read corrections: a list of `{date, text}`, or one of them."""
    items = node.value if isinstance(node, yaml.SequenceNode) else [node]
    found = []
    for at, item in enumerate(items):
        what = f"item {at + 1} of {subject}" if isinstance(node, yaml.SequenceNode) else subject
        parts = _parts(notes, "corrections", what, item, _form("corrections"))
        if parts is None:
            continue
        place = f"{name}[{at}]"
        notes.mark(place, item)
        for key in INNER_KEYS["corrections"]:
            if key not in parts:
                notes.error("E114", item, f"{what} has no `{key}`", f"write {_form('corrections')}")
        said = _text(notes, place, what, parts, "text")
        date = moment(notes, place, f"`date` of {what}", parts["date"]) if "date" in parts else None
        if date is not None:
            notes.mark(f"{place}.date", parts["date"])
            found.append(Correction(date, said))
    return tuple(found)


def _parts(notes: Notes, name: str, subject: str, node: yaml.Node, form: str) -> dict[str, yaml.Node] | None:
    """Return the values of a mapping by their keys, without those that are empty; say which keys nobody knows."""
    if not isinstance(node, yaml.MappingNode):
        notes.error("E114", node, f"{subject} must be {form}, not {kind_of(node)}")
        return None
    known = INNER_KEYS[name]
    result = {}
    for written, key_node, value in pairs(notes, node.value, str.lower):
        key = written.lower()
        if key in known:
            if not is_absent(value):
                result[key] = value
            continue
        meant = inner_suggestion(key, known)
        hint = f"did you mean `{meant}`?" if meant else f"it can have {', '.join(f'`{one}`' for one in known)}"
        notes.warning("W125", key_node, f"{subject} has a part that nobody reads: `{written}`", hint)
    return result


def _text(notes: Notes, name: str, subject: str, parts: dict[str, yaml.Node], key: str) -> str:
    """Return the text of a part, or "" if there is none."""
    if key not in parts:
        return ""
    notes.mark(f"{name}.{key}", parts[key])
    return literal(notes, parts[key], f"`{key}` of {subject}") or ""


def _url(notes: Notes, name: str, subject: str, parts: dict[str, yaml.Node], key: str) -> str:
    """Return the URL of a part, or "" if there is none."""
    if key not in parts:
        return ""
    notes.mark(f"{name}.{key}", parts[key])
    return url(notes, parts[key], f"`{key}` of {subject}")


def _named_by(address: str) -> Credit | None:
    """Return a source that has no name but its site's."""
    return Credit((urlsplit(address).hostname or address).removeprefix("www."), address) if address else None


def _form(name: str) -> str:
    """Return how a value with parts is written."""
    return f"{{{', '.join(INNER_KEYS[name])}}}"
