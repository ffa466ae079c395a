"""Lists and tables that nothing can change: what every page is given is for every page the same. Pure.

They are lists and tables in all else, so that they compare, print and encode as such.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime, tzinfo
from typing import Any, Final, NoReturn, TypeVar

_T = TypeVar("_T", bound=type)
MUTATORS: Final = frozenset(
    "append extend insert pop remove clear sort reverse update setdefault popitem add discard difference_update"
    " intersection_update symmetric_difference_update __setitem__ __delitem__ __iadd__ __imul__ __ior__".split()
)
"""The names of methods that change a list, a table or a set."""


class Unchangeable(TypeError):
    """Raised where such a list or table would be changed."""


def _refuse(self: object, *_: object, **__: object) -> NoReturn:
    raise Unchangeable


def _without_mutators(of: Callable[[_T], _T] | _T) -> Any:  # noqa: ANN401 - the same type
    for name in MUTATORS:
        if hasattr(of, name):
            setattr(of, name, _refuse)
    return of


@_without_mutators
class FrozenList(list[Any]):
    """A list that cannot be changed."""

    __slots__ = ()


@_without_mutators
class FrozenTable(dict[str, Any]):
    """A table that cannot be changed."""

    __slots__ = ()


def freeze(value: Any, zone: tzinfo | None = None) -> Any:  # noqa: ANN401 - data of the site's own making
    """Return the same data, to its depths of lists and tables that cannot be changed. A set is a sorted list.

    Times with an offset are converted to the `zone`, if one is given.
    """
    if isinstance(value, Mapping):
        return FrozenTable((key, freeze(inner, zone)) for key, inner in value.items())
    if isinstance(value, set | frozenset):
        return FrozenList(freeze(inner, zone) for inner in sorted(value, key=repr))
    if isinstance(value, list):
        return FrozenList(freeze(inner, zone) for inner in value)
    if type(value) is tuple:
        return tuple(freeze(inner, zone) for inner in value)
    if zone is not None and isinstance(value, datetime) and value.tzinfo is not None:
        with suppress(OverflowError):
            return value.astimezone(zone)
    return value
