"""`ssg next`: the scheduled articles, and when the site changes next."""

from __future__ import annotations

from pathlib import Path

import click

from ssg.cli.options import now_option, present, site_option
from ssg.cli.printing import print_diagnostics
from ssg.cli.speech import Spoken
from ssg.core.catalogue import Catalogue
from ssg.core.errors import Severity, SiteProblem
from ssg.core.message import say
from ssg.core.text.dates import stamp
from ssg.index.briefs import microseconds, moment
from ssg.index.moments import ends as over
from ssg.index.publicity import split_public
from ssg.plan import planning
from ssg.request import Choice, Request


@click.command("next", cls=Spoken)
@site_option
@now_option
@click.pass_obj
def command(words: Catalogue, site: Path, now: str | None) -> int:
    """Show scheduled articles, the next one first."""
    when = present(site, now)
    try:
        with planning(Request(site, None, Choice(when))) as planned:
            texts, front_ends = planned.texts, planned.edition.front_ends
    except SiteProblem as problem:
        print_diagnostics(problem.diagnostics, site, words)
        return 1
    briefs = texts.briefs
    errors = [d for d in texts.diagnostics if d.severity is Severity.ERROR]
    print_diagnostics(errors, site, words)
    _, left = split_public(briefs.values(), when)
    if not left.scheduled:
        click.echo(words(say("no scheduled articles")))
    for due, path in left.scheduled:
        click.echo("  ".join((stamp(due), f"content/{path}", briefs[path].title)))
    at = microseconds(when)
    ends = min((end for end in (*over(briefs.values()), *front_ends) if end > at), default=0)
    if ends and (not left.scheduled or moment(ends) < left.scheduled[0][0]):
        time = stamp(moment(ends).astimezone(when.tzinfo))
        click.echo(
            words(
                say(
                    "{time}  an article, a live report, a breaking banner, a pick or a slot of a front page ends",
                    time=time,
                )
            )
        )
    return int(bool(errors))
