"""For Netlify: `_redirects` and `_headers` in the output folder. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ssg.core.config import Config
from ssg.deploy.model import DeployFiles
from ssg.deploy.underscore_files import Rules, headers, ignored, redirects
from ssg.index.redirects import Move

_RULES: Final = Rules(force="!", gone=True, statuses={307: 302, 308: 301})


def write(config: Config, moves: Sequence[Move]) -> DeployFiles:
    """Write both. Netlify serves an existing file (the stub of an alias) unless the status has a `!`.

    It documents 301 and 302, which a reader of pages cannot tell from 308 and 307. Whether it answers 410 or shows that
    page with 404, it does not say.
    """
    lines = redirects(config, moves, _RULES)
    return DeployFiles({"_redirects": lines, "_headers": headers(config)}, diagnostics=ignored(config, moves, _RULES))
