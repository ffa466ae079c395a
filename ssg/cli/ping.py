"""`ssg ping`: after a deploy, tell search engines and feed readers what has changed. No other command goes online."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import click
import msgspec

from ssg.cli.options import quiet_option, site_option
from ssg.cli.printing import print_diagnostics
from ssg.core.config import Config, normal_base_url
from ssg.core.errors import SiteProblem
from ssg.inputs import read_config
from ssg.ping import INDEXNOW, Told, changed_feeds, changed_pages, tell_hub, tell_indexnow


class Report(msgspec.Struct):
    """What is read of a report."""

    written: tuple[str, ...]
    removed: tuple[str, ...]


@click.command("ping")
@site_option
@click.option(
    "--report",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    metavar="FILE",
    help="The report of the build that was deployed.",
)
@click.option("--base-url", metavar="URL", help="Instead of the base_url of site.toml.")
@click.option("--endpoint", metavar="URL", default=INDEXNOW, help="Another server that speaks IndexNow.")
@quiet_option
def command(site: Path, file: Path, base_url: str | None, endpoint: str, quiet: bool) -> int:
    """Tell search engines (IndexNow) and a WebSub hub what the last build has changed."""
    return ping(site, file, base_url, endpoint, quiet=quiet, sleep=time.sleep)


def ping(
    site: Path, file: Path, base_url: str | None, endpoint: str, *, quiet: bool, sleep: Callable[[float], None]
) -> int:
    """Do it, waiting by `sleep`; gives the exit status."""
    try:
        base_url = normal_base_url(base_url) if base_url is not None else None
        normal_base_url(endpoint.partition("?")[0])
    except ValueError as problem:
        raise click.UsageError(f"{endpoint if base_url is None else base_url!r} {problem}") from problem
    try:
        config, _ = read_config(site, base_url)
    except SiteProblem as problem:
        print_diagnostics(problem.diagnostics, site)
        return 1
    if not config.base_url:
        raise click.UsageError("site.toml has no base_url: nobody can be told where the site is")
    if not (config.ping.indexnow or config.ping.hub):
        raise click.UsageError("site.toml names nobody to tell: set `indexnow` or `hub` under [ping]")
    try:
        report = msgspec.json.decode(file.read_bytes(), type=Report)
    except (OSError, ValueError) as problem:
        raise click.UsageError(f"{file} is not a report of `ssg build --report`: {problem}") from problem
    outcomes = list(_tell(config, report, endpoint, sleep))
    for told in outcomes:
        if not (quiet and told.good):
            click.echo(told.sentence, err=not told.good)
    if not outcomes and not quiet:
        click.echo("no page and no feed has changed: nobody was told")
    return int(not all(told.good for told in outcomes))


def _tell(config: Config, report: Report, endpoint: str, sleep: Callable[[float], None]) -> list[Told]:
    told: list[Told] = []
    pages = changed_pages(config.base_url, report.written, report.removed)
    if config.ping.indexnow and pages:
        told.extend(tell_indexnow(endpoint, config.base_url, config.ping.indexnow, pages, sleep))
    feeds = changed_feeds(config.base_url, report.written)
    if config.ping.hub:
        told.extend(tell_hub(config.ping.hub, feeds, sleep))
    return told
