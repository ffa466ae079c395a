"""The command line: which commands there are, each imported only when it is used, and what their endings mean."""

from __future__ import annotations

import importlib
from typing import NamedTuple

import click

from ssg import __version__


class Entry(NamedTuple):
    """A command: the module of `ssg.cli` that holds it as `command`, and a line for `ssg --help`."""

    module: str
    summary: str


COMMANDS: dict[str, Entry] = {
    "build": Entry("build", "Build the site and publish what changed."),
    "serve": Entry("serve", "Show the site while it is being edited."),
    "check": Entry("check", "Say all that is wrong with the site; write nothing."),
    "new": Entry("new", "Write a dated Markdown file ready to fill in, and print its path."),
    "explain": Entry("explain", "Say where a page comes from and why it was last rebuilt."),
    "next": Entry("next", "Show scheduled articles and the time of the next publication."),
    "ping": Entry("ping", "After a deploy, tell search engines and feed readers what has changed."),
    "most-read": Entry("most_read", "Make the list of most read articles of access logs."),
    "init": Entry("init", "Make a new site that builds at once."),
    "clean": Entry("clean", "Remove what builds have written, and the cache."),
}


class LazyGroup(click.Group):
    """Imports a command's module when it is run: `ssg --version` must not pay for Markdown and templates."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give all commands, in the order of a newsroom's day."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        command = importlib.import_module(f"ssg.cli.{entry.module}").command
        if not isinstance(command, click.Command):
            raise TypeError(cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Suggest a command where the name is not one."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as problem:
            import difflib  # only for a mistyped command

            close = difflib.get_close_matches(args[0], COMMANDS, 1)
            if not close:
                raise
            raise click.UsageError(f"{problem.message} Did you mean '{close[0]}'?", ctx) from problem


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="ssg", message="%(prog)s %(version)s")
def app() -> None:
    """Build a newspaper's site from Markdown articles."""


def run(arguments: list[str]) -> int:
    """Run one command and give its exit status."""
    try:
        status = app.main(arguments, prog_name="ssg", standalone_mode=False)
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except click.Abort:
        click.echo("interrupted", err=True)
        return 130
    return status if isinstance(status, int) else 0
