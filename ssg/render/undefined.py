"""What a template gets for a name that is not there: an error that names what was meant."""

from __future__ import annotations

import difflib
from typing import Any

import msgspec
from jinja2 import StrictUndefined
from jinja2.utils import missing


class Missing(StrictUndefined):
    """Refuses every use, and suggests the field of the view that looks most like the name."""

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,  # noqa: ANN401 - jinja2's signature
        name: str | None = None,
        exc: type[Exception] | None = None,
    ) -> None:
        """Take jinja2's arguments; the hint is made here where it gave none."""
        if hint is None and name is not None:
            hint = _hint(obj, name)
        super().__init__(hint, obj, name, *(() if exc is None else (exc,)))


def _hint(obj: object, name: str) -> str:
    if obj is missing:
        return f"{name!r} is not defined"
    if isinstance(obj, msgspec.Struct):
        known = list(obj.__struct_fields__)
        kind = type(obj).__name__
    elif isinstance(obj, dict):
        known, kind = [str(key) for key in obj], "this table"
    else:
        known, kind = [], f"a value of type {type(obj).__name__}"
    close = difflib.get_close_matches(str(name), known, 1)
    return f"{kind} has no field {name!r}" + (f"; did you mean {close[0]!r}?" if close else "")
