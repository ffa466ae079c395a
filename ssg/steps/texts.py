"""Reads every article: from the state if its file has not changed, otherwise by parsing it.

The bytes decide whether a file has changed; size, time and inode only save reading it. A time that is too close to
that of reading proves nothing (a second edit may follow in the same tick), so such a file is read again.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from operator import attrgetter

import msgspec

from ssg.content.article import ParseOptions
from ssg.core.errors import Diagnostic
from ssg.core.model import Article, Body, Brief
from ssg.index.briefs import brief_of
from ssg.inputs import CONTENT, Inputs
from ssg.jobs.workers import Workers
from ssg.steps import settled
from ssg.steps.briefs import Briefs
from ssg.steps.known_files import HELD, KnownFiles
from ssg.steps.parsing import parse
from ssg.steps.periods import LENGTHS, MOST
from ssg.steps.recognise import recogniser
from ssg.store.memo import Memo
from ssg.store.records import NEVER, Record, stamps_of
from ssg.store.source import RACY_NS, FileEntry, FilesByPath
from ssg.work import Work

_UNLISTED = ("E701", "E702")  # codes of files and folders that exist but cannot be read
_PATH = attrgetter("path")
_ARTICLE = msgspec.json.Decoder(Article)
_BODY = msgspec.json.Decoder(Body)
_BRIEF = msgspec.msgpack.Decoder(Brief)
_SAID = msgspec.msgpack.Decoder(tuple[Diagnostic, ...])


class Texts:
    """The briefs of all articles that could be read, by path, and the diagnostics of their files."""

    def __init__(self, memo: Memo, options: ParseOptions, changed: Collection[str] | None = None) -> None:
        """Start empty; `options` are how texts are parsed now.

        `changed` are all files that may differ from those of the last build of this process, if that is known.
        """
        held: KnownFiles | None = memo.held.pop(HELD, None)
        # With other rules for texts, articles are parsed again whose files have not changed.
        self._all_settled = settled.are_noted(options, memo)
        self._changed = changed if held is not None and self._all_settled else None
        self._known = KnownFiles() if held is None or self._changed is None else held
        self.briefs = Briefs(memo, self._known.periods)
        self.diagnostics: list[Diagnostic] = []
        self._memo = memo
        self._options = options
        self._months: dict[str, list[Record]] = {}
        self._touched: set[str] = set()
        self._read: dict[str, Record] = {}
        self._before: dict[str, Record] = {}
        self._gone: list[Record] = []
        self._goods: dict[str, str] = {}
        self._flagged: dict[str, str] = {}
        self._unchanged: dict[str, Record] = {}
        self._asked: set[str] = set()
        self._said: dict[str, bytes] = {}

    def article(self, brief: Brief) -> Article:
        """Return the article of a brief.

        Raises MemoryDamaged where it cannot be had.
        """
        return _ARTICLE.decode(self._memo.article(brief.key))

    def body(self, brief: Brief) -> Body:
        """Return an article's body.

        Raises MemoryDamaged where it cannot be had.
        """
        return _BODY.decode(self._memo.body(brief.key))

    def vector(self, brief: Brief) -> bytes:
        """Return what an article is like.

        Raises MemoryDamaged where it cannot be had.
        """
        return self._memo.vector(brief.key)

    @property
    def out_of_reach(self) -> tuple[str, ...]:
        """The articles in the state whose files cannot be read now."""
        return tuple(sorted(path for path in self._before if path not in self._read))

    def changes(self) -> dict[str, tuple[Brief | None, Brief | None]]:
        """Return the articles whose files have changed: their briefs before and now, by path."""
        before = {record.path: record.brief for record in (*self._gone, *self._before.values())}
        return {path: (before.get(path), self.briefs.get(path)) for path in before.keys() | self._read.keys()}

    def last_good(self, path: str) -> Brief | None:
        """Return the brief of the last version without errors, if known, and guarded as it is now. Each only once."""
        if path in self._asked:
            return None
        self._asked.add(path)
        key = self._goods.get(path)
        if key is None:  # its file is unchanged: the error involves another file
            if not self._unchanged:
                months = (self._records(month) for month, _ in self._memo.months())
                self._unchanged = {record.path: record for records in months for record in records}
            key = _good(self._unchanged[path]) if path in self._unchanged else ""
        brief = brief_of(_ARTICLE.decode(self._memo.article(key)), key) if key else None
        return brief if brief is None or settled.has_guard(self._options, brief) else None

    def remember(self, blamed: Collection[str]) -> None:
        """Store what was read. Of the files `blamed` for errors, the last good version is kept."""
        left: dict[str, None] = {}
        for record in (*self._before.values(), *self._gone):
            left.update(dict.fromkeys(_held(record)))
        # They are read again as soon as they can be, as nobody knows what is in them.
        now = [msgspec.structs.replace(self._before[path], mtime_ns=-1) for path in self.out_of_reach]
        for path, record in self._read.items():
            before = self._before.get(path)
            good = ((_good(before) if before else "") or NEVER) if path in blamed else ""
            now.append(msgspec.structs.replace(record, good=good))
        for record in now:
            month = self._known.layout.of(record.brief)
            self._records(month).append(record)
            self._touched.add(month)
            for key in _held(record):
                left.pop(key, None)
        self._clear(blamed)
        self._memo.leave(left)
        for record in (*self._gone, *self._before.values()):
            self._known.periods.pop(record.path, None)
        for month in sorted(self._touched):
            records = sorted(self._records(month), key=_by_time)
            few = [(month, records)] if len(records) <= MOST else ()
            for name, some in few or self._known.layout.divide(month, records):
                self._memo.change_month(name, some)
                self._known.note(name, some)
        for path in self.out_of_reach:  # the state has them, this build does not; their periods are doubtful
            self._known.periods.pop(path, None)
        self._memo.to_hold[HELD] = self._known
        settled.note(self._options, self._memo)

    def _records(self, month: str) -> list[Record]:
        """Return the kept records of a month; all of them if it has not changed."""
        found = self._months.get(month)
        if found is None:
            found = self._months[month] = self._memo.records(month)
        return found

    def _clear(self, blamed: Collection[str]) -> None:
        """Clear the mark of unchanged files that no longer have errors: another file caused them."""
        for path, month in self._flagged.items():
            if path not in blamed:
                records = self._records(month)
                self._months[month] = [msgspec.structs.replace(r, good="") if r.path == path else r for r in records]
                self._touched.add(month)

    def _recall(self, entries: Mapping[str, FileEntry], lost: tuple[str, ...]) -> list[FileEntry]:
        """Take the records of unchanged files; return the others. Files below `lost` exist but cannot be read."""
        all_settled, is_settled = self._all_settled, partial(settled.is_settled, self._options)
        known: set[str] = set()
        wanted = entries.keys() if self._changed is None else {path for path in self._changed if path in entries}
        some = None if self._changed is None else sorted(self._known.of(self._changed))
        for month, files in self._memo.months(some):
            self._known.layout.divided.update(month[:length] for length in LENGTHS if length < len(month))
            found = [entry for path in files.paths if (entry := entries.get(path)) is not None]
            wanted = wanted if some is None else wanted | set(map(_PATH, found))
            if all_settled and files.is_plain and len(found) == len(files.paths) and stamps_of(found) == files.stamps:
                self.briefs.have(month, map(_PATH, found))  # not more texts that are equal to these
                known.update(map(_PATH, found))
                continue
            records = self._memo.records(month)
            kept: list[Record] = []
            for record in records:
                entry = entries.get(record.path)
                if entry is None:
                    if record.path in lost or (lost and record.path.startswith(tuple(f"{each}/" for each in lost))):
                        self._before[record.path] = record
                        self._goods[record.path] = _good(record)
                    else:
                        self._gone.append(record)
                    self._known.periods.pop(record.path, None)
                elif (record.size, record.mtime_ns, record.inode) == (entry.size, entry.mtime_ns, entry.inode) and (
                    all_settled or record.brief is None or is_settled(record.brief)
                ):
                    kept.append(record)
                    known.add(entry.path)
                    if record.brief is not None:
                        self.briefs[entry.path] = record.brief
                else:
                    self._before[record.path] = record
                    self._goods[record.path] = _good(record)
                    self._known.periods.pop(record.path, None)
            self._months[month] = kept
            self._known.note(month, kept)
            if len(kept) != len(records):
                self._touched.add(month)
        marked = [record for records in self._known.marked.values() for record in records]
        self._said.update((record.path, record.said) for record in marked if record.said or record.brief is None)
        good = [record for record in marked if record.good]
        self._goods.update((record.path, _good(record)) for record in good)
        self._flagged.update((record.path, self._known.periods.get(record.path, "")) for record in good)
        return [] if len(known) == len(wanted) else [entries[path] for path in sorted(wanted - known)]

    def _take(self, record: Record) -> None:
        """Take a file that was just read. One that could not be read is not stored."""
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

    Raises MemoryDamaged if the state turns out to be damaged.
    """
    lost, articles = _lost(inputs.diagnostics), inputs.articles
    texts = Texts(memo, options, None if lost else inputs.changed)
    # Lists of the state name their paths as well.
    entries = articles.by_path if isinstance(articles, FilesByPath) else {sys.intern(one.path): one for one in articles}
    changed = texts._recall(entries, lost)
    recognise = recogniser(inputs, memo, options) if texts._before or memo.has_left() else None
    to_parse: list[FileEntry] = []
    for entry in changed:
        before = texts._before.get(entry.path)
        recognised = recognise(entry, before) if recognise else None
        if recognised is None or before is None or recognised.key != before.key:
            work.touched.append(entry.path)
        if recognised is None:
            to_parse.append(entry)
        else:
            texts._take(_dated(recognised, entry, clock_ns))
    if to_parse:
        work.progress("parse", 0, len(to_parse))
    for number, read in enumerate(parse(inputs, to_parse, options, workers)):
        work.progress("parse", number, len(to_parse))
        work.parsed += 1
        if read.body:
            memo.add_texts([read])
        entry = entries[read.path]
        brief = _BRIEF.decode(read.brief) if read.brief else None
        record = Record(entry.path, 0, 0, 0, brief.key if brief else read.key, brief, read.said)  # they are equal
        texts._take(_dated(record, entry, clock_ns))
    texts.diagnostics = [found for path in sorted(texts._said) for found in _messages(texts._said[path])]
    return texts


