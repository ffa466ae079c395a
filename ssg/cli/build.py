"""`ssg build`: publish what changed, and say what was left out and why."""

from __future__ import annotations

import time
from pathlib import Path

import click

from ssg.build import Built, Request, build
from ssg.cli.options import choice_options, output_of, present, quiet_option
from ssg.cli.printing import count, print_diagnostics
from ssg.cli.progress import progress_bar
from ssg.cli.report import write_report
from ssg.core.config import normal_base_url
from ssg.core.errors import Diagnostic, Severity, SiteProblem
from ssg.core.text.dates import stamp
from ssg.edition import Choice
from ssg.site.model import LeftOut
from ssg.work import Work


@click.command("build")
@choice_options
@click.option("-o", "output", type=click.Path(path_type=Path), metavar="DIR", help="Publish into this folder.")
@click.option("--keep-going", is_flag=True, help="Leave out articles with errors; the exit status is still 1.")
@click.option("--base-url", metavar="URL", help="Instead of the base_url of site.toml.")
@click.option(
    "--report", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write a report as JSON."
)
@quiet_option
@click.option("-v", "--verbose", is_flag=True, help="Print the time that each stage took as well.")
def command(
    site: Path,
    now: str | None,
    drafts: bool,
    future: bool,
    strict: bool,
    output: Path | None,
    keep_going: bool,
    base_url: str | None,
    report: Path | None,
    quiet: bool,
    verbose: bool,
) -> int:
    """Build the site and publish what changed.

    The published site stays as it was if anything is wrong.
    """
    begun = time.perf_counter()
    if base_url is not None:
        try:
            base_url = normal_base_url(base_url)
        except ValueError as problem:
            raise click.BadParameter(str(problem), param_hint="--base-url") from problem
    choice = Choice(present(site, now), drafts, future, strict)
    built: Built | None = None
    with progress_bar(wanted=not quiet) as progress:
        work = Work(time.perf_counter, progress)
        try:
            built = build(Request(site, output_of(site, output), choice, base_url, keep_going), work)
            said = built.diagnostics
        except SiteProblem as problem:
            said = problem.diagnostics
    print_diagnostics(_shown(said, quiet=quiet), site)
    seconds = time.perf_counter() - begun
    if report is not None:
        write_report(report, built, said, work, seconds)
    if not quiet:
        _summary(built, said, work, seconds, verbose=verbose)
    return int(any(d.severity is Severity.ERROR for d in said))


def _shown(said: tuple[Diagnostic, ...], *, quiet: bool) -> list[Diagnostic]:
    """Errors always; warnings and notices unless quiet."""
    return [d for d in said if not quiet or d.severity is Severity.ERROR]


def _summary(built: Built | None, said: tuple[Diagnostic, ...], work: Work, seconds: float, *, verbose: bool) -> None:
    if built is None or built.published is None:
        click.echo(f"nothing was published: {count(said)}", err=True)
        return
    published = built.published
    removed = f", removed {len(published.removed)}" if published.removed else ""
    total = len(published.written) + published.unchanged
    click.echo(f"published {len(published.written)} of {total:,} files{removed} in {seconds:.1f} s")
    for line in left_out_lines(built.edition.site.left_out):
        click.echo(line)
    if tally := count(said):
        click.echo(tally)
    if verbose:
        for stage, took in work.seconds.items():
            click.echo(f"  {stage}: {took:.2f} s")


def left_out_lines(left: LeftOut) -> list[str]:
    """Say how many articles are not public, and when the next one will be."""
    groups = ((left.scheduled, "scheduled"), (left.expired, "expired"), (left.drafts, "draft"))
    parts = [
        f"{len(found)} {word}" + ("s" if word == "draft" and len(found) != 1 else "") for found, word in groups if found
    ]
    if not parts:
        return []
    lines = [f"left out: {', '.join(parts)}"]
    if left.scheduled:
        when, path = left.scheduled[0]
        lines.append(f"next publication: {stamp(when)} (content/{path})")
    return lines
