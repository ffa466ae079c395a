"""`ssg serve`: the preview. Renders pages on request; writes only the build cache."""

from __future__ import annotations

import contextlib
import gc
import ipaddress
import sys
import threading
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from ssg.cli.formats import format_option
from ssg.cli.options import site_option
from ssg.cli.reported import Reported
from ssg.cli.speech import Failure, Misuse, Spoken
from ssg.cli.workers import processors, workers
from ssg.core.catalogue import Catalogue
from ssg.core.errors import Diagnostic
from ssg.core.loopback import is_loopback
from ssg.core.message import say

if TYPE_CHECKING:
    from ssg.preview.server import Listening

_PORT = 8000


@click.command("serve", cls=Spoken)
@site_option
@click.option(
    "--host", default="127.0.0.1", metavar="ADDRESS", help="Address to listen on; 0.0.0.0 is the whole network."
)
@click.option("--port", type=click.IntRange(0, 65_535), metavar="N", help="Port to listen on (default: 8000).")
@click.option(
    "--drafts/--no-drafts",
    default=None,
    help="Show unpublished articles in lists too, or not at all. By default each browser chooses, in the toolbar.",
)
@click.option("--share", is_flag=True, help="Open what `ssg share` gives links to, on a port of its own.")
@click.option(
    "--share-host",
    metavar="NAME",
    default="",
    help="Public name of that port, of a tunnel or proxy: preview.example.vn (https), or http://NAME:PORT.",
)
@click.option("--share-port", type=click.IntRange(0, 65_535), metavar="N", help="That port (default: 8001).")
@click.option(
    "--branch",
    "branches",
    metavar="NAME",
    multiple=True,
    help="Show a branch of git as it is committed, whatever is checked out here. May be given several times.",
)
@click.option("--read-only", is_flag=True, help="Write nothing, not even front pages that editors arrange.")
@click.option("--open", "show", is_flag=True, help="Open the preview in the browser.")
@format_option
@click.pass_obj
def command(
    words: Catalogue,
    site: Path,
    host: str,
    port: int | None,
    drafts: bool | None,
    share: bool,
    share_host: str,
    share_port: int | None,
    branches: tuple[str, ...],
    read_only: bool,
    show: bool,
    form: str,
) -> int:
    """Show the site while you edit it.

    Open pages update when files are saved. Press Ctrl+C to stop.
    """
    from ssg.cli.beyond import and_beyond
    from ssg.cli.sharing import LOOPBACK_ADDRESS, sharing_of
    from ssg.cli.starting import Starting
    from ssg.preview.options import Options
    from ssg.preview.server import Told, run

    if (share_host or share_port is not None) and not share:
        raise Misuse(say("--share-host and --share-port need --share"))
    if branches:
        if show or form != "text":
            raise Misuse(say("--branch cannot be combined with --open or --format"))
        from ssg.cli.branches import Wanted, serve_branches

        return serve_branches(site, branches, Wanted(host, port, share, share_host, share_port, drafts), words)
    shared_at, host = host, LOOPBACK_ADDRESS if share else host
    sharing = sharing_of(site, shared_at, share_port, share_host, words) if share else None
    # Programs read problems from standard output, which then must contain nothing else.
    listening, origin, names = _begun(host, port, words, sys.stdout if form == "text" else sys.stderr)
    options = Options(
        site,
        origin,
        drafts is not False,
        lambda zone: datetime.now(zone or UTC),
        lambda problem: _complain(problem, words),
        _Reported(site, words, form),
        words,
        and_beyond,
        read_only,
        as_readers=drafts is None,
    )
    if show:
        _open(origin)
    starting = Starting(words, form)
    told = Told(
        starting.show,
        starting.ready,
        _tune,
        lambda sentence: click.echo(words(say("preview: {sentence}", sentence=sentence)), err=True),
    )
    with contextlib.suppress(KeyboardInterrupt), contextlib.closing(starting):
        run(options, listening, names, workers(processors()), told, sharing)
    return 130


