"""The JSON Schema of front pages by hand, `data/front/*.toml`, from the keys of slots that read them. Pure."""

from __future__ import annotations

from typing import Any

from ssg.authoring.article_schema import mapping
from ssg.authoring.known import Known
from ssg.authoring.model import DIALECT, Words
from ssg.content.front import SLOT
from ssg.content.frontmatter.forms import PICTURE, Form
from ssg.core.message import label


def front_schema(words: Words, known: Known) -> dict[str, Any]:
    """Return the schema of a front page. A slot has one of the names that the theme declares, if they are known."""
    slot = mapping(SLOT, words)
    keys = slot["properties"]
    for part in SLOT:
        if part.form is Form.TEXT:  # TOML has quotes: a number is none by mistake
            keys[part.name]["anyOf"] = [{"type": "string"}]
    keys["image"]["anyOf"].append(mapping(PICTURE, words))
    if known.slots:
        keys["name"] |= {"enum": list(known.slots)}
    return {
        "$schema": DIALECT,
        "title": words(label("A front page by hand")),
        "description": words(label("Which article stands in which slot; all other places arrange themselves.")),
        "type": "object",
        "properties": {
            "slot": {
                "title": words(label("Slots")),
                "description": words(label("One `[[slot]]` for each article that is put in its place by hand.")),
                "type": "array",
                "items": slot,
            }
        },
        "additionalProperties": False,
    }
