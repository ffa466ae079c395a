"""Makes the resident edition of a site: planned, with a press that stands ready, and nothing printed.

The same steps as a build's (`ssg/build.py`), with the same memory. An article with an error counts as it was when it
was last without one; the memory is open only while texts are read, so that builds and the preview share it.
"""

from __future__ import annotations

import weakref
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
from ssg.core.i18n import translations
from ssg.core.model import Article, Body, Brief
from ssg.edition import Edition
from ssg.inputs import CONTENT, Inputs
from ssg.labels import parse_options
from ssg.press import Press, make_press, set_up
from ssg.relate import relate
from ssg.render.assets import Assets, fingerprint
from ssg.render.compiled import Compiled
from ssg.request import MEMO, STATE, Request
from ssg.settle import blamed, settle
from ssg.site.briefs import microseconds
from ssg.site.moments import next_moment
from ssg.store.lock import only_build
from ssg.store.memo import Memo, TextReader, forget
from ssg.store.salt import salt
from ssg.store.seal import MemoryDamaged
from ssg.texts import read_texts
from ssg.work import Work

BODY = msgspec.json.Decoder(Body)
ARTICLE = msgspec.json.Decoder(Article)
_MOST_FRESH = 2_000
Text = tuple[Article, Body]
_NONE: Mapping[str, Text] = MappingProxyType({})


class Resident(NamedTuple):
    """An edition at hand. `briefs` are of all articles that could be read, shown or not; `shelf` holds them.

    `until` is the time, in microseconds, at which an article comes or goes (0: none does). `blocked`: something is
    wrong beyond single articles, and pages cannot be relied upon.
    """

    inputs: Inputs
    options: ParseOptions
    edition: Edition
    press: Press
    assets: Assets
    briefs: Mapping[str, Brief]
    shelf: Shelf
    compiled: Compiled
    diagnostics: tuple[Diagnostic, ...]
    until: int
    blocked: bool


our_salt = cache(salt)  # our own code does not change under a running server


def make_resident(request: Request, inputs: Inputs, templates: dict[str, bytes]) -> Resident:
    """Read what is new, plan the edition and set up the press. A damaged memory is replaced by an empty one.

    `templates` keeps compiled templates from one edition to the next.

    Raises SiteProblem where a file cannot be read.
    """
    state = request.root / STATE
    with ExitStack() as stack:
        try:
            stack.enter_context(only_build(state, lambda: None))
        except SiteProblem:  # a folder that we may only read: remember nothing
            return _with_memory(request, inputs, templates, None)
        with suppress(MemoryDamaged):
            return _with_memory(request, inputs, templates, state / MEMO)
        with suppress(MemoryDamaged, OSError):
            forget(state / MEMO)
            return _with_memory(request, inputs, templates, state / MEMO)
        return _with_memory(request, inputs, templates, None)  # the disk is full, or fails: remember nothing


def _with_memory(request: Request, inputs: Inputs, templates: dict[str, bytes], file: Path | None) -> Resident:
    words, options = translations(inputs.config.language), parse_options(inputs.config)
    memo = Memo(file, digest_of((our_salt(), options)))
    try:
        texts = read_texts(inputs, options, memo, Work(), request.workers, request.clock_ns)
        assets = fingerprint(inputs.theme)
        edition, held = settle(inputs, texts, assets, request._replace(keep_going=True), words, memo)
        edition = edition._replace(site=relate(edition.site, memo, Work(), request.workers).site)
        ready = set_up(inputs, edition.site, assets, texts, memo)
        said = (*inputs.diagnostics, *edition.diagnostics, *ready.diagnostics)
        if file is not None:
            texts.remember(blamed([*held, *said]))
            memo.save()
    finally:
        if file is not None:
            memo.close()
    shelf = Shelf(memo if file is None else Later(file))
    compiled = kept_in(templates, shelf)
    press = make_press(ready.press.forme, shelf, compiled)
    now = microseconds(request.choice.now)
    return Resident(
        inputs=inputs,
        options=options,
        edition=edition,
        press=press,
        assets=assets,
        briefs=texts.briefs,
        shelf=shelf,
        compiled=compiled,
        diagnostics=(*held, *said),
        until=next_moment(texts.briefs.values(), now),
        blocked=any(d.severity is Severity.ERROR and not d.place.path.startswith(f"{CONTENT}/") for d in said),
    )


def kept_in(templates: dict[str, bytes], shelf: Shelf) -> Compiled:
    """Keep compiled templates in a dictionary; what is not there may be remembered where the texts are.

    Templates know one another in circles: what they find themselves with must not keep the memory open.
    """
    source = weakref.ref(shelf.source)

    def find(key: str) -> bytes | None:
        memory = source()
        return templates.get(key) or (memory.template(key) if memory is not None else None)

    return Compiled(find, templates.__setitem__)


class Later:
    """The memory, opened for reading when it is first asked, by the one thread that will ask."""

    def __init__(self, file: Path) -> None:
        """Name the file."""
        self._file = file
        self._reader: TextReader | None = None

    def article(self, key: str) -> bytes:
        """Give an article that was remembered.

        Raises MemoryDamaged where the memory has been thrown away meanwhile.
        """
        return self._open().article(key)

    def body(self, key: str) -> bytes:
        """Give a body that was remembered; raises as `article`."""
        return self._open().body(key)

    def template(self, key: str) -> bytes | None:
        """Give a compiled template."""
        return self._open().template(key)

    def _open(self) -> TextReader:
        if self._reader is None:
            self._reader = TextReader(self._file)
        return self._reader


class Shelf:
    """The library of an edition: out of the memory, or as texts were read since (`fresh`, by key)."""

    def __init__(self, source: Later | Memo, fresh: Mapping[str, Text] = _NONE) -> None:
        """Find texts in `source`."""
        self.source = source
        self._fresh = fresh

    def article(self, brief: Brief) -> Article:
        """Give the article of a brief.

        Raises MemoryDamaged where it cannot be had any more.
        """
        found = self._fresh.get(brief.key)
        return ARTICLE.decode(self.source.article(brief.key)) if found is None else found[0]

    def body(self, brief: Brief) -> Body:
        """Give an article's body; raises as `article`."""
        found = self._fresh.get(brief.key)
        return BODY.decode(self.source.body(brief.key)) if found is None else found[1]

    def having(self, news: Mapping[str, Text]) -> Shelf:
        """Give a shelf with some newer texts."""
        kept = list(self._fresh.items())[-_MOST_FRESH:]
        return Shelf(self.source, {**dict(kept), **news})
