"""`ssg new`: a Markdown file for a new article or page. Asks for nothing, never overwrites, prints the path."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

import click

from ssg.authoring.known import known_names
from ssg.authoring.new_article import fill
from ssg.cli.options import now_option, present, site_option
from ssg.cli.printing import print_diagnostics
from ssg.cli.speech import BadValue, Failure, Misuse, Spoken
from ssg.core.catalogue import Catalogue
from ssg.core.config import CategoryConfig, Config
from ssg.core.errors import Place, SiteProblem
from ssg.core.message import Invalid, say
from ssg.core.model import PAGE
from ssg.core.system import reason_of
from ssg.core.text.control import control_characters
from ssg.core.text.dates import iso
from ssg.core.text.near import likest
from ssg.core.text.scripts import slug_of
from ssg.core.text.slug import clean, identity, slugify
from ssg.inputs import CONFIG_FILE, CONTENT, read_config, read_inputs
from ssg.request import Choice, Request
from ssg.steps.labels import parse_options
from ssg.steps.naming import brief_to_be, free_slug
from ssg.steps.selection import open_memo
from ssg.store.files import write_new
from ssg.store.layers import OWN, Layer, find_layers
from ssg.store.new_articles import FOLDER, find_template
from ssg.store.seal import MemoryDamaged
from ssg.store.theme import read_theme

ARTICLE: Final = "article"
LIVE: Final = "live"


class Wanted(NamedTuple):
    """What a new article or page is to have: the values of its template, its kind and the time."""

    title: str
    date: datetime
    category: str | None
    author: str
    topic: str
    layout: str
    kind: str


@click.command("new", cls=Spoken)
@click.argument("title")
@click.option("-c", "--category", metavar="NAME", help="Name or slug of a category (default: the first one).")
@click.option("-a", "--author", metavar="NAME", default="", help="Name of the author.")
@click.option("--topic", metavar="NAME", default="", help="The running story that the article belongs to.")
@click.option("--layout", metavar="NAME", default="", help="The layout: photo, longread, or another of the theme.")
@click.option("--live", "kind", flag_value=LIVE, help="A live report, with a first entry.")
@click.option("--page", "kind", flag_value=PAGE, help="A plain page, such as “Liên hệ”: without date and category.")
@click.option("--at", "at", metavar="TIME", help="Time of publication (default: now).")
@now_option
@site_option
@click.pass_obj
def command(
    words: Catalogue,
    site: Path,
    title: str,
    category: str | None,
    author: str,
    topic: str,
    layout: str,
    kind: str | None,
    at: str | None,
    now: str | None,
) -> int:
    """Create a dated Markdown file for a new article, and print its path."""
    date = (present(site, now) if at is None else present(site, at, "--at")).replace(microsecond=0)
    if kind == PAGE:
        _refuse({"--category": category, "--author": author, "--topic": topic, "--at": at})
    wanted = Wanted(_line(title, "TITLE"), date, category, clean(author), clean(topic), layout, kind or ARTICLE)
    try:
        config, _ = read_config(site, None)
        path, text = _made(site, config, wanted, words)
    except SiteProblem as problem:
        print_diagnostics(problem.diagnostics, site, words)
        return 1
    try:
        write_new(site / CONTENT / path, text)
    except FileExistsError:
        raise Failure(say("{file} already exists; it was not changed", file=f"{CONTENT}/{path}")) from None
    except OSError as problem:
        raise Failure(
            say("cannot write {file}: {reason}", file=f"{CONTENT}/{path}", reason=reason_of(problem))
        ) from problem
    click.echo((site / CONTENT / path).as_posix())
    return 0


def _refuse(given: dict[str, str | None]) -> None:
    """End the command if an option is given that a plain page has no use for."""
    for option, value in given.items():
        if value:
            raise Misuse(say("{option} and --page exclude each other", option=option))


def _line(title: str, name: str) -> str:
    """Return a title on one line."""
    title = clean(title)
    if not title:
        raise BadValue(say("title must not be empty"), name)
    if control_characters(title):
        raise BadValue(say("title must not contain invisible control characters"), name)
    return title


def _made(site: Path, config: Config, wanted: Wanted, words: Catalogue) -> tuple[str, str]:
    """Return the path of the new file below `content/`, and its text. Raises SiteProblem."""
    layers = find_layers(site, config.theme.extends, Place(CONFIG_FILE)).layers
    _check_layout(wanted.layout, known_names(config, read_theme(site, config.theme.extends).theme).layouts)
    slug = slug_of(wanted.title, config.slugs.style) or f"bai-{wanted.date:%d%H%M}"
    name = ""
    if wanted.kind == PAGE:
        path = f"{slug}.md"
    else:
        name, folder = _category(config, wanted.category)
        folder = f"{folder}/{wanted.date:%Y}/{wanted.date:%m}"
        slug = _free_slug(site, slug, folder, wanted.date, name)
        path = f"{folder}/{slug}.md"
    values = {
        "title": wanted.title,
        "date": iso(wanted.date),
        "time": f"{wanted.date:%H:%M}",
        "category": name,
        "slug": slug,
        "author": wanted.author,
        "topic": wanted.topic,
        "layout": wanted.layout,
        "remark": words(say("remove this line to publish")),
    }
    return path, _filled(layers, wanted, values)


def _filled(layers: tuple[Layer, ...], wanted: Wanted, values: dict[str, str]) -> str:
    """Return the template of a layout, or else of a kind, with its values."""
    names = (wanted.layout, wanted.kind) if wanted.layout and wanted.kind == ARTICLE else (wanted.kind,)
    label = f"{OWN}/{FOLDER}/{names[-1]}.md"
    try:
        found = find_template(layers, *names)
        if found is None:
            raise Failure(say("template not found: {file}", file=label))
        label = found.label
        return fill(found.text, values)
    except Invalid as problem:
        raise Failure(say("{file}: {problem}", file=label, problem=problem.message)) from problem
    except (OSError, UnicodeDecodeError) as problem:
        raise Failure(say("cannot read {file}: {reason}", file=label, reason=reason_of(problem))) from problem


def _check_layout(layout: str, known: tuple[str, ...]) -> None:
    """End the command if the theme has no such layout."""
    if layout and layout not in known:
        close = likest(slugify(layout), known)
        every = ", ".join(known)
        raise BadValue(
            say("unknown layout “{layout}”; did you mean “{near}”?", layout=layout, near=close)
            if close
            else say("unknown layout “{layout}”; layouts: {every}", layout=layout, every=every),
            "--layout",
        )


def _free_slug(site: Path, base: str, folder: str, date: datetime, category: str) -> str:
    """Return a slug whose URL no other article has, and whose file does not exist. Raises SiteProblem."""
    inputs = read_inputs(site, None, may_lack_articles=True)
    request = Request(site, None, Choice(date))

    def found(request: Request) -> str:
        memo = open_memo(request, parse_options(inputs.config))
        try:
            return free_slug(
                inputs,
                request,
                memo,
                base,
                lambda slug: brief_to_be(f"{folder}/{slug}.md", slug, date, category),
                lambda slug: os.path.lexists(site / CONTENT / folder / f"{slug}.md"),
            )
        finally:
            memo.close()

    try:
        return found(request)
    except MemoryDamaged:
        return found(request._replace(fresh=True))


def _category(config: Config, wanted: str | None) -> tuple[str, str]:
    """Return the category's name and its folder: that of its main category."""
    known = {c.slug: c for c in config.categories}
    if wanted is None:
        found = next(iter(config.categories), None)
        return (found.name, found.slug) if found else ("", "tin-tuc")
    key = identity(wanted)
    found = next((c for c in config.categories if key in (c.slug, identity(c.name)) or slugify(wanted) == c.slug), None)
    if found is not None:
        return found.name, _section(found, known).slug
    if not config.categories:
        return clean(wanted), slugify(wanted) or "tin-tuc"
    close = likest(slugify(wanted), known)
    if close:
        near = known[close].name
        said = say("unknown category “{wanted}”; did you mean “{near}”?", wanted=wanted, near=near)
    else:
        every = ", ".join(c.name for c in config.categories)
        said = say("unknown category “{wanted}”; categories: {every}", wanted=wanted, every=every)
    raise BadValue(said, "--category")


def _section(category: CategoryConfig, known: dict[str, CategoryConfig]) -> CategoryConfig:
    while category.parent in known:
        category = known[category.parent]
    return category
