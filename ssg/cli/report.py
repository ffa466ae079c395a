"""Writes the report of a build as JSON for deploy scripts. The names of its fields are fixed."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from ssg.cli.printing import in_order
from ssg.cli.summary import Outcome
from ssg.core.catalogue import ENGLISH, Catalogue
from ssg.core.errors import Diagnostic
from ssg.core.message import say
from ssg.core.system import reason_of
from ssg.core.text.dates import iso
from ssg.store.files import write_out
from ssg.work import Work


def write_report(
    file: Path, outcome: Outcome, said: tuple[Diagnostic, ...], work: Work, seconds: float, words: Catalogue
) -> bool:
    """Write what a build did, or why it failed; return whether that could be done, and print why not."""
    published, tally = outcome.published, outcome.tally
    scheduled = tally.left_out.scheduled if tally else ()
    report = {
        "articles": tally.articles if tally else 0,
        "pages": tally.pages if tally else 0,
        "parsed": work.parsed,
        "rendered": work.rendered,
        "blocks": work.blocks,
        "spliced": work.spliced,
        "written": list(published.written) if published else [],
        "removed": list(published.removed) if published else [],
        "deploy": list(published.beside) if published else [],
        "unchanged": published.unchanged if published else 0,
        "next_publication": iso(scheduled[0][0]) if scheduled else None,
        "next_change": iso(tally.next_change) if tally and tally.next_change else None,
        "preview_build": outcome.preview_build,
        "diagnostics": [plain(d, words) for d in in_order(said)],
        "seconds": {**{stage: round(took, 4) for stage, took in work.seconds.items()}, "total": round(seconds, 4)},
    }
    try:
        write_out(file, msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n")
    except OSError as problem:
        why = say("cannot write the report to {file}: {reason}", file=str(file), reason=reason_of(problem))
        click.echo(words(say("Error: {problem}", problem=why)), err=True)
        return False
    return True


def plain(diagnostic: Diagnostic, words: Catalogue = ENGLISH) -> dict[str, object]:
    """Return a problem as plain data: the names of its fields are fixed."""
    place = diagnostic.place
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": words(diagnostic.message),
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "hint": words(diagnostic.hint),
        "also": [str(other) for other in diagnostic.also],
    }
