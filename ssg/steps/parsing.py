"""Parses many files, in workers if they are worth it. Keeps nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ssg.content.article import ParseOptions
from ssg.core.errors import Diagnostic, SiteProblem
from ssg.inputs import Inputs
from ssg.jobs.sending import Batch
from ssg.jobs.workers import Workers
from ssg.steps.executors import Tasks, at_work, run
from ssg.steps.given import Extras, OnDisk
from ssg.steps.tasks import parse_batch
from ssg.store.records import ReadText
from ssg.store.source import FileEntry

_BATCH = 24  # articles: large enough that passing them costs little, small enough that all workers end together


def parse(
    inputs: Inputs, entries: list[FileEntry], options: ParseOptions, workers: Workers | None
) -> Iterator[ReadText]:
    """Parse in batches; results have the order of `entries` for any number of workers."""
    given = OnDisk(content=str(inputs.content))
    batches = [Batch(entries[start : start + _BATCH]) for start in range(0, len(entries), _BATCH)]
    if workers is None or len(entries) < workers.worth_texts:
        for batch in batches:
            yield from parse_batch(given, batch.items, options)
        return

    def sent(some: Sequence[FileEntry], _: object) -> Extras:
        return Extras(sources={entry.path: _source(given, entry) for entry in some})

    tasks = Tasks(parse_batch, given, (options,), lambda: None, sent, lambda some: parse_batch(given, some, options))
    with at_work(workers) as crew:
        yield from run(crew, tasks, batches)


def _source(given: OnDisk, entry: FileEntry) -> bytes | tuple[Diagnostic, ...]:
    """Read a file for a worker elsewhere, or say why it cannot be read."""
    try:
        return given.source(entry)
    except SiteProblem as problem:
        return problem.diagnostics
