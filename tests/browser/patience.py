"""Waits for what becomes true in a page. It never takes a number of milliseconds for an event."""

from __future__ import annotations

import time
from collections.abc import Callable

from playwright.sync_api import Page

STEP = 20  # milliseconds between two looks
LIMIT = 60.0  # seconds: a machine that does several things at once is slow, not wrong


def eventually(page: Page, what: Callable[[], bool]) -> bool:
    """Return whether something becomes true while the events of the page are handled.

    A call that waits for a request ends when the browser announces it. The handler of a route is called by a
    message of its own, which may come later.
    """
    end = time.monotonic() + LIMIT
    while not (seen := what()) and time.monotonic() < end:
        page.wait_for_timeout(STEP)
    return seen


def drawn(page: Page) -> None:
    """Wait until the page has been laid out and painted twice: scripts that wait for a frame have run."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))")
