"""The frozen types of a theme: its templates and assets as read from the disk. Plain data only."""

from __future__ import annotations

from typing import Final

import msgspec

from ssg.core.errors import Place

BELOW: Final = "theme:"
"""What a template writes before a name to reach the layers below its own."""


TEMPLATES: Final = (".html", ".xml", ".txt", ".json", ".j2", ".jinja")
"""What the names of templates end in."""
_BEHIND: Final = (".j2", ".jinja")


def form_of(name: str) -> str:
    """Return the ending that says what a template prints: `.json` of `a.json` and of `a.json.j2`."""
    for ending in _BEHIND:
        name = name.removesuffix(ending)
    _, dot, ending = name.rpartition(".")
    return dot + ending


def escapes(name: str | None) -> bool:
    """Escape everything that is markup; jinja2's own `select_autoescape` leaves out `x.html.j2` and `atom.j2`."""
    return not (name or "").removesuffix(".j2").removesuffix(".jinja").endswith((".txt", ".json"))


def is_own(label: str) -> bool:
    """Return whether a path in messages is that of a file of the site: those of packages begin with `<theme>`."""
    return not label.startswith("<")


class Line(int):
    """The number of a line, with the column of what stands on it."""

    column: int

    def __new__(cls, number: int, column: int) -> Line:
        """Take both, from 1."""
        line = super().__new__(cls, number)
        line.column = column
        return line


class TemplateFile(msgspec.Struct, frozen=True):
    """A template: its name for Jinja (`blocks/tin-khac.html`), its text, and its path in messages.

    `layer` counts from the site's own folder (0) down. The name of a file that others cover begins with one `theme:`
    for each of them.
    """

    name: str
    text: str
    label: str
    layer: int = 0

    @property
    def path(self) -> str:
        """The path of the file in its layer."""
        return self.name.replace(BELOW, "")

    @property
    def is_own(self) -> bool:
        """Whether it lies in a folder of the site, its own or that of a theme, and not in a package."""
        return is_own(self.label)

    def place(self, line: int = 1) -> Place:
        """Return the place of a line of this template, and of the column if the line knows it."""
        return Place(self.label, int(line), line.column if isinstance(line, Line) else 0)


class AssetFile(msgspec.Struct, frozen=True):
    """A file below `templates/assets/`: its name (`css/site.css`), bytes, and its path in messages."""

    name: str
    data: bytes
    label: str


class Theme(msgspec.Struct, frozen=True):
    """All templates and assets by name: of each name the file of the uppermost layer.

    Templates that are covered are there as far as others name them. `covering` has the names of files that cover one.
    """

    templates: dict[str, TemplateFile]
    assets: dict[str, AssetFile]
    covering: frozenset[str] = frozenset()

    def named(self, written: str, by: str) -> str:
        """Return the name of what the template `by` means by a `written` name; "" for nothing in the layers below."""
        if not written.startswith(BELOW):
            return written
        name = written.removeprefix(BELOW)
        source = self.templates.get(by)
        if name.startswith(BELOW) or source is None:
            return ""
        while (file := self.templates.get(name)) is not None:
            if file.layer > source.layer:
                return name
            name = BELOW + name
        return ""
