"""For GitHub Pages and any other static host without redirects: pages that redirect. Pure.

Aliases have such pages anyway. Old URLs of the table get plain ones, without the theme.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ssg.content.redirects import GONE
from ssg.core.config import Config
from ssg.core.message import say
from ssg.core.text.paths import clash_key
from ssg.deploy.model import DeployFiles, left_out
from ssg.index.redirects import Move


def write(config: Config, moves: Sequence[Move]) -> DeployFiles:
    """Write `.nojekyll`, as folders that begin with `_` are not published otherwise, and a page for each redirect."""
    files = {".nojekyll": ""}
    taken: set[str] = set()
    number = 0
    for move in moves:
        if move.status == GONE or move.stub is None:
            continue
        if not move.stub or clash_key(move.stub) in taken:
            number += 1
        else:
            taken.add(clash_key(move.stub))
            files[move.stub] = _page(config, move)
    why = say("a static host can redirect only pages (/a/, /a.html), and only where no other file exists")
    return DeployFiles(files, diagnostics=left_out(number, why))


def _page(config: Config, move: Move) -> str:
    target = escape(move.target)
    origin = config.base_url.removesuffix(config.base_path)
    whole = escape(f"{origin}{move.target}" if move.target.startswith("/") else move.target)
    return (
        f'<!doctype html>\n<html lang="{escape(config.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<title>{whole}</title>\n<meta http-equiv="refresh" content="0; url={target}">\n'
        f'<meta name="robots" content="noindex">\n<link rel="canonical" href="{whole}">\n</head>\n'
        f'<body>\n<p><a href="{target}">{whole}</a></p>\n</body>\n</html>\n'
    )
