"""`ssg explain URL|FILE`: where a page comes from, why it was last rebuilt, and whether it is stale now."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import unquote

import click

from ssg.cli.ad_lines import ad_lines, ads_of
from ssg.cli.boxes import print_boxes
from ssg.cli.options import NamedPath, choice_options, output_of
from ssg.cli.printing import print_diagnostics
from ssg.cli.reasons import related_lines, rights_lines
from ssg.cli.speech import Spoken
from ssg.cli.taken_down import told
from ssg.core.catalogue import Catalogue
from ssg.core.errors import SiteProblem
from ssg.core.message import Message, say
from ssg.core.text.dates import stamp
from ssg.core.text.near import likest
from ssg.core.text.normal import normalized
from ssg.core.text.paths import parts_of
from ssg.core.trace import BETWEEN, OF_BLOCKS, Fact
from ssg.index.briefs import microseconds, moment
from ssg.index.facts import OF_ALL_ARTICLES
from ssg.index.publicity import status
from ssg.index.queries import paths_of
from ssg.pages.blocks.files import FOLDER
from ssg.pages.kinds import template_of
from ssg.pages.model import Page
from ssg.plan import Plan, planning
from ssg.request import Choice, Request
from ssg.steps.production import Staleness
from ssg.steps.reasons import named, of_note
from ssg.store.nodes import Entry
from ssg.store.outputs import name_of
from ssg.store.seal import MemoryDamaged

NOT_BUILT: Final = say("this page is not in the cache: build the site to record what it reads")
SHOWN: Final = ("TEXT", "CARD", "LINK")
"""The kinds of facts that a page shows of an article."""


@click.command("explain", cls=Spoken)
@choice_options
@click.option("-o", "output", type=NamedPath(), metavar="DIR", help="The output folder.")
@click.option("--reads", is_flag=True, help="List everything that a page depends on.")
@click.option("--shows", is_flag=True, help="List all pages on which an article can be seen.")
@click.option("--boxes", is_flag=True, help="List all boxes of articles, with their arguments.")
@click.argument("what", metavar="URL|FILE", required=False)
@click.pass_obj
def command(
    words: Catalogue,
    site: Path,
    choice: Choice,
    output: Path | None,
    reads: bool,
    shows: bool,
    boxes: bool,
    what: str | None,
) -> int:
    """Show where a page comes from and why it was last rebuilt."""
    if boxes:
        return print_boxes(words, site)
    if what is None:
        context = click.get_current_context()
        raise click.MissingParameter(ctx=context, param=next(p for p in context.command.params if p.name == "what"))
    request, what = Request(site, None, choice), normalized("NFC", what)
    name = name_of(site, output_of(site, output))
    tell = _reads if reads else partial(_shows, output_of(site, output)) if shows else _explain
    try:
        try:
            lines = tell(words, request, name, what)
        except MemoryDamaged:
            lines = tell(words, request._replace(fresh=True), name, what)
    except SiteProblem as problem:
        print_diagnostics(problem.diagnostics, site, words)
        return 1
    for line in lines:
        click.echo(line)
    return int(not lines)


def _explain(words: Catalogue, request: Request, name: str, what: str) -> list[str]:
    """Plan the site and explain some of its pages, or a block; return nothing if there is none.

    Raises SiteProblem and MemoryDamaged as `plan` does.
    """
    with planning(request) as planned:
        nodes = planned.memo.nodes(name)
        pages = _find(planned, what)
        stale = Staleness(nodes, planned.context) if pages else None
        if stale is not None:
            stale.refresh_blocks()
        found = [line for page in pages if stale for line in _lines(planned, page, stale)]
        if not pages and (entry := nodes.entry(block := _block(planned, what))) is not None:
            found = _block_lines(block, entry)
        elif not pages and not (found := ad_lines(planned, what)):
            click.echo(words(_not_there(planned, what, request)), err=True)
        return [f"{words(label):<10} {words(text)}" for label, text in found]


def _reads(words: Catalogue, request: Request, name: str, what: str) -> list[str]:
    """List the facts that a page has read, each once, including those of its blocks."""
    with planning(request) as planned:
        nodes = planned.memo.nodes(name)
        pages = _find(planned, what)
        outputs = [page.output for page in pages] or [_block(planned, what)]
        found: dict[Fact, None] = {}
        for output in outputs:
            for facts in nodes.trace(output).values():
                found.update(dict.fromkeys(facts))
        for kind, key in list(found):
            if kind in ("BLOCK", "EMPTY"):
                found.update(dict.fromkeys(nodes.trace(key).get("rendered", ())))
        if not found:
            click.echo(words(NOT_BUILT if pages else _not_there(planned, what, request)), err=True)
        return sorted(words(named(fact)) for fact in found if fact[0] not in OF_BLOCKS)


def _shows(folder: Path, words: Catalogue, request: Request, name: str, what: str) -> list[str]:
    """List the URLs of all pages and files that show something of an article.

    Of a withdrawn one, return the proof that nothing in the output `folder` does; nothing if something does.
    """
    with planning(request) as planned:
        nodes, path = planned.memo.nodes(name), _article(what)
        base = planned.edition.site.config.base_path
        seen = [reader for kind in SHOWN for reader in nodes.readers((kind, path))]
        for fact in nodes.facts_of(OF_ALL_ARTICLES):
            if path in paths_of(planned.edition.site, fact[1]):
                seen += nodes.readers(fact)
        blocks = [("BLOCK", identity) for identity in seen if BETWEEN in identity]
        outputs = {output for output in seen if BETWEEN not in output} | nodes.joined_with(blocks).keys()
        urls = sorted(base + "/" + output.removesuffix("index.html") for output in outputs)
        brief = planned.texts.briefs.get(path)
        if brief is not None and status(brief, microseconds(request.choice.now)) == "withdrawn":
            said, is_gone = told(planned, brief, folder, urls)
            for line in () if is_gone else said:
                click.echo(words(line), err=True)
            return [words(line) for line in said] if is_gone else []
        if not outputs:
            click.echo(words(_not_there(planned, what, request)), err=True)
        return urls


def _block(planned: Plan, what: str) -> str:
    """Return the output path of the block that `what` may mean; empty if it means none."""
    path = _path(what).removeprefix(planned.edition.site.config.base_path).lstrip("/")
    return path if path.startswith(f"{FOLDER}/") else ""


def _block_lines(block: str, entry: Entry) -> list[tuple[Message, Message | str]]:
    """Return the lines about a block file."""
    name = block.split("/")[1]
    return [
        (say("block"), f"/{block}"),
        (say("from"), say("the block {name}, a file of its own by [blocks.{name}] of site.toml", name=name)),
        (say("template"), f"blocks/{name}.html"),
        (say("written"), say("reason: {reason}", reason=of_note(entry.why))),
    ]


def _find(planned: Plan, what: str) -> list[Page]:
    """Find pages by URL (absolute or relative to the site), by output path, or by the article's file."""
    base = planned.edition.site.config.base_path
    path = unquote(_path(what))
    url = path.removeprefix(base) if base and path.startswith(base) else path
    article, site = _article(what), planned.edition.site
    of_section = site.places.urls[article] if article in site.sections.values() else ""
    return [
        page
        for page in planned.edition.pages
        if url in (page.url, f"{page.url}index.html", page.output)
        or (page.kind in ("article", "page") and page.subject[0] == article)
        or page.url == of_section
    ]


