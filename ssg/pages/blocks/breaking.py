"""“Tin nóng”: breaking news on every page, until the time that the article itself states."""

from __future__ import annotations

from ssg.pages.blocks.arguments import article_of, count
from ssg.pages.blocks.model import Arguments, Key
from ssg.pages.blocks.shared import excluded, newest_but
from ssg.pages.blocks.views import ListBlock
from ssg.pages.model import Page
from ssg.pages.reader import Reader


def key(read: Reader, page: Page, given: Arguments) -> Key:
    """Return the number of articles, and the page's own article if it is among them."""
    wanted = count(read, page, "breaking", given)
    return (excluded(read, "breaking", article_of(page), wanted), wanted)


def view(read: Reader, key: Key) -> ListBlock | None:
    """Return the newest articles whose time has not passed."""
    cards = newest_but(read, "breaking", str(key[0]), int(key[1]))
    return ListBlock(name="breaking", cards=cards) if cards else None
