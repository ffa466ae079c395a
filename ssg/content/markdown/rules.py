"""The rules of Markdown in the order in which they do their work, and the parser that is made of them.

To add a rule, write a module with an `install` and enter it here: by name if a site may turn it off (then its name is
in `options.ALL`, too), or as one of `ALWAYS`. The order is that of the core rules, which pass over the finished tokens.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from markdown_it import MarkdownIt

from ssg.content.markdown import (
    abbreviations,
    attributes,
    autolinks,
    binding,
    code,
    containers,
    definitions,
    embeds,
    emphasis,
    figures,
    filenames,
    first_column,
    footnotes,
    foreign,
    headings,
    highlight,
    lenient,
    limits,
    links,
    live,
    maths,
    plaintext,
    prose,
    rawhtml,
    related,
    scripts,
    shortcodes,
    slips,
    spelling,
    strikethrough,
    tables,
    tasks,
    typography,
)
from ssg.content.markdown.options import ALL, PASTED
from ssg.content.markdown.printing import Printer
from ssg.core.text.control import control_characters

AUTOMATIC: Final = "related-automatic"
"""The rule of the box that a site asks for (`[related] in_text_after`)."""

Install = Callable[[MarkdownIt], None]

MARKDOWN_RULES: Final[tuple[tuple[str, Install], ...]] = (
    ("limits", limits.install),
    ("prose", prose.install),
    ("spelling", spelling.install),
    ("raw-html", rawhtml.install),
    ("live", live.install),
    ("table", tables.install),
    ("first-column", first_column.install),
    ("code", code.install),
    ("highlight", highlight.install),
    ("strikethrough", strikethrough.install),
    ("subscript", scripts.install_subscript),
    ("superscript", scripts.install_superscript),
    ("math", maths.install),
    ("footnote", footnotes.install),
    ("definition-list", definitions.install),
    ("task-list", tasks.install),
    ("attributes", attributes.install),
    ("containers", containers.install),
    ("shortcodes", shortcodes.install),
    ("embeds", embeds.install_bare),
    ("embed-boxes", embeds.install),
    ("figures", figures.install),
    ("related", related.install),
    (AUTOMATIC, related.install_automatic),
    ("autolink", autolinks.install),
    ("emphasis", lenient.install),
    ("file-names", filenames.install),
    ("slips-of-emphasis", emphasis.install),
    ("marks", foreign.install),
    ("abbreviation", abbreviations.install),
    ("typography", typography.install),
    ("heading-ids", headings.install),
    ("links", links.install),
    ("slips", slips.install),
    ("plain-text", plaintext.install),
    ("binding", binding.install),
)
ALWAYS: Final = frozenset(
    (
        "limits",
        "prose",
        "spelling",
        "raw-html",
        "live",
        "embed-boxes",
        "related",
        "slips-of-emphasis",
        "links",
        "slips",
        "plain-text",
    )
)


class Parser(MarkdownIt):
    """markdown-it, with targets left as they are written: the rule `links` needs them so, and encodes them."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - markdown-it's name
        """Return `url` as it is."""
        return url

    def normalizeLinkText(self, url: str) -> str:  # noqa: N802 - markdown-it's name
        """Return `url` as readers see it: percent signs decoded, unless that makes characters that nobody can see."""
        shown: str = super().normalizeLinkText(url)
        return url if control_characters(shown) else shown


@lru_cache(maxsize=16)
def parser_for(
    extensions: tuple[str, ...], typographic: bool, pasted: tuple[str, ...] = (), automatic: bool = False
) -> Parser:
    """Return the parser for a choice of rules. Raises ValueError if one is neither of `ALL` nor of `PASTED`."""
    unknown = [name for name in extensions if name not in ALL] + [name for name in pasted if name not in PASTED]
    if unknown:
        raise ValueError(f"unknown Markdown extension: {', '.join(unknown)} (known: {', '.join(ALL)})")
    # CommonMark's own output has `<br />` and a bare `<pre>`, which its examples insist on; ours is HTML for readers.
    md = Parser("commonmark", {"html": True, "xhtmlOut": not extensions and not typographic}, renderer_cls=Printer)
    chosen = {
        *ALWAYS,
        *extensions,
        *pasted,
        *(("typography",) if typographic else ()),
        *(("shortcodes",) if "containers" in extensions else ()),
        *((AUTOMATIC,) if automatic else ()),
        *(("code", "binding") if extensions else ()),
    }
    for name, install in MARKDOWN_RULES:
        if name in chosen:
            install(md)
    return md
