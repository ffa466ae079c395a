"""The story of a build, from the files on the disk to the published site. Read this first.

    inputs ─► texts (articles) ─► edition (site, pages) ─► stale nodes ─► text with markers ─► outputs ─► public/

Only `ssg/inputs.py` and `ssg/store/` read, only `ssg/store/` writes; every other step is a pure function of what the
step before returned. Whatever is made records what it reads (`ssg/pages/reader.py`), and is rebuilt only when a fact
that it read has changed. Each step returns its diagnostics; an error anywhere leaves the published site unchanged.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from functools import partial
from typing import NamedTuple

from ssg.core.errors import Diagnostic, Place, SiteProblem, warning
from ssg.core.message import say
from ssg.core.shown import path_of
from ssg.deploy.files import DeployFiles
from ssg.index.redirects import Move
from ssg.index.urls import output_path
from ssg.inputs import Inputs, read_inputs, without_robots
from ssg.pages.kinds import KINDS
from ssg.pages.model import Sort
from ssg.plan import Plan, plan
from ssg.render.failures import Failures
from ssg.request import MEMO, STATE, Request, Tally
from ssg.steps import unchanged
from ssg.steps.addresses import Addresses, note_addresses, watch_addresses
from ssg.steps.block_files import BlockFiles, block_files, due_blocks, keep_others
from ssg.steps.checking import checks
from ssg.steps.context import RenderContext
from ssg.steps.copies import copies, copies_of_the_site
from ssg.steps.edition import Edition
from ssg.steps.executors import running_workers
from ssg.steps.kept_plan import keep_plan
from ssg.steps.labels import parse_options
from ssg.steps.pages import NO_CHANGE, keep_pages
from ssg.steps.production import Record, Staleness, due, effort, produce, rehearse
from ssg.steps.published_limits import said_of_published
from ssg.steps.selection import has_errors, note_choice, open_memo, refuse_removals
from ssg.steps.servers import all_moves, commit_with_files_beside, publication_of, stage_for_servers, tell_servers
from ssg.steps.texts import Texts
from ssg.steps.unread import said_of_unread
from ssg.steps.withheld import withheld
from ssg.store.files import cannot_write
from ssg.store.grace import NOTE, read
from ssg.store.memo import Memo
from ssg.store.nodes import Nodes
from ssg.store.output_folder import refuse_output
from ssg.store.outputs import name_of
from ssg.store.publish import Publication, Published
from ssg.store.seal import MemoryDamaged, is_refusal
from ssg.store.spare import Stay, spare
from ssg.work import Work

MEMORY_WAS_DAMAGED = warning("W716", say("build cache was corrupt or outdated; rebuilt"), Place(f"{STATE}/{MEMO}"))


class Built(NamedTuple):
    """The result of a build: nothing was published where `published` is None.

    `shown` maps the output path of each page that was written to its sort; files for scripts and machines are omitted.
    `bad` are the articles that are held back, by path; `edited` are the outputs of those whose files differ.
    """

    edition: Edition
    inputs: Inputs
    texts: Texts
    published: Published | None
    diagnostics: tuple[Diagnostic, ...]
    shown: dict[str, Sort]
    bad: AbstractSet[str] = frozenset()
    edited: AbstractSet[str] = frozenset()

    @property
    def tally(self) -> Tally:
        """The build in numbers."""
        done = self.published
        files = len(done.written) + done.unchanged if done else 0
        site, pages = self.edition.site, self.edition.pages.readable
        return Tally(len(site.order), pages, files, site.left_out, self.diagnostics, self.edition.next_change)


def build(request: Request, work: Work, inputs: Inputs | None = None, name: str = "") -> Built:
    """Build the site and publish it, or report why not. A damaged state is replaced by an empty one.

    `inputs` are read unless given. With the `name` of all inputs (`unchanged.name_of`), the state records that nothing
    is left to do. Raises SiteProblem if inputs cannot be read or the disk refuses a write.
    """
    if request.output is not None and (refused := refuse_output(request.output, request.root)):
        raise SiteProblem(refused)
    with work.stage("read"):
        inputs = inputs or read_inputs(request.root, request.base_url, may_lack_articles=request.allow_removals)
        if request.choice.preview_build:
            inputs = without_robots(inputs, staging=request.choice.staging)
    built = build_or_start_again(request, work, inputs, name)
    # Pictures that could not be resized: the site is published without their copies.
    if damaged := frozenset(path_of(d.place.path) for d in built.diagnostics if d.code == "E762"):
        built = build_or_start_again(request._replace(damaged=damaged), work, inputs, name)
    return built


def build_or_start_again(request: Request, work: Work, inputs: Inputs, name: str) -> Built:
    """Build with the state, or with an empty one if that is damaged.

    Raises SiteProblem.
    """
    try:
        return build_with_memory(request, work, inputs, name)
    except MemoryDamaged as problem:
        if request.output is not None and is_refusal(problem):  # who only looks needs no state
            raise SiteProblem(no_memory(request, problem)) from problem
    try:
        built = build_with_memory(request._replace(fresh=True, keeps_outputs=False), work, inputs, name)
    except MemoryDamaged as problem:
        raise SiteProblem(no_memory(request, problem)) from problem
    return built._replace(diagnostics=(*built.diagnostics, MEMORY_WAS_DAMAGED))


def build_with_memory(request: Request, work: Work, inputs: Inputs, name: str) -> Built:
    """Build with the state, starting from the edition published last where possible.

    Raises MemoryDamaged besides what `build` raises.
    """
    built = build_once(request, work, inputs, name, goes_on=True)
    if built.published is None and built.edition.touched is not None:
        return build_once(request, work, inputs, name, goes_on=False)  # diagnostics must cover the whole site
    return built


def build_once(request: Request, work: Work, inputs: Inputs, name: str, *, goes_on: bool) -> Built:
    """Build; raises as `build_with_memory`. See there for `goes_on`."""
    with work.stage("read"):
        memo = open_memo(request, parse_options(inputs.config))
    try:
        planned = plan(request, inputs, memo, work, keeps=request.output is not None, goes_on=goes_on)
        edition, texts = planned.edition, planned.texts
        with work.stage("plan"):
            moves = all_moves(edition) if inputs.config.deploy.files else ()
            told = tell_servers(inputs, moves, edition.site.embeds, planned.assets.by_name)
            watched = watch_addresses(request, planned, every=request.output is None)
            refused = refuse_removals(request, inputs, edition, memo, watched.renamed)
        said = [*planned.diagnostics, *told.diagnostics, *(refused or watched.diagnostics)]
        if request.output is None:
            said.extend(checks(request.root, inputs, texts, edition, planned.assets))
        published = publish(request, planned, told, said, work)
        written = frozenset(published.written if published else ())
        shown = {page.output: KINDS[page.kind].sort for page in edition.pages.find(written) if KINDS[page.kind].is_page}
        urls = edition.site.places.urls  # of a recalled site, they are in the state, which is closed below
        edited = frozenset(output_path(urls[path]) for path in work.touched if path in urls)
        built = Built(edition, inputs, texts, published, (*planned.held, *said), shown, planned.bad, edited)
        if published is None and edition.touched is not None:
            return built
        with work.stage("remember"):
            # The state of articles whose files are missing is needed when they return. If the disk failed after the
            # publication, half of it would be stored.
            forget = refused or (published is not None and has_errors(said))
            refusals = () if forget else remember(request, planned, moves, built, name, watched)
    finally:
        memo.close()
    return built._replace(diagnostics=(*built.diagnostics, *refusals))


def publish(request: Request, planned: Plan, told: DeployFiles, said: list[Diagnostic], work: Work) -> Published | None:
    """Make all outputs and publish them, unless there is an error; diagnostics are added to `said`.

    If something is returned although `said` has an error, everything was published but could not be recorded.
    """
    inputs, edition, context, memo = planned.inputs, planned.edition, planned.context, planned.memo
    if edition.touched is not None and has_errors(said):
        return None
    if request.output is None or has_errors(said):
        failures = Failures(said)
        with work.stage("render"):
            rehearse(edition.pages, context, failures, work)
        said.extend(failures.diagnostics())
        said.extend(said_of_unread(inputs, planned.texts, edition))
        return None
    name = name_of(request.root, request.output)
    nodes = memo.nodes(name)
    publication = publication_of(request, request.output, nodes, memo)
    noted = memo.recall(f"{NOTE}{name}")
    if edition.touched is not None or (request.intact is not None and request.intact()):
        publication.trust()
    try:
        with work.stage("copy"):
            if edition.pages.change != NO_CHANGE:
                copy(planned, publication)
        stale, record, files = make(request, edition, context, nodes, memo, publication, said, work)
        if edition.touched is not None:
            copied = {one.output for one in copies_of_the_site(inputs, planned.assets)}
            keep_others(edition, publication, stale, files, copied, (*read(noted).files, *told.inside))
        if has_errors(said):
            return None
        with work.stage("copy"):
            stage_for_servers(told, inputs.config, publication, request)
        with work.stage("compare"):
            gone = partial(withheld, edition)
            stay = Stay(inputs.config.deploy.keep, request.choice.now, edition.pages.kind_of, edition.refused, gone)
            memo.note(f"{NOTE}{name}", spare(publication, nodes, noted, stay))
        with work.stage("publish"):
            published, publications = commit_with_files_beside(publication, told, request, memo)
        said.extend(published.diagnostics)
        try:
            with work.stage("remember"):
                for one in publications:
                    one.note()
                nodes.record(record.made, stale.blocks | record.blocks)
                keep_pages(memo.plans(name), edition.pages, lambda: stale.identities)
                note_choice(request, memo)
                if inputs.config.deploy.files or inputs.config.deploy.targets or inputs.config.outputs:
                    said.extend(said_of_published(inputs, edition.site, nodes, published.written, publication.known))
                nodes.keep(stale.changed, context.facts, record.fronts | context.read.fronts)
        except MemoryDamaged as problem:
            if not is_refusal(problem):
                raise
            said.append(no_memory(request, problem))
        return published
    finally:
        publication.abandon()


def make(
    request: Request,
    edition: Edition,
    context: RenderContext,
    nodes: Nodes,
    memo: Memo,
    publication: Publication,
    said: list[Diagnostic],
    work: Work,
) -> tuple[Staleness, Record, BlockFiles]:
    """Make the stale blocks and pages. Diagnostics are added to `said`."""
    failures = Failures(said)
    with work.stage("compare"):
        stale, record = Staleness(nodes, context), Record(nodes)
    with work.stage("render"):
        stale.refresh_blocks()
        work.blocks += context.splicer.rendered
    with work.stage("compare"):
        jobs = list(due(edition, stale, publication, work, clean=request.fresh))
    with work.stage("render"), running_workers(request.workers, context, memo, publication, effort(jobs)) as running:
        produce(jobs, context, publication, failures, work, running, record)
        some = any(block.delivery != "inline" for block in edition.site.config.blocks.values())
        dirty = stale.dirty.pages
        files = block_files(context, nodes, record.made, edition.pages, dirty) if some else BlockFiles({})
        blocks = list(due_blocks(files, stale, publication)) if files.named else []
        produce(blocks, context, publication, failures, work, running, record)
        publication.advance(job.page.output for job in blocks if job.entry is None)
    said.extend(failures.diagnostics())
    return stale, record, files


def copy(planned: Plan, publication: Publication) -> None:
    """Add pictures, the theme's assets and static files to the publication, before the pages that show them.

    Raises SiteProblem where one cannot be read.
    """
    touched = planned.edition.touched
    new = touched.media if touched is not None else None
    for one in copies(planned.inputs, planned.edition.site, planned.assets, new):
        if touched is not None and publication.before(one.output) is not None:
            publication.keep(one.output)  # its name or its time proves that it is unchanged
            continue
        known = publication.known(one.output)
        if one.digest and known is not None and known.digest == one.digest:
            publication.keep(one.output)
        else:
            publication.stage(one.output, one.read())


def remember(
    request: Request, planned: Plan, moves: tuple[Move, ...], built: Built, name: str, watched: Addresses
) -> tuple[Diagnostic, ...]:
    """Store what was read and published in one transaction; report it if the disk refuses.

    Raises MemoryDamaged if the state is damaged.
    """
    if request.output is None:
        return ()
    memo = planned.memo
    try:
        planned.texts.remember(planned.bad)
        if built.published is not None:
            keep_plan(request, built.inputs, planned.edition, moves, memo, whole=not planned.bad)
            note_addresses(request, watched, planned)
        if name and built.published is not None:
            unchanged.record(request, built.inputs, name, memo, built.tally)
        memo.keep()
    except MemoryDamaged as problem:
        if not is_refusal(problem):
            raise
        return (no_memory(request, problem),)
    return ()


def no_memory(request: Request, problem: MemoryDamaged) -> Diagnostic:
    """Report that the state cannot be written."""
    return cannot_write(request.root / STATE / MEMO, problem)
