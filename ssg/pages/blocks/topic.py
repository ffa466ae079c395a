"""A running story (dòng sự kiện): its newest articles."""

from __future__ import annotations

from ssg.pages.blocks.arguments import article_of, count, topic
from ssg.pages.blocks.arrangement import home_cards, on_home
from ssg.pages.blocks.arrangement import shown as shown_on_home
from ssg.pages.blocks.distinct import by_hand, given, shown, skipped, taken
from ssg.pages.blocks.model import Arguments, Key
from ssg.pages.blocks.views import TopicBlock
from ssg.pages.model import Page
from ssg.pages.reader import Reader
from ssg.pages.views.shared import Link


def key(read: Reader, page: Page, arguments: Arguments) -> Key:
    """Return the topic that the template names, or the article's own, and what is omitted: usually nothing.

    Omitted on an article page are the article itself and its hand-picked related ones: nothing is shown twice.
    """
    path = article_of(page)
    slug = topic(read, arguments) if arguments.get("topic") else (read.metadata(path).topic if path else "")
    wanted = count(read, page, "topic", arguments)
    leave_out = {path, *by_hand(read, path)} if path and read.config.distinct else {path}
    left_out = skipped(read, f"topic/{slug}", leave_out, wanted) if slug else ()
    return (slug, taken(left_out), wanted, on_home(page))


def view(read: Reader, key: Key) -> TopicBlock | None:
    """Return the newest articles of the topic; only its name if the page shows all of them elsewhere."""
    slug = str(key[0])
    if not slug:
        return None
    name = f"topic/{slug}"
    if key[3]:
        cards = home_cards(read, shown_on_home(read, "topic", slug, int(key[2])))
    else:
        cards = tuple(map(read.card, shown(read, name, given(str(key[1])), int(key[2]))))
    if not cards and len(read.front(name, 2)) < 2:
        return None
    return TopicBlock(name="topic", topic=read.topic(slug), summary=read.topic_summary(slug), cards=cards)


def more(read: Reader, key: Key) -> Link:
    """Return the topic's page."""
    slug = str(key[0])
    return read.topic(slug) if slug else read.home()
