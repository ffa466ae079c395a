"""For Netlify: `_redirects` and `_headers` in the output folder. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ssg.core.config import Config
from ssg.core.errors import Diagnostic, warning
from ssg.core.message import say
from ssg.deploy.model import PLACE, DeployFiles, left_out
from ssg.deploy.own_policies import of_outputs
from ssg.deploy.underscore_files import Rules, headers, ignored, is_unwritable, redirects
from ssg.index.redirects import Move

_RULES: Final = Rules(force="!", gone=True, statuses={307: 302, 308: 301}, decodes=True)


def write(config: Config, moves: Sequence[Move]) -> DeployFiles:
    """Write both. Netlify serves an existing file (the stub of an alias) unless the status has a `!`.

    Its engine compares decoded paths with rules as they are written: an old path with accents needs a rule with
    accents, and one with a space cannot have any (docs/deploy.md). It documents neither, and whether its servers have
    that very engine, nobody says: the encoded rule, which the engine never matches, stays beside the other.

    It documents 301 and 302, which a reader of pages cannot tell from 308 and 307. Whether it answers 410 or shows that
    page with 404, it does not say.
    """
    lines = redirects(config, moves, _RULES)
    why = say("rules of Netlify have no argument with a space, and keep the query of a redirect to the same path")
    said = (
        *ignored(config, moves, _RULES),
        *left_out(sum(is_unwritable(config.base_path, move) for move in moves), why),
        *_policies(config),
    )
    return DeployFiles({"_redirects": lines, "_headers": headers(config)}, diagnostics=said)


def _policies(config: Config) -> Iterator[Diagnostic]:
    """Yield that Netlify joins the policies of two patterns, so that no output has one of its own."""
    if of_outputs(config):
        message = say("netlify cannot give an output a policy of its own: `frames` and `styles` are ignored")
        yield warning("W747", message, PLACE, say("serve these outputs from another host"))
