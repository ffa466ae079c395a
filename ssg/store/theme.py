"""Reads a theme: the site's own `templates/` before the default theme's file of the same name. Never writes."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from ssg.core.errors import Diagnostic, Place, error
from ssg.core.theme import AssetFile, TemplateFile, Theme
from ssg.store.source import list_folder, read_file

_ASSETS = "assets/"
_TEMPLATE_TYPES = (".html", ".xml", ".txt", ".json", ".j2", ".jinja")


class ThemeRead(NamedTuple):
    """A theme and what is wrong with its files."""

    theme: Theme
    diagnostics: tuple[Diagnostic, ...]


def default_theme_folder() -> Path:
    """Where the default theme lies: in the package where it is installed, at the top of the repository otherwise."""
    package = Path(__file__).parent.parent
    packaged = package / "theme"
    return packaged if packaged.is_dir() else package.parent / "templates"


def read_theme(own: Path) -> ThemeRead:
    """Read the default theme and, over it, the site's own folder (which need not be there)."""
    default = default_theme_folder()
    layers = [(default, "<theme>")] if default.resolve() != own.resolve() else []
    layers.append((own, "templates"))
    templates: dict[str, TemplateFile] = {}
    assets: dict[str, AssetFile] = {}
    said: list[Diagnostic] = []
    for root, label in layers:
        listing = list_folder(root, label)
        said.extend(listing.diagnostics)
        for entry in listing.files:
            place = f"{label}/{entry.path}"
            if entry.path.startswith(_ASSETS):
                name = entry.path.removeprefix(_ASSETS)
                assets[name] = AssetFile(name, read_file(root, entry, label), place)
            elif entry.path.endswith(_TEMPLATE_TYPES):
                try:
                    text = read_file(root, entry, label).decode("utf-8-sig").replace("\r\n", "\n")
                except UnicodeDecodeError:
                    said.append(error("E607", "this template is not UTF-8", Place(place)))
                    continue
                templates[entry.path] = TemplateFile(entry.path, text, place)
    return ThemeRead(Theme(templates, assets), tuple(said))
