"""The manifest: which files of the output folder we wrote, and how they were when we did. Nothing else is ever deleted.

It lies in `.ssg/`, one for each output folder. One that is missing or damaged counts as empty: then every file is
compared by its bytes, and nothing is removed.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from ssg.core.digest import digest_bytes
from ssg.core.model import Part


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """A file as we left it. An empty digest says that a publication was cut short: look at the file itself.

    For a page, `key` names all that its text was made from, `packed` holds the parts that were put in afterwards (as
    msgpack: a million and a half of them would be too many objects), and `why` says what had changed when it was last
    written.
    """

    digest: str
    size: int = 0
    mtime_ns: int = 0
    key: str = ""
    packed: bytes = b""
    why: str = ""

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of a page, in the order in which they stand in it."""
        return _PARTS.decode(self.packed) if self.packed else ()


def pack(parts: tuple[Part, ...]) -> bytes:
    """Make the parts of a page ready for its entry."""
    return _ENCODER.encode(parts) if parts else b""


Manifest = dict[str, Entry]
_PARTS = msgspec.msgpack.Decoder(tuple[Part, ...])
_DECODER = msgspec.msgpack.Decoder(Manifest)
_ENCODER = msgspec.msgpack.Encoder(order="deterministic")


def manifest_file(state: Path, output: Path) -> Path:
    """Name the manifest of an output folder below the state folder (`.ssg/`)."""
    return state / f"output-{digest_bytes(os.fsencode(output.resolve()))[:16]}.manifest"


def load_manifest(file: Path) -> Manifest:
    """Read a manifest; a missing or damaged one is empty."""
    try:
        return _DECODER.decode(file.read_bytes())
    except (OSError, msgspec.MsgspecError):
        return {}


def save_manifest(file: Path, manifest: Manifest) -> None:
    """Write a manifest whole or not at all.

    Raises OSError.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_suffix(".new")
    temporary.write_bytes(_ENCODER.encode(manifest))
    temporary.replace(file)
