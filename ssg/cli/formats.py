"""`--format`: problems as text for people, as JSON for programs, as annotations for GitHub. Prints, and reads nothing.

If a code occurs often, text and annotations show the first problems and count the rest; JSON has all of them.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TextIO

import click
import msgspec

from ssg.cli.printing import describe, in_order, wants_colour
from ssg.cli.report import plain
from ssg.core.catalogue import ENGLISH, Catalogue
from ssg.core.codes import CODES
from ssg.core.errors import Diagnostic, Severity
from ssg.core.message import Message, say

FORMATS = ("text", "json", "github")
MOST = 20  # problems with one code that are shown individually

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    metavar="FORMAT",
    help="How problems are printed: text (default), json (all of them) or github (annotations).",
)


def print_problems(
    said: Iterable[Diagnostic], site: Path, words: Catalogue, form: str, stream: TextIO, *, every: bool = False
) -> None:
    """Print problems in a format, in the order of files and lines, each once.

    Text goes to `stream`; output for machines goes to standard output. `every`: show all problems.
    """
    ordered = in_order(said)
    if form == "json":
        click.echo(as_json(ordered, words))
        return
    shown, rest = (ordered, Counter[str]()) if every else summed(ordered)
    if form == "github":
        for diagnostic in shown:
            click.echo(annotation(diagnostic, site, words))
    else:
        colour = wants_colour(stream)
        for diagnostic in shown:
            click.echo(describe(diagnostic, site, words, colour=colour, every=every), file=stream, color=colour)
    for line in rest_lines(rest):
        click.echo(words(line), file=stream)


def summed(ordered: Iterable[Diagnostic], most: int = MOST) -> tuple[list[Diagnostic], Counter[str]]:
    """Return the first problems of each code, and the number of the others."""
    counts: Counter[str] = Counter()
    shown = []
    for diagnostic in ordered:
        counts[diagnostic.code] += 1
        if counts[diagnostic.code] <= most:
            shown.append(diagnostic)
    return shown, Counter({code: number - most for code, number in counts.items() if number > most})


def rest_lines(rest: Counter[str]) -> list[Message]:
    """Return a line for each code of which some problems were not shown."""
    lines = [
        say("{number:,} more of {code} ({title})", number=number, code=code, title=Message(CODES.get(code, "-")))
        for code, number in sorted(rest.items())
    ]
    return [*lines, say("`ssg check --verbose` prints all of them")] if lines else []


def as_json(said: Iterable[Diagnostic], words: Catalogue = ENGLISH, *, indent: int = 2) -> str:
    """Return problems as a JSON object: their counts, and all of them as in the report of a build.

    `indent`: spaces for each level; -1 writes one line.
    """
    ordered = in_order(said)
    counts = Counter(d.severity for d in ordered)
    found = {
        "errors": counts[Severity.ERROR],
        "warnings": counts[Severity.WARNING],
        "notices": counts[Severity.NOTICE],
        "diagnostics": [plain(d, words) for d in ordered],
    }
    return msgspec.json.format(msgspec.json.encode(found), indent=indent).decode()


def annotation(diagnostic: Diagnostic, site: Path, words: Catalogue = ENGLISH) -> str:
    """Return a problem as a command of GitHub's workflows, with its path as seen from where the command runs."""
    place = diagnostic.place
    outside = place.path.startswith("<") or site == Path()
    properties = {"file": place.path if outside else (site / place.path).as_posix()}
    if place.line:
        properties["line"] = str(place.line)
    if place.column:
        properties["col"] = str(place.column)
    properties["title"] = diagnostic.code
    told = ",".join(f"{name}={_escaped(value, _IN_PROPERTY)}" for name, value in properties.items())
    message = words(diagnostic.message)
    if diagnostic.hint:
        message += f"\n{words(say('hint'))}: {words(diagnostic.hint)}"
    return f"::{diagnostic.severity.value} {told}::{_escaped(message, _IN_MESSAGE)}"


_IN_MESSAGE = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_IN_PROPERTY = (*_IN_MESSAGE, (":", "%3A"), (",", "%2C"))


def _escaped(text: str, marks: Iterable[tuple[str, str]]) -> str:
    for mark, escape in marks:
        text = text.replace(mark, escape)
    return text


def stream_of(form: str, stream: TextIO) -> Callable[[str], None]:
    """Return what prints the closing lines: where JSON is printed, they must not stand in it."""
    into = sys.stderr if form == "json" else stream
    return lambda line: click.echo(line, file=into)
