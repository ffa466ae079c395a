"""`ssg clean`: remove what builds wrote, and `.ssg/`. Other files in the output folder are kept."""

from __future__ import annotations

from pathlib import Path

import click

from ssg.cli.options import NamedPath, output_of, site_option
from ssg.cli.printing import print_diagnostics
from ssg.cli.speech import Failure, Spoken
from ssg.core.catalogue import Catalogue
from ssg.core.errors import Severity, SiteProblem
from ssg.core.message import many, say
from ssg.core.system import reason_of
from ssg.request import MEMO, STATE
from ssg.store.files import remove_empty, remove_state
from ssg.store.memo import Memo
from ssg.store.output_folder import beside, refuse_output
from ssg.store.outputs import Outputs, journal_file, name_of
from ssg.store.publish import Publication
from ssg.store.seal import MemoryDamaged


@click.command("clean", cls=Spoken)
@site_option
@click.option("-o", "output", type=NamedPath(), metavar="DIR", help="The output folder to clean.")
@click.pass_obj
def command(words: Catalogue, site: Path, output: Path | None) -> int:
    """Remove published files and the cache."""
    folder, state = output_of(site, output), site / STATE
    if refused := refuse_output(folder, site):
        print_diagnostics([refused], site, words)
        return 1
    try:
        removed: tuple[str, ...] = ()
        failed = False
        if state.is_dir():
            memo = Memo(state / MEMO if (state / MEMO).is_file() else None, None)
            for one in (folder, beside(folder)):
                name = name_of(site, one)
                published = Publication(one, journal_file(state, name), Outputs(memo.nodes(name), memo.save)).commit()
                removed += published.removed
                failed = failed or any(d.severity is Severity.ERROR for d in published.diagnostics)
                shown = [d for d in published.diagnostics if one == folder or d.code != "W714"]
                print_diagnostics(shown, site, words)
            memo.close()
            remove_state(state)
        remove_empty(folder)
        remove_empty(beside(folder))
    except SiteProblem as problem:
        print_diagnostics(problem.diagnostics, site, words)
        return 1
    except MemoryDamaged as problem:
        raise Failure(say("{file} is damaged: {reason}", file=str(state / MEMO), reason=str(problem))) from problem
    except OSError as problem:
        raise Failure(say("{file}: {reason}", file=str(problem.filename), reason=reason_of(problem))) from problem
    click.echo(words(many("removed {n:,} file", "removed {n:,} files", n=len(removed))))
    if folder.is_dir():
        left = sum(1 for file in folder.rglob("*") if file.is_file())
        kept = many(
            "kept {n:,} file in {folder} that ssg did not write",
            "kept {n:,} files in {folder} that ssg did not write",
            n=left,
            folder=str(folder),
        )
        click.echo(words(kept))
    return 1 if failed else 0
