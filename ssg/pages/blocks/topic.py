"""A running story (dòng sự kiện): its newest articles."""

from __future__ import annotations

from ssg.pages.blocks.arguments import article_of, count, topic
from ssg.pages.blocks.model import Arguments, Key
from ssg.pages.blocks.shared import excluded, newest_but
from ssg.pages.blocks.views import TopicBlock
from ssg.pages.desk import Desk
from ssg.pages.model import Page
from ssg.pages.topic import topic_summary
from ssg.pages.views.shared import Link


def key(desk: Desk, page: Page, given: Arguments) -> Key:
    """The topic that the template names, or the article's own, and the article if it would be shown."""
    path = article_of(page)
    slug = topic(desk, given) if given.get("topic") else (desk.topic_of(path) if path else "")
    wanted = count(desk, page, "topic", given)
    paths = desk.site.topics[slug].paths if slug else ()
    return (slug, excluded(paths, path, wanted), wanted)


def view(desk: Desk, key: Key) -> TopicBlock | None:
    """The newest articles of the topic but the one that is being read."""
    slug = str(key[0])
    if not slug:
        return None
    cards = newest_but(desk, desk.site.topics[slug].paths, str(key[1]), int(key[2]))
    return (
        TopicBlock(name="topic", topic=desk.topic(slug), summary=topic_summary(desk, slug), cards=cards)
        if cards
        else None
    )


def more(desk: Desk, key: Key) -> Link:
    """The topic's page."""
    slug = str(key[0])
    return desk.topic(slug) if slug else desk.home()
