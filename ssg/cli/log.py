"""`--log`: the lines of a build as they are, with a time before each, or as JSON. Prints; decides nothing else.

A line in a file or a pipe says when it was printed, unless the system's journal, which notes times itself, reads it.
Problems begin with their file, as editors' programs and scripts expect, unless times are asked for.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from io import TextIOBase
from typing import TYPE_CHECKING, Final, TextIO, cast

import click
import msgspec

from ssg.cli.formats import print_problems
from ssg.cli.printing import in_order
from ssg.cli.report import plain
from ssg.cli.speech import BadValue
from ssg.core.catalogue import Catalogue
from ssg.core.errors import Diagnostic
from ssg.core.message import Message, say

if TYPE_CHECKING:
    from pathlib import Path

FORMS: Final = ("auto", "plain", "time", "json")

log_option = click.option(
    "--log",
    "log",
    type=click.Choice(FORMS),
    metavar="FORM",
    help="Form of the lines: plain, time (before each), json, or auto (default): time where no terminal reads them.",
)


def form_of(given: str | None) -> str:
    """Return the form that an option or the environment names.

    Raises BadValue if the environment names none.
    """
    form = given or os.environ.get("SSG_LOG") or FORMS[0]
    if form not in FORMS:
        message = say("{given} is not one of {allowed}", given=repr(form), allowed=", ".join(FORMS))
        raise BadValue(message, "SSG_LOG")
    return form


class Log:
    """Prints lines and problems in one form. `form` is one of `FORMS`."""

    def __init__(self, words: Catalogue, form: str) -> None:
        """Print in the language of a catalogue."""
        self._words = words
        self._form = form
        self.is_json = form == "json"

    def line(self, message: Message, *, err: bool, level: str = "info") -> None:
        """Print a message to standard output or error."""
        text = self._words(message)
        stream = sys.stderr if err else sys.stdout
        if self.is_json:
            _write_json(stream, {"level": level, "message": text.strip()})
        else:
            click.echo(text, file=self._timed(stream))

    def problems(self, said: Iterable[Diagnostic], site: Path, form: str, *, every: bool) -> None:
        """Print problems to standard error; those in a `form` for machines go to standard output, untouched.

        A time before a problem would hide its file from whatever looks for `content/a.md:3:7:` at the start of a line.
        """
        if self.is_json and form == "text":
            for diagnostic in in_order(said):
                _write_json(sys.stderr, {"level": diagnostic.severity.value, **plain(diagnostic, self._words)})
            return
        stream = self._timed(sys.stderr) if self._form == "time" else sys.stderr
        print_problems(said, site, self._words, form, stream, every=every)

    def _timed(self, stream: TextIO) -> TextIO:
        if self._form == "time" or (self._form == "auto" and not (stream.isatty() or _is_journal(stream))):
            return cast("TextIO", _Timed(stream))
        return stream


class _Timed(TextIOBase):
    """A stream that writes the time before each line."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._at_start = True

    def write(self, text: str, /) -> int:
        before = f"{_now()} "
        for line in text.splitlines(keepends=True):
            self._stream.write(before + line if self._at_start else line)
            self._at_start = line.endswith("\n")
        return len(text)

    def flush(self) -> None:
        self._stream.flush()

    def isatty(self) -> bool:
        return self._stream.isatty()


def _now() -> str:
    """Return the time of the machine's zone: `2026-11-24T12:00:00+07:00`."""
    try:
        now = datetime.now().astimezone()
    except ValueError:  # TZ names a zone that is a day or more away
        now = datetime.now(UTC)
    return now.isoformat(timespec="seconds")


def _write_json(stream: TextIO, fields: dict[str, object]) -> None:
    click.echo(msgspec.json.encode({"time": _now(), **fields}).decode(), file=stream)


def _is_journal(stream: TextIO) -> bool:
    """Return whether a stream leads to the journal, by the device and inode that systemd names (systemd.exec(5))."""
    named = os.environ.get("JOURNAL_STREAM", "")
    try:
        info = os.fstat(stream.fileno())
    except (OSError, ValueError):
        return False
    return bool(named) and named == f"{info.st_dev}:{info.st_ino}"
