"""What the preview answers at a path: a page, a file, a way elsewhere, or what is wrong.

Everything here runs in the thread that prints.
"""

from __future__ import annotations

import json
from datetime import datetime
from html import escape
from typing import NamedTuple
from urllib.parse import quote

from ssg.content.redirects import GONE
from ssg.copies import Copy
from ssg.core.errors import Diagnostic, SiteProblem
from ssg.core.i18n import Words, translations
from ssg.core.text.dates import parse_time
from ssg.deploy.headers import policy_of_preview
from ssg.pages.model import Page
from ssg.preview.bar import badge_of, bar
from ssg.preview.dress import Dress, bare, digest_of_page, dressed
from ssg.preview.front import front
from ssg.preview.problems import overlay
from ssg.preview.room import AT, Room
from ssg.preview.snapshot import NOT_FOUND, Moved, Snapshot, is_redirect
from ssg.preview.types import HTML, PLAIN, type_of
from ssg.render.delivery import BLOCK_KIND
from ssg.site.redirects import Move
from ssg.store.seal import MemoryDamaged

_DEFAULT_LANGUAGE = "vi"
_LAST = 64  # pages whose last good print is kept, to lie beneath what is wrong


class Answer(NamedTuple):
    """An answer: `data`, or a file that is `copied`, or the way to `location`. `digest` names what is to be seen."""

    status: int
    type: str = PLAIN
    data: bytes = b""
    copied: Copy | None = None
    location: str = ""
    digest: str = ""


