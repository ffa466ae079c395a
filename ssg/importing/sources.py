"""The systems that articles can be imported from: a line each. A reader is loaded when its system is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple, cast

from ssg.core.message import Message, say
from ssg.importing.model import Export
from ssg.importing.notes import Notes

Reader = Callable[[Sequence[Path], Notes], Export]
"""Opens files or a folder. Raises SiteProblem if they are no source of its kind; OSError."""


class Source(NamedTuple):
    """A system: its name on the command line, the module of this room with its `read`, and what it reads.

    `folder` says that it reads one folder; otherwise it reads files.
    """

    name: str
    module: str
    reads: Message
    folder: bool = False

    def read(self, paths: Sequence[Path], notes: Notes) -> Export:
        """Open a source with the reader of the system."""
        reader = cast("Reader", importlib.import_module(f"ssg.importing.{self.module}").read)
        return reader(paths, notes)


SOURCES: Final = (
    Source("wordpress", "wordpress", say("exports of WordPress (WXR)")),
    Source("ghost", "ghost", say("exports of Ghost (JSON)")),
    Source("blogger", "blogger", say("exports of Blogger (Atom)")),
    Source("rss", "feeds", say("feeds in RSS")),
    Source("atom", "feeds", say("feeds in Atom")),
    Source("hugo", "trees.hugo", say("the folder of a site"), folder=True),
    Source("jekyll", "trees.jekyll", say("the folder of a site"), folder=True),
    Source("zola", "trees.zola", say("the folder of a site"), folder=True),
    Source("hexo", "trees.hexo", say("the folder of a site"), folder=True),
    Source("pelican", "trees.pelican", say("the folder of a site"), folder=True),
    Source("nikola", "trees.nikola", say("the folder of a site"), folder=True),
    Source("eleventy", "trees.eleventy", say("the folder of a site"), folder=True),
    Source("astro", "trees.astro", say("the folder of a site"), folder=True),
    Source("docusaurus", "trees.docusaurus", say("the folder of a site"), folder=True),
)


def source_of(name: str) -> Source | None:
    """Return the system of a name."""
    return next((source for source in SOURCES if source.name == name), None)
