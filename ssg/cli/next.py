"""`ssg next`: what is scheduled, and when the next build has something new to publish."""

from __future__ import annotations

from pathlib import Path

import click

from ssg.cli.options import now_option, present, site_option
from ssg.cli.printing import print_diagnostics
from ssg.core.errors import Severity, SiteProblem
from ssg.core.text.dates import stamp
from ssg.planned import plan
from ssg.request import Choice, Request
from ssg.site.briefs import microseconds, moment
from ssg.site.publicity import split_public


@click.command("next")
@site_option
@now_option
def command(site: Path, now: str | None) -> int:
    """Show scheduled articles, the next one first."""
    when = present(site, now)
    try:
        with plan(Request(site, None, Choice(when))) as planned:
            texts = planned.texts
    except SiteProblem as problem:
        print_diagnostics(problem.diagnostics, site)
        return 1
    briefs = texts.briefs
    errors = [d for d in texts.diagnostics if d.severity is Severity.ERROR]
    print_diagnostics(errors, site)
    _, left = split_public(briefs.values(), when)
    if not left.scheduled:
        click.echo("nothing is scheduled")
    for due, path in left.scheduled:
        click.echo(f"{stamp(due)}  content/{path}  {briefs[path].title}")
    at = microseconds(when)
    ends = min((end for b in briefs.values() for end in (b.expires, b.breaking) if end > at), default=0)
    if ends and (not left.scheduled or moment(ends) < left.scheduled[0][0]):
        click.echo(f"{stamp(moment(ends).astimezone(when.tzinfo))}  an article expires or is breaking no longer")
    return int(bool(errors))
