"""Keeps the site as readers see it now beside the one with drafts, scheduled and expired articles.

Planned when it is asked for, and only where there is an article that readers do not see. Lives in the printing thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from ssg.index.briefs import microseconds
from ssg.inputs import Inputs
from ssg.preview.amend import amended
from ssg.preview.edition import LoadedEdition
from ssg.preview.snapshot import Snapshot
from ssg.store.source import FileEntry


class Readers:
    """The snapshot of what is public. `load` plans the site at a moment without anything unpublished."""

    def __init__(
        self, load: Callable[[datetime, Inputs], LoadedEdition], clock: Callable[[ZoneInfo | None], datetime]
    ) -> None:
        """Prepare; nothing is planned yet."""
        self._load = load
        self._clock = clock
        self._last: Snapshot | None = None
        self._stale = True
        self._edited: dict[str, FileEntry] = {}

    def of(self, everything: Snapshot) -> Snapshot:
        """Return what readers see of a site; the very site where they see all of it.

        Raises SiteProblem where files cannot be read.
        """
        left = everything.left_out
        if not (left.drafts or left.scheduled or left.expired):
            return everything
        if self._last is not None and self._edited and not self._stale:
            self._last = self._amended(self._last)
        self._edited = {}
        if self._last is None or self._stale or self._over(self._last):
            inputs = everything.loaded.inputs
            self._last = Snapshot(self._load(self._clock(inputs.config.zone), inputs), self._last)
            self._stale = False
        return self._last

    def forget(self) -> None:
        """Plan again when it is asked for next: the site has changed."""
        self._stale = True

    def edited(self, entries: Iterable[FileEntry]) -> None:
        """Take note of articles of which only the texts have changed."""
        self._edited |= {entry.path: entry for entry in entries}

    def _amended(self, last: Snapshot) -> Snapshot:
        """Take in what was edited; what readers do not see is none of theirs."""
        known = last.loaded.edition.site.briefs
        loaded = amended(last.loaded, [entry for path, entry in self._edited.items() if path in known])
        self._stale = loaded is None
        return last if loaded is None or loaded is last.loaded else Snapshot(loaded, last)

    def _over(self, snapshot: Snapshot) -> bool:
        """Return whether an article has come or gone since."""
        return 0 < snapshot.loaded.until <= microseconds(self._clock(None))
