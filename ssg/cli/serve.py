"""`ssg serve`: the preview. Pages are made when they are looked at; nothing is written but the memory of builds."""

from __future__ import annotations

import contextlib
import gc
import ipaddress
import sys
import threading
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ssg.cli.options import site_option
from ssg.cli.workers import processors, workers

if TYPE_CHECKING:
    from ssg.preview.server import Listening

_PORT = 8000


@click.command("serve")
@site_option
@click.option("--host", default="127.0.0.1", metavar="ADDRESS", help="Listen here; 0.0.0.0 is the whole network.")
@click.option("--port", type=click.IntRange(0, 65_535), metavar="N", help=f"Listen at this port (default: {_PORT}).")
@click.option("--drafts/--no-drafts", default=True, help="Show what is not public as well, or what readers would see.")
@click.option("--open", "show", is_flag=True, help="Open the preview in the browser.")
def command(site: Path, host: str, port: int | None, drafts: bool, show: bool) -> int:
    """Show the site while it is being edited.

    Open pages follow each save by themselves. Ends with Ctrl+C.
    """
    from ssg.preview.room import Options
    from ssg.preview.server import LOOPBACK, Taken, listen, own_addresses, run

    try:
        listening = listen(host, _PORT if port is None else port, exactly=port is not None)
    except Taken as problem:
        hint = "without --port the next free one is taken" if port is not None else "--port N names another"
        raise click.ClickException(f"cannot listen at {problem} ({hint})") from problem
    everywhere = host in ("0.0.0.0", "::", "")  # noqa: S104 - asked for, and warned of
    addresses = own_addresses() if everywhere else () if _is_loopback(host) else (host,)
    names = LOOPBACK | {_bracketed(address) for address in addresses}
    origin = f"http://{_bracketed(host) if not everywhere and addresses else '127.0.0.1'}:{listening.port}"
    _greet(listening, origin, addresses, taken=port is None and listening.port != _PORT)
    gc.disable()  # until the site is planned: all of it lives on
    options = Options(site, origin, drafts, lambda zone: datetime.now(zone or UTC), _complain)
    with contextlib.suppress(KeyboardInterrupt):
        run(
            options,
            listening,
            names,
            workers(processors()),
            lambda: _opened(origin if show else ""),
            lambda sentence: click.echo(f"preview: {sentence}", err=True),
        )
    return 130


def _greet(listening: Listening, origin: str, addresses: tuple[str, ...], *, taken: bool) -> None:
    """Say where the preview is, and who can see it."""
    if taken:
        click.echo(f"port {_PORT} is taken: listening at {listening.port}", err=True)
    click.echo(f"preview: {origin}/ (Ctrl+C ends it)")
    if not addresses:
        return
    for address in addresses:
        click.echo(f"in this network: http://{_bracketed(address)}:{listening.port}/")
    click.echo("warning: anybody in this network can read drafts and scheduled articles", err=True)
    if sys.stdout.isatty():
        _print_code(f"http://{_bracketed(addresses[0])}:{listening.port}/")
    sys.stdout.flush()


def _print_code(address: str) -> None:
    """Print an address as a picture that a telephone can read."""
    import segno

    segno.make(address, micro=False).terminal(sys.stdout, border=2, compact=True)


def _opened(address: str) -> None:
    """Get ready for a long day, and open the browser at an address, unless it is empty."""
    # What is planned lives on; looking through all of it for circles would cost a page its quickness.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    gc.enable()
    if not address:
        return
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(f"{address}/",), daemon=True).start()


def _complain(problem: Exception) -> None:
    click.echo("preview: this is a fault of ssg's own; the page shows what was there before it:", err=True)
    click.echo("".join(traceback.format_exception(problem)), err=True)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host.lower()
