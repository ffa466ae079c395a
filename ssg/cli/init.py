"""`ssg init DIR`: a new site that builds at once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import click

from ssg.cli.options import present
from ssg.core.text.dates import iso
from ssg.store.files import write_new

_STARTER = Path(__file__).parent.parent / "starter"


@click.command("init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
def command(folder: Path) -> int:
    """Make a new site that builds at once."""
    if folder.is_dir() and any(not p.name.startswith(".") for p in folder.iterdir()):
        raise click.ClickException(f"{folder} is not empty; nothing was written")
    now = present(folder, None).replace(second=0, microsecond=0)
    files = sorted(p for p in _STARTER.rglob("*") if p.is_file() and not p.name.endswith(".pyc"))
    for number, source in enumerate(files):
        name = source.relative_to(_STARTER).as_posix()
        # Articles are an hour apart, so that lists have an order; the newest is a minute old.
        date = iso(now - timedelta(hours=number, minutes=1))
        try:
            text = source.read_text(encoding="utf-8").replace("{{ date }}", date)
            text = text.replace("{{ year }}", str(now.year))
            write_new(folder / name.replace("gitignore", ".gitignore"), text)
        except FileExistsError:
            click.echo(f"{folder / name} is there already; it was not touched")
        except OSError as problem:
            raise click.ClickException(f"{folder / name} cannot be written: {problem.strerror}") from problem
    click.echo(f"made a site in {folder}; next: ssg build -C {folder}")
    return 0
