"""The story of a build, from the files on the disk to the published site. Read this first.

    inputs ─► texts (articles) ─► edition (site, pages) ─► text with markers ─► outputs ─► public/

Only `ssg/inputs.py` and `ssg/store/` read, only `ssg/store/` writes; every other step is a pure function of what the
step before gave it, and is done again only where its arguments have changed. Each step returns what there is to say;
an error anywhere leaves the published site alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from gettext import NullTranslations
from typing import NamedTuple

from ssg.content.article import ParseOptions
from ssg.copies import copies
from ssg.core.digest import digest_of
from ssg.core.errors import Diagnostic, Place, Severity, SiteProblem, warning
from ssg.core.i18n import translations
from ssg.deploy.files import DeployFiles
from ssg.edition import Edition, plan_edition
from ssg.inputs import CONTENT, Inputs, read_inputs
from ssg.labels import markdown_options
from ssg.press import Press, Ready, set_up
from ssg.produce import due, due_blocks, produce, rehearse
from ssg.render.assets import Assets, fingerprint
from ssg.render.failures import Failures
from ssg.request import MEMO, STATE, Request, Tally
from ssg.servers import commit_with_files_beside, stage_for_servers, tell_servers
from ssg.site.checks import CHECKS, Surroundings
from ssg.store.media import MediaRead, read_media
from ssg.store.memo import Memo, MemoryDamaged, forget
from ssg.store.output_folder import refuse_output
from ssg.store.publish import Publication, Published
from ssg.store.salt import salt
from ssg.texts import Texts, read_texts
from ssg.work import Work
from ssg.workforce import gather

MEMORY_WAS_DAMAGED = warning(
    "W716", "what earlier builds remembered was damaged: everything was made anew", Place(f"{STATE}/{MEMO}")
)


class Built(NamedTuple):
    """What came of it: nothing was published where `published` is None."""

    edition: Edition
    inputs: Inputs
    texts: Texts
    published: Published | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def tally(self) -> Tally:
        """It in numbers."""
        done = self.published
        files = len(done.written) + done.unchanged if done else 0
        site = self.edition.site
        return Tally(len(site.stories), len(self.edition.pages), files, site.left_out, self.diagnostics)


def build(request: Request, work: Work, inputs: Inputs | None = None) -> Built:
    """Build the site and publish it, or say why not. A memory that turns out to be damaged is replaced by an empty one.

    `inputs` are read unless they are given. Raises SiteProblem where they cannot be.
    """
    if request.output is not None and (refused := refuse_output(request.output, request.root)):
        raise SiteProblem(refused)
    with work.stage("read"):
        inputs = inputs or read_inputs(request.root, request.base_url)
    try:
        return build_with_memory(request, work, inputs)
    except MemoryDamaged:
        built = build_with_memory(request._replace(fresh=True), work, inputs)
        return built._replace(diagnostics=(*built.diagnostics, MEMORY_WAS_DAMAGED))


def build_with_memory(request: Request, work: Work, inputs: Inputs) -> Built:
    """Build with what is remembered.

    Raises MemoryDamaged besides what `build` raises.
    """
    with work.stage("read"):
        words = translations(inputs.config.language)
        options = ParseOptions(inputs.config.timezone, markdown_options(inputs.config))
        memo = open_memo(request, options)
    try:
        with work.stage("parse"):
            texts = read_texts(inputs, options, memo, work, request.workers, request.clock_ns)
        with work.stage("plan"):
            assets = fingerprint(inputs.theme)
            edition, held = settle(inputs, texts, assets, request, words, memo)
            ready = set_up(inputs, edition.site, assets, texts, memo)
            told = tell_servers(inputs.config, edition)
        said = [*inputs.diagnostics, *edition.diagnostics, *ready.diagnostics, *told.diagnostics]
        if request.output is None:
            around = Surroundings(inputs.files, lambda path: texts.body(texts.briefs[path]))
            said.extend(found for check in CHECKS for found in check(edition.site, around))
        published = publish(request, inputs, edition, ready, told, memo, said, work)
        if request.output is not None:
            with work.stage("remember"):
                texts.remember(blamed([*held, *said]))
                memo.keep()
    finally:
        memo.close()
    return Built(edition, inputs, texts, published, (*held, *said))


class Planned(NamedTuple):
    """What a build would make, for commands that only look at it."""

    edition: Edition
    press: Press
    texts: Texts


@contextmanager
def plan(request: Request) -> Iterator[Planned]:
    """Plan the edition without making anything; nothing is written. Articles with errors count as with `keep_going`.

    Raises SiteProblem where not even the site's inputs can be read; MemoryDamaged where what is read while the plan is
    looked at turns out to be damaged: then plan with `fresh`.
    """
    inputs = read_inputs(request.root, request.base_url)
    try:
        planned, memo = _plan(request, inputs)
    except MemoryDamaged:
        planned, memo = _plan(request._replace(fresh=True), inputs)
    try:
        yield planned
    finally:
        memo.close()


def _plan(request: Request, inputs: Inputs) -> tuple[Planned, Memo]:
    options = ParseOptions(inputs.config.timezone, markdown_options(inputs.config))
    memo = open_memo(request, options)
    try:
        texts = read_texts(inputs, options, memo, Work(), None, request.clock_ns)
        words = translations(inputs.config.language)
        assets = fingerprint(inputs.theme)
        edition, _ = settle(inputs, texts, assets, request._replace(keep_going=True), words, memo)
        return Planned(edition, set_up(inputs, edition.site, assets, texts, memo).press, texts), memo
    except BaseException:
        memo.close()
        raise


def open_memo(request: Request, options: ParseOptions) -> Memo:
    """Open the memory of this site. Who writes nothing looks into one that is there, but keeps nothing in it."""
    file = request.root / STATE / MEMO
    if request.output is None and (request.fresh or not file.exists()):
        return Memo(None, "")
    if request.fresh:
        forget(file)
    return Memo(file, digest_of((salt(), options)))


def settle(
    inputs: Inputs, texts: Texts, assets: Assets, request: Request, words: NullTranslations, memo: Memo
) -> tuple[Edition, tuple[Diagnostic, ...]]:
    """Plan the edition. With `keep_going`, articles with errors count as they were before, or are left out.

    The second value holds what is said of those articles: it no longer stands in the way.
    """
    choice = request.choice._replace(now=request.choice.now.astimezone(inputs.config.zone))
    briefs = texts.briefs

    def plan() -> Edition:
        return plan_edition(
            inputs, briefs, texts, assets, choice, words, lambda paths: look(inputs, paths, memo, request)
        )

    edition = plan()
    said = (*texts.diagnostics, *edition.diagnostics)
    held: tuple[Diagnostic, ...] = ()
    everything = {entry.path for entry in inputs.articles}
    while request.keep_going and (bad := blamed(said) & everything):
        held += tuple(d for d in said if blamed([d]) & bad)
        good = {path: texts.last_good(path) for path in bad}
        briefs = {path: brief for path, brief in briefs.items() if path not in bad}
        briefs |= {path: brief for path, brief in good.items() if brief is not None}
        edition = plan()
        said = (*(d for d in texts.diagnostics if d not in held), *edition.diagnostics)
    return edition._replace(diagnostics=said), held


def look(inputs: Inputs, paths: Iterable[str], memo: Memo, request: Request) -> MediaRead:
    """Look at files beside the articles; remember what was found, and forget files that are gone."""
    known = memo.media()
    found = read_media(inputs.content, paths, inputs.files, known, request.clock_ns)
    memo.add_media((path, *row) for path, row in found.news.items())
    memo.drop_media(path for path in known if path not in inputs.files)
    return found


def publish(
    request: Request,
    inputs: Inputs,
    edition: Edition,
    ready: Ready,
    told: DeployFiles,
    memo: Memo,
    said: list[Diagnostic],
    work: Work,
) -> Published | None:
    """Make all outputs and bring them to the output folder, if nothing is wrong; what is wrong is added to `said`."""
    failures = Failures(said)
    if request.output is None or has_errors(said):
        with work.stage("render"):
            rehearse(edition.pages, ready.press, failures, work)
        said.extend(failures.diagnostics())
        return None
    publication = Publication(request.output, request.root / STATE)
    try:
        with work.stage("copy"):
            copy(inputs, edition, ready, publication)
        with work.stage("compare"):
            jobs = list(due(edition.pages, ready.press, publication, work))
        with (
            work.stage("render"),
            gather(request.workers, ready.press, memo, publication, len(jobs)) as workforce,
        ):
            produce(jobs, ready.press, publication, failures, work, workforce)
            blocks = list(due_blocks(ready.press, publication))
            produce(blocks, ready.press, publication, failures, work, workforce)
            publication.advance(job.page.output for job in blocks if job.entry is None)
        said.extend(failures.diagnostics())
        if has_errors(said):
            return None
        with work.stage("copy"):
            stage_for_servers(told, inputs.config, publication, request)
        with work.stage("publish"):
            published = commit_with_files_beside(publication, told, request)
        said.extend(published.diagnostics)
        return published
    finally:
        publication.abandon()


def copy(inputs: Inputs, edition: Edition, ready: Ready, publication: Publication) -> None:
    """Bring pictures, the theme's assets and static files to the publication: before the pages that show them.

    Raises SiteProblem where one cannot be read.
    """
    for one in copies(inputs, edition.site, ready.assets):
        known = publication.known(one.output)
        if one.digest and known is not None and known.digest == one.digest:
            publication.keep(one.output)
        else:
            publication.stage(one.output, one.read())


def blamed(said: Iterable[Diagnostic]) -> set[str]:
    """Give the paths below `content/` of files to which errors are due: of several that clash, all but the first."""
    places = (place for d in said if d.severity is Severity.ERROR for place in d.also or (d.place,))
    return {place.path.removeprefix(f"{CONTENT}/") for place in places if place.path.startswith(f"{CONTENT}/")}


def has_errors(said: Iterable[Diagnostic]) -> bool:
    """Say whether anything here stops publication."""
    return any(d.severity is Severity.ERROR for d in said)
