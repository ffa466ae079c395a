"""The pages of a topic (dòng sự kiện): a timeline of its articles."""

from __future__ import annotations

from collections.abc import Iterator

from ssg.core.message import say
from ssg.index.urls import topic_url
from ssg.pages.lists import by_day, cards_of, list_pages, numbered_title
from ssg.pages.model import Page
from ssg.pages.paging import pager
from ssg.pages.reader import Planner, Reader
from ssg.pages.structured.lists import collection
from ssg.pages.views.lists import TopicPage
from ssg.pages.views.shared import Link


def pages(read: Planner, slug: str) -> Iterator[Page]:
    """Yield the timeline of a topic."""
    yield from list_pages(read, "topic", topic_url(slug), slug, say("topic “{read}”", read=read.name("topic", slug)))


def view(read: Reader, page: Page) -> TopicPage:
    """Return one page of a topic."""
    slug, number = str(page.subject[0]), int(page.subject[1])
    name, articles = read.name("topic", slug), f"topic/{slug}"
    summary, cards = read.topic_summary(slug), cards_of(read, articles, number)
    description = summary or read.gettext("News about {name}").format(name=name)
    image = next((card.picture for card in cards if card.picture), None)
    title, trail = numbered_title(read, name, number), read.trail(Link(name, read.href(topic_url(slug))))
    return TopicPage(
        head=read.head(
            title,
            page.url,
            description,
            image,
            feeds=read.feeds(topic_url(slug), name),
            data=collection(read, page.url, title, description, trail, cards),
        ),
        url=read.href(page.url),
        breadcrumb=trail,
        name=name,
        summary=summary,
        days=by_day(cards),
        pager=pager(read, articles, topic_url(slug), number),
    )
