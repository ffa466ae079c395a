"""The files of blocks that pages share, and which files of a publication stay without being looked at.

A block file is published as long as a page names it. If few pages were made, only theirs can have begun or ceased to
name one: the files of an archive are not looked at. Renders nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

import msgspec

from ssg.core.trace import BETWEEN, SELF
from ssg.pages.blocks.files import FOLDER
from ssg.pages.blocks.model import Key
from ssg.pages.blocks.names import base_of
from ssg.pages.kinds import KINDS
from ssg.render.delivery import BLOCK_KIND, BlockFile, block_file_of, page_of
from ssg.steps.context import RenderContext
from ssg.steps.edition import Edition
from ssg.steps.pages import Pages
from ssg.steps.production import NEW, Staleness
from ssg.steps.reasons import noted
from ssg.steps.tasks import Job
from ssg.store.compress import ENDINGS
from ssg.store.new_nodes import NewNodes
from ssg.store.nodes import Nodes
from ssg.store.publish import Publication

_BEGINS: Final = f"{FOLDER}/"
_WRITTEN: Final = msgspec.json.Encoder(order="deterministic")
_Use = tuple[str, str]
"""The key of a fact `USES`, and the subject of the page that has read it."""


class BlockFiles(NamedTuple):
    """The block files that may have to be made, by output, and those that may be obsolete. All others stay."""

    named: Mapping[str, BlockFile]
    unnamed: AbstractSet[str] = frozenset()


def block_files(
    context: RenderContext, nodes: Nodes, made: NewNodes, pages: Pages, dirty: AbstractSet[str]
) -> BlockFiles:
    """Return the block files that pages use. `made` are the pages of this build, `dirty` the outputs that are stale.

    Only what has changed is looked at where the pages are those of the last publication but for a few.
    """
    now = {(key, subject) for subject, facts in made.shared() for kind, key in facts if kind == "USES"}
    if pages.change is None:
        there = {page.output for page in pages}
        now.update((key, about) for output, key, about in nodes.used() if output in there and output not in made)
        return BlockFiles(dict(_files(context, now)))
    left = made.outputs | pages.change.gone  # pages whose former uses do not count
    before = {use for output in left for use in nodes.uses_of(output)} - now
    named, unnamed = dict(_files(context, now)), set[str]()
    candidates = dict(_files(context, before)) | {file.output: file for file in _stale(context, nodes, dirty)}
    for output, file in candidates.items():
        if output in named:
            continue
        if any(other not in left for use in _uses(file) for other in nodes.users(*use)):
            named[output] = file
        else:
            unnamed.add(output)
    return BlockFiles(named, unnamed)


def _files(context: RenderContext, uses: Iterable[_Use]) -> Iterator[tuple[str, BlockFile]]:
    """Yield the files of uses, by output."""
    for written, subject in uses:
        name, *parts = msgspec.json.decode(written)
        if base_of(name) in context.splicer.blocks:
            file = block_file_of(context.read, name, tuple(subject if part == SELF else part for part in parts))
            yield file.output, file


def _uses(file: BlockFile) -> Iterator[_Use]:
    """Yield what pages have read that name a file: its key, and with the page's own subject in place of a part."""
    for subject in ("", *dict.fromkeys(part for part in file.key if isinstance(part, str) and part)):
        parts = [SELF if subject and part == subject else part for part in file.key]
        yield _WRITTEN.encode([file.name, *parts]).decode(), subject


def _stale(context: RenderContext, nodes: Nodes, dirty: AbstractSet[str]) -> Iterator[BlockFile]:
    """Yield the block files of the last publication that are stale. Their keys are those that pages have read."""
    stale = [output for output in dirty if output.startswith(_BEGINS)]
    known: dict[tuple[str, ...], tuple[str | int, ...]] = {}
    for written in nodes.uses() if stale else ():
        name, *parts = msgspec.json.decode(written)
        known[(name, *map(str, parts))] = tuple(parts)
    for output in stale:
        identity = (nodes.identity(output) or "").split(BETWEEN)
        kind, texts = identity[0], identity[2:]
        if kind != BLOCK_KIND or base_of(texts[0]) not in context.splicer.blocks:  # one that only stays for a while
            continue
        for subject in ("", *texts[1:]):
            written_as = tuple(SELF if subject and text == subject else text for text in texts)
            if (parts := known.get(written_as)) is not None:
                key: Key = tuple(subject if part == SELF else part for part in parts)
                yield block_file_of(context.read, texts[0], key)
                break


def due_blocks(files: BlockFiles, stale: Staleness, publication: Publication) -> Iterator[Job]:
    """Yield the block files that must be made. All pages must have been made or kept before."""
    for output, file in sorted(files.named.items()):
        page = page_of(file)
        before = publication.before(output)
        is_same = before is not None and before.identity == page.identity
        if is_same and output not in stale.dirty.pages and publication.is_as_left(output):
            publication.keep(output)
        else:
            yield Job(page, noted(stale.why(output) if before else NEW), before, again=False)


def keep_others(
    edition: Edition,
    publication: Publication,
    stale: Staleness,
    files: BlockFiles,
    copied: Iterable[str],
    others: Iterable[str],
) -> None:
    """Keep all files of a recalled edition except pages that are rendered, spliced or removed.

    Blocks, compressed copies and the `others` decide by themselves which of their files stay. Files that are `copied`
    may have the names of compressed copies.
    """
    change = edition.pages.change
    left = stale.dirty.pages | stale.dirty.joined | files.named.keys() | files.unnamed
    if change is None:
        left |= {path for path in publication.outputs_before() if path.startswith(_BEGINS)}
        left |= {path for path, identity in stale.identities.items() if identity.partition(BETWEEN)[0] in KINDS}
    else:
        left |= change.gone | change.come_outputs
    left |= set(others)
    left |= {f"{path}{ending}" for path in left for ending in ENDINGS.values()}.difference(copied)
    publication.keep_all_but(left)
