"""Options that several commands share, and the clock. Reads the environment; prints nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from ssg.cli.speech import BadValue, Misuse
from ssg.core.errors import SiteProblem
from ssg.core.message import Invalid, say
from ssg.core.text.dates import parse_time
from ssg.inputs import read_config
from ssg.request import Choice
from ssg.store.spelling import spelled


class NamedPath(click.Path):
    """A path that must not be empty: `--report "$FILE"` with an unset variable would mean the current folder."""

    def __init__(self, *, file_okay: bool = True, dir_okay: bool = True, exists: bool = False) -> None:
        """Take what `click.Path` takes."""
        super().__init__(exists=exists, file_okay=file_okay, dir_okay=dir_okay, path_type=Path)

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        """Return the path, or fail with a usage error."""
        if value == "":
            raise BadValue(say("the path must not be empty"), None, param)
        if self.exists and isinstance(value, str):
            value = spelled(Path(), value)  # as our messages print it, perhaps
        return super().convert(value, param, ctx)


_DEFAULT_ZONE = "Asia/Ho_Chi_Minh"

site_option = click.option(
    "-C",
    "site",
    type=NamedPath(file_okay=False, exists=True),
    default=Path(),
    metavar="DIR",
    help="Folder of the site (default: the current folder).",
)
now_option = click.option("--now", metavar="TIME", help="Use this as the current time; also SOURCE_DATE_EPOCH.")
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
verbose_option = click.option(
    "-v", "--verbose", is_flag=True, help="Print all warnings and notices, and the duration of each stage."
)
jobs_option = click.option(
    "--jobs", type=click.IntRange(1, 256), metavar="N", help="Number of worker processes (default: one per CPU)."
)
base_url_option = click.option("--base-url", metavar="URL", help="Override base_url of site.toml.")
report_option = click.option(
    "--report",
    type=NamedPath(dir_okay=False),
    metavar="FILE",
    help="Write a report as JSON to this file.",
)


def zone_of(site: Path) -> ZoneInfo:
    """Return the site's time zone; the default if `site.toml` cannot be read, which the command itself will report."""
    try:
        return read_config(site, None)[0].zone
    except SiteProblem:
        return ZoneInfo(_DEFAULT_ZONE)


def present(site: Path, now: str | None, option: str = "--now") -> datetime:
    """Return the current time: `option`, else SOURCE_DATE_EPOCH, else the clock."""
    zone = zone_of(site)
    if now is not None:
        try:
            return parse_time(now, zone)
        except Invalid as problem:
            raise BadValue(problem.message, option) from problem
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        try:
            return datetime.fromtimestamp(int(epoch), UTC).astimezone(zone)
        except (ValueError, OverflowError, OSError) as problem:
            raise Misuse(
                say("SOURCE_DATE_EPOCH must be seconds since 1970, not {epoch}", epoch=repr(epoch))
            ) from problem
    return datetime.now(zone)


def output_of(site: Path, output: Path | None) -> Path:
    """Return the output folder: `-o`, else the one of `site.toml`, else `public`."""
    if output is not None:
        return output
    try:
        return site / read_config(site, None)[0].output
    except SiteProblem:
        return site / "public"


def choice_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that decide which articles are public; the command is given `site` and a `choice`."""

    @wraps(command)
    def call(site: Path, now: str | None, drafts: bool, future: bool, strict: bool, **others: object) -> object:
        return command(site=site, choice=Choice(present(site, now), drafts, future, strict), **others)

    for option in (
        click.option("--strict", is_flag=True, help="Treat an unknown category or a lost URL as an error."),
        click.option("--future", is_flag=True, help="Include scheduled articles."),
        click.option("--drafts", is_flag=True, help="Include drafts."),
        now_option,
        site_option,
    ):
        call = option(call)
    return call
