"""A first look at a large site while it is read: its newest articles, planned by themselves, without the state.

Each page says that it is not whole and loads again when the site is read. Nothing is kept of this look, and nothing
reported: what seems wrong in it may only lack an article, and real problems are found when all are read.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from heapq import nlargest
from html import escape
from typing import Final

import msgspec
from starlette.responses import RedirectResponse, Response

from ssg.core.content_types import HTML, type_of
from ssg.core.errors import SiteProblem
from ssg.core.message import Message, say
from ssg.inputs import Inputs, read_inputs
from ssg.pages.model import Page
from ssg.preview.copied import copied
from ssg.preview.edition import as_previewed, load_without_state
from ssg.preview.injection import Injection, injected
from ssg.preview.options import Options
from ssg.preview.policy import policy_of
from ssg.preview.snapshot import Moved, Snapshot, is_redirect
from ssg.request import Choice, Request
from ssg.steps.copies import Copy
from ssg.steps.given import OnDisk
from ssg.steps.relations import BLOCK as RELATED
from ssg.store.seal import MemoryDamaged
from ssg.store.source import FileEntry

FIRST_LOOK: Final = "glance"
"""The kind of a page that waits for the whole site, but no more for the first look."""
_NEWEST: Final = 300
_HEAD: Final = 2_000  # bytes of a file in which its date is looked for
_DATE: Final = re.compile(
    rb"^[ \t]*(?:date|timestamp|ng\xc3\xa0y)[ \t]*:[ \t]*[\"']?"
    rb"(?:(\d{4})-(\d\d)-(\d\d)|(\d\d?)/(\d\d?)/(\d{4}))(.{0,9})",
    re.MULTILINE | re.IGNORECASE,
)
_UNDATED: Final = b"9"  # plain pages, and texts of sections
_WITH_PAGES: Final = ("text/css", "text/javascript", "image/", "font/", "application/manifest")


class Glance:
    """The first look. Plans and prints in a thread of its own."""

    def __init__(self, options: Options, *, wanted: bool) -> None:
        """Prepare; nothing is read before `begin`, and nothing at all unless it is `wanted`."""
        self._options = options
        self._thread = ThreadPoolExecutor(1, "glance")
        self._snapshot: Snapshot | None = None
        self._begun, self._over = not wanted, False

    @property
    def is_there(self) -> bool:
        """Return whether there is something to see."""
        return self._snapshot is not None

    def begin(self, tell: Callable[[], None]) -> None:
        """Plan the site of the newest articles, once; the event loop calls `tell` when it can be seen."""
        if not self._begun:
            self._begun = True
            loop = asyncio.get_running_loop()
            self._thread.submit(self._plan, lambda: loop.call_soon_threadsafe(tell))

    def end(self) -> None:
        """Forget it: the site is read."""
        self._over, self._snapshot = True, None
        self._thread.shutdown(wait=False)

    async def answer(self, path: str, now: Message, accept: bytes) -> Response | None:
        """Return what there is of a page, or a file that pages need; None where that is not known."""
        snapshot = self._snapshot
        if snapshot is None:
            return None
        said = self._options.words(now)
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._found, snapshot, path, said, b"text/html" in accept)

    def _plan(self, tell: Callable[[], object]) -> None:
        try:
            inputs = _without_related(as_previewed(read_inputs(self._options.root), self._options.origin))
            now = self._options.clock(inputs.config.zone)
            request = Request(self._options.root, None, Choice(now), clock_ns=time.time_ns())
            loaded = load_without_state(request, inputs._replace(articles=newest(inputs)))
        except (SiteProblem, MemoryDamaged):  # reported when the whole site is read
            return
        except Exception as problem:
            self._options.complain(problem)
            return
        if not (loaded.blocked or self._over):
            self._snapshot = Snapshot(loaded)
            with suppress(RuntimeError):  # interrupted: the loop is closed
                tell()

    def _found(self, snapshot: Snapshot, path: str, said: str, for_browser: bool) -> Response | None:
        try:
            return self._response(snapshot, path, said, for_browser=for_browser)
        except (SiteProblem, MemoryDamaged):
            return None

    def _response(self, snapshot: Snapshot, path: str, said: str, *, for_browser: bool) -> Response | None:
        found = snapshot.find(path)
        if isinstance(found, Copy):
            return copied(found, type_of(found.output))
        if isinstance(found, Moved):
            return RedirectResponse(found.path, 302)
        kind = type_of(found.output) if isinstance(found, Page) else ""
        if not isinstance(found, Page) or not (for_browser if kind == HTML else kind.startswith(_WITH_PAGES)):
            return None
        data = snapshot.included(snapshot.printed(found))
        if kind != HTML or is_redirect(data):
            return Response(data, media_type=kind)
        page = injected(data, Injection(self._bar(said), "", FIRST_LOOK, "[]", "", "", ""), "")
        response = Response(page, 503, {"Retry-After": "1"}, media_type=kind)
        response.headers["Content-Security-Policy"] = policy_of(snapshot.loaded.inputs.config, path)
        return response

    def _bar(self, said: str) -> str:
        note = self._options.words(say("only the newest articles so far"))
        return (
            f'<aside aria-label="{escape(note)}"><details class="bar" open><summary><span>ssg</span></summary>'
            f'<p><b class="view">{escape(note)}</b> <span id="said" role="status">{escape(said)}</span></p>'
            "</details></aside>"
        )


def _without_related(inputs: Inputs) -> Inputs:
    """Return the inputs of a site that shows no related articles: of a few articles they would be others."""
    config, replaced = inputs.config, msgspec.structs.replace
    blocks = {**config.blocks, RELATED: replaced(config.blocks[RELATED], count=0)}
    return inputs._replace(config=replaced(config, blocks=blocks, related=replaced(config.related, in_text_after=0)))


def newest(inputs: Inputs) -> tuple[FileEntry, ...]:
    """Return the articles with the latest dates, as far as these can be told without parsing, and what has no date."""
    given = OnDisk(content=str(inputs.content))

    def date(entry: FileEntry) -> bytes:
        try:
            found = _DATE.search(given.source(entry)[:_HEAD])
        except SiteProblem:
            return b""
        if found is None:
            return _UNDATED
        year, month, day, other_day, other_month, other_year, rest = found.groups()
        if year:
            return b"-".join((year, month, day)) + rest
        return b"-".join((other_year, other_month.zfill(2), other_day.zfill(2))) + rest

    few = nlargest(_NEWEST, inputs.articles, key=date)
    return tuple(sorted(few, key=lambda entry: entry.path))
