"""How far the start of a preview is: the site is read in a thread of its own, while the server answers already.

Requests that come meanwhile are told so in words, and never get a page of a site that is not read to its end.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from html import escape
from typing import Final, NamedTuple

from starlette.responses import HTMLResponse, PlainTextResponse, Response

from ssg.core.catalogue import Catalogue
from ssg.core.message import Message, label, say
from ssg.preview.edition import WAIT
from ssg.preview.injection import Injection, bare, injected
from ssg.work import Work

_PATIENCE: Final = 20.0  # seconds that a request waits for a site that is read soon; a script may ask only once
_LARGE: Final = 2_000  # texts to read that take several seconds
_MANY: Final = 500  # texts to read that take longer than that
_STEPS: Final = 100  # of each stage, that are told
_RETRY: Final = {"Retry-After": "1"}
_STAGES: Final = {
    WAIT: say("another build of this site is running: waiting for it to finish"),
    "plan": say("planning the pages"),
    "relate": say("finding related articles"),
}


class Reading(NamedTuple):
    """Where the start is: its stage, and how much of it is done (0 of 0: not known)."""

    stage: str = ""
    done: int = 0
    total: int = 0

    def is_long(self) -> bool:
        """Return whether so much must be read that a first look at the newest is worth its while."""
        return self.stage == "parse" and self.total >= _LARGE

    def said(self) -> Message:
        """Return it in words."""
        stage = _STAGES.get(self.stage, say("reading the site"))
        if self.stage == WAIT:
            return stage
        if not self.total:
            return say("{stage} …", stage=stage)
        if self.stage == "parse":
            return say("articles read: {done:,} of {total:,}", done=self.done, total=self.total)
        return say("{stage}: {done:,} of {total:,}", stage=stage, done=self.done, total=self.total)


@dataclass
class _Told(Work):
    """Work of which each stage is told when it begins."""

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Call `progress`, and do as `Work` does."""
        self.progress(name, 0, 0)
        with super().stage(name):
            yield


class Start:
    """The start of one preview. `over` is set in the event loop when the site is there; `now` is where it is."""

    def __init__(self, words: Catalogue, show: Callable[[str, int, int], None]) -> None:
        """Prepare. `words` are those of the editor's language; the thread that reads calls `show` with each step."""
        self.over = asyncio.Event()
        self._known = asyncio.Event()  # that it is over, or takes longer than requests wait
        self.now = Reading()
        self._words = words
        self._show = show

    def begin(
        self, read: Callable[[Work], None], tell: Callable[[], None], then: Callable[[BaseException | None], None]
    ) -> None:
        """Have a thread read the site.

        The event loop calls `tell` when that has gone a step further, a hundred times in each stage at most; in the end
        it calls `then` with the exception that ended it, or None.
        """
        loop = asyncio.get_running_loop()

        def step(stage: str, done: int, total: int) -> None:
            before, self.now = self.now, Reading(stage, done, total)
            self._show(stage, done, total)
            is_new = (before.stage, before.total) != (stage, total)
            if is_new or (total and before.done * _STEPS // total != done * _STEPS // total):
                loop.call_soon_threadsafe(tell)
            if is_new and (total >= _MANY or stage == WAIT):
                loop.call_soon_threadsafe(self._known.set)

        def run() -> None:
            problem: BaseException | None = None
            try:
                read(_Told(progress=step))
            except BaseException as found:  # for the main thread to raise
                problem = found
            with suppress(RuntimeError):  # interrupted: the loop is closed
                loop.call_soon_threadsafe(then, problem)

        threading.Thread(target=run, daemon=True).start()

    async def is_over(self) -> bool:
        """Return whether the site is there; wait for it a moment, unless it will take longer."""
        if not self._known.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._known.wait(), _PATIENCE)
        return self.over.is_set()

    def end(self) -> None:
        """Take note that the site is there."""
        self.over.set()
        self._known.set()

    def news(self) -> dict[str, str | int]:
        """Return what open pages are told."""
        return {"said": self._words(self.now.said()), "done": self.now.done, "total": self.now.total}

    def answer(self, accept: bytes, kind: str = "start") -> Response:
        """Return the answer to early requests: a page that waits, for a browser, and a line for others."""
        title, now = self._words(say("ssg is reading the site")), self._words(self.now.said())
        if b"text/html" not in accept:
            return PlainTextResponse(f"{title}: {now}\n", 503, _RETRY)
        value = f' value="{self.now.done}" max="{self.now.total}"' if self.now.total else ""
        soon = self._words(label("The page will appear here as soon as it can be shown."))
        inside = (
            f'<h1>{escape(title)}</h1><p id="said" role="status">{escape(now)}</p>'
            f'<progress aria-labelledby="said"{value}></progress><p>{escape(soon)}</p>'
        )
        page = bare(title, self._words.language, inside)
        return HTMLResponse(injected(page, Injection("", "", kind, "[]", "", "", ""), ""), 503, _RETRY)
