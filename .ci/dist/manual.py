"""Man pages from the definitions of the command line: `ssg.1`, and one for each command. In English."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click
from click_man.core import write_man_pages

from ssg import __version__
from ssg.cli.app import COMMANDS, app


def write_manual(folder: Path, when: int) -> None:
    """Write all pages, dated `when` (seconds since 1970)."""
    folder.mkdir()
    context = click.Context(app, info_name="ssg")
    commands: dict[str, click.Command] = {}
    for name, entry in COMMANDS.items():
        command = app.get_command(context, name)
        assert command is not None, name
        command.short_help = entry.summary
        commands[name] = command
    # Commands are imported when they are used; the library wants all of them.
    whole = click.Group("ssg", commands=commands, params=app.params, help=app.help, short_help=app.help)
    date = datetime.fromtimestamp(when, UTC).date().isoformat()
    write_man_pages("ssg", whole, version=__version__, target_dir=str(folder), date=date)
