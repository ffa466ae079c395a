"""Brings the lists of related articles up to date with the public ones, with the help of workers where many are new.

What was found lies in the memory. A site whose block is set to show none pays nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from ssg.core.config import Config
from ssg.core.vector import FULL
from ssg.site.model import Site
from ssg.site.related.finder import Finder, Found
from ssg.site.related.listed import Listed
from ssg.site.related.picked import picks
from ssg.site.related.score import Rules
from ssg.site.related.update import Find, Subject, update, update_some
from ssg.store.memo import Memo, TextReader
from ssg.work import Work
from ssg.workforce import Workers, at_work, in_order

BLOCK = "lien-quan"
_SECOND = 1_000_000  # microseconds
_DAY = 86_400
# Lists a batch, some 100 ms of work; and how many batches there must be for workers to be worth their start.
_BATCH, _BATCHES = 250, 4


def rules_of(config: Config) -> Rules:
    """Give what `site.toml` says of related articles."""
    block = config.blocks[BLOCK]
    strip = config.blocks["topic"].count if config.distinct else 0
    return Rules(block.half_life * _DAY, FULL * block.least // 100, block.count, strip=strip)


class Related(NamedTuple):
    """A site that knows its lists of related articles, and the paths of articles whose list may be another now."""

    site: Site
    changed: frozenset[str]


def relate(
    site: Site, memo: Memo, work: Work, workers: Workers | None, amended: Collection[str] | None = None
) -> Related:
    """Find out which articles are related. Where they are given, no others than those `amended` can have changed.

    With workers, what was remembered so far is saved. Raises MemoryDamaged.
    """
    rules = rules_of(site.config)
    if not rules.count:
        return Related(site, frozenset())
    finder = Finder(memo.cabinet(), rules, memo.vector)
    some = None if finder.is_empty else amended
    briefs = site.briefs.values() if some is None else [site.briefs[path] for path in some]
    now = {
        brief.path: Subject(brief.key, brief.time // _SECOND, picks(site, brief.path) if brief.picks else ())
        for brief in briefs
    }
    updated = update(finder, now, finding(memo, workers)) if some is None else update_some(finder, now)
    work.related += updated.found
    if updated.found:
        memo.advance()
    return Related(msgspec.structs.replace(site, related=Listed(finder.columns)), updated.changed)


def finding(memo: Memo, workers: Workers | None) -> Find:
    """Give a way to find lists: with workers, if there are any and the lists are many."""
    if workers is None or memo.file is None:
        return Finder.find

    def find(finder: Finder, numbers: Sequence[int]) -> Iterable[Found]:
        batches = [numbers[start : start + _BATCH] for start in range(0, len(numbers), _BATCH)]
        if len(batches) < _BATCHES:
            return finder.find(numbers)
        memo.save()
        return _with_workers(workers, str(memo.file), memo.build, finder.rules, batches)

    return find


def _with_workers(
    workers: Workers, file: str, build: int, rules: Rules, batches: Iterable[Sequence[int]]
) -> Iterator[Found]:
    with at_work(workers) as executor:
        yield from in_order(executor, find_batch, ((file, build, rules, batch) for batch in batches))


# What this process finds with, by memory and build. Nothing of one build is used in another.
_FINDERS: dict[tuple[str, int], Finder] = {}


def find_batch(file: str, build: int, rules: Rules, numbers: Sequence[int]) -> list[Found]:
    """Find some lists, in a worker."""
    finder = _FINDERS.get((file, build))
    if finder is None:
        _FINDERS.clear()
        reader = TextReader(Path(file))
        finder = _FINDERS[file, build] = Finder.at_work(reader.cabinet(), rules, reader.vector)
    return list(finder.find(numbers))
