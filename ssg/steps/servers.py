"""Writes what servers need besides pages: redirects, headers and compressed copies. Called by the build.

Files that must not be served go into a folder beside the output, `public-deploy/`, in a publication of its own.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote

import msgspec

from ssg.core.config import Config
from ssg.core.errors import Severity, SiteProblem
from ssg.core.text.paths import clash_key
from ssg.deploy.files import DeployFiles, deploy_files
from ssg.deploy.headers import with_embeds
from ssg.deploy.script_policy import with_digests
from ssg.index.redirects import Move, spelled
from ssg.index.urls import output_path
from ssg.inputs import Inputs
from ssg.render.assets import NONCED, Asset
from ssg.request import STATE, Request
from ssg.steps.edition import Edition
from ssg.steps.settings_said import FIRST_LINE, at_settings
from ssg.store.compress import compress, missing_libraries
from ssg.store.memo import Memo
from ssg.store.nodes import Nodes
from ssg.store.output_folder import beside
from ssg.store.outputs import Outputs, journal_file, name_of
from ssg.store.publish import CutShort, Publication, Published

_SAFE = "-._~!$&'()*+,;=:@/%"
_MOVES: Final = "moves "
_DECODER: Final = msgspec.msgpack.Decoder(list[tuple[str, str, int]])
_NO_MOVES: Final = msgspec.msgpack.encode([])


def tell_servers(
    inputs: Inputs, moves: tuple[Move, ...], embeds: Collection[str], assets: Mapping[str, Asset]
) -> DeployFiles:
    """Write the files for servers, with diagnostics of these and of the compression settings."""
    config = inputs.config
    if config.deploy.scripts == "digests":
        config = with_digests(config, {name: asset.data for name, asset in assets.items()})
    told = deploy_files(with_embeds(config, embeds) if embeds else config, moves)
    said = (*told.diagnostics, *missing_libraries(config.compress, FIRST_LINE))
    return told._replace(diagnostics=at_settings(said, inputs.root) if said else (), moves=moves)


def all_moves(edition: Edition) -> tuple[Move, ...]:
    """Return all redirects: from each alias to its article, and those of the table."""
    if edition.all_moves is not None:
        return edition.all_moves
    return (*spelled(_aliases(edition), [p.output for p in edition.pages if p.kind != "redirect"]), *edition.moves)


def _aliases(edition: Edition) -> Iterator[Move]:
    """Return the redirects of aliases that have a page, and of those that differ from one only in case."""
    site = edition.site
    pages = {page.output: page.about for page in edition.pages if page.kind == "redirect"}
    folded = {clash_key(output): about for output, about in pages.items()}
    for path, brief in site.briefs.items():
        if brief.aliases:
            url = site.stories[path].url
            own = clash_key(output_path(url))
            target = site.config.base_path + quote(url, safe=_SAFE)
            for alias in brief.aliases:
                old = unquote(alias)
                output = output_path(old)
                if folded.get(clash_key(output)) == path or clash_key(output) == own:
                    yield Move(old, target, 301)


def stage_for_servers(told: DeployFiles, config: Config, publication: Publication, request: Request) -> None:
    """Add to a publication the served files that are not pages, and compressed copies of everything in it.

    Raises SiteProblem where the disk refuses.
    """
    for path, text in told.inside.items():
        publication.stage(path, text.encode())
    compress_for_servers(config, publication, request)


def compress_for_servers(config: Config, publication: Publication, request: Request) -> None:
    """Add compressed copies of everything in a publication to it.

    Raises SiteProblem where the disk refuses.
    """
    if config.compress:
        marks = [f'"block","{name}"' for name, block in config.blocks.items() if block.delivery == "ssi"]
        if config.deploy.scripts == "nonce":
            marks.append(NONCED)
        threads = (os.cpu_count() or 1) if request.workers else 1
        compress(publication, config.compress, marks, threads)


def publication_of(request: Request, folder: Path, nodes: Nodes, memo: Memo) -> Publication:
    """Start a publication into a folder.

    Raises SiteProblem where the disk refuses.
    """
    journal = journal_file(request.root / STATE, name_of(request.root, folder))
    return Publication(folder, journal, Outputs(nodes, memo.save))


def commit_with_files_beside(
    publication: Publication, told: DeployFiles, request: Request, memo: Memo
) -> tuple[Published, tuple[Publication, ...]]:
    """Commit a publication and the files beside it; return what was done, and what to record.

    Raises SiteProblem if the disk refuses, and `CutShort` if some files have been published by then.
    """
    folder = beside(publication.root)
    nodes = memo.nodes(name_of(request.root, folder))
    if not told.beside and next(nodes.stats(), None) is None:
        published = publication.commit()
        return _with_moved(published, told.moves, request, memo) if told.inside else published, (publication,)
    other = publication_of(request, folder, nodes, memo)
    try:
        for path, text in told.beside.items():
            other.stage(path, text.encode())
        publication.prepare()
        other.prepare()  # both, before either is committed: what is recorded from here on is stored with the rest
        published = publication.commit()
        try:
            done = other.commit()
        except SiteProblem as problem:
            if published.written or published.removed:
                raise CutShort(*problem.diagnostics) from problem
            raise
    finally:
        other.abandon()
    # Other files in that folder are allowed.
    said = (d for d in done.diagnostics if d.code == "W709" or d.severity is Severity.ERROR)
    changed = tuple(f"{folder.name}/{path}" for path in sorted((*done.written, *done.removed)))
    diagnostics = (*published.diagnostics, *said)
    published = published._replace(diagnostics=diagnostics, beside=changed)
    return _with_moved(published, told.moves, request, memo), (publication, other)


def _with_moved(published: Published, moves: tuple[Move, ...], request: Request, memo: Memo) -> Published:
    """Add the old URLs whose redirects differ from those of the last publication, and record these."""
    if request.output is None:
        return published
    name = f"{_MOVES}{name_of(request.root, request.output)}"
    before = memo.recall(name)
    if before is None and not moves:
        return published
    told = [(path, move.target, move.status) for move in moves for path in (move.paths or (move.old,))]
    now = msgspec.msgpack.encode(told)
    if now == before:
        return published
    memo.note(name, now)
    try:
        old = set(_DECODER.decode(before or _NO_MOVES))
    except msgspec.MsgspecError:
        old = set()
    return published._replace(moved=tuple(sorted({path for path, _, _ in old ^ set(_DECODER.decode(now))})))
