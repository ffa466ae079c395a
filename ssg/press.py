"""Sets up the press: the theme, looked at, with all that pages are made with. What was looked at is remembered."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from ssg.core.digest import digest_of
from ssg.core.errors import Diagnostic, Place
from ssg.core.i18n import translations
from ssg.core.theme import Theme
from ssg.inputs import CONTENT, Inputs
from ssg.pages.blocks import BLOCKS
from ssg.pages.desk import Desk
from ssg.pages.kinds import KINDS, PAGE_KINDS
from ssg.pages.stamps import Stamps
from ssg.render.assets import Assets
from ssg.render.check import check_theme, lines_of_blocks
from ssg.render.closures import Closure, assets_of, closures, salt_of, theme_digest
from ssg.render.compiled import Compiled
from ssg.render.delivery import DEFERRED, DEFERRED_TEMPLATE
from ssg.render.environment import make_environment
from ssg.render.renderer import Renderer
from ssg.render.splice import Splicer
from ssg.site.library import Library
from ssg.site.model import Site
from ssg.store.memo import Memo
from ssg.store.salt import salt, salt_of_drawing
from ssg.store.source import FileEntry, read_file


class Looked(msgspec.Struct, frozen=True):
    """What looking at a theme's templates has shown."""

    digest: str
    closures: dict[str, Closure]
    lines: dict[str, Place]
    diagnostics: tuple[Diagnostic, ...]


class Forme(NamedTuple):
    """All that a press is made of, as plain data: it can be handed to another process.

    `code` names our own code, `drawing` that part of it which draws. `originals` are the files of pictures.
    """

    code: str
    site: Site
    theme: Theme
    data: dict[str, Any]
    assets: dict[str, str]
    looked: Looked
    drawing: str
    originals: Originals


class Originals(NamedTuple):
    """The pictures beside the articles as they lie on the disk: the folder of the articles, and each by its path."""

    folder: Path
    files: dict[str, FileEntry]

    def read(self, path: str) -> bytes:
        """Give the bytes of one.

        Raises SiteProblem where it cannot be read.
        """
        return read_file(self.folder, self.files[path], CONTENT)


class Press(NamedTuple):
    """All that pages are made with. `salts` names by kind of page what its text depends on besides its view."""

    forme: Forme
    stamps: Stamps
    renderer: Renderer
    splicer: Splicer
    salts: Mapping[str, str]


class Ready(NamedTuple):
    """A press, the assets to publish, and what there is to say of the theme."""

    press: Press
    assets: Assets
    diagnostics: tuple[Diagnostic, ...]


_DECODER = msgspec.msgpack.Decoder(Looked)
_NOTE = "theme"


def set_up(inputs: Inputs, site: Site, assets: Assets, library: Library, memo: Memo) -> Ready:
    """Look at the theme, and make everything ready to print `site`."""
    urls = {name: inputs.config.base_path + asset.url for name, asset in assets.by_name.items()}
    compiled = Compiled(memo.template, memo.add_template)
    looked = _look(inputs, memo, compiled)
    originals = Originals(inputs.content, {path: inputs.files[path] for path in site.media})
    forme = Forme(salt(), site, inputs.theme, inputs.data, urls, looked, salt_of_drawing(), originals)
    return Ready(make_press(forme, library, compiled), assets, (*assets.diagnostics, *looked.diagnostics))


def make_press(forme: Forme, library: Library, compiled: Compiled, renderer: Renderer | None = None) -> Press:
    """Make a press of plain data, with articles and bodies from `library`, and templates from `compiled`.

    A `renderer` of a press with the same theme, `site.toml` and data saves making one.
    """
    theme, looked = forme.theme, forme.looked
    words = translations(forme.site.config.language)
    site = msgspec.structs.replace(forme.site, stories=forme.site.stories.read_from(library))
    article = looked.closures.get(KINDS["article"].template)
    desk = Desk(site, library, words, theme.assets, article.blocks if article else (), forme.originals.read)
    stamps = Stamps(desk)
    renderer = renderer or Renderer(theme, words, desk.view, forme.data, compiled)
    data = {name: digest_of(value) for name, value in forme.data.items()}
    salts = {
        name: salt_of(closure, theme, data, (stamps.config, forme.code)) for name, closure in looked.closures.items()
    }
    # Assets are put into pages after rendering, but into a block's text at once.
    inner = {name: assets_of(closure, forme.assets) for name, closure in looked.closures.items()}
    parts = {block.name: block.template for block in BLOCKS} | {DEFERRED: DEFERRED_TEMPLATE}
    blocks = {name: f"{salts.get(template, forme.code)} {inner.get(template, '')}" for name, template in parts.items()}
    kinds = {kind.name: forme.drawing if kind.drawn else salts.get(kind.template, forme.code) for kind in PAGE_KINDS}
    return Press(forme, stamps, renderer, Splicer(stamps, renderer, forme.assets, blocks, looked.lines), kinds)


def _look(inputs: Inputs, memo: Memo, compiled: Compiled) -> Looked:
    """Look at all templates, or recall what was seen when they were last looked at."""
    digest = theme_digest(inputs.theme)
    noted = memo.recall(_NOTE)
    if noted is not None:
        looked = _DECODER.decode(noted)
        if looked.digest == digest:
            return looked
    environment = make_environment(inputs.theme, translations(inputs.config.language), None, inputs.data, compiled)
    looked = Looked(
        digest,
        closures(inputs.theme, environment),
        lines_of_blocks(inputs.theme, environment),
        check_theme(inputs.theme, environment),
    )
    memo.note(_NOTE, msgspec.msgpack.encode(looked))
    return looked
