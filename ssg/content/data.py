"""Reads the files of `data/`: TOML, JSON or YAML → plain data that templates may print. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import msgspec

from ssg.content.data_faults import unreadable
from ssg.content.frontmatter import load_yaml
from ssg.core.errors import Diagnostic, Place, error, warning
from ssg.core.message import say

DATA = "data"
FRONT = "front/"  # hand-made front pages are read by `ssg/content/front.py`
ADS = "ads/"  # advertisements by `ssg/content/ads.py`
PERMITS = "picture-rights.toml"  # rights of pictures are read by `ssg/content/permits.py`
MOST_OF_CSV = 1_000_000
"""Characters of a CSV that is shown; more are not kept, as a build compares and sends all data."""
_DEEPEST = 32


class DataRead(NamedTuple):
    """Data by file name without extension (`most-read`), folders with a slash, and diagnostics.

    A CSV is text, under its whole name.
    """

    data: dict[str, Any]
    diagnostics: tuple[Diagnostic, ...]


def read_data(files: Iterable[tuple[str, bytes]]) -> DataRead:
    """Read all data files, given as path below `data/` and bytes."""
    data: dict[str, Any] = {}
    said: list[Diagnostic] = []
    for path, raw in files:
        place = Place(f"{DATA}/{path}", 1)
        name, _, ending = path.rpartition(".")
        reader = _READERS.get(ending.lower())
        if is_csv(path):  # what is in it is read where a chart shows it, and said there
            text = raw[: 4 * MOST_OF_CSV + 4].decode("utf-8-sig", "replace").replace("\0", "\ufffd")
            data[path] = text[: MOST_OF_CSV + 1]
        if (
            reader is None
            or path == PERMITS
            or path.startswith(ADS)
            or (path.startswith(FRONT) and path.endswith(".toml"))
        ):
            continue  # other files, such as a licence or a spreadsheet, are allowed
        if name in data:
            said.append(
                warning("W713", say("duplicate data file name {name}; this file is ignored", name=repr(name)), place)
            )
            continue
        try:
            value = reader(raw.decode("utf-8-sig"))
        except Exception as problem:
            said.append(unreadable(problem, raw, place.path))
            continue
        if _has_control(value, _DEEPEST):
            said.append(error("E712", say("data file contains a NUL character or is nested too deeply"), place))
            continue
        data[name] = value
    return DataRead(data, tuple(said))


def is_csv(name: str) -> bool:
    """Return whether a file is a CSV by its name, which its data keep whole."""
    return name.lower().endswith(".csv")


def _has_control(value: object, depth: int) -> bool:
    """Return whether the data contains text that could be read as a marker."""
    if isinstance(value, str):
        return "\0" in value
    if depth == 0:
        return True
    if isinstance(value, Mapping):
        return any(_has_control(k, depth - 1) or _has_control(v, depth - 1) for k, v in value.items())
    return isinstance(value, list) and any(_has_control(v, depth - 1) for v in value)


_READERS: dict[str, Callable[[str], Any]] = {
    "toml": tomllib.loads,
    "json": msgspec.json.decode,
    "yaml": load_yaml,
    "yml": load_yaml,
}
