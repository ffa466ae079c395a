"""Copies of a theme's files in a site: made with a note of where they are from, and compared with the theme of today.

A copy covers the theme's file and misses what is improved in it. The note in its first line says what it was copied
from; templates print nothing of it. Pictures and fonts can hold none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal, NamedTuple

from ssg.core.digest import digest_bytes
from ssg.core.errors import Diagnostic, Place, SiteProblem, notice
from ssg.core.message import say
from ssg.core.theme import BELOW
from ssg.store.layers import OWN, Layer, find_layers
from ssg.store.source import FileEntry, list_folder, read_file

_NOTE: Final = re.compile(
    rb"\A\xef?\xbb?\xbf?(?:\{#|/\*) copied from ([^\n]+) \(([^\n()]*), ([0-9a-f]{16})\) (?:#\}|\*/)\r?\n"
)
_IN_BRACES: Final = (".html", ".xml", ".txt", ".json", ".j2", ".jinja")
_IN_STARS: Final = (".css", ".js", ".mjs")
_ASSETS: Final = "assets/"

State = Literal["extends", "same", "current", "behind", "unmarked", "gone"]
"""What a file of the site is to the theme's: it uses it; is equal; was copied from today's or from another; or nobody
knows from which; or there is none any more."""


class Copy(NamedTuple):
    """A file of the site that covers one of a theme, or was copied from one. `theirs` is the theme's; None: gone.

    `version` is that of the theme when it was copied; "" where that is not known.
    """

    name: str
    state: State
    source: str
    version: str
    mine: bytes
    theirs: bytes | None


class Original(NamedTuple):
    """A file of a theme that can be copied."""

    label: str
    version: str
    data: bytes


def copies_of(site: Path, extends: str) -> Iterator[Copy]:
    """Yield every file of a site's own that covers a theme's, or was copied from one.

    Raises SiteProblem where one cannot be read.
    """
    own, *below = find_layers(site, extends, Place("site.toml")).layers
    if not below:
        return
    for entry in list_folder(own.folder, OWN).files:
        data = read_file(own.folder, entry, OWN)
        note = _NOTE.match(data)
        found = original(below, entry.path)
        if found is None and note is None:
            continue
        mine = data[note.end() :] if note else data
        source = note[1].decode(errors="replace") if note else (found.label if found else "")
        version = note[2].decode(errors="replace") if note else ""
        digest = note[3].decode() if note else ""
        yield Copy(entry.path, _state(entry.path, mine, digest, found), source, version, mine, found and found.data)


def _state(name: str, mine: bytes, digest: str, found: Original | None) -> State:
    if found is None:
        return "gone"
    if f"{BELOW}{name}".encode() in mine:
        return "extends"
    if _plain(mine) == _plain(found.data):
        return "same"
    if not digest:
        return "unmarked"
    return "current" if digest == _digest(found.data) else "behind"


def originals(site: Path, extends: str) -> tuple[Layer, ...]:
    """Return the layers below a site's own."""
    return find_layers(site, extends, Place("site.toml")).layers[1:]


def original(below: list[Layer] | tuple[Layer, ...], name: str) -> Original | None:
    """Return the file of a name in the uppermost of some layers that has one.

    Raises SiteProblem where it cannot be read.
    """
    for layer in below:
        for entry in _files(layer):
            if entry.path == name:
                data = read_file(layer.folder, entry, layer.label)
                return Original(f"{layer.label}/{name}", layer.version, data)
    return None


def names_of(below: tuple[Layer, ...]) -> list[str]:
    """Return the names of all files of some layers."""
    return sorted({entry.path for layer in below for entry in _files(layer)})


def _files(layer: Layer) -> tuple[FileEntry, ...]:
    return list_folder(layer.folder, layer.label).files


def noted(name: str, found: Original, body: bytes) -> bytes:
    """Return the text of a copy with its note, as far as its type can hold one."""
    note = f"copied from {found.label} ({found.version}, {_digest(found.data)})"
    plain = body.removeprefix(b"\xef\xbb\xbf")
    if name.endswith(_IN_BRACES) and not name.startswith(_ASSETS):
        return f"{{# {note} #}}\n".encode() + plain
    return f"/* {note} */\n".encode() + plain if name.endswith(_IN_STARS) else body


def _digest(data: bytes) -> str:
    return digest_bytes(_plain(data))[:16]


def _plain(data: bytes) -> bytes:
    return data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")


def check_copies(site: Path, extends: str) -> Iterator[Diagnostic]:
    """Yield the copies that the theme has left behind, and those that are needless."""
    try:
        found = list(copies_of(site, extends))
    except SiteProblem:  # told where the theme is read
        return
    for copy in found:
        place = Place(f"{OWN}/{copy.name}", 1)
        if copy.state == "behind":
            message = say("the theme has changed this file since it was copied ({version})", version=copy.version)
            hint = say("see `ssg theme diff {name}`; then `ssg theme copy --renew {name}`", name=copy.name)
            yield notice("N628", message, place, hint)
        elif copy.state == "gone":
            message = say("copy of a file that the theme no longer has: {source}", source=copy.source)
            yield notice("N628", message, place, say("remove it, or remove its first line"))
        elif copy.state == "same":
            message = say("same as the file of the theme; a copy misses what is improved there")
            yield notice("N629", message, place, say("remove it, or extend `theme:{name}`", name=copy.name))
