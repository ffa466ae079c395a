"""`ssg next`: the scheduled articles, and when the site changes next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import click
import msgspec

from ssg.cli.options import now_option, present, site_option
from ssg.cli.printing import print_diagnostics
from ssg.cli.speech import Spoken
from ssg.core.catalogue import Catalogue
from ssg.core.errors import Diagnostic, Severity, SiteProblem
from ssg.core.message import Message, joined, say
from ssg.core.text.dates import iso, stamp
from ssg.index.briefs import microseconds, moment
from ssg.index.moments import ends as over
from ssg.index.publicity import split_public
from ssg.plan import planning
from ssg.request import Choice, Request
from ssg.steps.ads import ad_changes


class Coming(NamedTuple):
    """What changes by itself after `now`: scheduled articles (time, file, title), the first end, the first change.

    `rights` are the pictures whose rights end (time, file), `ads` the advertisements that begin
    or end (time, file, begins).
    """

    now: datetime
    scheduled: tuple[tuple[datetime, str, str], ...]
    ends: datetime | None
    change: datetime | None
    errors: tuple[Diagnostic, ...]
    rights: tuple[tuple[datetime, str], ...] = ()
    ads: tuple[tuple[datetime, str, bool], ...] = ()


@click.command("next", cls=Spoken)
@site_option
@now_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def command(words: Catalogue, site: Path, now: str | None, as_json: bool) -> int:
    """Show scheduled articles, the next one first."""
    try:
        coming = _coming(site, present(site, now))
    except SiteProblem as problem:
        print_diagnostics(problem.diagnostics, site, words)
        return 1
    print_diagnostics(coming.errors, site, words)
    if as_json:
        click.echo(_json(coming))
    else:
        for line in _lines(coming):
            click.echo(words(line))
    return int(bool(coming.errors))


def _coming(site: Path, now: datetime) -> Coming:
    """Plan the edition of `now`, and look ahead.

    Raises SiteProblem.
    """
    with planning(Request(site, None, Choice(now))) as planned:
        briefs, change = planned.texts.briefs, planned.edition.next_change
        errors = tuple(d for d in planned.texts.diagnostics if d.severity is Severity.ERROR)
        at = microseconds(now)
        ads = ad_changes(planned.edition, planned.inputs)
        fronts = set(planned.edition.front_ends) - {change.time for change in ads}
        ends = min((end for end in (*over(briefs.values()), *fronts) if end > at), default=0)
        rights = [(end, file) for end, file in planned.edition.rights if end > at]
        _, left = split_public(briefs.values(), now)
        scheduled = tuple((time, f"content/{path}", briefs[path].title) for time, path in left.scheduled)
    zone = now.tzinfo
    return Coming(
        now,
        scheduled,
        moment(ends).astimezone(zone) if ends else None,
        change.astimezone(zone) if change else None,
        errors,
        tuple((moment(end).astimezone(zone), file) for end, file in rights),
        tuple((moment(one.time).astimezone(zone), one.file, one.begins) for one in ads),
    )


def _lines(coming: Coming) -> Iterator[Message]:
    """Yield a line for each scheduled article; the last one says what ends before the first."""
    if not coming.scheduled:
        yield say("no scheduled articles")
    for due, file, title in coming.scheduled:
        yield joined((_twice(due), file, title), "  ")
    for end, file in coming.rights:
        yield say("{time}  {file}: the rights to this picture end", time=_twice(end), file=file)
    for time, file, begins in coming.ads:
        told = say("{time}  {file}: the advertisement begins", time=_twice(time), file=file)
        yield told if begins else say("{time}  {file}: the advertisement ends", time=_twice(time), file=file)
    if coming.ends and (not coming.scheduled or coming.ends < coming.scheduled[0][0]):
        yield say(
            "{time}  an article, a live report, a breaking banner, a pick or a slot of a front page ends",
            time=_twice(coming.ends),
        )


def _twice(time: datetime) -> str:
    """Return a time for machines, then for people: `01/12/2026` alone is 12 January to `date -d`."""
    return f"{iso(time)}  {stamp(time)}"


def _json(coming: Coming) -> str:
    """Return the times as JSON: the names of its fields are fixed."""
    first = coming.scheduled[0][0] if coming.scheduled else None
    found = {
        "now": iso(coming.now),
        "next_publication": iso(first) if first else None,
        "next_change": iso(coming.change) if coming.change else None,
        "scheduled": [{"time": iso(time), "file": file, "title": title} for time, file, title in coming.scheduled],
        "rights": [{"time": iso(time), "file": file} for time, file in coming.rights],
        "ads": [{"time": iso(time), "file": file, "begins": begins} for time, file, begins in coming.ads],
    }
    return msgspec.json.format(msgspec.json.encode(found), indent=2).decode()
