"""The frozen types of the settings of Markdown in `site.toml`: `[markdown]`. Data only, as `schema`."""

from __future__ import annotations

from typing import Final, Literal, get_args

import msgspec

UsualExtension = Literal[
    "table",
    "strikethrough",
    "footnote",
    "attributes",
    "heading-ids",
    "figures",
    "containers",
    "autolink",
    "embeds",
    "first-column",
    "definition-list",
    "task-list",
    "abbreviation",
    "subscript",
    "superscript",
    "highlight",
]
Extension = Literal[UsualExtension, "math"]
USUAL: Final = "usual"
"""Stands for all of `UsualExtension`."""
PastedLines = Literal["invisible", "bullets", "rows", "indents", "tables", "numbers", "headings", "breaks"]
Pasted = Literal[PastedLines, "file-names", "emphasis", "addresses", "marks"]
PASTED: Final[tuple[Pasted, ...]] = get_args(Pasted)


class MarkdownConfig(msgspec.Struct, frozen=True, kw_only=True):
    """How articles are read: `[markdown]`."""

    raw_html: Literal["sanitise", "trust"] = "sanitise"
    """HTML in articles: `sanitise` takes scripts and the like out, `trust` lets everything through."""
    extensions: tuple[Literal[Extension, "usual"], ...] = (USUAL,)
    """What articles may use beyond plain Markdown; `usual` stands for all but `math`."""
    pasted: tuple[Pasted, ...] = PASTED
    """What is understood of pasted text; all of it unless given."""
    typography: bool = False
    """Whether straight quotes, `--` and `...` become “ ”, – and …"""

    @property
    def enabled(self) -> tuple[Extension, ...]:
        """The extensions that are on."""
        named = (get_args(UsualExtension) if name == USUAL else (name,) for name in self.extensions)
        return tuple(dict.fromkeys(name for names in named for name in names))
