"""What earlier imports have written: a line of JSON for each item, in a file of the site. Data only; pure.

It is what tells an article that nobody has edited from one that somebody has: the digest of the file as it was written.
The file is part of the site, not of its cache: without it, a second import would not know its own articles. A line from
a stranger can do no more than name a file below `content/`, which the store checks again.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Final

import msgspec

from ssg.core.text.paths import is_markdown, odd_name

LEDGER: Final = "imported.jsonl"
"""The ledger's file, beside `site.toml`."""


class Known(msgspec.Struct, frozen=True):
    """An item of an earlier import: its file below `content/`, the digest of what was written, its old addresses.

    With `begun`, the file was about to be written, and may not have been: it may still hold what has the digest `was`,
    or not exist.
    """

    file: str
    digest: str
    urls: tuple[str, ...] = ()
    begun: bool = False
    was: str = ""


class _Line(msgspec.Struct, frozen=True, omit_defaults=True):
    id: str
    file: str
    digest: str
    urls: tuple[str, ...] = ()
    begun: bool = False
    was: str = ""


def read_ledger(data: bytes) -> dict[str, Known]:
    """Return the items by id; the last line of an item counts. A line that cannot be used is ignored."""
    decoder = msgspec.json.Decoder(_Line)
    known: dict[str, Known] = {}
    for raw in data.splitlines():
        try:
            line = decoder.decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue
        if _usable(line.file):
            known[line.id] = Known(line.file, line.digest, line.urls, line.begun, line.was)
    return known


def ledger_lines(items: Iterable[tuple[str, Known]]) -> bytes:
    """Return the lines of items."""
    encoder = msgspec.json.Encoder()
    lines = (
        encoder.encode(_Line(id, known.file, known.digest, known.urls, known.begun, known.was)) for id, known in items
    )
    return b"".join(line + b"\n" for line in lines)


def _usable(file: str) -> bool:
    """Return whether a path names a Markdown file below a folder."""
    path = PurePosixPath(file)
    return not path.is_absolute() and path.as_posix() == file and is_markdown(file) and odd_name(file) is None
