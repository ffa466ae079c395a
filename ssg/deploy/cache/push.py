"""Pushes a state into a shared cache: only objects that no recent tree has, then the tree, then the index.

Two pushes at once lose nothing: the index is replaced only by who has read the last one; the other takes it in, and
tries again. A push that is killed leaves files that no index names, which a later one removes.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Final, NamedTuple

import msgspec

from ssg.core.errors import SiteProblem
from ssg.core.message import say
from ssg.deploy.cache import retention
from ssg.deploy.cache.formats import (
    INDEX,
    LARGEST_OBJECT,
    Index,
    Pack,
    Pushed,
    StateFile,
    Tree,
    Unusable,
    decode_index,
    decode_tree,
    encode_index,
    encode_tree,
    mac_of,
    name_of,
    pack_file,
    tree_file,
)
from ssg.deploy.targets.model import Superseded, Target, problem
from ssg.jobs.threads import some_threads

_PACK: Final = 8 << 20
_TRIES: Final = 30
_STARTS: Final = 3
_BASES: Final = 3
_AT_ONCE: Final = 4
_SMALL: Final = _PACK // 8
_SMALL_ONES: Final = 16


class Who(NamedTuple):
    """Whose state it is: site, output folder, versions, branch; the secret, and a random name of this push."""

    site: str
    output: str
    versions: Mapping[str, str]
    key: str
    branch: str = ""
    secret: str = ""
    push: str = "00000000"


class Local(NamedTuple):
    """What is to be pushed: files of the state, digests of output files, and a reader of objects by digest.

    The reader returns None for an output file that is not as the build left it: it is omitted.
    """

    state: tuple[StateFile, ...]
    outputs: tuple[bytes, ...]
    read: Callable[[bytes], bytes | None]


class Limits(NamedTuple):
    """The bytes that the cache may have, the clock (seconds since 1970), and what waits between attempts."""

    most: int
    clock: Callable[[], float]
    sleep: Callable[[float], None]


class Report(NamedTuple):
    """What a push has done: new files and their bytes, trees and their bytes; whether the index was damaged."""

    packs: int
    size: int
    trees: int
    all: int
    was_damaged: bool = False


class _Stale(Exception):
    """Raised if packs that a push builds on were removed meanwhile."""


def read_index(target: Target) -> tuple[Index | None, str | None]:
    """Return the index and its version; None if it is missing. Raises Unusable."""
    found = target.read(INDEX)
    if found is None:
        return None, None
    return decode_index(found.data), found.version


def push(target: Target, url: str, who: Who, local: Local, limits: Limits) -> Report:
    """Push a state. Raises SiteProblem."""
    for _ in range(_STARTS):
        with suppress(_Stale):
            return _push(target, url, who, local, limits)
    raise problem(url, say("other pushes have changed the cache all the while"), say("push again"), "E791")


def _push(target: Target, url: str, who: Who, local: Local, limits: Limits) -> Report:
    index, version, was_damaged = _opened(target)
    reused = list(_reused(target, who, index, local))
    held = {digest for pack in reused for digest, _ in pack.objects()}
    new = list(_sent(target, who, local, held))
    packs = (*reused, *new)
    tree = Tree(site=who.site, output=who.output, versions=who.key, state=local.state, packs=packs)
    data = encode_tree(tree)
    name = name_of(data, who.push)
    files = {pack_file(pack.name): pack.size for pack in packs} | {tree_file(name): len(data)}
    written = [pack_file(pack.name) for pack in new]
    if sum(files.values()) > limits.most:
        target.remove(written)
        mega = -(-sum(files.values()) // 10**6)
        message = say("the cache would have {n:,} MB, more than its limit allows", n=mega)
        raise problem(url, message, say("push with `--limit {n}` or more", n=2 * mega), "E791")
    target.write(tree_file(name), data)
    pushed = Pushed(
        name=name,
        site=who.site,
        output=who.output,
        versions=who.key,
        branch=who.branch,
        files=files,
        mac=mac_of(who.secret, name),
    )
    after = _noted(
        target, url, who, pushed, (index, version), frozenset(map(pack_file, (p.name for p in reused))), limits
    )
    size = sum(pack.size for pack in new) + len(data)
    return Report(len(new), size, len(after.trees), retention.size_of(after), was_damaged)


def _opened(target: Target) -> tuple[Index, str | None, bool]:
    """Return the index, its version, and whether it was damaged: then a new one replaces it."""
    try:
        index, version = read_index(target)
    except Unusable:
        found = target.read(INDEX)
        return Index(), found.version if found else None, True
    return index or Index(), version, False


def _reused(target: Target, who: Who, index: Index, local: Local) -> Iterator[Pack]:
    """Yield packs of recent trees that hold mostly what is wanted: those of this branch first."""
    wanted = {digest for file in local.state for digest in file.block_digests()}.union(local.outputs)
    ours = [tree for tree in index.trees if tree.site == who.site]
    ours.sort(key=lambda tree: (tree.branch != who.branch or tree.versions != who.key, -tree.at))
    seen: set[str] = set()
    small: list[Pack] = []
    for pushed in ours[:_BASES]:
        for pack in _packs_of(target, pushed):
            if pack.name in seen:
                continue
            seen.add(pack.name)
            live = [(digest, length) for digest, length in pack.objects() if digest in wanted]
            if 2 * sum(length for _, length in live) < sum(pack.lengths) or not live:
                continue
            if sum(pack.lengths) < _SMALL:
                small.append(pack)
                continue
            wanted.difference_update(digest for digest, _ in live)
            yield pack
    if len(small) <= _SMALL_ONES:  # more of them are joined
        yield from small


def _packs_of(target: Target, pushed: Pushed) -> Sequence[Pack]:
    """Return the packs of a tree; none if it cannot be read."""
    with suppress(Unusable):
        found = target.read(tree_file(pushed.name))
        if found is not None:
            return decode_tree(pushed, found.data).packs
    return ()


def _sent(target: Target, who: Who, local: Local, held: set[bytes]) -> Iterator[Pack]:
    """Write new packs, some at once, and yield them. State and output files are in packs of their own."""
    blocks = (digest for file in local.state for digest in file.block_digests())
    with some_threads(_AT_ONCE) as threads:
        waiting = []
        for wanted in (blocks, local.outputs):
            for parts in _parts(_unheld(wanted, held), local.read):
                waiting.append(threads.submit(_write, target, who, parts))
                if len(waiting) == _AT_ONCE:  # no more than these are in memory
                    yield waiting.pop(0).result()
        for done in waiting:
            yield done.result()


def _unheld(digests: Iterable[bytes], held: set[bytes]) -> Iterator[bytes]:
    for digest in digests:
        if digest not in held:
            held.add(digest)
            yield digest


def _parts(digests: Iterable[bytes], read: Callable[[bytes], bytes | None]) -> Iterator[list[tuple[bytes, bytes]]]:
    """Yield objects with their bytes, as many at once as a pack has."""
    found: list[tuple[bytes, bytes]] = []
    size = 0
    for digest in digests:
        data = read(digest)
        if data is None or len(data) > LARGEST_OBJECT:
            continue
        if found and size + len(data) > _PACK:
            yield found
            found, size = [], 0
        found.append((digest, data))
        size += len(data)
    if found:
        yield found


def _write(target: Target, who: Who, parts: Sequence[tuple[bytes, bytes]]) -> Pack:
    data = zlib.compress(b"".join(part for _, part in parts), 6)
    name = name_of(data, who.push)
    target.write(pack_file(name), data)
    return Pack(name, len(data), b"".join(digest for digest, _ in parts), tuple(len(part) for _, part in parts))


def _noted(
    target: Target,
    url: str,
    who: Who,
    pushed: Pushed,
    opened: tuple[Index, str | None],
    reused: frozenset[str],
    limits: Limits,
) -> Index:
    """Add a tree to the index, and remove what has left it long ago; return the new index.

    Raises _Stale, SiteProblem.
    """
    index, version = opened
    now = int(limits.clock())
    pushed = msgspec.structs.replace(pushed, at=now)
    paths = list(target.paths()) if retention.is_sweep_due(index, now) else None
    for attempt in range(_TRIES):
        if paths is not None:
            index = retention.swept(index, paths, pushed.files, now)
        new, due = retention.without_due(retention.with_tree(index, pushed, dict(who.versions), limits.most, now), now)
        try:
            target.swap(INDEX, encode_index(new), version)
        except Superseded:
            limits.sleep(0.05 * attempt)
            index, version, _ = _opened(target)
            known = {path for tree in index.trees for path in tree.files}.union(index.leaving)
            if not reused <= known:
                raise _Stale from None
        else:
            if due:
                with suppress(SiteProblem):  # it is found by the next listing
                    target.remove(due)
            return new
    raise problem(url, say("other pushes have changed the cache all the while"), say("push again"), "E791")