class Desk:
    """Answers for one room. `last` keeps what pages looked like when they could be printed last."""

    def __init__(self, room: Room, boot: str) -> None:
        """`boot` tells this run of the server from others."""
        self._room = room
        self._boot = boot
        self._last: dict[str, bytes] = {}

    @property
    def epoch(self) -> str:
        """Name the present epoch."""
        return f"{self._boot}.{self._room.epoch}"

    @property
    def policy(self) -> str:
        """The Content-Security-Policy of the site's pages; empty where there is no site yet."""
        snapshot = self._room.snapshot
        return policy_of_preview(snapshot.resident.inputs.config) if snapshot else ""

    def answer(self, path: str, moment: str) -> Answer:
        """Answer at a path of the site; `moment` is what a query asked to see the site at."""
        if moment:
            return self.go(moment, path)
        try:
            if path.startswith(AT):
                text, slash, _ = path.removeprefix(AT).partition("/")
                when = self._time(text)
                snapshot = self._room.at(when) if when is not None and slash else None
                if when is None or (snapshot is None and self._room.snapshot is not None):
                    return Answer(404, data=b"no such time")
                return self._with(snapshot, path, when)
            return self._with(self._room.snapshot, path, None)
        except SiteProblem as problem:
            return self._wrong(problem.diagnostics)
        except MemoryDamaged:
            self._room.replan()
            return self._with(self._room.snapshot, path, None)

    def go(self, moment: str, path: str) -> Answer:
        """Lead to the site at another time, or back to the present without one."""
        snapshot = self._room.snapshot
        base = snapshot.resident.inputs.config.base_path if snapshot else ""
        if path.startswith(AT):
            path = "/" + path.removeprefix(AT).partition("/")[2].lstrip("/")
        if not moment:
            return Answer(302, location=quote(path if path.startswith(f"{base}/") else f"{base}/"))
        when = self._time(moment)
        if when is None:
            return Answer(400, data=b"this is not a time")
        path = path if path.startswith(f"{base}/") else f"{base}/"
        return Answer(302, location=f"{AT}{when:%Y-%m-%dT%H:%M}{quote(path)}")

    def front(self) -> Answer:
        """Give `/_preview/`."""
        words, now = self._words(), self._now()
        inside = front(self._room.snapshot, self._room.problems, self._room.options.root, words, now)
        data = bare(words.gettext("Preview"), self._language(), inside)
        return self._page(200, data, Dress("", "", "preview", "[]", "", self.epoch, f"{now:%H:%M:%S}"))

    def where(self, kind: str, subject: str) -> Answer:
        """Say where a page is now that was known by what it is about."""
        try:
            parts = tuple(part for part in json.loads(subject) if isinstance(part, str | int))
        except (ValueError, TypeError):
            return Answer(400, data=b"no subject")
        snapshot = self._room.snapshot
        url = snapshot.url_of(kind, parts) if snapshot else ""
        return _json({"url": quote(url)})

    def unpublished(self) -> Answer:
        """Give the badges of all articles that readers do not see, by URL."""
        snapshot = self._room.snapshot
        found: dict[str, tuple[str, str]] = {}
        if snapshot is not None:
            site, left, words = snapshot.resident.edition.site, snapshot.left_out, self._words()
            for path in (*left.drafts, *left.expired, *(path for _, path in left.scheduled)):
                badge = badge_of(site, path, words) if path in site.briefs else None
                if badge is not None:
                    found[snapshot.href(site.places.urls[path])] = badge
        return _json(found)

    def _with(self, snapshot: Snapshot | None, path: str, when: datetime | None) -> Answer:
        if snapshot is None:
            return self._wrong(self._room.problems)
        found = snapshot.find(path)
        if isinstance(found, Page) and found.kind == "article" and when is None:
            self._room.look_again(str(found.subject[0]))
            snapshot = self._room.snapshot or snapshot
            found = snapshot.find(path)
        if isinstance(found, Moved):
            return Answer(302, location=quote(found.path))
        if isinstance(found, Copy):
            return Answer(200, type_of(found.output), copied=found)
        if isinstance(found, Move) and found.status != GONE:
            return Answer(302, location=found.target)  # a browser would keep what is moved for good for ever
        status = GONE if isinstance(found, Move) else 404
        page = found if isinstance(found, Page) else snapshot.pages.get(NOT_FOUND)
        if page is None:
            return Answer(404, data=b"there is no such page")
        return self._printed(snapshot, page, status if page.output == NOT_FOUND else 200, when)

    def _printed(self, snapshot: Snapshot, page: Page, status: int, when: datetime | None) -> Answer:
        problems = self._room.problems
        try:
            data = self._last[page.output] = snapshot.included(snapshot.printed(page))
        except SiteProblem as problem:
            problems = tuple(dict.fromkeys((*problem.diagnostics, *problems)))
            if page.output not in self._last:
                return self._wrong(problems)
            data = self._last[page.output]
        if len(self._last) > _LAST:
            del self._last[next(iter(self._last))]
        kind = type_of(page.output)
        if kind != HTML or page.kind == BLOCK_KIND or is_redirect(data):
            return Answer(status, kind, data)
        words = self._words()
        article = page.kind == "article"
        dress = Dress(
            bar=bar(snapshot, page, words, len(problems), when),
            overlay=overlay(problems, self._room.options.root, words),
            kind=page.kind,
            subject=json.dumps(page.subject),
            source=f"content/{page.subject[0]}" if article else "",
            epoch=self.epoch,
            built=f"{self._now():%H:%M:%S}",
        )
        return self._page(status, data, dress)

    def _wrong(self, problems: tuple[Diagnostic, ...]) -> Answer:
        """Give a page that shows nothing but what is wrong."""
        words = self._words()
        title = words.gettext("Nothing can be shown yet")
        soon = words.gettext("The page will be here as soon as this is mended.")
        inside = f"<h1>{escape(title)}</h1><p>{escape(soon)}</p>"
        over = overlay(problems, self._room.options.root, words, beneath=False)
        dress = Dress("", over, "wrong", "[]", "", self.epoch, f"{self._now():%H:%M:%S}")
        return self._page(500, bare(title, self._language(), inside), dress)

    def _page(self, status: int, data: bytes, dress: Dress) -> Answer:
        digest = digest_of_page(data, dress)
        return Answer(status, HTML, dressed(data, dress, digest), digest=digest)

    def _language(self) -> str:
        snapshot = self._room.snapshot
        return snapshot.resident.inputs.config.language if snapshot else _DEFAULT_LANGUAGE

    def _words(self) -> Words:
        return translations(self._language())

    def _now(self) -> datetime:
        snapshot = self._room.snapshot
        return self._room.options.clock(snapshot.resident.inputs.config.zone if snapshot else None)

    def _time(self, text: str) -> datetime | None:
        snapshot = self._room.snapshot
        if snapshot is None:
            return None
        try:
            return parse_time(text, snapshot.resident.inputs.config.zone).replace(second=0, microsecond=0)
        except ValueError:
            return None


def _json(value: object) -> Answer:
    return Answer(200, "application/json", json.dumps(value).encode())
