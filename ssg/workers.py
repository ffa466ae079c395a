"""What worker processes do: plain functions of plain arguments, for any `concurrent.futures.Executor`.

They print nothing, and keep nothing that a result could depend on. With one worker they run in our own process.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec

from ssg.content.article import ParseOptions, parse_article
from ssg.core.digest import digest_bytes
from ssg.core.errors import Diagnostic, SiteProblem
from ssg.core.model import Article, Body, Brief, SourceFile
from ssg.core.parts import packed
from ssg.pages.kinds import KINDS
from ssg.pages.model import Page
from ssg.press import Forme, Press, make_press
from ssg.render.compiled import Compiled
from ssg.render.delivery import BLOCK_KIND, BlockFile
from ssg.render.splice import Joined, changed_blocks
from ssg.site.briefs import brief_of
from ssg.store.manifest import Entry
from ssg.store.memo import TextReader
from ssg.store.publish import refused
from ssg.store.source import FileEntry, read_file
from ssg.store.staging import InTheWay, Staged, Stager

CONTENT = "content"
# JSON, because msgpack keeps the instant of a time only, and readers see the offset as well (0.3 µs more an article).
_ENCODER = msgspec.json.Encoder()
_PLAIN = msgspec.msgpack.Encoder()
_ARTICLE = msgspec.json.Decoder(Article)
_BODY = msgspec.json.Decoder(Body)


class ReadText(NamedTuple):
    """What a file became: article and body as JSON, brief and messages as msgpack; each empty where there is none.

    `vector` says what the article is like.
    """

    path: str
    key: str
    article: bytes
    body: bytes
    brief: bytes
    said: bytes
    vector: bytes = b""


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
        return ReadText(entry.path, "", b"", b"", b"", _said(problem.diagnostics))
    parsed = parse_article(SourceFile(entry.path, data), options)
    key = parse_key(entry.path, data)
    return ReadText(
        path=entry.path,
        key=key,
        article=_ENCODER.encode(parsed.article) if parsed.article else b"",
        body=_ENCODER.encode(parsed.body) if parsed.body else b"",
        brief=_PLAIN.encode(brief_of(parsed.article, key)) if parsed.article else b"",
        said=_said(parsed.diagnostics),
        vector=parsed.vector,
    )


def _said(diagnostics: tuple[Diagnostic, ...]) -> bytes:
    return _PLAIN.encode(diagnostics) if diagnostics else b""


class Job(NamedTuple):
    """A page to make: its new key, why, its manifest entry, and whether it need only be joined again."""

    page: Page
    key: str
    why: str
    entry: Entry | None
    again: bool


class Made(NamedTuple):
    """A page that was made and staged, or what went wrong on whose page; and the work that it took.

    `used` are the blocks with files of their own that this worker had not met before.
    """

    staged: Staged | None
    owner: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()
    rendered: int = 0
    spliced: int = 0
    blocks: int = 0
    used: tuple[BlockFile, ...] = ()


class Ticket(NamedTuple):
    """What a worker needs to know: which build, where the memory and the outputs are, and where to find the forme.

    `forme` names a file that lives as long as the build; workers that are copies of our process never open it.
    """

    build: str
    memo: str
    output: str
    journal: str
    forme: str


class Shelf:
    """Articles and bodies from a memory that another process has kept."""

    def __init__(self, reader: TextReader) -> None:
        """Read with `reader`."""
        self._reader = reader

    def article(self, brief: Brief) -> Article:
        """Give the article of a brief."""
        return _ARTICLE.decode(self._reader.article(brief.key))

    def body(self, brief: Brief) -> Body:
        """Give an article's body."""
        return _BODY.decode(self._reader.body(brief.key))


def make_batch(ticket: Ticket, jobs: Sequence[Job]) -> list[Made]:
    """Make some pages."""
    press, stager = _bench(ticket)
    return list(make_pages(press, stager, jobs))


