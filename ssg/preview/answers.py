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
from ssg.core.content_types import HTML, PLAIN, type_of
from ssg.core.errors import Diagnostic, SiteProblem
from ssg.core.i18n import Words, translations
from ssg.core.text.dates import parse_time
from ssg.index.redirects import Move
from ssg.pages.model import Page
from ssg.preview.bar import badge_of, bar, switch
from ssg.preview.front import front
from ssg.preview.injection import Injection, bare, digest_of_page, injected
from ssg.preview.policy import policy_of
from ssg.preview.problems import overlay
from ssg.preview.slot_changes import change
from ssg.preview.slots_page import Asked, slots_page
from ssg.preview.snapshot import NOT_FOUND, Moved, Snapshot, is_redirect
from ssg.preview.state import AT, State
from ssg.render.delivery import BLOCK_KIND
from ssg.render.failures import Failures
from ssg.steps.copies import Copy
from ssg.store.seal import MemoryDamaged

_LAST = 64  # pages whose last good print is kept, to lie beneath what is wrong


class Answer(NamedTuple):
    """An answer: `data`, or a file that is `copied`, or the way to `location`. `digest` names what is to be seen."""

    status: int
    type: str = PLAIN
    data: bytes = b""
    copied: Copy | None = None
    location: str = ""
    digest: str = ""


