"""Sets up the shared preview for `ssg serve --share`: its socket, names and origin. Prints where it is reached."""

from __future__ import annotations

import ipaddress
import re
import sys
from pathlib import Path
from typing import Final

import click

from ssg.cli.speech import BadValue, Failure
from ssg.core.catalogue import Catalogue
from ssg.core.message import say
from ssg.core.system import reason_of
from ssg.preview.server import Sharing, Taken, listen, own_addresses
from ssg.request import STATE
from ssg.store.private import NotPrivate
from ssg.store.shared import Shares

LOOPBACK_ADDRESS: Final = "127.0.0.1"
PORT: Final = 8001
_NAMED: Final = re.compile(r"(?:(https?)://)?([a-z0-9.-]+|\[[0-9a-f:]+\])(:[0-9]{1,5})?/?", re.IGNORECASE)


def sharing_of(site: Path, host: str, port: int | None, named: str, words: Catalogue) -> Sharing:
    """Listen, note where, and print it.

    Raises Failure if nobody can listen there, or the key is not ours alone; BadValue for a name that is none.
    """
    public = _NAMED.fullmatch(named)
    if named and public is None:
        raise BadValue(say("not the name of a host: {name}", name=repr(named)), "--share-host")
    shares = Shares(site / STATE)
    try:
        shares.key()
        listening = listen(host, PORT if port is None else port, exactly=port is not None)
        at = listening.address
        if ipaddress.ip_address(at).is_unspecified:
            at = next(iter(own_addresses()), LOOPBACK_ADDRESS)
        at = f"[{at}]" if ":" in at else at
        origin = f"http://{at}:{listening.port}"
        if public is not None:
            origin = f"{(public[1] or 'https').lower()}://{public[2].lower()}{public[3] or ''}"
        shares.reached_at(origin)
    except Taken as problem:
        hint = say("choose another with --share-port N")
        if not problem.is_port:
            hint = say("--host takes an address of this machine, such as 127.0.0.1 or 0.0.0.0")
        raise Failure(say("cannot listen on {address} ({hint})", address=str(problem), hint=hint)) from problem
    except OSError as problem:
        raise not_ours(problem) from problem
    click.echo(words(say("shared: {url} (links: ssg share FILE)", url=origin)), file=sys.stderr)
    return Sharing(listening, origin, frozenset((public[2].lower() if public else at,)), shares)


def not_ours(problem: OSError) -> Failure:
    """Return why the key or the list of links cannot be used."""
    if isinstance(problem, NotPrivate):
        said = say("{file}: not yours alone; remove it, and all links with it", file=str(problem.filename))
        return Failure(said)
    return Failure(say("{file}: {reason}", file=str(problem.filename), reason=reason_of(problem)))
