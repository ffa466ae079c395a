"""Reads the picture of an article: its file, what is said of it, whose it is, and what may be done with it.

A right that cannot be read is an error: the picture would be shown without it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

import yaml

from ssg.content.frontmatter.forms import LEAD_PICTURE, Form
from ssg.content.frontmatter.keys import INNER_KEYS
from ssg.content.frontmatter.notes import Notes
from ssg.content.frontmatter.parts import form_of, parts_of, text_of
from ssg.content.frontmatter.plain import kind_of, literal
from ssg.content.frontmatter.quoting import shown
from ssg.content.frontmatter.readers import flag, moment, url
from ssg.core.errors import Place
from ssg.core.licences import licence_hint, licence_page
from ssg.core.message import Message, say, verbatim
from ssg.core.model import Picture
from ssg.core.picture_rights import REGION, Grant
from ssg.core.text.paths import is_web_address

_TEXTS: Final = tuple(part.name for part in LEAD_PICTURE if part.form is Form.TEXT and part.name != "src")
_RIGHTS: Final = "image.rights"


def picture(notes: Notes, name: str, subject: Message, node: yaml.Node) -> Picture | None:
    """Read a picture: its path or URL, or `{src, alt, caption, credit, …}`."""
    if isinstance(node, yaml.ScalarNode):
        source = url(notes, node, subject)
        return Picture(source) if source else None
    parts = parts_of(notes, name, subject, node, say("a path, or {form}", form=form_of(name)))
    if parts is None:
        return None
    texts = {key: text_of(notes, name, subject, parts, key) for key in _TEXTS}
    pages = {"licence": _licence(notes, name, subject, parts), "acquire": _page(notes, name, subject, parts, "acquire")}
    source = ""
    if "src" in parts:
        notes.mark(f"{name}.src", parts["src"])
        source = url(notes, parts["src"], say("`src` of {subject}", subject=subject))
    else:
        hint = say("write `src:` and the path of the picture")
        notes.error("E114", node, say("missing `src` in {subject}", subject=subject), hint)
    granted = _granted(notes, subject, parts["rights"]) if "rights" in parts else None
    if granted is not None and ("://" in source or source.startswith("//")):
        message = say("`rights` of a picture at another site: {src}", src=shown(source))
        hint = say("save the picture beside the article: only what the site publishes itself can be taken back")
        notes.error("E155", parts["rights"], message, hint)
    return Picture(source, **texts, **pages, rights=granted) if source else None


def is_misplaced(notes: Notes, written: str, key_node: yaml.Node, node: yaml.Node) -> bool:
    """Report rights that stand beside the picture, where nothing reads them; return whether they do."""
    keys = [str(key.value) for key, _ in node.value] if isinstance(node, yaml.MappingNode) else []
    if written.lower() != "rights" or not any(key in INNER_KEYS[_RIGHTS] for key in keys):
        return False
    hint = say("write them there: {example}", example="`image: {src: …, rights: {until: …}}`")
    notes.error("E155", key_node, say("`rights` must stand within `image`, as they are those of the picture"), hint)
    return True


def _page(notes: Notes, name: str, subject: Message, parts: dict[str, yaml.Node], key: str) -> str:
    """Return the whole URL of a page, or "" if there is none."""
    value = text_of(notes, name, subject, parts, key)
    if not value or is_web_address(value):
        return value
    message = say("`{key}` of {subject} must be a whole URL, not {value}", key=key, subject=subject, value=shown(value))
    notes.error("E114", parts[key], message, say("write it as `https://…`"))
    return ""


def check_draft(notes: Notes, values: dict[str, Any]) -> None:
    """Report rights that end before a draft begins: mistyped, they would take the picture out of other articles."""
    image, date = values.get("image"), values.get("date")
    until = image.rights.until if image and image.rights else None
    if date is None or until is None or until > date:
        return
    mark = notes.marks[f"{_RIGHTS}.until"]
    times = {"time": f"{until:%Y-%m-%d %H:%M}", "date": f"{date:%Y-%m-%d %H:%M}"}
    message = say("rights of a draft end ({time}) before its `date` ({date})", **times)
    hint = say("correct `until`: it would take the picture out of every article that shows it")
    notes.error("E156", Place(notes.mended.path, mark.line, mark.column), message, hint)


def _licence(notes: Notes, name: str, subject: Message, parts: dict[str, yaml.Node]) -> str:
    """Return the URL of a licence, which may be written by its name, or "" if there is none."""
    value = text_of(notes, name, subject, parts, "licence")
    if not value or is_web_address(value):
        return value
    if page := licence_page(value):
        return page
    message = say("unknown licence in {subject}: {value}", subject=subject, value=shown(value))
    notes.error("E114", parts["licence"], message, licence_hint(value))
    return ""


def _granted(notes: Notes, subject: Message, node: yaml.Node) -> Grant | None:
    """Read what may be done with a picture; None if nothing is said."""
    whole = say("`rights` of {subject}", subject=subject)
    parts = parts_of(notes, _RIGHTS, whole, node, verbatim(form_of(_RIGHTS)))
    if not parts:
        return None
    notes.mark(_RIGHTS, node)
    for key in INNER_KEYS[_RIGHTS]:
        if key in parts:
            notes.mark(f"{_RIGHTS}.{key}", parts[key])
    until = _until(notes, whole, parts["until"]) if "until" in parts else None
    regions = _regions(notes, whole, parts["regions"]) if "regions" in parts else ()
    partners = None
    if "partners" in parts:
        partners = flag(notes, f"{_RIGHTS}.partners", say("`partners` of {subject}", subject=whole), parts["partners"])
    return Grant(until, regions, partners)


def _until(notes: Notes, whole: Message, node: yaml.Node) -> datetime | None:
    """Return when a right ends; a day alone is included."""
    name, subject = f"{_RIGHTS}.until", say("`until` of {subject}", subject=whole)
    found = moment(notes, name, subject, node)
    if found is None or name not in notes.days:
        return found
    try:
        return found + timedelta(days=1)
    except OverflowError:
        return found


def _regions(notes: Notes, whole: Message, node: yaml.Node) -> tuple[str, ...]:
    """Return the codes of countries: a list, or one of them."""
    subject = say("`regions` of {subject}", subject=whole)
    if isinstance(node, yaml.MappingNode):
        message = say("{subject} must be a list of two-letter codes, not {node}", subject=subject, node=kind_of(node))
        notes.error("E114", node, message, _codes())
        return ()
    items = node.value if isinstance(node, yaml.SequenceNode) else [node]
    found: dict[str, None] = {}
    for item in items:
        code = literal(notes, item, subject)
        if code is not None and REGION.fullmatch(code):
            found[code] = None
        elif code is not None:
            message = say("{subject} must be two-letter codes, not {value}", subject=subject, value=shown(code))
            notes.error("E114", item, message, _codes())
    return tuple(found)


def _codes() -> Message:
    return say("write codes of countries (ISO 3166): {example}", example="`regions: [VN, LA]`")
