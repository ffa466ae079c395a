"""For Cloudflare Pages: `_redirects` and `_headers` in the output folder, within its limits. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ssg.core.config import Config
from ssg.core.errors import Diagnostic, warning
from ssg.core.message import say
from ssg.deploy.model import PLACE, DeployFiles
from ssg.deploy.underscore_files import Rules, headers, ignored, redirects
from ssg.index.redirects import Move

MOST: Final = 2000
_LONGEST_MOVE: Final = 1000
# It compares old paths with what browsers send, which leave these as they are. `*` and `:` have a meaning in rules.
_RULES: Final = Rules(safe="/-._~!$&'()+,;=@|", exact=True, most=MOST)
_LONGEST_HEADER: Final = 2000


def write(config: Config, moves: Sequence[Move]) -> DeployFiles:
    """Write both, and report what Cloudflare would ignore."""
    files = {"_redirects": redirects(config, moves, _RULES), "_headers": headers(config, detaches=True)}
    said = (*ignored(config, moves, _RULES), *_limits(config, files["_redirects"], files["_headers"]))
    return DeployFiles(files, diagnostics=said)


def _limits(config: Config, redirect_lines: str, header_lines: str) -> Iterator[Diagnostic]:
    lines = redirect_lines.splitlines()
    if len(lines) > MOST:
        message = say(
            "{number:,} redirects: Cloudflare reads the first {most:,} of /_redirects", number=len(lines), most=MOST
        )
        yield warning("W747", message, PLACE, say("move the others into a bulk redirect list of the account"))
    long = sum(len(line) > _LONGEST_MOVE for line in lines)
    if long:
        message = say(
            "{long:,} redirects are longer than the {longest_move:,} characters that Cloudflare reads",
            long=long,
            longest_move=_LONGEST_MOVE,
        )
        yield warning("W747", message, PLACE)
    if any(len(line) > _LONGEST_HEADER for line in header_lines.splitlines()):
        message = say(
            "header longer than the {longest_header:,} characters that Cloudflare reads", longest_header=_LONGEST_HEADER
        )
        hint = say("shorten `[deploy.policy]`")
        if config.deploy.scripts == "digests":
            hint = say(
                "every script of the theme has its digest there: join some of them, or shorten `[deploy.policy]`"
            )
        yield warning("W747", message, PLACE, hint)
