"""What a deploy has to do: compares what a target should hold with what it holds, and puts it in a safe order. Pure.

Files first, then pages, then the lists that link to them, then what machines ask for first; removals last. What follows
in `phases` may begin only when all before it has arrived.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final, NamedTuple

from ssg.deploy.manifest import LEAVING, UNKNOWN, Object
from ssg.deploy.objects import Upload
from ssg.deploy.purge import COPIES
from ssg.store.inside import is_inner

_PAGES: Final = frozenset(("article", "guarded", "output", "page", "live", "redirect"))
_LAST: Final = frozenset(
    ("home", "atom", "rss", "json-feed", "sitemap", "sitemap-lists", "news-sitemap", "sitemap-index", "robots")
)
_FILES: Final = frozenset(("", "picture", "icon", "manifest", "site-picture", "share-picture"))
_BLOCKS: Final = "_blocks/"
_ARTICLE: Final = "article"
_FILES_OF_A_BATCH: Final = 2000
_BYTES_OF_A_BATCH: Final = 64 << 20
_MOST_BATCHES: Final = 16


class Plan(NamedTuple):
    """Uploads by phase, paths to remove before (`in_the_way`) and after them, and what stays.

    `new` paths are not at the target yet. `kept` are pages of articles that nothing answers for, `strangers` files that
    no deploy put there.
    """

    phases: tuple[tuple[Upload, ...], ...]
    in_the_way: tuple[str, ...] = ()
    removals: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    new: frozenset[str] = frozenset()
    unchanged: int = 0

    @property
    def files(self) -> int:
        """The number of uploads."""
        return sum(map(len, self.phases))

    @property
    def size(self) -> int:
        """The bytes of all uploads."""
        return sum(upload.size for phase in self.phases for upload in phase)

    @property
    def removed(self) -> tuple[str, ...]:
        """All paths to remove."""
        return (*self.in_the_way, *self.removals)


class Batch(NamedTuple):
    """What is recorded as in doubt together: uploads of one phase, or paths to remove."""

    uploads: tuple[Upload, ...] = ()
    removals: tuple[str, ...] = ()


def plan(
    wanted: Mapping[str, Upload], held: Mapping[str, Object], answered: Collection[str], *, remove_all: bool
) -> Plan:
    """Compare what a target should hold with what it holds.

    `answered` are output paths of former articles that may go: redirected, withdrawn or expired. With `remove_all`, the
    pages of other articles and files of unknown origin go as well.
    """
    phases: tuple[list[Upload], ...] = ([], [], [], [])
    new: set[str] = set()
    for path, upload in wanted.items():
        there = held.get(path)
        if there is None:
            new.add(path)
        elif there.digest == upload.digest and there.headers == upload.headers_name:
            continue
        phases[_phase(path, upload.kind, is_new=there is None)].append(upload)
    gone, kept, strangers = list[str](), list[str](), list[str]()
    for path in held.keys() - wanted.keys():
        kind = held[path].kind
        if not is_inner(path):  # no deploy wrote that into the manifest
            continue
        if kind == UNKNOWN and not remove_all:
            strangers.append(path)
        elif kind == _ARTICLE and _of_copy(path) not in answered and not remove_all:
            kept.append(path)
        else:
            gone.append(path)
    early = _in_the_way(gone, [upload.path for phase in phases for upload in phase])
    ordered = tuple(tuple(sorted(phase, key=lambda upload: upload.path)) for phase in phases)
    return Plan(
        phases=ordered,
        in_the_way=tuple(sorted(early)),
        removals=tuple(sorted(set(gone) - early)),
        kept=tuple(sorted(kept)),
        strangers=tuple(sorted(strangers)),
        new=frozenset(new),
        unchanged=len(wanted) - sum(map(len, phases)),
    )


def batches(found: Plan) -> Iterator[Batch]:
    """Divide a plan into batches, in order; a small one into few."""
    if found.in_the_way:
        yield Batch(removals=found.in_the_way)
    most = max(_FILES_OF_A_BATCH, found.files // _MOST_BATCHES)
    for phase in found.phases:
        part: list[Upload] = []
        size = 0
        for upload in phase:
            if part and (len(part) >= most or size + upload.size > _BYTES_OF_A_BATCH):
                yield Batch(tuple(part))
                part, size = [], 0
            part.append(upload)
            size += upload.size
        if part:
            yield Batch(tuple(part))
    for at in range(0, len(found.removals), most):
        yield Batch(removals=found.removals[at : at + most])


def joined(found: Iterator[Batch]) -> Iterator[tuple[Batch, ...]]:
    """Join small batches that follow one another: they are claimed together, but sent one after the other."""
    group: list[Batch] = []
    files = size = 0
    for batch in found:
        number = len(batch.uploads) + len(batch.removals)
        more = sum(upload.size for upload in batch.uploads)
        if group and (files + number > _FILES_OF_A_BATCH or size + more > _BYTES_OF_A_BATCH):
            yield tuple(group)
            group, files, size = [], 0, 0
        group.append(batch)
        files, size = files + number, size + more
    if group:
        yield tuple(group)


def _of_copy(path: str) -> str:
    """Return the path of the page that a compressed copy is one of; that of a page itself is returned unchanged."""
    return path.rpartition(".")[0] if path.endswith(COPIES) else path


def _phase(path: str, kind: str, *, is_new: bool) -> int:
    if path.startswith(_BLOCKS):
        return 0 if is_new else 2
    if kind in _LAST:
        return 3
    if kind in _PAGES:
        return 1
    if kind in _FILES:
        return 0
    return 2  # all other kinds of pages are lists, or made of all articles


def _in_the_way(gone: list[str], sent: list[str]) -> set[str]:
    """Return the removed paths that are folders of new ones, or lie in folders that become files."""
    if not gone:
        return set()
    leaving, coming = set(gone), set(sent)
    early = {folder for path in sent for folder in _folders(path) if folder in leaving}
    return early | {path for path in gone if any(folder in coming for folder in _folders(path))}


def _folders(path: str) -> Iterator[str]:
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def doubts(group: tuple[Batch, ...]) -> dict[str, str]:
    """Return the paths of batches, each with the kind that it is in doubt with."""
    found = {upload.path: upload.kind for batch in group for upload in batch.uploads}
    return found | {path: LEAVING for batch in group for path in batch.removals}
