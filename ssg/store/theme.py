"""Reads a theme, layer by layer: a file covers those of the same name in the layers below. Never writes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, NamedTuple

from ssg.core.errors import Diagnostic, Place, error
from ssg.core.message import say
from ssg.core.theme import BELOW, TEMPLATES, AssetFile, TemplateFile, Theme
from ssg.store.layers import Layer, find_layers
from ssg.store.source import list_folder, read_file

_ASSETS = "assets/"
_NAMES_BELOW: Final = re.compile(rf"""["']{BELOW}([^"']++)["']""")
_CONFIG: Final = "site.toml"


class ThemeRead(NamedTuple):
    """A theme, the folders of the themes that it extends, and the diagnostics of its files."""

    theme: Theme
    diagnostics: tuple[Diagnostic, ...]
    folders: tuple[Path, ...] = ()


def read_theme(site: Path, extends: str = "", places: tuple[Place, ...] = ()) -> ThemeRead:
    """Read the theme of a site (whose own folder may be missing), over the one that it `extends`.

    `places` has the place where the site names that.
    """
    found = find_layers(site, extends, *(places or (Place(_CONFIG),)))
    said = list(found.diagnostics)
    templates: dict[str, list[TemplateFile]] = {}
    assets: dict[str, AssetFile] = {}
    for number, layer in reversed(tuple(enumerate(found.layers))):
        _read(layer, number, templates, assets, said)
    return ThemeRead(_joined(templates, assets), tuple(said), found.folders)


def _read(
    layer: Layer,
    number: int,
    templates: dict[str, list[TemplateFile]],
    assets: dict[str, AssetFile],
    said: list[Diagnostic],
) -> None:
    """Read a layer over those below it."""
    root, label = layer.folder, layer.label
    listing = list_folder(root, label)
    said.extend(listing.diagnostics)
    for entry in listing.files:
        place = f"{label}/{entry.path}"
        if entry.path.startswith(_ASSETS):
            name = entry.path.removeprefix(_ASSETS)
            assets[name] = AssetFile(name, read_file(root, entry, label), place)
        elif entry.path.endswith(TEMPLATES):
            try:
                text = read_file(root, entry, label).decode("utf-8-sig").replace("\r\n", "\n")
            except UnicodeDecodeError:
                said.append(error("E607", say("template is not UTF-8"), Place(place)))
                continue
            templates.setdefault(entry.path, []).insert(0, TemplateFile(entry.path, text, place, number))


def _joined(templates: dict[str, list[TemplateFile]], assets: dict[str, AssetFile]) -> Theme:
    """Return the uppermost file of each name, and those below that templates reach."""
    found = {name: files[0] for name, files in templates.items()}
    texts = [files[0].text for files in templates.values()]
    while texts:
        text = texts.pop()
        for name in _NAMES_BELOW.findall(text) if BELOW in text else ():
            for depth, file in enumerate(templates.get(name, ())[1:], 1):
                covered = TemplateFile(BELOW * depth + name, file.text, file.label, file.layer)
                if covered.name not in found:
                    found[covered.name] = covered
                    texts.append(file.text)
    return Theme(found, assets, frozenset(name for name, files in templates.items() if len(files) > 1))
