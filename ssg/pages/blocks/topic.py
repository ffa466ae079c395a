"""A running story (dòng sự kiện): its newest articles."""

from __future__ import annotations

from ssg.pages.blocks.arguments import article_of, count, topic
from ssg.pages.blocks.distinct import given, taken, walk
from ssg.pages.blocks.model import Arguments, Key
from ssg.pages.blocks.views import TopicBlock
from ssg.pages.desk import Desk
from ssg.pages.model import Page
from ssg.pages.topic import topic_summary
from ssg.pages.views.shared import Link


def key(desk: Desk, page: Page, arguments: Arguments) -> Key:
    """The topic that the template names, or the article's own, and what is left out of it: mostly nothing.

    That is the article itself and, so that nothing stands on the page twice, what it names as related.
    """
    path = article_of(page)
    slug = topic(desk, arguments) if arguments.get("topic") else (desk.topic_of(path) if path else "")
    wanted = count(desk, page, "topic", arguments)
    leave_out = {path, *desk.site.briefs[path].picks} if path and desk.config.distinct else {path}
    skipped = walk(desk.site.topics[slug].paths, leave_out, wanted)[1] if slug else ()
    return (slug, taken(skipped), wanted)


def view(desk: Desk, key: Key) -> TopicBlock | None:
    """The newest articles of the topic; only its name where the others stand elsewhere on the page."""
    slug = str(key[0])
    if not slug:
        return None
    paths, skipped = desk.site.topics[slug].paths, given(str(key[1]))
    shown, _ = walk(paths, skipped, int(key[2]))
    if not shown and len(paths) < 2:
        return None
    cards = tuple(desk.card(path) for path in shown)
    return TopicBlock(name="topic", topic=desk.topic(slug), summary=topic_summary(desk, slug), cards=cards)


def more(desk: Desk, key: Key) -> Link:
    """The topic's page."""
    slug = str(key[0])
    return desk.topic(slug) if slug else desk.home()
