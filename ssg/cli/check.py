"""`ssg check`: all problems that a build would report, and more; writes nothing."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from ssg.build import build
from ssg.cli.beyond import and_beyond
from ssg.cli.formats import format_option, print_problems, stream_of
from ssg.cli.options import NamedPath, choice_options
from ssg.cli.printing import count
from ssg.cli.speech import Spoken
from ssg.core.catalogue import Catalogue
from ssg.core.errors import Severity, SiteProblem
from ssg.core.message import say
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
@click.option("-v", "--verbose", is_flag=True, help="Print all problems, however many there are of one kind.")
@click.pass_obj
def command(words: Catalogue, site: Path, choice: Choice, form: str, moved: tuple[Path, ...], verbose: bool) -> int:
    """Check the site and print all problems; write nothing."""
    if moved:
        return _moved(words, site, choice, moved, form, every=verbose)
    request = Request(site, None, choice)
    try:
        said = build(request, Work(time.perf_counter)).diagnostics
    except SiteProblem as problem:
        said = and_beyond(request, problem.diagnostics)
    print_problems(said, site, words, form, sys.stdout, every=verbose)
    stream_of(form, sys.stdout)(words(count(said) or say("no problems found")))
    return int(any(d.severity is Severity.ERROR for d in said))


def _moved(words: Catalogue, site: Path, choice: Choice, files: tuple[Path, ...], form: str, *, every: bool) -> int:
    from ssg.cli.moved import check_moved  # only for those who move

    try:
        return check_moved(words, site, choice, files, form, every=every)
    except SiteProblem as problem:
        print_problems(problem.diagnostics, site, words, form, sys.stdout, every=every)
        return 1
