"""Reads every article: from memory where its file has not changed, by parsing it where it has.

Whether a file has changed is decided by its bytes; size, time and inode only save reading it. A time that is too close
to that of reading proves nothing (a second edit may follow in the same tick), so such a file is read again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import msgspec

from ssg.content.article import ParseOptions
from ssg.core.errors import Diagnostic, SiteProblem
from ssg.core.model import Article, Body
from ssg.inputs import CONTENT, Inputs
from ssg.store.memo import FileRow, Memo
from ssg.store.source import FileEntry, read_file
from ssg.work import Work
from ssg.workers import ReadText, parse_batch, parse_key
from ssg.workforce import Workers, in_order

# Articles a batch: large enough that handing over costs nothing, small enough that all workers end together.
_BATCH = 64
_RACY_NS = 2_000_000_000
_ARTICLE = msgspec.json.Decoder(Article)
_BODY = msgspec.json.Decoder(Body)
_SAID = msgspec.msgpack.Decoder(tuple[Diagnostic, ...])
_GOOD = msgspec.msgpack.Decoder(tuple[str, bytes])
_ENCODER = msgspec.msgpack.Encoder()


class Texts:
    """The articles of all files that could be read, in the order of their paths, and what there is to say of them.

    `keys` says under which key the body of each path is remembered.
    """

    def __init__(self, memo: Memo) -> None:
        """Begin with none."""
        self.articles: dict[str, Article] = {}
        self.diagnostics: list[Diagnostic] = []
        self._memo = memo
        self.keys: dict[str, str] = {}
        self._rows: dict[str, FileRow] = {}
        self._before: dict[str, FileRow] = {}
        self._goods: dict[str, bytes] = {}
        self._gone: list[FileRow] = []

    def body(self, path: str) -> Body:
        """Give an article's body.

        Raises MemoryDamaged where it cannot be had.
        """
        return _BODY.decode(self._memo.body(self.keys[path]))

    def last_good(self, path: str) -> Article | None:
        """Give the article as it was when its file last had no errors, if that is known; its body follows it."""
        good = self._goods.pop(path, b"")
        if not good:
            return None
        self.keys[path], article = _GOOD.decode(good)
        return _ARTICLE.decode(article)

    def remember(self, blamed: Collection[str]) -> None:
        """Tell the memory what was read. Of the files `blamed` for errors, it keeps what they were before."""
        goods = {path: _good(row) for path, row in self._before.items()}
        rows = [
            row._replace(good=goods.get(row.path, b"") if row.path in blamed else b"") for row in self._rows.values()
        ]
        left = dict(_held(*self._before.values(), *self._gone))
        for key, _ in _held(*rows):
            left.pop(key, None)
        self._memo.leave(left.values())
        self._memo.change_files(rows, [row.path for row in self._gone])

    def _take(self, row: FileRow) -> None:
        if row.article:
            self.articles[row.path] = _ARTICLE.decode(row.article)
        self.keys[row.path] = row.key
        if row.said:
            self.diagnostics.extend(_SAID.decode(row.said))


def read_texts(
    inputs: Inputs, options: ParseOptions, memo: Memo, work: Work, workers: Workers | None, clock_ns: int
) -> Texts:
    """Read all articles. `clock_ns` is the time of day in nanoseconds; without workers all is done in this process.

    Raises MemoryDamaged where the memory turns out to be damaged.
    """
    texts = Texts(memo)
    entries = {entry.path: entry for entry in inputs.articles}
    for row in memo.files():
        entry = entries.get(row.path)
        if entry is None:
            texts._gone.append(row)
        elif (row.size, row.mtime_ns, row.inode) == (entry.size, entry.mtime_ns, entry.inode):
            texts._take(row)
            if row.good:
                texts._goods[row.path] = row.good
        else:
            texts._before[row.path] = row
            texts._goods[row.path] = _good(row)
    changed = [entry for entry in inputs.articles if entry.path not in texts.keys]
    may_know = bool(texts._before) or memo.has_left()
    to_parse: list[FileEntry] = []
    for entry in changed:
        known = _recognise(inputs, entry, texts._before.get(entry.path), memo) if may_know else None
        if known is None:
            to_parse.append(entry)
        else:
            texts._rows[known.path] = _dated(known, entry, clock_ns)
            texts._take(known)
    _parse_all(texts, inputs, to_parse, options, memo, work, workers, clock_ns)
    articles = texts.articles
    texts.articles = {entry.path: articles[entry.path] for entry in inputs.articles if entry.path in articles}
    return texts


def _parse_all(
    texts: Texts,
    inputs: Inputs,
    to_parse: list[FileEntry],
    options: ParseOptions,
    memo: Memo,
    work: Work,
    workers: Workers | None,
    clock_ns: int,
) -> None:
    """Parse what is new, and remember it.

    Files that were not there before have nothing to fall back on: their rows need not be held until the end.
    """
    entries = {entry.path: entry for entry in to_parse}
    for number, read in enumerate(_parse(inputs, to_parse, options, workers)):
        work.progress("parse", number, len(to_parse))
        work.parsed += 1
        row = FileRow(read.path, 0, 0, 0, read.key, read.article, read.said)
        if read.body:
            memo.add_bodies([(read.key, read.body)])
        texts._take(row)
        if not read.key:
            continue
        row = _dated(row, entries[row.path], clock_ns)
        if row.path in texts._before:
            texts._rows[row.path] = row
        else:
            memo.change_files([row], ())


def _recognise(inputs: Inputs, entry: FileEntry, before: FileRow | None, memo: Memo) -> FileRow | None:
    """Read a file that may have been touched only, or be as some earlier build has seen it."""
    try:
        key = parse_key(entry.path, read_file(inputs.content, entry, CONTENT))
    except SiteProblem:
        return None  # said when it is read again to be parsed
    if before is not None and before.key == key:
        return before
    revived = memo.revive(key)
    return None if revived is None else FileRow(entry.path, 0, 0, 0, key, *revived)


def _parse(
    inputs: Inputs, entries: list[FileEntry], options: ParseOptions, workers: Workers | None
) -> Iterator[ReadText]:
    """Parse in batches; results come in the order of `entries` whatever the number of workers."""
    tasks = (
        (str(inputs.content), entries[start : start + _BATCH], options) for start in range(0, len(entries), _BATCH)
    )
    if workers is None or len(entries) < workers.worth_texts:
        for task in tasks:
            yield from parse_batch(*task)
        return
    with workers.open() as executor:
        yield from in_order(executor, parse_batch, tasks)


def _dated(row: FileRow, entry: FileEntry, clock_ns: int) -> FileRow:
    """Note how the file was when it was read; not its time if that is too young to prove anything later."""
    racy = entry.mtime_ns > clock_ns - _RACY_NS
    return row._replace(size=entry.size, mtime_ns=-1 if racy else entry.mtime_ns, inode=entry.inode)


def _good(row: FileRow) -> bytes:
    """What to fall back on if the file has errors now: what it was, or what it fell back on itself."""
    return row.good or (_ENCODER.encode((row.key, row.article)) if row.article else b"")


def _held(*rows: FileRow) -> Iterator[tuple[str, FileRow]]:
    """All content that rows hold, by key, each as a row of its own."""
    for row in rows:
        if row.key:
            yield row.key, row
        if row.good:
            key, article = _GOOD.decode(row.good)
            yield key, FileRow(row.path, 0, 0, 0, key, article, b"")
