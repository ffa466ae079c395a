"""“Có thể bạn quan tâm”: what a reader of this article may like next."""

from __future__ import annotations

from ssg.pages.blocks.arguments import article_of, count
from ssg.pages.blocks.distinct import in_text, related_to
from ssg.pages.blocks.model import Arguments, Key
from ssg.pages.blocks.views import ListBlock
from ssg.pages.model import Page
from ssg.pages.reader import Reader
from ssg.pages.views.shared import Link


def key(read: Reader, page: Page, given: Arguments) -> Key:
    """Return the article itself: every article has its own list."""
    return (article_of(page), count(read, page, "lien-quan", given))


def view(read: Reader, key: Key) -> ListBlock | None:
    """Return hand-picked articles, then the most similar ones; without those in text and strip."""
    path, wanted = str(key[0]), int(key[1])
    if not path:
        return None
    boxed = read.metadata(path).boxed
    found = related_to(read, path, wanted, in_text(read, path, boxed) if boxed else ())
    return ListBlock(name="lien-quan", cards=tuple(read.card(p) for p in found)) if found else None


def more(read: Reader, key: Key) -> Link:
    """Return the article's own category."""
    path = str(key[0])
    return read.category(read.metadata(path).category) if path else read.home()
