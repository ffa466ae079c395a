"""Checks a theme's templates, once for each version of them. It needs no article: a worker may do it beside planning.

The result is stored in the state, and in the user's cache for sites that have no state yet. Renders nothing.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from ssg.core.config import Config
from ssg.core.digest import digest_of
from ssg.core.errors import Diagnostic, Place
from ssg.core.i18n import translations
from ssg.core.theme import Theme
from ssg.inputs import Inputs
from ssg.render.boxcheck import check_boxes
from ssg.render.check import check_theme, lines_of_blocks
from ssg.render.closures import Closure, closures, theme_digest
from ssg.render.compiled import Compiled
from ssg.render.environment import make_environment
from ssg.render.trees import trees
from ssg.store.memo import Memo
from ssg.store.salt import salt
from ssg.store.templates import Templates


class Looked(msgspec.Struct, frozen=True):
    """The result of checking a theme's templates."""

    digest: str
    closures: dict[str, Closure]
    lines: dict[str, Place]
    diagnostics: tuple[Diagnostic, ...]


_DECODER = msgspec.msgpack.Decoder(Looked)
_NOTE = "theme"


def compiled_for(site: Path, code: str, config: Config) -> Compiled:
    """Return the user's compiled templates. Constants are folded into them, so our code and the words count."""
    templates = Templates(site, f"{code} {config.language} {digest_of(config.words) if config.words else ''}")
    return Compiled(templates.recall, templates.note)


def known_check(inputs: Inputs, memo: Memo) -> Looked | None:
    """Return the stored result of the last check, for this or another site, if it was of the same templates."""
    digest = " ".join((theme_digest(inputs.theme), *inputs.config.own_blocks))
    noted = memo.recall(_NOTE)
    if noted is not None:
        looked = _DECODER.decode(noted)
        if looked.digest == digest:
            return looked
    if known := compiled_for(inputs.root, salt(), inputs.config).recall(f"{_NOTE} {digest}"):
        with suppress(msgspec.MsgspecError):
            looked = _DECODER.decode(known)
            memo.note(_NOTE, known)
            return looked
    return None


def keep_check(inputs: Inputs, memo: Memo, found: bytes) -> Looked:
    """Store what `check` has found, and return it."""
    looked = _DECODER.decode(found)
    memo.note(_NOTE, found)
    compiled = compiled_for(inputs.root, salt(), inputs.config)
    if compiled.note is not None:
        compiled.note(f"{_NOTE} {looked.digest}", found)
    return looked


def check(site: Path, config: Config, theme: Theme, data: dict[str, Any]) -> bytes:
    """Check all templates, and return the encoded result; takes 0.5 s for the default theme. May run in a worker."""
    own, compiled = config.own_blocks, compiled_for(site, salt(), config)
    words = translations(config.language, config.words)
    environment = make_environment(theme, words, None, data, data.__getitem__, compiled, own=own)
    parsed = trees(theme)
    found = closures(theme, parsed)
    said = check_theme(theme, parsed, environment, own)
    boxes = check_boxes(theme, parsed, found, environment)
    digest, lines = " ".join((theme_digest(theme), *own)), lines_of_blocks(theme, parsed)
    return msgspec.msgpack.encode(Looked(digest, found, lines, (*said, *boxes)))
