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
    attributes,
    autolinks,
    containers,
    figures,
    footnotes,
    headings,
    limits,
    links,
    live,
    plaintext,
    prose,
    rawhtml,
    slips,
    spelling,
    strikethrough,
    tables,
    typography,
)
from ssg.content.markdown.options import ALL

Install = Callable[[MarkdownIt], None]

MARKDOWN_RULES: Final[tuple[tuple[str, Install], ...]] = (
    ("limits", limits.install),
    ("prose", prose.install),
    ("spelling", spelling.install),
    ("raw-html", rawhtml.install),
    ("live", live.install),
    ("table", tables.install),
    ("strikethrough", strikethrough.install),
    ("footnote", footnotes.install),
    ("attributes", attributes.install),
    ("containers", containers.install),
    ("figures", figures.install),
    ("autolink", autolinks.install),
    ("typography", typography.install),
    ("heading-ids", headings.install),
    ("links", links.install),
    ("slips", slips.install),
    ("plain-text", plaintext.install),
)
ALWAYS: Final = frozenset(("limits", "prose", "spelling", "raw-html", "live", "links", "slips", "plain-text"))


class Parser(MarkdownIt):
    """markdown-it, with targets left as they are written: the rule `links` needs them so, and encodes them."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - markdown-it's name
        """Return `url` as it is."""
        return url


@lru_cache(maxsize=16)
def parser_for(extensions: tuple[str, ...], typographic: bool) -> Parser:
    """Return the parser for a choice of rules. Raises ValueError if an extension is none of `ALL`."""
    unknown = [name for name in extensions if name not in ALL]
    if unknown:
        raise ValueError(f"no such Markdown extension: {', '.join(unknown)} (known: {', '.join(ALL)})")
    # CommonMark's own output has `<br />`, which its examples insist on; ours is HTML.
    md = Parser("commonmark", {"html": True, "xhtmlOut": not extensions and not typographic})
    chosen = {*ALWAYS, *extensions, *(("typography",) if typographic else ())}
    for name, install in MARKDOWN_RULES:
        if name in chosen:
            install(md)
    return md
