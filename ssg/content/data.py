"""Reads the files of `data/`: TOML, JSON or YAML → plain data that templates may print. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import msgspec

from ssg.content.frontmatter import load_yaml
from ssg.core.errors import Diagnostic, Place, error, warning

DATA = "data"
_DEEPEST = 32


class DataRead(NamedTuple):
    """Data by file name without ending (`most-read`), folders with a slash, and what is wrong."""

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
        if reader is None:
            continue  # a licence, a spreadsheet that someone keeps there
        if name in data:
            said.append(warning("W713", f"two data files are called {name!r}; this one is left out", place))
            continue
        try:
            value = reader(raw.decode("utf-8-sig"))
        except Exception as problem:
            said.append(error("E712", f"this data file cannot be read: {problem}", place))
            continue
        if _has_control(value, _DEEPEST):
            said.append(error("E712", "this data file holds a NUL character or is nested too deeply", place))
            continue
        data[name] = value
    return DataRead(data, tuple(said))


def _has_control(value: object, depth: int) -> bool:
    """Say whether text that could be taken for one of our markers is in the data."""
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
