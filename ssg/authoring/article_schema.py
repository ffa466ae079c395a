"""The JSON Schema of front matter, from the table of keys that reads it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ssg.authoring.known import Known
from ssg.authoring.model import DIALECT, Words
from ssg.authoring.shapes import SHAPES, Shape, with_parts
from ssg.content.frontmatter.declared import FIELDS
from ssg.content.frontmatter.forms import Field, Form, Part
from ssg.core.message import Message, label
from ssg.core.model import PAGE


def article_schema(words: Words, known: Known) -> dict[str, Any]:
    """Return the schema of front matter, of articles and plain pages; texts of sections need no title.

    Other keys are allowed, for a theme: no schema can tell them from misspelt ones, as `ssg check` does.
    """
    own = {"category": known.categories, "authors": known.authors, "topic": known.topics, "layout": known.layouts}
    names = {field.names[0]: field.names for field in FIELDS}
    return {
        "$schema": DIALECT,
        "title": words(label("Front matter")),
        "description": words(label("The lines between the two `---` at the head of an article or a plain page.")),
        "type": "object",
        "properties": {
            name: {"$ref": f"#/$defs/{field.names[0]}"} if name != field.names[0] else _of(field, words, own)
            for field in FIELDS
            for name in field.names
        },
        "allOf": [
            {"anyOf": [{"required": [name]} for name in names["title"]]},
            {
                "if": {"properties": {"type": {"const": PAGE}}, "required": ["type"]},
                "else": {"anyOf": [{"required": [name]} for name in names["date"]]},
            },
        ],
        "additionalProperties": True,
        "$defs": {field.names[0]: _of(field, words, own) for field in FIELDS if len(field.names) > 1},
    }


def mapping(parts: Iterable[Part], words: Words) -> Shape:
    """Return the shape of a value with parts."""
    parts = tuple(parts)
    return {
        "type": "object",
        "properties": {part.name: _told(part.label, part.about, words) | _shape_of(part, words) for part in parts},
        "required": [part.name for part in parts if part.is_needed],
        "additionalProperties": False,
    }


def _of(field: Field, words: Words, own: dict[str, tuple[str, ...]]) -> Shape:
    """Return the schema of a key. An empty value counts as absent, so null is valid too."""
    shape = with_parts(field.form, mapping(field.parts, words)) if field.parts else SHAPES[field.form]
    name = field.names[0]
    empty = [] if name == "title" else [{"type": "null"}, {"const": ""}]
    found = _told(field.label, field.about, words) | {"anyOf": [*shape.get("anyOf", [shape]), *empty]}
    if name == "title":
        found["not"] = {"const": ""}
    found["examples"] = examples_of(field, own.get(name, ()))
    return found


def examples_of(field: Field, names: tuple[str, ...]) -> list[Any]:
    """Return values as editors write them: of the site's own where it has names for them."""
    example = list(field.example) if isinstance(field.example, tuple) else field.example
    if names:
        return [[name] for name in names] if isinstance(example, list) else list(names)
    if field.form is Form.CORRECTIONS:
        return [[_written(field.parts)]]
    written = _written(field.parts)
    return [example, written] if field.parts else [example]


def _told(label: Message, about: Message, words: Words) -> dict[str, Any]:
    return {"title": words(label), "description": words(about)}


def _shape_of(part: Part, words: Words) -> Shape:
    shape = mapping(part.parts, words) if part.parts else SHAPES[part.form]
    (example,) = _written([part]).values()
    return {"anyOf": [shape, *([] if part.is_needed else [{"type": "null"}])], "examples": [example]}


def _written(parts: Iterable[Part]) -> dict[str, Any]:
    """Return a value with parts as editors write it."""
    return {
        part.name: _written(part.parts)
        if part.parts
        else list(part.example)
        if isinstance(part.example, tuple)
        else part.example
        for part in parts
    }
