"""For Netlify: `_redirects` and `_headers` in the output folder. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from ssg.core.config import Config
from ssg.deploy.model import DeployFiles
from ssg.deploy.underscore_files import headers, ignored, redirects
from ssg.index.redirects import Move


def write(config: Config, moves: Sequence[Move]) -> DeployFiles:
    """Write both. Netlify serves an existing file (the stub of an alias) unless the status has a `!`."""
    lines = redirects(config, moves, force="!", gone=True)
    return DeployFiles({"_redirects": lines, "_headers": headers(config)}, diagnostics=ignored(config, moves))
