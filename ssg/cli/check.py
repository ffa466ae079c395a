"""`ssg check`: all problems that a build would report, and more; writes nothing."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click

from ssg.build import Built, build
from ssg.cli.beyond import and_beyond
from ssg.cli.formats import format_option, print_problems, stream_of
from ssg.cli.options import NamedPath, choice_options
from ssg.cli.printing import count
from ssg.cli.silence import heard
from ssg.cli.speech import Spoken
from ssg.core.catalogue import Catalogue
from ssg.core.errors import Diagnostic, Severity, SiteProblem
from ssg.core.message import say
from ssg.deploy.hosts import LIMITS
from ssg.request import Choice, Request
from ssg.work import Work


@click.command("check", cls=Spoken)
@choice_options
@format_option
@click.option(
    "--moved",
    "moved",
    multiple=True,
    type=NamedPath(exists=True, dir_okay=False),
    metavar="OLD",
    help="Say instead which addresses of a former site are lost: a sitemap, access log or list.",
)
@click.option(
    "--host",
    "hosts",
    multiple=True,
    type=click.Choice(tuple(LIMITS)),
    metavar="NAME",
    help="Say as well what this host could not hold of the last build.",
)
@click.option("-v", "--verbose", is_flag=True, help="Print all problems, however many there are of one kind.")
@click.pass_obj
def command(
    words: Catalogue,
    site: Path,
    choice: Choice,
    form: str,
    moved: tuple[Path, ...],
    hosts: tuple[str, ...],
    verbose: bool,
) -> int:
    """Check the site and print all problems; write nothing."""
    if moved:
        return _moved(words, site, choice, moved, form, every=verbose)
    request = Request(site, None, choice)
    try:
        built = build(request, Work(time.perf_counter))
        said = (*built.diagnostics, *_hosts(site, hosts, built))
    except SiteProblem as problem:
        said = and_beyond(request, problem.diagnostics)
    said = heard(said, site, every=True)
    print_problems(said, site, words, form, sys.stdout, every=verbose)
    stream_of(form, sys.stdout)(words(count(said) or say("no problems found")))
    return int(any(d.severity is Severity.ERROR for d in said))


def _hosts(site: Path, hosts: tuple[str, ...], built: Built) -> Iterator[Diagnostic]:
    """Yield what hosts could not hold."""
    if hosts:
        from ssg.steps.host_limits import said_of_host
        from ssg.steps.settings_said import at_settings

        coming = [time for time, _ in built.edition.site.left_out.scheduled]
        for host in hosts:
            found = tuple(said_of_host(host, site, site / built.inputs.config.output, coming))
            yield from at_settings(found, site)


def _moved(words: Catalogue, site: Path, choice: Choice, files: tuple[Path, ...], form: str, *, every: bool) -> int:
    from ssg.cli.moved import check_moved  # only for those who move

    try:
        return check_moved(words, site, choice, files, form, every=every)
    except SiteProblem as problem:
        print_problems(problem.diagnostics, site, words, form, sys.stdout, every=every)
        return 1
