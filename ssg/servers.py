"""What a publication has for its servers beside pages: redirects, headers and compressed copies. Called by the build.

Files that are not to be served go into a folder beside the output, `public-deploy/`, by a publication of its own.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote, unquote

from ssg.core.config import Config
from ssg.core.errors import Place
from ssg.deploy.files import DeployFiles, deploy_files
from ssg.edition import Edition
from ssg.inputs import CONFIG_FILE
from ssg.request import STATE, Request
from ssg.site.redirects import Move
from ssg.store.compress import compress, missing_libraries
from ssg.store.manifest import Manifest, manifest_file
from ssg.store.output_folder import beside
from ssg.store.publish import Publication, Published

PLACE = Place(CONFIG_FILE, 1)
Stats = Mapping[str, tuple[int, int]]
_SAFE = "-._~!$&'()*+,;=:@/%"


def tell_servers(config: Config, edition: Edition) -> DeployFiles:
    """Write what servers are to be told, and say what is wrong with it or with the ways to compress."""
    told = deploy_files(config, all_moves(edition) if config.deploy.files else ())
    return told._replace(diagnostics=(*told.diagnostics, *missing_libraries(config.compress, PLACE)))


def all_moves(edition: Edition) -> tuple[Move, ...]:
    """Every redirect: from each alias to its article, and those of the table."""
    site = edition.site
    aliases = [
        Move(unquote(page.url), site.config.base_path + quote(site.stories[str(page.subject[0])].url, safe=_SAFE), 301)
        for page in edition.pages
        if page.kind == "redirect"
    ]
    return (*aliases, *edition.moves)


def stage_for_servers(told: DeployFiles, config: Config, publication: Publication, request: Request) -> None:
    """Bring to a publication that holds everything else what is served but no page, and compressed copies of all.

    Raises SiteProblem where the disk refuses.
    """
    for path, text in told.inside.items():
        publication.stage(path, text.encode())
    compress_for_servers(config, publication, request)


def compress_for_servers(config: Config, publication: Publication, request: Request) -> None:
    """Bring compressed copies of all that a publication holds to it.

    Raises SiteProblem where the disk refuses.
    """
    if config.compress:
        joined = frozenset(name for name, block in config.blocks.items() if block.delivery == "ssi")
        threads = (os.cpu_count() or 1) if request.workers else 1
        compress(publication, config.compress, joined, threads)


def beside_is_intact(request: Request, output: Path) -> bool:
    """Say whether the files beside an output folder, if there are any, are as we left them."""
    folder = beside(output)
    file = manifest_file(request.root / STATE, folder)
    return not file.exists() or Publication(folder, request.root / STATE).is_intact()


def commit_alone(publication: Publication, request: Request) -> Published:
    """Commit a publication; the files beside it stay as they are.

    Raises SiteProblem where the disk refuses.
    """
    published = publication.commit()
    folder = beside(publication.root)
    others = Manifest(manifest_file(request.root / STATE, folder)).stats
    return published._replace(outputs=_with(published.outputs, folder, others))


def _with(outputs: Stats, folder: Path, others: Stats) -> Stats:
    return {**outputs, **{f"../{folder.name}/{path}": left for path, left in others.items()}} if others else outputs


def commit_with_files_beside(publication: Publication, told: DeployFiles, request: Request) -> Published:
    """Commit a publication, and with it the files beside it. The outputs that are given are both.

    Raises SiteProblem where the disk refuses.
    """
    state, folder = request.root / STATE, beside(publication.root)
    if not told.beside and not manifest_file(state, folder).exists():
        return publication.commit()
    other = Publication(folder, state)
    try:
        for path, text in told.beside.items():
            other.stage(path, text.encode())
        published = publication.commit()
        done = other.commit()
    finally:
        other.abandon()
    said = (d for d in done.diagnostics if d.code == "W709")  # who keeps other files there may do so
    outputs = _with(published.outputs, folder, done.outputs)
    return published._replace(outputs=outputs, diagnostics=(*published.diagnostics, *said))
