"""What travels with pages to workers elsewhere: the bodies and pictures that they show. Never more than one batch's."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from functools import partial

from ssg.core.errors import SiteProblem
from ssg.pages.feeds.plan import subject
from ssg.pages.model import Page
from ssg.pages.search.parts import TEXTS
from ssg.pages.search.spans import months_of
from ssg.steps.context import Published, RenderContext
from ssg.steps.given import Extras
from ssg.steps.tasks import Job
from ssg.store.compress import copies_of
from ssg.store.memo import Memo

_FEEDS = frozenset(("atom", "rss", "json-feed"))
_ITS_OWN = frozenset(("article", "output", "page", "live"))


class Parcels:
    """Packs batches of pages."""

    def __init__(self, context: RenderContext, memo: Memo) -> None:
        """Take bodies from the state, pictures from the disk."""
        self._read_site, self._memo = context.read, memo
        self._site, self._pictures = context.plain.site, context.plain.originals
        config = self._site.config
        # Only the whole publication shows which pages of a site with blocks or nonces by SSI have no copies.
        joined = config.deploy.scripts == "nonce" or any(block.delivery == "ssi" for block in config.blocks.values())
        self._compress = partial(copies_of, config.compress) if config.compress and not joined else None

    def __call__(self, jobs: Sequence[Job], lacking: Collection[tuple[str, str]]) -> Extras:
        """Return what some pages are known to show, and what they turned out to lack."""
        keys = {self._site.briefs[path].key for job in jobs for path in self._texts(job.page)}
        keys.update(name for kind, name in lacking if kind == "body")
        paths = {str(job.page.subject[0]) for job in jobs if job.page.kind == "picture"}
        paths.update(name for kind, name in lacking if kind == "picture")
        return Extras(
            articles={name: self._memo.article(name) for kind, name in lacking if kind == "article"},
            bodies={key: self._memo.body(key) for key in sorted(keys)},
            pictures=dict(self._read(sorted(paths))),
            compress=self._compress,
        )

    def _read(self, paths: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """Read pictures; one that cannot be read will be lacking, and its pages are made here and say so."""
        if isinstance(self._pictures, Published):
            for path in paths:
                with suppress(SiteProblem, KeyError):
                    yield path, self._pictures.originals.read(path)

    def _texts(self, page: Page) -> Iterator[str]:
        """Yield the paths of the texts whose bodies a page shows. It may show more."""
        if page.kind in _ITS_OWN:
            yield page.about
        elif page.kind == "search-part" and self._site.config.search.body:
            span, _, layer = str(page.subject[0]).partition(" ")
            for month in months_of(span) if layer == TEXTS else ():
                yield from self._site.by_month.get(month, ())
        elif page.kind in _FEEDS and self._site.config.feeds.content == "full":
            with self._read_site.recording():  # and forgotten: it is the worker's page that reads it
                yield from subject(self._read_site, page).paths
