"""Decides which trees of a shared cache stay within its limit, and which files are removed, and when. Pure.

A file that no tree names any more is removed only hours later: until then, pulls that have begun find it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

import msgspec

from ssg.deploy.cache.formats import Index, Pushed, is_ours

GRACE: Final = 6 * 3600
"""Seconds for which a file stays that no tree names."""
_SWEEP: Final = 24 * 3600
_OF_A_BRANCH: Final = 2


def with_tree(index: Index, tree: Pushed, versions: dict[str, str], limit: int, now: int) -> Index:
    """Return an index with one more tree, and without those that are superseded or exceed the limit."""
    others = [other for other in index.trees if other.name != tree.name]
    kept = _within(limit, tree, _newest(tree, others))
    gone = {path for other in index.trees if other not in kept for path in other.files}
    named = {path for other in kept for path in other.files}
    leaving = {path: min(since, now) for path, since in index.leaving.items() if path not in named}
    leaving |= {path: now for path in gone - named if path not in leaving}
    keys = {other.versions for other in kept}
    known = {key: found for key, found in index.versions.items() if key in keys} | {tree.versions: versions}
    return msgspec.structs.replace(index, trees=tuple(kept), versions=known, leaving=leaving)


def _newest(tree: Pushed, others: Iterable[Pushed]) -> list[Pushed]:
    """Return all trees, newest first; of the same branch and versions only the last ones."""
    kept, same = [tree], 1
    for other in sorted(others, key=lambda one: -one.at):
        alike = all(getattr(other, name) == getattr(tree, name) for name in ("site", "output", "versions", "branch"))
        same += alike
        if not alike or same <= _OF_A_BRANCH:
            kept.append(other)
    return kept


def _within(limit: int, tree: Pushed, newest: list[Pushed]) -> list[Pushed]:
    """Return the newest trees whose files together do not exceed the limit; always the one that is pushed."""
    files, kept = dict(tree.files), [tree]
    for other in newest[1:]:
        more = files | other.files
        if sum(more.values()) <= limit:
            files = more
            kept.append(other)
    return kept


def size_of(index: Index) -> int:
    """Return the bytes of all files that trees name."""
    return sum({path: size for tree in index.trees for path, size in tree.files.items()}.values())


def is_sweep_due(index: Index, now: int) -> bool:
    """Return whether the cache should be listed, to find files of pushes that were killed."""
    return not 0 <= now - index.swept < _SWEEP


def swept(index: Index, paths: Iterable[str], mine: Collection[str], now: int) -> Index:
    """Return an index that knows all files that are there: those that no tree names leave."""
    named = {path for tree in index.trees for path in tree.files}.union(index.leaving, mine)
    strays = {path: now for path in paths if is_ours(path) and path not in named}
    return msgspec.structs.replace(index, leaving=index.leaving | strays, swept=now)


def without_due(index: Index, now: int) -> tuple[Index, tuple[str, ...]]:
    """Return an index without the files whose time has come, and these: removed once that index is written."""
    due = tuple(sorted(path for path, since in index.leaving.items() if now - since >= GRACE))
    leaving = {path: since for path, since in index.leaving.items() if path not in due}
    return msgspec.structs.replace(index, leaving=leaving), due
