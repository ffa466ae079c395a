"""`ssg explain URL|FILE`: where a page comes from, why it was last written, what would change if it were built now."""

from __future__ import annotations

import difflib
from pathlib import Path
from urllib.parse import unquote

import click

from ssg.cli.options import choice_options, output_of, present
from ssg.cli.printing import print_diagnostics
from ssg.cli.reasons import related_lines
from ssg.core.errors import SiteProblem
from ssg.core.text.dates import stamp
from ssg.core.text.paths import parts_of
from ssg.pages.blocks.files import FOLDER
from ssg.pages.kinds import KINDS
from ssg.pages.model import Page
from ssg.planned import Planned, plan
from ssg.produce import changed_parts, page_key
from ssg.request import STATE, Choice, Request
from ssg.site.briefs import microseconds, moment
from ssg.site.publicity import status
from ssg.store.manifest import Entry, Manifest, manifest_file
from ssg.store.seal import MemoryDamaged


@click.command("explain")
@choice_options
@click.option("-o", "output", type=click.Path(path_type=Path), metavar="DIR", help="The output folder.")
@click.argument("what", metavar="URL|FILE")
def command(
    site: Path, now: str | None, drafts: bool, future: bool, strict: bool, output: Path | None, what: str
) -> int:
    """Say where a page comes from and why it was last rebuilt."""
    request = Request(site, None, Choice(present(site, now), drafts, future, strict))
    manifest = Manifest(manifest_file(site / STATE, output_of(site, output)))
    try:
        try:
            lines = _explain(request, manifest, what)
        except MemoryDamaged:
            lines = _explain(request._replace(fresh=True), manifest, what)
    except SiteProblem as problem:
        print_diagnostics(problem.diagnostics, site)
        return 1
    for line in lines:
        click.echo(line)
    return int(not lines)


def _explain(request: Request, manifest: Manifest, what: str) -> list[str]:
    """Plan the site and explain some of its pages, or a block; nothing where there is none.

    Raises SiteProblem and MemoryDamaged as `plan` does.
    """
    with plan(request) as planned:
        pages = _find(planned, what)
        found = [line for page in pages for line in _lines(planned, page, manifest.get(page.output))]
        if not pages and (block := _block(planned, what)) in manifest:
            found = _block_lines(block, manifest)
        elif not pages:
            click.echo(_not_there(planned, what, request), err=True)
        return [f"{label:<10} {text}" for label, text in found]


def _block(planned: Planned, what: str) -> str:
    """Give the output path of a block that `what` may mean; empty if it means none."""
    path = _path(what).removeprefix(planned.edition.site.config.base_path).lstrip("/")
    return path if path.startswith(f"{FOLDER}/") else ""


def _block_lines(block: str, manifest: Manifest) -> list[tuple[str, str]]:
    """What is remembered of a block that is a file of its own."""
    name = block.split("/")[1]
    return [
        ("block", f"/{block}"),
        ("from", f"the block {name}, a file of its own by [blocks.{name}] of site.toml"),
        ("template", f"blocks/{name}.html"),
        ("written", f"last for: {manifest[block].why}"),
    ]


def _find(planned: Planned, what: str) -> list[Page]:
    """Find pages by URL (whole, or of the site), by output path, or by the article's file."""
    base = planned.edition.site.config.base_path
    path = unquote(_path(what))
    url = path.removeprefix(base) if base and path.startswith(base) else path
    article = _article(what)
    return [
        page
        for page in planned.edition.pages
        if url in (page.url, f"{page.url}index.html", page.output)
        or (page.kind == "article" and page.subject[0] == article)
    ]


def _path(what: str) -> str:
    """Give the path of what may be a whole URL; what is none is taken as it is."""
    parts = parts_of(what)
    return what if parts is None else parts.path


def _article(what: str) -> str:
    """Give the path below `content/` that a file name may mean."""
    return what.removeprefix("./").rpartition("content/")[2] if "content/" in what else what


def _not_there(planned: Planned, what: str, request: Request) -> str:
    brief = planned.texts.briefs.get(_article(what))
    if brief is not None:
        state = status(brief, microseconds(request.choice.now))
        zone = planned.edition.site.config.zone
        when = f" for {stamp(moment(brief.time).astimezone(zone))}" if state == "scheduled" else ""
        return f"content/{brief.path} is not public: it is {state or 'left out'}{when}"
    known = [page.url for page in planned.edition.pages] + [f"content/{path}" for path in planned.texts.briefs]
    close = difflib.get_close_matches(what, known, 1)
    return f"there is no page or article {what}" + (f"; did you mean {close[0]}?" if close else "")


def _lines(planned: Planned, page: Page, entry: Entry | None) -> list[tuple[str, str]]:
    kind, press = KINDS[page.kind], planned.press
    closure = press.forme.looked.closures.get(kind.template)
    others = [name for name in closure.files if name != kind.template] if closure else []
    lines = [
        ("page", f"{page.url} ({page.kind})"),
        ("from", page.owner),
        ("template", kind.template + (f", with {', '.join(others)}" if others else "")),
    ]
    if page.kind == "article":
        lines += [("related", why) for why in related_lines(planned, str(page.subject[0]))]
    if entry is None or not entry.key:
        return [*lines, ("written", "never, as far as is remembered")]
    blocks = dict.fromkeys(part.name for part in entry.parts if part.kind == "block")
    key = page_key(press.salts[page.kind], kind.key(press.stamps, page))
    if key[:32] != entry.key[:32]:
        now = f"would be rendered again, for: {changed_parts(entry, key, kind.parts)}"
    elif not press.splicer.is_current(page, entry.frame, entry.state):
        now = f"would be joined again, for: {', '.join(press.splicer.changed(page, entry.parts))}"
    else:
        now = "is as it would be built now"
    return [*lines, ("blocks", ", ".join(blocks) or "none"), ("written", f"last for: {entry.why}"), ("now", now)]
