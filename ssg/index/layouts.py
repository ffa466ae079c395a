"""Which layout a text has, and which layouts the theme has for what. Pure.

A text's own layout comes first, then that of its category or the nearest one above it that has one, then that of its
type. `sponsored` is content that somebody has paid for: it stays out of what speaks for the newsroom.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

import msgspec

from ssg.core.config import Config
from ssg.core.config.layout_keys import Shown
from ssg.core.config.meant import inherited
from ssg.core.errors import Diagnostic, Place, error, notice, warning
from ssg.core.message import NOTHING, Message, say
from ssg.core.model import PAGE, SECTION, USUAL_LAYOUTS, Article, Brief
from ssg.core.text.near import likest, nearest
from ssg.core.theme import BELOW, TEMPLATES, TemplateFile
from ssg.index.model import Site
from ssg.index.places import place_of

SPONSORED: Final = "sponsored"
PHOTO: Final = "photo"
ARTICLE: Final = "article"
CATEGORY: Final = "category"
LISTING: Final = "listing"
OUTPUT: Final = "output"
LIST_OUTPUT: Final = "list-output"
_FOLDER: Final = "layouts/"
_EXTENDS: Final = re.compile(r"""\{%[-+]?\s*extends\s+["'](?:theme:)?([^"']+)["']""")
_MADE_OF: Final = {f"{kind}.html": kind for kind in (ARTICLE, PAGE, CATEGORY, LISTING, "home")} | {
    "article.json": OUTPUT,
    "outputs/article.txt": OUTPUT,
    "outputs/list.json": LIST_OUTPUT,
}
# What asks for the usual template; themes of other systems have more names for those of plain pages and sections.
_USUAL: Final = {
    ARTICLE: frozenset((*USUAL_LAYOUTS, ARTICLE)),
    **dict.fromkeys((PAGE, CATEGORY, "home"), frozenset((*USUAL_LAYOUTS, PAGE, "single", "list", "section", "home"))),
}
_PLACES: Final = 20


class Named(NamedTuple):
    """A layout that `site.toml` names: for which type of texts, and where."""

    name: str
    kind: str
    place: Place


def of_categories(config: Config) -> dict[str, str]:
    """Return the layout of the articles of each category, by slug, where there is one."""
    return inherited(config.categories, lambda category: category.layout)


def templates_of_categories(config: Config) -> dict[str, str]:
    """Return the template of the page of each category, by slug, where it has one of its own."""
    return inherited(config.categories, lambda category: category.template)


def layout_of(site: Site, brief: Brief) -> str:
    """Return the layout of a public text; empty for the usual template."""
    if brief.layout or not (site.layouts or site.config.layouts):
        return brief.layout
    return layout_in(brief, site.places.categories.get(brief.path, ""), site.layouts, site.config.layouts)


def layout_in(brief: Brief, category: str, by_category: Mapping[str, str], by_type: Mapping[str, str]) -> str:
    """Return the layout of a text in a category."""
    return brief.layout or by_category.get(category, "") or by_type.get(brief.type, "")


def photos_shown(brief: Brief, layout: str) -> int:
    """Return how many pictures other pages say that an article has; 0 where they say nothing of it."""
    return brief.photos if layout == PHOTO else 0


def may_show(config: Config, where: Shown, layout: str) -> bool:
    """Return whether an article with a layout may stand there."""
    return layout != SPONSORED or where in config.sponsored.show_in


def promoted(site: Site, where: Shown, paths: Iterable[str]) -> Iterable[str]:
    """Return those of some articles that may stand there."""
    if where in site.config.sponsored.show_in:
        return paths
    return (path for path in paths if layout_of(site, site.briefs[path]) != SPONSORED)


def fits(templates: Mapping[str, TemplateFile], name: str, kind: str) -> bool:
    """Return whether a theme has a layout with that name for pages of a kind.

    What it is for is said by the template that it extends, itself or by another layout; one of none fits any page.
    """
    template = f"{_FOLDER}{name}.html"
    return template in templates and made_for(template, templates) in ("", kind)


def made_for(name: str, templates: Mapping[str, TemplateFile]) -> str:
    """Return the kind of pages that a template is for, by what it extends; "" where it does not say."""
    seen: set[str] = set()
    while name in templates and name not in seen and name not in _MADE_OF:
        seen.add(name)
        found = _EXTENDS.search(templates[name].text)
        name = found[1] if found else ""
    return _MADE_OF.get(name, "")


def is_odd(brief: Brief, templates: Mapping[str, TemplateFile], config: Config) -> bool:
    """Return whether there may be something to say of an article's own layout."""
    if not brief.layout:
        return brief.featured > 0 and SPONSORED in {*config.layouts.values(), *(c.layout for c in config.categories)}
    unknown = brief.layout not in _USUAL[ARTICLE] and not fits(templates, brief.layout, ARTICLE)
    return unknown or (brief.layout == SPONSORED and brief.featured > 0)


def check(
    site: Site, articles: Callable[[Brief], Article], templates: Mapping[str, TemplateFile], named: Iterable[Named]
) -> Iterator[Diagnostic]:
    """Report layouts that the theme does not have; what has one of these is printed with the usual template.

    `named` are those of `site.toml`.
    """
    wrong: dict[tuple[str, str], list[Brief]] = {}
    picks: list[Brief] = []
    for brief in site.briefs.values():
        if brief.layout:
            kind = _kind_of(site, brief)
            if brief.layout not in _USUAL[kind] and not fits(templates, brief.layout, kind):
                wrong.setdefault((brief.layout, kind), []).append(brief)
        if brief.featured and not may_show(site.config, "picks", layout_of(site, brief)):
            picks.append(brief)
    for (layout, kind), briefs in wrong.items():
        places = sorted(place_of(articles(brief), "layout") for brief in briefs[:_PLACES])
        more = say(", as in {number:,} more texts", number=len(briefs) - 1) if len(briefs) > _PLACES else NOTHING
        message, hint = _unusable(layout, kind, templates)
        yield warning("W454", say("{message}{more}", message=message, more=more), places[0], hint, tuple(places[1:]))
    for one in named:
        if one.name not in _USUAL[one.kind] and not fits(templates, one.name, one.kind):
            message, hint = _unusable(one.name, one.kind, templates)
            yield warning("W470", message, one.place, hint)
    for brief in picks:
        message = say("`featured` is ignored: sponsored content is not among the editors' picks")
        hint = say('remove it, or add `show_in = ["picks"]` to `[sponsored]` of site.toml')
        yield notice("N471", message, place_of(articles(brief), "featured"), hint)


def check_templates(named: Iterable[Named], templates: Mapping[str, TemplateFile]) -> Iterator[Diagnostic]:
    """Report templates of pages that `site.toml` names and that the theme does not have, or has for other pages."""
    for one in named:
        known = [name for name in templates if _is_for(one.kind, name, templates) and BELOW not in name]
        there = say("templates of such pages: {names}", names=", ".join(sorted(known)))
        if one.name not in templates:
            near = likest(one.name, known)
            hint = say("did you mean `{near}`?", near=near) if near else there
            if not (near or one.name.endswith(TEMPLATES)):
                hint = say("templates end in {endings}, whatever their pages end in", endings=", ".join(TEMPLATES))
            message = say("template not found: `templates/{name}`", name=one.name)
            yield error("E676", message, one.place, hint)
        elif (kind := made_for(one.name, templates)) not in ("", one.kind, ARTICLE if one.kind == OUTPUT else ""):
            root = next(template for template, of in _MADE_OF.items() if of == kind)
            message = say("template `{name}` is for other pages: those of `{template}`", name=one.name, template=root)
            yield error("E677", message, one.place, there)


def _is_for(kind: str, name: str, templates: Mapping[str, TemplateFile]) -> bool:
    """Return whether a template says that it is for pages of a kind: lists of articles have two folders."""
    made = made_for(name, templates)
    return made == kind or (not made and kind == LIST_OUTPUT and name.startswith(("outputs/", "feeds/")))


def _kind_of(site: Site, brief: Brief) -> str:
    if brief.type == SECTION:
        return "home" if site.sections.get("") == brief.path else CATEGORY
    return PAGE if brief.type == PAGE else ARTICLE


_FOR: Final = {
    ARTICLE: say("layout `{layout}` is for articles; the usual template is used"),
    PAGE: say("layout `{layout}` is for plain pages; the usual template is used"),
    CATEGORY: say("layout `{layout}` is for sections; the usual template is used"),
    LISTING: say("layout `{layout}` is for pages of site.toml; the usual template is used"),
    OUTPUT: say("layout `{layout}` is for other forms of articles; the usual template is used"),
    LIST_OUTPUT: say("layout `{layout}` is for lists of articles; the usual template is used"),
    "home": say("layout `{layout}` is for the front page; the usual template is used"),
}


def _unusable(layout: str, kind: str, templates: Mapping[str, TemplateFile]) -> tuple[Message, Message]:
    """Return what is wrong with a layout, and the hint."""
    names = (name.removeprefix(_FOLDER).removesuffix(".html") for name in templates if name.startswith(_FOLDER))
    known = sorted(name for name in names if fits(templates, name, kind))
    there = say("layouts: {names}", names=", ".join(known)) if known else NOTHING
    if (template := f"{_FOLDER}{layout}.html") in templates:
        message = msgspec.structs.replace(_FOR[made_for(template, templates)], values=(("layout", layout),))
        return message, there or say("remove it, or write a layout that extends `{kind}.html`", kind=kind)
    if near := nearest(layout, known):
        there = say("did you mean `{near}`? {names}", near=near, names=there)
    if layout == PAGE and kind == ARTICLE:
        there = say("write `type: page` if this is a page that is no news")
    message = say("unknown layout `{layout}`; the usual template is used", layout=layout)
    return message, there or say("create {file}", file=f"templates/{template}")
