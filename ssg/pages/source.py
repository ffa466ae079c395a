"""The source of a reader, and what it may show of other articles. Types only."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final, NamedTuple, Protocol

from ssg.core.model import Audio, Picture
from ssg.core.theme import AssetFile, TemplateFile
from ssg.index.boxes import Boxes
from ssg.index.library import Library
from ssg.index.model import Site

COMPUTED: Final = "*"
"""A block whose name a template computes."""


class Prints(Protocol):
    """What a template prints: blocks, each with its literal count, and `COMPUTED`."""

    @property
    def blocks(self) -> tuple[tuple[str, int], ...]:
        """Return the blocks."""


class Source(NamedTuple):
    """The source of a reader. `original` returns a picture beside the articles by its path, `data` has the data files.

    `printed` has, by name, the blocks that an article page prints, with the count in its template (0: none).
    `boxes` gives the boxes of the site's own; they are read when a text has one.
    `printing` says of each template which blocks it prints, with their literal counts.
    """

    site: Site
    library: Library
    words: gettext.NullTranslations
    assets: Mapping[str, AssetFile]
    data: Mapping[str, Any]
    printed: Mapping[str, int]
    original: Callable[[str], bytes]
    boxes: Callable[[], Boxes] = dict
    printing: Mapping[str, Prints] = MappingProxyType({})
    templates: Mapping[str, TemplateFile] = MappingProxyType({})


class Face(NamedTuple):
    """What other pages show of an article: `Article.face` is its digest."""

    title: str
    date: datetime
    summary: str
    picture: Picture | None
    updated: datetime | None
    type: str
    has_time: bool
    audio: Audio | None
    layout: str
    photos: int
    ended: bool
    access: str


NO_DATA: Mapping[str, Any] = MappingProxyType({})


def no_original(path: str) -> bytes:
    """Raise an error: used where no picture is read."""
    raise LookupError(path)
