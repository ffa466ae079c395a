"""The bar at the foot of a previewed page: where the page comes from, its state, and how much there is to read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from html import escape
from typing import NamedTuple
from urllib.parse import quote

from ssg.core.i18n import Words
from ssg.core.slots import HOME
from ssg.core.text.dates import stamp
from ssg.core.text.words import reading_minutes
from ssg.index.briefs import microseconds, moment
from ssg.index.model import Site
from ssg.index.publicity import status
from ssg.pages.kinds import KINDS
from ssg.pages.model import Page
from ssg.preview.snapshot import Snapshot

FRONT = "/_preview/"


class Badge(NamedTuple):
    """Why readers do not see an article: the state's name, and in words."""

    state: str
    label: str


def badge_of(site: Site, path: str, words: Words) -> Badge | None:
    """Return the badge of an article that is not public at the site's present."""
    brief, _ = site.briefs[path], words.gettext
    state = status(brief, microseconds(site.now))
    if state == "draft":
        return Badge(state, _("Draft"))
    if state == "scheduled":
        return Badge(state, _("Scheduled {time}").format(time=_stamp(site, brief.time)))
    if state == "expired":
        return Badge(state, _("Expired {time}").format(time=_stamp(site, brief.expires)))
    return None


def _stamp(site: Site, time: int) -> str:
    return stamp(moment(time).astimezone(site.now.tzinfo))


def switch(everything: Snapshot | None, path: str, words: Words, *, everything_shown: bool) -> str:
    """Return what is shown of a site with unpublished articles, and the way to the other view; "" if all is public."""
    left = everything.left_out if everything else None
    count = len(left.drafts) + len(left.scheduled) + len(left.expired) if left else 0
    if not count:
        return ""
    _ = words.gettext
    readers = _("As readers see it now")
    other = _("With unpublished articles ({count})").format(count=count)
    here, there, show = (other, readers, "readers") if everything_shown else (readers, other, "all")
    link = f"{FRONT}view?show={show}&amp;to={quote(path)}"
    return f'<b class="view {show}">{escape(here)}</b> <a href="{link}">{escape(there)}</a>'


def bar(snapshot: Snapshot, page: Page, words: Words, problems: int, when: datetime | None, way: str = "") -> str:
    """Return the bar of a page. `when` is the time that the site is shown at, where it is not the present.

    `way` is what `switch` gives.
    """
    _ = words.gettext
    parts = list(_of_article(snapshot, page, words) if page.kind == "article" else _of_list(page, words))
    if when is not None:
        text = _("As of {time}").format(time=stamp(when))
        parts.insert(0, f'<b class="moment">{escape(text)}</b>')
    if way:
        parts.insert(0, way)
    count = words.ngettext("{count} problem", "{count} problems", problems).format(count=problems)
    name = _("Preview")
    label = f"{name} · {count}" if problems else name
    link = f'<a href="{FRONT}"{" class=bad" if problems else ""}>{escape(label)}</a>'
    return (
        f'<aside aria-label="{escape(name)}"><details class="bar" open><summary><span>ssg</span></summary>'
        f"<p>{' '.join(parts)} {link}</p></details></aside>"
    )


def _of_article(snapshot: Snapshot, page: Page, words: Words) -> Iterable[str]:
    path = str(page.subject[0])
    site = snapshot.loaded.edition.site
    if (badge := badge_of(site, path, words)) is not None:
        yield f'<b class="badge {badge.state}">{escape(badge.label)}</b>'
    yield f"<code>content/{escape(path)}</code>"
    yield f"<span>{escape(site.categories[site.places.categories[path]].name)}</span>"
    count = snapshot.loaded.library.body(site.briefs[path]).words
    text = words.ngettext("{count} word", "{count} words", count).format(count=count)
    yield f"<span>{escape(text)}</span>"
    minutes = reading_minutes(count)
    text = words.ngettext("{count} min read", "{count} min read", minutes).format(count=minutes)
    yield f"<span>{escape(text)}</span>"


def _of_list(page: Page, words: Words) -> Iterable[str]:
    yield f"<code>{escape(page.place.path)}</code>"
    yield f"<code>templates/{escape(KINDS[page.kind].template)}</code>"
    if page.kind in ("home", "category"):
        about = HOME if page.kind == "home" else str(page.subject[0])
        label = words.gettext("Slots")
        yield f'<a href="{FRONT}front/?page={quote(about)}">{escape(label)}</a>'