def _dated(record: Record, entry: FileEntry, clock_ns: int) -> Record:
    """Record the size, time and inode of the file as read; not a time that is too young to prove anything later."""
    mtime_ns = -1 if entry.mtime_ns > clock_ns - RACY_NS else entry.mtime_ns
    return msgspec.structs.replace(record, size=entry.size, mtime_ns=mtime_ns, inode=entry.inode)


def _messages(said: bytes) -> tuple[Diagnostic, ...]:
    return _SAID.decode(said) if said else ()


def _lost(said: Iterable[Diagnostic]) -> tuple[str, ...]:
    """Return the files and folders below `content/` that could not be listed: their contents were not removed."""
    places = (d.place.path for d in said if d.code in _UNLISTED)
    return tuple(place.removeprefix(f"{CONTENT}/") for place in places if place.startswith(f"{CONTENT}/"))


def _good(record: Record) -> str:
    """Return the key of the fallback if the file has errors now: its last version, or that one's own fallback."""
    if record.good == NEVER:
        return ""
    return record.good or (record.key if record.brief is not None else "")


def _held(record: Record) -> Iterator[str]:
    """Yield the keys of all content that a record needs."""
    if record.brief is not None:
        yield record.key
    if record.good and record.good != NEVER:
        yield record.good


def _by_time(record: Record) -> tuple[int, str]:
    return (record.brief.time if record.brief is not None else 0), record.path
