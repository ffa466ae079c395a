"""`ssg build`: publish what changed, and print what is not public and why."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Executor
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click
import msgspec

from ssg import __version__
from ssg.cli.ending import closing_lines, more_line, shown
from ssg.cli.formats import format_option
from ssg.cli.log import Log, form_of, log_option
from ssg.cli.options import NamedPath, choice_options, output_of, quiet_option
from ssg.cli.progress import progress_bar
from ssg.cli.recorded import recorded
from ssg.cli.report import write_report
from ssg.cli.speech import BadValue, Spoken
from ssg.cli.summary import Outcome
from ssg.cli.workers import hired, jobs_of, one_more
from ssg.core.catalogue import Catalogue
from ssg.core.config import normal_base_url
from ssg.core.errors import Diagnostic, Place, Severity, SiteProblem, error
from ssg.core.message import NOTHING, Invalid, say
from ssg.index.urls import BASE_URL_HINT, NO_BASE_URL, output_path
from ssg.inputs import CONFIG_FILE, Inputs, read_inputs
from ssg.jobs.running import none_left
from ssg.request import STATE, Choice, Request
from ssg.steps import unchanged
from ssg.steps.due import held_by, is_due, last_publication, name_to_keep, note_publication
from ssg.steps.intact import checking_intact
from ssg.steps.release import forget_gone, starting_from_another
from ssg.steps.security import security_txt
from ssg.store.delta import refuse_delta
from ssg.store.files import is_stream
from ssg.store.lock import only_build
from ssg.store.manifest import Manifest
from ssg.store.outputs import name_of
from ssg.store.publish import CutShort, Published
from ssg.work import Work

if TYPE_CHECKING:
    from ssg.build import Built

_WAITING = say("another build of this site is running: waiting for it to finish")
_NO_BASE_URL = error(
    "E751", NO_BASE_URL, Place("site.toml", 1), say("{base_url_hint}, or use --base-url", base_url_hint=BASE_URL_HINT)
)


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
@click.option(
    "--jobs", type=click.IntRange(1, 256), metavar="N", help="Number of worker processes (default: one per CPU)."
)
@click.option(
    "--workers",
    "named",
    default="",
    metavar="WORKERS",
    help="The same number, or workers on other machines: dask://host:port, or module:function of an Executor.",
)
@click.option("--no-cache", is_flag=True, help="Ignore the cache and rebuild everything.")
@click.option("--allow-removals", is_flag=True, help="Allow the removal of many articles.")
@click.option("--base-url", metavar="URL", help="Override base_url of site.toml.")
@click.option(
    "--report",
    type=NamedPath(dir_okay=False),
    metavar="FILE",
    help="Write a report as JSON to this file.",
)
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
@click.option("-v", "--verbose", is_flag=True, help="Print all warnings and notices, and the duration of each stage.")
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
        base_url=_normal(base_url),
        keep_going=keep_going,
        fresh=no_cache,
        clock_ns=time.time_ns(),
        allow_removals=allow_removals,
    )
    look = None if if_due else one_more(asked.processes)
    return _run(request, asked, look, Log(words, form_of(log)), words)


def _run(request: Request, asked: Asked, look: Callable[[], Executor] | None, log: Log, words: Catalogue) -> int:
    """Build, print what came of it, and return the exit status. `look` starts a process that checks published files."""
    started, begun = datetime.now(request.choice.now.tzinfo), time.perf_counter()
    outcome, site = Outcome(), request.root
    with progress_bar(words, wanted=not (asked.quiet or log.is_json)) as progress:
        work = Work(time.perf_counter, progress)
        try:
            waiting = partial(log.line, _WAITING, err=True)
            with (
                hired(asked.processes, asked.named) as found,
                only_build(site / STATE, waiting, asked.wait),
                none_left(),
                starting_from_another(request),
            ):
                _refuse_delta(request, asked.delta)
                with checking_intact(request._replace(workers=found), look) as looked, recorded(request) as record:
                    outcome = _build(looked, work, started, if_due=asked.if_due)
                    late = record.lay(asked.delta, outcome.published)
                    if outcome.manifest is not None:
                        note_publication(request, outcome.manifest)
                        forget_gone(request)
                    record.end(outcome.published, idle=outcome.idle is not None)
            said = (*(outcome.tally.diagnostics if outcome.tally else ()), *late)
        except SiteProblem as problem:
            said = (*(outcome.tally.diagnostics if outcome.tally else ()), *_with_rest(request, problem.diagnostics))
            outcome = outcome._replace(cut_short=isinstance(problem, CutShort))
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


def _normal(base_url: str | None) -> str | None:
    """Return a URL in the form of `site.toml`."""
    try:
        return None if base_url is None else normal_base_url(base_url)
    except Invalid as problem:
        raise BadValue(problem.message, "--base-url") from problem


def _build(request: Request, work: Work, started: datetime, *, if_due: bool) -> Outcome:
    """Build the site, unless nothing has changed since the last build; note in the manifest what was published."""
    with work.stage("read"):
        inputs = read_inputs(request.root, request.base_url, may_lack_articles=request.allow_removals)
        if not inputs.config.base_url:
            inputs = inputs._replace(diagnostics=(*inputs.diagnostics, _NO_BASE_URL))
        name = unchanged.name_of(request, inputs)
        last = last_publication(request)
        outcome = Outcome(
            preview_build=request.choice.preview_build,
            staging=request.choice.staging,
            language=inputs.config.language,
            folder=request.output.name if request.output else "",
            base_url=inputs.config.base_url,
        )
        if if_due and last is not None and not is_due(request, name, last):
            return outcome._replace(idle=last, held=last.held)
        tally = unchanged.recall(request, name)
    if tally is not None:
        outcome = outcome._replace(tally=tally, published=Published((), (), tally.files))
    else:
        from ssg.build import build  # Markdown, YAML and templates: 100 ms that a build without work never pays

        outcome = _outcome_of(build(request, work, inputs, name), work, outcome, last, request.choice.now)
    if outcome.tally is not None:
        said = (*outcome.tally.diagnostics, *security_txt(inputs, request.choice.now))
        outcome = outcome._replace(tally=msgspec.structs.replace(outcome.tally, diagnostics=said))
    return outcome._replace(manifest=_manifest_of(request, inputs, name, outcome, started))


def _manifest_of(request: Request, inputs: Inputs, name: str, outcome: Outcome, started: datetime) -> Manifest | None:
    """Return what to note of a publication in the manifest; None if nothing was published."""
    if outcome.published is None or outcome.tally is None or request.output is None:
        return None
    scheduled = outcome.tally.left_out.scheduled
    return Manifest(
        output=name_of(request.root, request.output),
        version=__version__,
        published=started,
        now=request.choice.now,
        outcome=outcome.name,
        articles=outcome.tally.articles,
        pages=outcome.tally.pages,
        held=outcome.held,
        next_publication=scheduled[0][0] if scheduled else None,
        next_change=outcome.tally.next_change,
        inputs=name_to_keep(request, inputs, name),
    )


def _outcome_of(built: Built, work: Work, outcome: Outcome, last: Manifest | None, now: datetime) -> Outcome:
    """Return the result of a build."""
    site = built.edition.site
    urls = site.places.urls
    held = held_by(built.diagnostics, built.bad, site.briefs, last, now) if built.published is not None else ()
    return outcome._replace(
        tally=built.tally,
        published=built.published,
        pages=built.shown,
        edited=frozenset(output_path(urls[path]) for path in work.touched if path in urls),
        held=held,
    )


def _with_rest(request: Request, said: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics; if `site.toml` is invalid, also all errors of the rest of the site."""
    if not all(d.place.path == CONFIG_FILE for d in said):
        return said
    from ssg.cli.beyond import and_beyond  # Markdown, YAML and templates again

    return tuple(d for d in and_beyond(request, said) if d in said or d.severity is Severity.ERROR)


def _refuse_delta(request: Request, delta: Path | None) -> None:
    """Reject an unusable `--delta` folder before the build.

    Raises SiteProblem.
    """
    if delta is not None and request.output is not None:
        refused = refuse_delta(delta, request.output, request.root)
        if refused is not None:
            raise SiteProblem(refused)
