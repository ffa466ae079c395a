"""The room where the preview's state lives: the present snapshot, steps from one to the next, and who waits for whom.

Everything that plans or prints runs in one thread, in the order in which it was asked for. So a request that arrives
while a change is being taken in waits for it, and gets the new page whole; a storm of changes is one step.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from ssg.core.errors import Diagnostic, Severity, SiteProblem
from ssg.inputs import CONTENT, Inputs, read_inputs
from ssg.preview.contents import Contents
from ssg.preview.edition import make_resident
from ssg.preview.settling import settled
from ssg.preview.shortcut import shortcut
from ssg.preview.snapshot import Snapshot
from ssg.request import Choice, Request
from ssg.site.briefs import microseconds
from ssg.workforce import Workers

AT = "/_preview/at/"
_FEW = 20  # articles that are looked at one by one
_MOMENTS = 4  # other times whose editions are kept at hand


class Options(NamedTuple):
    """What was asked for: the site's folder, our own address (`http://127.0.0.1:8000`), and the clock.

    `unpublished`: show drafts, scheduled and expired articles as well. `complain` is told what is our own fault.
    """

    root: Path
    origin: str
    unpublished: bool
    clock: Callable[[ZoneInfo | None], datetime]
    complain: Callable[[Exception], None]


class News(NamedTuple):
    """A step: the epoch that began with it, and the files that changed."""

    epoch: int
    changed: tuple[str, ...]


class Room:
    """Holds the present snapshot. `tell` is called after each step, from the printing thread."""

    def __init__(self, options: Options, tell: Callable[[News], None]) -> None:
        """Prepare; nothing is read yet."""
        self.options = options
        self.thread = ThreadPoolExecutor(1, "preview")
        self.epoch = 0
        self.snapshot: Snapshot | None = None
        self.trouble: tuple[Diagnostic, ...] = ()
        self._tell = tell
        self._contents: Contents | None = None
        self._names: set[str] = set()
        self._templates: dict[str, bytes] = {}
        self._lock = threading.Lock()
        self._others: dict[datetime, Snapshot] = {}

    def changed(self, names: Collection[str]) -> None:
        """Take note that files have changed, by their names below the site. May be called from any thread."""
        with self._lock:
            waiting = bool(self._names)
            self._names |= set(names)
        if names and not waiting:
            self.thread.submit(self._step_or_complain)

    def take(self) -> set[str]:
        """Give all names that were noted since they were last taken."""
        with self._lock:
            names, self._names = self._names, set()
        return names

    def step(self) -> None:
        """Take in what has changed, and begin a new epoch if there is anything to see."""
        names = settled(self.options.root, self.take)
        try:
            moved = self._move(names)
        except SiteProblem as problem:
            moved = self.trouble != problem.diagnostics
            self.trouble = problem.diagnostics
        if moved:
            self.epoch += 1
            self._others.clear()
            self._tell(News(self.epoch, tuple(sorted(names)[:50])))

    def _step_or_complain(self) -> None:
        try:
            self.step()
        except Exception as problem:
            self.options.complain(problem)

    def look_again(self, path: str) -> None:
        """Make sure that an article is as its file is now, though the watcher may not have told yet."""
        entry = self._contents.entries.get(path) if self._contents else None
        try:
            info = (self.options.root / CONTENT / (entry.name if entry else path)).stat()
        except OSError:
            info = None
        known = (entry.size, entry.mtime_ns, entry.inode) if entry else None
        if known != (info and (info.st_size, max(info.st_mtime_ns, info.st_ctime_ns), info.st_ino)):
            with self._lock:
                self._names.add(f"{CONTENT}/{path}")
            self.step()

    def begin(self, workers: Workers | None) -> None:
        """Plan for the first time; whatever is wrong is kept to be shown."""
        try:
            self._plan(workers)
        except SiteProblem as problem:
            self.trouble = problem.diagnostics
        self.epoch += 1

    def at(self, moment: datetime) -> Snapshot | None:
        """Give the site as readers will see it at a moment; None where it cannot be planned.

        Raises SiteProblem where files cannot be read.
        """
        now = self.snapshot
        if now is None:
            return None
        found = self._others.get(moment)
        if found is None:
            config = now.resident.inputs.config
            prefix = f"{AT}{moment:%Y-%m-%dT%H:%M}"
            origin = config.base_url.removesuffix(config.base_path)
            inputs = now.resident.inputs._replace(
                config=msgspec.structs.replace(config, base_url=origin + prefix + config.base_path)
            )
            resident = make_resident(self._request(Choice(moment), None), inputs, self._templates)
            if len(self._others) >= _MOMENTS:
                del self._others[next(iter(self._others))]
            found = self._others[moment] = Snapshot(resident, prefix=prefix)
        return found

    def replan(self) -> None:
        """Plan anew, for the memory has been thrown away.

        Raises SiteProblem where the site cannot be read.
        """
        self._others.clear()
        self._plan(None)

    @property
    def due(self) -> bool:
        """Say whether an article has come or gone since the site was planned."""
        until = self.snapshot.resident.until if self.snapshot else 0
        return 0 < until <= microseconds(self.options.clock(None))

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """All errors that stand in the way now, those of the last step first."""
        known = self.snapshot.resident.diagnostics if self.snapshot else ()
        errors = (d for d in known if d.severity is Severity.ERROR)
        return tuple(dict.fromkeys((*self.trouble, *errors)))

    def _move(self, names: set[str]) -> bool:
        """Go from one snapshot to the next; say whether anything may look different."""
        before, contents = self.snapshot, self._contents
        if before is None or contents is None:
            self._contents = None
            self._plan(None)
            return True
        inside = {name.removeprefix(CONTENT).lstrip("/") for name in names if name.split("/")[0] == CONTENT}
        touched = contents.refresh(inside) if inside else set()
        if not self.trouble and touched and len(inside) == len(names) and self._short(before, contents, touched):
            return self.snapshot is not before
        inputs = self._inputs(contents)
        if not (touched or self.trouble or self.due) and _but_texts(inputs) == _but_texts(before.resident.inputs):
            return False
        self._plan(None, inputs)
        return True

    def _short(self, before: Snapshot, contents: Contents, touched: set[str]) -> bool:
        """Try the short cut for articles that are there still."""
        entries = [contents.entries[path] for path in touched if path in contents.entries]
        if len(touched) > _FEW or len(entries) < len(touched):
            return False
        if not all(entry.path.endswith(".md") for entry in entries):
            return False
        resident = shortcut(before.resident, entries)
        if resident is None:
            return False
        if resident is not before.resident:
            self.snapshot = Snapshot(resident, before, touched)
        return True

    def _inputs(self, contents: Contents) -> Inputs:
        inputs = read_inputs(self.options.root, None, contents.listing())
        if inputs.config.base_url:
            return inputs
        return inputs._replace(config=msgspec.structs.replace(inputs.config, base_url=self.options.origin))

    def _plan(self, workers: Workers | None, inputs: Inputs | None = None) -> None:
        """Plan the long way. What is wrong beyond single articles leaves the snapshot as it was.

        Raises SiteProblem where the site cannot be read.
        """
        if self._contents is None:
            self._contents = Contents(self.options.root)
        inputs = inputs or self._inputs(self._contents)
        shown = self.options.unpublished
        now = self.options.clock(inputs.config.zone)
        request = self._request(Choice(now, drafts=shown, future=shown, expired=shown), workers)
        resident = make_resident(request, inputs, self._templates)
        if resident.blocked:
            self.trouble = tuple(d for d in resident.diagnostics if d.severity is Severity.ERROR)
            return
        self.trouble = ()
        self.snapshot = Snapshot(resident, older=self.snapshot)

    def _request(self, choice: Choice, workers: Workers | None) -> Request:
        return Request(self.options.root, None, choice, clock_ns=time.time_ns(), workers=workers)


def _but_texts(inputs: Inputs) -> Inputs:
    """Give all inputs but what lies in `content/`: there, names that were touched tell."""
    return inputs._replace(articles=(), files={})
