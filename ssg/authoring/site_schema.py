"""The JSON Schema of `site.toml`, from the types that read it and their docstrings. Pure."""

from __future__ import annotations

import re
from typing import Any, Final

import msgspec
from msgspec import inspect

from ssg.authoring.model import DIALECT, Words
from ssg.core.config import Config
from ssg.core.config.block_keys import BLOCK_COUNTS
from ssg.core.config.described import about_keys, about_table, examples
from ssg.core.message import Message, label

_CLAUSE: Final = re.compile(r"[:;,](?=\s)|\s\(|\.(?:\s|$)")


def site_schema(words: Words) -> dict[str, Any]:
    """Return the schema of `site.toml`."""
    kind = inspect.type_info(Config)
    assert isinstance(kind, inspect.StructType)  # noqa: S101 - narrows the type
    writing = Writing(words)
    top = writing.table(kind)
    properties = top["properties"]
    # Written below `[blocks]`, though it is a value of the whole site.
    distinct = properties.pop("distinct")
    block = properties["blocks"].pop("additionalProperties")
    named = dict.fromkeys(BLOCK_COUNTS, block)
    properties["blocks"] |= {"properties": {"distinct": distinct, **named}, "additionalProperties": block}
    return {
        "$schema": DIALECT,
        "title": words(label("The file `site.toml`")),
        **top,
        "$defs": writing.tables,
    }


class Writing:
    """A schema while it is written, and its definitions: a table of the file each."""

    def __init__(self, words: Words) -> None:
        """Describe keys in these words."""
        self.tables: dict[str, Any] = {}
        self._words = words

    def table(self, kind: inspect.StructType) -> dict[str, Any]:
        """Return the schema of a table."""
        about = about_keys(kind.cls)
        return {
            "description": self._words(about_table(kind.cls)),
            "type": "object",
            "properties": {field.encode_name: self._key(field, about) for field in kind.fields},
            "required": [field.encode_name for field in kind.fields if field.required],
            "additionalProperties": False,
        }

    def _key(self, field: inspect.Field, about: dict[str, Message]) -> dict[str, Any]:
        told = about.get(field.name) or _of_table(field.type)
        text = self._words(told)
        given = examples(told)
        shape = self._shape(field.type)
        if field.name == "shortcodes":  # `spell_out` reads the name of a box alone, too
            shape["additionalProperties"] = {"anyOf": [{"type": "string"}, shape["additionalProperties"]]}
        found = {"title": _CLAUSE.split(text, maxsplit=1)[0].strip(), "description": text, **shape}
        if given and shape.get("type") == "string":
            found["examples"] = given
        elif given and shape.get("type") == "array":
            found["examples"] = [given]
        if isinstance(field.default, str | int | tuple) and field.default not in ("", ()):
            found["default"] = list(field.default) if isinstance(field.default, tuple) else field.default
        return found

    def _shape(self, kind: inspect.Type) -> dict[str, Any]:
        """Return the schema of a type of the schema of `site.toml`."""
        match kind:
            case inspect.UnionType():  # of one type and none
                shape = self._shape(kind.types[0])
            case inspect.Metadata():
                shape = self._shape(kind.type)
            case inspect.StrType():
                shape = {"type": "string"} | ({"minLength": kind.min_length} if kind.min_length else {})
            case inspect.BoolType():
                shape = {"type": "boolean"}
            case inspect.IntType():
                shape = {"type": "integer", "minimum": kind.ge or 0} | ({"maximum": kind.le} if kind.le else {})
            case inspect.LiteralType():
                shape = {"type": "string", "enum": list(kind.values)}
            case inspect.VarTupleType():
                shape = {"type": "array", "items": self._shape(kind.item_type)}
            case inspect.DictType():
                shape = {"type": "object", "additionalProperties": self._shape(kind.value_type)}
            case inspect.StructType():
                name = kind.cls.__name__.removesuffix("Config").lower()
                if name not in self.tables:
                    self.tables[name] = {}  # its place, before those of the tables in it
                    self.tables[name] = self.table(kind)
                shape = {"$ref": f"#/$defs/{name}"}
            case _:
                shape = {}
        return shape


def _of_table(kind: inspect.Type) -> Message:
    """Return what a table, or each of a list of tables, is for."""
    if isinstance(kind, inspect.VarTupleType):
        return _of_table(kind.item_type)
    if isinstance(kind, inspect.DictType):
        return _of_table(kind.value_type)
    return (
        about_table(kind.cls)
        if isinstance(kind, inspect.StructType) and issubclass(kind.cls, msgspec.Struct)
        else Message("")
    )
