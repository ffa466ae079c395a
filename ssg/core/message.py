"""Texts for editors as a template and its values, so that they are translated only where they are shown.

English is the language of the templates; `core/catalogue.py` has the other languages. This module never chooses a
language. A template from the state is untrusted data: only names and simple number formats in it are interpreted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

import msgspec

_FIELD: Final = re.compile(r"\{\{|\}\}|\{([a-z][a-z0-9_]*)(?::(,|0[1-9]|02X|04X|\.[0-9]f|,\.[0-9]f))?\}")


_EXAMPLE: Final = re.compile(r"`(?P<key>[^`:]+): (?P<value>[^`]+)`")
_NOT_TEXT: Final = re.compile(r"[\"\[{]|(?:true|false|[0-9]+)\Z")


class Message(msgspec.Struct, frozen=True, omit_defaults=True):
    """A text: an English template with `{name}` for each of its values, which may be messages in turn.

    `plural` is the template for a `count` other than one, where the two differ. `form` is the notation (`toml`, `json`)
    in which lines of front matter are shown, if it is not YAML. `str()` gives the English words.
    """

    template: str
    values: tuple[tuple[str, str | int | float | Message], ...] = ()
    plural: str = ""
    count: int = 1
    form: str = ""

    def __bool__(self) -> bool:
        """Return whether the message has a text."""
        return bool(self.template)

    def __str__(self) -> str:
        """Return the English words, which tests and sorting use."""
        return worded(self, _english, _plain)


NOTHING: Final = Message("")
"""The empty message: no hint."""


class Invalid(ValueError):
    """Raised if a value cannot be used; `message` has the reason, for an editor."""

    def __init__(self, message: Message) -> None:
        """Carry the message."""
        super().__init__(str(message))
        self.message = message

    def __reduce__(self) -> tuple[type[Invalid], tuple[Message]]:
        """Restore the exception in another process."""
        return type(self), (self.message,)


def say(template: str, /, **values: str | int | float | Message) -> Message:
    """Return the message of a template, which is a literal so that `make words` finds it."""
    return Message(template, tuple(values.items()))


def label(text: str, /, **values: str) -> Message:
    """Return words that stand alone in a form, such as "Title": they begin with a capital, unlike messages."""
    return Message(text, tuple(values.items()))


def many(one: str, other: str, /, *, n: int, **values: str | int | float | Message) -> Message:
    """Return the message of a number of things; `{n}` is the number in both templates."""
    return Message(one, (("n", n), *values.items()), other, n)


def joined(parts: Iterable[str | Message], between: str = ", ") -> Message:
    """Return messages one after the other, with separators that need no translation."""
    parts = tuple(parts)
    names = [f"a{number}" for number in range(len(parts))]
    return Message(between.join(f"{{{name}}}" for name in names), tuple(zip(names, parts, strict=True)))


def both(parts: Iterable[str | Message]) -> Message:
    """Return parts of an enumeration, joined by "and"; empty for none."""
    return _enumerated(parts, lambda one, other: say("{one} and {other}", one=one, other=other))


def one_of(parts: Iterable[str | Message]) -> Message:
    """Return parts of an enumeration, joined by "or"; empty for none."""
    return _enumerated(parts, lambda one, other: say("{one} or {other}", one=one, other=other))


def _enumerated(parts: Iterable[str | Message], pair: Callable[[Message, Message], Message]) -> Message:
    found = NOTHING
    for part in parts:
        said = part if isinstance(part, Message) else verbatim(part)
        found = pair(found, said) if found else said
    return found


def changed(message: Message, change: Callable[[str], str]) -> Message:
    """Return a message with `change` applied to the texts among its values."""
    if not message.values:
        return message
    values = tuple((name, _changed(value, change)) for name, value in message.values)
    return msgspec.structs.replace(message, values=values)


def _changed(value: str | int | float | Message, change: Callable[[str], str]) -> str | int | float | Message:
    if isinstance(value, Message):
        return changed(value, change)
    return change(value) if isinstance(value, str) else value


def verbatim(text: str) -> Message:
    """Return a text that is the same in every language: a quotation, or a message of a library or the system."""
    return Message("{text}", (("text", text),)) if text else NOTHING


def worded(message: Message, translate: Callable[[Message], str], number: Callable[[str], str]) -> str:
    """Return the text of a message. `translate` returns its template, `number` the form of a number."""
    values = dict(message.values)

    def field(found: re.Match[str]) -> str:
        name, form = found.groups()
        if name is None:
            return found.group()[0]
        value = values.get(name, "")
        if isinstance(value, Message):
            return worded(value, translate, number)
        return number(format(value, form)) if form and not isinstance(value, str) else str(value)

    if not message.template:
        return ""
    words = _FIELD.sub(field, translate(message))
    return in_notation(words, message.form) if message.form else words


def in_notation(text: str, form: str) -> str:
    """Return a text that shows a line of YAML (`title: "…"`) with that line in TOML or JSON."""

    def put(found: re.Match[str]) -> str:
        value = found["value"] if _NOT_TEXT.match(found["value"]) else f'"{found["value"]}"'
        return f"`{found['key']} = {value}`" if form == "toml" else f'`"{found["key"]}": {value}`'

    return text if form == "yaml" else _EXAMPLE.sub(put, text)


def _english(message: Message) -> str:
    return message.plural if message.plural and message.count != 1 else message.template


def _plain(number: str) -> str:
    return number
