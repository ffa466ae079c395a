"""Previews of git branches side by side, for `ssg serve --branch`: a process for each, which ends with this one.

Keeps their checkouts up to date. Never shows or changes what is checked out in the newsroom's own folder.
"""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from subprocess import Popen
from typing import IO, Final, NamedTuple

import click

from ssg.cli.checkouts import Checkout, bring_up, check_out, commit_of
from ssg.cli.speech import Failure, Misuse
from ssg.core.catalogue import Catalogue
from ssg.core.message import Message, say
from ssg.core.text.slug import slugify
from ssg.inputs import CONFIG_FILE
from ssg.jobs.programs import end, start

_LOOK: Final = 1.0  # seconds between two looks at the branches
_PATIENCE: Final = 3.0  # seconds that a preview has to end
_PLACEHOLDER: Final = "{branch}"


class Wanted(NamedTuple):
    """The options of `ssg serve` for every preview; each has its own port, and its own name where it is shared."""

    host: str
    port: int | None
    share: bool
    share_host: str
    share_port: int | None
    drafts: bool | None


class _Preview(NamedTuple):
    checkout: Checkout
    process: Popen[bytes]


def serve_branches(site: Path, branches: Sequence[str], wanted: Wanted, words: Catalogue) -> int:
    """Preview branches until interrupted, or until no preview runs any more; return the exit status.

    Raises Failure, BadValue and Misuse for what cannot be shown.
    """
    branches = tuple(dict.fromkeys(branches))
    if len(branches) > 1 and wanted.share_host and _PLACEHOLDER not in wanted.share_host:
        raise Misuse(say("several branches need a name each: --share-host {name}", name="{branch}.preview.example.vn"))
    checkouts = [check_out(site, branch) for branch in branches]
    for one in checkouts:
        if not (one.site / CONFIG_FILE).is_file():
            file = f"{one.branch}:{CONFIG_FILE}"
            raise Failure(say("missing {file}", file=file))
    with contextlib.ExitStack() as ending:
        previews = [
            ending.enter_context(_running(one, _arguments(wanted, number, one.branch, words)))
            for number, one in enumerate(checkouts)
        ]
        _keep_up(site, previews, lambda said: click.echo(words(said), err=True))
    codes: list[int] = [one.process.returncode or 0 for one in previews]
    return max(map(abs, codes))


def _arguments(wanted: Wanted, number: int, branch: str, words: Catalogue) -> list[str]:
    """Return the arguments of one preview: each has its own ports, and its own name where it is shared."""
    found = ["--read-only", "--lang", words.language, "--host", wanted.host]
    if wanted.port is not None:
        found += ["--port", str(wanted.port and wanted.port + number)]
    if wanted.drafts is not None:
        found.append("--drafts" if wanted.drafts else "--no-drafts")
    if wanted.share:
        found.append("--share")
    if wanted.share_port is not None:
        found += ["--share-port", str(wanted.share_port and wanted.share_port + number)]
    if wanted.share_host:
        found += ["--share-host", wanted.share_host.replace(_PLACEHOLDER, slugify(branch) or f"b{number}")]
    return found


@contextlib.contextmanager
def _running(checkout: Checkout, arguments: Sequence[str]) -> Iterator[_Preview]:
    """Run the preview of a checkout, and print what it says behind the name of the branch."""
    given = ["ssg", "serve", "-C", str(checkout.site), *arguments]
    code = f"import sys; sys.path[:] = {sys.path!r}; sys.argv[:] = {given!r}; from ssg.cli import main; main()"
    process = start([sys.executable, "-P", *(f"-W{option}" for option in sys.warnoptions), "-c", code])
    readers = [
        threading.Thread(target=_print, args=(checkout.branch, stream, err), daemon=True)
        for stream, err in ((process.stdout, False), (process.stderr, True))
    ]
    for reader in readers:
        reader.start()
    try:
        yield _Preview(checkout, process)
    finally:
        end(process, _PATIENCE)
        for reader in readers:
            reader.join(_PATIENCE)


def _print(branch: str, stream: IO[bytes], err: bool) -> None:
    for line in stream:
        click.echo(f"{branch}: {line.decode('utf-8', 'replace').rstrip()}", err=err)


def _keep_up(site: Path, previews: Sequence[_Preview], tell: Callable[[Message], None]) -> None:
    """Bring the checkouts up to date as commits come, until no preview runs."""
    now = {one.checkout.branch: one.checkout for one in previews}
    gone: set[str] = set()
    while any(one.process.poll() is None for one in previews):
        time.sleep(_LOOK)
        for branch, checkout in now.items():
            commit = commit_of(site, branch)
            if not commit:
                if branch not in gone:
                    tell(say("{branch}: the branch is gone; its last commit is shown", branch=branch))
                    gone.add(branch)
                continue
            gone.discard(branch)
            if commit != checkout.commit:
                try:
                    now[branch] = bring_up(checkout, commit)
                except Failure as problem:  # said again at the next look only if it is another commit
                    now[branch] = checkout._replace(commit=commit)
                    tell(say("{branch}: {reason}", branch=branch, reason=problem.said))
                else:
                    tell(say("{branch}: shows {commit} now", branch=branch, commit=commit[:10]))
