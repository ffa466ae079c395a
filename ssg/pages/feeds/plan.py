"""Which feeds there are, and what each is made of: the newest articles of the site, a category, a topic, an author.

An author or a topic with no public article has no page, hence no feed; a category has both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from ssg.pages.desk import Desk
from ssg.pages.lists import CONFIG
from ssg.pages.model import Page
from ssg.pages.stamps import Stamps
from ssg.pages.topic import topic_summary
from ssg.site import urls
from ssg.site.categories import ancestors
from ssg.site.model import Site
from ssg.site.stories import slugs


class Subject(NamedTuple):
    """What a feed is about: URL of its page (site-relative), title, description, articles from the newest."""

    url: str
    title: str
    description: str
    paths: Sequence[str]


def plan(kind: str, site: Site) -> Iterator[Page]:
    """All feeds of one kind."""
    if not site.config.feeds.items:
        return
    yield _page(kind, "site", "")
    for about, slugs_of in (("category", site.by_category), ("topic", site.topics), ("author", site.authors)):
        for slug in slugs_of:
            yield _page(kind, about, slug)


def showing(kind: str, site: Site, path: str) -> Iterator[Page]:
    """The feeds of one kind that hold the text of an article."""
    feeds, brief, places = site.config.feeds, site.briefs.get(path), site.places
    if brief is None or feeds.content != "full":
        return
    found = [("site", "")]
    found += [("category", slug) for slug in ancestors(site.categories, places.categories[path])]
    found += [("topic", places.topics[brief.topic])] if brief.topic else []
    found += [("author", slug) for slug in slugs(brief.authors, places.authors)]
    for about, slug in found:
        if path in _paths(site, about, slug)[: feeds.items]:
            yield _page(kind, about, slug)


def _page(kind: str, about: str, slug: str) -> Page:
    url = _URLS[about](slug)
    at = url + urls.FEEDS[kind]
    return Page(kind, at, urls.output_path(at), (about, slug), f"the feed of {url}", CONFIG)


_URLS: dict[str, Callable[[str], str]] = {
    "site": lambda _: urls.HOME,
    "category": urls.category_url,
    "topic": urls.topic_url,
    "author": urls.author_url,
}
plan_atom, plan_rss, plan_json = (partial(plan, kind) for kind in urls.FEEDS)
showing_atom, showing_rss, showing_json = (partial(showing, kind) for kind in urls.FEEDS)

PARTS = ("its name", "its articles")


def key(stamps: Stamps, page: Page) -> tuple[str, ...]:
    """The name of the list and its newest articles: whole, or what lists show of them."""
    desk = stamps.desk
    about, slug = str(page.subject[0]), str(page.subject[1])
    if about == "author":
        name = stamps.person(slug)
    elif about == "topic":
        name = desk.site.topics[slug].name
    else:
        name = stamps.line(slug) if slug else ""
    paths = newest(desk, about, slug)
    whole = desk.config.feeds.content == "full"
    return name, "\n".join(map(stamps.whole if whole else stamps.entry, paths))


def key_with_config(stamps: Stamps, page: Page) -> tuple[str, ...]:
    """The same for a feed that no template makes: `site.toml` counts as well."""
    return (stamps.config, *key(stamps, page))


CONFIG_PARTS = ("site.toml", *PARTS)


def newest(desk: Desk, about: str, slug: str) -> Sequence[str]:
    """The paths of the articles of a feed."""
    return _paths(desk.site, about, slug)[: desk.config.feeds.items]


def _paths(site: Site, about: str, slug: str) -> Sequence[str]:
    if about == "site":
        return site.order
    if about == "category":
        return site.by_category[slug]
    return (site.topics if about == "topic" else site.authors)[slug].paths


def subject(desk: Desk, page: Page) -> Subject:
    """What a feed is about."""
    about, slug = str(page.subject[0]), str(page.subject[1])
    site, title = desk.site, desk.config.title
    paths = newest(desk, about, slug)
    if about == "site":
        return Subject(urls.HOME, title, desk.config.tagline or title, paths)
    if about == "category":
        category = site.categories[slug]
        name, description = category.name, category.description
    elif about == "topic":
        name, description = site.topics[slug].name, topic_summary(desk, slug)
    else:
        person = desk.person(slug)
        name, description = person.name, person.bio
    url = page.url.rpartition("/")[0] + "/"
    words = "Articles by {name}" if about == "author" else "News about {name}"
    return Subject(url, f"{name} – {title}", description or desk.gettext(words).format(name=name), paths)
