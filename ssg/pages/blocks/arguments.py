"""Reads what a template gives to a block, and says what is wrong with it. Pure."""

from __future__ import annotations

import difflib

from ssg.core.text.slug import identity
from ssg.pages.blocks.model import Arguments, BlockProblem
from ssg.pages.desk import Desk
from ssg.pages.model import Page
from ssg.site.taxonomy import same_name

MOST = 200


def count(desk: Desk, page: Page, name: str, given: Arguments) -> int:
    """How many articles: what the template asks for, else what `site.toml` says for this block or for the home page."""
    wanted = given.get("count")
    if wanted is None:
        home = desk.config.home
        on_home = {"latest": home.latest, "nen-xem": home.picks} if page.kind == "home" else {}
        default = home.panel if name == "panel" else desk.config.blocks[name].count
        return on_home.get(name, default)
    if isinstance(wanted, bool) or not isinstance(wanted, int) or not 1 <= wanted <= MOST:
        raise BlockProblem(f"count must be a whole number from 1 to {MOST}, not {wanted!r}")
    return wanted


def category(desk: Desk, given: Arguments) -> str:
    """The slug of the category that the template names by slug or name; empty if it names none."""
    wanted = given.get("category")
    if not wanted:
        return ""
    known = desk.site.categories
    found = next(
        (c.slug for c in known.values() if wanted == c.slug or identity(str(wanted)) == identity(c.name)), None
    )
    if found is None:
        close = difflib.get_close_matches(str(wanted), list(known), 1)
        hint = f"did you mean {close[0]!r}?" if close else f"there are: {', '.join(known) or 'none'}"
        raise BlockProblem(f"there is no category {wanted!r}; {hint}")
    return found


def topic(desk: Desk, given: Arguments) -> str:
    """The slug of the topic that the template names by slug or name; empty if no public article is in it."""
    wanted = str(given.get("topic") or "")
    return desk.topic_slugs.get(wanted) or desk.topic_slugs.get(same_name(wanted), "")


def article_of(page: Page) -> str:
    """The path of the article whose page this is; empty on other pages."""
    return str(page.subject[0]) if page.kind == "article" else ""
