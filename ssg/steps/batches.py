"""Hands pages out to workers in batches, and stages those that were made on other machines. Decides nothing of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ssg.core.errors import SiteProblem
from ssg.jobs.sending import Batch
from ssg.pages.kinds import KINDS
from ssg.steps.context import RenderContext
from ssg.steps.executors import RunningWorkers, Tasks, run
from ssg.steps.given import Unstaged
from ssg.steps.tasks import Job, Made, make_batch, make_pages
from ssg.store.compress import stage_copies
from ssg.store.publish import Publication, refused
from ssg.store.staging import InTheWay

# Pages a batch: about 30 ms of work.
_BATCH = 48


def with_help(
    running: RunningWorkers, jobs: Sequence[Job], context: RenderContext, publication: Publication
) -> Iterator[Made]:
    """Make pages in workers, and yield them in order.

    Raises SiteProblem.
    """

    def here(some: Sequence[Job]) -> list[Made]:
        return list(make_pages(context, publication.stager, some))

    tasks = Tasks(make_batch, running.given, (), running.rendering, running.parcels, here)
    return run(running.crew, tasks, _batches(jobs))


def _batches(jobs: Sequence[Job]) -> Iterator[Batch]:
    """Split jobs into batches. Pages cut from one thing are one batch, however large: no other process makes it too.

    Pages that are only spliced do not travel: their bytes would go there and back for a fifth of a millisecond's work.
    """
    for (whole, again), alike in groupby(jobs, key=lambda job: (cut_from(job), job.again)):
        found = list(alike)
        size = len(found) if whole else _BATCH
        yield from (Batch(found[start : start + size], here=again) for start in range(0, len(found), size))


def staged(one: Made, sent: Unstaged, publication: Publication) -> Made:
    """Stage a page that was made on another machine, and `sent` from there.

    Raises SiteProblem where the disk refuses.
    """
    try:
        found = publication.stager.stage(sent.path, sent.data, sent.entry, publication.before(sent.path))
    except InTheWay as problem:
        return Made(None, one.page, (refused(publication.root, sent.path, problem),))
    except OSError as problem:
        raise SiteProblem(refused(publication.root, sent.path, problem)) from problem
    stage_copies(publication, sent.path, sent.entry.digest, sent.copies)
    return one._replace(staged=found)


def cut_from(job: Job) -> str | int | None:
    """Return what a page is cut from, together with others; None if it is made alone."""
    kind = KINDS.get(job.page.kind)  # none: a block
    return job.page.subject[0] if kind is not None and kind.together else None
