"""The claims on output paths: who publishes what, and which file decides that. Only diagnostics ask for them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ssg.core.errors import Diagnostic, Place, error
from ssg.core.message import say
from ssg.core.shown import file_of
from ssg.deploy.files import names_inside
from ssg.index.model import Claim, Site
from ssg.index.pictures import distinct
from ssg.index.places import place_of
from ssg.index.urls import output_path
from ssg.inputs import CONFIG_FILE, STATIC, Inputs
from ssg.pages.blocks.files import FOLDER
from ssg.pages.model import Page
from ssg.render.assets import Assets

_ORDER: Final = {"list-output": -1, "page": 1, "article": 1, "redirect": 2}
"""Of two claims, the first is the place of the diagnostic."""
_KEYS: Final = {"listing": "url", "list-output": "path"}
"""With which key `site.toml` says the path of a page."""


def reserved(claim: Claim) -> Diagnostic:
    """Return the claims on the folder of block files: all of it, as its files are known only once pages are made."""
    message = say(
        "/{output} of {owner} is in the folder reserved for block files", output=claim.output, owner=claim.owner
    )
    hint = say("choose a path that does not begin with /{folder}/", folder=FOLDER)
    return error("E740", message, claim.place, hint, claim.also)


def claims_of(inputs: Inputs, site: Site, pages: tuple[Page, ...], assets: Assets) -> Iterable[Claim]:
    """Return all claims on output paths: lists before articles, and the oldest articles first."""
    for media in distinct(site.media.values()):
        yield Claim(output_path(media.url), file_of(media.path), Place(file_of(media.path)))
    for name, asset in assets.by_name.items():
        yield Claim(output_path(asset.url), say("the theme's {name}", name=name), Place(f"templates/assets/{name}"))
    for entry in inputs.static:
        yield Claim(entry.path, f"{STATIC}/{entry.path}", Place(f"{STATIC}/{entry.path}"))
    for name in names_inside(inputs.config):
        yield Claim(name, say("a file for [deploy] or [ping] of {file}", file=CONFIG_FILE), Place(CONFIG_FILE, 1))
    oldest_first = pages[::-1]
    ordered = sorted(oldest_first, key=lambda page: _ORDER.get(page.kind, 0))
    known = {category.slug for category in inputs.config.categories}
    outputs = {output.name: number for number, output in enumerate(inputs.config.outputs)}
    own = {page.url: number for number, page in enumerate(inputs.config.pages)}
    for page in ordered:
        about, place, also = str(page.subject[0]) if page.subject else "", page.place, tuple[Place, ...]()
        key = _KEYS.get(page.kind, "")
        if page.kind in ("article", "page"):
            place = place_of(site.stories[about].article, "permalink", "slug")
        elif page.kind == "category" and about not in known:  # created by the articles that name it
            place, *more = [place_of(site.stories[path].article, "category") for path in site.by_category[about]]
            also = tuple(more)
        elif page.kind == "listing":
            place = inputs.places.get(("pages", own[about], key), place)
        elif page.kind == "list-output":
            place = inputs.places.get(("outputs", outputs[about], key), place)
        yield Claim(page.output, page.owner, place, also, alias=page.kind == "redirect", key=key)
