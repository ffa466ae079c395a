"""The JSON Schema of house advertisements, `data/ads/*.toml`, from the type that reads them. Pure."""

from __future__ import annotations

from typing import Any, Final

from msgspec import inspect

from ssg.authoring.known import Known
from ssg.authoring.model import DIALECT, Words
from ssg.authoring.site_schema import Writing
from ssg.content.ads import OPEN
from ssg.core.config.house_ad_keys import AdKeys
from ssg.core.message import label

_WIDTHS: Final = {"pattern": "^[0-9]{1,5}$"}


def ad_schema(words: Words, known: Known) -> dict[str, Any]:
    """Return the schema of an advertisement. Its slot is one of those of the site, if they are known.

    Times of TOML are text for a schema.
    """
    kind = inspect.type_info(AdKeys)
    assert isinstance(kind, inspect.StructType)  # noqa: S101 - narrows the type
    table = Writing(words).table(kind)
    keys = table["properties"]
    if known.ad_slots:
        keys["slot"] |= {"enum": list(known.ad_slots)}
    keys["image"] |= {"minLength": 1}
    keys["images"] |= {"propertyNames": _WIDTHS}
    keys["from"] = {
        "title": words(label("Begins")),
        "description": words(label("When it begins; without it, at once.")),
        "type": "string",
        "examples": ["2026-12-01T06:00:00"],
    }
    keys["until"] = {
        "title": words(label("Ends")),
        "description": words(label("When it ends; a day alone is included. `open`: it has no end, and that is meant.")),
        "type": "string",
        "examples": ["2026-12-31T23:59:59", OPEN],
    }
    return {
        "$schema": DIALECT,
        "title": words(label("A house advertisement")),
        **table,
        "anyOf": [{"required": ["image"]}, {"required": ["title"]}],
    }
