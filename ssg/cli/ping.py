"""`ssg ping`: notify search engines and feed hubs of changes after a deploy. `ssg deploy` does the same at its end."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import click
import msgspec

from ssg.cli.options import NamedPath, base_url_option, quiet_option, site_option
from ssg.cli.printing import print_diagnostics
from ssg.cli.speech import Misuse, Spoken
from ssg.core.catalogue import Catalogue
from ssg.core.config import Config, normal_base_url
from ssg.core.errors import SiteProblem
from ssg.core.message import Invalid, say
from ssg.deploy.ping import INDEXNOW, Told, changed_feeds, changed_pages, tell_hub, tell_indexnow
from ssg.inputs import read_config
from ssg.store.open import read_named


class Report(msgspec.Struct):
    """The fields of a report that are read."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    preview_build: bool = False


@click.command("ping", cls=Spoken)
@site_option
@click.option(
    "--report",
    "file",
    type=NamedPath(exists=True, dir_okay=False),
    required=True,
    metavar="FILE",
    help="Report of the deployed build.",
)
@base_url_option
@click.option("--endpoint", metavar="URL", default=INDEXNOW, help="Another IndexNow server.")
@quiet_option
@click.pass_obj
def command(words: Catalogue, site: Path, file: Path, base_url: str | None, endpoint: str, quiet: bool) -> int:
    """Notify search engines (IndexNow) and a WebSub hub of the changes of the last build."""
    return ping(words, site, file, base_url, endpoint, quiet=quiet, sleep=time.sleep)


def ping(
    words: Catalogue,
    site: Path,
    file: Path,
    base_url: str | None,
    endpoint: str,
    *,
    quiet: bool,
    sleep: Callable[[float], None],
) -> int:
    """Send all notifications, waiting with `sleep`; return the exit status."""
    try:
        base_url = normal_base_url(base_url) if base_url is not None else None
        normal_base_url(endpoint.partition("?")[0])
    except Invalid as problem:
        wrong = endpoint if base_url is None else repr(base_url)
        raise Misuse(say("{url} {problem}", url=wrong, problem=problem.message)) from problem
    try:
        config, _ = read_config(site, base_url)
    except SiteProblem as problem:
        print_diagnostics(problem.diagnostics, site, words)
        return 1
    if not config.base_url:
        raise Misuse(say("missing `base_url` in site.toml: cannot send notifications"))
    if not (config.ping.indexnow or config.ping.hub):
        raise Misuse(say("no service to notify: set `indexnow` or `hub` in `[ping]` of site.toml"))
    try:
        report = msgspec.json.decode(read_named(file), type=Report)
    except (OSError, ValueError) as problem:
        raise Misuse(
            say("{file} is not a report of `ssg build --report`: {reason}", file=str(file), reason=str(problem))
        ) from problem
    if report.preview_build:
        click.echo(words(say("preview build with articles that are not public: no notifications sent")), err=True)
        return 0
    outcomes = list(tell(config, report, endpoint, sleep))
    for told in outcomes:
        if not (quiet and told.good):
            click.echo(words(told.sentence), err=not told.good)
    if not outcomes and not quiet:
        click.echo(words(say("no page or feed changed: no notifications sent")))
    return int(not all(told.good for told in outcomes))


def tell(config: Config, report: Report, endpoint: str, sleep: Callable[[float], None]) -> list[Told]:
    """Send all notifications of a report, and return the outcomes."""
    told: list[Told] = []
    pages = changed_pages(config.base_url, report.written, report.removed)
    if config.ping.indexnow and pages:
        told.extend(tell_indexnow(endpoint, config.base_url, config.ping.indexnow, pages, sleep))
    feeds = changed_feeds(config.base_url, report.written)
    if config.ping.hub:
        told.extend(tell_hub(config.ping.hub, feeds, sleep))
    return told
