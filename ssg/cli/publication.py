"""One publication, as every command does that publishes: under the lock, recorded, and noted in the manifest.

Prints nothing; the caller says what came of it.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from ssg import __version__
from ssg.cli.recorded import recorded
from ssg.cli.summary import Outcome
from ssg.cli.workers import hired
from ssg.core.errors import Diagnostic, Place, Severity, SiteProblem, error
from ssg.core.message import say
from ssg.index.urls import BASE_URL_HINT, NO_BASE_URL
from ssg.inputs import CONFIG_FILE, Inputs, read_inputs
from ssg.jobs.running import none_left
from ssg.request import STATE, Request
from ssg.steps import unchanged
from ssg.steps.due import held_by, is_due, last_publication, name_to_keep, note_publication
from ssg.steps.intact import checking_intact
from ssg.steps.release import forget_gone, starting_from_another
from ssg.steps.security import security_txt
from ssg.store.delta import refuse_delta
from ssg.store.lock import only_build
from ssg.store.manifest import Manifest
from ssg.store.outputs import name_of
from ssg.store.publish import CutShort, Published
from ssg.work import Work

if TYPE_CHECKING:
    from ssg.build import Built

WAITING: Final = say("another build of this site is running: waiting for it to finish")
_NO_BASE_URL: Final = error(
    "E751", NO_BASE_URL, Place("site.toml", 1), say("{base_url_hint}, or use --base-url", base_url_hint=BASE_URL_HINT)
)


def _read(request: Request) -> Inputs:
    return read_inputs(request.root, request.base_url, may_lack_articles=request.allow_removals)


class Terms(NamedTuple):
    """When and with which workers a publication runs, and what it leaves besides.

    `waiting` is called if another build holds the lock, `wait` are the seconds to wait for it. `look` starts a process
    that checks published files. `read` returns the inputs, while the lock is held. `has_changed` returns whether
    the caller knows that there is something to do. `begin` and `end` are called under the lock, before anything is
    noted and after everything is.
    """

    waiting: Callable[[], None]
    wait: int | None = None
    delta: Path | None = None
    processes: int = 1
    named: str = ""
    method: str = ""
    if_due: bool = False
    look: Callable[[], Executor] | None = None
    read: Callable[[Request], Inputs] = _read
    has_changed: Callable[[], bool] = lambda: False
    begin: Callable[[Request], Request] = lambda request: request
    end: Callable[[], None] = lambda: None


def publish(request: Request, work: Work, started: datetime, terms: Terms) -> tuple[Outcome, tuple[Diagnostic, ...]]:
    """Publish the site, unless nothing has changed; return what came of it, and all diagnostics."""
    outcome = Outcome()
    try:
        with (
            hired(terms.processes, terms.named, terms.method) as found,
            only_build(request.root / STATE, terms.waiting, terms.wait),
            none_left(),
            starting_from_another(request),
        ):
            request = terms.begin(request)
            _refuse_delta(request, terms.delta)
            with checking_intact(request._replace(workers=found), terms.look) as looked, recorded(request) as record:
                outcome = _build(looked, work, started, terms)
                late = record.lay(terms.delta, outcome.published)
                if outcome.manifest is not None:
                    note_publication(request, outcome.manifest)
                    forget_gone(request)
                record.end(outcome.published, idle=outcome.idle is not None)
            terms.end()
    except SiteProblem as problem:
        late = _with_rest(request, problem.diagnostics)
        outcome = outcome._replace(cut_short=isinstance(problem, CutShort))
    return outcome, (*(outcome.tally.diagnostics if outcome.tally else ()), *late)


def _build(request: Request, work: Work, started: datetime, terms: Terms) -> Outcome:
    """Build the site, unless nothing has changed since the last build; note in the manifest what was published."""
    with work.stage("read"):
        inputs = terms.read(request)
        if not inputs.config.base_url:
            inputs = inputs._replace(diagnostics=(*inputs.diagnostics, _NO_BASE_URL))
        # A name that no inputs have. What was saved a moment ago is too young for its name to prove anything later.
        name = unchanged.NAMELESS if terms.has_changed() else unchanged.name_of(request, inputs)
        last = last_publication(request)
        outcome = Outcome(
            preview_build=request.choice.preview_build,
            staging=request.choice.staging,
            language=inputs.config.language,
            folder=request.output.name if request.output else "",
            base_url=inputs.config.base_url,
        )
        if terms.if_due and last is not None and not is_due(request, name, last):
            return outcome._replace(idle=last, held=last.held)
        tally = None if terms.has_changed() else unchanged.recall(request, name)
    if tally is not None:
        outcome = outcome._replace(tally=tally, published=Published((), (), tally.files))
    else:
        from ssg.build import build  # Markdown, YAML and templates: 100 ms that a build without work never pays

        outcome = _outcome_of(build(request, work, inputs, name), outcome, last, request.choice.now)
    if outcome.tally is not None:
        said = (*outcome.tally.diagnostics, *security_txt(inputs, request.choice.now))
        outcome = outcome._replace(tally=msgspec.structs.replace(outcome.tally, diagnostics=said))
    return outcome._replace(manifest=_manifest_of(request, inputs, name, outcome, started))


def _manifest_of(request: Request, inputs: Inputs, name: str, outcome: Outcome, started: datetime) -> Manifest | None:
    """Return what to note of a publication in the manifest; None if nothing was published."""
    if outcome.published is None or outcome.tally is None or request.output is None:
        return None
    scheduled = outcome.tally.left_out.scheduled
    return Manifest(
        output=name_of(request.root, request.output),
        version=__version__,
        published=started,
        now=request.choice.now,
        outcome=outcome.name,
        articles=outcome.tally.articles,
        pages=outcome.tally.pages,
        held=outcome.held,
        next_publication=scheduled[0][0] if scheduled else None,
        next_change=outcome.tally.next_change,
        inputs="" if name == unchanged.NAMELESS else name_to_keep(request, inputs, name),
    )


def _outcome_of(built: Built, outcome: Outcome, last: Manifest | None, now: datetime) -> Outcome:
    """Return the result of a build."""
    briefs = built.edition.site.briefs
    held = held_by(built.diagnostics, built.bad, briefs, last, now) if built.published is not None else ()
    return outcome._replace(
        tally=built.tally,
        published=built.published,
        pages=built.shown,
        edited=frozenset(built.edited),
        held=held,
    )


def _with_rest(request: Request, said: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics; if `site.toml` is invalid, also all errors of the rest of the site."""
    if not all(d.place.path == CONFIG_FILE for d in said):
        return said
    from ssg.cli.beyond import and_beyond  # Markdown, YAML and templates again

    return tuple(d for d in and_beyond(request, said) if d in said or d.severity is Severity.ERROR)


def _refuse_delta(request: Request, delta: Path | None) -> None:
    """Reject an unusable `--delta` folder before the build.

    Raises SiteProblem.
    """
    if delta is not None and request.output is not None:
        refused = refuse_delta(delta, request.output, request.root)
        if refused is not None:
            raise SiteProblem(refused)
