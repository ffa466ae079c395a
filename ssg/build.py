"""The story of a build, from the files on the disk to the published site. Read this first.

    inputs ─► texts (articles) ─► edition (site, pages) ─► text with markers ─► outputs ─► public/

Only `ssg/inputs.py` and `ssg/store/` read, only `ssg/store/` writes; every other step is a pure function of what the
step before gave it, and is done again only where its arguments have changed. Each step returns what there is to say;
an error anywhere leaves the published site alone.
"""

from __future__ import annotations

from datetime import datetime
from gettext import NullTranslations
from typing import NamedTuple

from ssg import standing
from ssg.changes import About, names_of, touched
from ssg.copies import copies
from ssg.core.errors import Diagnostic, Place, SiteProblem, warning
from ssg.core.i18n import translations
from ssg.deploy.files import DeployFiles
from ssg.edition import Edition, keep_own, plan_site
from ssg.inputs import Inputs, read_inputs
from ssg.labels import parse_options
from ssg.pages.kinds import KINDS, pages_showing
from ssg.press import Press, Ready, set_up
from ssg.produce import due, due_blocks, effort, produce, rehearse
from ssg.relate import relate
from ssg.remembering import no_memory, remember
from ssg.render.assets import fingerprint
from ssg.render.failures import Failures
from ssg.request import MEMO, STATE, Request, Tally
from ssg.servers import (
    beside_is_intact,
    commit_alone,
    commit_with_files_beside,
    compress_for_servers,
    stage_for_servers,
    tell_servers,
)
from ssg.settle import has_errors, look, open_memo, settle
from ssg.site.checks import CHECKS, Surroundings
from ssg.site.moments import next_change
from ssg.standstill import name_of
from ssg.store.memo import Memo
from ssg.store.output_folder import refuse_output
from ssg.store.publish import Publication, Published
from ssg.store.seal import MemoryDamaged, is_refusal
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
    pages: int
    next_change: datetime | None

    @property
    def tally(self) -> Tally:
        """It in numbers."""
        done = self.published
        files = len(done.written) + done.unchanged if done else 0
        site = self.edition.site
        return Tally(len(site.stories), self.pages, files, site.left_out, self.diagnostics, self.next_change)

    @property
    def shown(self) -> dict[str, str]:
        """The kind of each page by its output; what only scripts and machines read is none."""
        return {page.output: page.kind for page in self.edition.pages if KINDS[page.kind].is_page}


def build(request: Request, work: Work, inputs: Inputs | None = None) -> Built:
    """Build the site and publish it, or say why not. A memory that turns out to be damaged is replaced by an empty one.

    `inputs` are read unless they are given. Raises SiteProblem where they cannot be, or where the disk refuses.
    """
    if request.output is not None and (refused := refuse_output(request.output, request.root)):
        raise SiteProblem(refused)
    with work.stage("read"):
        inputs = inputs or read_inputs(request.root, request.base_url)
    try:
        return build_with_memory(request, work, inputs)
    except MemoryDamaged as problem:
        if is_refusal(problem):
            raise SiteProblem(no_memory(request, problem)) from problem
    try:
        built = build_with_memory(request._replace(fresh=True), work, inputs)
    except MemoryDamaged as problem:
        raise SiteProblem(no_memory(request, problem)) from problem
    return built._replace(diagnostics=(*built.diagnostics, MEMORY_WAS_DAMAGED))


def build_with_memory(request: Request, work: Work, inputs: Inputs) -> Built:
    """Build with what is remembered.

    Raises MemoryDamaged besides what `build` raises.
    """
    with work.stage("read"):
        words = translations(inputs.config.language)
        options = parse_options(inputs.config)
        memo = open_memo(request, options)
    try:
        with work.stage("parse"):
            texts = read_texts(inputs, options, memo, work, request.workers, request.clock_ns)
        name = name_of(request, inputs, articles=False)
        stood = standing.recall(request, name, memo)
        if stood is not None and (amended := amend(request, inputs, name, stood, texts, memo, words, work)) is not None:
            return amended
        before = standing.recall_names(request, memo) if stood is not None else None
        with work.stage("plan"):
            assets = fingerprint(inputs.theme)
            edition, held = settle(inputs, texts, assets, request, words, memo)
        with work.stage("relate"):
            workers = request.workers if request.output is not None else None
            site, related = relate(edition.site, memo, work, workers)
            edition = edition._replace(site=site)
        with work.stage("plan"):
            ready = set_up(inputs, edition.site, assets, texts, memo)
            told = tell_servers(inputs.config, edition)
            names = names_of(ready.press)
            may_differ = None if held else touched(site, texts.edits, related, before, names)
        said = [*inputs.diagnostics, *edition.diagnostics, *ready.diagnostics, *told.diagnostics]
        if request.output is None:
            around = Surroundings(inputs.files, lambda path: texts.body(texts.briefs[path]))
            said.extend(found for check in CHECKS for found in check(edition.site, around))
        pages = sum(KINDS[page.kind].is_page for page in edition.pages)
        coming = next_change(texts.briefs.values(), edition.site.now)
        published = publish(request, inputs, edition, ready, told, memo, said, work, may_differ)
        built = Built(edition, inputs, texts, published, (*held, *said), pages, coming)
        with work.stage("remember"):
            refusals = remember(request, inputs, name, texts, memo, built.tally, names)
    finally:
        memo.close()
    return built._replace(diagnostics=(*built.diagnostics, *refusals))


