"""What a task is given: the one way in which it gets at sources, state, theme and pictures, on any machine.

`OnDisk` names paths, for workers that share our disks; `Sent` has the bytes, for those that do not.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple, Protocol, cast

import msgspec

from ssg.core.errors import Diagnostic, SiteProblem
from ssg.core.model import Article, Body, Brief
from ssg.core.shown import file_of
from ssg.index.related.blobs import MemoryBlobs
from ssg.index.related.finder import Finder, Shared
from ssg.index.related.score import Rules
from ssg.jobs.remote import Held
from ssg.render.compiled import Compiled
from ssg.steps.context import PlainContext, RenderContext, make_context
from ssg.steps.theme_check import compiled_for
from ssg.store.media import published_bytes
from ssg.store.nodes import Entry
from ssg.store.private import read_private
from ssg.store.source import FileEntry, read_file
from ssg.store.staging import Staged, Stager
from ssg.store.text_reader import TextReader

CONTENT = "content"
_ARTICLE = msgspec.json.Decoder(Article)
_BODY = msgspec.json.Decoder(Body)


class Unstaged(NamedTuple):
    """An output that a worker elsewhere has made, with its compressed copies by encoding."""

    path: str
    entry: Entry
    data: bytes
    copies: tuple[tuple[str, bytes], ...] = ()


class Staging(Protocol):
    """Takes outputs."""

    @property
    def root(self) -> Path:
        """The output folder, for messages."""

    def stage(self, path: str, data: bytes, entry: Entry, known: Entry | None) -> Staged | Unstaged:
        """Take an output."""

    def published(self, path: str) -> bytes:
        """Return an output as it is now."""


class Given(Protocol):
    """The inputs of a task."""

    def source(self, entry: FileEntry) -> bytes:
        """Return the bytes of a file of `content/`; raises SiteProblem."""

    def finder(self, rules: Rules) -> Finder:
        """Return the finder of related articles."""

    def context(self) -> tuple[RenderContext, Staging]:
        """Return what pages are made with, and what takes them."""


class Missing(BaseException):
    """Raised where a page needs a text or picture that was not sent with it; no template may catch it."""

    def __init__(self, kind: str, name: str) -> None:
        """Name it: `article` or `body` by key, `picture` by path."""
        super().__init__(kind, name)
        self.what = kind, name


class StoredTexts:
    """Articles and bodies from a state that another process has written."""

    def __init__(self, reader: TextReader) -> None:
        """Read with `reader`."""
        self._reader = reader

    def article(self, brief: Brief) -> Article:
        """Return the article of a brief."""
        return _ARTICLE.decode(self._reader.article(brief.key))

    def body(self, brief: Brief) -> Body:
        """Return an article's body."""
        return _BODY.decode(self._reader.body(brief.key))


class OnDisk(NamedTuple):
    """Inputs by path. `build` identifies the state or, for pages, the context that `lay_out` keeps.

    `plain` is a file that holds the plain context while the build runs. A forked worker never opens it.
    """

    content: str = ""
    memo: str = ""
    build: str = ""
    output: str = ""
    journal: str = ""
    plain: str = ""

    def source(self, entry: FileEntry) -> bytes:
        """Read a file of `content/`."""
        return read_file(Path(self.content), entry, CONTENT)

    def finder(self, rules: Rules) -> Finder:
        """Return the finder of a state; this process keeps the last one."""
        finder = _FINDERS.get((self.memo, self.build))
        if finder is None:
            _FINDERS.clear()
            reader = TextReader(Path(self.memo))
            shared = _SHARED.get((self.memo, self.build))
            finder = _FINDERS[self.memo, self.build] = Finder.at_work(reader.blobs(), rules, reader.vector, shared)
        return finder

    def context(self) -> tuple[RenderContext, Staging]:
        """Return the context of the build; this process keeps it."""
        found = _CONTEXTS.get(self.build)
        if found is None:
            if self.build not in _PLAIN_CONTEXTS:
                lay_out(self.build, cast("PlainContext", read_private(Path(self.plain))))
            plain = _PLAIN_CONTEXTS[self.build]
            site = Path(self.memo).parent.parent
            compiled = compiled_for(site, plain.code, plain.site.config)
            context = make_context(plain, StoredTexts(TextReader(Path(self.memo))), compiled)
            found = _CONTEXTS[self.build] = context, Stager(self.output, self.journal, frozenset())
        return found


# The finder and the contexts of this process, by build. A forked worker inherits contexts, and what lists are found
# with, from its parent; another one reads them from what the task names. Nothing of one build is used in another.
_FINDERS: dict[tuple[str, str], Finder] = {}
_SHARED: dict[tuple[str, str], Shared] = {}
_PLAIN_CONTEXTS: dict[str, PlainContext] = {}
_CONTEXTS: dict[str, tuple[RenderContext, Stager]] = {}


