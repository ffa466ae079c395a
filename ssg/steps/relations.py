"""Updates the lists of related articles, in workers if many are new.

The lists are stored in the state. A site whose block shows none pays nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext

import msgspec

from ssg.core.config import Config
from ssg.core.vector import FULL
from ssg.index.model import Site
from ssg.index.related.finder import Finder, Found
from ssg.index.related.listed import Listed
from ssg.index.related.picked import picks
from ssg.index.related.score import Rules
from ssg.index.related.update import Find, Subject, update
from ssg.jobs.sending import Batch
from ssg.jobs.workers import Workers
from ssg.steps.edition import Edition
from ssg.steps.executors import Tasks, at_work, run
from ssg.steps.given import Extras, Index, OnDisk, sharing
from ssg.steps.tasks import find_batch
from ssg.store.memo import Memo
from ssg.work import Work

BLOCK = "lien-quan"
_LISTS_OF = "lists of"  # the note of the edition that the lists belong to: the state has only one set
_SECOND = 1_000_000  # microseconds
_DAY = 86_400
# Lists a batch, some 50 ms of work; and how many batches there must be for workers to be worth their start.
_BATCH, _BATCHES = 100, 8


def rules_of(config: Config) -> Rules:
    """Return what `site.toml` says of related articles."""
    block = config.blocks[BLOCK]
    strip = config.blocks["topic"].count if config.distinct else 0
    count = block.count + (config.related.in_text_after > 0)  # one of them stands in the text
    return Rules(block.half_life * _DAY, FULL * block.least // 100, count, strip=strip)


def lists_are_of(name: str, config: Config, memo: Memo) -> bool:
    """Return whether the stored lists are those of an edition, or none are shown."""
    return not rules_of(config).count or memo.recall(_LISTS_OF) == name.encode()


def relate(edition: Edition, memo: Memo, work: Work, workers: Workers | None, name: str) -> Edition:
    """Find related articles, and return the edition with them. `name` is that of the edition.

    With workers, the state is saved first. Raises MemoryDamaged.
    """
    site = edition.site
    rules = rules_of(site.config)
    if not rules.count:
        return edition
    finder = Finder(memo.blobs(), rules, memo.vector, memo.held.pop(_LISTS_OF, None))
    changed = edition.touched.articles if edition.touched and not finder.is_empty else None
    now = _Subjects(site) if changed is not None else _all_subjects(site)
    updated = update(finder, now, finding(memo, workers, work), changed)
    work.related += updated.found
    if not name or memo.recall(_LISTS_OF) != name.encode():
        memo.note(_LISTS_OF, name.encode())
    memo.to_hold[_LISTS_OF] = finder.columns
    touched = edition.touched and edition.touched._replace(articles=edition.touched.articles | updated.changed)
    return edition._replace(site=msgspec.structs.replace(site, related=Listed(finder.columns)), touched=touched)


def _all_subjects(site: Site) -> dict[str, Subject]:
    briefs = [site.briefs[path] for path in site.order]
    subjects = map(
        Subject,
        [brief.key for brief in briefs],
        [brief.time // _SECOND for brief in briefs],
        [picks(site, brief.path) if brief.picks else () for brief in briefs],
    )
    return dict(zip(site.order, subjects, strict=True))


class _Subjects(Mapping[str, Subject]):
    """The subjects of all articles, each created when needed."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def __getitem__(self, path: str) -> Subject:
        self._site.places.categories[path]  # a plain page has no related articles
        brief = self._site.briefs[path]
        return Subject(brief.key, brief.time // _SECOND, picks(self._site, path) if brief.picks else ())

    def __iter__(self) -> Iterator[str]:
        return iter(self._site.order)

    def __len__(self) -> int:
        return len(self._site.order)


def finding(memo: Memo, workers: Workers | None, work: Work) -> Find:
    """Return the function that finds lists: in workers, if there are any and the lists are many."""
    if workers is None or memo.file is None:
        return Finder.find

    def find(finder: Finder, numbers: Sequence[int]) -> Iterable[Found]:
        batches = [numbers[start : start + _BATCH] for start in range(0, len(numbers), _BATCH)]
        if len(batches) < _BATCHES:
            return finder.find(numbers)
        memo.save()
        return _told(_with_workers(workers, memo, finder, batches), len(numbers), work)

    return find


def _told(found: Iterable[Found], total: int, work: Work) -> Iterator[Found]:
    """Yield lists, and tell how many there are."""
    for number, one in enumerate(found):
        work.progress("relate", number, total)
        yield one


def _with_workers(workers: Workers, memo: Memo, finder: Finder, batches: Iterable[Sequence[int]]) -> Iterator[Found]:
    given = OnDisk(memo=str(memo.file), build=str(memo.build))
    rules = finder.rules

    def index() -> Index:
        return Index(dict(memo.blobs().every()), {key: memo.vector(key) for key in finder.columns.keys})

    def here(numbers: Sequence[int]) -> list[Found]:
        return find_batch(given, numbers, rules)

    tasks = Tasks(find_batch, given, (rules,), index, lambda numbers, lacking: Extras(), here)
    with sharing(given, finder) if workers.inherit else nullcontext(), at_work(workers) as crew:
        yield from run(crew, tasks, map(Batch, batches))
