"""The texts of commands in the editor's language: their help, usage errors, and click's own messages.

A command gets a `Catalogue` (`ctx.obj`) and translates each message where it prints it.
"""

from __future__ import annotations

import re
from functools import cache
from inspect import cleandoc
from typing import Final

import click

from ssg.core.catalogue import ENGLISH, Catalogue
from ssg.core.message import Message, say

# click's messages, alone or after one of the others.
_OF_CLICK: Final = (
    say("Invalid value for {name}: {problem}"),
    say("No such option {name}."),
    say("No such option {name}. Did you mean {close}?"),
    say("No such option {name}. (Did you mean one of: {close}?)"),
    say("No such command {name}."),
    say("Missing argument {name}."),
    say("Missing option {name}."),
    say("Missing command."),
    say("Got unexpected extra argument ({names})"),
    say("Got unexpected extra arguments ({names})"),
    say("Option {name} requires an argument."),
    say("Option {name} does not take a value."),
    say("{value} is not a valid integer."),
    say("{value} is not a valid integer range."),
    say("{value} is not in the range {range}."),
    say("{value} is not one of {choices}."),
    say("File {name} does not exist."),
    say("File {name} is a directory."),
    say("File {name} is not readable."),
    say("Directory {name} is a file."),
    say("Directory {name} does not exist."),
    say("Directory {name} is not readable."),
    say("Path {name} does not exist."),
)
_HELP_OPTION: Final = say("Show this message and exit.")
_VERSION_OPTION: Final = say("Show the version and exit.")
_LANG_OPTION: Final = say("Language of messages: vi or en (default: that of the site).")


class Failure(click.ClickException):
    """Raised if a command cannot do its work."""

    def __init__(self, said: Message) -> None:
        """Carry the message."""
        super().__init__(str(said))
        self.said = said


class Misuse(click.UsageError):
    """Raised for arguments that make no sense together."""

    def __init__(self, said: Message, ctx: click.Context | None = None) -> None:
        """Carry the message."""
        super().__init__(str(said), ctx)
        self.said = said


class BadValue(click.BadParameter):
    """Raised for an invalid value of an option or argument: `hint` or `param` names it."""

    def __init__(self, said: Message, hint: str | None = None, param: click.Parameter | None = None) -> None:
        """Carry the message."""
        super().__init__(str(said), param=param, param_hint=hint)
        self.said = said


def show(problem: click.ClickException, words: Catalogue) -> None:
    """Print a usage error, or why a command failed, in click's form."""
    if type(problem).__name__ == "NoArgsIsHelpError":  # since click 8.2: only the help is printed
        problem.show()
        return
    if isinstance(problem, click.UsageError) and problem.ctx is not None:
        click.echo(problem.ctx.get_usage(), err=True)
        click.echo(words(say("Try '{command} --help' for help.", command=problem.ctx.command_path)) + "\n", err=True)
    click.echo(words(say("Error: {problem}", problem=in_our_words(problem))), err=True)


def in_our_words(problem: click.ClickException) -> Message:
    """Return the text of one of click's exceptions, as a message."""
    said = getattr(problem, "said", None)
    if not isinstance(said, Message):
        return _known(problem.format_message())
    if not isinstance(problem, click.BadParameter):
        return said
    outer = _known(problem.format_message())
    values = tuple((name, said if name == "problem" else value) for name, value in outer.values)
    return Message(outer.template, values) if outer.template == _OF_CLICK[0].template else said


def _known(text: str) -> Message:
    """Return a text of click's as a message; other text verbatim."""
    for template in _OF_CLICK:
        found = _form(template.template).fullmatch(text)
        if found:
            inner: dict[str, str | Message] = dict(found.groupdict())
            if "problem" in inner:
                inner["problem"] = _known(str(inner["problem"]))
            return Message(template.template, tuple(inner.items()))
    return Message("{text}", (("text", text),))


@cache
def _form(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", template)
    quoted = [f"(?P<{part}>.+?)" if at % 2 else re.escape(part) for at, part in enumerate(parts)]
    return re.compile("".join(quoted), re.DOTALL)


class Spoken(click.Command):
    """A command whose help is in the language of its context; the default is English."""

    def invoke(self, ctx: click.Context) -> object:
        """Run it with a catalogue."""
        ctx.obj = words_of(ctx)
        return super().invoke(ctx)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line of usage."""
        write_usage(self, ctx, formatter)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        write_purpose(self, ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        write_options(self, ctx, formatter)


def words_of(ctx: click.Context) -> Catalogue:
    """Return the catalogue that a command was given."""
    return ctx.find_object(Catalogue) or ENGLISH


def write_usage(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """Write the line of usage of a command."""
    words = words_of(ctx)
    pieces = " ".join(command.collect_usage_pieces(ctx))
    formatter.write_usage(ctx.command_path, pieces, prefix=f"{words(say('Usage:'))} ")


def write_purpose(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """Write what a command does: its docstring."""
    text = words_of(ctx)(Message(cleandoc(command.help or "")))
    wrapped = click.wrap_text(text, formatter.width, "  ", "  ", preserve_paragraphs=True)
    formatter.write(f"\n{wrapped}\n")


def write_options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """Write the options of a command, and those that every command has."""
    words = words_of(ctx)
    records = []
    for param in command.get_params(ctx):
        record = param.get_help_record(ctx)
        if record is not None and record[0].endswith("--help"):
            records.append(("--lang LANGUAGE", words(_LANG_OPTION)))
            records.append((record[0], words(_HELP_OPTION)))
        elif record is not None and record[0].endswith("--version"):
            records.append((record[0], words(_VERSION_OPTION)))
        elif record is not None and isinstance(param, click.Option):
            told = words(Message(param.help or ""))
            records.append((record[0], f"{told}  [{words(say('required'))}]" if param.required else told))
    with formatter.section(words(say("Options"))):
        formatter.write_dl(records)
