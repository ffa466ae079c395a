"""The last lines of a build: what was published, which articles are new, changed or gone, what is next.

Returns lines and prints nothing. All of it is in the report as well (`--report`), which scripts should read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Final

from ssg.cli.printing import count, in_order
from ssg.cli.progress import STAGES
from ssg.cli.summary import Outcome, published_line
from ssg.core.errors import Diagnostic, Severity
from ssg.core.i18n import translations
from ssg.core.message import Message, joined, many, say, verbatim
from ssg.core.text.dates import stamp
from ssg.index.model import LeftOut
from ssg.store.manifest import Held
from ssg.work import Work

_SHOWN: Final = 3  # addresses in a line
_MANY: Final = 1000  # with `-v`, a line each: a new site may have a hundred thousand; `--report` names all
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CONTENT: Final = "content/"
_MOST: Final = 20  # warnings and notices that a build prints; an old archive may have thousands


def address_lines(outcome: Outcome, *, every: bool) -> Iterator[Message]:
    """Yield the addresses of articles and plain pages that are new, changed or gone: the first few, or most."""
    published, pages = outcome.published, outcome.pages
    if published is None:
        return
    texts = [path for path in published.written if pages.get(path) in ("article", "plain page")]
    gone = [path for path in published.removed if path.endswith(".html")]
    groups = (
        (say("new"), [path for path in texts if path in published.new]),
        (say("changed"), [path for path in texts if path in outcome.edited and path not in published.new]),
        (say("removed"), gone),
    )
    for name, paths in groups:
        shown = ["/" + path.removesuffix("index.html") for path in paths[: _MANY if every else _SHOWN]]
        lines = [[one] for one in shown] if every else [shown] if shown else []
        for at, line in enumerate(lines, 1):
            addresses, rest = joined(line), len(paths) - len(shown) if at == len(lines) else 0
            if rest:
                addresses = many("{shown} and {n:,} more", "{shown} and {n:,} more", n=rest, shown=addresses)
            yield say("  {name}: {addresses}", name=name, addresses=addresses)


def left_out_lines(left: LeftOut, held: Iterable[Held], language: str, *, every: bool) -> Iterator[Message]:
    """Yield how many articles are not public and why, and the next publication; with `every`, each file as well.

    Of those `held` for errors, some are published nevertheless: in their last version, or without what is wrong.

    `language` is the site's, for the name of the weekday.
    """
    shown: dict[str, list[str]] = {"omitted": [], "previous": [], "degraded": []}
    for one in held:
        shown[one.shown].append(one.file.removeprefix(_CONTENT))
    wrong = shown["omitted"]
    scheduled = [path for _, path in left.scheduled]
    groups = (
        (say("{number:,} scheduled", number=len(scheduled)), say("scheduled"), scheduled),
        (say("{number:,} expired", number=len(left.expired)), say("expired"), left.expired),
        (say("{number:,} withdrawn", number=len(left.withdrawn)), say("withdrawn"), left.withdrawn),
        (many("{n:,} draft", "{n:,} drafts", n=len(left.drafts)), say("draft"), left.drafts),
        (say("{number:,} with errors", number=len(wrong)), say("error"), wrong),
    )
    parts = [count for count, _, paths in groups if paths]
    if parts:
        yield say("not published: {parts}", parts=joined(parts))
    kept, lacking = len(shown["previous"]), len(shown["degraded"])
    counts = (
        (many("{n:,} in its last version", "{n:,} in their last version", n=kept), kept),
        (many("{n:,} without what is wrong", "{n:,} without what is wrong", n=lacking), lacking),
    )
    if parts := [count for count, number in counts if number]:
        yield say("published in spite of errors: {parts}", parts=joined(parts))
    for _, why, paths in groups if every else ():
        for path in paths:
            yield say("  {why}: {file}", why=why, file=f"{_CONTENT}{path}")
    for when, path in islice(left.scheduled, 1):
        yield say("next publication: {time} ({file})", time=unambiguous(when, language), file=f"{_CONTENT}{path}")


def unambiguous(when: datetime, language: str) -> Message:
    """Return a time for people and for machines: `25/11/2026 06:00, Thứ tư, 2026-11-25T06:00+07:00`."""
    weekday = translations(language).gettext(_WEEKDAYS[when.weekday()])
    iso = when.isoformat(timespec="minutes")
    return say("{time}, {weekday}, {iso}", time=stamp(when), weekday=weekday, iso=iso)


def more_line(hidden: int) -> Message:
    """Return how many warnings and notices are not printed."""
    return many(
        "{n:,} more warning or notice; `ssg check` prints all of them",
        "{n:,} more warnings and notices; `ssg check` prints all of them",
        n=hidden,
    )


def shown(said: tuple[Diagnostic, ...], *, quiet: bool, verbose: bool) -> tuple[list[Diagnostic], int]:
    """Return the problems to print (all errors, some or all of the others), and how many are hidden."""
    errors = [d for d in said if d.severity is Severity.ERROR]
    if quiet:
        return errors, 0
    rest = [d for severity in (Severity.WARNING, Severity.NOTICE) for d in in_order(said) if d.severity is severity]
    first = rest if verbose else rest[:_MOST]
    return [*errors, *first], len(rest) - len(first)


def closing_lines(
    outcome: Outcome, said: tuple[Diagnostic, ...], work: Work, seconds: float, *, verbose: bool
) -> Iterator[Message]:
    """Yield the last lines of a build."""
    if outcome.idle is not None:
        if verbose:
            yield say("nothing to do: no source has changed, and no article is due or has expired")
        return
    if outcome.tally is None or outcome.published is None:
        if outcome.cut_short:
            yield say("publication was cut short, build again to complete it: {count}", count=count(said))
        else:
            yield say("nothing was published: {count}", count=count(said))
        return
    yield published_line(outcome, seconds)
    yield from address_lines(outcome, every=verbose)
    if outcome.published.beside:
        yield say("server configuration changed: {files}", files=", ".join(outcome.published.beside))
    if outcome.staging:
        yield say("for a staging server: search engines are blocked, and nothing may be cached")
    elif outcome.preview_build:
        yield say("preview build: it contains articles that are not public, so search engines are blocked")
    yield from left_out_lines(outcome.tally.left_out, outcome.held, outcome.language, every=verbose)
    if tally := count(said):
        yield tally
    if verbose:
        for stage, took in work.seconds.items():
            yield say("  {stage}: {seconds:.2f} s", stage=STAGES.get(stage, verbatim(stage)), seconds=took)
