"""Sets up the render context: the checked theme, and everything that pages are rendered with. Checks nothing."""

from __future__ import annotations

import weakref
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple, Protocol

import msgspec

from ssg.core.digest import digest_bytes, digest_of
from ssg.core.errors import Diagnostic
from ssg.core.i18n import translations
from ssg.core.theme import Theme as ThemeFiles
from ssg.core.trace import Fact, Touched
from ssg.index.boxes import declared
from ssg.index.facts import Facts, Theme
from ssg.index.library import Library
from ssg.index.model import Site
from ssg.inputs import Inputs
from ssg.pages.kinds import KINDS
from ssg.pages.reader import Reader
from ssg.pages.source import Source
from ssg.render.assets import SCRIPT, Assets, script_attributes
from ssg.render.closures import stamp_of
from ssg.render.compiled import Compiled
from ssg.render.renderer import Renderer
from ssg.render.splice import Splicer
from ssg.steps.edition import Edition
from ssg.steps.theme_check import Looked, compiled_for
from ssg.store.media import published_bytes
from ssg.store.originals import Originals
from ssg.store.salt import salt, salt_of_drawing


class Pictures(Protocol):
    """The pictures that articles show, as published."""

    def read(self, path: str) -> bytes:
        """Return the bytes of a picture; raises SiteProblem where it cannot be read."""


class PlainContext(NamedTuple):
    """The contents of a context as plain data, which can be passed to another process.

    `code` is the digest of our own code, `drawing` that of the part which draws. `originals` are the picture files.
    `clean` has the digests of the unchanged blocks, by identity. `touched` is that of the edition, `stamps` are kept
    ones of facts that have not changed.
    """

    code: str
    site: Site
    theme: ThemeFiles
    data: dict[str, Any]
    assets: dict[str, str]
    looked: Looked
    drawing: str
    originals: Pictures
    clean: dict[str, str]
    stamps: dict[Fact, str]
    touched: Touched | None = None


class Published(NamedTuple):
    """Pictures from the disk."""

    originals: Originals

    def read(self, path: str) -> bytes:
        """Return the bytes of a picture.

        Raises SiteProblem where it cannot be read.
        """
        return published_bytes(path, self.originals.read(path))


class RenderContext(NamedTuple):
    """Everything that pages are made with. `facts` returns the stamp of a fact."""

    plain: PlainContext
    facts: Facts
    read: Reader
    renderer: Renderer
    splicer: Splicer


class Ready(NamedTuple):
    """A render context, the assets to publish, and the diagnostics of the theme."""

    context: RenderContext
    assets: Assets
    diagnostics: tuple[Diagnostic, ...]


def set_up(inputs: Inputs, edition: Edition, assets: Assets, library: Library, looked: Looked) -> Ready:
    """Prepare the rendering of an edition; `looked` is the result of checking the theme."""
    site = edition.site
    config = inputs.config
    urls = {name: config.base_path + asset.url for name, asset in assets.by_name.items()}
    scripts = [name for name in urls if name.endswith((".js", ".mjs"))]
    if config.deploy.scripts == "hosts":
        urls |= {SCRIPT + name: f'src="{urls[name]}"' for name in scripts}
    else:
        urls |= {SCRIPT + name: script_attributes(config, urls[name], assets.by_name[name].data) for name in scripts}
    compiled = compiled_for(inputs.root, salt(), inputs.config)
    originals = Published(inputs.originals)
    code, drawing, touched = salt(), salt_of_drawing(), edition.touched
    plain = PlainContext(code, site, inputs.theme, inputs.data, urls, looked, drawing, originals, {}, {}, touched)
    return Ready(make_context(plain, library, compiled), assets, (*assets.diagnostics, *looked.diagnostics))


def make_context(
    plain: PlainContext, library: Library, compiled: Compiled, renderer: Renderer | None = None
) -> RenderContext:
    """Create a context from plain data, with articles and bodies from `library` and templates from `compiled`.

    The `renderer` of a context with the same theme, `site.toml` and data may be reused; that context must not be.
    """
    theme, looked = plain.theme, plain.looked
    words = translations(plain.site.config.language, plain.site.config.words)
    site = msgspec.structs.replace(plain.site, stories=plain.site.stories.read_from(library))
    article = looked.closures.get(KINDS["article"].template)
    boxes = cache(lambda: declared(theme.templates).boxes)
    printed = _printed(site, article.blocks if article else ())
    originals, closures = plain.originals.read, looked.closures
    own = theme.templates
    read = Reader(Source(site, library, words, theme.assets, plain.data, printed, originals, boxes, closures, own))
    stamps = Theme(
        templates={name: stamp_of(closure, theme) for name, closure in looked.closures.items()},
        assets={
            name: url if name.startswith(SCRIPT) else f"{url} {digest_bytes(theme.assets[name].data)}"
            for name, url in plain.assets.items()
        },
        data={name: digest_of(value) for name, value in plain.data.items()},
        code=plain.code,
        drawing=plain.drawing,
    )
    facts = Facts(site, stamps, digest_of(read.view), plain.touched, plain.stamps)
    read.stamps = facts.stamp
    renderer = renderer.reading(read) if renderer else Renderer(theme, words, read, plain.data, compiled)
    us = weakref.proxy(renderer)  # it has the reader: a circle would keep a whole site alive in the preview
    read.render_box = lambda *box: us.box(*box)  # noqa: PLW0108 - asked for late, so that the proxy stays one
    return RenderContext(plain, facts, read, renderer, Splicer(read, renderer, plain.assets, looked.lines, plain.clean))


def _printed(site: Site, blocks: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return the number of articles in each block of an article page, as its template sets it (0: no block)."""
    printed: dict[str, int] = {}
    for name, asked in blocks:
        if name in site.config.blocks:
            printed[name] = max(asked or site.config.blocks[name].count, printed.get(name, 0))
    return printed
