"""A publication of `ssg watch`: that of `ssg build`, by a process that knows more than one that has just started.

It knows which files changed, and that no published file did: nobody else has built since, and a while after each
publication all of them are looked at again. If it is not sure it looks at everything, as a build does.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from ssg.cli.ending import closing_lines, more_line, shown
from ssg.cli.log import Log
from ssg.cli.options import output_of, zone_of
from ssg.cli.publication import WAITING, Terms, publish
from ssg.cli.report import write_report
from ssg.cli.reported import Reported
from ssg.cli.silence import heard
from ssg.cli.summary import Outcome
from ssg.core.catalogue import Catalogue
from ssg.core.config import Config
from ssg.core.errors import Diagnostic, Severity
from ssg.core.message import say
from ssg.index.model import LeftOut
from ssg.inputs import CONTENT, Inputs, read_inputs
from ssg.publishing.model import Attempt, Superseded
from ssg.request import MEMO, STATE, Choice, Request
from ssg.resident.contents import Contents
from ssg.resident.debounce import is_locked
from ssg.store.held import Held
from ssg.store.last_build import record_file
from ssg.store.manifest import manifest_file
from ssg.store.outputs import name_of
from ssg.store.publish import Published
from ssg.work import Work

_OF_SYSTEM: Final = "E7"  # codes of what disks and other programs refuse
_CHECKOUT: Final = 60.0  # seconds after which a lock of git was left behind


class Asked(NamedTuple):
    """The options that decide what is published where, and what is said of it."""

    site: Path
    output: Path | None
    base_url: str | None
    report: Path | None
    processes: int
    quiet: bool
    verbose: bool


@dataclass
class WatchedWork(Work):
    """The work of a build that is told which stage it enters."""

    entering: Callable[[str], None] = lambda name: None

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Report the stage, then count as usual."""
        self.entering(name)
        with super().stage(name):
            yield


