"""Writes the report of a build as JSON for deploy scripts and monitoring. The names of its fields are fixed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec

from ssg import __version__
from ssg.cli.printing import in_order
from ssg.cli.summary import Outcome
from ssg.core.catalogue import ENGLISH, Catalogue
from ssg.core.errors import Diagnostic
from ssg.core.message import NOTHING, Message, say
from ssg.core.system import reason_of
from ssg.core.text.dates import iso
from ssg.deploy.purge import changed_urls
from ssg.index.model import LeftOut
from ssg.store.files import write_over_json
from ssg.work import Work


def write_report(
    file: Path,
    outcome: Outcome,
    said: tuple[Diagnostic, ...],
    work: Work,
    started: datetime,
    seconds: float,
    words: Catalogue,
) -> Message:
    """Write what a build did, or why it failed; return why that could not be done, nothing if it could."""
    report = {
        "outcome": outcome.name,
        "version": __version__,
        "started": iso(started),
        **_edition(outcome),
        "parsed": work.parsed,
        "rendered": work.rendered,
        "blocks": work.blocks,
        "spliced": work.spliced,
        **_changes(outcome),
        "preview_build": outcome.preview_build,
        "diagnostics": [plain(d, words) for d in in_order(said)],
        "seconds": {**{stage: round(took, 4) for stage, took in work.seconds.items()}, "total": round(seconds, 4)},
    }
    try:
        write_over_json(file, msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n")
    except OSError as problem:
        return say("cannot write the report to {file}: {reason}", file=str(file), reason=reason_of(problem))
    return NOTHING


def _edition(outcome: Outcome) -> dict[str, object]:
    """Return what is public, what is not, and when that changes."""
    tally, last = outcome.tally, outcome.idle
    scheduled = tally.left_out.scheduled if tally else ()
    coming = scheduled[0][0] if scheduled else last.next_publication if last else None
    change = tally.next_change if tally else last.next_change if last else None
    known = tally or last
    return {
        "articles": known.articles if known else 0,
        "pages": known.pages if known else 0,
        "held": [{"file": one.file, "since": iso(one.since), "shown": one.shown} for one in outcome.held],
        "left_out": left_out(tally.left_out) if tally else None,
        "next_publication": iso(coming) if coming else None,
        "next_change": iso(change) if change else None,
    }


def _changes(outcome: Outcome) -> dict[str, object]:
    """Return which files and addresses changed."""
    done = outcome.published
    written, removed = (done.written, done.removed) if done else ((), ())
    return {
        "written": list(written),
        "removed": list(removed),
        "unchanged": done.unchanged if done else 0,
        "urls_changed": changed_urls(outcome.base_url, written, removed, done.new, done.moved) if done else [],
        "deploy": list(done.beside) if done else [],
        "server_files_changed": outcome.server_files,
    }


def left_out(left: LeftOut) -> dict[str, object]:
    """Return the articles that are not public, by reason."""
    return {
        "scheduled": [{"file": f"content/{path}", "time": iso(time)} for time, path in left.scheduled],
        "expired": [f"content/{path}" for path in left.expired],
        "withdrawn": [f"content/{path}" for path in left.withdrawn],
        "drafts": [f"content/{path}" for path in left.drafts],
    }


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
