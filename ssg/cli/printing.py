"""Prints diagnostics: place, code and message, then the line, a caret and a hint. The wording is fixed for scripts."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

import click

from ssg.core.errors import Diagnostic, Severity
from ssg.store.excerpt import excerpt_of

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}


def wants_colour(stream: TextIO) -> bool:
    """Colour on a terminal only, and never against NO_COLOR (no-color.org)."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and stream.isatty()


def print_diagnostics(said: Iterable[Diagnostic], site: Path, stream: TextIO | None = None) -> None:
    """Print problems in the order of files and lines, each once."""
    stream = stream or sys.stderr
    colour = wants_colour(stream)
    for diagnostic in in_order(said):
        click.echo(describe(diagnostic, site, colour=colour), file=stream, color=colour)


def in_order(said: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sort by place and code; what is said twice is kept once."""
    return sorted({(d.place, d.code, d.message): d for d in said}.values(), key=lambda d: (d.place, d.code, d.message))


def describe(diagnostic: Diagnostic, site: Path, *, colour: bool = False) -> str:
    """Write one problem: a line that editors can jump to, the line itself with a caret, other places, and the hint."""

    def paint(text: str, **style: bool | str) -> str:
        return click.style(text, **style) if colour else text  # type: ignore[arg-type]

    label = paint(f"{diagnostic.severity.value}[{diagnostic.code}]", fg=_COLOURS[diagnostic.severity], bold=True)
    lines = [f"{paint(str(diagnostic.place), bold=True)}: {label}: {diagnostic.message}"]
    excerpt = excerpt_of(site, diagnostic.place)
    if excerpt is not None:
        lines.append(f"    {excerpt}")
        if diagnostic.place.column:
            lines.append(f"    {_blank(excerpt[: diagnostic.place.column - 1])}{paint('^', fg='green', bold=True)}")
    lines.extend(f"    also: {place}" for place in diagnostic.also)
    if diagnostic.hint:
        lines.append(f"    {paint('hint', fg='green')}: {diagnostic.hint}")
    return "\n".join(lines)


def _blank(text: str) -> str:
    """Give white space as wide as `text` is on a terminal."""
    width = 0
    for character in text:
        if unicodedata.combining(character):
            continue
        width += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return " " * width


def count(said: Iterable[Diagnostic]) -> str:
    """Sum up: `2 errors, 1 warning`; empty where there is nothing."""
    severities = [d.severity for d in in_order(said)]
    parts = [(severities.count(severity), severity.value) for severity in Severity]
    return ", ".join(f"{number} {word}{'' if number == 1 else 's'}" for number, word in parts if number)
