"""`ssg init DIR`: a new site that is ready to build."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Final

import click

from ssg.cli.options import NamedPath, present
from ssg.cli.schema import NAMES, file_of, text_of
from ssg.cli.speech import Failure, Spoken
from ssg.core.catalogue import Catalogue
from ssg.core.message import say
from ssg.core.system import reason_of
from ssg.core.text.dates import iso
from ssg.store.files import write_new

_STARTER = Path(__file__).parent.parent / "starter"
_HIDDEN: Final = ("editorconfig", "gitignore", "vscode")


@click.command("init", cls=Spoken)
@click.argument("folder", type=NamedPath(file_okay=False), metavar="DIR")
@click.pass_obj
def command(words: Catalogue, folder: Path) -> int:
    """Create a new site that is ready to build."""
    if folder.is_dir() and any(not p.name.startswith(".") for p in folder.iterdir()):
        raise Failure(say("{folder} is not empty; nothing written", folder=str(folder)))
    now = present(folder, None).replace(second=0, microsecond=0)
    files = sorted(p for p in _STARTER.rglob("*") if p.is_file() and not p.name.endswith(".pyc"))
    for number, source in enumerate(files):
        # Articles are an hour apart, so that lists have an order; the newest is a minute old.
        date = iso(now - timedelta(hours=number, minutes=1))
        text = source.read_text(encoding="utf-8").replace("{{ date }}", date).replace("{{ year }}", str(now.year))
        _write(words, folder / _name(source.relative_to(_STARTER)), text)
    for name in NAMES:  # last: they know the names of the site
        _write(words, folder / file_of(name), text_of(name, words, folder))
    click.echo(words(say("created a site in {folder}; next: ssg build -C {folder}", folder=str(folder))))
    return 0


def _name(source: Path) -> Path:
    """Return the path of a file in the site: a wheel and git treat names that begin with a dot in their own way."""
    first = source.parts[0]
    return Path(f".{first}", *source.parts[1:]) if first in _HIDDEN else source


def _write(words: Catalogue, file: Path, text: str) -> None:
    """Write a file that does not exist."""
    try:
        write_new(file, text)
    except FileExistsError:
        click.echo(words(say("{file} already exists; it was not changed", file=str(file))))
    except OSError as problem:
        raise Failure(say("cannot write {file}: {reason}", file=str(file), reason=reason_of(problem))) from problem
