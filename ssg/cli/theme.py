"""`ssg theme`: copy files of the theme into the site, and compare copies with the theme of today."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Final

import click

from ssg.cli.options import site_option
from ssg.cli.printing import print_diagnostics
from ssg.cli.speech import Failure, Misuse, Spoken
from ssg.core.catalogue import Catalogue
from ssg.core.errors import SiteProblem
from ssg.core.message import Message, say
from ssg.core.system import reason_of
from ssg.core.text.near import likest
from ssg.inputs import read_config
from ssg.store.files import write_in_folder, write_whole
from ssg.store.layers import OWN
from ssg.store.theme_copies import Copy, State, copies_of, names_of, noted, original, originals

_STATES: Final[dict[State, Message]] = {
    "extends": say("extends the file of the theme"),
    "same": say("same as the file of the theme: remove it"),
    "current": say("up to date"),
    "behind": say("left behind: the theme has changed the file"),
    "unmarked": say("a file of your own, or a copy without a note"),
    "gone": say("copy of a file that the theme no longer has"),
}


@click.command("theme", cls=Spoken)
@click.argument("action", metavar="copy|status|diff", type=click.Choice(["copy", "status", "diff"]))
@click.argument("files", metavar="[FILE…]", nargs=-1)
@click.option("--renew", is_flag=True, help="With copy: write today's version into the notes of copies that exist.")
@site_option
@click.pass_obj
def command(words: Catalogue, site: Path, action: str, files: tuple[str, ...], renew: bool) -> int:
    """Copy files of the theme into the site, or compare copies with the theme of today."""
    names = tuple(name.removeprefix("./").removeprefix(f"{OWN}/") for name in files)
    if renew and action != "copy":
        raise Misuse(say("--renew is an option of `ssg theme copy`"))
    if action == "copy" and not names:
        raise Misuse(say("name the files to copy, such as `ssg theme copy article.html`"))
    try:
        extends = read_config(site, None)[0].theme.extends
        if action == "copy":
            return _copy(words, site, extends, names, renew=renew)
        return _compare(words, site, extends, names, shows=action == "diff")
    except SiteProblem as problem:
        print_diagnostics(problem.diagnostics, site, words)
        return 1
    except OSError as problem:
        raise Failure(say("cannot write {file}: {reason}", file=OWN, reason=reason_of(problem))) from problem


def _copy(words: Catalogue, site: Path, extends: str, names: tuple[str, ...], *, renew: bool) -> int:
    """Write copies, each with its note. Raises SiteProblem and OSError."""
    below = originals(site, extends)
    mine = {copy.name: copy for copy in copies_of(site, extends)}
    for name in names:
        found = original(below, name)
        if found is None:
            raise Failure(_unknown(name, names_of(below)))
        path = site / OWN / name
        if renew:
            if name not in mine:
                raise Failure(say("no copy to renew: {file}", file=f"{OWN}/{name}"))
            write_whole(path, noted(name, found, mine[name].mine))
        elif path.exists() or path.is_symlink():
            raise Failure(say("the file exists: {file}", file=f"{OWN}/{name}"))
        else:
            write_in_folder(path, noted(name, found, found.data))
        click.echo(f"{OWN}/{name}")
        if not renew and b"{% block " in found.data:
            shorter = say('to fill one Jinja block, extend the file instead: {{% extends "theme:{name}" %}}', name=name)
            click.echo(words(shorter), err=True)
    return 0


def _unknown(name: str, known: list[str]) -> Message:
    close = likest(name, known)
    if close:
        return say("the theme has no file {name}; did you mean {close}?", name=repr(name), close=repr(close))
    return say("the theme has no file {name}", name=repr(name))


def _compare(words: Catalogue, site: Path, extends: str, names: tuple[str, ...], *, shows: bool) -> int:
    """Print the states of copies, or how they differ from the theme; return 1 where one is left behind.

    Raises SiteProblem.
    """
    every = list(copies_of(site, extends))
    known = {copy.name for copy in every}
    for name in names:
        if name not in known:
            raise Failure(_not_a_copy(name, sorted(known)))
    chosen = [copy for copy in every if copy.name in names or not names]
    if not chosen:
        click.echo(words(say("no file of the site covers one of the theme")))
    widest = max((len(copy.name) for copy in chosen), default=0)
    for copy in chosen:
        if shows:
            click.echo(_diff(copy), nl=False)
        else:
            since = f" ({copy.version})" if copy.version else ""
            click.echo(f"{copy.name:<{widest}}  {words(_STATES[copy.state])}{since}")
    return int(any(copy.state in ("behind", "gone") for copy in chosen))


def _not_a_copy(name: str, known: list[str]) -> Message:
    close = likest(name, known)
    if close:
        return say("no copy of the theme: {name}; did you mean {close}?", name=repr(name), close=repr(close))
    return say("no copy of the theme: {name}", name=repr(name))


def _diff(copy: Copy) -> str:
    """Return the difference from the theme's file of today to the site's own; "" if there is none, or no text."""
    if copy.theirs is None or copy.state == "extends":
        return ""
    try:
        theirs, mine = (data.decode("utf-8-sig").splitlines(keepends=True) for data in (copy.theirs, copy.mine))
    except UnicodeDecodeError:
        return ""
    lines = difflib.unified_diff(theirs, mine, copy.source, f"{OWN}/{copy.name}")
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
