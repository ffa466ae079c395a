"""Finds the tree of a shared cache that this site may use, and fetches its objects. Each is checked by its digest.

Writes nothing: the caller gets bytes. Whatever is wrong is Unusable; the site is then built without the cache.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from itertools import islice
from typing import Final, Literal, NamedTuple

from ssg.deploy.cache.formats import (
    Index,
    Pack,
    Pushed,
    Tree,
    Unusable,
    decode_tree,
    differences,
    is_signed,
    pack_file,
    tree_file,
    unpacked,
)
from ssg.deploy.cache.push import Who
from ssg.deploy.targets.model import Found, Target
from ssg.jobs.threads import some_threads

_AT_ONCE: Final = 8

Why = Literal["nothing", "versions", "secret"]


class NotFound(NamedTuple):
    """Why no tree is used: none is there, only of other versions (a name, theirs, ours), or pushed without the secret.

    What it says of versions was written by others.
    """

    why: Why
    what: str = ""
    theirs: str = ""
    ours: str = ""


def choose(index: Index | None, who: Who) -> Pushed | NotFound:
    """Return the newest tree that may be used: of this branch, if there is one."""
    of_site = [tree for tree in index.trees if (tree.site, tree.output) == (who.site, who.output)] if index else []
    if index is None or not of_site:
        return NotFound("nothing")
    usable = [tree for tree in of_site if tree.versions == who.key]
    if not usable:
        newest = max(of_site, key=lambda tree: tree.at)
        return NotFound("versions", *differences(index.versions.get(newest.versions, {}), who.versions))
    signed = [tree for tree in usable if is_signed(tree, who.secret)]
    if not signed:
        return NotFound("secret")
    return max(signed, key=lambda tree: (tree.branch == who.branch, tree.at))


def fetch_tree(target: Target, pushed: Pushed) -> Tree:
    """Return a tree; raises Unusable."""
    found = target.read(tree_file(pushed.name))
    if found is None:
        raise Unusable("missing tree")
    return decode_tree(pushed, found.data)


def fetch(
    target: Target,
    packs: Iterable[Pack],
    wanted: Callable[[bytes], bool],
    lay: Callable[[bytes, bytes], None],
    damaged: Callable[[Unusable], None],
) -> None:
    """Fetch packs that hold wanted objects, several at once, and `lay` each of these; tell `damaged` of bad packs."""
    needed = (pack for pack in packs if any(wanted(digest) for digest, _ in pack.objects()))
    with some_threads(_AT_ONCE) as threads:
        for pack, found in _in_order(needed, lambda pack: threads.submit(target.read, pack_file(pack.name))):
            try:
                if found is None:
                    raise Unusable("missing pack")  # noqa: TRY301
                for digest, part in unpacked(pack, found.data):
                    if wanted(digest):
                        lay(digest, part)
            except Unusable as wrong:
                damaged(wrong)


def _in_order(
    packs: Iterator[Pack], begin: Callable[[Pack], Future[Found | None]]
) -> Iterator[tuple[Pack, Found | None]]:
    """Yield packs with their bytes; only some are under way at once."""
    waiting = [(pack, begin(pack)) for pack in islice(packs, _AT_ONCE)]
    while waiting:
        pack, coming = waiting.pop(0)
        found = coming.result()
        waiting += [(more, begin(more)) for more in islice(packs, 1)]
        yield pack, found
