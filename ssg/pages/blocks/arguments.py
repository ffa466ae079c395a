"""Reads and checks the arguments that a template passes to a block. Pure."""

from __future__ import annotations

from ssg.core.message import say
from ssg.core.text.near import likest
from ssg.pages.blocks.model import Arguments, BlockProblem
from ssg.pages.model import Page
from ssg.pages.reader import Reader

MOST = 200


def count(read: Reader, page: Page, name: str, given: Arguments) -> int:
    """Return the number of articles: of the template, else of `site.toml` for this block or for the home page."""
    wanted = given.get("count")
    if wanted is None:
        home = read.config.home
        on_home = {"latest": home.latest, "nen-xem": home.picks, "topic": home.topic} if page.kind == "home" else {}
        default = home.panel if name == "panel" else read.config.blocks[name].count
        return on_home.get(name, default)
    if isinstance(wanted, bool) or not isinstance(wanted, int) or not 1 <= wanted <= MOST:
        raise BlockProblem(
            say("count must be a whole number from 1 to {most}, not {wanted}", most=MOST, wanted=repr(wanted))
        )
    return wanted


def category(read: Reader, given: Arguments) -> str:
    """Return the slug of the category that the template names by slug or name; empty if it names none."""
    wanted = given.get("category")
    if not wanted:
        return ""
    found = read.slug("category", str(wanted))
    if not found:
        known = read.names("category", 0)
        close = likest(str(wanted), known)
        hint = (
            say("did you mean {close}?", close=repr(close))
            if close
            else say("there are: {known}", known=", ".join(known))
            if known
            else say("there are none")
        )
        raise BlockProblem(say("unknown category {wanted}; {hint}", wanted=repr(wanted), hint=hint))
    return found


def topic(read: Reader, given: Arguments) -> str:
    """Return the slug of the topic that the template names by slug or name; empty if no public article is in it."""
    wanted = str(given.get("topic") or "")
    return read.slug("topic", wanted)


def article_of(page: Page) -> str:
    """Return the path of the article whose page this is; empty on other pages."""
    return str(page.subject[0]) if page.kind == "article" else ""
