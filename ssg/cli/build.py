"""`ssg build`: publish what changed, and print what is not public and why."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Executor
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

import click

from ssg.cli.ending import closing_lines, more_line, shown
from ssg.cli.formats import format_option
from ssg.cli.log import Log, form_of, log_option
from ssg.cli.options import (
    NamedPath,
    base_url_option,
    choice_options,
    jobs_option,
    output_of,
    quiet_option,
    report_option,
    verbose_option,
)
from ssg.cli.progress import progress_bar
from ssg.cli.publication import WAITING, Terms, publish
from ssg.cli.report import write_report
from ssg.cli.silence import heard
from ssg.cli.speech import BadValue, Spoken
from ssg.cli.summary import Outcome
from ssg.cli.workers import jobs_of, one_more
from ssg.core.catalogue import Catalogue
from ssg.core.config import normal_base_url
from ssg.core.errors import Diagnostic, Severity
from ssg.core.message import NOTHING, Invalid, say
from ssg.request import Choice, Request
from ssg.store.files import is_stream
from ssg.work import Work


class Asked(NamedTuple):
    """The options of a build that decide what is said of it, whether and when it runs, and with which workers."""

    report: Path | None
    delta: Path | None
    if_due: bool
    wait: int | None
    form: str
    quiet: bool
    verbose: bool
    processes: int
    named: str


@click.command("build", cls=Spoken)
@choice_options
@click.option("-o", "output", type=NamedPath(), metavar="DIR", help="Output folder.")
@click.option("--staging", is_flag=True, help="Build for a staging server: nothing may be indexed or cached.")
@click.option("--keep-going", is_flag=True, help="Publish all that has no errors; the exit status is then 3.")
@jobs_option
@click.option(
    "--workers",
    "named",
    default="",
    metavar="WORKERS",
    help="The same number, or workers on other machines: dask://host:port, or module:function of an Executor.",
)
@click.option("--no-cache", is_flag=True, help="Ignore the cache and rebuild everything.")
@click.option("--allow-removals", is_flag=True, help="Allow the removal of many articles.")
@base_url_option
@report_option
@click.option(
    "--delta",
    type=NamedPath(file_okay=False),
    metavar="DIR",
    help="Copy changed files into this folder.",
)
@click.option("--if-due", is_flag=True, help="Do nothing unless a source changed or an article is due or has expired.")
@click.option("--wait", type=click.IntRange(0), metavar="N", help="Seconds to wait for another build (default: any).")
@format_option
@log_option
@quiet_option
@verbose_option
@click.pass_obj
def command(
    words: Catalogue,
    site: Path,
    choice: Choice,
    output: Path | None,
    staging: bool,
    keep_going: bool,
    jobs: int | None,
    named: str,
    no_cache: bool,
    allow_removals: bool,
    base_url: str | None,
    report: Path | None,
    delta: Path | None,
    if_due: bool,
    wait: int | None,
    form: str,
    log: str | None,
    quiet: bool,
    verbose: bool,
) -> int:
    """Build the site and publish what changed.

    If there is an error, the published site stays unchanged.
    """
    asked = Asked(report, delta, if_due, wait, form, quiet, verbose, jobs_of(jobs, named), named)
    request = Request(
        root=site,
        output=output_of(site, output),
        choice=choice._replace(staging=staging),
        base_url=normal(base_url),
        keep_going=keep_going,
        fresh=no_cache,
        keeps_outputs=no_cache,
        clock_ns=time.time_ns(),
        allow_removals=allow_removals,
    )
    look = None if if_due else one_more(asked.processes)
    return _run(request, asked, look, Log(words, form_of(log)), words)


def _run(request: Request, asked: Asked, look: Callable[[], Executor] | None, log: Log, words: Catalogue) -> int:
    """Build, print what came of it, and return the exit status. `look` starts a process that checks published files."""
    started, begun = datetime.now(request.choice.now.tzinfo), time.perf_counter()
    with progress_bar(words, wanted=not (asked.quiet or log.is_json)) as progress:
        work = Work(time.perf_counter, progress)
        waiting = partial(log.line, WAITING, err=True)
        given = Terms(waiting, asked.wait, asked.delta, asked.processes, asked.named, if_due=asked.if_due, look=look)
        outcome, said = publish(request, work, started, given)
    site = request.root
    said = heard(said, site)
    _print_problems(said, outcome, asked, site, log)
    seconds = time.perf_counter() - begun
    report = asked.report
    refused = write_report(report, outcome, said, work, started, seconds, words) if report else NOTHING
    if refused:
        log.line(say("Error: {problem}", problem=refused), err=True, level="error")
    if not asked.quiet:
        # A report on standard output must be alone there.
        aside = asked.form == "json" or (report is not None and is_stream(report, 1)) or outcome.failed
        for line in closing_lines(outcome, said, work, seconds, verbose=asked.verbose):
            log.line(line, err=aside)
    return _status(said, outcome, reported=not refused)


def _print_problems(said: tuple[Diagnostic, ...], outcome: Outcome, asked: Asked, site: Path, log: Log) -> None:
    if outcome.idle is not None and asked.form != "json":
        return
    printed, hidden = shown(said, quiet=asked.quiet, verbose=asked.verbose or asked.form == "json")
    log.problems(printed, site, asked.form, every=asked.verbose)
    if hidden:
        log.line(more_line(hidden), err=True)


def _status(said: tuple[Diagnostic, ...], outcome: Outcome, *, reported: bool) -> int:
    """0 done, or nothing was due; 1 nothing was published, or not all of it; 3 published, but with an error."""
    if reported and not any(d.severity is Severity.ERROR for d in said):
        return 0
    return 1 if outcome.failed else 3


def normal(base_url: str | None) -> str | None:
    """Return a URL in the form of `site.toml`."""
    try:
        return None if base_url is None else normal_base_url(base_url)
    except Invalid as problem:
        raise BadValue(problem.message, "--base-url") from problem
