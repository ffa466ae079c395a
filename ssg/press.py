"""Sets up the press: the theme, looked at, with all that pages are made with. What was looked at is remembered."""

from __future__ import annotations

from collections.abc import Mapping
from gettext import NullTranslations
from typing import NamedTuple

import msgspec

from ssg.core.digest import digest_of
from ssg.core.errors import Diagnostic, Place
from ssg.inputs import Inputs
from ssg.pages.blocks import BLOCKS
from ssg.pages.kinds import PAGE_KINDS
from ssg.pages.stamps import Stamps
from ssg.render.assets import Assets, fingerprint
from ssg.render.check import check_theme, lines_of_blocks
from ssg.render.closures import Closure, closures, salt_of, theme_digest
from ssg.render.renderer import Renderer
from ssg.render.splice import Splicer
from ssg.store.memo import Memo


class Press(NamedTuple):
    """All that pages are made with. `salts` names by kind of page what its text depends on besides its view."""

    stamps: Stamps
    renderer: Renderer
    splicer: Splicer
    assets: Assets
    salts: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...]


class Looked(msgspec.Struct, frozen=True):
    """What looking at a theme's templates has shown."""

    digest: str
    closures: dict[str, Closure]
    lines: dict[str, Place]
    diagnostics: tuple[Diagnostic, ...]


_DECODER = msgspec.msgpack.Decoder(Looked)
_NOTE = "theme"


def set_up(inputs: Inputs, stamps: Stamps, words: NullTranslations, memo: Memo) -> Press:
    """Make everything ready to print what is on the desk of `stamps`."""
    theme, desk = inputs.theme, stamps.desk
    renderer = Renderer(theme, words, desk.view, inputs.data)
    looked = _look(inputs, renderer, memo)
    assets = fingerprint(theme)
    data = {name: digest_of(value) for name, value in inputs.data.items()}
    salts = {name: salt_of(closure, theme, data, (stamps.config,)) for name, closure in looked.closures.items()}
    splicer = Splicer(
        stamps,
        renderer,
        {name: desk.href(asset.url) for name, asset in assets.by_name.items()},
        {block.name: salts.get(block.template, "") for block in BLOCKS},
        looked.lines,
    )
    kinds = {kind.name: salts.get(kind.template, "") for kind in PAGE_KINDS}
    return Press(stamps, renderer, splicer, assets, kinds, (*assets.diagnostics, *looked.diagnostics))


def _look(inputs: Inputs, renderer: Renderer, memo: Memo) -> Looked:
    """Look at all templates, or recall what was seen when they were last looked at."""
    digest = theme_digest(inputs.theme)
    noted = memo.recall(_NOTE)
    if noted is not None:
        looked = _DECODER.decode(noted)
        if looked.digest == digest:
            return looked
    looked = Looked(
        digest,
        closures(inputs.theme, renderer.environment),
        lines_of_blocks(inputs.theme, renderer.environment),
        check_theme(inputs.theme, renderer.environment),
    )
    memo.note(_NOTE, msgspec.msgpack.encode(looked))
    return looked
