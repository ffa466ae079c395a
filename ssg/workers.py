"""What worker processes do: plain functions of plain arguments, for any `concurrent.futures.Executor`.

They print nothing and keep nothing that a result could depend on. With one worker they run in our own process.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from ssg.content.article import ParseOptions, parse_article
from ssg.core.digest import digest_bytes
from ssg.core.errors import Diagnostic, SiteProblem
from ssg.core.model import SourceFile
from ssg.store.source import FileEntry, read_file

CONTENT = "content"
# JSON, because msgpack keeps the instant of a time only, and readers see the offset as well (0.3 µs more an article).
_ENCODER = msgspec.json.Encoder()
_PLAIN = msgspec.msgpack.Encoder()


class ReadText(NamedTuple):
    """What a file became: article and body as JSON, messages as msgpack; each empty where there is none."""

    path: str
    key: str
    article: bytes
    body: bytes
    said: bytes


def parse_key(path: str, data: bytes) -> str:
    """Name the result of parsing a file under the options that the memory is salted with."""
    return digest_bytes(path.encode() + b"\0" + data)


def parse_batch(content: str, entries: Sequence[FileEntry], options: ParseOptions) -> list[ReadText]:
    """Read and parse some files."""
    return [_parse(Path(content), entry, options) for entry in entries]


def _parse(content: Path, entry: FileEntry, options: ParseOptions) -> ReadText:
    try:
        data = read_file(content, entry, CONTENT)
    except SiteProblem as problem:
        return ReadText(entry.path, "", b"", b"", _said(problem.diagnostics))
    parsed = parse_article(SourceFile(entry.path, data), options)
    return ReadText(
        path=entry.path,
        key=parse_key(entry.path, data),
        article=_ENCODER.encode(parsed.article) if parsed.article else b"",
        body=_ENCODER.encode(parsed.body) if parsed.body else b"",
        said=_said(parsed.diagnostics),
    )


def _said(diagnostics: tuple[Diagnostic, ...]) -> bytes:
    return _PLAIN.encode(diagnostics) if diagnostics else b""