class Publications:
    """Publishes when asked, and prints what came of it. `committing` is called before files are replaced."""

    def __init__(
        self,
        asked: Asked,
        log: Log,
        words: Catalogue,
        committing: Callable[[], None],
        publication: Callable[[Published], None],
    ) -> None:
        """Prepare; nothing is read yet. `publication` is called after each that changed something."""
        self._asked = asked
        self._log = log
        self._words = words
        self._committing = committing
        self._publication = publication
        self._reported = Reported()
        self._first = True
        self._frozen = False
        self._left_out: LeftOut | None = None
        self._contents: Contents | None = None
        self._held = Held()
        self._sure = False
        self._left: tuple[object, ...] | None = None
        self._noted: tuple[object, ...] | None = None
        self._manifest: object = None
        self._met = False
        self._output = output_of(asked.site, asked.output)
        self.inputs: Inputs | None = None

    @property
    def config(self) -> Config | None:
        """The configuration as it was read last."""
        return self.inputs.config if self.inputs else None

    def foreign(self) -> bool:
        """Return whether somebody else has built into the output folder since."""
        return self._noted is not None and self._noted != self._notes()

    def publish(self, names: set[str] | None) -> Attempt | None:
        """Publish what changed: the files with these names, below the site (none: the time), or whatever it is (None).

        Return None if these files do not matter.
        """
        if names and not self._matters(names):
            return None
        now, self._met = datetime.now(zone_of(self._asked.site)), False
        asked, begun = self._asked, time.perf_counter()
        self._output = output_of(asked.site, asked.output)  # `site.toml` may name another one now
        request = Request(
            asked.site,
            self._output,
            Choice(now),
            asked.base_url,
            keep_going=True,
            clock_ns=time.time_ns(),
            held=self._held,
        )
        self._sure = names is not None
        terms = Terms(
            lambda: self._log.line(WAITING, err=True),
            processes=asked.processes,
            method="spawn",  # a fork of a process with threads may hang
            read=self._read,
            has_changed=lambda: self._sure,
            begin=self._begin,
            end=self._end,
        )
        work = WatchedWork(time.perf_counter, entering=self._entering)
        try:
            outcome, said = publish(request, work, now, terms)
        except BaseException:
            self._forget()
            raise
        said = heard(said, asked.site)
        seconds = time.perf_counter() - begun
        if outcome.failed:
            self._forget()
        self._tell(outcome, said, work, now, seconds, asked_for=bool(names))
        if outcome.published is not None and (outcome.published.written or outcome.published.removed):
            self._publication(outcome.published)
        self._clean_up()
        return _attempt(outcome, said, seconds)._replace(foreign=self._met)

    def _matters(self, names: set[str]) -> bool:
        """Take in which files changed; return whether any of them counts."""
        root = self._asked.site
        report = self._asked.report
        names = {name for name in names if report is None or (root / name).absolute() != report.absolute()}
        inside = {name.removeprefix(CONTENT).lstrip("/") for name in names if name.split("/")[0] == CONTENT}
        touched = self._contents.refresh(inside) if self._contents is not None and inside else inside
        return bool(touched) or any(name.split("/")[0] != CONTENT for name in names)

    def _clean_up(self) -> None:
        """Free what is in reference cycles: commands search for them only here, where nobody waits.

        What is there after the first publication stays (modules, templates), and is not searched again.
        """
        gc.collect()
        if not self._frozen:
            gc.freeze()
            self._frozen = True

    def _forget(self) -> None:
        """Look at everything next time. If somebody has published since the lock was ours, `foreign` will tell."""
        self._contents, self._left = None, None
        self._held.clear()
        self._noted = self._manifest, self._notes()[1]

    def _begin(self, request: Request) -> Request:
        """Decide, under the lock, whether what is known still holds."""
        self._met = self.foreign()
        self._manifest = self._notes()[0]
        self._sure = self._sure and self._left is not None and self._left == self._present()
        if self._sure:
            return request._replace(intact=lambda: True)
        self._held.clear()
        return request

    def _read(self, request: Request) -> Inputs:
        if not self._sure or self._contents is None:
            self._contents = Contents(request.root)
        self.inputs = read_inputs(request.root, request.base_url, self._contents.split())
        return self.inputs

    def _end(self) -> None:
        if self._contents is not None:
            self._contents.taken_in()
        self._left, self._noted = self._present(), self._notes()

    def _entering(self, stage: str) -> None:
        if stage == "publish":
            if is_locked(self._asked.site, _CHECKOUT):
                raise Superseded
            self._committing()

    def _notes(self) -> tuple[object, ...]:
        """Return what changes when somebody else builds."""
        state, output = self._asked.site / STATE, self._output
        record = record_file(state, name_of(self._asked.site, output))
        return _stat(manifest_file(self._asked.site, state, output)), _stat(record)

    def _present(self) -> tuple[object, ...]:
        """Return what changes when somebody else has written into the state or replaced the output folder."""
        folder = _stat(self._output)
        return *self._notes(), _stat(self._asked.site / STATE / MEMO), folder and folder[0]

    def _tell(
        self,
        outcome: Outcome,
        said: tuple[Diagnostic, ...],
        work: Work,
        started: datetime,
        seconds: float,
        *,
        asked_for: bool,
    ) -> None:
        """Print what is new, and write the report."""
        asked, log = self._asked, self._log
        news, over = self._reported.take(said)
        printed, hidden = shown(tuple(news), quiet=asked.quiet, verbose=asked.verbose)
        log.problems(printed, asked.site, "text", every=asked.verbose)
        if hidden:
            log.line(more_line(hidden), err=True)
        done = outcome.published
        changed = done is not None and bool(done.written or done.removed or done.beside)
        left = outcome.tally.left_out if outcome.tally else self._left_out
        changed = changed or left != self._left_out
        self._left_out = left
        if over:
            log.line(say("no errors any more"), err=True)
        if not (changed or news or over or self._first or (outcome.failed and asked_for)):
            return
        self._first = False
        if asked.report is not None:
            refused = write_report(asked.report, outcome, said, work, started, seconds, self._words)
            if refused:
                log.line(say("Error: {problem}", problem=refused), err=True, level="error")
        if not asked.quiet:
            for line in closing_lines(outcome, said, work, seconds, verbose=asked.verbose):
                log.line(line, err=outcome.failed)


def _attempt(outcome: Outcome, said: tuple[Diagnostic, ...], seconds: float) -> Attempt:
    """Return what the publisher must know of a publication."""
    errors = [d for d in said if d.severity is Severity.ERROR]
    if outcome.failed or outcome.published is None or outcome.tally is None:
        problem = "; ".join(f"{d.place}: {d.code}: {d.message}" for d in errors[:1]) or "unknown"
        return Attempt(problem, may_pass=any(d.code.startswith(_OF_SYSTEM) for d in errors), seconds=seconds)
    done, tally = outcome.published, outcome.tally
    return Attempt(
        # A record that could not be written is written by the next attempt.
        written=len(done.written) + len(done.beside),
        removed=len(done.removed),
        articles=tally.articles,
        pages=tally.pages,
        held=tuple(one.file for one in outcome.held),
        next_change=tally.next_change,
        seconds=seconds,
    )


def _stat(path: Path) -> tuple[int, int, int] | None:
    try:
        info = path.stat()
    except OSError:
        return None
    return info.st_ino, info.st_mtime_ns, info.st_size
