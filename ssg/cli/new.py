"""`ssg new`: a dated Markdown file for a new article. Asks for nothing, never overwrites, prints the path."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import click

from ssg.cli.options import now_option, present, site_option
from ssg.cli.printing import print_diagnostics
from ssg.cli.speech import BadValue, Failure, Spoken
from ssg.content.frontmatter import quoted
from ssg.core.catalogue import Catalogue
from ssg.core.config import CategoryConfig, Config
from ssg.core.errors import SiteProblem
from ssg.core.message import say
from ssg.core.system import reason_of
from ssg.core.text.control import control_characters
from ssg.core.text.dates import iso
from ssg.core.text.near import likest
from ssg.core.text.scripts import slug_of
from ssg.core.text.slug import clean, identity, slugify
from ssg.inputs import CONTENT, read_config, read_inputs
from ssg.request import Choice, Request
from ssg.steps.labels import parse_options
from ssg.steps.naming import brief_to_be, free_slug
from ssg.steps.selection import open_memo
from ssg.store.files import write_new
from ssg.store.seal import MemoryDamaged


@click.command("new", cls=Spoken)
@click.argument("title")
@click.option("-c", "--category", metavar="NAME", help="Name or slug of a category (default: the first one).")
@click.option("-a", "--author", metavar="NAME", default="", help="Name of the author.")
@click.option("--at", "at", metavar="TIME", help="Time of publication (default: now).")
@now_option
@site_option
@click.pass_obj
def command(
    words: Catalogue, site: Path, title: str, category: str | None, author: str, at: str | None, now: str | None
) -> int:
    """Create a dated Markdown file for a new article, and print its path."""
    try:
        config, _ = read_config(site, None)
    except SiteProblem as problem:
        print_diagnostics(problem.diagnostics, site, words)
        return 1
    title = clean(title)
    if not title:
        raise BadValue(say("title must not be empty"), "TITLE")
    if control_characters(title):
        raise BadValue(say("title must not contain invisible control characters"), "TITLE")
    name, folder = _category(config, category)
    date = (present(site, now) if at is None else present(site, at, "--at")).replace(microsecond=0)
    folder = f"{folder}/{date:%Y}/{date:%m}"
    try:
        slug = _free_slug(site, slug_of(title, config.slugs.style) or f"bai-{date:%d%H%M}", folder, date, name)
    except SiteProblem as problem:
        print_diagnostics(problem.diagnostics, site, words)
        return 1
    path = Path(folder) / f"{slug}.md"
    text = _article(title, iso(date), name, slug, author, words)
    try:
        write_new(site / CONTENT / path, text)
    except FileExistsError:
        raise Failure(say("{file} already exists; it was not changed", file=f"{CONTENT}/{path.as_posix()}")) from None
    except OSError as problem:
        raise Failure(
            say("cannot write {file}: {reason}", file=f"{CONTENT}/{path.as_posix()}", reason=reason_of(problem))
        ) from problem
    click.echo((site / CONTENT / path).as_posix())
    return 0


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


def _article(title: str, date: str, category: str, slug: str, author: str, words: Catalogue) -> str:
    lines = [
        "---",
        f"title: {quoted(title)}",
        f"date: {date}",
        f"category: {quoted(category)}" if category else "# category:",
        f"slug: {slug}",
        'summary: ""',
        f"author: {quoted(author)}" if author else 'author: ""',
        "tags: []",
        "# image: {src: anh.jpg, alt: …, caption: …, credit: …}",
        f"draft: true  # {words(say('remove this line to publish'))}",
        "---",
        "",
        "",
    ]
    return "\n".join(lines)
