"""Articles → the edition to be published: the site as a whole and all of its pages, planned but not rendered."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

import msgspec

from ssg.core.errors import Diagnostic, Place, Severity
from ssg.core.model import Brief, MediaFile
from ssg.core.trace import Touched
from ssg.deploy.files import names_inside
from ssg.index.ads import pictures as pictures_of_ads
from ssg.index.assemble import assemble
from ssg.index.boxes import declared
from ssg.index.briefs import microseconds, moment
from ssg.index.clashes import clashing, find_clashes
from ssg.index.columns import Columns
from ssg.index.editions import next_edition
from ssg.index.files import Files
from ssg.index.fronts import pictures as pictures_of_fronts
from ssg.index.grants import grants
from ssg.index.layouts import check
from ssg.index.library import Library
from ssg.index.menu import check_menu
from ssg.index.model import Assembled, LeftOut, Site
from ssg.index.moments import ends, moments
from ssg.index.permits import Permits, ended, may_show
from ssg.index.permits import missing as missing_rights
from ssg.index.pictures import as_they_are, distinct, shown_by
from ssg.index.places import STATIC as BESIDE
from ssg.index.publicity import split_public, status
from ssg.index.redirects import Move, Moves, resolve_rows
from ssg.index.targets import Wanted, examine
from ssg.index.urls import as_it_lies, output_path
from ssg.index.withdrawn import gone_moves
from ssg.inputs import CONFIG_FILE, Inputs
from ssg.pages.blocks.files import FOLDER
from ssg.pages.kinds import KINDS, plan_pages, plan_touched
from ssg.pages.model import Page
from ssg.pages.reader import Planner
from ssg.pages.source import NO_DATA, Source, no_original
from ssg.render.assets import Assets
from ssg.request import Choice
from ssg.steps.charts import check_charts
from ssg.steps.claims import claims_of, reserved
from ssg.steps.own_queries import check_own_queries
from ssg.steps.pages import Pages, PlannedPages
from ssg.store.media import MediaRead
from ssg.store.source import FileEntry


class Edition(NamedTuple):
    """The site and its pages in the order of publication, with diagnostics.

    `moves` are the redirects of the redirect table, and the URLs of withdrawn articles. `lacks` are errors that do not
    prevent publication with `--keep-going`: a link becomes text, a picture, a chart, an alias or a redirect is omitted.
    `moments` are the future times (microseconds) at which the edition changes although no file does, `ends` those at
    which something ends.

    For a recalled edition (`ssg/steps/recall.py`), `touched` is what may have changed since; `columns` are those of its
    site if they changed, `all_moves` all redirects if they did not. Otherwise these are None. `leaves` is true if an
    article is no longer at its URL, which is known only of a recalled edition.
    `front_ends` are the future times at which a slot of a front page ends, or an advertisement begins or ends, `rights`
    those at which a right to a picture that is shown ends, each with its file. `refused` are pictures and folders to
    which the rights have ended, `granted` the pictures of whose rights articles speak: as written, and as found.
    """

    site: Site
    pages: Pages
    diagnostics: tuple[Diagnostic, ...]
    moves: tuple[Move, ...] = ()
    lacks: tuple[Diagnostic, ...] = ()
    moments: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    front_ends: tuple[int, ...] = ()
    rights: tuple[tuple[int, str], ...] = ()
    refused: tuple[str, ...] = ()
    granted: frozenset[str] = frozenset()
    touched: Touched | None = None
    columns: Columns | None = None
    all_moves: tuple[Move, ...] | None = None
    leaves: bool = False

    @property
    def next_change(self) -> datetime | None:
        """The next time at which the passing of time alone changes it, in its own time zone."""
        first = min((*self.moments[:1], *self.front_ends[:1]), default=0)
        return moment(first).astimezone(self.site.now.tzinfo) if first else None


def plan_edition(
    inputs: Inputs,
    briefs: Mapping[str, Brief],
    library: Library,
    assets: Assets,
    choice: Choice,
    words: gettext.NullTranslations,
    look: Callable[[Iterable[str]], MediaRead],
) -> Edition:
    """Plan the edition of all public articles: check what they point to, assemble the site, resolve URL clashes.

    `look` returns what is known of files beside articles; articles are read from `library` only for diagnostics.
    """
    public, left_out = public_now(briefs, choice)
    every = {entry.path for entry in inputs.articles}
    static = {entry.path: entry for entry in inputs.static}
    files = Files(inputs.files, static)
    photos = [(author.photo, Place(CONFIG_FILE, 1)) for author in inputs.config.authors if author.photo]
    photos += pictures_of_fronts(inputs.fronts, files)
    photos += pictures_of_ads(inputs.ads, files)
    taken_down = dict.fromkeys(every, False) | dict.fromkeys(left_out.withdrawn, True)
    wanted = examine(public, library.article, taken_down, files, photos, declared(inputs.theme.templates).boxes)
    media = look(wanted.media)
    permits = Permits(inputs.permits, grants(briefs.values(), files, library.article))
    rights = may_show(permits, media.media, microseconds(choice.now), inputs.config.zone)
    media = media._replace(media=rights.media)
    assembled = plan_site(inputs, briefs, library, choice, words, _copied(media.media))
    named = _named(wanted, media.media, static)
    site = msgspec.structs.replace(assembled.site, named=named)
    pages, others = _outputs(inputs, site, library, assets, words)
    pages, clashes, aliases = _without_clashes(inputs, site, pages, others, assets)
    outputs = [*(page.output for page in pages), *others]
    made = {path for path, _ in wanted.doubtful}.intersection(outputs)
    missing = [found for path, found in wanted.doubtful if path not in made]
    site = msgspec.structs.replace(site, named={**named, **{path: as_it_lies(path, 0) for path in sorted(made)}})
    moves = _moves(inputs, site, outputs)
    withdrawn = gone_moves(site.left_out.withdrawn, briefs, inputs.config, words.gettext("News"), outputs, moves.moves)
    unknown = tuple(missing_rights(inputs.permits, files)) if inputs.permits else ()
    fixed = as_they_are(media.media.values(), inputs.config.pictures)
    shown = shown_by((*media.diagnostics, *fixed, *rights.diagnostics), public, wanted.named)
    menu = check_menu(inputs.config.menu, inputs.menu, site, every)
    charts = check_charts(inputs, public, library, words)
    light = (*wanted.diagnostics, *missing, *shown, *aliases, *moves.diagnostics, *menu, *unknown)
    light += (*charts, *assembled.light)
    lacks = tuple(d for d in light if d.severity is Severity.ERROR)
    layouts = check(site, library.article, inputs.theme.templates, inputs.layouts)
    own = check_own_queries(inputs, site, library, words, every)
    heavy = (*assembled.diagnostics, *clashes, *layouts, *wanted.of_boxes, *own)
    said = (*(d for d in light if d.severity is not Severity.ERROR), *heavy)
    edition = Edition(site, PlannedPages(pages), said, (*moves.moves, *withdrawn), lacks)
    return _with_times(edition, inputs, briefs, permits)._replace(rights=rights.ends)


def _with_times(edition: Edition, inputs: Inputs, briefs: Mapping[str, Brief], permits: Permits) -> Edition:
    """Return an edition with the times at which it changes by itself, and of which pictures rights speak."""
    now = edition.site.now
    at, others = microseconds(now), list(permits.ends())
    # A new edition adds a page, so it counts as an end: everything is planned then.
    others += [next_edition(inputs.config, now)] if inputs.config.outputs else []
    coming, over = (
        tuple(sorted(time for time in (*of(briefs.values()), *others) if time > at)) for of in (moments, ends)
    )
    granted = {*permits.granted, *(brief.picture for brief in briefs.values() if brief.rights is not None)}
    refused = ended(permits, at)
    return edition._replace(moments=coming, ends=over, refused=refused, granted=frozenset(granted))


def _outputs(
    inputs: Inputs, site: Site, library: Library, assets: Assets, words: gettext.NullTranslations
) -> tuple[tuple[Page, ...], list[str]]:
    """Return all pages, and the output paths of all other files."""
    templates = inputs.theme.templates
    planner = Planner(Source(site, library, words, NO_DATA, NO_DATA, NO_DATA, no_original, templates=templates))
    return tuple(keep_own(inputs, plan_pages(planner))), outputs_beside(inputs, site, assets)


def outputs_beside(inputs: Inputs, site: Site, assets: Assets) -> list[str]:
    """Return the output paths of all files that are not pages."""
    others = [output_path(media.url) for media in distinct(site.media.values())]
    others += [output_path(asset.url) for asset in assets.by_name.values()]
    others += [entry.path for entry in inputs.static]
    others += names_inside(inputs.config)
    return others


def _are_reserved(inputs: Inputs, outputs: Iterable[str]) -> bool:
    """Return whether one of these outputs is in the folder of block files."""
    return any(block.delivery != "inline" for block in inputs.config.blocks.values()) and any(
        output.lower().startswith(f"{FOLDER}/") for output in outputs
    )


def plan_pages_of(
    inputs: Inputs, site: Site, library: Library, assets: Assets, words: gettext.NullTranslations
) -> Pages | None:
    """Plan the pages of a site; None if two have the same output."""
    pages, others = _outputs(inputs, site, library, assets, words)
    kept, said, aliases = _without_clashes(inputs, site, pages, others, assets)
    return None if said or aliases else PlannedPages(kept)


def plan_touched_pages(
    inputs: Inputs, site: Site, library: Library, words: gettext.NullTranslations, touched: Touched
) -> dict[str, Page]:
    """Plan the pages of touched subjects, and of kinds that are planned as a whole. Returns them by output."""
    templates = inputs.theme.templates
    source = Source(site, library, words, NO_DATA, NO_DATA, NO_DATA, no_original, templates=templates)
    articles = [path for path in touched.articles if path in site.places.urls]
    pages = keep_own(inputs, plan_touched(Planner(source, articles), touched))
    return {page.output: page for page in pages}


def is_free_of_clashes(inputs: Inputs, site: Site, outputs: Collection[str], assets: Assets) -> bool:
    """Return whether the outputs of pages clash neither with other files nor with each other."""
    others = outputs_beside(inputs, site, assets)
    return not (_are_reserved(inputs, outputs) or clashing([*outputs, *others]))


def _without_clashes(
    inputs: Inputs, site: Site, pages: tuple[Page, ...], others: list[str], assets: Assets
) -> tuple[tuple[Page, ...], tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """Return the pages without clashing aliases, the clashes among them, and the clashes of those aliases."""
    outputs = [*(page.output for page in pages), *others]
    in_folder = _are_reserved(inputs, outputs)
    if not (in_folder or clashing(outputs)):
        return pages, (), ()
    claims = tuple(claims_of(inputs, site, pages, assets))
    found = find_clashes(claims)
    aliases, gone = list(found.aliases), {(claim.output, claim.owner) for claim in found.left_out}
    said = list(found.diagnostics)
    for claim in claims if in_folder else ():
        if claim.output.partition("/")[0].lower() == FOLDER:
            (aliases if claim.alias else said).append(reserved(claim))
            gone |= {(claim.output, claim.owner)} if claim.alias else set()
    kept = tuple(page for page in pages if page.kind != "redirect" or (page.output, page.owner) not in gone)
    return kept, tuple(said), tuple(aliases)


def _copied(media: Mapping[str, MediaFile]) -> dict[str, MediaFile]:
    """Return the files that are published because articles show them, without those of `static/`."""
    return {path: one for path, one in media.items() if not path.startswith(BESIDE) or not one.copies}


def _named(wanted: Wanted, media: Mapping[str, MediaFile], static: Mapping[str, FileEntry]) -> dict[str, MediaFile]:
    """Return the files that articles do not name by a path below `content/`."""
    looked_at = frozenset(wanted.media)
    named = {path: found for path, found in media.items() if path.startswith(BESIDE)}
    for target, path in wanted.named.items():
        own = path.removeprefix(BESIDE)
        found = media.get(path) if path in looked_at else as_it_lies(own, static[own].size)
        if found is not None:
            named[target] = found
    return named


def _moves(inputs: Inputs, site: Site, outputs: list[str]) -> Moves:
    """Check the redirect table against all published files."""
    if not inputs.redirects:
        return Moves((), ())

    def url_of(path: str) -> str:
        file = site.media.get(path) or site.named.get(path)
        return site.places.urls.get(path) or (file.url if file else "")

    return resolve_rows(inputs.redirects, outputs, url_of, inputs.config.base_path)


def public_now(briefs: Mapping[str, Brief], choice: Choice) -> tuple[list[Brief], LeftOut]:
    """Separate the articles of this edition from all others."""
    shown = {"drafts": choice.drafts, "future": choice.future, "expired": choice.expired}
    return split_public(briefs.values(), choice.now, **shown, also=choice.also)


def plan_site(
    inputs: Inputs,
    briefs: Mapping[str, Brief],
    library: Library,
    choice: Choice,
    words: gettext.NullTranslations,
    media: dict[str, MediaFile],
) -> Assembled:
    """Assemble the site from the public articles, and from others if `choice` includes them."""
    public, left_out = public_now(briefs, choice)
    assembled = assemble(
        public,
        inputs.config,
        library,
        now=choice.now,
        left_out=left_out,
        media=media,
        data=inputs.data,
        fallback_category=words.gettext("News"),
        strict=choice.strict,
    )
    if not choice.preview_build:
        return assembled
    now = microseconds(choice.now)
    hidden = frozenset(brief.path for brief in public if status(brief, now))
    shown = msgspec.structs.replace(assembled.site, preview_build=True, hidden=hidden)
    return msgspec.structs.replace(assembled, site=shown)


def keep_own(inputs: Inputs, pages: Iterable[Page]) -> Iterator[Page]:
    """Omit files for machines (robots.txt, a feed) that the site has in `static/`: its own replace ours."""
    own = {entry.path for entry in inputs.static}
    return (page for page in pages if page.output not in own or KINDS[page.kind].is_page)
