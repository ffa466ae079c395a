"""`/search/`: the form, what it can be narrowed to, and other ways for browsers without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import msgspec

from ssg.core.engines import ENGINES
from ssg.pages.desk import Desk
from ssg.pages.lists import CONFIG
from ssg.pages.model import Page
from ssg.pages.stamps import Stamps
from ssg.pages.views.search import Choice, SearchPage
from ssg.site import urls
from ssg.site.model import Site


def plan(site: Site) -> Iterator[Page]:
    """One page."""
    if site.config.search.enabled:
        yield Page("search", urls.SEARCH, urls.output_path(urls.SEARCH), (), "the search", CONFIG)


PARTS = ("the years", "the sections")


def key(stamps: Stamps, page: Page) -> tuple[str, str]:
    """The years in which something was published, and the categories (the rest is in `site.toml`)."""
    site = stamps.desk.site
    listed = [c for c in site.categories.values() if c.listed]
    return " ".join(_years(site)), "\n".join(f"{c.slug} {c.name} {c.parent}" for c in listed)


def _years(site: Site) -> list[str]:
    """The years, newest first."""
    return list(dict.fromkeys(month[:4] for month in site.by_month))


def view(desk: Desk, page: Page) -> SearchPage:
    """The form."""
    action, field = ENGINES[desk.config.search.engine] if desk.config.base_url else ("", "")
    address = urlsplit(desk.config.base_url)
    about = desk.gettext("Search all articles of {name}").format(name=desk.config.title)
    head = desk.head(desk.gettext("Search"), page.url, about)
    return SearchPage(
        head=msgspec.structs.replace(head, canonical="", robots="noindex"),
        url=desk.href(page.url),
        base=desk.config.base_path,
        engine=action,
        engine_field=field,
        engine_site=address.netloc + address.path if action else "",
        sections=tuple(_sections(desk)),
        years=tuple(_years(desk.site)),
    )


def _sections(desk: Desk) -> Iterator[Choice]:
    """Main categories, each with those below it."""
    categories = desk.site.categories

    def below(slug: str, depth: int) -> Iterator[Choice]:
        yield Choice("– " * depth + categories[slug].name, slug)
        for child in categories[slug].children:
            yield from below(child, depth + 1)

    for category in categories.values():
        if not category.parent and category.listed:
            yield from below(category.slug, 0)
