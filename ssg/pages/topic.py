"""The pages of a topic (dòng sự kiện): a timeline of its articles."""

from __future__ import annotations

from collections.abc import Iterator

from ssg.pages.desk import Desk
from ssg.pages.lists import by_day, cards_of, list_key, numbered_title, plan_list
from ssg.pages.model import Page
from ssg.pages.paging import pager
from ssg.pages.stamps import Stamps
from ssg.pages.structured.lists import collection
from ssg.pages.views.lists import TopicPage
from ssg.pages.views.shared import Link
from ssg.site.model import Site
from ssg.site.taxonomy import same_name
from ssg.site.urls import topic_url


def plan(site: Site) -> Iterator[Page]:
    """One timeline for each topic of a public article."""
    for slug, group in site.topics.items():
        owner = f"topic “{group.name}”"
        yield from plan_list("topic", topic_url(slug), slug, len(group.paths), site.config.per_page, owner)


PARTS = ("its name", "its articles", "its pages")


def key(stamps: Stamps, page: Page) -> tuple[str, ...]:
    """The topic's spelling (what is said of it is in `site.toml`), and its articles."""
    group = stamps.desk.site.topics[str(page.subject[0])]
    return (group.name, *list_key(stamps, page, group.paths))


def view(desk: Desk, page: Page) -> TopicPage:
    """One page of a topic."""
    slug, number = str(page.subject[0]), int(page.subject[1])
    group = desk.site.topics[slug]
    summary = topic_summary(desk, slug)
    cards = cards_of(desk, group.paths, number)
    description = summary or desk.gettext("News about {name}").format(name=group.name)
    image = next((card.picture for card in cards if card.picture), None)
    title, trail = numbered_title(desk, group.name, number), desk.trail(Link(group.name, desk.href(topic_url(slug))))
    return TopicPage(
        head=desk.head(
            title,
            page.url,
            description,
            image,
            feeds=desk.feeds(topic_url(slug), group.name),
            data=collection(desk, page.url, title, description, trail, cards),
        ),
        url=desk.href(page.url),
        breadcrumb=trail,
        name=group.name,
        summary=summary,
        days=by_day(cards),
        pager=pager(desk, topic_url(slug), number, len(group.paths)),
    )


def topic_summary(desk: Desk, slug: str) -> str:
    """What `site.toml` says of a topic."""
    key = same_name(desk.site.topics[slug].name)
    return next((topic.summary for topic in desk.config.topics if same_name(topic.name) == key), "")
