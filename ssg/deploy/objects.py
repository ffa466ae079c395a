"""What a target gets for each output file: its bytes' digest and size, and the headers that a bucket sends. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from ssg.core.config import Config
from ssg.core.content_types import type_of
from ssg.core.digest import digest_of
from ssg.deploy.headers import FRESH, LASTING, NOT_LASTING, PRIVATE, guarded, lasting

_ENCODINGS: Final = ("gzip", "br", "zstd")
_SHORT: Final = 8
_LASTING_FOLDERS: Final = ("assets/", "media/")


class Source(NamedTuple):
    """An output file: its path, what it is (its kind first; of a compressed copy, its encoding), digest and size."""

    path: str
    kind: str
    digest: str
    size: int


class Headers(NamedTuple):
    """What a bucket sends with an object; `encoding` is empty for plain bytes."""

    content_type: str = ""
    cache_control: str = ""
    encoding: str = ""

    @property
    def name(self) -> str:
        """A short digest of them."""
        return digest_of(tuple(self))[:_SHORT] if self.content_type else ""


class Upload(NamedTuple):
    """An object of a target: its path, the output path of its bytes, their digest and size, headers, kind."""

    path: str
    source: str
    digest: str
    size: int
    headers: Headers
    headers_name: str
    kind: str


def uploads(
    sources: Iterable[Source], config: Config, encoding: str, *, bucket: bool, private: bool
) -> dict[str, Upload]:
    """Return what a target should hold, by path.

    A server gets every file as it is. A bucket cannot choose between copies: it gets none beside the text, and the one
    in `encoding` in place of it.
    """
    files = {source.path: source for source in sources}
    found: dict[str, Upload] = {}
    if not bucket:
        plain = Headers()
        for path, source in files.items():
            kind = source.kind
            if kind in _ENCODINGS:  # a copy goes with its text
                text = files.get(path.rpartition(".")[0])
                kind = text.kind if text else ""
            found[path] = Upload(path, path, source.digest, source.size, plain, "", kind)
        return found
    table = _Table(config, private=private)
    suffix = {"gzip": ".gz", "br": ".br", "zstd": ".zst"}.get(encoding, "")
    for path, source in files.items():
        if source.kind in _ENCODINGS:
            continue
        copy = files.get(path + suffix) if suffix else None
        if copy is None or copy.kind != encoding:
            headers, name = table.of(path, "")
            copy = source
        else:
            headers, name = table.of(path, encoding)
        found[path] = Upload(path, copy.path, copy.digest, copy.size, headers, name, source.kind)
    return found


class _Table:
    """Headers by what decides them: names, and whether a path has a digest; each worked out once."""

    def __init__(self, config: Config, *, private: bool) -> None:
        self._lasting = re.compile(lasting(config.base_path))
        self._not_lasting = re.compile(NOT_LASTING)
        self._base, self._private = config.base_path, private
        self._guarded = tuple(folder.removeprefix(f"{config.base_path}/") for folder in guarded(config))
        self._known: dict[tuple[str, bool, bool, str], tuple[Headers, str]] = {}

    def of(self, path: str, encoding: str) -> tuple[Headers, str]:
        """Return the headers of a path, and their name."""
        lasts = not self._private and path.startswith(_LASTING_FOLDERS) and self._lasts(f"{self._base}/{path}")
        name = path.rpartition("/")[2]
        dot = name.rfind(".")
        private = self._private or path.startswith(self._guarded)
        key = (name if dot <= 0 or name.endswith((".xml", "feed.json")) else name[dot:], lasts, private, encoding)
        found = self._known.get(key)
        if found is None:
            cache = PRIVATE if private else LASTING if lasts else FRESH
            headers = Headers(type_of(name), cache, encoding)
            found = self._known[key] = headers, headers.name
        return found

    def _lasts(self, url: str) -> bool:
        return bool(self._lasting.search(url)) and not self._not_lasting.search(url)
