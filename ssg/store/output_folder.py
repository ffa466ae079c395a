"""Refuses an output folder in which publishing could destroy something, and names the one beside it. Paths only."""

from __future__ import annotations

from pathlib import Path

from ssg.core.errors import Diagnostic, Place, error

_OF_THE_SITE = ("content", "templates", "static", "data", ".ssg", ".git")


def refuse_output(output: Path, site: Path) -> Diagnostic | None:
    """Say why `output` is refused: it is, contains or lies within a folder of the site, or is or contains home."""
    real = output.resolve()
    for name in _OF_THE_SITE:
        folder = (site / name).resolve()
        if real == folder or real in folder.parents or folder in real.parents:
            return _refused(output, f"{name}/ of the site")
    home = Path.home().resolve()
    if real == home or real in home.parents:
        return _refused(output, "the home folder")
    if real.parent == real:
        return _refused(output, "the root of the disk")
    if real.exists() and not real.is_dir():
        return error("E708", "the output is not a folder", Place(str(output)))
    return None


def beside(output: Path) -> Path:
    """Name the folder for files that belong to a site but are not to be served."""
    real = output.resolve()
    return real.with_name(f"{real.name}-deploy")


def _refused(output: Path, what: str) -> Diagnostic:
    hint = "Choose a folder of its own, such as public/."
    return error("E708", f"the output folder may not be, contain or lie within {what}", Place(str(output)), hint)
