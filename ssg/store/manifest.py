"""The manifest of an output folder: what the last publication there did, as JSON in the state folder.

Monitoring may read it; builds read in it since when articles are held back, and whether anything is due. Its reader
trusts nothing in it: no path of it is followed.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

import msgspec

from ssg.core.digest import digest_bytes
from ssg.store.files import write_in_folder
from ssg.store.open import read_regular
from ssg.store.outputs import name_of

Shown = Literal["previous", "omitted", "degraded"]

_MOST: Final = 16_000_000  # bytes; more than any list of held articles


class Held(msgspec.Struct, frozen=True):
    """A file with errors that a build with `--keep-going` met: since when, and what is published instead.

    `previous`: its last version without errors; `omitted`: nothing; `degraded`: it, without what has the error.
    """

    file: str
    since: datetime
    shown: Shown


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """The last publication into one output folder, named relative to the site.

    `inputs` is the name of its inputs (empty: a file was too young for its time to prove anything), `now` the time that
    decided which articles are public, `next_change` when that alone changes the site.
    """

    output: str
    version: str
    published: datetime
    now: datetime
    outcome: str
    articles: int
    pages: int
    held: tuple[Held, ...] = ()
    next_publication: datetime | None = None
    next_change: datetime | None = None
    inputs: str = ""


_DECODER: Final = msgspec.json.Decoder(Manifest)


def manifest_file(site: Path, state: Path, output: Path) -> Path:
    """Return the path of the manifest of an output folder."""
    return state / f"output-{digest_bytes(os.fsencode(name_of(site, output)))[:16]}.manifest"


def read_manifest(file: Path) -> Manifest | None:
    """Return a manifest; None if there is none, or it cannot be read."""
    try:
        found = _DECODER.decode(read_regular(file, follow=False, most=_MOST))
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    times = (found.published, found.now, found.next_publication, found.next_change, *(one.since for one in found.held))
    return None if any(time is not None and time.tzinfo is None for time in times) else found


def write_manifest(file: Path, manifest: Manifest) -> None:
    """Write or replace a manifest.

    Raises OSError.
    """
    write_in_folder(file, msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n")
