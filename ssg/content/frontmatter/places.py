"""Reads where an article goes (`permalink`), for whom (`access`), and what it is a translation of. No disk."""

from __future__ import annotations

import re
from typing import Final

import yaml

from ssg.content.frontmatter.keys import inner_suggestion
from ssg.content.frontmatter.notes import Notes
from ssg.content.frontmatter.plain import literal
from ssg.content.frontmatter.quoting import shown
from ssg.core.config.access_keys import LEVELS
from ssg.core.i18n import normal_tag, of_country
from ssg.core.message import NOTHING, Invalid, Message, one_of, say
from ssg.core.permalinks import OldAtMost, check_own
from ssg.core.text.paths import is_web_address

# Names of patterns that Jekyll has.
_STYLES: Final = ("pretty", "date", "ordinal", "weekdate", "none")


def permalink(notes: Notes, name: str, subject: Message, node: yaml.Node) -> str | None:
    """Read the URL of this article, or a pattern for it. It is kept as it is written: case, dots and length."""
    value = literal(notes, node, subject)
    if not value:
        return None
    told = shown(value)
    if value in _STYLES or _FIELD.search(value):
        message = (
            say("{subject} {value} is ignored: it is a pattern of another system", subject=subject, value=told)
            if ":" in value
            else say(
                "{subject} {value} is ignored: it is the name of a pattern of another system",
                subject=subject,
                value=told,
            )
        )
        notes.warning("W444", node, message, _in_braces(value))
        return None
    try:
        kept = check_own(value)
    except Invalid as problem:
        message = say("{subject} {problem}: {value}", subject=subject, problem=problem.message, value=told)
        notes.error("E443", node, message, _hint(value, problem))
        return None
    if kept != value:
        message = say("{subject} {value} is read as `{kept}`", subject=subject, value=told, kept=kept)
        notes.notice("N443", node, message, say("write `permalink: {kept}`", kept=kept))
    return kept


def access(notes: Notes, name: str, subject: Message, node: yaml.Node) -> str | None:
    """Read who may read an article whole, one of LEVELS. Anything else is an error: it must not become public."""
    value = literal(notes, node, subject) or ""
    level = value.lower()
    if level in LEVELS:
        return level
    meant = inner_suggestion(value, LEVELS)
    hint = say("did you mean `{meant}`?", meant=meant) if meant else say("write `free` if everybody may read it")
    types = one_of(f"`{one}`" for one in LEVELS)
    message = say("{subject} must be {types}, not {value}", subject=subject, types=types, value=shown(value))
    notes.error("E114", node, message, hint)
    return None


def original(notes: Notes, name: str, subject: Message, node: yaml.Node) -> str | None:
    """Read the path of the article that this one is a translation of, or its URL at another site."""
    value = literal(notes, node, subject)
    if value and "://" in value and not is_web_address(value):
        message = say(
            "{subject} must be the path of a file or a whole URL, not {value}", subject=subject, value=shown(value)
        )
        notes.error("E114", node, message)
        return None
    return value


def language(notes: Notes, name: str, subject: Message, node: yaml.Node) -> str | None:
    """Read a language tag, such as `en` or `zh-Hant`; one that is none counts as none."""
    value = literal(notes, node, subject)
    if not value:
        return None
    if tag := normal_tag(value):
        return tag
    message = say(
        "{subject} must be a language tag such as `en` or `zh-Hant`, not {value}", subject=subject, value=shown(value)
    )
    meant = of_country(value)
    notes.error("E114", node, message, say("write `{word}`", word=meant) if meant else NOTHING)
    return None


# Fields of patterns in Jekyll and Hugo, and their names here.
_FIELDS: Final = {
    **dict.fromkeys(("categories", "category", "section", "sections"), "category"),
    **dict.fromkeys(("title", "slug", "contentbasename", "filename", "slugorfilename", "name"), "slug"),
    "year": "yyyy",
    "month": "mm",
    "i_month": "mm",
    "day": "dd",
    "i_day": "dd",
}
_FIELD: Final = re.compile(r":([a-z_]+)")


def _in_braces(value: str) -> Message:
    """Return what to write in place of a pattern of another system."""
    named = _FIELD.findall(value)
    if named and all(name in _FIELDS for name in named):
        ours = _FIELD.sub(lambda found: f"{{{_FIELDS[found[1]]}}}", value)
        return say("fields are written in braces: `permalink: {ours}`", ours=ours)
    if named:
        return say("fields are written in braces: `{{slug}}`, not `:slug`")
    return say("remove the line, or write the URL itself, such as `/lien-he/`")


def _hint(value: str, problem: Invalid) -> Message:
    if isinstance(problem, OldAtMost):
        return say("to keep readers of this URL, write it in `aliases`, and another one here")
    return say("for example `/lien-he/`, or `/{{category}}/Tin-Cu.html`")
