"""What is published as it is: pictures and other files beside articles, the theme's assets, static files. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ssg.inputs import CONTENT, STATIC, Inputs
from ssg.render.assets import Assets
from ssg.site.model import Site
from ssg.site.urls import output_path
from ssg.store.source import FileEntry, read_file


class Copy(NamedTuple):
    """A file of the output: its bytes (`data`), or where they lie: `entry` below `folder`, which is called `label`.

    `digest` names the bytes where that is known.
    """

    output: str
    digest: str = ""
    data: bytes | None = None
    folder: Path = Path()
    label: str = ""
    entry: FileEntry | None = None

    def read(self) -> bytes:
        """Give the bytes.

        Raises SiteProblem where they cannot be read.
        """
        if self.data is not None or self.entry is None:
            return self.data or b""
        return read_file(self.folder, self.entry, self.label)


def copies(inputs: Inputs, site: Site, assets: Assets) -> Iterator[Copy]:
    """Give everything that is copied, in the order of publication: before the pages that show it."""
    for media in site.media.values():
        yield Copy(output_path(media.url), media.digest, None, inputs.content, CONTENT, inputs.files[media.path])
    for asset in assets.by_name.values():
        yield Copy(output_path(asset.url), data=asset.data)
    for entry in inputs.static:
        yield Copy(entry.path, "", None, inputs.root / STATIC, STATIC, entry)
