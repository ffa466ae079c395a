"""The story of a build, from the files on the disk to the published site. Read this first.

    inputs ─► articles ─► edition (site, pages) ─► text with markers ─► outputs ─► public/

Only `ssg/inputs.py` and `ssg/store/` read, only `ssg/store/publish.py` writes; every other step is a pure function of
what the step before gave it. Each returns what there is to say; an error anywhere leaves the published site alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from gettext import NullTranslations
from pathlib import Path
from typing import NamedTuple

from ssg.content.article import ParseOptions, parse_article
from ssg.core.errors import Diagnostic, Severity, SiteProblem
from ssg.core.i18n import translations
from ssg.core.model import Article, Body, SourceFile
from ssg.edition import Choice, Edition, plan_edition
from ssg.inputs import CONTENT, STATIC, Inputs, read_inputs
from ssg.labels import markdown_options
from ssg.pages.desk import Desk
from ssg.pages.kinds import KINDS
from ssg.render.assets import Assets, fingerprint
from ssg.render.check import check_theme, lines_of_blocks
from ssg.render.failures import Failures
from ssg.render.renderer import Renderer
from ssg.render.splice import Splicer
from ssg.site.urls import output_path
from ssg.store.output_folder import refuse_output
from ssg.store.publish import Publication, Published
from ssg.store.source import read_file
from ssg.work import Work

STATE = ".ssg"


class Request(NamedTuple):
    """What is asked for. Without an `output` folder nothing is written: that is a check."""

    root: Path
    output: Path | None
    choice: Choice
    base_url: str | None = None
    keep_going: bool = False


class Texts(NamedTuple):
    """The articles and bodies of all files that could be read, by path, and what there is to say about the files."""

    articles: dict[str, Article]
    bodies: dict[str, Body]
    diagnostics: tuple[Diagnostic, ...]


class Built(NamedTuple):
    """What came of it: nothing was published where `published` is None."""

    edition: Edition
    texts: Texts
    published: Published | None
    diagnostics: tuple[Diagnostic, ...]


def build(request: Request, work: Work) -> Built:
    """Build the site and publish it, or say why not.

    Raises SiteProblem where not even the site's inputs can be read.
    """
    if request.output is not None and (refused := refuse_output(request.output, request.root)):
        raise SiteProblem(refused)
    with work.stage("read"):
        inputs = read_inputs(request.root, request.base_url)
        words = translations(inputs.config.language)
        assets = fingerprint(inputs.theme)
    with work.stage("parse"):
        texts = parse_all(inputs, work)
    with work.stage("plan"):
        choice = request.choice._replace(now=request.choice.now.astimezone(inputs.config.zone))
        edition, held = settle(inputs, texts, assets, choice, words, keep_going=request.keep_going)
        desk = Desk(edition.site, lambda path: texts.bodies[path], words)
        renderer = Renderer(inputs.theme, words, desk.view, inputs.data)
        theme_said = check_theme(inputs.theme, renderer.environment)
    said = [*inputs.diagnostics, *assets.diagnostics, *edition.diagnostics, *theme_said]
    places = lines_of_blocks(inputs.theme, renderer.environment)
    splicer = Splicer(desk, renderer, {name: desk.href(a.url) for name, a in assets.by_name.items()}, places)
    publication = None if request.output is None else Publication(request.output, request.root / STATE)
    try:
        writing = publication is not None and not has_errors(said)
        with work.stage("render"):
            for path, data in outputs(inputs, edition, assets, desk, renderer, splicer, said, work):
                if publication is not None and writing:
                    publication.stage(path, data)
        if publication is None or has_errors(said):
            return Built(edition, texts, None, (*held, *said))
        with work.stage("publish"):
            published = publication.commit()
            publication = None
        return Built(edition, texts, published, (*held, *said, *published.diagnostics))
    finally:
        if publication is not None:
            publication.abandon()


def parse_all(inputs: Inputs, work: Work) -> Texts:
    """Read every article by itself."""
    options = ParseOptions(inputs.config.timezone, markdown_options(inputs.config))
    articles: dict[str, Article] = {}
    bodies: dict[str, Body] = {}
    said: list[Diagnostic] = []
    for number, entry in enumerate(inputs.articles):
        work.progress("parse", number, len(inputs.articles))
        try:
            source = SourceFile(entry.path, read_file(inputs.content, entry, CONTENT))
        except SiteProblem as problem:
            said.extend(problem.diagnostics)
            continue
        parsed = parse_article(source, options)
        work.parsed += 1
        said.extend(parsed.diagnostics)
        if parsed.article is not None and parsed.body is not None:
            articles[entry.path], bodies[entry.path] = parsed.article, parsed.body
    return Texts(articles, bodies, tuple(said))


def settle(
    inputs: Inputs, texts: Texts, assets: Assets, choice: Choice, words: NullTranslations, *, keep_going: bool
) -> tuple[Edition, tuple[Diagnostic, ...]]:
    """Plan the edition. With `keep_going`, leave out articles with errors until none is left.

    The second value holds what is said of articles that were left out: it no longer stands in the way.
    """
    articles = dict(texts.articles)
    edition = plan_edition(inputs, articles, assets, choice, words)
    said = (*texts.diagnostics, *edition.diagnostics)
    held: tuple[Diagnostic, ...] = ()
    while keep_going and (bad := blamed(said) & {entry.path for entry in inputs.articles}):
        held += tuple(d for d in said if blamed([d]) & bad)
        articles = {path: article for path, article in articles.items() if path not in bad}
        edition = plan_edition(inputs, articles, assets, choice, words)
        left = (d for d in texts.diagnostics if not blamed([d]) & bad and d not in held)
        said = (*left, *edition.diagnostics)
    return edition._replace(diagnostics=said), held


def blamed(said: Iterable[Diagnostic]) -> set[str]:
    """Give the paths below `content/` of files to which errors are due: of several that clash, all but the first."""
    places = (place for d in said if d.severity is Severity.ERROR for place in d.also or (d.place,))
    return {place.path.removeprefix(f"{CONTENT}/") for place in places if place.path.startswith(f"{CONTENT}/")}


def outputs(
    inputs: Inputs,
    edition: Edition,
    assets: Assets,
    desk: Desk,
    renderer: Renderer,
    splicer: Splicer,
    said: list[Diagnostic],
    work: Work,
) -> Iterator[tuple[str, bytes]]:
    """Give every output path with its bytes, in the order of publication; what goes wrong is added to `said`."""
    failures = Failures(said)
    for media in edition.site.media.values():
        yield output_path(media.url), read_file(inputs.content, inputs.files[media.path], CONTENT)
    for asset in assets.by_name.values():
        yield output_path(asset.url), asset.data
    for entry in inputs.static:
        yield entry.path, read_file(inputs.root / STATIC, entry, STATIC)
    for number, page in enumerate(edition.pages):
        work.progress("render", number, len(edition.pages))
        kind = KINDS[page.kind]
        try:
            text = renderer.page(kind.template, kind.view(desk, page))
            work.rendered += 1
            whole = splicer.join(page, text)
            work.spliced += 1
        except SiteProblem as problem:
            failures.add(problem.diagnostics, page.owner)
            continue
        yield page.output, whole.encode()
    said.extend(failures.diagnostics())
    work.blocks = splicer.rendered


def has_errors(said: tuple[Diagnostic, ...] | list[Diagnostic]) -> bool:
    """Say whether anything here stops publication."""
    return any(d.severity is Severity.ERROR for d in said)
