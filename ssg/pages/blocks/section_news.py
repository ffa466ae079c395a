"""“Tin khác”: other articles of the same main category and its children, the newest or those just before this one."""

from __future__ import annotations

from ssg.pages.blocks.arguments import article_of, count
from ssg.pages.blocks.distinct import before_others, common_picks, first_but, given, shown, skipped, taken
from ssg.pages.blocks.model import Arguments, Key
from ssg.pages.blocks.views import ListBlock
from ssg.pages.model import Page
from ssg.pages.reader import Reader
from ssg.pages.views.shared import Link

OLDER = 1


def key(read: Reader, page: Page, arguments: Arguments) -> Key:
    """Return the main category, and what this page omits besides the picks that all pages omit: usually nothing.

    With `order = "older"` every article has its own block, which no news changes.
    """
    path = article_of(page)
    section = read.metadata(path).section if path else ""
    wanted = count(read, page, "tin-khac", arguments)
    if path and read.config.blocks["tin-khac"].order == "older":
        return (section, path, wanted, OLDER)
    left_out: list[str] = []
    if path:
        common, earlier = common_picks(read), before_others(read, path)
        name, depth = f"category/{section}", wanted + len(earlier)
        # The picks that all pages omit are not read unless the page has something of its own at the front: otherwise
        # each new article would move them, and with them every page.
        if any(read.at_front(name, other, depth) is not None for other in sorted(earlier.difference(common))):
            left_out = [other for other in skipped(read, name, earlier, wanted) if other not in common]
    return (section, taken(left_out), wanted, 0)


def view(read: Reader, key: Key) -> ListBlock | None:
    """Return the articles, with a link to the section."""
    cards = tuple(map(read.card, paths(read, key)))
    return ListBlock(name="tin-khac", cards=cards, more=read.category(str(key[0]))) if cards else None


def paths(read: Reader, key: Key) -> list[str]:
    """Return the articles of a key."""
    if key[3]:
        return _older(read, key)
    leave_out = {*common_picks(read), *given(str(key[1]))}
    return shown(read, f"category/{key[0]}", leave_out, int(key[2]))


def more(read: Reader, key: Key) -> Link:
    """Return the section."""
    section = str(key[0])
    return read.category(section) if section else read.home()


def _older(read: Reader, key: Key) -> list[str]:
    """Return the articles that follow one in the list of its section, which begins with the newest."""
    section, path, wanted = str(key[0]), str(key[1]), int(key[2])
    leave_out = before_others(read, path)
    following = read.after(f"category/{section}", path, wanted + len(leave_out))
    return first_but(following, leave_out, wanted)
