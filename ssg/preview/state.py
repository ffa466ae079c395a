"""`State`: the state of a preview. The present snapshot, steps from one to the next, and who waits for whom.

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

import msgspec

from ssg.core.errors import Diagnostic, Severity, SiteProblem
from ssg.core.text.paths import is_markdown
from ssg.index.briefs import microseconds
from ssg.index.losses import CODES
from ssg.index.removals import too_many_lost
from ssg.inputs import CONTENT, Inputs, read_inputs
from ssg.jobs.workers import Workers
from ssg.preview.amend import amended
from ssg.preview.edition import LoadedEdition, as_previewed, load_edition
from ssg.preview.options import Options
from ssg.preview.readers import Readers
from ssg.preview.snapshot import Snapshot
from ssg.request import Choice, Request
from ssg.resident.contents import Contents
from ssg.resident.debounce import debounced
from ssg.work import Work

AT = "/_preview/at/"
_FEW = 20  # articles that are looked at one by one
_MOMENTS = 4  # other times whose editions are kept at hand


class News(NamedTuple):
    """A step: the epoch that began with it, and the files that changed."""

    epoch: int
    changed: tuple[str, ...]


class State:
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
        self._others: dict[datetime | str, Snapshot] = {}
        self._themes: tuple[Path, ...] = ()
        self._readers = Readers(self._public, options.clock)

    def changed(self, names: Collection[str]) -> None:
        """Take note that files have changed, by their names below the site. May be called from any thread."""
        with self._lock:
            waiting, self._names = self._names, self._names | set(names)
        if names and not waiting:
            self.thread.submit(self._step_or_complain)

    def take(self) -> set[str]:
        """Return all names that were noted since they were last taken."""
        with self._lock:
            names, self._names = self._names, set()
            return names

    def step(self) -> None:
        """Take in what has changed, and begin a new epoch if there is anything to see."""
        names = debounced(self.options.root, self.take)
        try:
            moved = self._move(names)
        except SiteProblem as problem:
            trouble = self._all_of(problem)
            moved = self.trouble != trouble
            self.trouble = trouble
        if moved:
            self.epoch += 1
            self.options.report(self.everything)
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

    def begin(self, workers: Workers | None, work: Work | None = None) -> None:
        """Plan for the first time; whatever is wrong is kept to be shown. `work` is told of what is done."""
        try:
            self._plan(workers, work=work)
        except SiteProblem as problem:
            self.trouble = self._all_of(problem)
        self.epoch += 1

    def at(self, moment: datetime) -> Snapshot | None:
        """Return the site as readers will see it at a moment; None where it cannot be planned.

        Raises SiteProblem where files cannot be read.
        """
        now = self.snapshot
        if now is None:
            return None
        found = self._others.get(moment)
        if found is None:
            config = now.loaded.inputs.config
            prefix = f"{AT}{moment:%Y-%m-%dT%H:%M}"
            origin = config.base_url.removesuffix(config.base_path)
            inputs = now.loaded.inputs._replace(
                config=msgspec.structs.replace(config, base_url=origin + prefix + config.base_path)
            )
            found = self._kept(moment, Snapshot(self._besides(Choice(moment), inputs), prefix=prefix))
        return found

    def shared(self, path: str) -> Snapshot | None:
        """Return the site as readers see it, with one article that they may not see yet; None if there is none such.

        Raises SiteProblem where files cannot be read.
        """
        every, seen = self.snapshot, self.seen(everything=False)
        if every is None or seen is None or path in seen.loaded.edition.site.briefs:
            return seen
        if path not in every.loaded.edition.site.briefs:
            return None
        found = self._others.get(path)
        if found is None:
            choice = Choice(self.options.clock(every.loaded.inputs.config.zone), also=frozenset((path,)))
            found = self._kept(path, Snapshot(self._besides(choice, every.loaded.inputs)))
        return found

    def _kept(self, name: datetime | str, found: Snapshot) -> Snapshot:
        """Keep one of the few snapshots besides the present one."""
        if len(self._others) >= _MOMENTS:
            del self._others[next(iter(self._others))]
        self._others[name] = found
        return found

    def seen(self, *, everything: bool) -> Snapshot | None:
        """Return the site as readers see it now, or with everything; raise SiteProblem where files cannot be read."""
        now = self.snapshot
        return now if everything or now is None or not self.options.unpublished else self._readers.of(now)

    def _public(self, now: datetime, inputs: Inputs) -> LoadedEdition:
        return self._besides(Choice(now), inputs)

    def _besides(self, choice: Choice, inputs: Inputs) -> LoadedEdition:
        """Plan another view of the present site, whose `inputs` do not know of articles that were merely edited."""
        entries = self._contents.entries if self._contents else {}
        articles = tuple([entries.get(entry.path, entry) for entry in inputs.articles])
        return load_edition(self._request(choice, None), inputs._replace(articles=articles), self._templates)

    def _forget(self) -> None:
        """Plan what is shown besides the present snapshot again when it is asked for next."""
        self._others.clear()
        self._readers.forget()

    def replan(self) -> None:
        """Plan again, for the memory has been thrown away.

        Raises SiteProblem where the site cannot be read.
        """
        self._forget()
        self._plan(None)

    def table(self) -> str:
        """Return the path of the redirect table as `site.toml` names it."""
        return self.snapshot.loaded.inputs.config.redirects if self.snapshot else ""

    @property
    def themes(self) -> tuple[Path, ...]:
        """Return the folders of the themes that the site extends, there or not."""
        return self._themes

    @property
    def due(self) -> bool:
        """Return whether an article has come or gone since the site was planned."""
        until = self.snapshot.loaded.until if self.snapshot else 0
        return 0 < until <= microseconds(self.options.clock(None))

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """All errors that stand in the way now, those of the last step first, and URLs that a build would lose."""
        known = self.snapshot.loaded.diagnostics if self.snapshot else ()
        errors = (d for d in known if d.severity is Severity.ERROR or d.code in CODES)
        return tuple(dict.fromkeys((*self.trouble, *errors)))

    @property
    def everything(self) -> tuple[Diagnostic, ...]:
        """All problems that there are now, whatever they weigh."""
        known = self.snapshot.loaded.diagnostics if self.snapshot else ()
        return tuple(dict.fromkeys((*self.trouble, *known)))

    def _move(self, names: set[str]) -> bool:
        """Go from one snapshot to the next; say whether anything may look different."""
        before, contents = self.snapshot, self._contents
        if before is None or contents is None:
            self._contents = None
            self._plan(None)
            return True
        inside = {name.removeprefix(CONTENT).lstrip("/") for name in names if name.split("/")[0] == CONTENT}
        touched = contents.refresh(inside) if inside else set()
        if not self.trouble and touched and len(inside) == len(names) and self._amend(before, contents, touched):
            return self.snapshot is not before
        inputs = self._inputs(contents)
        if not (touched or self.trouble or self.due) and _but_texts(inputs) == _but_texts(before.loaded.inputs):
            return False
        self._plan(None, inputs)
        return True

    def _amend(self, before: Snapshot, contents: Contents, touched: set[str]) -> bool:
        """Take in articles that are edited only; False where the site must be planned as a whole."""
        entries = [contents.entries[path] for path in touched if path in contents.entries]
        if len(touched) > _FEW or len(entries) < len(touched):
            return False
        plain = all(is_markdown(entry.path) for entry in entries)
        loaded = amended(before.loaded, entries) if plain else None
        if loaded is None:
            return False
        if loaded is not before.loaded:
            self.snapshot = Snapshot(loaded, before)
            self._others.clear()
            self._readers.edited(entries)
        return True

    def _inputs(self, contents: Contents) -> Inputs:
        inputs = read_inputs(self.options.root, None, contents.listing())
        self._themes = inputs.themes
        return as_previewed(inputs, self.options.origin)

    def _plan(self, workers: Workers | None, inputs: Inputs | None = None, work: Work | None = None) -> None:
        """Plan the long way. What is wrong beyond single articles leaves the snapshot as it was.

        Raises SiteProblem where the site cannot be read, or has lost many articles.
        """
        if self._contents is None:
            self._contents = Contents(self.options.root)
        inputs = inputs or self._inputs(self._contents)
        self._refuse_losses(inputs)
        shown = self.options.unpublished
        now = self.options.clock(inputs.config.zone)
        request = self._request(Choice(now, drafts=shown, future=shown, expired=shown), workers)
        loaded = load_edition(request, inputs, self._templates, work)
        if loaded.blocked:
            self.trouble = tuple(d for d in loaded.diagnostics if d.severity is Severity.ERROR)
            return
        self.trouble = ()
        self.snapshot = Snapshot(loaded, self.snapshot)
        self._forget()

    def _refuse_losses(self, inputs: Inputs) -> None:
        """Raise SiteProblem where so many articles are gone that their disk must be: nothing of them is forgotten."""
        if self.snapshot is not None:
            before = [entry.path for entry in self.snapshot.loaded.inputs.articles]
            if refused := too_many_lost(before, [entry.path for entry in inputs.articles]):
                raise SiteProblem(refused)

    def _all_of(self, problem: SiteProblem) -> tuple[Diagnostic, ...]:
        """Return what a problem says, and where it hides the rest of the site, that too."""
        shown, now = self.options.unpublished, self.options.clock(None)
        request = self._request(Choice(now, drafts=shown, future=shown, expired=shown), None)
        return self.options.rest(request, problem.diagnostics)

    def _request(self, choice: Choice, workers: Workers | None) -> Request:
        return Request(self.options.root, None, choice, clock_ns=time.time_ns(), workers=workers)


def _but_texts(inputs: Inputs) -> Inputs:
    """Return all inputs but what lies in `content/`: there, names that were touched tell."""
    return inputs._replace(articles=(), files={})