def make_pages(press: Press, stager: Stager, jobs: Sequence[Job]) -> Iterator[Made]:
    """Make pages one by one: render or join, and write beside their places.

    Raises SiteProblem where the disk refuses: it would say the same of every other page.
    """
    for job in jobs:
        before, met = press.splicer.rendered, len(press.splicer.used)
        try:
            joined, why = _make(press, stager, job)
        except SiteProblem as problem:
            yield Made(None, job.page.owner, problem.diagnostics)
            continue
        entry = Entry(digest_bytes(joined.data), len(joined.data), 0, job.key, *packed(joined.parts), why)
        try:
            staged = stager.stage(job.page.output, joined.data, entry, job.entry)
        except InTheWay as problem:
            yield Made(None, job.page.owner, (refused(stager.root, job.page.output, problem),))
            continue
        except OSError as problem:
            raise SiteProblem(refused(stager.root, job.page.output, problem)) from problem
        blocks = press.splicer.rendered - before
        used = tuple(islice(press.splicer.used.values(), met, None))
        rendered = not job.again and job.page.kind != BLOCK_KIND and KINDS[job.page.kind].template != ""
        yield Made(staged, rendered=int(rendered), spliced=int(job.again), blocks=blocks, used=used)


def _make(press: Press, stager: Stager, job: Job) -> tuple[Joined, str]:
    """Render or join a page; give it and why."""
    page, why = job.page, job.why
    if job.again and job.entry is not None:
        try:
            before = stager.published(page.output)
        except OSError as problem:  # someone takes the output away under our hands
            raise SiteProblem(refused(stager.root, page.output, problem)) from problem
        joined = press.splicer.rejoin(page, before, job.entry.parts)
        why = changed_blocks(job.entry.parts, joined.parts)
    else:
        joined = make_page(press, page)
    return joined, why


def make_page(press: Press, page: Page) -> Joined:
    """Render a page whole, or a block that is a file of its own; a kind without a template gives its bytes itself.

    Raises SiteProblem where it cannot be made.
    """
    if page.kind == BLOCK_KIND:
        return Joined(press.splicer.block(str(page.subject[0]), page.subject[1:]), ())
    kind = KINDS[page.kind]
    view = kind.view(press.stamps.desk, page)
    return press.splicer.join(page, press.renderer.page(kind.template, view)) if kind.template else Joined(view, ())


def try_page(press: Press, page: Page) -> tuple[Diagnostic, ...]:
    """Render a page, and give what goes wrong."""
    try:
        make_page(press, page)
    except SiteProblem as problem:
        return problem.diagnostics
    return ()


# What this process works with, by build. A forked worker finds it here as the parent left it; another one fills it from
# the file that the ticket names. Nothing of one build is used in another.
_FORMES: dict[str, Forme] = {}
_BENCHES: dict[str, tuple[Press, Stager]] = {}


def lay_out(build: str, forme: Forme) -> None:
    """Have a forme at hand for workers that will be copies of this process."""
    _FORMES.clear()
    _BENCHES.clear()
    _FORMES[build] = forme


def clear_away() -> None:
    """Let go of what was laid out."""
    _FORMES.clear()
    _BENCHES.clear()


def _bench(ticket: Ticket) -> tuple[Press, Stager]:
    found = _BENCHES.get(ticket.build)
    if found is None:
        if ticket.build not in _FORMES:
            # Written by our parent for this build, into the site's own state folder; nothing older is ever read.
            with Path(ticket.forme).open("rb") as opened:
                lay_out(ticket.build, pickle.load(opened))  # noqa: S301
        forme = _FORMES[ticket.build]
        reader = TextReader(Path(ticket.memo))
        press = make_press(forme, Shelf(reader), Compiled(reader.template, None))
        found = _BENCHES[ticket.build] = press, Stager(ticket.output, ticket.journal, frozenset())
    return found
