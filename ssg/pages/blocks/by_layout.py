"""“Ý kiến”, “Ảnh”, “Video”: the newest articles of a layout, and the ticker, which is one line of headlines."""

from __future__ import annotations

from collections.abc import Callable

from ssg.pages.blocks.arguments import article_of, count
from ssg.pages.blocks.arrangement import home_cards, on_home, shown
from ssg.pages.blocks.lists import list_of
from ssg.pages.blocks.model import Arguments, Key
from ssg.pages.blocks.shared import excluded, newest_but
from ssg.pages.blocks.views import ListBlock
from ssg.pages.model import Page
from ssg.pages.reader import Reader


def key_of(name: str) -> Callable[[Reader, Page, Arguments], Key]:
    """Return the key function: the article that is being read if it is shown, how many, whether on the front page."""

    def key(read: Reader, page: Page, given: Arguments) -> Key:
        wanted = count(read, page, name, given)
        return (excluded(read, list_of(read, name), article_of(page), wanted), wanted, on_home(page))

    return key


def view_of(name: str) -> Callable[[Reader, Key], ListBlock | None]:
    """Return the view function: the newest of the list; on the front page what that shows there."""

    def view(read: Reader, key: Key) -> ListBlock | None:
        path, wanted = str(key[0]), int(key[1])
        if key[2]:
            cards = home_cards(read, shown(read, name, "", wanted))
        else:
            cards = newest_but(read, list_of(read, name), path, wanted)
        return ListBlock(name=name, cards=cards) if cards else None

    return view
