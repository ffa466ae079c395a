"""The frame of every page: masthead, menu and footer. Pages of a section share theirs: each is rendered once."""

from __future__ import annotations

from ssg.index.corrections import CORRECTED
from ssg.pages.blocks.model import Arguments, Key
from ssg.pages.blocks.views import FrameBlock
from ssg.pages.corrections import title_of
from ssg.pages.model import Page
from ssg.pages.reader import Reader
from ssg.pages.views.shared import Link


def masthead_key(read: Reader, page: Page, given: Arguments) -> Key:
    """Return whether this is the home page, on which the paper's name is the heading."""
    del read, given
    return (int(page.kind == "home"),)


def masthead_view(read: Reader, key: Key) -> FrameBlock:
    """Return whether this is the home page; the rest is in `site`."""
    del read
    return FrameBlock(name="masthead", home=bool(key[0]))


def menu_key(read: Reader, page: Page, given: Arguments) -> Key:
    """Return what the menu marks: the section, and the page itself if the menu leads to it."""
    del given
    url = read.href(page.url)
    return (section_of(read, page), url if read.is_in_menu(url) else "", int(page.kind == "home"))


def menu_view(read: Reader, key: Key) -> FrameBlock:
    """Return what to mark; the rest is in `site`."""
    del read
    return FrameBlock(name="menu", home=bool(key[2]), section=str(key[0]), url=str(key[1]))


def footer_key(read: Reader, page: Page, given: Arguments) -> Key:
    """Return the empty key: the footer is the same on every page."""
    del read, page, given
    return ()


def footer_view(read: Reader, key: Key) -> FrameBlock:
    """Return the page of corrections, if there is one; the rest is in `site`."""
    del key
    url = read.query("corrections-url", CORRECTED)
    return FrameBlock(name="footer", corrections=Link(title_of(read), read.href(url)) if url else None)


def section_of(read: Reader, page: Page) -> str:
    """Return the slug of the main category that a page belongs to; empty for pages that belong to none."""
    if page.kind == "article":
        return read.metadata(str(page.subject[0])).section
    return read.category_of(str(page.subject[0])).section if page.kind == "category" else ""
