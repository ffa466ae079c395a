"""The frozen types of a theme: its templates and assets as they lie on the disk. Plain data only."""

from __future__ import annotations

import msgspec

from ssg.core.errors import Place


class TemplateFile(msgspec.Struct, frozen=True):
    """A template: its name for Jinja (`blocks/tin-khac.html`), its text, and where it lies for people."""

    name: str
    text: str
    label: str

    def place(self, line: int = 1) -> Place:
        """Give the place of a line of this template."""
        return Place(self.label, line)


class AssetFile(msgspec.Struct, frozen=True):
    """A file below `templates/assets/`: its name (`css/site.css`), bytes, and where it lies for people."""

    name: str
    data: bytes
    label: str


class Theme(msgspec.Struct, frozen=True):
    """All templates and assets, the site's own before those of the default theme, by name."""

    templates: dict[str, TemplateFile]
    assets: dict[str, AssetFile]
