"""`ssg check`: all that a build would complain about, and more; writes nothing."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from ssg.build import build
from ssg.cli.options import choice_options, present
from ssg.cli.printing import count, print_diagnostics
from ssg.core.errors import Severity, SiteProblem
from ssg.request import Choice, Request
from ssg.work import Work


@click.command("check")
@choice_options
def command(site: Path, now: str | None, drafts: bool, future: bool, strict: bool) -> int:
    """Say all that is wrong with the site; write nothing."""
    choice = Choice(present(site, now), drafts, future, strict)
    try:
        said = build(Request(site, None, choice), Work(time.perf_counter)).diagnostics
    except SiteProblem as problem:
        said = problem.diagnostics
    print_diagnostics(said, site, sys.stdout)
    click.echo(count(said) or "nothing to complain about")
    return int(any(d.severity is Severity.ERROR for d in said))
