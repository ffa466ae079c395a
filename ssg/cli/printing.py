"""Prints diagnostics: place, code and message, then the line, a caret and a hint. The wording is fixed for scripts."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

import click

from ssg.core.catalogue import ENGLISH, Catalogue
from ssg.core.errors import Diagnostic, Severity
from ssg.core.message import NOTHING, Message, joined, many, say
from ssg.core.text.cells import cells
from ssg.store.excerpt import excerpt_of

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}

_MOST_PLACES = 20


def wants_colour(stream: TextIO) -> bool:
    """Return whether to use colour: on a terminal only, and never against NO_COLOR (no-color.org)."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and stream.isatty()


def print_diagnostics(said: Iterable[Diagnostic], site: Path, words: Catalogue, stream: TextIO | None = None) -> None:
    """Print problems in the order of files and lines, each once."""
    stream = stream or sys.stderr
    colour = wants_colour(stream)
    for diagnostic in in_order(said):
        click.echo(describe(diagnostic, site, words, colour=colour), file=stream, color=colour)


def in_order(said: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sort by place and code; keep duplicates once."""
    distinct = {(d.place, d.code, d.message): d for d in said}.values()
    return sorted(distinct, key=lambda d: (d.place, d.code, str(d.message)))


def describe(
    diagnostic: Diagnostic, site: Path, words: Catalogue = ENGLISH, *, colour: bool = False, every: bool = False
) -> str:
    """Return one problem as text: its place, the source line with a caret, related places, and the hint.

    Of many related places the first are named, unless `every` one is wanted.
    """

    def paint(text: str, **style: bool | str) -> str:
        return click.style(text, **style) if colour else text  # type: ignore[arg-type]

    label = paint(f"{diagnostic.severity.value}[{diagnostic.code}]", fg=_COLOURS[diagnostic.severity], bold=True)
    lines = [f"{paint(str(diagnostic.place), bold=True)}: {label}: {words(diagnostic.message)}"]
    excerpt = excerpt_of(site, diagnostic.place)
    if excerpt is not None:
        lines.append(f"    {excerpt.text}")
        if diagnostic.place.column:
            lines.append(f"    {' ' * cells(excerpt.text[: excerpt.at])}{paint('^', fg='green', bold=True)}")
    shown = diagnostic.also if every else diagnostic.also[:_MOST_PLACES]
    also = words(say("also"))
    lines.extend(f"    {also}: {place}" for place in shown)
    if len(shown) < len(diagnostic.also):
        more = many("{n:,} more place", "{n:,} more places", n=len(diagnostic.also) - len(shown))
        lines.append(f"    {also}: {words(more)}")
    if diagnostic.hint:
        hint = paint(words(say("hint")), fg="green")
        lines.append(f"    {hint}: {words(diagnostic.hint)}")
    return "\n".join(lines)


def count(said: Iterable[Diagnostic]) -> Message:
    """Summarise the counts: `2 errors, 1 warning`; nothing for nothing."""
    severities = [d.severity for d in in_order(said)]
    errors, warnings, notices = (severities.count(severity) for severity in Severity)
    parts = (
        many("{n:,} error", "{n:,} errors", n=errors) if errors else NOTHING,
        many("{n:,} warning", "{n:,} warnings", n=warnings) if warnings else NOTHING,
        many("{n:,} notice", "{n:,} notices", n=notices) if notices else NOTHING,
    )
    return joined(filter(None, parts))
