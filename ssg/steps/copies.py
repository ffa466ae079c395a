"""Files that are published unchanged: files beside articles, the theme's assets, static files. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import NamedTuple

from ssg.core.shown import STATIC as IN_STATIC
from ssg.index.model import Site
from ssg.index.pictures import distinct
from ssg.index.urls import output_path
from ssg.inputs import CONTENT, STATIC, Inputs
from ssg.render.assets import Assets
from ssg.store.media import published_bytes
from ssg.store.source import FileEntry, read_file


class Copy(NamedTuple):
    """A file of the output: its bytes (`data`), or their place: `entry` below `folder`, called `label` in messages.

    `digest` is that of the bytes if it is known.
    """

    output: str
    digest: str = ""
    data: bytes | None = None
    folder: Path = Path()
    label: str = ""
    entry: FileEntry | None = None

    def read(self) -> bytes:
        """Return the bytes.

        Raises SiteProblem if they cannot be read, or are no longer a picture that can be published.
        """
        if self.data is not None or self.entry is None:
            return self.data or b""
        data = read_file(self.folder, self.entry, self.label)
        return published_bytes(self.entry.path, data) if self.label == CONTENT else data


def copies(inputs: Inputs, site: Site, assets: Assets, among: AbstractSet[str] | None = None) -> Iterator[Copy]:
    """Yield all copies in the order of publication: before the pages that show them. With `among`, few of the media."""
    originals = inputs.originals
    for media in distinct(site.media.values() if among is None else map(site.media.__getitem__, sorted(among))):
        in_static = media.path.startswith(IN_STATIC)
        folder, entry = originals.static if in_static else originals.content, originals.entry(media.path)
        yield Copy(output_path(media.url), media.digest, None, folder, CONTENT, entry)
    yield from copies_of_the_site(inputs, assets)


def copies_of_the_site(inputs: Inputs, assets: Assets) -> Iterator[Copy]:
    """Yield the copies that do not depend on articles: the theme's assets and static files."""
    for asset in assets.by_name.values():
        yield Copy(output_path(asset.url), data=asset.data)
    for entry in inputs.static:
        yield Copy(entry.path, "", None, inputs.root / STATIC, STATIC, entry)
