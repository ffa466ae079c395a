"""Makes the loaded edition of a site: planned, with a render context, and nothing rendered.

The same steps as a build's (`ssg/build.py`), with the same memory. An article with an error counts as it was when it
was last without one; the memory is open only while texts are read, so that builds and the preview share it.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack, suppress
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from ssg.content.article import ParseOptions
from ssg.core.digest import digest_of
from ssg.core.errors import Diagnostic, Severity, SiteProblem
from ssg.core.model import Article, Body, Brief
from ssg.index.briefs import microseconds
from ssg.index.editions import next_edition
from ssg.index.moments import next_moment
from ssg.inputs import CONTENT, Inputs
from ssg.plan import plan
from ssg.render.assets import Assets
from ssg.render.compiled import Compiled
from ssg.request import MEMO, STATE, Request
from ssg.steps.addresses import watch_addresses
from ssg.steps.context import RenderContext, make_context
from ssg.steps.edition import Edition
from ssg.steps.labels import parse_options
from ssg.steps.theme_check import compiled_for
from ssg.store.lock import only_build
from ssg.store.memo import Memo, forget
from ssg.store.salt import salt
from ssg.store.seal import MemoryDamaged
from ssg.store.text_reader import TextReader
from ssg.work import Work

BODY = msgspec.json.Decoder(Body)
ARTICLE = msgspec.json.Decoder(Article)
_MOST_FRESH = 2_000
Text = tuple[Article, Body]
_NONE: Mapping[str, Text] = MappingProxyType({})


class LoadedEdition(NamedTuple):
    """An edition at hand. `briefs` are of all articles that could be read, shown or not; `library` holds them.

    `until` is the time, in microseconds, at which an article comes or goes (0: none does). `blocked`: something is
    wrong beyond single articles, and pages cannot be relied upon.
    """

    inputs: Inputs
    options: ParseOptions
    edition: Edition
    context: RenderContext
    assets: Assets
    briefs: Mapping[str, Brief]
    library: StoredTexts
    compiled: Compiled
    diagnostics: tuple[Diagnostic, ...]
    until: int
    blocked: bool


WAIT = "wait"
"""What `progress` is told while another build of the site is waited for."""
our_salt = cache(salt)  # our own code does not change under a running server


def load_edition(
    request: Request, inputs: Inputs, templates: dict[str, bytes], work: Work | None = None
) -> LoadedEdition:
    """Read what is new, plan the edition and set up the context. A damaged memory is replaced by an empty one.

    `templates` keeps compiled templates from one edition to the next; `work` is told of what is done.

    Raises SiteProblem where a file cannot be read.
    """
    state, work = request.root / STATE, work or Work()
    with ExitStack() as stack:
        try:
            stack.enter_context(only_build(state, lambda: work.progress(WAIT, 0, 0)))
        except SiteProblem:  # a folder that we may only read: remember nothing
            return _with_memory(request, inputs, templates, None, work)
        with suppress(MemoryDamaged):
            return _with_memory(request, inputs, templates, state / MEMO, work)
        with suppress(MemoryDamaged, OSError):
            forget(state / MEMO)
            return _with_memory(request, inputs, templates, state / MEMO, work)
        return _with_memory(request, inputs, templates, None, work)  # the disk is full, or fails: remember nothing


def load_without_state(request: Request, inputs: Inputs) -> LoadedEdition:
    """Plan the edition as `load_edition` does, but without the state, and with nothing kept."""
    return _with_memory(request, inputs, {}, None, Work())


def as_previewed(inputs: Inputs, origin: str) -> Inputs:
    """Return the inputs of a site as its preview at `origin` shows it."""
    config = inputs.config
    # An image server knows only pictures that are published.
    pictures = msgspec.structs.replace(config.pictures, service="")
    base_url = config.base_url or origin
    return inputs._replace(config=msgspec.structs.replace(config, base_url=base_url, pictures=pictures))


def _with_memory(
    request: Request, inputs: Inputs, templates: dict[str, bytes], file: Path | None, work: Work
) -> LoadedEdition:
    memo = Memo(file, digest_of((our_salt(), parse_options(inputs.config).name)))
    try:
        found = plan(request._replace(keep_going=True), inputs, memo, work, keeps=True)
        watched = watch_addresses(request, found)
        if file is not None:
            found.texts.remember(found.bad)
            memo.save()
    finally:
        if file is not None:
            memo.close()
    library = StoredTexts(memo if file is None else Later(file))
    compiled = kept_in(templates, compiled_for(request.root, our_salt(), inputs.config))
    context = make_context(found.context.plain, library, compiled)
    now = microseconds(request.choice.now)
    edition = next_edition(inputs.config, request.choice.now)
    others = (*found.edition.front_ends[:1], *(time for time, _ in found.edition.rights[:1]))
    coming = (next_moment(found.texts.briefs.values(), now), edition, *others)
    return LoadedEdition(
        inputs=inputs,
        options=found.options,
        edition=found.edition,
        context=context,
        assets=found.assets,
        briefs=found.texts.briefs,
        library=library,
        compiled=compiled,
        diagnostics=(*found.held, *found.diagnostics, *watched.diagnostics),
        until=min(filter(None, coming), default=0),
        blocked=any(_blocks(said) for said in found.diagnostics),
    )


def _blocks(said: Diagnostic) -> bool:
    return said.severity is Severity.ERROR and not said.place.path.startswith(f"{CONTENT}/")


def kept_in(templates: dict[str, bytes], compiled: Compiled) -> Compiled:
    """Keep compiled templates in a dictionary; what is not there may be in the user's cache."""
    return Compiled(lambda key: templates.get(key) or compiled.recall(key), templates.__setitem__)


class Later:
    """The memory, opened for reading when it is first asked, by the one thread that will ask."""

    def __init__(self, file: Path) -> None:
        """Name the file."""
        self._file = file
        self._reader: TextReader | None = None

    def article(self, key: str) -> bytes:
        """Return an article that was remembered.

        Raises MemoryDamaged where the memory has been thrown away meanwhile.
        """
        return self._open().article(key)

    def body(self, key: str) -> bytes:
        """Return a body that was remembered; raises as `article`."""
        return self._open().body(key)

    def _open(self) -> TextReader:
        if self._reader is None:
            self._reader = TextReader(self._file)
        return self._reader


class StoredTexts:
    """The library of an edition: out of the memory, or as texts were read since (`fresh`, by key)."""

    def __init__(self, source: Later | Memo, fresh: Mapping[str, Text] = _NONE) -> None:
        """Find texts in `source`."""
        self.source = source
        self._fresh = fresh

    def article(self, brief: Brief) -> Article:
        """Return the article of a brief.

        Raises MemoryDamaged where it cannot be had any more.
        """
        found = self._fresh.get(brief.key)
        return ARTICLE.decode(self.source.article(brief.key)) if found is None else found[0]

    def body(self, brief: Brief) -> Body:
        """Return an article's body; raises as `article`."""
        found = self._fresh.get(brief.key)
        return BODY.decode(self.source.body(brief.key)) if found is None else found[1]

    def having(self, news: Mapping[str, Text]) -> StoredTexts:
        """Return a library with some newer texts."""
        kept = list(self._fresh.items())[-_MOST_FRESH:]
        return StoredTexts(self.source, {**dict(kept), **news})