def _begun(host: str, port: int | None, words: Catalogue, stream: TextIO) -> tuple[Listening, str, frozenset[str]]:
    """Listen and say so; return the socket, the origin of the preview, and the names under which it may be asked."""
    from ssg.preview.server import own_addresses
    from ssg.resident.gate import LOOPBACK

    listening = _listening(host, port)
    bound = listening.address
    everywhere = ipaddress.ip_address(bound).is_unspecified
    addresses = own_addresses() if everywhere else () if is_loopback(bound) else (bound,)
    names = LOOPBACK | {_bracketed(name).lower() for name in (addresses if everywhere else (bound, host))}
    origin = f"http://{'127.0.0.1' if everywhere else _bracketed(bound)}:{listening.port}"
    _greet(words, listening, origin, addresses, stream, taken=port is None and listening.port != _PORT)
    return listening, origin, names


class _Reported:
    """Prints problems in the terminal, each once as long as it exists, even if its line number changes.

    As JSON it prints all current problems on one line each time that they change.
    """

    def __init__(self, site: Path, words: Catalogue, form: str = "text") -> None:
        self._site = site
        self._words = words
        self._form = form
        self._line = ""
        self._reported = Reported()

    def __call__(self, said: tuple[Diagnostic, ...]) -> None:
        from ssg.cli.formats import as_json, print_problems

        if self._form == "json":
            line = as_json(said, self._words, indent=-1)
            if line != self._line:
                click.echo(line)
                sys.stdout.flush()
            self._line = line
            return
        news, over = self._reported.take(said)
        if news:
            print_problems(news, self._site, self._words, self._form, sys.stderr)
        elif over:
            click.echo(self._words(say("preview: no errors any more")), err=True)


def _listening(host: str, port: int | None) -> Listening:
    """Listen at a port, or without one at the usual port or one of the next.

    Raises Failure where that cannot be.
    """
    from ssg.preview.server import Taken, listen

    try:
        return listen(host, _PORT if port is None else port, exactly=port is not None)
    except Taken as problem:
        hint = say("choose another with --port N")
        if not problem.is_port:
            hint = say("--host takes an address of this machine, such as 127.0.0.1 or 0.0.0.0")
        elif port is not None:
            hint = say("without --port, ssg uses the next free port")
        raise Failure(say("cannot listen on {address} ({hint})", address=str(problem), hint=hint)) from problem


def _greet(
    words: Catalogue,
    listening: Listening,
    origin: str,
    addresses: tuple[str, ...],
    stream: TextIO,
    *,
    taken: bool,
) -> None:
    """Print the URL of the preview, and who can reach it."""
    if taken:
        busy = say("port {port} is in use: listening on {free}", port=_PORT, free=listening.port)
        click.echo(words(busy), err=True)
    click.echo(words(say("preview: {url} (press Ctrl+C to stop)", url=f"{origin}/")), file=stream)
    if not addresses:
        return
    for address in addresses:
        url = f"http://{_bracketed(address)}:{listening.port}/"
        click.echo(words(say("on this network: {url}", url=url)), file=stream)
    click.echo(words(say("warning: anybody on this network can read drafts and scheduled articles")), err=True)
    if stream is sys.stdout and stream.isatty():
        _print_code(f"http://{_bracketed(addresses[0])}:{listening.port}/")
    stream.flush()


def _print_code(address: str) -> None:
    """Print a URL as a QR code."""
    import segno

    segno.make(address, micro=False).terminal(sys.stdout, border=2, compact=True)


def _tune() -> None:
    """Tune the garbage collector for a long session."""
    # The plan stays in memory; searching it for reference cycles would slow down every page.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    gc.enable()


def _open(address: str) -> None:
    """Open the browser at the preview, which is listening."""
    import subprocess

    # In another interpreter: a browser that inherits our output would keep it open after our end.
    nowhere = subprocess.DEVNULL
    opener = [sys.executable, "-P", "-m", "webbrowser", f"{address}/"]
    given = {"stdin": nowhere, "stdout": nowhere, "stderr": nowhere, "start_new_session": True}
    threading.Thread(target=subprocess.call, args=(opener,), kwargs=given, daemon=True).start()


def _complain(problem: Exception, words: Catalogue) -> None:
    click.echo(words(say("preview: internal error in ssg; the page shows the last good version:")), err=True)
    click.echo("".join(traceback.format_exception(problem)), err=True)


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host.lower()
