"""Validates permalinks: a pattern for many articles, or the URL of one. Pure; it knows no article and no disk.

The rules for `site.toml` and for front matter. Each takes the text as written and raises Invalid with a message.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final
from unicodedata import category
from urllib.parse import unquote

from ssg.core.message import Invalid, one_of, say
from ssg.core.reserved import RESERVED
from ssg.core.text.normal import normalized
from ssg.core.text.paths import odd_name

FIELDS: Final = ("category", "section", "yyyy", "mm", "dd", "slug", "id", "name", "path")
"""The fields of a pattern."""
OF_ONE: Final = ("slug", "id", "name", "path")
"""Fields of which a pattern needs at least one: the others are equal for many articles."""
TYPES: Final = ("live",)
"""The types of articles that may have a pattern of their own, in `[permalinks]`."""

PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
_TEXT: Final = re.compile(r"[A-Za-z0-9._~+@,/\-]*")
_EXTENSION: Final = re.compile(r"\.[a-z][a-z0-9]{1,5}")
_PAGE: Final = re.compile(r"\.(?:html?|shtml|xhtml)", re.IGNORECASE)
# Folders of files with digests in their names, of block files and of the preview.
_OURS: Final = frozenset(("media", "assets", "_blocks", "_preview"))


class OldAtMost(Invalid):
    """Raised for a path that may be an old URL, but not a permalink."""


def check_pattern(pattern: str) -> str:
    """Return `pattern` if it can place articles. Raises Invalid if not."""
    _check(pattern)
    if not {*OF_ONE} & {*PLACEHOLDER.findall(pattern)}:
        known = one_of(f"`{{{name}}}`" for name in OF_ONE)
        raise Invalid(say("must contain {known}; otherwise all articles would share one URL", known=known))
    if not pattern.endswith("/") and not _EXTENSION.fullmatch(PurePosixPath(pattern).suffix):
        raise Invalid(say("must end with `/` or an extension such as `.html`"))
    return pattern


def check_own(text: str) -> str:
    """Return the permalink of one article in its stored form: with a slash at both ends, unless it names an HTML file.

    Raises Invalid.
    """
    if "://" in text or text.startswith("//"):
        raise Invalid(say("must be a path of this site"))
    path = text if text.startswith("/") else f"/{text}"
    path = normalized("NFC", unquote(path)) if "%" in path else path
    suffix = PurePosixPath(PLACEHOLDER.sub("x", path)).suffix.lower()
    if not path.endswith("/") and not _PAGE.fullmatch(suffix):
        if _EXTENSION.fullmatch(suffix):
            message = say(
                "must end with `/` or `.html`: browsers may download a file that ends in `{suffix}`", suffix=suffix
            )
            raise OldAtMost(message)
        path += "/"
    _check(path)
    if path == "/":
        raise Invalid(say("is the front page"))
    first, folder, _ = path.strip("/").lower().partition("/")
    if first in RESERVED or first in _OURS or (not folder and first in ("index.html", "404.html")):
        own = f"/{first}" if "." in first else f"/{first}/"
        raise Invalid(say("is reserved: ssg publishes its own files as {own}", own=own))
    return path


def _check(pattern: str) -> None:
    """Raise Invalid for an invalid path or an unknown field."""
    if not pattern.startswith("/"):
        raise Invalid(say("must begin with `/`"))
    for field in PLACEHOLDER.findall(pattern):
        if field not in FIELDS:
            known = ", ".join(f"{{{name}}}" for name in FIELDS)
            raise Invalid(say("has an unknown field `{{{field}}}`; known: {known}", field=field, known=known))
    fixed = PLACEHOLDER.sub("", pattern)
    if "{" in fixed or "}" in fixed:
        raise Invalid(say("has an unmatched brace"))
    if not _TEXT.fullmatch(fixed) and not all(_TEXT.fullmatch(one) or category(one)[0] in "LMN" for one in fixed):
        message = say("may contain only letters, digits and -._~+@,/ outside braces")
        raise Invalid(message) if "{" in pattern else OldAtMost(message)
    filled = PLACEHOLDER.sub("x", pattern)
    parts = filled.split("/")
    if "" in parts[1:-1] or "." in parts or ".." in parts:
        raise Invalid(say("must not contain `//`, `/./` or `/../`"))
    if filled != "/" and (name := odd_name(filled)) is not None:
        raise Invalid(say("contains a name that is not valid on every system: `{name}`", name=name))
