"""Which files servers and hosts get: in the output folder, or next to it, where they are not served. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ssg.core.config import Config
from ssg.core.errors import Diagnostic, warning
from ssg.core.message import say
from ssg.deploy.guarding import open_places
from ssg.deploy.hosts import HOSTS
from ssg.deploy.model import PLACE, DeployFiles, Host, left_out
from ssg.index.redirects import Move

__all__ = ["DeployFiles", "deploy_files", "names_inside"]

# A line of nginx's configuration holds 4,096 bytes, one of Apache's 8,190: a longer one keeps the whole server from
# starting. A path may double when it is written as a regular expression. No browser asks for that much.
_LONGEST_PATH: Final = 1_900
_LONGEST_TARGET: Final = 3_000


def deploy_files(config: Config, moves: Sequence[Move]) -> DeployFiles:
    """Write the files of the servers and hosts in `[deploy]`."""
    inside: dict[str, str] = {}
    beside: dict[str, str] = {}
    said: list[Diagnostic] = []
    base = config.base_path
    told = [move for move in moves if _fits(base, move)]
    if config.deploy.files:
        why = say("servers do not accept paths of more than {most:,} bytes", most=_LONGEST_PATH)
        said += left_out(len(moves) - len(told), why)
    for host in HOSTS:
        if host.name in config.deploy.files:
            files = host.write(config, _asked_at_most(told, host.most_asked))
            inside |= files.inside
            beside |= files.beside
            said += (*files.diagnostics, *_unasked(told, host))
    if config.ping.indexnow:
        inside[f"{config.ping.indexnow}.txt"] = config.ping.indexnow
    if config.redirects and not config.deploy.files:
        hint = say('add for example `files = ["nginx"]` below `[deploy]`')
        said.append(warning("W748", say("the redirect table has no effect: `[deploy]` names no server"), PLACE, hint))
    said += open_places(config)
    return DeployFiles(inside, beside, tuple(said))


def names_inside(config: Config) -> tuple[str, ...]:
    """Return the paths of the files in the output folder, which no page may have."""
    return tuple(deploy_files(config, ()).inside)


def _asked_at_most(moves: Sequence[Move], most: int) -> list[Move]:
    """Return the moves without those with arguments beyond a number."""
    return [*(move for move in moves if not move.query), *[move for move in moves if move.query][:most]]


def _unasked(moves: Sequence[Move], host: Host) -> Iterator[Diagnostic]:
    """Yield how many redirects of URLs with arguments a host cannot have."""
    number = sum(bool(move.query) for move in moves)
    why = say("{host} does not look behind a question mark", host=host.name)
    if host.most_asked:
        why = say(
            "{host} would be slow with more than {most:,} URLs with arguments", host=host.name, most=host.most_asked
        )
    yield from left_out(max(0, number - host.most_asked), why, say("nginx and Caddy answer these old URLs"))


def _fits(base: str, move: Move) -> bool:
    longest = max(len((base + path).encode()) for path in (move.old, *move.paths))
    return longest <= _LONGEST_PATH and len(move.target) <= _LONGEST_TARGET
