"""The JSON Schema of each form of a value in front matter: what an editor may write, as YAML, TOML and JSON read it.

It accepts what the readers accept without a word, and of what they mend only what no other form is meant by. Pure.
"""

from __future__ import annotations

from typing import Any, Final

from ssg.content.frontmatter.forms import Form
from ssg.content.frontmatter.parts import MOST_PARTS
from ssg.content.frontmatter.readers import HIGHEST_RANK, TYPES
from ssg.core.config.access_keys import LEVELS
from ssg.core.i18n import LANGUAGE_TAG
from ssg.core.licences import LICENCES
from ssg.core.picture_rights import REGION

Shape = dict[str, Any]

# A text stays text, whatever YAML takes it for: `title: 2026`.
_TEXT: Final[Shape] = {"type": ["string", "number", "boolean"]}
_NAMED: Final[Shape] = {"type": ["string", "number", "boolean"], "not": {"const": ""}}
_PATH: Final[Shape] = {"type": "string"}
# A day and a month, as digits or words; `2026` alone or `ngày mai` is no time. Which are real days, the reader says.
_TIME: Final[Shape] = {
    "type": "string",
    "pattern": r"[0-9]{1,4}\s*[-/.]\s*[0-9]{1,2}|[0-9]{1,2}\s+[A-Za-z]{3,9}\s+[0-9]{4}|[Tt]háng\s+[0-9]{1,2}|^[0-9]{8}",
}
_ADDRESS: Final[Shape] = {"type": "string", "not": {"pattern": r"^\s*(javascript|data|file|blob|[A-Za-z]):"}}
_ID: Final[Shape] = {"type": ["string", "integer"], "pattern": "^[A-Za-z0-9_-]+$"}
_RANK: Final[Shape] = {"type": ["boolean", "integer"], "minimum": 0, "maximum": HIGHEST_RANK}
_ORDINAL: Final[Shape] = {"type": "integer", "minimum": 1, "maximum": MOST_PARTS}
_OLD_URL: Final[Shape] = {"type": "string", "pattern": "^/", "not": {"pattern": r"\.\.|[?#\\]|//"}}
_WHOLE_URL: Final[Shape] = {"type": "string", "pattern": "^https?://"}
# Editors propose the names of the table; other spellings of them are read, too.
_SPELT_LICENCE: Final[Shape] = {"type": "string", "pattern": "^([Cc][Cc]|[Cc]reative ?[Cc]ommons)[ _-]*([Bb][Yy]|0)"}
_COUNTRY: Final[Shape] = {"type": "string", "pattern": f"^{REGION.pattern}$"}

SHAPES: Final[dict[Form, Shape]] = {
    Form.HEADLINE: _TEXT,
    Form.TEXT: _TEXT,
    Form.SLUG: _NAMED,
    Form.ID: _ID,
    Form.TYPE: {"type": "string", "enum": list(TYPES)},
    Form.PERMALINK: {"type": "string"},
    Form.NAMES: {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]},
    Form.PEOPLE: {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]},
    Form.OLD_URLS: {"anyOf": [_OLD_URL, {"type": "array", "items": _OLD_URL}]},
    Form.REFERENCES: {"anyOf": [_PATH, {"type": "array", "items": _PATH}]},
    Form.PICTURE: _ADDRESS,
    Form.CREDIT: _TEXT,
    Form.TIME: _TIME,
    Form.SWITCH: {"type": "boolean"},
    Form.RANK: _RANK,
    Form.CORRECTIONS: {},
    Form.WITHDRAWAL: _TIME,
    Form.SERIES: _TEXT,
    Form.ORIGINAL: _PATH,
    Form.VERSIONS: {"anyOf": [_WHOLE_URL, {"type": "array", "items": _WHOLE_URL}]},
    Form.LANGUAGE: {"type": "string", "pattern": f"^{LANGUAGE_TAG.pattern}$"},
    Form.LAYOUT: {"type": "string"},
    Form.AUDIO: _ADDRESS,
    Form.ASSISTANCE: _TEXT,
    Form.ACCESS: {"type": "string", "enum": list(LEVELS)},
    Form.ORDINAL: _ORDINAL,
    Form.ADDRESS: _ADDRESS,
    Form.WEB: {"anyOf": [_WHOLE_URL, {"const": ""}]},
    Form.LICENCE: {"anyOf": [_WHOLE_URL, {"const": ""}, {"enum": list(LICENCES)}, _SPELT_LICENCE]},
    Form.RIGHTS: {},
    Form.COUNTRIES: {"anyOf": [_COUNTRY, {"type": "array", "items": _COUNTRY}]},
}
"""A single value of each form; a value with parts may be written as parts besides."""


def with_parts(form: Form, parts: Shape) -> Shape:
    """Return the shape of a value that may be written as parts. `parts` is the shape of the mapping."""
    if form is Form.CORRECTIONS:
        return {"anyOf": [parts, {"type": "array", "items": parts}]}
    return {"anyOf": [SHAPES[form], parts]}
