"""A server or host: its name in `[deploy] files`, and the function that writes its files. Types only."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from ssg.core.config import Config
from ssg.core.errors import Diagnostic, Place, warning
from ssg.core.message import NOTHING, Message, many
from ssg.deploy.limits import Limits
from ssg.index.redirects import Move

PLACE: Final = Place("site.toml", 1)
_NONE: Final[Mapping[str, str]] = MappingProxyType({})


class DeployFiles(NamedTuple):
    """Texts by path: in the output folder (`inside`) and in the folder next to it; diagnostics; their redirects."""

    inside: Mapping[str, str] = _NONE
    beside: Mapping[str, str] = _NONE
    diagnostics: tuple[Diagnostic, ...] = ()
    moves: tuple[Move, ...] = ()


class Host(NamedTuple):
    """A server or host. `write` gets the configuration and all redirects, including aliases.

    The paths of `inside` must not depend on the redirects, unless no page can have them: see `names_inside`.
    `most_asked` is the number of redirects of URLs with arguments (`/?p=12`) that it can have: others are omitted, and
    reported.
    """

    name: str
    write: Callable[[Config, Sequence[Move]], DeployFiles]
    limits: Limits = Limits()
    most_asked: int = 1_000_000


def left_out(number: int, why: Message, hint: Message = NOTHING) -> tuple[Diagnostic, ...]:
    """Report how many redirects a host does not get, if any."""
    said = many("{n:,} redirect is omitted: {why}", "{n:,} redirects are omitted: {why}", n=number, why=why)
    return (warning("W747", said, PLACE, hint),) if number else ()