def _path(what: str) -> str:
    """Return the path of a possibly absolute URL; anything else is returned unchanged."""
    parts = parts_of(what)
    return what if parts is None else parts.path


def _article(what: str) -> str:
    """Return the path in `content/` that a file name may mean."""
    return what.removeprefix("./").rpartition("content/")[2] if "content/" in what else what


def _not_there(planned: Plan, what: str, request: Request) -> Message:
    brief = planned.texts.briefs.get(_article(what))
    if brief is not None and brief.path in planned.edition.site.briefs:
        return NOT_BUILT
    if brief is not None:
        state = status(brief, microseconds(request.choice.now))
        time = stamp(moment(brief.time).astimezone(planned.edition.site.config.zone))
        return {
            "draft": say("content/{path} is not public: draft", path=brief.path),
            "expired": say("content/{path} is not public: expired", path=brief.path),
            "withdrawn": say("content/{path} is not public: withdrawn", path=brief.path),
            "scheduled": say("content/{path} is not public: scheduled for {time}", path=brief.path, time=time),
        }.get(state, say("content/{path} is not public: excluded", path=brief.path))
    known = [page.url for page in planned.edition.pages] + [f"content/{path}" for path in planned.texts.briefs]
    close = likest(what, known)
    if close:
        return say("page or article not found: {what}; did you mean {close}?", what=what, close=close)
    return say("page or article not found: {what}", what=what)


def _lines(planned: Plan, page: Page, stale: Staleness) -> list[tuple[Message, Message | str]]:
    template, entry = template_of(planned.context.read, page), stale.nodes.entry(page.output)
    closure = planned.context.plain.looked.closures.get(template)
    labels = {name: file.label for name, file in planned.inputs.theme.templates.items()}
    others = ", ".join(labels.get(name, name) for name in closure.files if name != template) if closure else ""
    label = labels.get(template, template)
    lines: list[tuple[Message, Message | str]] = [
        (say("page"), f"{page.url} ({page.kind})"),
        (say("from"), page.owner),
        (say("template"), say("{template}, with {others}", template=label, others=others) if others else label),
    ]
    if page.kind == "article":
        lines += [(say("related"), why) for why in related_lines(planned, str(page.subject[0]))]
    if page.kind in ("article", "page"):
        lines += [(say("rights"), said) for said in rights_lines(planned, str(page.subject[0]))]
    if entry is None or not entry.identity:
        return [*lines, (say("written"), say("never (not in the cache)"))]
    blocks = dict.fromkeys(part.name for part in entry.parts if part.kind == "block")
    ads = ads_of(stale.nodes.trace(page.output).values())
    return [
        *lines,
        (say("blocks"), ", ".join(blocks) or say("none")),
        *([(say("ads"), ", ".join(ads))] if ads else []),
        (say("written"), say("reason: {reason}", reason=of_note(entry.why))),
        (say("now"), _now(page, entry, stale)),
    ]


def _now(page: Page, entry: Entry, stale: Staleness) -> Message:
    if entry.identity != page.identity:
        return say("stale: would be rendered again because another page had this output path")
    if page.output in stale.dirty.pages:
        return say("stale: would be rendered again because of {reason}", reason=stale.why(page.output))
    if page.output in stale.dirty.joined:
        return say("stale: would be spliced again because of {reason}", reason=stale.why_joined(page.output))
    return say("up to date")