def amend(
    request: Request,
    inputs: Inputs,
    name: str,
    stood: Tally,
    texts: Texts,
    memo: Memo,
    words: NullTranslations,
    work: Work,
) -> Built | None:
    """Build where only texts of articles have changed since the last build: then only pages that show them are due.

    Gives None where there is more to do. `name` is that of all inputs but the articles, `stood` the last publication.
    """
    amended = texts.amended
    if amended is None or request.output is None or standing.tells_of(stood, amended):
        return None
    publication = Publication(request.output, request.root / STATE)
    try:
        with work.stage("compare"):
            if not ((request.intact or publication.is_intact)() and beside_is_intact(request, request.output)):
                return None
        with work.stage("plan"):
            choice = request.choice._replace(now=request.choice.now.astimezone(inputs.config.zone))
            media = look(inputs, [path for path in memo.media() if path in inputs.files], memo, request).media
            site = plan_site(inputs, texts.briefs, texts, choice, words, media).site
        with work.stage("relate"):
            site, changed = relate(site, memo, work, request.workers, [path for path in amended if path in site.briefs])
        with work.stage("plan"):
            shown = dict.fromkeys([*amended, *sorted(changed)])
            pages = tuple(keep_own(inputs, pages_showing(site, shown)))
            edition = Edition(site, pages, stood.diagnostics)
            press = set_up(inputs, site, fingerprint(inputs.theme), texts, memo).press
        publication.keep_rest()
        said: list[Diagnostic] = []
        if not produce_all(request, edition, press, memo, publication, said, work):
            return None
        with work.stage("copy"):
            compress_for_servers(inputs.config, publication, request)
        with work.stage("publish"):
            published = commit_alone(publication, request)
        built = Built(edition, inputs, texts, published, stood.diagnostics, stood.pages, stood.next_change)
        with work.stage("remember"):
            refusals = remember(request, inputs, name, texts, memo, built.tally)
        return built._replace(diagnostics=(*built.diagnostics, *refusals))
    finally:
        publication.abandon()


def publish(
    request: Request,
    inputs: Inputs,
    edition: Edition,
    ready: Ready,
    told: DeployFiles,
    memo: Memo,
    said: list[Diagnostic],
    work: Work,
    may_differ: frozenset[About] | None,
) -> Published | None:
    """Make all outputs and bring them to the output folder, if nothing is wrong; what is wrong is added to `said`."""
    failures = Failures(said)
    if request.output is None or has_errors(said):
        with work.stage("render"):
            rehearse(edition.pages, ready.press, failures, work)
        said.extend(failures.diagnostics())
        return None
    publication = Publication(request.output, request.root / STATE)
    if request.intact is not None and request.intact():
        publication.trust()
    try:
        with work.stage("copy"):
            copy(inputs, edition, ready, publication)
        if not produce_all(request, edition, ready.press, memo, publication, said, work, may_differ):
            return None
        with work.stage("copy"):
            stage_for_servers(told, inputs.config, publication, request)
        with work.stage("publish"):
            published = commit_with_files_beside(publication, told, request)
        said.extend(published.diagnostics)
        return published
    finally:
        publication.abandon()


def produce_all(
    request: Request,
    edition: Edition,
    press: Press,
    memo: Memo,
    publication: Publication,
    said: list[Diagnostic],
    work: Work,
    may_differ: frozenset[About] | None = None,
) -> bool:
    """Make the pages and blocks that are not as they would be now; say whether all went well (if not, see `said`)."""
    failures = Failures(said)
    with work.stage("compare"):
        jobs = list(due(edition.pages, press, publication, work, may_differ))
    with work.stage("render"), gather(request.workers, press, memo, publication, effort(jobs)) as workforce:
        produce(jobs, press, publication, failures, work, workforce)
        blocks = list(due_blocks(press, publication))
        produce(blocks, press, publication, failures, work, workforce)
        publication.advance(job.page.output for job in blocks if job.entry is None)
    said.extend(failures.diagnostics())
    return not has_errors(said)


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
