"""`ssg explain --boxes`: every box that articles may use, built in and of the site's own, with its arguments."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from ssg.cli.printing import print_diagnostics
from ssg.content.markdown.own_boxes import CHARTS
from ssg.core.catalogue import Catalogue
from ssg.core.errors import SiteProblem
from ssg.core.message import say
from ssg.index.boxes import Argument, declared
from ssg.inputs import read_config
from ssg.store.theme import read_theme

BUILT_IN: Final = (
    ("info", say("title (optional)"), say("information box")),
    ("quote", say("who said it (optional)"), say("pull quote")),
    ("gallery", say("caption (optional)"), say("gallery: a picture a line")),
    ("embed", say("address, then a title (optional)"), say("content of another site, or a file of your own")),
    ("video", say("address, then a title (optional)"), say("video")),
    ("related", say("files of articles"), say("related articles within the text")),
)
OF_CHARTS: Final = {
    "data": say("the file in data/: CSV, JSON, TOML or YAML"),
    "kind": say("bar, stacked (bars), line or map (of the provinces of Viet Nam)"),
    "x": say("the column of labels, days or provinces; unless given, the first"),
    "y": say("the columns of numbers, with commas; unless given, all"),
    "title": say("what it shows"),
    "unit": say("the unit of the numbers"),
    "source": say("where the data come from"),
    "last": say("how many rows are shown, from the end; 0: all"),
    "sort": say("whether bars stand by size"),
}
"""What the arguments of a chart mean."""


def print_boxes(words: Catalogue, site: Path) -> int:
    """Print all boxes; what is wrong with declarations goes to the standard error, and makes the status 1."""
    try:
        config, _ = read_config(site, None)
        extends = config.theme.extends
    except SiteProblem:  # boxes of the site's own folder are there without a usable `site.toml`
        extends = ""
    theme = read_theme(site, extends).theme
    found = declared(theme.templates)
    for name, behind, meaning in BUILT_IN:
        click.echo(f"::: {name} <{words(behind)}>\n    {words(meaning)}")
    for name, box in sorted(found.boxes.items()):
        if name in CHARTS[1:]:  # the same by another name
            continue
        click.echo(f"::: {name}")
        if box.template:
            click.echo(f"    {box.meaning + '; ' if box.meaning else ''}{theme.templates[box.template].label}")
        else:
            click.echo(f"    {words(say('chart of a file in data/'))}")
        width = max((len(argument.name) for argument in box.arguments), default=0)
        for argument in box.arguments:
            means = argument.meaning if box.template else words(OF_CHARTS[argument.name])
            click.echo(f"    {argument.name:<{width}}  {argument.type:<6}  {_of(words, argument)}{means}".rstrip())
    print_diagnostics(found.diagnostics, site, words)
    return int(bool(found.diagnostics))


def _of(words: Catalogue, argument: Argument) -> str:
    """Return whether an argument must be given, before what it means."""
    default = words(say("needed")) if argument.default is None else f"= {argument.default or chr(34) * 2}"
    return f"{default}  "
