"""`ssg new`: a dated Markdown file ready to fill in. Asks for nothing, never overwrites, prints the path."""

from __future__ import annotations

import difflib
from pathlib import Path

import click

from ssg.cli.options import now_option, present, site_option
from ssg.cli.printing import print_diagnostics
from ssg.content.frontmatter import quoted
from ssg.core.config import CategoryConfig, Config
from ssg.core.errors import SiteProblem
from ssg.core.text.control import control_characters
from ssg.core.text.dates import iso
from ssg.core.text.slug import clean, identity, slugify
from ssg.inputs import CONTENT, read_config
from ssg.store.files import write_new


@click.command("new")
@click.argument("title")
@click.option("-c", "--category", metavar="NAME", help="Name or slug of a category (default: the first one).")
@click.option("-a", "--author", metavar="NAME", default="", help="The author's name.")
@click.option("--at", "at", metavar="TIME", help="When it is to appear (default: now).")
@now_option
@site_option
def command(site: Path, title: str, category: str | None, author: str, at: str | None, now: str | None) -> int:
    """Write a dated Markdown file ready to fill in, and print its path."""
    try:
        config, _ = read_config(site, None)
    except SiteProblem as problem:
        print_diagnostics(problem.diagnostics, site)
        return 1
    title = clean(title)
    if not title:
        raise click.BadParameter("a title cannot be empty", param_hint="TITLE")
    if control_characters(title):
        raise click.BadParameter("a title cannot hold invisible control characters", param_hint="TITLE")
    name, folder = _category(config, category)
    date = present(site, at or now).replace(microsecond=0)
    stem = slugify(title) or f"bai-{date:%d%H%M}"
    path = Path(folder) / f"{date:%Y}" / f"{date:%m}" / f"{stem}.md"
    text = _article(title, iso(date), name, author)
    try:
        write_new(site / CONTENT / path, text)
    except FileExistsError:
        raise click.ClickException(f"{CONTENT}/{path.as_posix()} is there already; it was not touched") from None
    except OSError as problem:
        raise click.ClickException(f"{CONTENT}/{path.as_posix()} cannot be written: {problem.strerror}") from problem
    click.echo((site / CONTENT / path).as_posix())
    return 0


def _category(config: Config, wanted: str | None) -> tuple[str, str]:
    """Give the category's name and the folder for it: that of its main category."""
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
    close = difflib.get_close_matches(slugify(wanted), list(known), 1)
    hint = (
        f" Did you mean “{known[close[0]].name}”?"
        if close
        else f" There are: {', '.join(c.name for c in config.categories)}."
    )
    raise click.BadParameter(f"site.toml has no category “{wanted}”.{hint}", param_hint="--category")


def _section(category: CategoryConfig, known: dict[str, CategoryConfig]) -> CategoryConfig:
    while category.parent in known:
        category = known[category.parent]
    return category


def _article(title: str, date: str, category: str, author: str) -> str:
    lines = [
        "---",
        f"title: {quoted(title)}",
        f"date: {date}",
        f"category: {quoted(category)}" if category else "# category:",
        'summary: ""',
        f"author: {quoted(author)}" if author else 'author: ""',
        "tags: []",
        "# image: {src: anh.jpg, alt: …, caption: …, credit: …}",
        "draft: true  # remove this line to publish",
        "---",
        "",
        "",
    ]
    return "\n".join(lines)