class Responder:
    """Answers for one state. `last` keeps, for each time that is looked at, pages as they could be printed last."""

    def __init__(self, state: State, boot: str) -> None:
        """`boot` tells this run of the server from others."""
        self._state = state
        self._boot = boot
        self._last: dict[tuple[str, str], bytes] = {}
        self._failing: dict[str, Page] = {}

    @property
    def epoch(self) -> str:
        """Name the present epoch."""
        return f"{self._boot}.{self._state.epoch}"

    def policy(self, path: str) -> str:
        """Return the Content-Security-Policy of a path of the site; empty where there is no site yet."""
        snapshot = self._state.snapshot
        return "" if snapshot is None else policy_of(snapshot.loaded.inputs.config, path)

    def answer(self, path: str, moment: str, *, everything: bool = True) -> Answer:
        """Answer at a path of the site; `moment` is what a query asked to see the site at.

        `everything`: with articles that readers do not see, in lists too; their own pages are shown anyway.
        """
        if moment:
            return self.go(moment, path)
        try:
            if path.startswith(AT):
                text, slash, _ = path.removeprefix(AT).partition("/")
                when = self._time(text)
                snapshot = self._state.at(when) if when is not None and slash else None
                if when is None or (snapshot is None and self._state.snapshot is not None):
                    return Answer(404, data=b"no such time")
                return self._with(snapshot, path, when)
            return self._present(path, everything=everything)
        except SiteProblem as problem:
            return self._wrong(problem.diagnostics)
        except MemoryDamaged:
            self._state.replan()
            return self._present(path, everything=everything)

    def go(self, moment: str, path: str) -> Answer:
        """Lead to the site at another time, or back to the present without one."""
        snapshot = self._state.snapshot
        base = snapshot.loaded.inputs.config.base_path if snapshot else ""
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
        """Return `/_preview/`."""
        words, now = self._words(), self._now()
        inside = front(
            self._state.snapshot,
            (*self._state.problems, *self._failed()),
            self._state.options.root,
            self._state.options.words,
            words,
            now,
        )
        data = bare(words.gettext("Preview"), self._language(), inside)
        return self._page(200, data, Injection("", "", "preview", "[]", "", self.epoch, f"{now:%H:%M:%S}"))

    def _failed(self) -> tuple[Diagnostic, ...]:
        """Return what is wrong with pages that could not be printed, and with the first page of each kind."""
        snapshot = self._state.snapshot
        if snapshot is None:
            return ()
        failures = Failures(self._state.problems)
        pages = (*self._failing.values(), *snapshot.first_pages())
        for page in {page.output: page for page in pages if page.output in snapshot.pages}.values():
            self._failing.pop(page.output, None)
            try:
                snapshot.included(snapshot.printed(snapshot.pages[page.output]))
            except SiteProblem as problem:
                self._failing[page.output] = page
                failures.add(problem.diagnostics, page.owner)
        return tuple(failures.diagnostics())

    def slots(self, front: str, find: str, token: str) -> Answer:
        """Return `/_preview/front/`; with a `token` it can be written from there."""
        words, now, snapshot = self._words(), self._now(), self._state.snapshot
        if snapshot is None:
            return self._wrong(self._state.problems)
        inside = slots_page(snapshot, self._state, Asked(front, find, token), words)
        data = bare(words.gettext("Slots"), self._language(), inside)
        return self._page(200, data, Injection("", "", "slots", "[]", "", self.epoch, f"{now:%H:%M:%S}"))

    def change(self, body: bytes) -> Answer:
        """Change the slots of a front page as an editor asks."""
        try:
            asked = json.loads(body)
        except (ValueError, RecursionError):
            asked = None
        if not isinstance(asked, dict):
            return Answer(400, data=b"the body must be a JSON object")
        reply = change(self._state, asked, self._words())
        return _json({"said": reply.said, "version": reply.version})._replace(status=reply.status)

    def where(self, kind: str, subject: str) -> Answer:
        """Return the present URL of a page that is known by what it is about."""
        try:
            parts = tuple(part for part in json.loads(subject) if isinstance(part, str | int))
        except (ValueError, TypeError, RecursionError):
            return Answer(400, data=b"no subject")
        snapshot = self._state.snapshot
        url = snapshot.url_of(kind, parts) if snapshot else ""
        return _json({"url": quote(url)})

    def unpublished(self) -> Answer:
        """Return the badges of all articles that readers do not see, by URL."""
        snapshot = self._state.snapshot
        found: dict[str, tuple[str, str]] = {}
        if snapshot is not None:
            site, left, words = snapshot.loaded.edition.site, snapshot.left_out, self._words()
            for path in (*left.drafts, *left.expired, *(path for _, path in left.scheduled)):
                badge = badge_of(site, path, words) if path in site.briefs else None
                if badge is not None:
                    found[snapshot.href(site.places.urls[path])] = badge
        return _json(found)

    def view(self, path: str) -> Answer:
        """Lead back to a path of the site, after a way of seeing it was chosen."""
        return Answer(302, location=quote("/" + path.lstrip("/\\")))

    def _present(self, path: str, *, everything: bool) -> Answer:
        """Answer with the site as it is now. What readers cannot find may be there for editors."""
        every = self._state.snapshot
        found = every.find(path) if every else None
        if isinstance(found, Page) and found.kind == "article":
            self._state.look_again(str(found.subject[0]))
            every = self._state.snapshot
        snapshot = self._state.seen(everything=everything)
        if snapshot is not None and every is not None and isinstance(snapshot.find(path), Move | None):
            snapshot = every if isinstance(every.find(path), Page | Copy | Moved) else snapshot
        return self._with(snapshot, path, None, everything=everything)

    def _with(self, snapshot: Snapshot | None, path: str, when: datetime | None, *, everything: bool = True) -> Answer:
        if snapshot is None:
            return self._wrong(self._state.problems)
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
        status = status if page.output == NOT_FOUND else 200
        way = switch(self._state.snapshot, path, self._words(), everything_shown=everything) if when is None else ""
        return self._printed(snapshot, page, status, when, way)

    def _printed(self, snapshot: Snapshot, page: Page, status: int, when: datetime | None, way: str) -> Answer:
        problems, name = self._state.problems, (f"{snapshot.prefix}{way}", page.output)
        try:
            data = self._last[name] = snapshot.included(snapshot.printed(page))
        except SiteProblem as problem:
            failures = Failures()
            failures.add(problem.diagnostics, page.owner)
            problems = tuple(dict.fromkeys((*failures.diagnostics(), *problems)))
            if when is None and len(self._failing) < _LAST:
                self._failing[page.output] = page
            if name not in self._last:
                return self._wrong(problems)
            data = self._last[name]
        if len(self._last) > _LAST:
            del self._last[next(iter(self._last))]
        kind = type_of(page.output)
        if kind != HTML or page.kind == BLOCK_KIND or is_redirect(data):
            return Answer(status, kind, data)
        words = self._words()
        article = page.kind == "article"
        injection = Injection(
            bar=bar(snapshot, page, words, len(problems), when, way),
            overlay=overlay(problems, self._state.options.root, self._state.options.words),
            kind=page.kind,
            subject=json.dumps(page.subject),
            source=f"content/{page.subject[0]}" if article else "",
            epoch=self.epoch,
            built=f"{self._now():%H:%M:%S}",
        )
        return self._page(status, data, injection)

    def _wrong(self, problems: tuple[Diagnostic, ...]) -> Answer:
        """Return a page that shows nothing but what is wrong."""
        words = self._words()
        title = words.gettext("Nothing can be shown yet")
        soon = words.gettext("The page will be here as soon as this is mended.")
        inside = f"<h1>{escape(title)}</h1><p>{escape(soon)}</p>"
        over = overlay(problems, self._state.options.root, self._state.options.words, beneath=False)
        injection = Injection("", over, "wrong", "[]", "", self.epoch, f"{self._now():%H:%M:%S}")
        return self._page(500, bare(title, self._language(), inside), injection)

    def _page(self, status: int, data: bytes, injection: Injection) -> Answer:
        digest = digest_of_page(data, injection)
        return Answer(status, HTML, injected(data, injection, digest), digest=digest)

    def _language(self) -> str:
        """Return the editor's language, not that of the site: what the preview adds is for the editor."""
        return self._state.options.words.language

    def _words(self) -> Words:
        return translations(self._language())

    def _now(self) -> datetime:
        snapshot = self._state.snapshot
        return self._state.options.clock(snapshot.loaded.inputs.config.zone if snapshot else None)

    def _time(self, text: str) -> datetime | None:
        snapshot = self._state.snapshot
        if snapshot is None:
            return None
        try:
            return parse_time(text, snapshot.loaded.inputs.config.zone).replace(second=0, microsecond=0)
        except ValueError:
            return None


def _json(value: object) -> Answer:
    return Answer(200, "application/json", json.dumps(value).encode())
