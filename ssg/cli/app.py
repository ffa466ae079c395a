"""The command line: the list of commands, each imported only when it is used, and what their exit statuses mean."""

from __future__ import annotations

import importlib
from typing import NamedTuple

import click

from ssg import __version__
from ssg.cli.language import OPTION, take_language, usual_language
from ssg.cli.speech import Misuse, Spoken, show, words_of
from ssg.core.catalogue import LANGUAGES, Catalogue
from ssg.core.message import Message, say


class Entry(NamedTuple):
    """A command: the module of `ssg.cli` that contains it as `command`, and a line for `ssg --help`."""

    module: str
    summary: str


COMMANDS: dict[str, Entry] = {
    "build": Entry("build", "Build the site and publish what changed."),
    "watch": Entry("watch", "Stay, and publish after each save and when an article is due."),
    "serve": Entry("serve", "Show the site while it is being edited."),
    "check": Entry("check", "Check the site and print all problems; write nothing."),
    "fix": Entry("fix", "Write down in articles what was understood otherwise than it is written."),
    "new": Entry("new", "Create a dated Markdown file for a new article, and print its path."),
    "cms": Entry("cms", "Lay a CMS for editors into static/admin/."),
    "schema": Entry("schema", "Print the JSON Schema of front matter, site.toml, front pages or ads, for editors."),
    "import": Entry("importing", "Bring articles of another system into the site."),
    "explain": Entry("explain", "Show where a page comes from and why it was last rebuilt."),
    "theme": Entry("theme", "Copy files of the theme, and compare copies with the theme of today."),
    "next": Entry("next", "Show scheduled articles and the time of the next publication."),
    "share": Entry("share", "Give a link to a draft, for `ssg serve --share`; list and revoke links."),
    "deploy": Entry("deploy", "Bring a server or bucket up to date: only what changed."),
    "cache": Entry("cache", "Share what builds keep with other machines: push, pull, verify."),
    "ping": Entry("ping", "After a deploy, notify search engines and feed hubs of changes."),
    "most-read": Entry("most_read", "Create the list of most read articles from access logs."),
    "init": Entry("init", "Create a new site that is ready to build."),
    "clean": Entry("clean", "Remove published files and the cache."),
}


class LazyGroup(Spoken, click.Group):
    """Import a command's module when it runs: `ssg --version` must not pay for Markdown and templates."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return all commands, in the order of a newsroom's day."""
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
        words = words_of(ctx)
        with formatter.section(words(say("Commands"))):
            formatter.write_dl([(name, words(Message(entry.summary))) for name, entry in COMMANDS.items()])

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Suggest a command for an unknown name."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as problem:
            import difflib  # only for a mistyped command

            close = difflib.get_close_matches(args[0], COMMANDS, 1)
            if not close:
                raise
            meant = say("No such command '{name}'. Did you mean '{close}'?", name=args[0], close=close[0])
            raise Misuse(meant, ctx) from problem


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="ssg", message="%(prog)s %(version)s")
def app() -> None:
    """Build a newspaper's site from Markdown articles."""


def run(arguments: list[str]) -> int:
    """Run one command and return its exit status."""
    given, others = take_language(arguments)
    words = Catalogue(given if given in LANGUAGES else usual_language(others))
    try:
        if OPTION in others[-1:]:
            raise Misuse(say("Option {name} requires an argument.", name=repr(OPTION)))
        if given and given not in LANGUAGES:
            allowed = ", ".join(LANGUAGES)
            raise Misuse(say("--lang must be one of {allowed}, not {given}", allowed=allowed, given=repr(given)))
        status = app.main(others, prog_name="ssg", standalone_mode=False, obj=words)
    except click.ClickException as problem:
        show(problem, words)
        return problem.exit_code
    except click.Abort:
        click.echo(words(say("interrupted")), err=True)
        return 130
    return status if isinstance(status, int) else 0
