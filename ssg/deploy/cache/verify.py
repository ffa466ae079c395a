"""Reads a whole shared cache and compares everything with its digest. Changes nothing."""

from __future__ import annotations

from contextlib import suppress
from typing import NamedTuple

from ssg.deploy.cache.formats import Pack, Pushed, Unusable, is_signed, pack_file, tree_file, unpacked
from ssg.deploy.cache.pull import fetch_tree
from ssg.deploy.cache.push import Who, read_index
from ssg.deploy.cache.retention import size_of
from ssg.deploy.targets.model import Target


class State(NamedTuple):
    """A pushed state, and whether a pull might use it here."""

    pushed: Pushed
    usable: bool


class Verified(NamedTuple):
    """What a cache has: states, newest first, their bytes, files that wait to be removed, and damaged files."""

    states: tuple[State, ...]
    size: int
    leaving: int
    damaged: tuple[str, ...]


def verify(target: Target, who: Who) -> Verified:
    """Check every file that the index names. Raises Unusable if the index is damaged, SiteProblem."""
    index, _ = read_index(target)
    if index is None:
        return Verified((), 0, 0, ())
    good: set[str] = set()
    damaged: dict[str, None] = {}
    states = []
    for pushed in sorted(index.trees, key=lambda one: -one.at):
        here = (pushed.site, pushed.output, pushed.versions) == (who.site, who.output, who.key)
        states.append(State(pushed, here and is_signed(pushed, who.secret)))
        try:
            packs = fetch_tree(target, pushed).packs
        except Unusable:
            damaged[tree_file(pushed.name)] = None
            continue
        for pack in packs:
            path = pack_file(pack.name)
            if path not in good and path not in damaged:
                if _is_whole(target, pack):
                    good.add(path)
                else:
                    damaged[path] = None
    return Verified(tuple(states), size_of(index), len(index.leaving), tuple(damaged))


def _is_whole(target: Target, pack: Pack) -> bool:
    found = target.read(pack_file(pack.name))
    with suppress(Unusable):
        return found is not None and all(True for _ in unpacked(pack, found.data))
    return False