def lay_out(build: str, plain: PlainContext) -> None:
    """Keep a plain context for workers that are forked from this process."""
    clear_away()
    _PLAIN_CONTEXTS[build] = plain


def clear_away() -> None:
    """Drop all contexts."""
    _PLAIN_CONTEXTS.clear()
    _CONTEXTS.clear()


@contextmanager
def sharing(given: OnDisk, finder: Finder) -> Iterator[None]:
    """Keep what lists are found with for workers that are forked from this process, for as long as the block runs."""
    _SHARED[given.memo, given.build] = finder.read_all()
    try:
        yield
    finally:
        _SHARED.clear()


class Extras(NamedTuple):
    """What travels with one batch: files of `content/` by path, bodies by key, pictures by path; how to compress."""

    sources: Mapping[str, bytes | tuple[Diagnostic, ...]] = {}
    articles: Mapping[str, bytes] = {}
    bodies: Mapping[str, bytes] = {}
    pictures: Mapping[str, bytes] = {}
    compress: Callable[[str, bytes], tuple[tuple[str, bytes], ...]] | None = None


class Index(NamedTuple):
    """The index of related articles as plain data: blobs by kind and number, vectors by key."""

    blobs: dict[tuple[str, int], bytes]
    vectors: dict[str, bytes]


class Rendering(NamedTuple):
    """What pages are made with as plain data: the context, and all articles by key."""

    plain: PlainContext
    articles: dict[str, bytes]


class _NoPictures:
    """Takes the place of pictures while a context travels: they come with the batches that need them."""

    def read(self, path: str) -> bytes:
        raise Missing("picture", path)


NO_PICTURES: Final = _NoPictures()


class Sent:
    """Inputs by content: the value called `name`, which travelled once to this worker, and what came with a batch."""

    def __init__(self, held: Held, name: str, extras: Extras) -> None:
        """Use what this worker holds."""
        self._held, self._name, self._extras = held, name, extras

    def source(self, entry: FileEntry) -> bytes:
        """Return a file that came with the batch."""
        found = self._extras.sources[entry.path]
        if isinstance(found, bytes):
            return found
        raise SiteProblem(*found)

    def finder(self, rules: Rules) -> Finder:
        """Return the finder of an `Index`."""

        def make(index: Index) -> Finder:
            return Finder.at_work(MemoryBlobs(index.blobs), rules, index.vectors.__getitem__)

        return self._held.made(self._name, make)

    def context(self) -> tuple[RenderContext, Staging]:
        """Return the context of a `Rendering`, which reads what came with this batch."""
        context, texts = self._held.made(self._name, _context_of)
        texts.extras = self._extras
        return context, _Collector(self._extras)


class _SentTexts:
    """Articles that travelled to this worker; bodies and pictures that came with the batch."""

    def __init__(self, articles: dict[str, bytes]) -> None:
        self._articles = articles
        self.extras = Extras()

    def article(self, brief: Brief) -> Article:
        found = self._articles.get(brief.key) or self.extras.articles.get(brief.key)
        if found is None:
            raise Missing("article", brief.key)
        return _ARTICLE.decode(found)

    def body(self, brief: Brief) -> Body:
        found = self.extras.bodies.get(brief.key)
        if found is None:
            raise Missing("body", brief.key)
        return _BODY.decode(found)

    def read(self, path: str) -> bytes:
        found = self.extras.pictures.get(path)
        if found is None:
            raise Missing("picture", path)
        return published_bytes(path, found)


def _context_of(rendering: Rendering) -> tuple[RenderContext, _SentTexts]:
    """Create a context; compiled templates of this worker's user are left alone."""
    texts = _SentTexts(rendering.articles)
    plain = rendering.plain._replace(originals=texts)
    return make_context(plain, texts, Compiled(lambda key: None, None)), texts


class _Collector:
    """Collects outputs, to send them back."""

    root = Path()

    def __init__(self, extras: Extras) -> None:
        self._compress = extras.compress

    def stage(self, path: str, data: bytes, entry: Entry, known: Entry | None) -> Unstaged:
        return Unstaged(path, entry, data, self._compress(path, data) if self._compress else ())

    def published(self, path: str) -> bytes:
        raise LookupError(file_of(path))  # pages that are only spliced are made where they are


def from_sent(
    held: Held, name: str, call: Callable[..., Sequence[Any]], fixed: tuple[Any, ...], extras: Extras, items: object
) -> Sequence[Any]:
    """Run a task in a worker elsewhere."""
    return call(Sent(held, name, extras), items, *fixed)


def lacks_of(result: object) -> Collection[tuple[str, str]]:
    """Return what a result lacks."""
    return getattr(result, "lacking", ())
