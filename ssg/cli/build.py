"""`ssg build`: publish what changed, and print what is not public and why."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import click

from ssg.cli.ending import address_lines, left_out_lines
from ssg.cli.formats import format_option, print_problems
from ssg.cli.options import NamedPath, choice_options, output_of, quiet_option
from ssg.cli.printing import count, in_order
from ssg.cli.progress import STAGES, progress_bar
from ssg.cli.report import write_report
from ssg.cli.speech import BadValue, Spoken
from ssg.cli.summary import Outcome, published_line
from ssg.cli.workers import one_more, processors, workers
from ssg.core.catalogue import Catalogue
from ssg.core.config import normal_base_url
from ssg.core.errors import Diagnostic, Place, Severity, SiteProblem, error
from ssg.core.message import Invalid, Message, many, say, verbatim
from ssg.index.checks import BASE_URL_HINT, NO_BASE_URL
from ssg.index.urls import output_path
from ssg.inputs import CONFIG_FILE, read_inputs
from ssg.jobs.running import none_left
from ssg.request import STATE, Choice, Request
from ssg.steps import unchanged
from ssg.steps.intact import checking_intact
from ssg.store.delta import Delta, lay_delta, refuse_delta
from ssg.store.files import is_stream
from ssg.store.lock import only_build
from ssg.store.publish import CutShort, Published
from ssg.work import Work

_MOST = 20  # warnings and notices that a build prints; an old archive may have thousands

_NO_BASE_URL = error(
    "E751", NO_BASE_URL, Place("site.toml", 1), say("{base_url_hint}, or use --base-url", base_url_hint=BASE_URL_HINT)
)


@click.command("build", cls=Spoken)
@choice_options
@click.option("-o", "output", type=NamedPath(), metavar="DIR", help="Output folder.")
@click.option("--keep-going", is_flag=True, help="Publish all that has no errors; the exit status is then 3.")
@click.option(
    "--jobs", type=click.IntRange(1, 256), metavar="N", help="Number of worker processes (default: one per CPU)."
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
@format_option
@quiet_option
@click.option("-v", "--verbose", is_flag=True, help="Print all warnings and notices, and the duration of each stage.")
@click.pass_obj
def command(
    words: Catalogue,
    site: Path,
    choice: Choice,
    output: Path | None,
    keep_going: bool,
    jobs: int | None,
    no_cache: bool,
    allow_removals: bool,
    base_url: str | None,
    report: Path | None,
    delta: Path | None,
    form: str,
    quiet: bool,
    verbose: bool,
) -> int:
    """Build the site and publish what changed.

    If there is an error, the published site stays unchanged.
    """
    begun = time.perf_counter()
    request = Request(
        root=site,
        output=output_of(site, output),
        choice=choice,
        base_url=_normal(base_url),
        keep_going=keep_going,
        fresh=no_cache,
        clock_ns=time.time_ns(),
        workers=workers(jobs or processors()),
        allow_removals=allow_removals,
    )
    outcome = Outcome()
    with progress_bar(words, wanted=not quiet) as progress:
        work = Work(time.perf_counter, progress)
        try:
            look = one_more(jobs or processors())
            waiting = partial(_waiting, words)
            with only_build(site / STATE, waiting), none_left(), checking_intact(request, look) as request:
                _refuse_delta(request, delta)
                outcome = _build(request, work)
                _lay_delta(request, delta, outcome)
            said = outcome.tally.diagnostics if outcome.tally else ()
        except SiteProblem as problem:
            said = (*(outcome.tally.diagnostics if outcome.tally else ()), *_with_rest(request, problem.diagnostics))
            outcome = outcome._replace(cut_short=isinstance(problem, CutShort))
    shown, hidden = _shown(said, quiet=quiet, verbose=verbose or form == "json")
    print_problems(shown, site, words, form, sys.stderr, every=verbose)
    if hidden:
        click.echo(words(_more(hidden)), err=True)
    seconds = time.perf_counter() - begun
    # A report on standard output must be alone there.
    aside = form == "json" or (report is not None and is_stream(report, 1))
    reported = report is None or write_report(report, outcome, said, work, seconds, words)
    if not quiet:
        for line in _summary(outcome, said, work, seconds, verbose=verbose):
            click.echo(words(line), err=aside or outcome.published is None)
    return _status(said, outcome, reported=reported)


def _status(said: tuple[Diagnostic, ...], outcome: Outcome, *, reported: bool) -> int:
    """0 done; 1 nothing was published, or not all of it; 3 published, but with an error."""
    if reported and not any(d.severity is Severity.ERROR for d in said):
        return 0
    return 1 if outcome.published is None else 3


def _normal(base_url: str | None) -> str | None:
    """Return a URL in the form of `site.toml`."""
    try:
        return None if base_url is None else normal_base_url(base_url)
    except Invalid as problem:
        raise BadValue(problem.message, "--base-url") from problem


def _build(request: Request, work: Work) -> Outcome:
    """Build the site, unless nothing has changed since the last build."""
    with work.stage("read"):
        inputs = read_inputs(request.root, request.base_url, may_lack_articles=request.allow_removals)
        if not inputs.config.base_url:
            inputs = inputs._replace(diagnostics=(*inputs.diagnostics, _NO_BASE_URL))
        name = unchanged.name_of(request, inputs)
        tally = unchanged.recall(request, name)
    if tally is not None:
        nothing = Published((), (), tally.files)
        return Outcome(tally, nothing, preview_build=request.choice.preview_build, language=inputs.config.language)
    from ssg.build import build  # Markdown, YAML and templates: 100 ms that a build without work never pays

    built = build(request, work, inputs, name)
    urls = built.edition.site.places.urls
    edited = frozenset(output_path(urls[path]) for path in work.touched if path in urls)
    return Outcome(
        built.tally,
        built.published,
        built.shown,
        request.choice.preview_build,
        language=inputs.config.language,
        edited=edited,
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


def _lay_delta(request: Request, delta: Path | None, outcome: Outcome) -> None:
    if delta is not None and request.output is not None and outcome.published is not None:
        lay_delta(delta, request.output, Delta(outcome.published.written, outcome.published.removed))


def _waiting(words: Catalogue) -> None:
    click.echo(words(say("another build of this site is running: waiting for it to finish")), err=True)


def _more(hidden: int) -> Message:
    return many(
        "{n:,} more warning or notice; `ssg check` prints all of them",
        "{n:,} more warnings and notices; `ssg check` prints all of them",
        n=hidden,
    )


def _shown(said: tuple[Diagnostic, ...], *, quiet: bool, verbose: bool) -> tuple[list[Diagnostic], int]:
    """Return the problems to print (all errors, some or all of the others), and how many are hidden."""
    errors = [d for d in said if d.severity is Severity.ERROR]
    if quiet:
        return errors, 0
    rest = [d for severity in (Severity.WARNING, Severity.NOTICE) for d in in_order(said) if d.severity is severity]
    shown = rest if verbose else rest[:_MOST]
    return [*errors, *shown], len(rest) - len(shown)


def _summary(
    outcome: Outcome, said: tuple[Diagnostic, ...], work: Work, seconds: float, *, verbose: bool
) -> Iterator[Message]:
    """Yield the last lines of a build."""
    if outcome.tally is None or outcome.published is None:
        if outcome.cut_short:
            yield say("publication was cut short, build again to complete it: {count}", count=count(said))
        else:
            yield say("nothing was published: {count}", count=count(said))
        return
    yield published_line(outcome, seconds)
    yield from address_lines(outcome, every=verbose)
    if outcome.published.beside:
        yield say("server configuration changed: {files}", files=", ".join(outcome.published.beside))
    if outcome.preview_build:
        yield say("preview build: it contains articles that are not public, so search engines are blocked")
    yield from left_out_lines(outcome.tally.left_out, said, outcome.language, every=verbose)
    if tally := count(said):
        yield tally
    if verbose:
        for stage, took in work.seconds.items():
            yield say("  {stage}: {seconds:.2f} s", stage=STAGES.get(stage, verbatim(stage)), seconds=took)
