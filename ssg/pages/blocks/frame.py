"""The frame of every page: masthead, menu and footer. Pages of a section share theirs: each is rendered once."""

from __future__ import annotations

from ssg.pages.blocks.model import Arguments, Key
from ssg.pages.blocks.views import FrameBlock
from ssg.pages.desk import Desk
from ssg.pages.model import Page


def masthead_key(desk: Desk, page: Page, given: Arguments) -> Key:
    """Whether this is the home page, on which the paper's name is the heading."""
    del desk, given
    return (int(page.kind == "home"),)


def masthead_view(desk: Desk, key: Key) -> FrameBlock:
    """What is in `site`, and whether this is the home page."""
    del desk
    return FrameBlock(name="masthead", home=bool(key[0]))


def menu_key(desk: Desk, page: Page, given: Arguments) -> Key:
    """What the menu marks: the section, and the page itself if the menu leads to it."""
    del given
    url = desk.href(page.url)
    return (section_of(desk, page), url if url in desk.menu_urls else "", int(page.kind == "home"))


def menu_view(desk: Desk, key: Key) -> FrameBlock:
    """What is in `site`, and what to mark."""
    del desk
    return FrameBlock(name="menu", home=bool(key[2]), section=str(key[0]), url=str(key[1]))


def footer_key(desk: Desk, page: Page, given: Arguments) -> Key:
    """The same on every page."""
    del desk, page, given
    return ()


def footer_view(desk: Desk, key: Key) -> FrameBlock:
    """What is in `site`."""
    del desk, key
    return FrameBlock(name="footer")


def section_of(desk: Desk, page: Page) -> str:
    """The slug of the main category that a page belongs to; empty for pages that belong to none."""
    if page.kind == "article":
        return desk.section(str(page.subject[0]))
    return desk.site.categories[str(page.subject[0])].section if page.kind == "category" else ""
