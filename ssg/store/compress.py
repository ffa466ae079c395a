"""Compressed copies of text files, beside them: made once for each text, in threads, reproducibly.

brotli and zstandard are imported only if `site.toml` asks for them; from Python 3.14, zstandard is part of Python.
"""

from __future__ import annotations

import struct
import sys
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from typing import Final, NamedTuple

from ssg.core.digest import digest_bytes
from ssg.core.errors import Diagnostic, Place, SiteProblem, error
from ssg.core.message import say
from ssg.jobs.threads import some_threads
from ssg.store.nodes import Entry
from ssg.store.publish import Publication, refused

ENDINGS: Final = {"gzip": ".gz", "br": ".br", "zstd": ".zst"}
# Pages of 9 KB: brotli takes 0.1 ms at 8 (a tenth smaller than gzip), 3 ms at 9 (no smaller) and at 10 (6 % smaller).
_LEVELS: Final = {"gzip": 9, "br": 8, "zstd": 15}
_TEXTS: Final = ("html", "css", "js", "mjs", "json", "svg", "txt", "xml", "webmanifest", "ico", "csv", "bin")
# Below this a copy saves no network packet.
_SMALLEST: Final = 1024
_UNDER_WAY: Final = 64
_GZIP_HEAD: Final = b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"


class _Copy(NamedTuple):
    """A copy to make: its path and key, the path of its text, and the file that has the text now."""

    path: str
    key: str
    of: str
    file: str
    encoding: str


def missing_libraries(encodings: Iterable[str], place: Place) -> Iterator[Diagnostic]:
    """Report the encodings whose library is missing."""
    for encoding in encodings:
        try:
            _compressor(encoding)
        except ImportError:
            hint = say("run `pip install 'toasoan[compress]'`")
            message = say("missing library for {encoding} in `compress`", encoding=repr(encoding))
            yield error("E749", message, place, hint)


def compress(publication: Publication, encodings: tuple[str, ...], marks: list[str], threads: int) -> None:
    """Add copies of all texts of a publication that are large enough; copies of unchanged texts are kept.

    Pages whose parts have one of `marks`, into which the server puts something, have none, nor have files of blocks:
    the server would send the copy as it is. Raises SiteProblem if the disk refuses.
    """
    wanted: list[_Copy] = []
    outputs = list(publication.outputs())
    ready = {(path, entry.identity) for path, entry, file in outputs if file != path}  # came with their page
    for path, entry, file in outputs:
        if entry.size < _SMALLEST or path.rpartition(".")[2] not in _TEXTS or _is_joined(path, entry, marks):
            _drop_copies(publication, path)
            continue
        for encoding in encodings:
            key = _key(encoding, entry.digest)
            beside = path + ENDINGS[encoding]
            known = publication.known(beside)
            if (beside, key) in ready:
                continue
            if known is not None and known.identity == key:
                publication.keep(beside)
            else:
                wanted.append(_Copy(beside, key, path, file, encoding))
    for copy, data in _compressed(publication, wanted, threads):
        _stage(publication, copy.path, copy.key, copy.of, data)
    publication.follow({copy.path: copy.of for copy in wanted})


def copies_of(encodings: tuple[str, ...], path: str, data: bytes) -> tuple[tuple[str, bytes], ...]:
    """Return the copies of one text by encoding, if it is large enough. For workers elsewhere, which have the text."""
    if len(data) < _SMALLEST or path.rpartition(".")[2] not in _TEXTS:
        return ()
    return tuple((encoding, _compressor(encoding)(data)) for encoding in encodings)


def stage_copies(publication: Publication, path: str, digest: str, copies: Iterable[tuple[str, bytes]]) -> None:
    """Add copies of one text that were made elsewhere.

    Raises SiteProblem if the disk refuses.
    """
    for encoding, data in copies:
        beside = path + ENDINGS[encoding]
        _stage(publication, beside, _key(encoding, digest), path, data)
        publication.follow({beside: path})


def _stage(publication: Publication, path: str, key: str, of: str, data: bytes) -> None:
    made = Entry(digest_bytes(data), len(data), 0, key, why=f"a copy of /{of}")
    try:
        publication.take(publication.stager.stage(path, data, made, publication.before(path)))
    except OSError as problem:
        raise SiteProblem(refused(publication.root, path, problem)) from problem


def _key(encoding: str, digest: str) -> str:
    return f"{encoding} {_LEVELS[encoding]} {digest}"


def _drop_copies(publication: Publication, path: str) -> None:
    """Drop the copies of texts that have none any more."""
    for encoding, ending in ENDINGS.items():
        known = publication.before(path + ending)
        if known is not None and known.identity.startswith(f"{encoding} "):
            publication.drop(path + ending)


def _is_joined(path: str, entry: Entry, marks: list[str]) -> bool:
    if not marks:
        return False
    return path.startswith("_blocks/") or any(mark in entry.frame for mark in marks)


def _compressed(publication: Publication, copies: list[_Copy], threads: int) -> Iterator[tuple[_Copy, bytes]]:
    """Compress in threads (the libraries release the GIL), with enough pending copies to keep all busy."""
    compressors = {copy.encoding: _compressor(copy.encoding) for copy in copies}

    def one(copy: _Copy) -> bytes:
        return compressors[copy.encoding](publication.stager.published(copy.file))

    under_way: deque[tuple[_Copy, Future[bytes]]] = deque()
    with some_threads(threads) as executor:
        for copy in copies:
            under_way.append((copy, executor.submit(one, copy)))
            if len(under_way) >= _UNDER_WAY:
                first, done = under_way.popleft()
                yield first, done.result()
        while under_way:
            first, done = under_way.popleft()
            yield first, done.result()


def _compressor(encoding: str) -> Callable[[bytes], bytes]:
    """Return the function that compresses.

    Raises ImportError where its library is missing.
    """
    level = _LEVELS[encoding]
    if encoding == "gzip":
        return lambda data: _gzip(data, level)
    if encoding == "br":
        import brotli

        return lambda data: bytes(brotli.compress(data, mode=brotli.MODE_TEXT, quality=level))
    return _zstd(level)


def _gzip(data: bytes, level: int) -> bytes:
    """Compress by RFC 1952 without time, file name and operating system: the same text gives the same bytes."""
    deflate = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
    return b"".join(
        (
            _GZIP_HEAD,
            deflate.compress(data),
            deflate.flush(),
            struct.pack("<LL", zlib.crc32(data), len(data) & 0xFFFFFFFF),
        )
    )


def _zstd(level: int) -> Callable[[bytes], bytes]:
    if sys.version_info >= (3, 14):
        from compression import zstd

        return lambda data: bytes(zstd.compress(data, level))
    import zstandard

    # A compressor is for one thread; making one costs little beside a page.
    return lambda data: zstandard.ZstdCompressor(level=level).compress(data)
