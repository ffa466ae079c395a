"""`ssg clean`: remove what builds have written, and `.ssg/`. What someone else put into the output folder stays."""

from __future__ import annotations

from pathlib import Path

import click

from ssg.cli.options import output_of, site_option
from ssg.cli.printing import print_diagnostics
from ssg.core.errors import SiteProblem
from ssg.request import STATE
from ssg.store.files import remove_empty, remove_state
from ssg.store.output_folder import beside, refuse_output
from ssg.store.publish import Publication


@click.command("clean")
@site_option
@click.option("-o", "output", type=click.Path(path_type=Path), metavar="DIR", help="The output folder to clean.")
def command(site: Path, output: Path | None) -> int:
    """Remove what builds have written, and the cache."""
    folder, state = output_of(site, output), site / STATE
    if refused := refuse_output(folder, site):
        print_diagnostics([refused], site)
        return 1
    try:
        removed: tuple[str, ...] = ()
        if state.is_dir():
            for one in (folder, beside(folder)):
                published = Publication(one, state).commit()
                removed += published.removed
                print_diagnostics([d for d in published.diagnostics if one == folder or d.code != "W714"], site)
            remove_state(state)
        remove_empty(folder)
        remove_empty(beside(folder))
    except SiteProblem as problem:
        print_diagnostics(problem.diagnostics, site)
        return 1
    except OSError as problem:
        raise click.ClickException(f"{problem.filename}: {problem.strerror}") from problem
    click.echo(f"removed {len(removed):,} files")
    if folder.is_dir():
        left = sum(1 for file in folder.rglob("*") if file.is_file())
        click.echo(f"{left:,} files in {folder} were not written by a remembered build: they stay")
    return 0
