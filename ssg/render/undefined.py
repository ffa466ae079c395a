"""The value of a missing name in a template: an error with a suggestion."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from jinja2 import StrictUndefined
from jinja2.exceptions import TemplateError
from jinja2.utils import missing

from ssg.core.message import Message, many, say, verbatim
from ssg.core.text.near import likest


class Hint(str):
    """A hint in jinja2's form (English text), with its message."""

    __slots__ = ("said",)

    def __new__(cls, said: Message) -> Hint:
        """Take a message."""
        hint = super().__new__(cls, said)
        hint.said = said
        return hint

    said: Message


def message_of(problem: TemplateError) -> Message:
    """Return why a template failed: our message, or that of jinja2."""
    found = problem.args[0] if problem.args else None
    return found.said if isinstance(found, Hint) else verbatim(str(problem.message))


class Missing(StrictUndefined):
    """Refuses every use, and suggests the field of the view that looks most like the name."""

    @property
    def _undefined_message(self) -> str:
        """What jinja2 says of a use. A test such as `is defined` uses nothing, so nothing is looked for."""
        name = self._undefined_name
        if self._undefined_hint is not None or name is None:
            return super()._undefined_message
        return Hint(_hint(self._undefined_obj, name))


def _hint(obj: object, name: str | int) -> Message:
    if obj is missing:
        return say("{name} is not defined", name=repr(name))
    if isinstance(obj, msgspec.Struct):
        known = list(obj.__struct_fields__)
        kind = verbatim(type(obj).__name__)
    elif isinstance(obj, Mapping):
        known, kind = [str(key) for key in obj], say("this table")
    elif isinstance(obj, list | tuple) and isinstance(name, int):
        return many(
            "a list of {n} value has no item {name}", "a list of {n} values has no item {name}", n=len(obj), name=name
        )
    else:
        known, kind = [], say("a value of type {kind}", kind=type(obj).__name__)
    close = likest(str(name), known)
    if close:
        return say("{kind} has no field {name}; did you mean {close}?", kind=kind, name=repr(name), close=repr(close))
    return say("{kind} has no field {name}", kind=kind, name=repr(name))
