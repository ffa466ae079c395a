"""`ssg schema`: JSON Schemas of the files that editors write, for their editors; prints one or writes them all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import click

from ssg.authoring.ad_schema import ad_schema
from ssg.authoring.article_schema import article_schema
from ssg.authoring.front_schema import front_schema
from ssg.authoring.known import Known, known_names
from ssg.authoring.site_schema import site_schema
from ssg.cli.options import site_option
from ssg.cli.speech import Failure, Misuse, Spoken
from ssg.core.catalogue import Catalogue
from ssg.core.errors import SiteProblem
from ssg.core.message import say
from ssg.core.system import reason_of
from ssg.inputs import read_config
from ssg.store.files import write_in_folder
from ssg.store.theme import read_theme

NAMES: Final = ("article", "site", "front", "ad")
_OF_SITES: Final = {"article": article_schema, "front": front_schema, "ad": ad_schema}


@click.command("schema", cls=Spoken)
@click.argument("name", metavar="[article|site|front|ad]", type=click.Choice(NAMES), default=None, required=False)
@click.option("--write", is_flag=True, help="Write all four into .vscode/, where the settings of the site name them.")
@site_option
@click.pass_obj
def command(words: Catalogue, site: Path, name: str | None, write: bool) -> int:
    """Print the JSON Schema of front matter (article), site.toml (site), front pages (front) or advertisements (ad).

    Names of the site's own (categories, authors, layouts, slots) are offered to choose from.
    """
    if write == bool(name):
        raise Misuse(say("name one of {names}, or use --write", names=", ".join(NAMES)))
    if not write:
        click.echo(text_of(name or "", words, site), nl=False)
        return 0
    for one in NAMES:
        file = site / file_of(one)
        try:
            write_in_folder(file, text_of(one, words, site).encode())
        except OSError as problem:
            raise Failure(say("cannot write {file}: {reason}", file=str(file), reason=reason_of(problem))) from problem
        click.echo(file.as_posix())
    return 0


def file_of(name: str) -> str:
    """Return where a schema is written, from the folder of the site: `.vscode/settings.json` names the same files."""
    return f".vscode/{name}.schema.json"


def text_of(name: str, words: Catalogue, site: Path) -> str:
    """Return a schema as JSON, in the language of `words`."""
    known = known_of(site)
    made: dict[str, Any] = site_schema(words) if name == "site" else _OF_SITES[name](words, known)
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def known_of(site: Path) -> Known:
    """Return the names of a site; none if it cannot be read: its schema helps to mend it."""
    try:
        config, _ = read_config(site, None)
        return known_names(config, read_theme(site, config.theme.extends).theme)
    except SiteProblem:
        return Known()
