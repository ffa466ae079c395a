"""“Đọc nhiều”: the articles that `data/most-read.*` names, in its order."""

from __future__ import annotations

from ssg.pages.blocks import section_news
from ssg.pages.blocks.arguments import article_of, count
from ssg.pages.blocks.arrangement import home_cards, on_home
from ssg.pages.blocks.arrangement import shown as shown_on_home
from ssg.pages.blocks.distinct import before_others, by_hand, given, shown, skipped, taken
from ssg.pages.blocks.model import Arguments, Key
from ssg.pages.blocks.shared import excluded, newest_but
from ssg.pages.blocks.views import ListBlock
from ssg.pages.model import Page
from ssg.pages.reader import Reader

_NAME = "most-read"
_COMMON = 3
"""The parts of a key that all pages have; those of “Tin khác” may follow."""


def key(read: Reader, page: Page, arguments: Arguments) -> Key:
    """Return what is omitted, the number of articles, and whether this is the front page.

    On an article's page that prints it, it repeats nothing: the key of “Tin khác” follows, which it omits as well.
    """
    wanted, path = count(read, page, _NAME, arguments), article_of(page)
    if not path or not read.config.distinct or not read.printed(_NAME) or not read.front(_NAME, 1):
        return (excluded(read, _NAME, path, wanted), wanted, on_home(page))
    filed = read.metadata(path)
    omitted = {path, *by_hand(read, path), *before_others(read, path)}
    if filed.topic:
        omitted.update(shown(read, f"topic/{filed.topic}", {path, *by_hand(read, path)}, read.printed("topic")))
    number = read.printed("tin-khac")
    others = section_news.key(read, page, {"count": number}) if number else ()
    return (taken(skipped(read, _NAME, omitted, wanted + number)), wanted, 0, *others)


def view(read: Reader, key: Key) -> ListBlock | None:
    """Return the most read articles that are public; without those that the front page shows already."""
    wanted = int(key[1])
    if key[2]:
        cards = home_cards(read, shown_on_home(read, _NAME, "", wanted))
    elif others := key[_COMMON:]:
        omitted = {*given(str(key[0])), *section_news.paths(read, others)}
        cards = tuple(map(read.card, shown(read, _NAME, omitted, wanted)))
    else:
        cards = newest_but(read, _NAME, str(key[0]), wanted)
    return ListBlock(name=_NAME, cards=cards) if cards else None
