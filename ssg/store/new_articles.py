"""Finds the template of a new article: in the folder `new/` of the uppermost layer of the theme that has it."""

from __future__ import annotations

from typing import Final, NamedTuple

from ssg.store.layers import Layer
from ssg.store.open import read_regular

FOLDER: Final = "new"
_MOST: Final = 64_000  # bytes; front matter has at most as many characters


class Found(NamedTuple):
    """A template: the file as diagnostics name it, and its text."""

    label: str
    text: str


def find_template(layers: tuple[Layer, ...], *names: str) -> Found | None:
    """Return the first of some templates that a layer has, each looked for in all of them; None without any.

    Raises OSError if the disk refuses, UnicodeDecodeError if it is not UTF-8.
    """
    for name in names:
        for layer in layers:
            file = layer.folder / FOLDER / f"{name}.md"
            try:
                raw = read_regular(file, layer.folder, most=_MOST)
            except FileNotFoundError:
                continue
            return Found(f"{layer.label}/{FOLDER}/{name}.md", raw.decode("utf-8-sig"))
    return None
