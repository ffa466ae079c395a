"""Starts a new output folder from the newest other one, and drops the state of output folders that are gone.

`ssg build -o releases/8` then renders only what changed since `releases/7`. Without that folder, or if the state is
damaged, the build makes everything itself, with the same result.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from ssg.core.errors import SiteProblem
from ssg.request import MEMO, STATE, Request
from ssg.store.doubt import is_empty
from ssg.store.files import cannot_write, remove_note
from ssg.store.manifest import Manifest, manifest_file, read_manifest
from ssg.store.memo import Memo
from ssg.store.output_folder import beside, refuse_output
from ssg.store.outputs import journal_file, name_of
from ssg.store.publish import CutShort
from ssg.store.release import empty, fill
from ssg.store.seal import MemoryDamaged

_MANIFESTS: Final = "output-*.manifest"


class _Pair(NamedTuple):
    """A new folder, and the one from which it starts."""

    new: Path
    old: Path


@contextmanager
def starting_from_another(request: Request) -> Iterator[None]:
    """Fill a new output folder from the one published last; empty it again if the body publishes nothing.

    Raises SiteProblem if the disk refuses.
    """
    pairs = _pairs(request)
    paths = _start(request, pairs)
    is_begun = False
    try:
        yield
    except CutShort:
        is_begun = True  # the next build completes it
        raise
    finally:
        if paths and not is_begun and _manifest(request) is None:
            _undo(request, pairs, paths)


def forget_gone(request: Request) -> None:
    """Drop the state of output folders that do not exist any more.

    Raises SiteProblem if the disk refuses.
    """
    state = request.root / STATE
    gone = [found for found in state.glob(_MANIFESTS) if _is_gone(request, read_manifest(found))]
    try:
        for file in gone:
            manifest = read_manifest(file)
            if manifest is not None:
                _forget(request, request.root / manifest.output)
            remove_note(file)
    except OSError as problem:
        raise SiteProblem(cannot_write(state, problem)) from problem
    except MemoryDamaged:  # the next build reports it
        return


def _is_gone(request: Request, manifest: Manifest | None) -> bool:
    return manifest is not None and not (request.root / manifest.output).is_dir()


def _forget(request: Request, output: Path) -> None:
    memo = Memo(_memo(request), None)
    try:
        for folder in (output, beside(output)):
            if not folder.is_dir():
                name = name_of(request.root, folder)
                memo.drop_edition(name)
                remove_note(journal_file(request.root / STATE, name))
        memo.save()
    finally:
        memo.close()


def _pairs(request: Request) -> tuple[_Pair, ...]:
    """Return the folder to publish into and the one beside it, if they are new, with those to start from."""
    new = request.output
    if new is None or request.fresh or not is_empty(new) or _manifest(request) is not None:
        return ()
    if not _memo(request).is_file() or refuse_output(new, request.root) is not None:
        return ()
    found = [one for file in (request.root / STATE).glob(_MANIFESTS) if (one := read_manifest(file)) is not None]
    for manifest in sorted(found, key=lambda one: one.published, reverse=True):
        old = request.root / manifest.output
        if old.is_dir() and name_of(request.root, old) == manifest.output:
            return _Pair(new, old), _Pair(beside(new), beside(old))
    return ()


def _start(request: Request, pairs: tuple[_Pair, ...]) -> tuple[tuple[str, ...], ...]:
    """Fill the new folders; return the paths of their files. Nothing is filled from a damaged state."""
    if not pairs:
        return ()
    try:
        memo = Memo(_memo(request), None)
    except (MemoryDamaged, OSError):
        return ()
    filled: list[tuple[str, ...]] = []
    try:
        if any(memo.nodes(name_of(request.root, pairs[0].new)).stats()):
            return ()  # the folder was removed by hand: what was in it is known
        for new, old in pairs:
            stats = dict(memo.nodes(name_of(request.root, old)).stats())
            filled.append(tuple(stats))
            if stats and old.is_dir():
                fill(new, old, stats)
                memo.copy_edition(name_of(request.root, old), name_of(request.root, new))
        memo.save()
    except MemoryDamaged:
        return ()
    except OSError as problem:
        for (new, _), paths in zip(pairs, filled, strict=False):
            empty(new, paths)
        raise SiteProblem(cannot_write(pairs[0].new, problem)) from problem
    finally:
        memo.close()
    return tuple(filled)


def _undo(request: Request, pairs: tuple[_Pair, ...], paths: tuple[tuple[str, ...], ...]) -> None:
    """Empty the folders again: nothing was published into them."""
    for (new, _), filled in zip(pairs, paths, strict=True):
        empty(new, filled)
    try:
        _forget(request, pairs[0].new)
    except (MemoryDamaged, OSError):  # the state of a folder that does not exist harms nothing
        return


def _manifest(request: Request) -> Manifest | None:
    if request.output is None:
        return None
    return read_manifest(manifest_file(request.root, request.root / STATE, request.output))


def _memo(request: Request) -> Path:
    return request.root / STATE / MEMO
