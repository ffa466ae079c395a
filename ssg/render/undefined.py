"""The value of a missing name in a template: an error with a suggestion."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

import msgspec
from jinja2 import StrictUndefined
from jinja2.exceptions import TemplateError
from jinja2.utils import Namespace, missing

from ssg.core.frozen import MUTATORS
from ssg.core.message import Message, many, say, verbatim
from ssg.core.text.near import likest
from ssg.render.reasons import reason

_GIVEN: Final = ("page", "block", "args", "content")
_PLAIN: Final = (str, int, float, date, list, tuple)


class Hint(str):
    """A hint in jinja2's form (English text), with its message, and the name that it is about."""

    __slots__ = ("name", "said")

    def __new__(cls, said: Message, name: str = "") -> Hint:
        """Take a message and a name."""
        hint = super().__new__(cls, said)
        hint.said, hint.name = said, name
        return hint

    said: Message
    name: str


def message_of(problem: TemplateError) -> Message:
    """Return why a template failed: our message, or that of jinja2."""
    found = problem.args[0] if problem.args else None
    return found.said if isinstance(found, Hint) else reason(str(problem.message))


class Missing(StrictUndefined):
    """Refuses every use, and suggests the field of the view that looks most like the name."""

    @property
    def _undefined_message(self) -> str:
        """What jinja2 says of a use. A test such as `is defined` uses nothing, so nothing is looked for."""
        name = self._undefined_name
        if self._undefined_hint is not None or name is None:
            return super()._undefined_message
        return Hint(_hint(self._undefined_obj, name), str(name))


def name_of(problem: Exception) -> str:
    """Return the missing name that a template failed by; "" for other failures."""
    found = problem.args[0] if problem.args else None
    return found.name if isinstance(found, Hint) else ""


def _hint(obj: object, name: str | int) -> Message:
    if obj is missing:
        if name in _GIVEN:
            return say("{name} is not defined here; macros and blocks see `site` and what they get", name=repr(name))
        return say("{name} is not defined here", name=repr(name))
    if isinstance(obj, list | tuple) and isinstance(name, int):
        return many(
            "a list of {n} value has no item {name}", "a list of {n} values has no item {name}", n=len(obj), name=name
        )
    known, kind = _fields(obj)
    close = likest(str(name), known)
    if close:
        return say("{kind} has no field {name}; did you mean {close}?", kind=kind, name=repr(name), close=repr(close))
    return say("{kind} has no field {name}", kind=kind, name=repr(name))


def _fields(obj: object) -> tuple[list[str], Message]:
    """Return the names that a value has, and what it is called."""
    kind = say("a value of type {kind}", kind=type(obj).__name__)
    if isinstance(obj, msgspec.Struct):
        return list(obj.__struct_fields__), verbatim(type(obj).__name__)
    if isinstance(obj, Mapping):
        return [str(key) for key in obj], say("this table")
    if isinstance(obj, Namespace):
        return list(getattr(obj, "_Namespace__attrs", ())), verbatim("namespace()")
    if isinstance(obj, _PLAIN):
        return [one for one in dir(obj) if not one.startswith("_") and one not in MUTATORS], kind
    return [], kind
