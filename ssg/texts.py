"""Reads every article: from memory where its file has not changed, by parsing it where it has.

Whether a file has changed is decided by its bytes; size, time and inode only save reading it. A time that is too close
to that of reading proves nothing (a second edit may follow in the same tick), so such a file is read again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

import msgspec

from ssg.content.article import ParseOptions
from ssg.core.errors import Diagnostic, SiteProblem
from ssg.core.model import Article, Body, Brief
from ssg.inputs import CONTENT, Inputs
from ssg.site.briefs import brief_of, moment
from ssg.store.memo import Memo, Record, TextRow
from ssg.store.source import FileEntry, read_file
from ssg.work import Work
from ssg.workers import ReadText, parse_batch, parse_key
from ssg.workforce import Workers, at_work, in_order

# Articles a batch: large enough that handing over costs nothing, small enough that all workers end together.
_BATCH = 64
_RACY_NS = 2_000_000_000
_ARTICLE = msgspec.json.Decoder(Article)
_BODY = msgspec.json.Decoder(Body)
_BRIEF = msgspec.msgpack.Decoder(Brief)
_SAID = msgspec.msgpack.Decoder(tuple[Diagnostic, ...])


class Edit(NamedTuple):
    """An article as it was when the site was last built (None: it is new), and as it is now."""

    before: Brief | None
    now: Brief


class Texts:
    """The briefs of all articles that could be read, by path, and what there is to say of their files."""

    def __init__(self, memo: Memo) -> None:
        """Begin with none."""
        self.briefs: dict[str, Brief] = {}
        self.diagnostics: list[Diagnostic] = []
        self._memo = memo
        self._months: dict[str, list[Record]] = {}
        self._touched: set[str] = set()
        self._read: dict[str, Record] = {}
        self._before: dict[str, Record] = {}
        self._gone: list[Record] = []
        self._goods: dict[str, str] = {}
        self._said: dict[str, bytes] = {}

    def article(self, brief: Brief) -> Article:
        """Give the article of a brief.

        Raises MemoryDamaged where it cannot be had.
        """
        return _ARTICLE.decode(self._memo.article(brief.key))

    def body(self, brief: Brief) -> Body:
        """Give an article's body.

        Raises MemoryDamaged where it cannot be had.
        """
        return _BODY.decode(self._memo.body(brief.key))

    def vector(self, brief: Brief) -> bytes:
        """Give what an article is like.

        Raises MemoryDamaged where it cannot be had.
        """
        return self._memo.vector(brief.key)

    def last_good(self, path: str) -> Brief | None:
        """Give the article as it was when its file last had no errors, if that is known."""
        key = self._goods.pop(path, "")
        return brief_of(_ARTICLE.decode(self._memo.article(key)), key) if key else None

    @property
    def amended(self) -> dict[str, Brief] | None:
        """The articles of which nothing has changed but the text since the last build; None if there is more to it."""
        found: dict[str, Brief] = {}
        for path, record in self._read.items():
            before = self._before.get(path)
            if before is None or before.brief is None or record.brief is None or record.brief.type != "article":
                return None
            if before.said or before.good or record.said:
                return None
            if msgspec.structs.replace(before.brief, key=record.brief.key) != record.brief:
                return None
            if before.key != record.key:
                found[path] = record.brief
        return found if not self._gone and len(self._read) == len(self._before) else None

    @property
    def edits(self) -> list[Edit] | None:
        """The articles that are new, or not as they were in the last build; None if some are gone or had errors."""
        found: list[Edit] = []
        for path, record in self._read.items():
            before = self._before.get(path)
            if record.brief is None or (before is not None and (before.brief is None or before.good)):
                return None
            was = before.brief if before is not None else None
            if was != record.brief:
                found.append(Edit(was, record.brief))
        return found if not self._gone and self._before.keys() <= self._read.keys() else None

    def remember(self, blamed: Collection[str]) -> None:
        """Tell the memory what was read. Of the files `blamed` for errors, it keeps what they were before."""
        if self.amended != {}:  # more than how files were when they were read
            self._memo.advance()
        left: dict[str, None] = {}
        for record in (*self._before.values(), *self._gone):
            left.update(dict.fromkeys(_held(record)))
        for path, record in self._read.items():
            before = self._before.get(path)
            good = _good(before) if before is not None and path in blamed else ""
            kept = msgspec.structs.replace(record, good=good) if good else record
            month = _month(kept.brief)
            self._months.setdefault(month, []).append(kept)
            self._touched.add(month)
            for key in _held(kept):
                left.pop(key, None)
        self._memo.leave(left)
        for month in sorted(self._touched):
            records = self._months.get(month, [])
            records.sort(key=_by_time)
            self._memo.change_month(month, records)

    def _recall(self, entries: dict[str, FileEntry]) -> None:
        """Take what is remembered of files that have not changed."""
        for month, records in self._memo.months():
            kept: list[Record] = []
            for record in records:
                entry = entries.get(record.path)
                if entry is None:
                    self._gone.append(record)
                elif (record.size, record.mtime_ns, record.inode) == (entry.size, entry.mtime_ns, entry.inode):
                    kept.append(record)
                    if record.brief is not None:
                        self.briefs[record.path] = record.brief
                    if record.said or record.brief is None:
                        self._said[record.path] = record.said
                    if record.good:
                        self._goods[record.path] = record.good
                else:
                    self._before[record.path] = record
                    self._goods[record.path] = _good(record)
            self._months[month] = kept
            if len(kept) != len(records):
                self._touched.add(month)

    def _take(self, record: Record) -> None:
        """Take a file that was read now. One that could not be read is not remembered."""
        if record.brief is not None:
            self.briefs[record.path] = record.brief
        if record.said:
            self._said[record.path] = record.said
        if record.key:
            self._read[record.path] = record


def read_texts(
    inputs: Inputs, options: ParseOptions, memo: Memo, work: Work, workers: Workers | None, clock_ns: int
) -> Texts:
    """Read all articles. `clock_ns` is the time of day in nanoseconds; without workers all is done in this process.

    Raises MemoryDamaged where the memory turns out to be damaged.
    """
    texts = Texts(memo)
    entries = {entry.path: entry for entry in inputs.articles}
    texts._recall(entries)
    known = texts.briefs.keys() | texts._said.keys()
    changed = [entry for path, entry in entries.items() if path not in known] if len(known) < len(entries) else []
    may_know = bool(texts._before) or memo.has_left()
    to_parse: list[FileEntry] = []
    for entry in changed:
        recognised = _recognise(inputs, entry, texts._before.get(entry.path), memo) if may_know else None
        if recognised is None:
            to_parse.append(entry)
        else:
            texts._take(_dated(recognised, entry, clock_ns))
    for number, read in enumerate(_parse(inputs, to_parse, options, workers)):
        work.progress("parse", number, len(to_parse))
        work.parsed += 1
        if read.body:
            memo.add_texts([TextRow(read.key, read.article, read.body, read.said, read.vector)])
        brief = _BRIEF.decode(read.brief) if read.brief else None
        texts._take(_dated(Record(read.path, 0, 0, 0, read.key, brief, read.said), entries[read.path], clock_ns))
    texts.diagnostics = [found for path in sorted(texts._said) for found in _messages(texts._said[path])]
    return texts


def _recognise(inputs: Inputs, entry: FileEntry, before: Record | None, memo: Memo) -> Record | None:
    """Read a file that may have been touched only, or be as some earlier build has seen it."""
    try:
        key = parse_key(entry.path, read_file(inputs.content, entry, CONTENT))
    except SiteProblem:
        return None  # said when it is read again to be parsed
    if before is not None and before.key == key:
        return before
    revived = memo.revive(key)
    if revived is None:
        return None
    article, said = revived
    return Record(entry.path, 0, 0, 0, key, brief_of(_ARTICLE.decode(article), key), said)


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
    with at_work(workers) as executor:
        yield from in_order(executor, parse_batch, tasks)


def _dated(record: Record, entry: FileEntry, clock_ns: int) -> Record:
    """Note how the file was when it was read; not its time if that is too young to prove anything later."""
    mtime_ns = -1 if entry.mtime_ns > clock_ns - _RACY_NS else entry.mtime_ns
    return msgspec.structs.replace(record, size=entry.size, mtime_ns=mtime_ns, inode=entry.inode)


def _messages(said: bytes) -> tuple[Diagnostic, ...]:
    return _SAID.decode(said) if said else ()


def _good(record: Record) -> str:
    """What to fall back on if the file has errors now: what it was, or what it fell back on itself."""
    return record.good or (record.key if record.brief is not None else "")


def _held(record: Record) -> Iterator[str]:
    """The keys of all content that a record needs."""
    if record.brief is not None:
        yield record.key
    if record.good:
        yield record.good


def _month(brief: Brief | None) -> str:
    """The month of publication, in UTC: months hold articles in the order of their times."""
    return moment(brief.time).strftime("%Y-%m") if brief is not None else ""


def _by_time(record: Record) -> tuple[int, str]:
    return (record.brief.time if record.brief is not None else 0), record.path
