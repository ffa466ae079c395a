"""Options that several commands share, and the clock. Reads the environment; prints nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from ssg.core.errors import SiteProblem
from ssg.core.text.dates import parse_time
from ssg.inputs import read_config

_DEFAULT_ZONE = "Asia/Ho_Chi_Minh"

site_option = click.option(
    "-C",
    "site",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    metavar="DIR",
    help="The site's folder (default: this one).",
)
now_option = click.option("--now", metavar="TIME", help="Take this for the present time; also SOURCE_DATE_EPOCH.")
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Print errors only.")


def zone_of(site: Path) -> ZoneInfo:
    """Give the site's time zone; the usual one where `site.toml` cannot be read, which the command will say itself."""
    try:
        return read_config(site, None)[0].zone
    except SiteProblem:
        return ZoneInfo(_DEFAULT_ZONE)


def present(site: Path, now: str | None) -> datetime:
    """Give the time that counts as now: `--now`, else SOURCE_DATE_EPOCH, else the clock."""
    zone = zone_of(site)
    if now is not None:
        try:
            return parse_time(now, zone)
        except ValueError as problem:
            raise click.BadParameter(str(problem), param_hint="--now") from problem
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        try:
            return datetime.fromtimestamp(int(epoch), UTC).astimezone(zone)
        except (ValueError, OverflowError, OSError) as problem:
            raise click.UsageError(f"SOURCE_DATE_EPOCH must be seconds since 1970, not {epoch!r}") from problem
    return datetime.now(zone)


def output_of(site: Path, output: Path | None) -> Path:
    """Give the output folder: `-o`, else the one of `site.toml`, else `public`."""
    if output is not None:
        return output
    try:
        return site / read_config(site, None)[0].output
    except SiteProblem:
        return site / "public"


def choice_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that decide which articles are public."""
    for option in (
        click.option("--strict", is_flag=True, help="Take an unknown category for an error."),
        click.option("--future", is_flag=True, help="Publish scheduled articles as well."),
        click.option("--drafts", is_flag=True, help="Publish drafts as well."),
        now_option,
        site_option,
    ):
        command = option(command)
    return command
