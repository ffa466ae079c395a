"""Renders one article's Markdown: the story of this package in one function.

Nothing here knows that other articles exist, or whether the files that the text points to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from markdown_it.token import Token

from ssg.content.markdown.allowed import sanitise
from ssg.content.markdown.invisible import without_controls
from ssg.content.markdown.limits import too_large
from ssg.content.markdown.live import in_parts
from ssg.content.markdown.notes import NOTES, Notes, Refused
from ssg.content.markdown.options import MarkdownOptions, Rendered
from ssg.content.markdown.rules import parser_for
from ssg.core.errors import Diagnostic


def render(
    text: str, *, path: str, first_line: int, options: MarkdownOptions, live: datetime | None = None
) -> Rendered:
    """Render `text`, which begins at `first_line` (from 1) of the file `path`, a place's path.

    The text is CommonMark 0.31.2 with the extensions of `options`. Never raises for what an editor may write: all
    problems are among the result's diagnostics, in the order of their lines. With `live`, the time of a live article,
    its top headings begin entries. Raises ValueError for options that do not exist.
    """
    if options.raw_html not in ("sanitise", "trust"):
        raise ValueError(f"raw_html is 'sanitise' or 'trust', not {options.raw_html!r}")
    md = parser_for(options.extensions, options.typography)
    source, said = without_controls(text.replace("\r\n", "\n").replace("\r", "\n"), path, first_line)
    notes = Notes(source, path, first_line, options)
    notes.live = live
    notes.diagnostics.extend(said)
    large = too_large(notes.source, notes)
    if large:
        return Rendered(diagnostics=(large,))
    env = {NOTES: notes}
    try:
        tokens = md.parse(notes.source, env)
    except Refused as refused:
        return Rendered(diagnostics=_in_order([*notes.diagnostics, refused.diagnostic]))

    def html_of(part: Sequence[Token]) -> str:
        html: str = md.renderer.render(part, md.options, env)
        return sanitise(html, notes.schemes) if notes.raw_html and options.raw_html == "sanitise" else html

    parts = in_parts(tokens, notes, html_of) if live else None
    return Rendered(
        html=parts.html if parts else html_of(tokens),
        refs=tuple(notes.refs),
        headings=tuple(notes.headings),
        excerpt=notes.excerpt,
        text=notes.text,
        intro=parts.intro if parts else "",
        entries=parts.entries if parts else (),
        diagnostics=_in_order(notes.diagnostics),
    )


def _in_order(diagnostics: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(diagnostics, key=lambda diagnostic: diagnostic.place))
