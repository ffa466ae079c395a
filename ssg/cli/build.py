"""`ssg build`: publish what changed, and say what was left out and why."""

from __future__ import annotations

import gc
import time
from pathlib import Path

import click
import msgspec

from ssg import standstill
from ssg.cli.options import choice_options, output_of, present, quiet_option
from ssg.cli.printing import count, in_order, print_diagnostics
from ssg.cli.progress import progress_bar
from ssg.cli.report import write_report
from ssg.cli.summary import Outcome, left_out_lines, published_line
from ssg.cli.workers import one_more, processors, workers
from ssg.core.config import normal_base_url
from ssg.core.errors import Diagnostic, Place, Severity, SiteProblem, error
from ssg.inputs import read_inputs
from ssg.lookout import looking_out
from ssg.request import STATE, Choice, Request
from ssg.site.checks import BASE_URL_HINT, NO_BASE_URL
from ssg.store.delta import Delta, lay_delta, refuse_delta
from ssg.store.files import cannot_write
from ssg.store.lock import only_build
from ssg.store.publish import Published
from ssg.work import Work

_MOST = 20  # warnings and notices that a build prints; an old archive may have thousands

_NO_BASE_URL = error("E751", NO_BASE_URL, Place("site.toml", 1), f"{BASE_URL_HINT} Or give --base-url.")


@click.command("build")
@choice_options
@click.option("-o", "output", type=click.Path(path_type=Path), metavar="DIR", help="Publish into this folder.")
@click.option("--keep-going", is_flag=True, help="Leave out articles with errors; the exit status is still 1.")
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="Worker processes (default: one a processor).")
@click.option("--no-cache", is_flag=True, help="Forget what earlier builds remembered.")
@click.option("--base-url", metavar="URL", help="Instead of the base_url of site.toml.")
@click.option(
    "--report", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write a report as JSON."
)
@click.option(
    "--delta",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Lay what changed into this folder.",
)
@quiet_option
@click.option("-v", "--verbose", is_flag=True, help="Print all warnings and notices, and the time of each stage.")
def command(
    site: Path,
    now: str | None,
    drafts: bool,
    future: bool,
    strict: bool,
    output: Path | None,
    keep_going: bool,
    jobs: int | None,
    no_cache: bool,
    base_url: str | None,
    report: Path | None,
    delta: Path | None,
    quiet: bool,
    verbose: bool,
) -> int:
    """Build the site and publish what changed.

    The published site stays as it was if anything is wrong.
    """
    begun = time.perf_counter()
    # Hundreds of thousands of objects live until the end, and none of them in circles: looking for some costs a third.
    gc.disable()
    if base_url is not None:
        try:
            base_url = normal_base_url(base_url)
        except ValueError as problem:
            raise click.BadParameter(str(problem), param_hint="--base-url") from problem
    request = Request(
        root=site,
        output=output_of(site, output),
        choice=Choice(present(site, now), drafts, future, strict),
        base_url=base_url,
        keep_going=keep_going,
        fresh=no_cache,
        clock_ns=time.time_ns(),
        workers=workers(jobs or processors()),
    )
    outcome = Outcome()
    with progress_bar(wanted=not quiet) as progress:
        work = Work(time.perf_counter, progress)
        try:
            with only_build(site / STATE, _waiting), looking_out(request, one_more(jobs or processors())) as request:
                _refuse_delta(request, delta)
                outcome = _build(request, work)
                _lay_delta(request, delta, outcome)
            said = outcome.tally.diagnostics if outcome.tally else ()
        except SiteProblem as problem:
            said = problem.diagnostics
    shown, hidden = _shown(said, quiet=quiet, verbose=verbose)
    print_diagnostics(shown, site)
    if hidden:
        click.echo(f"and {hidden:,} more warnings and notices: `ssg check` prints them all", err=True)
    seconds = time.perf_counter() - begun
    if report is not None:
        write_report(report, outcome, said, work, seconds)
    if not quiet:
        _summary(outcome, said, work, seconds, verbose=verbose)
    return int(any(d.severity is Severity.ERROR for d in said))


def _build(request: Request, work: Work) -> Outcome:
    """Build, unless nothing has changed since the last build."""
    with work.stage("read"):
        inputs = read_inputs(request.root, request.base_url)
        if not inputs.config.base_url:
            inputs = inputs._replace(diagnostics=(*inputs.diagnostics, _NO_BASE_URL))
        name = standstill.name_of(request, inputs)
        tally = standstill.recall(request, name)
    if tally is not None:
        return Outcome(tally, Published((), (), tally.files))
    from ssg.build import build  # Markdown, YAML and templates: 100 ms that a build without work never pays

    built = build(request, work, inputs)
    tally = built.tally
    if built.published is not None:
        with work.stage("remember"):
            try:
                standstill.record(request, inputs, name, tally, built.published.outputs)
            except OSError as problem:  # what was published stays
                said = cannot_write(request.root / STATE, problem)
                tally = msgspec.structs.replace(tally, diagnostics=(*tally.diagnostics, said))
    return Outcome(tally, built.published, built.shown)


def _refuse_delta(request: Request, delta: Path | None) -> None:
    """Refuse before anything is built.

    Raises SiteProblem.
    """
    if delta is not None and request.output is not None:
        refused = refuse_delta(delta, request.output, request.root)
        if refused is not None:
            raise SiteProblem(refused)


def _lay_delta(request: Request, delta: Path | None, outcome: Outcome) -> None:
    if delta is not None and request.output is not None and outcome.published is not None:
        lay_delta(delta, request.output, Delta(outcome.published.written, outcome.published.removed))


def _waiting() -> None:
    click.echo("another build of this site is running: waiting for it to end", err=True)


def _shown(said: tuple[Diagnostic, ...], *, quiet: bool, verbose: bool) -> tuple[list[Diagnostic], int]:
    """Errors always; unless quiet, warnings, then notices: some, or all if verbose. And how many are not shown."""
    errors = [d for d in said if d.severity is Severity.ERROR]
    if quiet:
        return errors, 0
    rest = [d for severity in (Severity.WARNING, Severity.NOTICE) for d in in_order(said) if d.severity is severity]
    shown = rest if verbose else rest[:_MOST]
    return [*errors, *shown], len(rest) - len(shown)


def _summary(outcome: Outcome, said: tuple[Diagnostic, ...], work: Work, seconds: float, *, verbose: bool) -> None:
    if outcome.tally is None or outcome.published is None:
        click.echo(f"nothing was published: {count(said)}", err=True)
        return
    click.echo(published_line(outcome, seconds))
    for line in left_out_lines(outcome.tally.left_out):
        click.echo(line)
    if tally := count(said):
        click.echo(tally)
    if verbose:
        for stage, took in work.seconds.items():
            click.echo(f"  {stage}: {took:.2f} s")
