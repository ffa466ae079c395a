"""Articles → the edition to be published: the site as a whole and all of its pages, planned but not rendered."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from ssg.core.errors import Diagnostic, Place, error
from ssg.core.model import Brief, MediaFile
from ssg.deploy.files import names_inside
from ssg.inputs import CONFIG_FILE, STATIC, Inputs
from ssg.pages.blocks.files import FOLDER
from ssg.pages.kinds import KINDS, plan_pages
from ssg.pages.model import Page
from ssg.render.assets import Assets
from ssg.request import Choice
from ssg.site.assemble import assemble
from ssg.site.clashes import clashing, find_clashes
from ssg.site.library import Library
from ssg.site.model import Assembled, Claim, LeftOut, Site
from ssg.site.pictures import as_they_are
from ssg.site.places import place_of
from ssg.site.publicity import split_public
from ssg.site.redirects import Move, Moves, settle_rows
from ssg.site.targets import examine
from ssg.site.urls import output_path
from ssg.store.media import MediaRead

_FROM_ARTICLES = {"article": 1, "redirect": 2}


class Edition(NamedTuple):
    """The site and its pages in the order of publication, and what there is to say about them.

    `moves` are the redirects of the table of old addresses.
    """

    site: Site
    pages: tuple[Page, ...]
    diagnostics: tuple[Diagnostic, ...]
    moves: tuple[Move, ...] = ()


def plan_edition(
    inputs: Inputs,
    briefs: Mapping[str, Brief],
    library: Library,
    assets: Assets,
    choice: Choice,
    words: gettext.NullTranslations,
    look: Callable[[Iterable[str]], MediaRead],
) -> Edition:
    """Plan the edition of all that is public: look at what articles point to, put the site together, settle URLs.

    `look` gives what is known of files beside the articles; articles are read from `library` only to say what is wrong.
    """
    public, _ = public_now(briefs, choice)
    photos = [(author.photo, Place(CONFIG_FILE, 1)) for author in inputs.config.authors if author.photo]
    every = {entry.path for entry in inputs.articles}
    wanted = examine(public, library.article, every, inputs.files, photos)
    media = look(wanted.media)
    assembled = plan_site(inputs, briefs, library, choice, words, media.media)
    site = assembled.site
    pages = tuple(keep_own(inputs, plan_pages(site)))
    outputs = [page.output for page in pages]
    outputs += [output_path(media.url) for media in site.media.values()]
    outputs += [output_path(asset.url) for asset in assets.by_name.values()]
    outputs += [entry.path for entry in inputs.static]
    outputs += names_inside(inputs.config)
    clashes: tuple[Diagnostic, ...] = ()
    if clashing(outputs):
        clashes = find_clashes(_claims(inputs, site, pages, assets))
    if _has_block_files(inputs) and any(output.lower().startswith(f"{FOLDER}/") for output in outputs):
        clashes += tuple(_reserved(_claims(inputs, site, pages, assets)))
    moves = _moves(inputs, site, outputs)
    fixed = as_they_are(media.media.values(), inputs.config.pictures)
    said = (*wanted.diagnostics, *media.diagnostics, *fixed, *assembled.diagnostics, *clashes, *moves.diagnostics)
    return Edition(site, pages, said, moves.moves)


def _moves(inputs: Inputs, site: Site, outputs: list[str]) -> Moves:
    """Check the table of old addresses against everything that is published."""
    if not inputs.redirects:
        return Moves((), ())

    def url_of(path: str) -> str:
        return site.stories[path].url if path in site.stories else ""

    return settle_rows(inputs.redirects, outputs, url_of, inputs.config.base_path)


def public_now(briefs: Mapping[str, Brief], choice: Choice) -> tuple[list[Brief], LeftOut]:
    """Part the articles that this edition holds from the others."""
    return split_public(briefs.values(), choice.now, drafts=choice.drafts, future=choice.future, expired=choice.expired)


def plan_site(
    inputs: Inputs,
    briefs: Mapping[str, Brief],
    library: Library,
    choice: Choice,
    words: gettext.NullTranslations,
    media: dict[str, MediaFile],
) -> Assembled:
    """Put the site together of all that is public."""
    public, left_out = public_now(briefs, choice)
    return assemble(
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


def keep_own(inputs: Inputs, pages: Iterable[Page]) -> Iterator[Page]:
    """Leave out files for machines (robots.txt, a feed) that the site has in `static/`: its own take their place."""
    own = {entry.path for entry in inputs.static}
    return (page for page in pages if page.output not in own or KINDS[page.kind].is_page)


def _has_block_files(inputs: Inputs) -> bool:
    """Say whether any block is a file of its own."""
    return any(block.delivery != "inline" for block in inputs.config.blocks.values())


def _reserved(claims: Iterable[Claim]) -> Iterable[Diagnostic]:
    """What wants a place in the folder of blocks. They are not known before pages are made, so all of it is theirs."""
    for claim in claims:
        if claim.output.partition("/")[0].lower() == FOLDER:
            message = f"/{claim.output} of {claim.owner} lies where blocks with files of their own go"
            yield error("E740", message, claim.place, f"Choose a place that does not begin with /{FOLDER}/.")


def _claims(inputs: Inputs, site: Site, pages: tuple[Page, ...], assets: Assets) -> Iterable[Claim]:
    """Everything that wants an output path; lists before articles, and of articles the oldest first."""
    for media in site.media.values():
        yield Claim(output_path(media.url), f"content/{media.path}", Place(f"content/{media.path}"))
    for name, asset in assets.by_name.items():
        yield Claim(output_path(asset.url), f"the theme's {name}", Place(f"templates/assets/{name}"))
    for entry in inputs.static:
        yield Claim(entry.path, f"{STATIC}/{entry.path}", Place(f"{STATIC}/{entry.path}"))
    for name in names_inside(inputs.config):
        yield Claim(name, f"what [deploy] or [ping] of {CONFIG_FILE} asks for", Place(CONFIG_FILE, 1))
    oldest_first = pages[::-1]
    ordered = sorted(oldest_first, key=lambda page: _FROM_ARTICLES.get(page.kind, 0))
    for page in ordered:
        own = page.kind == "article"
        place = place_of(site.stories[str(page.subject[0])].article, "slug") if own else page.place
        yield Claim(page.output, page.owner, place)
